/* SPDX-License-Identifier: MIT */
/* symbol.c: symbols and the registry of Symbol.for.
 *
 * Registered and well-known symbols live as long as the VM. The registry is an open-addressing
 * table by the hash of the key, which is the symbol's description. */
#include "value/vm.h"

#include <stdlib.h>

#include "base/hash.h"

#define REGISTRY_CAPACITY_FIRST 16

typedef struct SymbolRegistry {
  Symbol **items; /* NULL: empty */
  uint32_t capacity, count;
  uint32_t next_hash; /* number of the next symbol, which its hash is made of */
} SymbolRegistry;

void symbol_trace(Vm *vm, Cell *cell) { mark_slot(vm, ((Symbol *)cell)->description); }

Symbol *symbol_new(Vm *vm, String *description, uint32_t flags) {
  Symbol *symbol = heap_allocate(vm, CELL_SYMBOL, sizeof *symbol);
  if (!symbol) {
    throw_out_of_memory(vm);
    return NULL;
  }
  cell_set_header(symbol, CELL_SYMBOL, flags);
  symbol->hash = hash_uint32(vm->symbol_registry->next_hash++);
  symbol->description = description ? slot_from_cell(description) : slot_undefined();
  return symbol;
}

/* Where the symbol of an interned key is, or would go. */
static Symbol **registry_place(Vm *vm, const SymbolRegistry *registry, String *key) {
  uint32_t mask = registry->capacity - 1, at = key->hash & mask;
  for (; registry->items[at]; at = (at + 1) & mask)
    if (slot_cell(vm, registry->items[at]->description) == key) break;
  return &registry->items[at];
}

static bool registry_make_room(Vm *vm, SymbolRegistry *registry) {
  if (registry->count < registry->capacity / 2) return true;
  SymbolRegistry old = *registry;
  uint32_t capacity = old.capacity ? old.capacity * 2 : REGISTRY_CAPACITY_FIRST;
  Symbol **items = calloc(capacity, sizeof(Symbol *));
  if (!items) return throw_out_of_memory(vm);
  registry->items = items;
  registry->capacity = capacity;
  for (uint32_t i = 0; i < old.capacity; i++) {
    if (!old.items[i]) continue;
    *registry_place(vm, registry, slot_cell(vm, old.items[i]->description)) = old.items[i];
  }
  free(old.items);
  return true;
}

Symbol *symbol_for(Vm *vm, String *key) {
  SymbolRegistry *registry = vm->symbol_registry;
  key = string_intern(vm, key);
  if (!key || !registry_make_room(vm, registry)) return NULL;
  Symbol **place = registry_place(vm, registry, key);
  if (!*place) {
    Symbol *symbol = symbol_new(vm, key, SYMBOL_FLAG_REGISTERED);
    if (!symbol) return NULL;
    *place = symbol;
    registry->count++;
  }
  return *place;
}

String *symbol_descriptive_string(Vm *vm, Symbol *symbol) {
  String *result = string_new_ascii(vm, "Symbol(");
  String *close = string_new_ascii(vm, ")");
  if (!result || !close) return NULL;
  if (symbol->description.bits != slot_undefined().bits)
    result = string_concat(vm, result, slot_cell_present(vm, symbol->description));
  return result ? string_concat(vm, result, close) : NULL;
}

static void registry_mark(Vm *vm, void *data) {
  const SymbolRegistry *registry = data;
  for (uint32_t i = 0; i < registry->capacity; i++) mark_cell(vm, registry->items[i]);
}

static bool make_well_known(Vm *vm, SymbolId id, const char *text) {
  String *description = string_intern_ascii(vm, text);
  if (!description) return false;
  vm->symbols[id] = symbol_new(vm, description, SYMBOL_FLAG_WELL_KNOWN);
  return vm->symbols[id] != NULL;
}

bool symbols_init(Vm *vm) {
  vm->symbol_registry = calloc(1, sizeof *vm->symbol_registry);
  if (!vm->symbol_registry) return false;
  if (!heap_add_roots(vm, registry_mark, vm->symbol_registry)) return false;
#define X(id, name) \
  if (!make_well_known(vm, SYMBOL_##id, "Symbol." name)) return false;
#include "value/symbols.def"
#undef X
  return true;
}

void symbols_destroy(Vm *vm) {
  if (!vm->symbol_registry) return;
  heap_remove_roots(vm, registry_mark, vm->symbol_registry);
  free(vm->symbol_registry->items);
  free(vm->symbol_registry);
  vm->symbol_registry = NULL;
}
