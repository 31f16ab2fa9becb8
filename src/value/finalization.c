/* SPDX-License-Identifier: MIT */
/* finalization.c: registries, their records, and the queue of registries that have work to do.
 *
 * A record stands in one of its registry's two lists and, as long as its token lives, in the chain
 * of its token; all three are linked both ways, so that whatever ends a record does so at once.
 * A queue entry is a strong root: a registry with dead records lives until they were all taken. */
#include "value/finalization.h"

#include <stdlib.h>
#include <string.h>

#include "value/vm.h"

typedef struct Record {
  uint32_t header;
  Slot target; /* weak; none: dead */
  Slot token;  /* weak; none: there is none, or it is dead */
  Slot held;
  Slot next, previous; /* in the registry's list; undefined at the ends */
  Slot token_next, token_previous;
} Record;

struct FinalizationState {
  RootVec queue; /* registries with dead records, the first in line first */
};

static Record *record_in(Vm *vm, Slot slot) {
  return slot.bits == slot_undefined().bits ? NULL : slot_cell_present(vm, slot);
}

void finalization_registry_trace(Vm *vm, Cell *cell) {
  const FinalizationRegistry *registry = (const FinalizationRegistry *)cell;
  weak_map_trace(vm, cell);
  mark_slots(vm, &registry->cleanup, &registry->dead + 1);
}

void finalization_record_trace(Vm *vm, Cell *cell) {
  const Record *record = (const Record *)(const void *)cell;
  mark_slots(vm, &record->held, (const Slot *)(record + 1));
}

/* --- lists --- */

static void list_push(Vm *vm, FinalizationRegistry *registry, Slot *list, Record *record) {
  Record *first = record_in(vm, *list);
  record->previous = slot_undefined();
  record->next = *list;
  if (first) first->previous = slot_from_cell(record);
  slot_store_cell(vm, registry, list, record);
}

static void list_remove(Vm *vm, Slot *list, Record *record) {
  Record *previous = record_in(vm, record->previous), *next = record_in(vm, record->next);
  if (previous) previous->next = record->next;
  else *list = record->next;
  if (next) next->previous = record->previous;
}

/* --- tokens --- */

/* Puts a record before the others of its token. */
static bool chain_push(Vm *vm, FinalizationRegistry *registry, Record *record, Value token) {
  Value first;
  record->token_next = record->token_previous = slot_undefined();
  bool present = weak_map_get(vm, &registry->tokens, token, &first);
  TRY(weak_map_set(vm, &registry->tokens, token, value_cell(record)));
  record->token = slot_from_cell(value_as_cell(token));
  if (!present) return true;
  Record *next = (Record *)(void *)value_as_cell(first);
  record->token_next = slot_from_cell(next);
  next->token_previous = slot_from_cell(record);
  return true;
}

/* Takes a record out of its token's chain. The token's entry exists, so nothing is allocated. */
static void chain_remove(Vm *vm, FinalizationRegistry *registry, const Record *record) {
  if (slot_is_none(record->token)) return;
  Value token = slot_load(vm, record->token);
  Record *previous = record_in(vm, record->token_previous);
  Record *next = record_in(vm, record->token_next);
  if (next) next->token_previous = record->token_previous;
  if (previous) previous->token_next = record->token_next;
  else if (!next) weak_map_delete(vm, &registry->tokens, token);
  else weak_map_replace(vm, &registry->tokens, token, value_cell(next));
}

/* --- registering --- */

bool finalization_register(Vm *vm, FinalizationRegistry *registry, Value target, Value held,
                           Value token) {
  Record *record = heap_allocate(vm, CELL_FINALIZATION_RECORD, sizeof *record);
  if (!record) return throw_out_of_memory(vm);
  record->target = slot_from_cell(value_as_cell(target));
  slot_store(vm, record, &record->held, held);
  if (!value_is_undefined(vm, token)) TRY(chain_push(vm, registry, record, token));
  list_push(vm, registry, &registry->live, record);
  keep_alive(value_as_cell(target));
  return true;
}

static Slot *list_of(FinalizationRegistry *registry, const Record *record) {
  return slot_is_none(record->target) ? &registry->dead : &registry->live;
}

bool finalization_unregister(Vm *vm, FinalizationRegistry *registry, Value token) {
  Value first;
  if (!weak_map_get(vm, &registry->tokens, token, &first)) return false;
  for (Record *record = (Record *)(void *)value_as_cell(first); record;
       record = record_in(vm, record->token_next))
    list_remove(vm, list_of(registry, record), record);
  return weak_map_delete(vm, &registry->tokens, token);
}

/* --- the end of marking --- */

static bool is_dead(Vm *vm, Slot slot) {
  return !slot_is_none(slot) && !heap_is_marked(vm, slot_cell_present(vm, slot));
}

void finalization_drop_dead(Vm *vm, FinalizationRegistry *registry) {
  for (Record *next, *record = record_in(vm, registry->live); record; record = next) {
    next = record_in(vm, record->next);
    if (is_dead(vm, record->token)) record->token = slot_none();
    if (!is_dead(vm, record->target)) continue;
    list_remove(vm, &registry->live, record);
    record->target = slot_none();
    list_push(vm, registry, &registry->dead, record);
  }
  for (Record *record = record_in(vm, registry->dead); record; record = record_in(vm, record->next))
    if (is_dead(vm, record->token)) record->token = slot_none();
  /* Where the queue cannot grow, the next collection tries again. */
  if (registry->queued || !record_in(vm, registry->dead)) return;
  registry->queued = root_vec_push(&vm->finalization->queue, value_cell(registry));
}

/* --- taking --- */

bool finalization_is_due(Vm *vm) { return vm->finalization->queue.count != 0; }

/* The first registry in line leaves it. */
static void dequeue(Vm *vm, FinalizationRegistry *registry) {
  RootVec *queue = &vm->finalization->queue;
  registry->queued = 0;
  queue->count--;
  memmove(queue->items, queue->items + 1, queue->count * sizeof *queue->items);
}

bool finalization_take(Vm *vm, Value *callback, Value *held) {
  RootVec *queue = &vm->finalization->queue;
  while (queue->count) {
    FinalizationRegistry *registry = (FinalizationRegistry *)(void *)value_as_cell(queue->items[0]);
    Record *record = record_in(vm, registry->dead);
    if (!record) {
      dequeue(vm, registry);
      continue;
    }
    list_remove(vm, &registry->dead, record);
    chain_remove(vm, registry, record);
    *callback = slot_load(vm, registry->cleanup);
    *held = slot_load(vm, record->held);
    return true;
  }
  return false;
}

/* --- the state's life --- */

bool finalization_init(Vm *vm) {
  vm->finalization = calloc(1, sizeof *vm->finalization);
  return vm->finalization && root_vec_init(&vm->finalization->queue, vm);
}

void finalization_destroy(Vm *vm) {
  if (!vm->finalization) return;
  root_vec_destroy(&vm->finalization->queue);
  free(vm->finalization);
  vm->finalization = NULL;
}
