/* SPDX-License-Identifier: MIT */
/* api_value.c: values of mote.h: their types, numbers and booleans, conversions, comparison,
 * handles. */
#include "api/api.h"

#include <stdlib.h>

#include "ops/compare.h"
#include "value/weak.h"

/* --- making --- */

MoteValue mote_undefined(void) { return (MoteValue){OFFSET_UNDEFINED}; }
MoteValue mote_null(void) { return (MoteValue){OFFSET_NULL}; }
MoteValue mote_boolean(bool boolean) { return (MoteValue){boolean ? OFFSET_TRUE : OFFSET_FALSE}; }
MoteValue mote_number(double number) { return api_mote_value(value_number(number)); }
MoteValue mote_int32(int32_t number) { return api_mote_value(value_int(number)); }
MoteValue mote_uint32(uint32_t number) { return api_mote_value(value_uint32(number)); }

/* --- types --- */

MoteType mote_type(MoteVm *mote, MoteValue value) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, value);
  if (value_is_number(v)) return MOTE_NUMBER;
  switch (cell_type(value_as_cell(v))) {
    case CELL_SIMPLE: return value_is_null(vm, v) ? MOTE_NULL : MOTE_UNDEFINED;
    case CELL_BOOLEAN: return MOTE_BOOLEAN;
    case CELL_STRING: return MOTE_STRING;
    case CELL_SYMBOL: return MOTE_SYMBOL;
    case CELL_BIGINT: return MOTE_BIGINT;
    default: return MOTE_OBJECT;
  }
}

bool mote_is_undefined(MoteVm *vm, MoteValue value) {
  return value_is_undefined(api_vm(vm), api_value(api_vm(vm), value));
}
bool mote_is_null(MoteVm *vm, MoteValue value) {
  return value_is_null(api_vm(vm), api_value(api_vm(vm), value));
}
bool mote_is_nullish(MoteVm *vm, MoteValue value) {
  return value_is_nullish(api_vm(vm), api_value(api_vm(vm), value));
}
bool mote_is_boolean(MoteVm *vm, MoteValue value) {
  return value_is_bool(api_vm(vm), api_value(api_vm(vm), value));
}
bool mote_is_number(MoteVm *vm, MoteValue value) {
  return value_is_number(api_value(api_vm(vm), value));
}
bool mote_is_string(MoteVm *vm, MoteValue value) {
  return value_is_string(api_value(api_vm(vm), value));
}
bool mote_is_symbol(MoteVm *vm, MoteValue value) {
  return value_is_symbol(api_value(api_vm(vm), value));
}
bool mote_is_bigint(MoteVm *vm, MoteValue value) {
  return value_is_bigint(api_value(api_vm(vm), value));
}
bool mote_is_object(MoteVm *vm, MoteValue value) {
  return value_is_object(api_value(api_vm(vm), value));
}
bool mote_is_callable(MoteVm *vm, MoteValue value) {
  return value_is_callable(api_vm(vm), api_value(api_vm(vm), value));
}
bool mote_is_constructor(MoteVm *vm, MoteValue value) {
  return value_is_constructor(api_vm(vm), api_value(api_vm(vm), value));
}

double mote_as_number(MoteVm *vm, MoteValue value) {
  Value v = api_value(api_vm(vm), value);
  return value_is_number(v) ? value_as_number(v) : 0;
}
bool mote_as_boolean(MoteVm *vm, MoteValue value) {
  return value_is_true(api_vm(vm), api_value(api_vm(vm), value));
}

/* --- conversions --- */

bool mote_to_boolean(MoteVm *vm, MoteValue value) {
  return to_boolean(api_vm(vm), api_value(api_vm(vm), value));
}
bool mote_to_number(MoteVm *vm, MoteValue value, double *out) {
  return to_number(api_vm(vm), api_value(api_vm(vm), value), out);
}
bool mote_to_integer(MoteVm *vm, MoteValue value, double *out) {
  return to_integer_or_infinity(api_vm(vm), api_value(api_vm(vm), value), out);
}
bool mote_to_int32(MoteVm *vm, MoteValue value, int32_t *out) {
  return to_int32(api_vm(vm), api_value(api_vm(vm), value), out);
}
bool mote_to_uint32(MoteVm *vm, MoteValue value, uint32_t *out) {
  return to_uint32(api_vm(vm), api_value(api_vm(vm), value), out);
}
bool mote_to_string(MoteVm *vm, MoteValue value, MoteValue *out) {
  String *text;
  TRY(to_string(api_vm(vm), api_value(api_vm(vm), value), &text));
  return api_give_cell(out, text);
}
bool mote_to_object(MoteVm *vm, MoteValue value, MoteValue *out) {
  Object *object;
  TRY(to_object(api_vm(vm), api_value(api_vm(vm), value), &object));
  return api_give_cell(out, object);
}

/* --- comparison --- */

bool mote_strict_equals(MoteVm *mote, MoteValue a, MoteValue b) {
  Vm *vm = api_vm(mote);
  bool equal = false;
  if (!is_strictly_equal(vm, api_value(vm, a), api_value(vm, b), &equal)) exception_take(vm);
  return equal;
}
bool mote_same_value(MoteVm *mote, MoteValue a, MoteValue b) {
  Vm *vm = api_vm(mote);
  bool same = false;
  if (!same_value(vm, api_value(vm, a), api_value(vm, b), &same)) exception_take(vm);
  return same;
}
bool mote_instance_of(MoteVm *mote, MoteValue value, MoteValue constructor, bool *out) {
  Vm *vm = api_vm(mote);
  return instance_of(vm, api_value(vm, value), api_value(vm, constructor), out);
}

/* --- handles --- */

static MoteHandle *handle_create(Vm *vm, Value value, MoteHandle *head) {
  MoteHandle *handle = malloc(sizeof *handle);
  if (!handle) {
    throw_out_of_memory(vm);
    return NULL;
  }
  *handle = (MoteHandle){vm, value, head, head->next};
  head->next->previous = handle;
  head->next = handle;
  return handle;
}

MoteHandle *mote_handle_create(MoteVm *vm, MoteValue value) {
  return handle_create(api_vm(vm), api_value(api_vm(vm), value), &api_vm(vm)->api->handles);
}

MoteHandle *mote_weak_handle_create(MoteVm *mote, MoteValue value) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, value);
  if (value_can_be_held_weakly(v)) return handle_create(vm, v, &vm->api->weak_handles);
  throw_type_error(vm, ERROR_WEAK_REF_TARGET);
  return NULL;
}

void mote_handle_destroy(MoteHandle *handle) {
  if (!handle) return;
  handle->previous->next = handle->next;
  handle->next->previous = handle->previous;
  free(handle);
}

MoteValue mote_handle_get(const MoteHandle *handle) { return api_mote_value(handle->value); }
void mote_handle_set(MoteHandle *handle, MoteValue value) {
  handle->value = api_value(handle->vm, value);
}

void api_weak_handles_clear(Vm *vm, void *data) {
  const MoteHandle *head = data;
  for (MoteHandle *handle = head->next; handle != head; handle = handle->next)
    if (!heap_is_marked(vm, value_as_cell(handle->value))) handle->value = value_undefined(vm);
}

/* --- other roots --- */

bool mote_roots_add(MoteVm *mote, MoteRoots roots, void *data) {
  Vm *vm = api_vm(mote);
  RootsOfHost *entry = malloc(sizeof *entry);
  if (!entry) return throw_out_of_memory(vm);
  *entry = (RootsOfHost){vm->api->roots, roots, data};
  vm->api->roots = entry;
  return true;
}

void mote_roots_remove(MoteVm *mote, MoteRoots roots, void *data) {
  RootsOfHost **at = &api_vm(mote)->api->roots;
  while (*at && ((*at)->roots != roots || (*at)->data != data)) at = &(*at)->next;
  RootsOfHost *entry = *at;
  if (!entry) return;
  *at = entry->next;
  free(entry);
}

void mote_mark(MoteVm *mote, MoteValue value) {
  Vm *vm = api_vm(mote);
  mark_value(vm, api_value(vm, value));
}

void api_handles_mark(Vm *vm) {
  const MoteHandle *head = &vm->api->handles;
  for (const MoteHandle *handle = head->next; handle != head; handle = handle->next)
    mark_value(vm, handle->value);
  for (const RootsOfHost *entry = vm->api->roots; entry; entry = entry->next)
    entry->roots(api_mote_vm(vm), entry->data);
}

static void ring_destroy(const MoteHandle *head) {
  while (head->next != head) mote_handle_destroy(head->next);
}

void api_handles_destroy(Vm *vm) {
  ring_destroy(&vm->api->handles);
  ring_destroy(&vm->api->weak_handles);
  while (vm->api->roots)
    mote_roots_remove(api_mote_vm(vm), vm->api->roots->roots, vm->api->roots->data);
}
