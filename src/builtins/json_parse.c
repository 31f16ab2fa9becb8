/* SPDX-License-Identifier: MIT */
/* json_parse.c: the JSON object; JSON.parse with its reviver, JSON.rawJSON   #sec-json-object
 *
 * Reading is json_read.c's, stringify has its own file. */
#include "builtins/json.h"
#include "builtins/loop.h"

static bool internalize(Vm *vm, Object *holder, PropertyKey name, Value reviver,
                        const JsonRecord *record, Value *out);

/* The record of a part of a value: NULL if there is none. */
static bool record_part(Vm *vm, const JsonRecord *record, PropertyKey key, const JsonRecord **out) {
  *out = NULL;
  if (!record) return true;
  OwnProperty part;
  TRY(object_get_own(vm, slot_cell(vm, record->parts), key, &part));
  if (part.found) *out = (const JsonRecord *)value_as_cell(part.value);
  return true;
}

/* Internalizes one property of a value and stores, or deletes, the outcome. */
static bool internalize_property(Vm *vm, Object *o, PropertyKey key, Value reviver,
                                 const JsonRecord *record) {
  const JsonRecord *part;
  Value element;
  bool ignored;
  TRY(record_part(vm, record, key, &part));
  TRY(internalize(vm, o, key, reviver, part, &element));
  if (value_is_undefined(vm, element)) return object_delete(vm, o, key, &ignored);
  return create_data_property(vm, o, key, element, &ignored);
}

static bool internalize_elements(Vm *vm, Object *o, Value reviver, const JsonRecord *record) {
  double length;
  TRY(length_of_array_like(vm, o, &length));
  for (double i = 0; i < length; i++) {
    PropertyKey key;
    TRY(key_from_double(vm, i, &key));
    TRY(internalize_property(vm, o, key, reviver, record));
    TRY(loop_turn(vm, i));
  }
  return true;
}

static bool internalize_named(Vm *vm, Object *o, Value reviver, const JsonRecord *record) {
  Array *keys;
  TRY(enumerable_own_properties(vm, o, ENUMERABLE_KEYS, &keys));
  for (uint32_t i = 0; i < keys->length; i++) {
    PropertyKey key;
    TRY(to_property_key(vm, object_get_element(vm, &keys->base, i), &key));
    TRY(internalize_property(vm, o, key, reviver, record));
    TRY(loop_turn(vm, i));
  }
  return true;
}

/* The third argument of the reviver: the source text of a primitive that is as it was read. */
static bool reviver_context(Vm *vm, Value value, const JsonRecord *record, Object **out) {
  *out = object_new(vm, 1);
  TRY(*out);
  if (!record || value_is_object(value)) return true;
  return create_data_property_or_throw(vm, *out, vm->names.source, slot_load(vm, record->parts));
}

/* InternalizeJSONProperty ( holder, name, reviver, parseRecord )
 * #sec-internalizejsonproperty */
static bool internalize(Vm *vm, Object *holder, PropertyKey name, Value reviver,
                        const JsonRecord *record, Value *out) {
  Value value;
  bool unchanged = false, array;
  TRY(check_c_stack(vm));
  TRY(get(vm, holder, name, &value));
  if (record) TRY(same_value(vm, slot_load(vm, record->value), value, &unchanged));
  if (!unchanged) record = NULL;
  if (value_is_object(value)) {
    Object *o = value_as_object(value);
    TRY(is_array(vm, value, &array));
    TRY(array ? internalize_elements(vm, o, reviver, record)
              : internalize_named(vm, o, reviver, record));
  }
  Object *context;
  Value args[3];
  TRY(reviver_context(vm, value, record, &context));
  TRY(key_to_value(vm, name, &args[0]));
  args[1] = value;
  args[2] = value_cell(context);
  return call_function(vm, reviver, value_cell(holder), args, 3, out);
}

/* JSON.parse ( text [ , reviver ] )   #sec-json.parse */
static bool json_parse(Vm *vm, Call *call) {
  String *text;
  Value reviver = call_arg(vm, call, 1);
  TRY(to_string(vm, call_arg(vm, call, 0), &text));
  if (!value_is_callable(vm, reviver)) return json_read(vm, text, &call->result, NULL);
  Value unfiltered;
  JsonRecord *record;
  TRY(json_read(vm, text, &unfiltered, &record));
  Object *root = object_new(vm, 1);
  TRY(root);
  TRY(create_data_property_or_throw(vm, root, vm->names.empty, unfiltered));
  TRY(internalize(vm, root, vm->names.empty, reviver, record, &call->result));
  keep_alive(record);
  return true;
}

static bool is_json_space(uint16_t unit) {
  return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
}

/* The text of raw JSON is one primitive without space around it. */
static bool check_raw_text(Vm *vm, String *text) {
  StringView view;
  TRY(string_view(vm, text, &view));
  bool ok = view.length > 0 && !is_json_space(view_at(view, 0)) &&
            !is_json_space(view_at(view, view.length - 1));
  if (ok) {
    Value value;
    TRY(json_read(vm, text, &value, NULL));
    ok = !value_is_object(value);
  }
  keep_alive(text);
  return ok || throw_syntax_error(vm, ERROR_RAW_JSON);
}

/* JSON.rawJSON ( text )   #sec-json.rawjson */
static bool json_raw_json(Vm *vm, Call *call) {
  String *text;
  bool frozen;
  TRY(to_string(vm, call_arg(vm, call, 0), &text));
  TRY(check_raw_text(vm, text));
  Shape *shape = shape_root(vm, value_null(vm), 0, 0);
  TRY(shape);
  Object *object = object_allocate(vm, CELL_RAW_JSON, sizeof *object, shape);
  TRY(object);
  TRY(create_data_property_or_throw(vm, object, vm->names.raw_json, value_string(text)));
  TRY(set_integrity_level(vm, object, INTEGRITY_FROZEN, &frozen));
  return call_return_cell(call, object);
}

/* JSON.isRawJSON ( O )   #sec-json.israwjson */
static bool json_is_raw_json(Vm *vm, Call *call) {
  return call_return_bool(vm, call, json_is_raw(call_arg(vm, call, 0)));
}

static const BuiltinProperty json_properties[] = {
    FUNCTION("isRawJSON", json_is_raw_json, 1),
    FUNCTION("parse", json_parse, 2),
    FUNCTION("rawJSON", json_raw_json, 1),
    FUNCTION("stringify", json_stringify, 3),
    STRING("@@toStringTag", "JSON"),
};

const BuiltinObject json_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = json_properties,
    .property_count = array_length(json_properties),
};
