/* SPDX-License-Identifier: MIT */
/* vm.c: makes and ends the part of a VM that is not the interpreter's: heap, strings, symbols, shapes,
 * tables of natives. The realm is made by the vm layer. */
#include "value/vm.h"

#include "base/os.h"
#include "base/time_zone.h"
#include "value/finalization.h"
#include "value/lookup_cache.h"
#include "value/regexp_object.h"
#include "value/native_table.h"

static void mark_names(Vm *vm) {
#define X(id, text) mark_cell(vm, key_cell(vm->names.id));
#include "value/names.def"
#undef X
}

static void mark_vm(Vm *vm, void *data) {
  (void)data;
  mark_value(vm, vm->exception);
  mark_value(vm, vm->new_target);
  mark_value(vm, vm->out_of_memory_error);
  mark_cell(vm, vm->realm);
  mark_cell(vm, vm->empty_string);
  mark_names(vm);
  for (uint32_t i = 0; i < SYMBOL_COUNT; i++) mark_cell(vm, vm->symbols[i]);
  for (uint32_t i = 0; i < array_length(vm->single_unit_strings); i++)
    mark_cell(vm, vm->single_unit_strings[i]);
}

static Cell *simple_cell(Vm *vm, uint32_t offset) { return (Cell *)((char *)vm + offset); }

static void make_simple_values(Vm *vm) {
  cell_set_header(simple_cell(vm, OFFSET_UNDEFINED), CELL_SIMPLE, 0);
  cell_set_header(simple_cell(vm, OFFSET_NULL), CELL_SIMPLE, 0);
  cell_set_header(simple_cell(vm, OFFSET_FALSE), CELL_BOOLEAN, 0);
  cell_set_header(simple_cell(vm, OFFSET_TRUE), CELL_BOOLEAN, 1);
  cell_set_header(simple_cell(vm, OFFSET_HOLE), CELL_SIMPLE, 0);
  cell_set_header(simple_cell(vm, OFFSET_UNINITIALISED), CELL_SIMPLE, 0);
}

static bool make_name(Vm *vm, const char *text, PropertyKey *out) {
  String *s = string_intern_ascii(vm, text);
  return s && key_from_string(vm, s, out);
}

static bool make_names(Vm *vm) {
#define X(id, text) TRY(make_name(vm, text, &vm->names.id));
#include "value/names.def"
#undef X
  return true;
}

/* What is thrown when memory runs out before a realm has made a proper error. */
static bool make_out_of_memory_text(Vm *vm) {
  String *text = string_new_ascii(vm, "Out of memory");
  if (text) vm->out_of_memory_error = value_string(text);
  return text != NULL;
}

static bool initialise(Vm *vm) {
  make_simple_values(vm);
  vm->prototype_epoch = 1;
  os_random_bytes(&vm->hash_seed, sizeof vm->hash_seed);
  return heap_add_roots(vm, mark_vm, NULL) && weak_init(vm) && finalization_init(vm) &&
         natives_init(vm) && lookup_cache_init(vm) && shapes_init(vm) && strings_init(vm) &&
         make_out_of_memory_text(vm) && make_names(vm) && symbols_init(vm);
}

Vm *vm_create_base(const HeapOptions *options) {
  HeapOptions complete = *options;
  complete.types = cell_type_table;
  complete.type_count = CELL_TYPE_COUNT;
  Vm *vm = heap_create(sizeof(Vm), &complete);
  if (!vm || initialise(vm)) return vm;
  vm_destroy_base(vm);
  return NULL;
}

void vm_destroy_base(Vm *vm) {
  struct NativeTable *natives = vm->natives; /* host objects' finalizers are in it */
  LookupCache *lookups = vm->lookups;
  struct RegExpCache *regexps = vm->regexps;
  time_zone_destroy(vm->time_zone);
  finalization_destroy(vm);
  weak_destroy(vm);
  symbols_destroy(vm);
  strings_destroy(vm);
  shapes_destroy(vm);
  heap_destroy(vm);
  natives_destroy(natives);
  lookup_cache_destroy(lookups);
  regexp_cache_destroy(regexps);
}
