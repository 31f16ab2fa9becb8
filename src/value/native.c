/* SPDX-License-Identifier: MIT */
/* native.c: the numbers of C functions, and native function objects.
 *
 * A number is table << 16 | row. The table is an intrinsic: row 0 is the object's own function, rows
 * 2i+1 and 2i+2 are function and setter of its property i. Table 0xffff is the VM's own: functions
 * registered by an embedder. A number is found by hashing the address, in a table that is made when
 * the first function needs it. */
#include "value/native_table.h"

#include <stdlib.h>

#include "base/hash.h"

#define TABLE_OF_VM    0xffffu
#define REGISTERED_MAX 0xffffu

/* One C function and its number. */
typedef struct NativeEntry {
  NativeFunction function; /* NULL: empty */
  uint32_t id;
} NativeEntry;

typedef struct NativeTable {
  NativeEntry *entries;
  uint32_t capacity, count;
  NativeFunction *registered;
  uint32_t registered_count, registered_capacity;
  HostFinalizer *finalizers; /* number i + 1 is finalizers[i] */
  uint32_t finalizer_count, finalizer_capacity;
} NativeTable;

/* --- from number to function --- */

NativeFunction native_function_from_id(Vm *vm, uint32_t id) {
  uint32_t table = id >> 16, row = id & 0xffff;
  if (table == TABLE_OF_VM) return vm->natives->registered[row];
  const BuiltinObject *builtin = intrinsic_builtin((IntrinsicId)table);
  if (row == 0) return builtin->function;
  const BuiltinProperty *property = &builtin->properties[(row - 1) / 2];
  return row & 1 ? property->function : property->setter;
}

bool native_row(uint32_t id, NativeRow *out) {
  uint32_t table = id >> 16, row = id & 0xffff;
  if (table == TABLE_OF_VM) return false;
  const BuiltinObject *builtin = intrinsic_builtin((IntrinsicId)table);
  *out = (NativeRow){.builtin = builtin};
  if (row == 0) return true;
  out->property = &builtin->properties[(row - 1) / 2];
  out->is_setter = !(row & 1);
  return true;
}

uint32_t native_id_of_property(IntrinsicId table, uint32_t property, bool setter) {
  return (uint32_t)table << 16 | (property * 2 + 1 + setter);
}
uint32_t native_id_of_object(IntrinsicId table) { return (uint32_t)table << 16; }

/* --- from function to number --- */

static NativeEntry *entry_place(const NativeTable *table, NativeFunction function) {
  uint64_t address = (uint64_t)(uintptr_t)function;
  uint32_t mask = table->capacity - 1, at = hash_uint64(address) & mask;
  while (table->entries[at].function && table->entries[at].function != function)
    at = (at + 1) & mask;
  return &table->entries[at];
}

static MUST_USE bool entries_grow(NativeTable *table) {
  NativeTable old = *table;
  uint32_t capacity = old.capacity ? old.capacity * 2 : 4096;
  NativeEntry *entries = calloc(capacity, sizeof *entries);
  if (!entries) return false;
  table->entries = entries;
  table->capacity = capacity;
  for (uint32_t i = 0; i < old.capacity; i++)
    if (old.entries[i].function) *entry_place(table, old.entries[i].function) = old.entries[i];
  free(old.entries);
  return true;
}

/* The first number that is given to a function stays. */
static MUST_USE bool entry_add(NativeTable *table, NativeFunction function, uint32_t id) {
  if (!function) return true;
  if (table->count >= table->capacity / 2) TRY(entries_grow(table));
  NativeEntry *entry = entry_place(table, function);
  if (entry->function) return true;
  *entry = (NativeEntry){function, id};
  table->count++;
  return true;
}

static MUST_USE bool add_builtin(NativeTable *table, IntrinsicId id) {
  const BuiltinObject *builtin = intrinsic_builtin(id);
  TRY(entry_add(table, builtin->function, native_id_of_object(id)));
  for (uint32_t i = 0; i < builtin->property_count; i++) {
    const BuiltinProperty *property = &builtin->properties[i];
    TRY(entry_add(table, property->function, native_id_of_property(id, i, false)));
    TRY(entry_add(table, property->setter, native_id_of_property(id, i, true)));
  }
  return true;
}

/* Makes the table of all static functions, once. */
static MUST_USE bool ensure_entries(Vm *vm) {
  NativeTable *table = vm->natives;
  if (table->entries) return true;
  for (int id = 0; id < INTRINSIC_COUNT; id++)
    if (!add_builtin(table, (IntrinsicId)id)) return throw_out_of_memory(vm);
  return true;
}

static MUST_USE bool registered_push(NativeTable *table, NativeFunction function) {
  if (table->registered_count == table->registered_capacity) {
    uint32_t capacity = table->registered_capacity ? table->registered_capacity * 2 : 16;
    NativeFunction *items = realloc(table->registered, capacity * sizeof *items);
    if (!items) return false;
    table->registered = items;
    table->registered_capacity = capacity;
  }
  table->registered[table->registered_count++] = function;
  return true;
}

bool native_register(Vm *vm, NativeFunction function, uint32_t *id) {
  TRY(ensure_entries(vm));
  NativeTable *table = vm->natives;
  const NativeEntry *entry = entry_place(table, function);
  if (entry->function) {
    *id = entry->id;
    return true;
  }
  *id = TABLE_OF_VM << 16 | table->registered_count;
  if (table->registered_count == REGISTERED_MAX || !registered_push(table, function) ||
      !entry_add(table, function, *id))
    return throw_out_of_memory(vm);
  return true;
}

/* --- function objects --- */

NativeFunctionObject *native_allocate(Vm *vm, Realm *realm, uint32_t id, Shape *shape) {
  NativeFunctionObject *f = object_allocate(vm, CELL_NATIVE_FUNCTION, sizeof *f, shape);
  if (!f) return NULL;
  f->id = id;
  slot_store_cell(vm, f, &f->realm, realm);
  f->data[0] = f->data[1] = slot_undefined();
  return f;
}

/* Whether the lazy name and length, which come from the function's row, are these. */
static bool row_says(uint32_t id, const char *name, uint32_t length) {
  NativeRow row;
  if (!native_row(id, &row) || !row.property || row.is_setter) return false;
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
static NativeFunctionObject *new_lazy(Vm *vm, uint32_t id, uint32_t flags) {
  Shape *shape = realm_closure_shape(vm, vm->realm, CLOSURE_NORMAL);
  NativeFunctionObject *f = shape ? native_allocate(vm, vm->realm, id, shape) : NULL;
  if (f) f->flags = flags;
  return f;
}

NativeFunctionObject *native_new(Vm *vm, NativeFunction function, const char *name,
                                 uint32_t length) {
  uint32_t id;
  if (!name) name = "";
  TRY_NULL(native_register(vm, function, &id));
  if (!*name && length <= UINT8_MAX)
    return new_lazy(vm, id, NATIVE_ANONYMOUS | length << NATIVE_LENGTH_SHIFT);
  if (row_says(id, name, length)) return new_lazy(vm, id, 0);
  Object *prototype = intrinsic(vm, INTRINSIC_FUNCTION_PROTOTYPE);
  Shape *shape = prototype ? shape_root(vm, value_cell(prototype), 0, 0) : NULL;
  NativeFunctionObject *f = shape ? native_allocate(vm, vm->realm, id, shape) : NULL;
  String *text = f ? string_intern_utf8(vm, name, strlen(name)) : NULL;
  if (!text) return NULL;
  return native_define_length_and_name(vm, &f->base, length, value_string(text)) ? f : NULL;
}

void native_function_trace(Vm *vm, Cell *cell) {
  const NativeFunctionObject *f = (const NativeFunctionObject *)cell;
  object_trace_base(vm, &f->base);
  mark_slot(vm, f->realm);
  mark_slots(vm, f->data, (const Slot *)(f + 1));
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
  free(table->entries);
  free(table->registered);
  free(table->finalizers);
  free(table);
}
