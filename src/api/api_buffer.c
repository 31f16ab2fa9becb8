/* SPDX-License-Identifier: MIT */
/* api_buffer.c: ArrayBuffers and their views in mote.h. */
#include <stdlib.h>

#include "api/api.h"
#include "builtins/array_buffer.h"
#include "builtins/typed_array.h"

static void bytes_of_buffer(const ArrayBuffer *buffer, MoteBytes *out) {
  out->data = buffer->data;
  out->length = array_buffer_byte_length(buffer);
  out->is_shared = array_buffer_is_shared(buffer);
  out->is_detached = array_buffer_is_detached(buffer);
  out->is_immutable = array_buffer_is_immutable(buffer);
}

static void bytes_of_view(Vm *vm, const TypedArray *view, MoteBytes *out) {
  bytes_of_buffer(view_buffer(vm, view), out);
  if (cell_type(view) == CELL_TYPED_ARRAY) {
    out->array_type = element_types[view->kind].array_name;
    out->element_size = view_element_size(view);
  }
  out->buffer = api_mote_value(value_cell(view_buffer(vm, view)));
  bool outside = view_is_out_of_bounds(vm, view);
  out->offset = outside ? 0 : view->offset;
  out->length = view_length(vm, view) * view_element_size(view);
  out->data = outside ? NULL : view_data(vm, view);
}

MoteBytes mote_bytes(MoteVm *mote, MoteValue value) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, value);
  MoteBytes bytes = {.element_size = 1, .buffer = mote_undefined()};
  if (value_is_type(v, CELL_ARRAY_BUFFER)) {
    bytes_of_buffer(value_as_array_buffer(v), &bytes);
    bytes.buffer = value;
  }
  if (value_is_typed_array(v) || value_is_type(v, CELL_DATA_VIEW))
    bytes_of_view(vm, value_as_typed_array(v), &bytes);
  return bytes;
}

/* A buffer over these bytes; host: who lent them, or NULL for bytes of its own. On failure both stay the caller's. */
static bool buffer_over(Vm *vm, void *bytes, size_t length, HostBytes *host, MoteValue *out) {
  ArrayBuffer *buffer = array_buffer_new_empty(vm, 0);
  TRY(buffer);
  if (!heap_add_external(vm, length)) return throw_out_of_memory(vm);
  buffer->data = bytes;
  buffer->length = buffer->max_length = length;
  buffer->host = host;
  return api_give_cell(out, buffer);
}

bool mote_array_buffer_take(MoteVm *vm, void *bytes, size_t length, MoteValue *out) {
  return buffer_over(api_vm(vm), bytes, length, NULL, out);
}

bool mote_array_buffer_borrow(MoteVm *mote, void *bytes, size_t length, MoteRelease release,
                              void *user, MoteValue *out) {
  Vm *vm = api_vm(mote);
  HostBytes *host = malloc(sizeof *host);
  if (!host) return throw_out_of_memory(vm);
  *host = (HostBytes){release, user};
  if (buffer_over(vm, bytes, length, host, out)) return true;
  free(host);
  return false;
}

/* The constructor of this name; ELEMENT_ and DataView. NULL: there is none, or an exception. */
static Object *view_constructor(Vm *vm, const char *type) {
  if (!strcmp(type, "DataView")) return intrinsic(vm, INTRINSIC_DATA_VIEW);
  for (int i = 0; i < ELEMENT_TYPE_COUNT; i++)
    if (!strcmp(element_types[i].array_name, type))
      return intrinsic(vm, element_types[i].constructor);
  return NULL;
}

/* new Float64Array(buffer, offset, length) and the like */
bool mote_typed_array_new(MoteVm *mote, const char *type, MoteValue buffer, size_t offset,
                          size_t length, MoteValue *out) {
  Vm *vm = api_vm(mote);
  Value args[] = {api_value(vm, buffer), value_number((double)offset),
                  value_number((double)length)};
  if (!value_is_type(args[0], CELL_ARRAY_BUFFER))
    return mote_throw_error(mote, MOTE_TYPE_ERROR,
                            "The bytes of a typed array are an ArrayBuffer's");
  Value array;
  Object *constructor = view_constructor(vm, type);
  if (!constructor && value_is_none(vm->exception))
    return mote_throw_error(mote, MOTE_RANGE_ERROR, "There is no typed array called %s", type);
  TRY(constructor && construct(vm, value_cell(constructor), args, array_length(args),
                               value_cell(constructor), &array));
  return api_give(out, array);
}

bool mote_array_buffer_new(MoteVm *mote, const void *bytes, size_t length, MoteValue *out) {
  ArrayBuffer *buffer;
  TRY(array_buffer_new(api_vm(mote), (double)length, &buffer));
  if (bytes && length) memcpy(buffer->data, bytes, length);
  return api_give(out, value_cell(buffer));
}

bool mote_uint8_array_new(MoteVm *mote, const void *bytes, size_t length, MoteValue *out) {
  TypedArray *array;
  TRY(typed_array_new(api_vm(mote), ELEMENT_UINT8, (double)length, &array));
  if (bytes && length) memcpy(view_data(api_vm(mote), array), bytes, length);
  return api_give(out, value_cell(array));
}

/* DetachArrayBuffer ( arrayBuffer )   #sec-detacharraybuffer */
bool mote_detach_array_buffer(MoteVm *mote, MoteValue value) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, value);
  char text[128];
  if (!value_is_type(v, CELL_ARRAY_BUFFER) ||
      value_as_array_buffer(v)->flags & (ARRAY_BUFFER_SHARED | ARRAY_BUFFER_IMMUTABLE))
    return throw_type_error(vm, ERROR_INVALID_ARGUMENT, value_describe(vm, v, text, sizeof text));
  array_buffer_detach(vm, value_as_array_buffer(v));
  return true;
}

/* --- shared memory: a MoteSharedBytes is a SharedBytes --- */

MoteSharedBytes *mote_shared_bytes_retain(MoteVm *mote, MoteValue value) {
  Value v = api_value(api_vm(mote), value);
  if (!value_is_type(v, CELL_ARRAY_BUFFER) || !array_buffer_is_shared(value_as_array_buffer(v)))
    return NULL;
  SharedBytes *shared = value_as_array_buffer(v)->shared;
  shared->references++;
  return (MoteSharedBytes *)shared;
}

bool mote_shared_array_buffer_new(MoteVm *mote, MoteSharedBytes *bytes, MoteValue *out) {
  Vm *vm = api_vm(mote);
  SharedBytes *shared = (SharedBytes *)bytes;
  uint32_t flags = ARRAY_BUFFER_SHARED | (shared->growable ? ARRAY_BUFFER_RESIZABLE : 0u);
  ArrayBuffer *buffer = array_buffer_new_empty(vm, flags);
  TRY(buffer);
  array_buffer_share_bytes(vm, buffer, shared);
  return api_give_cell(out, buffer);
}

void mote_shared_bytes_release(MoteSharedBytes *bytes) {
  if (bytes) shared_bytes_release((SharedBytes *)bytes);
}
