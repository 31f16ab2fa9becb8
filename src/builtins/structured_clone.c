/* SPDX-License-Identifier: MIT */
/* structured_clone.c: structuredClone   HTML, #structured-cloning
 *
 * StructuredSerialize and StructuredDeserialize in one walk: no record lies between an object and its
 * copy. `memory` maps every object met to its copy, so that cycles and shared parts keep their form;
 * a copy is in it before its parts are cloned. Values without a serialisation (functions, symbols,
 * proxies, promises …) throw a DataCloneError. */
#include "builtins/array_buffer.h"
#include "builtins/global.h"
#include "builtins/map.h"
#include "ops/iterate.h"
#include "value/buffer_object.h"

/* DOMException's legacy code of DataCloneError. */
#define DATA_CLONE_CODE 25

typedef struct Cloner {
  MapObject *memory; /* a Map of objects to their copies */
} Cloner;

static bool throw_data_clone_error(Vm *vm, Value v) {
  char text[128];
  value_describe(vm, v, text, sizeof text);
  throw_error(vm, ERROR_KIND_ERROR, ERROR_CLONE, text);
  Value error = exception_take(vm);
  String *name = string_intern_ascii(vm, "DataCloneError");
  String *code = string_intern_ascii(vm, "code");
  TRY(name && code);
  Object *o = value_as_object(error);
  TRY(define_value(vm, o, vm->names.name, value_string(name), PROPERTY_HIDDEN));
  TRY(define_value(vm, o, key_from_name(code), value_int(DATA_CLONE_CODE), PROPERTY_HIDDEN));
  return throw_value(vm, error);
}

static bool clone_value(Vm *vm, Cloner *cloner, Value v, Value *out);

static bool remember(Vm *vm, Cloner *cloner, Value v, Value copy) {
  return hash_table_set(vm, cloner->memory, &cloner->memory->table, v, copy);
}

/* Clones the values of the own enumerable string-keyed properties that are listed. */
static bool clone_listed(Vm *vm, Cloner *cloner, Object *o, const Array *keys, Object *copy) {
  for (uint32_t i = 0; i < keys->length; i++) {
    PropertyKey key;
    bool found;
    Value value, cloned;
    TRY(to_property_key(vm, object_get_element(vm, (Object *)&keys->base, i), &key));
    TRY(has_own_property(vm, o, key, &found));
    if (!found) continue;
    TRY(get(vm, o, key, &value));
    TRY(clone_value(vm, cloner, value, &cloned));
    TRY(create_data_property_or_throw(vm, copy, key, cloned));
  }
  return true;
}

static bool clone_properties(Vm *vm, Cloner *cloner, Object *o, Object *copy) {
  Array *keys;
  TRY(enumerable_own_properties(vm, o, ENUMERABLE_KEYS, &keys));
  return clone_listed(vm, cloner, o, keys, copy);
}

static bool clone_plain(Vm *vm, Cloner *cloner, Value v, Value *out) {
  Object *copy = object_new(vm, 4);
  TRY(copy);
  *out = value_cell(copy);
  TRY(remember(vm, cloner, v, *out));
  return clone_properties(vm, cloner, value_as_object(v), copy);
}

static bool clone_array(Vm *vm, Cloner *cloner, Value v, Value *out) {
  Array *copy = array_new(vm, 0);
  bool ok;
  TRY(copy);
  TRY(array_set_length(vm, copy, value_as_array(v)->length, &ok));
  *out = value_cell(copy);
  TRY(remember(vm, cloner, v, *out));
  return clone_properties(vm, cloner, value_as_object(v), &copy->base);
}

static bool clone_primitive_object(Vm *vm, Cloner *cloner, Value v, Value *out) {
  Value primitive = slot_load(vm, ((const PrimitiveObject *)value_as_cell(v))->value);
  Object *copy;
  if (value_is_symbol(primitive)) return throw_data_clone_error(vm, v);
  TRY(to_object(vm, primitive, &copy));
  *out = value_cell(copy);
  return remember(vm, cloner, v, *out);
}

static bool clone_date(Vm *vm, Cloner *cloner, Value v, Value *out) {
  DateObject *copy = intrinsic_instance(vm, INTRINSIC_DATE_PROTOTYPE, CELL_DATE, sizeof *copy);
  TRY(copy);
  copy->time = ((const DateObject *)value_as_cell(v))->time;
  *out = value_cell(copy);
  return remember(vm, cloner, v, *out);
}

/* The entries of a Map or Set as they are now, key after value in one array. */
static bool list_entries(Vm *vm, Value v, bool is_map, Array **out) {
  HashTablePosition position = {map_table(vm, (MapObject *)value_as_cell(v)), 0};
  Value key, value;
  TRY(*out = array_new(vm, 0));
  while (hash_table_next(vm, &position, &key, is_map ? &value : NULL)) {
    TRY(array_push(vm, *out, key));
    if (is_map) TRY(array_push(vm, *out, value));
  }
  return true;
}

static bool clone_collection(Vm *vm, Cloner *cloner, Value v, CellType type, Value *out) {
  bool is_map = type == CELL_MAP;
  uint32_t step = is_map ? 2 : 1;
  Array *entries;
  MapObject *copy = collection_new(vm, type);
  TRY(copy);
  *out = value_cell(copy);
  TRY(remember(vm, cloner, v, *out));
  TRY(list_entries(vm, v, is_map, &entries));
  for (uint32_t i = 0; i < entries->length; i += step) {
    Value key, value = value_undefined(vm);
    TRY(clone_value(vm, cloner, object_get_element(vm, &entries->base, i), &key));
    if (is_map) TRY(clone_value(vm, cloner, object_get_element(vm, &entries->base, i + 1), &value));
    TRY(hash_table_set(vm, copy, &copy->table, key, value));
  }
  return true;
}

/* The prototype that the name of an error stands for. */
static bool error_prototype(Vm *vm, Object *error, IntrinsicId *out) {
  static const struct {
    const char *name;
    IntrinsicId prototype;
  } kinds[] = {
      {"EvalError", INTRINSIC_EVAL_ERROR_PROTOTYPE},
      {"RangeError", INTRINSIC_RANGE_ERROR_PROTOTYPE},
      {"ReferenceError", INTRINSIC_REFERENCE_ERROR_PROTOTYPE},
      {"SyntaxError", INTRINSIC_SYNTAX_ERROR_PROTOTYPE},
      {"TypeError", INTRINSIC_TYPE_ERROR_PROTOTYPE},
      {"URIError", INTRINSIC_URI_ERROR_PROTOTYPE},
  };
  Value name;
  String *text;
  *out = INTRINSIC_ERROR_PROTOTYPE;
  TRY(get(vm, error, vm->names.name, &name));
  if (value_is_undefined(vm, name)) return true;
  TRY(to_string(vm, name, &text));
  TRY(text = string_flatten(vm, text));
  for (size_t i = 0; i < array_length(kinds); i++)
    if (string_is_ascii_text(vm, text, kinds[i].name)) *out = kinds[i].prototype;
  return true;
}

/* Copies an own data property of an error; as text if `as_text`. */
static bool clone_error_field(Vm *vm, Cloner *cloner, Object *error, PropertyKey key, bool as_text,
                              Object *copy) {
  bool found;
  PropertyDescriptor d;
  String *text;
  TRY(object_get_own_property(vm, error, key, &found, &d));
  if (!found || !descriptor_is_data(&d)) return true;
  if (as_text) {
    TRY(to_string(vm, d.value, &text));
    d.value = value_string(text);
  } else {
    TRY(clone_value(vm, cloner, d.value, &d.value));
  }
  return define_value(vm, copy, key, d.value, PROPERTY_HIDDEN);
}

static bool clone_error(Vm *vm, Cloner *cloner, Value v, Value *out) {
  Object *error = value_as_object(v);
  ErrorObject *copy;
  IntrinsicId prototype;
  Value stack;
  TRY(error_prototype(vm, error, &prototype));
  TRY(copy = intrinsic_instance(vm, prototype, CELL_ERROR, sizeof *copy));
  *out = value_cell(copy);
  TRY(remember(vm, cloner, v, *out));
  TRY(get(vm, error, vm->names.stack, &stack));
  if (value_is_string(stack))
    TRY(define_value(vm, &copy->base, vm->names.stack, stack, PROPERTY_HIDDEN));
  TRY(clone_error_field(vm, cloner, error, vm->names.message, true, &copy->base));
  return clone_error_field(vm, cloner, error, vm->names.cause, false, &copy->base);
}

/* A SharedArrayBuffer's copy shares its memory. */
static bool clone_array_buffer(Vm *vm, Cloner *cloner, Value v, Value *out) {
  const ArrayBuffer *buffer = value_as_array_buffer(v);
  if (array_buffer_is_detached(buffer)) return throw_data_clone_error(vm, v);
  ArrayBuffer *copy = array_buffer_new_empty(vm, buffer->flags);
  TRY(copy);
  *out = value_cell(copy);
  if (array_buffer_is_shared(buffer)) {
    array_buffer_share_bytes(vm, copy, buffer->shared);
  } else {
    TRY(array_buffer_allocate_bytes(vm, copy, buffer->length, buffer->max_length));
    memcpy(copy->data, buffer->data, buffer->length);
  }
  return remember(vm, cloner, v, *out);
}

/* A typed array or DataView: the same part of the copy of its buffer. */
static bool clone_view(Vm *vm, Cloner *cloner, Value v, Value *out) {
  const TypedArray *view = value_as_typed_array(v);
  IntrinsicId prototype = cell_type(view) == CELL_DATA_VIEW ? INTRINSIC_DATA_VIEW_PROTOTYPE
                                                            : element_types[view->kind].prototype;
  Value buffer;
  TypedArray *copy;
  if (view_is_out_of_bounds(vm, view)) return throw_data_clone_error(vm, v);
  TRY(clone_value(vm, cloner, value_cell(view_buffer(vm, view)), &buffer));
  TRY(copy = intrinsic_instance(vm, prototype, cell_type(view), sizeof *copy));
  slot_store_cell(vm, copy, &copy->buffer, value_as_cell(buffer));
  copy->kind = view->kind;
  copy->flags = view->flags;
  copy->offset = view->offset;
  copy->length = view->length;
  *out = value_cell(copy);
  return remember(vm, cloner, v, *out);
}

static bool clone_object(Vm *vm, Cloner *cloner, Value v, Value *out) {
  CellType type = cell_type(value_as_cell(v));
  switch (type) {
    case CELL_OBJECT: return clone_plain(vm, cloner, v, out);
    case CELL_ARRAY: return clone_array(vm, cloner, v, out);
    case CELL_PRIMITIVE_OBJECT: return clone_primitive_object(vm, cloner, v, out);
    case CELL_DATE: return clone_date(vm, cloner, v, out);
    case CELL_MAP:
    case CELL_SET: return clone_collection(vm, cloner, v, type, out);
    case CELL_ERROR: return clone_error(vm, cloner, v, out);
    case CELL_ARRAY_BUFFER: return clone_array_buffer(vm, cloner, v, out);
    case CELL_TYPED_ARRAY:
    case CELL_DATA_VIEW: return clone_view(vm, cloner, v, out);
    default: return throw_data_clone_error(vm, v);
  }
}

/* StructuredSerializeInternal and StructuredDeserialize */
static bool clone_value(Vm *vm, Cloner *cloner, Value v, Value *out) {
  bool found;
  *out = v;
  if (value_is_symbol(v)) return throw_data_clone_error(vm, v);
  if (!value_is_object(v)) return true;
  TRY(hash_table_get(vm, map_table(vm, cloner->memory), v, &found, out));
  if (found) return true;
  TRY(ensure_c_stack(vm));
  return clone_object(vm, cloner, v, out);
}

/* --- transfer --- */

/* The sequence `transfer` of the options. */
static bool get_transfer_list(Vm *vm, Value options, RootVec *list) {
  Value transfer;
  if (value_is_nullish(vm, options)) return true;
  if (!value_is_object(options)) return throw_type_error(vm, ERROR_CLONE_OPTIONS);
  String *key = string_intern_ascii(vm, "transfer");
  TRY(key);
  TRY(get(vm, value_as_object(options), key_from_name(key), &transfer));
  return value_is_undefined(vm, transfer) || iterate_to_list(vm, transfer, list);
}

/* Puts an empty buffer into the memory for each ArrayBuffer that is to be transferred: references to
 * it are cloned as references to that one. */
static bool prepare_transfer(Vm *vm, Cloner *cloner, const RootVec *list) {
  for (size_t i = 0; i < list->count; i++) {
    Value v = list->items[i], before;
    bool found;
    if (!value_is_type(v, CELL_ARRAY_BUFFER)) return throw_type_error(vm, ERROR_CLONE_TRANSFER);
    TRY(hash_table_get(vm, map_table(vm, cloner->memory), v, &found, &before));
    if (found || value_as_array_buffer(v)->flags & (ARRAY_BUFFER_SHARED | ARRAY_BUFFER_IMMUTABLE))
      return throw_data_clone_error(vm, v);
    ArrayBuffer *copy = array_buffer_new_empty(vm, value_as_array_buffer(v)->flags);
    TRY(copy);
    TRY(remember(vm, cloner, v, value_cell(copy)));
  }
  return true;
}

/* Moves the bytes, all or none; getters that ran meanwhile may have detached a buffer. */
static bool finish_transfer(Vm *vm, Cloner *cloner, const RootVec *list) {
  for (size_t i = 0; i < list->count; i++)
    if (array_buffer_is_detached(value_as_array_buffer(list->items[i])))
      return throw_data_clone_error(vm, list->items[i]);
  for (size_t i = 0; i < list->count; i++) {
    Value copy;
    bool found;
    TRY(hash_table_get(vm, map_table(vm, cloner->memory), list->items[i], &found, &copy));
    array_buffer_move_bytes(value_as_array_buffer(list->items[i]), value_as_array_buffer(copy));
  }
  return true;
}

/* StructuredSerializeWithTransfer and StructuredDeserializeWithTransfer */
static bool clone_with_transfer(Vm *vm, Value v, Value options, RootVec *list, Value *out) {
  TRY(get_transfer_list(vm, options, list));
  Cloner cloner = {.memory = collection_new(vm, CELL_MAP)};
  TRY(cloner.memory);
  return prepare_transfer(vm, &cloner, list) && clone_value(vm, &cloner, v, out) &&
         finish_transfer(vm, &cloner, list);
}

/* structuredClone ( value [ , options ] )   HTML, #dom-structuredclone */
bool global_structured_clone(Vm *vm, Call *call) {
  if (call->argc == 0) return throw_type_error(vm, ERROR_VALUE_ARGUMENT_MISSING);
  RootVec list;
  TRY(roots_init(vm, &list));
  bool ok = clone_with_transfer(vm, call->args[0], call_arg(vm, call, 1), &list, &call->result);
  root_vec_destroy(&list);
  return ok;
}
