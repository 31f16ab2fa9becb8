/* SPDX-License-Identifier: MIT */
/* typed_array_prototype.c: %TypedArray%.prototype: its table, its getters and its iterators
 * (#sec-properties-of-the-%typedarrayprototype%-object). The other methods are in typed_array_….c. */
#include "builtins/map.h"
#include "builtins/typed_array.h"
#include "ops/iterate.h"

/* RequireInternalSlot(O, [[TypedArrayName]]) */
static bool this_view(Vm *vm, const Call *call, const char *method, TypedArray **out) {
  *out = value_as_typed_array(call->this_value);
  return value_is_typed_array(call->this_value) ||
         throw_incompatible_receiver(vm, method, call->this_value);
}

/* get %TypedArray%.prototype.buffer   #sec-get-%typedarray%.prototype.buffer */
static bool typed_array_prototype_buffer(Vm *vm, Call *call) {
  TypedArray *array;
  TRY(this_view(vm, call, "get TypedArray.prototype.buffer", &array));
  return call_return_cell(call, view_buffer(vm, array));
}

/* get %TypedArray%.prototype.byteLength   #sec-get-%typedarray%.prototype.bytelength */
static bool typed_array_prototype_byte_length(Vm *vm, Call *call) {
  TypedArray *array;
  TRY(this_view(vm, call, "get TypedArray.prototype.byteLength", &array));
  return call_return_number(call, (double)(view_length(vm, array) * view_element_size(array)));
}

/* get %TypedArray%.prototype.byteOffset   #sec-get-%typedarray%.prototype.byteoffset */
static bool typed_array_prototype_byte_offset(Vm *vm, Call *call) {
  TypedArray *array;
  TRY(this_view(vm, call, "get TypedArray.prototype.byteOffset", &array));
  return call_return_number(call, view_is_out_of_bounds(vm, array) ? 0 : (double)array->offset);
}

/* get %TypedArray%.prototype.length   #sec-get-%typedarray%.prototype.length */
static bool typed_array_prototype_length(Vm *vm, Call *call) {
  TypedArray *array;
  TRY(this_view(vm, call, "get TypedArray.prototype.length", &array));
  return call_return_number(call, (double)view_length(vm, array));
}

/* get %TypedArray%.prototype [ %Symbol.toStringTag% ]
 * #sec-get-%typedarray%.prototype-%symbol.tostringtag% */
static bool typed_array_prototype_to_string_tag(Vm *vm, Call *call) {
  if (!value_is_typed_array(call->this_value)) return true;
  uint32_t kind = value_as_typed_array(call->this_value)->kind;
  return call_return_cell(call, string_intern_ascii(vm, element_types[kind].array_name));
}

/* CreateArrayIterator ( array, kind )   #sec-createarrayiterator */
static bool create_array_iterator(Vm *vm, Call *call, EnumerableKind kind, const char *method) {
  TypedArray *array;
  TRY(validate_typed_array(vm, call->this_value, method, &array));
  return builtin_iterator_new(vm, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE, ITERATOR_OF_ARRAY, kind,
                              value_cell(array), &call->result);
}

/* %TypedArray%.prototype.entries ( )   #sec-%typedarray%.prototype.entries */
static bool typed_array_prototype_entries(Vm *vm, Call *call) {
  return create_array_iterator(vm, call, ENUMERABLE_ENTRIES, "%TypedArray%.prototype.entries");
}
/* %TypedArray%.prototype.keys ( )   #sec-%typedarray%.prototype.keys */
static bool typed_array_prototype_keys(Vm *vm, Call *call) {
  return create_array_iterator(vm, call, ENUMERABLE_KEYS, "%TypedArray%.prototype.keys");
}
/* %TypedArray%.prototype.values ( )   #sec-%typedarray%.prototype.values */
static bool typed_array_prototype_values(Vm *vm, Call *call) {
  return create_array_iterator(vm, call, ENUMERABLE_VALUES, "%TypedArray%.prototype.values");
}

static const BuiltinProperty typed_array_prototype_properties[] = {
    FUNCTION("at", typed_array_prototype_at, 1),
    GETTER("buffer", typed_array_prototype_buffer),
    GETTER("byteLength", typed_array_prototype_byte_length),
    GETTER("byteOffset", typed_array_prototype_byte_offset),
    INTRINSIC("constructor", TYPED_ARRAY),
    FUNCTION("copyWithin", typed_array_prototype_copy_within, 2),
    FUNCTION("entries", typed_array_prototype_entries, 0),
    FUNCTION("every", typed_array_prototype_every, 1),
    FUNCTION("fill", typed_array_prototype_fill, 1),
    FUNCTION("filter", typed_array_prototype_filter, 1),
    FUNCTION("find", typed_array_prototype_find, 1),
    FUNCTION("findIndex", typed_array_prototype_find_index, 1),
    FUNCTION("findLast", typed_array_prototype_find_last, 1),
    FUNCTION("findLastIndex", typed_array_prototype_find_last_index, 1),
    FUNCTION("forEach", typed_array_prototype_for_each, 1),
    FUNCTION("includes", typed_array_prototype_includes, 1),
    FUNCTION("indexOf", typed_array_prototype_index_of, 1),
    FUNCTION("join", typed_array_prototype_join, 1),
    FUNCTION("keys", typed_array_prototype_keys, 0),
    FUNCTION("lastIndexOf", typed_array_prototype_last_index_of, 1),
    GETTER("length", typed_array_prototype_length),
    FUNCTION("map", typed_array_prototype_map, 1),
    FUNCTION("reduce", typed_array_prototype_reduce, 1),
    FUNCTION("reduceRight", typed_array_prototype_reduce_right, 1),
    FUNCTION("reverse", typed_array_prototype_reverse, 0),
    FUNCTION("set", typed_array_prototype_set, 1),
    FUNCTION("slice", typed_array_prototype_slice, 2),
    FUNCTION("some", typed_array_prototype_some, 1),
    FUNCTION("sort", typed_array_prototype_sort, 1),
    FUNCTION("subarray", typed_array_prototype_subarray, 2),
    FUNCTION("toLocaleString", typed_array_prototype_to_locale_string, 0),
    FUNCTION("toReversed", typed_array_prototype_to_reversed, 0),
    FUNCTION("toSorted", typed_array_prototype_to_sorted, 1),
    SHARED("toString", ARRAY_PROTOTYPE, "toString"),
    FUNCTION("values", typed_array_prototype_values, 0),
    FUNCTION("with", typed_array_prototype_with, 2),
    ALIAS("@@iterator", "values"),
    GETTER("@@toStringTag", typed_array_prototype_to_string_tag),
};

const BuiltinObject typed_array_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = typed_array_prototype_properties,
    .property_count = array_length(typed_array_prototype_properties),
};
