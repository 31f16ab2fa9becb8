/* SPDX-License-Identifier: MIT */
/* array_buffer.c: ArrayBuffer   #sec-arraybuffer-objects
 *
 * The bytes themselves are value/buffer_object.c's. */
#include "builtins/array_buffer.h"

#include "builtins/map.h"

/* --- abstract operations --- */

static IntrinsicId prototype_of_flags(uint32_t flags) {
  return flags & ARRAY_BUFFER_SHARED ? INTRINSIC_SHARED_ARRAY_BUFFER_PROTOTYPE
                                     : INTRINSIC_ARRAY_BUFFER_PROTOTYPE;
}

static bool allocate_bytes(Vm *vm, ArrayBuffer *buffer, double length, double max_length) {
  if (max_length > (double)ARRAY_BUFFER_MAX_LENGTH)
    return throw_range_error(vm, ERROR_BUFFER_ALLOCATION);
  return array_buffer_allocate_bytes(vm, buffer, (size_t)length, (size_t)max_length);
}

/* AllocateArrayBuffer ( constructor, byteLength [ , maxByteLength ] )   #sec-allocatearraybuffer
 * AllocateSharedArrayBuffer ( … )   #sec-allocatesharedarraybuffer */
bool allocate_array_buffer(Vm *vm, Value constructor, uint32_t flags, double byte_length,
                           double max_length, ArrayBuffer **out) {
  void *cell;
  if (max_length != NO_MAX_LENGTH && byte_length > max_length)
    return throw_range_error(vm, ERROR_BUFFER_MAX_LENGTH);
  TRY(ordinary_create_from_constructor(vm, constructor, prototype_of_flags(flags),
                                       CELL_ARRAY_BUFFER, sizeof **out, &cell));
  *out = cell;
  (*out)->flags = flags | (max_length == NO_MAX_LENGTH ? 0 : ARRAY_BUFFER_RESIZABLE);
  return allocate_bytes(vm, *out, byte_length,
                        max_length == NO_MAX_LENGTH ? byte_length : max_length);
}

ArrayBuffer *array_buffer_new_empty(Vm *vm, uint32_t flags) {
  ArrayBuffer *buffer =
      intrinsic_instance(vm, prototype_of_flags(flags), CELL_ARRAY_BUFFER, sizeof *buffer);
  if (buffer) buffer->flags = flags;
  return buffer;
}

bool array_buffer_new(Vm *vm, double byte_length, ArrayBuffer **out) {
  TRY(*out = array_buffer_new_empty(vm, 0));
  return allocate_bytes(vm, *out, byte_length, byte_length);
}

/* GetArrayBufferMaxByteLengthOption ( options )   #sec-getarraybuffermaxbytelengthoption */
bool get_array_buffer_max_byte_length_option(Vm *vm, Value options, double *out) {
  Value max_byte_length;
  *out = NO_MAX_LENGTH;
  if (!value_is_object(options)) return true;
  TRY(get(vm, value_as_object(options), vm->names.max_byte_length, &max_byte_length));
  return value_is_undefined(vm, max_byte_length) || to_index(vm, max_byte_length, out);
}

bool this_array_buffer(Vm *vm, const Call *call, bool shared, const char *method,
                       ArrayBuffer **out) {
  *out = value_as_array_buffer(call->this_value);
  return (value_is_type(call->this_value, CELL_ARRAY_BUFFER) &&
          array_buffer_is_shared(*out) == shared) ||
         throw_incompatible_receiver(vm, method, call->this_value);
}

static bool require_attached(Vm *vm, const ArrayBuffer *buffer, const char *method) {
  return !array_buffer_is_detached(buffer) || throw_type_error(vm, ERROR_DETACHED, method);
}

static bool require_mutable(Vm *vm, const ArrayBuffer *buffer, const char *method) {
  return !array_buffer_is_immutable(buffer) || throw_type_error(vm, ERROR_IMMUTABLE, method);
}

/* Construct(constructor, « length »), which must give another buffer of the same kind, large enough. */
static bool slice_create(Vm *vm, ArrayBuffer *buffer, double length, const char *method,
                         ArrayBuffer **out) {
  bool shared = array_buffer_is_shared(buffer);
  Object *fallback = intrinsic(vm, shared ? INTRINSIC_SHARED_ARRAY_BUFFER : INTRINSIC_ARRAY_BUFFER);
  Value constructor, result, argument = value_number(length);
  TRY(fallback);
  TRY(species_constructor(vm, &buffer->base, value_cell(fallback), &constructor));
  TRY(construct(vm, constructor, &argument, 1, constructor, &result));
  if (!value_is_type(result, CELL_ARRAY_BUFFER) ||
      array_buffer_is_shared(value_as_array_buffer(result)) != shared)
    return throw_incompatible_receiver(vm, method, result);
  *out = value_as_array_buffer(result);
  TRY(require_attached(vm, *out, method));
  TRY(require_mutable(vm, *out, method));
  if (*out == buffer || (shared && (*out)->shared == buffer->shared))
    return throw_type_error(vm, ERROR_BUFFER_SAME, method);
  return (double)array_buffer_byte_length(*out) >= length ||
         throw_type_error(vm, ERROR_BUFFER_TOO_SHORT, method);
}

bool array_buffer_slice(Vm *vm, Call *call, ArrayBuffer *buffer, const char *method) {
  ArrayBuffer *result = NULL;
  double first, final, length = (double)array_buffer_byte_length(buffer);
  TRY(to_relative_index(vm, call_arg(vm, call, 0), length, 0, &first));
  TRY(to_relative_index(vm, call_arg(vm, call, 1), length, length, &final));
  double new_length = final > first ? final - first : 0;
  TRY(slice_create(vm, buffer, new_length, method, &result));
  TRY(require_attached(vm, buffer, method));
  size_t current = array_buffer_byte_length(buffer), from = (size_t)first;
  if (from < current)
    memcpy(result->data, buffer->data + from, size_min((size_t)new_length, current - from));
  return call_return_cell(call, result);
}

/* --- the constructor --- */

/* ArrayBuffer ( length [ , options ] )   #sec-arraybuffer-length */
static bool array_buffer_constructor(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  double byte_length, max_length;
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "ArrayBuffer");
  TRY(to_index(vm, call_arg(vm, call, 0), &byte_length));
  TRY(get_array_buffer_max_byte_length_option(vm, call_arg(vm, call, 1), &max_length));
  TRY(allocate_array_buffer(vm, call->new_target, 0, byte_length, max_length, &buffer));
  return call_return_cell(call, buffer);
}

/* ArrayBuffer.isView ( arg )   #sec-arraybuffer.isview */
static bool array_buffer_is_view(Vm *vm, Call *call) {
  Value v = call_arg(vm, call, 0);
  return call_return_bool(vm, call, value_is_typed_array(v) || value_is_type(v, CELL_DATA_VIEW));
}

/* --- the prototype --- */

/* get ArrayBuffer.prototype.byteLength   #sec-get-arraybuffer.prototype.bytelength */
static bool array_buffer_prototype_byte_length(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, false, "get ArrayBuffer.prototype.byteLength", &buffer));
  return call_return_number(call, (double)array_buffer_byte_length(buffer));
}

/* get ArrayBuffer.prototype.detached   #sec-get-arraybuffer.prototype.detached */
static bool array_buffer_prototype_detached(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, false, "get ArrayBuffer.prototype.detached", &buffer));
  return call_return_bool(vm, call, array_buffer_is_detached(buffer));
}

/* get ArrayBuffer.prototype.immutable   #sec-get-arraybuffer.prototype.immutable */
static bool array_buffer_prototype_immutable(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, false, "get ArrayBuffer.prototype.immutable", &buffer));
  return call_return_bool(vm, call, array_buffer_is_immutable(buffer));
}

/* get ArrayBuffer.prototype.maxByteLength   #sec-get-arraybuffer.prototype.maxbytelength */
static bool array_buffer_prototype_max_byte_length(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, false, "get ArrayBuffer.prototype.maxByteLength", &buffer));
  if (array_buffer_is_fixed_length(buffer))
    return call_return_number(call, (double)array_buffer_byte_length(buffer));
  return call_return_number(call, (double)buffer->max_length);
}

/* get ArrayBuffer.prototype.resizable   #sec-get-arraybuffer.prototype.resizable */
static bool array_buffer_prototype_resizable(Vm *vm, Call *call) {
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, false, "get ArrayBuffer.prototype.resizable", &buffer));
  return call_return_bool(vm, call, !array_buffer_is_fixed_length(buffer));
}

/* ArrayBuffer.prototype.resize ( newLength )   #sec-arraybuffer.prototype.resize */
static bool array_buffer_prototype_resize(Vm *vm, Call *call) {
  static const char method[] = "ArrayBuffer.prototype.resize";
  ArrayBuffer *buffer;
  double length;
  TRY(this_array_buffer(vm, call, false, method, &buffer));
  if (array_buffer_is_fixed_length(buffer))
    return throw_incompatible_receiver(vm, method, call->this_value);
  TRY(to_index(vm, call_arg(vm, call, 0), &length));
  TRY(require_attached(vm, buffer, method));
  if (length > (double)buffer->max_length)
    return throw_range_error(vm, ERROR_BUFFER_RESIZE, method);
  size_t new_length = (size_t)length;
  /* Bytes behind the length are zero, for when it grows again. */
  if (new_length < buffer->length)
    memset(buffer->data + new_length, 0, buffer->length - new_length);
  buffer->length = new_length;
  return true;
}

/* ArrayBuffer.prototype.slice ( start, end )   #sec-arraybuffer.prototype.slice */
static bool array_buffer_prototype_slice(Vm *vm, Call *call) {
  static const char method[] = "ArrayBuffer.prototype.slice";
  ArrayBuffer *buffer;
  TRY(this_array_buffer(vm, call, false, method, &buffer));
  TRY(require_attached(vm, buffer, method));
  return array_buffer_slice(vm, call, buffer, method);
}

/* ArrayBuffer.prototype.sliceToImmutable ( start, end )
 * #sec-arraybuffer.prototype.slicetoimmutable */
static bool array_buffer_prototype_slice_to_immutable(Vm *vm, Call *call) {
  static const char method[] = "ArrayBuffer.prototype.sliceToImmutable";
  ArrayBuffer *buffer, *result;
  double first, final;
  TRY(this_array_buffer(vm, call, false, method, &buffer));
  TRY(require_attached(vm, buffer, method));
  double length = (double)array_buffer_byte_length(buffer);
  TRY(to_relative_index(vm, call_arg(vm, call, 0), length, 0, &first));
  TRY(to_relative_index(vm, call_arg(vm, call, 1), length, length, &final));
  double new_length = final > first ? final - first : 0;
  TRY(require_attached(vm, buffer, method));
  if ((double)array_buffer_byte_length(buffer) < final)
    return throw_range_error(vm, ERROR_BUFFER_RESIZE, method);
  TRY(result = array_buffer_new_empty(vm, ARRAY_BUFFER_IMMUTABLE));
  TRY(allocate_bytes(vm, result, new_length, new_length));
  memcpy(result->data, buffer->data + (size_t)first, (size_t)new_length);
  return call_return_cell(call, result);
}

/* Allocates a new buffer with the same first bytes. */
static bool copy_to_new(Vm *vm, ArrayBuffer *buffer, double length, uint32_t flags,
                        ArrayBuffer **out) {
  double max_length = flags & ARRAY_BUFFER_RESIZABLE ? (double)buffer->max_length : length;
  if (length > max_length) return throw_range_error(vm, ERROR_BUFFER_MAX_LENGTH);
  TRY(*out = array_buffer_new_empty(vm, flags));
  TRY(allocate_bytes(vm, *out, length, max_length));
  memcpy((*out)->data, buffer->data, size_min((size_t)length, buffer->length));
  return true;
}

/* ArrayBufferCopyAndDetach ( arrayBuffer, newLength, preserveResizability )
 * #sec-arraybuffercopyanddetach
 * The new buffer has `flags`, and those of `preserved` that the old one has. */
static bool array_buffer_copy_and_detach(Vm *vm, Call *call, uint32_t flags, uint32_t preserved,
                                         const char *method) {
  ArrayBuffer *buffer, *result = NULL;
  Value new_length = call_arg(vm, call, 0);
  TRY(this_array_buffer(vm, call, false, method, &buffer));
  double length = (double)array_buffer_byte_length(buffer);
  if (!value_is_undefined(vm, new_length)) TRY(to_index(vm, new_length, &length));
  TRY(require_attached(vm, buffer, method));
  TRY(require_mutable(vm, buffer, method));
  flags |= buffer->flags & preserved;
  /* OPT: the bytes stay where they are, unless the host has them too and they may not change any more. */
  bool lent = buffer->host && flags & ARRAY_BUFFER_IMMUTABLE;
  if (length == (double)buffer->length && !lent) {
    TRY(result = array_buffer_new_empty(vm, flags));
    array_buffer_move_bytes(buffer, result);
    return call_return_cell(call, result);
  }
  TRY(copy_to_new(vm, buffer, length, flags, &result));
  array_buffer_detach(vm, buffer);
  return call_return_cell(call, result);
}

/* ArrayBuffer.prototype.transfer ( [ newLength ] )   #sec-arraybuffer.prototype.transfer */
static bool array_buffer_prototype_transfer(Vm *vm, Call *call) {
  return array_buffer_copy_and_detach(vm, call, 0, ARRAY_BUFFER_RESIZABLE,
                                      "ArrayBuffer.prototype.transfer");
}

/* ArrayBuffer.prototype.transferToFixedLength ( [ newLength ] )
 * #sec-arraybuffer.prototype.transfertofixedlength */
static bool array_buffer_prototype_transfer_to_fixed_length(Vm *vm, Call *call) {
  return array_buffer_copy_and_detach(vm, call, 0, 0,
                                      "ArrayBuffer.prototype.transferToFixedLength");
}

/* ArrayBuffer.prototype.transferToImmutable ( [ newLength ] )
 * #sec-arraybuffer.prototype.transfertoimmutable */
static bool array_buffer_prototype_transfer_to_immutable(Vm *vm, Call *call) {
  return array_buffer_copy_and_detach(vm, call, ARRAY_BUFFER_IMMUTABLE, 0,
                                      "ArrayBuffer.prototype.transferToImmutable");
}

static const BuiltinProperty array_buffer_constructor_properties[] = {
    FUNCTION("isView", array_buffer_is_view, 1),
    INTRINSIC_WITH("prototype", ARRAY_BUFFER_PROTOTYPE, 0),
    GETTER("@@species", species_getter),
};

const BuiltinObject array_buffer_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "ArrayBuffer",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = array_buffer_constructor,
    .properties = array_buffer_constructor_properties,
    .property_count = array_length(array_buffer_constructor_properties),
};

static const BuiltinProperty array_buffer_prototype_properties[] = {
    GETTER("byteLength", array_buffer_prototype_byte_length),
    INTRINSIC("constructor", ARRAY_BUFFER),
    GETTER("detached", array_buffer_prototype_detached),
    GETTER("immutable", array_buffer_prototype_immutable),
    GETTER("maxByteLength", array_buffer_prototype_max_byte_length),
    GETTER("resizable", array_buffer_prototype_resizable),
    FUNCTION("resize", array_buffer_prototype_resize, 1),
    FUNCTION("slice", array_buffer_prototype_slice, 2),
    FUNCTION("sliceToImmutable", array_buffer_prototype_slice_to_immutable, 2),
    FUNCTION("transfer", array_buffer_prototype_transfer, 0),
    FUNCTION("transferToFixedLength", array_buffer_prototype_transfer_to_fixed_length, 0),
    FUNCTION("transferToImmutable", array_buffer_prototype_transfer_to_immutable, 0),
    STRING("@@toStringTag", "ArrayBuffer"),
};

const BuiltinObject array_buffer_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = array_buffer_prototype_properties,
    .property_count = array_length(array_buffer_prototype_properties),
};
