/* SPDX-License-Identifier: MIT */
/* data_view.c: DataView   #sec-dataview-objects
 *
 * A view like a typed array of bytes: its length counts bytes. */
#include "builtins/array_buffer.h"
#include "builtins/map.h"
#include "ops/typed_array.h"

/* --- the constructor --- */

static bool throw_bounds(Vm *vm, ErrorId id, double number) {
  char text[32];
  value_describe(vm, value_number(number), text, sizeof text);
  return id == ERROR_VIEW_LENGTH ? throw_range_error(vm, id, "DataView", text)
                                 : throw_range_error(vm, id, text);
}

/* The part of a buffer that a view shows. */
typedef struct Extent {
  double offset, length;
  bool tracking;
} Extent;

/* Checks the offset and, where it is given, the length. They are checked twice: the second time after
 * the prototype was asked for, which may shrink or detach the buffer. */
static bool check_extent(Vm *vm, const ArrayBuffer *buffer, const Extent *extent) {
  if (array_buffer_is_detached(buffer)) return throw_type_error(vm, ERROR_DETACHED, "DataView");
  double byte_length = (double)array_buffer_byte_length(buffer);
  if (extent->offset > byte_length) return throw_bounds(vm, ERROR_VIEW_OFFSET, extent->offset);
  if (!extent->tracking && extent->offset + extent->length > byte_length)
    return throw_bounds(vm, ERROR_VIEW_LENGTH, extent->length);
  return true;
}

static bool to_extent(Vm *vm, const Call *call, const ArrayBuffer *buffer, Extent *out) {
  Value length = call_arg(vm, call, 2);
  *out = (Extent){.tracking = true};
  TRY(to_index(vm, call_arg(vm, call, 1), &out->offset));
  TRY(check_extent(vm, buffer, out));
  out->tracking = value_is_undefined(vm, length) && !array_buffer_is_fixed_length(buffer);
  if (out->tracking) return true;
  out->length = (double)array_buffer_byte_length(buffer) - out->offset;
  if (!value_is_undefined(vm, length)) {
    /* Checked against the length from before the conversion, as the specification has it. */
    double available = out->length;
    TRY(to_index(vm, length, &out->length));
    if (out->length > available) return throw_bounds(vm, ERROR_VIEW_LENGTH, out->length);
  }
  return true;
}

/* DataView ( buffer [ , byteOffset [ , byteLength ] ] )
 * #sec-dataview-buffer-byteoffset-bytelength */
static bool data_view_constructor(Vm *vm, Call *call) {
  Value argument = call_arg(vm, call, 0);
  Extent extent;
  void *cell;
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "DataView");
  if (!value_is_type(argument, CELL_ARRAY_BUFFER))
    return throw_type_error(vm, ERROR_NOT_AN_ARRAY_BUFFER);
  ArrayBuffer *buffer = value_as_array_buffer(argument);
  TRY(to_extent(vm, call, buffer, &extent));
  TRY(ordinary_create_from_constructor(vm, call->new_target, INTRINSIC_DATA_VIEW_PROTOTYPE,
                                       CELL_DATA_VIEW, sizeof(TypedArray), &cell));
  TRY(check_extent(vm, buffer, &extent));
  TypedArray *view = cell;
  slot_store_cell(vm, view, &view->buffer, buffer);
  view->kind = ELEMENT_UINT8;
  view->flags = extent.tracking ? VIEW_LENGTH_TRACKING : 0;
  view->offset = (size_t)extent.offset;
  view->length = (size_t)extent.length;
  return call_return_cell(call, view);
}

/* --- the prototype --- */

static bool this_view(Vm *vm, const Call *call, const char *method, TypedArray **out) {
  *out = value_as_typed_array(call->this_value);
  return value_is_type(call->this_value, CELL_DATA_VIEW) ||
         throw_incompatible_receiver(vm, method, call->this_value);
}

static bool require_in_bounds(Vm *vm, const TypedArray *view, const char *method) {
  return !view_is_out_of_bounds(vm, view) || throw_view_out_of_bounds(vm, view, method);
}

/* get DataView.prototype.buffer   #sec-get-dataview.prototype.buffer */
static bool data_view_prototype_buffer(Vm *vm, Call *call) {
  TypedArray *view;
  TRY(this_view(vm, call, "get DataView.prototype.buffer", &view));
  return call_return_cell(call, view_buffer(vm, view));
}

/* get DataView.prototype.byteLength   #sec-get-dataview.prototype.bytelength */
static bool data_view_prototype_byte_length(Vm *vm, Call *call) {
  TypedArray *view;
  TRY(this_view(vm, call, "get DataView.prototype.byteLength", &view));
  TRY(require_in_bounds(vm, view, "get DataView.prototype.byteLength"));
  return call_return_number(call, (double)view_length(vm, view));
}

/* get DataView.prototype.byteOffset   #sec-get-dataview.prototype.byteoffset */
static bool data_view_prototype_byte_offset(Vm *vm, Call *call) {
  TypedArray *view;
  TRY(this_view(vm, call, "get DataView.prototype.byteOffset", &view));
  TRY(require_in_bounds(vm, view, "get DataView.prototype.byteOffset"));
  return call_return_number(call, (double)view->offset);
}

/* The address of an element at a byte index: TypeError or RangeError if it is not all in the view. */
static bool element_address(Vm *vm, const TypedArray *view, double index, ElementType type,
                            const char *method, uint8_t **out) {
  TRY(require_in_bounds(vm, view, method));
  if (index + (double)element_size(type) > (double)view_length(vm, view))
    return throw_range_error(vm, ERROR_DATA_VIEW_BOUNDS);
  *out = view_data(vm, view) + (size_t)index;
  return true;
}

/* Whether the machine stores the lowest byte last. */
static const bool machine_is_big_endian = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;

/* GetViewValue ( view, requestIndex, isLittleEndian, type )   #sec-getviewvalue */
static bool get_view_value(Vm *vm, Call *call, ElementType type, const char *method) {
  TypedArray *view;
  double index;
  uint8_t *at;
  TRY(this_view(vm, call, method, &view));
  TRY(to_index(vm, call_arg(vm, call, 0), &index));
  bool little_endian = to_boolean(vm, call_arg(vm, call, 1));
  TRY(element_address(vm, view, index, type, method, &at));
  uint64_t bits = element_load_bits(type, at);
  if (little_endian == machine_is_big_endian) bits = element_swap_bits(type, bits);
  return element_from_bits(vm, type, bits, &call->result);
}

/* SetViewValue ( view, requestIndex, isLittleEndian, type, value )   #sec-setviewvalue */
static bool set_view_value(Vm *vm, Call *call, ElementType type, const char *method) {
  TypedArray *view;
  Value numeric;
  double index;
  uint8_t *at;
  TRY(this_view(vm, call, method, &view));
  TRY(require_mutable_view(vm, view, method));
  TRY(to_index(vm, call_arg(vm, call, 0), &index));
  TRY(to_element_content(vm, type, call_arg(vm, call, 1), &numeric));
  bool little_endian = to_boolean(vm, call_arg(vm, call, 2));
  TRY(element_address(vm, view, index, type, method, &at));
  uint64_t bits = element_to_bits(type, numeric);
  if (little_endian == machine_is_big_endian) bits = element_swap_bits(type, bits);
  element_store_bits(type, at, bits);
  return true;
}

/* DataView.prototype.get… ( byteOffset [ , littleEndian ] ) and
 * DataView.prototype.set… ( byteOffset, value [ , littleEndian ] )
 * #sec-dataview.prototype.getint8 and those after it */
#define VIEW_METHODS(ID, Name)                                                     \
  static bool data_view_prototype_get_##Name(Vm *vm, Call *call) {                 \
    return get_view_value(vm, call, ELEMENT_##ID, "DataView.prototype.get" #Name); \
  }                                                                                \
  static bool data_view_prototype_set_##Name(Vm *vm, Call *call) {                 \
    return set_view_value(vm, call, ELEMENT_##ID, "DataView.prototype.set" #Name); \
  }
#define VIEW_ROWS(ID, Name)                                 \
  FUNCTION("get" #Name, data_view_prototype_get_##Name, 1), \
      FUNCTION("set" #Name, data_view_prototype_set_##Name, 2),

/* All element types but Uint8Clamped. */
#define VIEW_TYPES(X)     \
  X(BIGINT64, BigInt64)   \
  X(BIGUINT64, BigUint64) \
  X(FLOAT16, Float16)     \
  X(FLOAT32, Float32)     \
  X(FLOAT64, Float64)     \
  X(INT8, Int8) X(INT16, Int16) X(INT32, Int32) X(UINT8, Uint8) X(UINT16, Uint16) X(UINT32, Uint32)

VIEW_TYPES(VIEW_METHODS)

static const BuiltinProperty data_view_constructor_properties[] = {
    INTRINSIC_WITH("prototype", DATA_VIEW_PROTOTYPE, 0),
};

const BuiltinObject data_view_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "DataView",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = data_view_constructor,
    .properties = data_view_constructor_properties,
    .property_count = array_length(data_view_constructor_properties),
};

static const BuiltinProperty data_view_prototype_properties[] = {
    GETTER("buffer", data_view_prototype_buffer),
    GETTER("byteLength", data_view_prototype_byte_length),
    GETTER("byteOffset", data_view_prototype_byte_offset),
    INTRINSIC("constructor", DATA_VIEW),
    VIEW_TYPES(VIEW_ROWS) STRING("@@toStringTag", "DataView"),
};

const BuiltinObject data_view_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = data_view_prototype_properties,
    .property_count = array_length(data_view_prototype_properties),
};
