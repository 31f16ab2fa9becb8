/* SPDX-License-Identifier: MIT */
/* awaiters.c: follows `then`: who waits for a suspended or running activation, and who for that.
 *
 * Only what is certain is followed: continuations, async generators' requests, promises with a single
 * subscriber, reactions to the promise that they settle. */
#include "async/awaiters.h"

#include "async/generator.h"
#include "async/handshake.h"
#include "async/promise.h"
#include "vm/suspend.h"

/* Links between two activations that are followed at most: promises may be chained in a circle. */
#define LINKS_MAX 64

static Cell *generator_is_told(Vm *vm, const GeneratorObject *g) {
  const Slots *request = slot_cell(vm, g->first);
  return request ? slot_cell(vm, request->items[REQUEST_THEN]) : NULL;
}

/* Whom a cell that stands for work tells when it is done; NULL: nobody, or it is not known. */
static Cell *told_by(Vm *vm, Cell *cell) {
  switch (cell_type(cell)) {
    case CELL_CONTINUATION: return slot_cell(vm, ((Continuation *)(void *)cell)->then);
    case CELL_ASYNC_GENERATOR: return generator_is_told(vm, (GeneratorObject *)(void *)cell);
    case CELL_PROMISE_PENDING:
    case CELL_PROMISE_PENDING_HANDLED: return slot_cell(vm, ((Promise *)(void *)cell)->out);
    default: return NULL;
  }
}

/* The promise whose resolve function a value is (Promise.race calls it with the first outcome). */
static Cell *resolved_by(Vm *vm, Value function) {
  if (!value_is_native_of(function, promise_resolve_function)) return NULL;
  Value promise = slot_load(vm, value_as_native(function)->data[0]);
  return value_is_promise(promise) ? value_as_cell(promise) : NULL;
}

/* The promise that a reaction settles; NULL: none. */
static Cell *reaction_target(Vm *vm, const Reaction *reaction) {
  Cell *resolved = resolved_by(vm, slot_load(vm, reaction->on_fulfilled));
  if (resolved) return resolved;
  Value target = slot_load(vm, reaction->target);
  if (value_is_type(target, CELL_INTERNAL))
    target = slot_load(vm, ((Slots *)(void *)value_as_cell(target))->items[CAPABILITY_PROMISE]);
  return value_is_object(target) ? value_as_cell(target) : NULL;
}

static bool found_continuation(Vm *vm, Cell *cell, Awaiter *out) {
  const Site *site = slot_cell_present(vm, ((Continuation *)(void *)cell)->site);
  *out = (Awaiter){.cell = cell, .code = slot_cell_present(vm, site->code), .pc = site->pc};
  return true;
}

/* An element of Promise.all and the like is a stop of its own. */
static bool found_combinator(Vm *vm, const Reaction *reaction, Awaiter *out) {
  return combinator_element(vm, slot_load(vm, reaction->on_fulfilled), out) ||
         combinator_element(vm, slot_load(vm, reaction->on_rejected), out);
}

bool async_next_awaiter(Vm *vm, Awaiter *awaiter) {
  Cell *cell = told_by(vm, awaiter->cell);
  for (int links = 0; cell && links < LINKS_MAX; links++) {
    CellType type = cell_type(cell);
    if (type == CELL_CONTINUATION) return found_continuation(vm, cell, awaiter);
    if (type == CELL_REACTION) {
      const Reaction *reaction = (Reaction *)(void *)cell;
      if (found_combinator(vm, reaction, awaiter)) return true;
      cell = reaction_target(vm, reaction);
    } else {
      cell = told_by(vm, cell);
    }
  }
  return false;
}
