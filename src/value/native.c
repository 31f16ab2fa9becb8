/* SPDX-License-Identifier: MIT */
/* native.c: the numbers of C functions, and native function objects.
 *
 * A number is table << 16 | word (native_function_from_id). The table is an intrinsic. The tables are
 * searched for a function when it is first asked for; from then on its number is found by hashing its
 * address. */
#include "value/native_table.h"

#include <stdlib.h>

#include "base/hash.h"

#define KNOWN_MIN 64

/* One C function and its number. */
typedef struct KnownFunction {
  NativeFunction function; /* NULL: empty */
  uint32_t id;
} KnownFunction;

typedef struct NativeTable {
  KnownFunction *known; /* hashed by address; a power of two of them, at most half in use */
  uint32_t known_capacity, known_count;
  HostFinalizer *finalizers; /* number i + 1 is finalizers[i] */
  uint32_t finalizer_count, finalizer_capacity;
} NativeTable;

/* --- from number to function --- */

enum {
  PROPERTY_WORDS = sizeof(BuiltinProperty) / sizeof(NativeFunction),
  FUNCTION_WORD = offsetof(BuiltinProperty, function) / sizeof(NativeFunction),
  SETTER_WORD = offsetof(BuiltinProperty, setter) / sizeof(NativeFunction),
};
_Static_assert(offsetof(BuiltinProperty, function) % sizeof(NativeFunction) == 0 &&
                   offsetof(BuiltinProperty, setter) % sizeof(NativeFunction) == 0 &&
                   sizeof(BuiltinProperty) % sizeof(NativeFunction) == 0 && FUNCTION_WORD > 0,
               "a table is an array of words, of which the first is no function");

NativeRow native_row(uint32_t id) {
  const BuiltinObject *builtin = intrinsic_builtin((IntrinsicId)(id >> 16));
  uint32_t word = id & 0xffff;
  if (word == 0) return (NativeRow){.builtin = builtin};
  return (NativeRow){builtin, &builtin->properties[word / PROPERTY_WORDS],
                     word % PROPERTY_WORDS == SETTER_WORD};
}

const BuiltinProperty *native_method_from_id(uint32_t id) {
  NativeRow row = native_row(id);
  return row.is_setter ? NULL : row.property;
}

uint32_t native_id_of_property(IntrinsicId table, uint32_t property, bool setter) {
  uint32_t word = property * PROPERTY_WORDS + (setter ? SETTER_WORD : FUNCTION_WORD);
  ASSERT(word <= 0xffff);
  return (uint32_t)table << 16 | word;
}
uint32_t native_id_of_object(IntrinsicId table) { return (uint32_t)table << 16; }

/* --- from function to number --- */

/* The number of the first row that names the function. */
static uint32_t search_tables(NativeFunction function) {
  for (uint32_t id = 0; id < INTRINSIC_COUNT; id++) {
    IntrinsicId table = (IntrinsicId)id;
    const BuiltinObject *builtin = intrinsic_builtin(table);
    if (builtin->function == function) return native_id_of_object(table);
    for (uint32_t i = 0; i < builtin->property_count; i++) {
      const BuiltinProperty *property = &builtin->properties[i];
      if (property->function == function) return native_id_of_property(table, i, false);
      if (property->setter == function) return native_id_of_property(table, i, true);
    }
  }
  assert_failed("a native function stands in a table", __FILE__, __LINE__);
}

static KnownFunction *known_place(const NativeTable *table, NativeFunction function) {
  uint32_t mask = table->known_capacity - 1;
  uint32_t at = hash_uint64((uint64_t)(uintptr_t)function) & mask;
  while (table->known[at].function && table->known[at].function != function) at = (at + 1) & mask;
  return &table->known[at];
}

static MUST_USE bool known_grow(NativeTable *table) {
  NativeTable old = *table;
  uint32_t capacity = old.known_capacity ? old.known_capacity * 2 : KNOWN_MIN;
  KnownFunction *known = calloc(capacity, sizeof *known);
  if (!known) return false;
  table->known = known;
  table->known_capacity = capacity;
  for (uint32_t i = 0; i < old.known_capacity; i++)
    if (old.known[i].function) *known_place(table, old.known[i].function) = old.known[i];
  free(old.known);
  return true;
}

static MUST_USE bool native_id(Vm *vm, NativeFunction function, uint32_t *out) {
  NativeTable *table = vm->natives;
  if (table->known_count >= table->known_capacity / 2 && !known_grow(table))
    return throw_out_of_memory(vm);
  KnownFunction *place = known_place(table, function);
  if (unlikely(!place->function)) {
    *place = (KnownFunction){function, search_tables(function)};
    table->known_count++;
  }
  *out = place->id;
  return true;
}

/* --- function objects --- */

_Static_assert(INTRINSIC_COUNT <= NATIVE_TABLE_COUNT_MAX, "an id has 8 bits for its table");
_Static_assert(NATIVE_ANONYMOUS < 1 << NATIVE_LENGTH_SHIFT, "flags don't overlap the length");
_Static_assert(NATIVE_ANONYMOUS_LENGTH_MAX << NATIVE_LENGTH_SHIFT < 1 << 6, "flags are 6 bits");
_Static_assert(sizeof(NativeFunctionObject) == sizeof(Object) + sizeof(uint32_t) + sizeof(Slot),
               "id, flags and count are one word");

NativeFunctionObject *native_allocate(Vm *vm, Realm *realm, uint32_t id, Shape *shape,
                                      uint32_t flags, uint32_t data_count) {
  ASSERT(data_count <= NATIVE_DATA_MAX);
  size_t size = sizeof(NativeFunctionObject) + data_count * sizeof(Slot);
  NativeFunctionObject *f = heap_allocate_inline(vm, CELL_NATIVE_FUNCTION, size);
  if (unlikely(!f)) {
    throw_out_of_memory(vm);
    return NULL;
  }
  cell_set_header(f, CELL_NATIVE_FUNCTION, shape->index);
  f->id = id;
  f->flags = flags;
  f->data_count = data_count;
  slot_store_cell(vm, f, &f->realm, realm);
  for (uint32_t i = 0; i < data_count; i++) f->data[i] = slot_undefined();
  return f;
}

/* Whether the lazy name and length, which come from the function's row, are these. */
static bool row_says(uint32_t id, const char *name, uint32_t length) {
  NativeRow row = native_row(id);
  if (!row.property || row.is_setter) return false;
  if (row.property->kind != BUILTIN_FUNCTION && row.property->kind != BUILTIN_INTERNAL)
    return false;
  return row.property->name[0] != '@' && strcmp(row.property->name, name) == 0 &&
         row.property->length == length;
}

/* Defines `length` and `name` of a new function object. */
static MUST_USE bool native_define_length_and_name(Vm *vm, Object *f, uint32_t length, Value name) {
  Value number = value_uint32(length);
  return object_put_own(vm, f, vm->names.length, number, PROPERTY_CONFIGURABLE) &&
         object_put_own(vm, f, vm->names.name, name, PROPERTY_CONFIGURABLE);
}

/* A function whose name and length are made when somebody looks. */
static NativeFunctionObject *new_lazy(Vm *vm, uint32_t id, uint32_t flags, uint32_t data_count) {
  Shape *shape = realm_closure_shape(vm, vm->realm, CLOSURE_NORMAL);
  return shape ? native_allocate(vm, vm->realm, id, shape, flags, data_count) : NULL;
}

NativeFunctionObject *native_new(Vm *vm, NativeFunction function, const char *name, uint32_t length,
                                 uint32_t data_count) {
  uint32_t id;
  if (!name) name = "";
  TRY_NULL(native_id(vm, function, &id));
  if (!*name && length <= NATIVE_ANONYMOUS_LENGTH_MAX)
    return new_lazy(vm, id, NATIVE_ANONYMOUS | length << NATIVE_LENGTH_SHIFT, data_count);
  if (row_says(id, name, length)) return new_lazy(vm, id, 0, data_count);
  Object *prototype = intrinsic(vm, INTRINSIC_FUNCTION_PROTOTYPE);
  Shape *shape = prototype ? shape_root(vm, value_cell(prototype), 0, 0) : NULL;
  NativeFunctionObject *f = shape ? native_allocate(vm, vm->realm, id, shape, 0, data_count) : NULL;
  String *text = f ? string_intern_utf8(vm, name, strlen(name)) : NULL;
  if (!text) return NULL;
  return native_define_length_and_name(vm, &f->base, length, value_string(text)) ? f : NULL;
}

void native_function_trace(Vm *vm, Cell *cell) {
  const NativeFunctionObject *f = (const NativeFunctionObject *)cell;
  object_trace_base(vm, &f->base);
  mark_slot(vm, f->realm);
  mark_slots(vm, f->data, f->data + f->data_count);
}

/* --- finalizers of host objects --- */

bool host_finalizer_register(Vm *vm, HostFinalizer function, uint32_t *id) {
  NativeTable *table = vm->natives;
  for (uint32_t i = 0; i < table->finalizer_count; i++) {
    if (table->finalizers[i] != function) continue;
    *id = i + 1;
    return true;
  }
  if (table->finalizer_count == table->finalizer_capacity) {
    uint32_t capacity = table->finalizer_capacity ? table->finalizer_capacity * 2 : 8;
    HostFinalizer *items = realloc(table->finalizers, capacity * sizeof *items);
    if (!items) return throw_out_of_memory(vm);
    table->finalizers = items;
    table->finalizer_capacity = capacity;
  }
  table->finalizers[table->finalizer_count++] = function;
  *id = table->finalizer_count;
  return true;
}

void host_object_finalize(Vm *vm, Cell *cell) {
  const HostObject *object = (const HostObject *)cell;
  if (object->finalizer && object->data)
    vm->natives->finalizers[object->finalizer - 1](object->data);
}

/* --- the tables' life --- */

bool natives_init(Vm *vm) {
  vm->natives = calloc(1, sizeof *vm->natives);
  return vm->natives != NULL;
}

void natives_destroy(NativeTable *table) {
  if (!table) return;
  free(table->known);
  free(table->finalizers);
  free(table);
}
