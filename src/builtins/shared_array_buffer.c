/* SPDX-License-Identifier: MIT */
/* shared_array_buffer.c: SharedArrayBuffer   #sec-sharedarraybuffer-objects
 *
 * Its length may grow while another thread looks at it, so it changes by compare and swap. */
#include "builtins/array_buffer.h"
#include "builtins/map.h"

#include <stdatomic.h>

/* SharedArrayBuffer ( length [ , options ] )   #sec-sharedarraybuffer-length */
static bool shared_array_buffer_constructor(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  double byte_length, max_length;
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "SharedArrayBuffer");
  TRY(to_index(vm, call_arg(vm, call, 0), &byte_length));
  TRY(get_array_buffer_max_byte_length_option(vm, call_arg(vm, call, 1), &max_length));
  TRY(allocate_array_buffer(vm, call->new_target, ARRAY_BUFFER_SHARED, byte_length, max_length,
                            &buffer));
  return call_return_cell(call, buffer);
}

/* get SharedArrayBuffer.prototype.byteLength   #sec-get-sharedarraybuffer.prototype.bytelength */
static bool shared_array_buffer_prototype_byte_length(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, true, "get SharedArrayBuffer.prototype.byteLength", &buffer));
  return call_return_number(call, (double)array_buffer_byte_length(buffer));
}

/* SharedArrayBuffer.prototype.grow ( newLength )   #sec-sharedarraybuffer.prototype.grow */
static bool shared_array_buffer_prototype_grow(Vm *vm, Call *call) {
  static const char method[] = "SharedArrayBuffer.prototype.grow";
  ArrayBuffer *buffer;
  double length;
  TRY(this_array_buffer(vm, call, true, method, &buffer));
  if (array_buffer_is_fixed_length(buffer))
    return throw_incompatible_receiver(vm, method, call->this_value);
  TRY(to_index(vm, call_arg(vm, call, 0), &length));
  size_t current = array_buffer_byte_length(buffer);
  do {
    if (length > (double)buffer->max_length || length < (double)current)
      return throw_range_error(vm, ERROR_BUFFER_RESIZE, method);
  } while (!atomic_compare_exchange_strong(&buffer->shared->length, &current, (size_t)length));
  return true;
}

/* get SharedArrayBuffer.prototype.growable   #sec-get-sharedarraybuffer.prototype.growable */
static bool shared_array_buffer_prototype_growable(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, true, "get SharedArrayBuffer.prototype.growable", &buffer));
  return call_return_bool(vm, call, !array_buffer_is_fixed_length(buffer));
}

/* get SharedArrayBuffer.prototype.maxByteLength
 * #sec-get-sharedarraybuffer.prototype.maxbytelength */
static bool shared_array_buffer_prototype_max_byte_length(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, true, "get SharedArrayBuffer.prototype.maxByteLength", &buffer));
  return call_return_number(call, (double)buffer->max_length);
}

/* SharedArrayBuffer.prototype.slice ( start, end )   #sec-sharedarraybuffer.prototype.slice */
static bool shared_array_buffer_prototype_slice(Vm *vm, Call *call) {
  static const char method[] = "SharedArrayBuffer.prototype.slice";
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, true, method, &buffer));
  return array_buffer_slice(vm, call, buffer, method);
}

static const BuiltinProperty shared_array_buffer_constructor_properties[] = {
    INTRINSIC_WITH("prototype", SHARED_ARRAY_BUFFER_PROTOTYPE, 0),
    GETTER("@@species", species_getter),
};

const BuiltinObject shared_array_buffer_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "SharedArrayBuffer",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = shared_array_buffer_constructor,
    .properties = shared_array_buffer_constructor_properties,
    .property_count = array_length(shared_array_buffer_constructor_properties),
};

static const BuiltinProperty shared_array_buffer_prototype_properties[] = {
    GETTER("byteLength", shared_array_buffer_prototype_byte_length),
    INTRINSIC("constructor", SHARED_ARRAY_BUFFER),
    FUNCTION("grow", shared_array_buffer_prototype_grow, 1),
    GETTER("growable", shared_array_buffer_prototype_growable),
    GETTER("maxByteLength", shared_array_buffer_prototype_max_byte_length),
    FUNCTION("slice", shared_array_buffer_prototype_slice, 2),
    STRING("@@toStringTag", "SharedArrayBuffer"),
};

const BuiltinObject shared_array_buffer_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = shared_array_buffer_prototype_properties,
    .property_count = array_length(shared_array_buffer_prototype_properties),
};
