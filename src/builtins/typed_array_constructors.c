/* SPDX-License-Identifier: MIT */
/* typed_array_constructors.c: %TypedArray%, and the constructors and prototypes of its twelve classes
 * (#sec-typedarray-constructors). */
#include "builtins/loop.h"
#include "builtins/typed_array.h"
#include "ops/iterate.h"

/* --- initialisation --- */

static bool throw_view_length(Vm *vm, double length) {
  char text[32];
  value_describe(vm, value_number(length), text, sizeof text);
  return throw_range_error(vm, ERROR_VIEW_LENGTH, "typed array", text);
}
static bool throw_view_offset(Vm *vm, double offset) {
  char text[32];
  value_describe(vm, value_number(offset), text, sizeof text);
  return throw_range_error(vm, ERROR_VIEW_OFFSET, text);
}
static bool throw_alignment(Vm *vm, const TypedArray *array, const char *what) {
  return throw_range_error(vm, ERROR_VIEW_ALIGNMENT, what, element_types[array->kind].array_name,
                           (unsigned)view_element_size(array));
}

/* InitializeTypedArrayFromTypedArray ( O, srcArray )   #sec-initializetypedarrayfromtypedarray */
static bool initialize_from_typed_array(Vm *vm, TypedArray *array, const TypedArray *source) {
  if (view_is_out_of_bounds(vm, source)) return throw_view_out_of_bounds(vm, source, "Construct");
  size_t length = view_length(vm, source);
  TRY(typed_array_allocate_buffer(vm, array, (double)length));
  if (!same_content_type(array->kind, source->kind)) return throw_type_error(vm, ERROR_BIGINT_MIX);
  elements_convert(vm, (ElementType)array->kind, view_data(vm, array), (ElementType)source->kind,
                   view_data(vm, source), length);
  return true;
}

/* InitializeTypedArrayFromArrayBuffer ( O, buffer, byteOffset, length )
 * #sec-initializetypedarrayfromarraybuffer */
static bool initialize_from_array_buffer(Vm *vm, TypedArray *array, ArrayBuffer *buffer,
                                         Value byte_offset, Value length) {
  double offset, new_length = 0, size = (double)view_element_size(array);
  bool has_length = !value_is_undefined(vm, length);
  TRY(to_index(vm, byte_offset, &offset));
  if (offset / size != __builtin_floor(offset / size))
    return throw_alignment(vm, array, "start offset");
  if (has_length) TRY(to_index(vm, length, &new_length));
  if (array_buffer_is_detached(buffer)) return throw_type_error(vm, ERROR_DETACHED, "Construct");
  double byte_length = (double)array_buffer_byte_length(buffer);
  bool tracking = !has_length && !array_buffer_is_fixed_length(buffer);
  if (!has_length) {
    double elements = byte_length / size;
    if (!tracking && elements != __builtin_floor(elements))
      return throw_alignment(vm, array, "byte length");
    if (offset > byte_length) return throw_view_offset(vm, offset);
    if (!tracking) new_length = (byte_length - offset) / size;
  } else if (offset + new_length * size > byte_length) {
    return throw_view_length(vm, new_length);
  }
  slot_store_cell(vm, array, &array->buffer, buffer);
  array->flags = tracking ? VIEW_LENGTH_TRACKING : 0;
  array->offset = (size_t)offset;
  array->length = (size_t)new_length;
  return true;
}

/* InitializeTypedArrayFromList ( O, values )   #sec-initializetypedarrayfromlist */
static bool initialize_from_list(Vm *vm, TypedArray *array, const RootVec *values) {
  TRY(typed_array_allocate_buffer(vm, array, (double)values->count));
  for (size_t k = 0; k < values->count; k++)
    TRY(typed_array_set_element(vm, array, (double)k, values->items[k]));
  return true;
}

/* InitializeTypedArrayFromArrayLike ( O, arrayLike )   #sec-initializetypedarrayfromarraylike */
static bool initialize_from_array_like(Vm *vm, TypedArray *array, Object *source) {
  double length;
  TRY(length_of_array_like(vm, source, &length));
  TRY(typed_array_allocate_buffer(vm, array, length));
  for (double k = 0; k < length; k++) {
    Value value;
    TRY(loop_turn(vm, k));
    TRY(get_index(vm, source, k, &value));
    TRY(typed_array_set_element(vm, array, k, value));
  }
  return true;
}

/* IteratorToList ( GetIteratorFromMethod ( source, method ) )   #sec-iteratortolist */
static bool list_from_method(Vm *vm, Value source, Value method, RootVec *values) {
  IteratorRecord record;
  TRY(get_iterator_from_method(vm, source, method, &record));
  for (;;) {
    bool done;
    Value value;
    TRY(loop_turn(vm, (double)values->count));
    TRY(iterator_step_value(vm, &record, &done, &value));
    if (done) return true;
    TRY(roots_push(vm, values, value));
  }
}

static bool initialize_from_iterable(Vm *vm, TypedArray *array, Value source, Value method) {
  RootVec values;
  TRY(roots_init(vm, &values));
  bool ok =
      list_from_method(vm, source, method, &values) && initialize_from_list(vm, array, &values);
  root_vec_destroy(&values);
  return ok;
}

static bool initialize_from_object(Vm *vm, TypedArray *array, const Call *call) {
  Value first = call->args[0], method;
  if (value_is_typed_array(first))
    return initialize_from_typed_array(vm, array, value_as_typed_array(first));
  if (value_is_type(first, CELL_ARRAY_BUFFER))
    return initialize_from_array_buffer(vm, array, value_as_array_buffer(first),
                                        call_arg(vm, call, 1), call_arg(vm, call, 2));
  TRY(get_method(vm, first, key_from_symbol(vm->symbols[SYMBOL_ITERATOR]), &method));
  if (value_is_undefined(vm, method))
    return initialize_from_array_like(vm, array, value_as_object(first));
  return initialize_from_iterable(vm, array, first, method);
}

/* TypedArray ( ...args )   #sec-typedarray */
static bool typed_array_construct(Vm *vm, Call *call, ElementType type) {
  const ElementTypeInfo *info = &element_types[type];
  Value prototype, first = call_arg(vm, call, 0);
  TypedArray *array;
  double length = 0;
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, info->array_name);
  if (!value_is_object(first)) TRY(to_index(vm, first, &length));
  TRY(get_prototype_from_constructor(vm, call->new_target, info->prototype, &prototype));
  TRY(array = typed_array_allocate(vm, type, prototype));
  if (value_is_object(first)) TRY(initialize_from_object(vm, array, call));
  else TRY(typed_array_allocate_buffer(vm, array, length));
  return call_return_cell(call, array);
}

/* --- %TypedArray% --- */

/* %TypedArray% ( )   #sec-%typedarray% */
static bool typed_array_constructor(Vm *vm, Call *call) {
  (void)call;
  return throw_type_error(vm, ERROR_ABSTRACT_CLASS, "TypedArray");
}

typedef struct Mapper {
  Value function; /* undefined: none */
  Value this_argument;
} Mapper;

static bool from_set(Vm *vm, const Mapper *mapper, TypedArray *target, double k, Value value) {
  if (!value_is_undefined(vm, mapper->function)) {
    Value args[] = {value, value_number(k)};
    TRY(call_function(vm, mapper->function, mapper->this_argument, args, 2, &value));
  }
  return typed_array_set_element(vm, target, k, value);
}

static const char from_name[] = "%TypedArray%.from";

static bool from_list(Vm *vm, Value constructor, const RootVec *values, const Mapper *mapper,
                      TypedArray **out) {
  TRY(typed_array_create_of_length(vm, constructor, from_name, (double)values->count, out));
  for (size_t k = 0; k < values->count; k++)
    TRY(from_set(vm, mapper, *out, (double)k, values->items[k]));
  return true;
}

static bool from_iterable(Vm *vm, Value constructor, Value source, Value method,
                          const Mapper *mapper, TypedArray **out) {
  RootVec values;
  TRY(roots_init(vm, &values));
  bool ok = list_from_method(vm, source, method, &values) &&
            from_list(vm, constructor, &values, mapper, out);
  root_vec_destroy(&values);
  return ok;
}

static bool from_array_like(Vm *vm, Value constructor, Value source, const Mapper *mapper,
                            TypedArray **out) {
  Object *o;
  double length;
  TRY(to_object(vm, source, &o));
  TRY(length_of_array_like(vm, o, &length));
  TRY(typed_array_create_of_length(vm, constructor, from_name, length, out));
  for (double k = 0; k < length; k++) {
    Value value;
    TRY(loop_turn(vm, k));
    TRY(get_index(vm, o, k, &value));
    TRY(from_set(vm, mapper, *out, k, value));
  }
  return true;
}

/* %TypedArray%.from ( source [ , mapper [ , thisArg ] ] )   #sec-%typedarray%.from */
static bool typed_array_from(Vm *vm, Call *call) {
  Value constructor = call->this_value, source = call_arg(vm, call, 0), method;
  Mapper mapper = {call_arg(vm, call, 1), call_arg(vm, call, 2)};
  TypedArray *array;
  char text[128];
  if (!value_is_constructor(vm, constructor))
    return throw_type_error(vm, ERROR_NOT_CONSTRUCTOR,
                            value_describe(vm, constructor, text, sizeof text));
  if (!value_is_undefined(vm, mapper.function) && !value_is_callable(vm, mapper.function))
    return throw_not_callable(vm, mapper.function);
  TRY(get_method(vm, source, key_from_symbol(vm->symbols[SYMBOL_ITERATOR]), &method));
  if (value_is_undefined(vm, method))
    TRY(from_array_like(vm, constructor, source, &mapper, &array));
  else TRY(from_iterable(vm, constructor, source, method, &mapper, &array));
  return call_return_cell(call, array);
}

/* %TypedArray%.of ( ...items )   #sec-%typedarray%.of */
static bool typed_array_of(Vm *vm, Call *call) {
  TypedArray *array;
  char text[128];
  if (!value_is_constructor(vm, call->this_value))
    return throw_type_error(vm, ERROR_NOT_CONSTRUCTOR,
                            value_describe(vm, call->this_value, text, sizeof text));
  TRY(typed_array_create_of_length(vm, call->this_value, "%TypedArray%.of", call->argc, &array));
  for (uint32_t k = 0; k < call->argc; k++)
    TRY(typed_array_set_element(vm, array, k, call->args[k]));
  return call_return_cell(call, array);
}

static const BuiltinProperty typed_array_constructor_properties[] = {
    FUNCTION("from", typed_array_from, 1),
    FUNCTION("of", typed_array_of, 0),
    INTRINSIC_WITH("prototype", TYPED_ARRAY_PROTOTYPE, 0),
    GETTER("@@species", species_getter),
};

const BuiltinObject typed_array_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "TypedArray",
    .length = 0,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = typed_array_constructor,
    .properties = typed_array_constructor_properties,
    .property_count = array_length(typed_array_constructor_properties),
};

/* --- the classes --- */

/* What Uint8Array alone has. */
#define UINT8_CONSTRUCTOR_ROWS \
  FUNCTION("fromBase64", uint8_array_from_base64, 1), FUNCTION("fromHex", uint8_array_from_hex, 1),
#define UINT8_PROTOTYPE_ROWS                                           \
  FUNCTION("setFromBase64", uint8_array_prototype_set_from_base64, 1), \
      FUNCTION("setFromHex", uint8_array_prototype_set_from_hex, 1),   \
      FUNCTION("toBase64", uint8_array_prototype_to_base64, 0),        \
      FUNCTION("toHex", uint8_array_prototype_to_hex, 0),
#define NO_ROWS

/* The constructor and the prototype of a class
 * #sec-properties-of-the-typedarray-constructors
 * #sec-properties-of-typedarray-prototype-objects */
#define TYPED_ARRAY_CLASS(ID, id, class_name, size, constructor_rows, prototype_rows)           \
  static bool id##_array_constructor(Vm *vm, Call *call) {                                      \
    return typed_array_construct(vm, call, ELEMENT_##ID);                                       \
  }                                                                                             \
  static const BuiltinProperty id##_array_constructor_properties[] = {                          \
      NUMBER("BYTES_PER_ELEMENT", size), INTRINSIC_WITH("prototype", ID##_ARRAY_PROTOTYPE, 0),  \
      constructor_rows};                                                                        \
  const BuiltinObject id##_array_constructor_builtin = {                                        \
      .type = CELL_NATIVE_FUNCTION,                                                             \
      .prototype = INTRINSIC_TYPED_ARRAY,                                                       \
      .name = class_name,                                                                       \
      .length = 3,                                                                              \
      .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,                                               \
      .function = id##_array_constructor,                                                       \
      .properties = id##_array_constructor_properties,                                          \
      .property_count = array_length(id##_array_constructor_properties),                        \
  };                                                                                            \
  static const BuiltinProperty id##_array_prototype_properties[] = {                            \
      NUMBER("BYTES_PER_ELEMENT", size), INTRINSIC("constructor", ID##_ARRAY), prototype_rows}; \
  const BuiltinObject id##_array_prototype_builtin = {                                          \
      .type = CELL_OBJECT,                                                                      \
      .prototype = INTRINSIC_TYPED_ARRAY_PROTOTYPE,                                             \
      .properties = id##_array_prototype_properties,                                            \
      .property_count = array_length(id##_array_prototype_properties),                          \
  };

TYPED_ARRAY_CLASS(INT8, int8, "Int8Array", 1, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(UINT8, uint8, "Uint8Array", 1, UINT8_CONSTRUCTOR_ROWS, UINT8_PROTOTYPE_ROWS)
TYPED_ARRAY_CLASS(UINT8_CLAMPED, uint8_clamped, "Uint8ClampedArray", 1, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(INT16, int16, "Int16Array", 2, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(UINT16, uint16, "Uint16Array", 2, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(INT32, int32, "Int32Array", 4, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(UINT32, uint32, "Uint32Array", 4, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(BIGINT64, bigint64, "BigInt64Array", 8, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(BIGUINT64, biguint64, "BigUint64Array", 8, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(FLOAT16, float16, "Float16Array", 2, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(FLOAT32, float32, "Float32Array", 4, NO_ROWS, NO_ROWS)
TYPED_ARRAY_CLASS(FLOAT64, float64, "Float64Array", 8, NO_ROWS, NO_ROWS)
