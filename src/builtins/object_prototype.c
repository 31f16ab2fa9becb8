/* SPDX-License-Identifier: MIT */
/* object_prototype.c: Object.prototype. */
#include "builtins/object.h"
#include "ops/convert.h"

/* Object.prototype.hasOwnProperty ( V )   #sec-object.prototype.hasownproperty */
static bool object_prototype_has_own_property(Vm *vm, Call *call) {
  PropertyKey key;
  Object *o;
  bool result;
  TRY(to_property_key(vm, call_arg(vm, call, 0), &key));
  TRY(to_object(vm, call->this_value, &o));
  TRY(has_own_property(vm, o, key, &result));
  return call_return_bool(vm, call, result);
}

/* Object.prototype.isPrototypeOf ( V )   #sec-object.prototype.isprototypeof */
static bool object_prototype_is_prototype_of(Vm *vm, Call *call) {
  Value v = call_arg(vm, call, 0);
  Object *o;
  if (!value_is_object(v)) return call_return_bool(vm, call, false);
  TRY(to_object(vm, call->this_value, &o));
  uint32_t proxies = 0;
  for (;;) {
    TRY(next_prototype(vm, value_as_object(v), &proxies, &v));
    if (value_is_null(vm, v)) return call_return_bool(vm, call, false);
    if (value_as_object(v) == o) return call_return_bool(vm, call, true);
  }
}

/* Object.prototype.propertyIsEnumerable ( V )   #sec-object.prototype.propertyisenumerable */
static bool object_prototype_property_is_enumerable(Vm *vm, Call *call) {
  PropertyKey key;
  Object *o;
  bool found;
  PropertyDescriptor descriptor;
  TRY(to_property_key(vm, call_arg(vm, call, 0), &key));
  TRY(to_object(vm, call->this_value, &o));
  TRY(object_get_own_property(vm, o, key, &found, &descriptor));
  return call_return_bool(vm, call, found && descriptor.enumerable);
}

/* Object.prototype.toLocaleString ( [ reserved1 [ , reserved2 ] ] )
 * #sec-object.prototype.tolocalestring */
static bool object_prototype_to_locale_string(Vm *vm, Call *call) {
  return invoke(vm, call->this_value, vm->names.to_string, NULL, 0, &call->result);
}

/* The tag of a wrapper by what is in it. */
static const char *primitive_object_tag(Vm *vm, const PrimitiveObject *object) {
  if (slot_is_none(object->value)) return "Object";
  Value value = slot_load(vm, object->value);
  if (value_is_number(value)) return "Number";
  if (value_is_string(value)) return "String";
  if (value_is_bool(vm, value)) return "Boolean";
  return "Object";
}

/* builtinTag of Object.prototype.toString, for objects that are not arrays. */
static const char *builtin_tag(Vm *vm, const Object *o) {
  switch (cell_type(o)) {
    case CELL_ARGUMENTS: return "Arguments";
    case CELL_ERROR: return "Error";
    case CELL_DATE: return "Date";
    case CELL_REGEXP: return "RegExp";
    case CELL_PRIMITIVE_OBJECT: return primitive_object_tag(vm, (const PrimitiveObject *)o);
    default: return value_is_callable(vm, value_cell(o)) ? "Function" : "Object";
  }
}

static bool bracket_tag(Vm *vm, String *tag, Value *out) {
  StringBuilder builder;
  string_builder_init(&builder, vm);
  string_builder_ascii(&builder, "[object ");
  string_builder_string(&builder, tag);
  string_builder_ascii(&builder, "]");
  String *text = string_builder_finish(&builder);
  TRY(text);
  *out = value_string(text);
  return true;
}

bool object_to_string_tag(Vm *vm, Value value, Value *out) {
  Object *o;
  bool array;
  Value tag;
  if (value_is_nullish(vm, value)) {
    const char *text = value_is_null(vm, value) ? "Null" : "Undefined";
    String *name = string_intern_ascii(vm, text);
    TRY(name);
    return bracket_tag(vm, name, out);
  }
  TRY(to_object(vm, value, &o));
  TRY(is_array(vm, value_cell(o), &array));
  const char *builtin = array ? "Array" : builtin_tag(vm, o);
  TRY(get(vm, o, key_from_symbol(vm->symbols[SYMBOL_TO_STRING_TAG]), &tag));
  if (value_is_string(tag)) return bracket_tag(vm, value_as_string(tag), out);
  String *name = string_intern_ascii(vm, builtin);
  TRY(name);
  return bracket_tag(vm, name, out);
}

/* Object.prototype.toString ( )   #sec-object.prototype.tostring */
static bool object_prototype_to_string(Vm *vm, Call *call) {
  return object_to_string_tag(vm, call->this_value, &call->result);
}

/* Object.prototype.valueOf ( )   #sec-object.prototype.valueof */
static bool object_prototype_value_of(Vm *vm, Call *call) {
  Object *o;
  TRY(to_object(vm, call->this_value, &o));
  return call_return_cell(call, o);
}

/* get Object.prototype.__proto__   #sec-get-object.prototype.__proto__ */
static bool object_prototype_get_proto(Vm *vm, Call *call) {
  Object *o;
  TRY(to_object(vm, call->this_value, &o));
  return object_get_prototype_of(vm, o, &call->result);
}

/* set Object.prototype.__proto__   #sec-set-object.prototype.__proto__ */
static bool object_prototype_set_proto(Vm *vm, Call *call) {
  Value o = call->this_value, prototype = call_arg(vm, call, 0);
  bool ok;
  TRY(require_object_coercible(vm, o, "Object.prototype.__proto__"));
  if (!value_is_object(prototype) && !value_is_null(vm, prototype)) return true;
  if (!value_is_object(o)) return true;
  TRY(object_set_prototype_of(vm, value_as_object(o), prototype, &ok));
  if (ok) return true;
  if (object_is_extensible(vm, value_as_object(o)))
    return throw_type_error(vm, ERROR_PROTOTYPE_CYCLE);
  char text[128];
  return throw_type_error(vm, ERROR_PROTOTYPE_NOT_EXTENSIBLE,
                          value_describe(vm, o, text, sizeof text));
}

/* The steps of __defineGetter__ and __defineSetter__ but for the descriptor's field. */
static bool define_accessor(Vm *vm, Call *call, PropertyDescriptor *descriptor) {
  Object *o;
  PropertyKey key;
  TRY(to_object(vm, call->this_value, &o));
  Value function = call_arg(vm, call, 1);
  if (!value_is_callable(vm, function)) return throw_not_callable(vm, function);
  descriptor->fields |= DESCRIPTOR_HAS_ENUMERABLE | DESCRIPTOR_HAS_CONFIGURABLE;
  descriptor->enumerable = descriptor->configurable = true;
  TRY(to_property_key(vm, call_arg(vm, call, 0), &key));
  return define_property_or_throw(vm, o, key, descriptor);
}

/* Object.prototype.__defineGetter__ ( P, getter )   #sec-object.prototype.__defineGetter__ */
static bool object_prototype_define_getter(Vm *vm, Call *call) {
  PropertyDescriptor descriptor = {.fields = DESCRIPTOR_HAS_GET, .getter = call_arg(vm, call, 1)};
  return define_accessor(vm, call, &descriptor);
}

/* Object.prototype.__defineSetter__ ( P, setter )   #sec-object.prototype.__defineSetter__ */
static bool object_prototype_define_setter(Vm *vm, Call *call) {
  PropertyDescriptor descriptor = {.fields = DESCRIPTOR_HAS_SET, .setter = call_arg(vm, call, 1)};
  return define_accessor(vm, call, &descriptor);
}

/* The descriptor of the nearest property of this name along the prototype chain. */
static bool lookup_property(Vm *vm, Call *call, bool *found, PropertyDescriptor *out) {
  Object *o;
  PropertyKey key;
  TRY(to_object(vm, call->this_value, &o));
  TRY(to_property_key(vm, call_arg(vm, call, 0), &key));
  uint32_t proxies = 0;
  for (;;) {
    Value prototype;
    TRY(object_get_own_property(vm, o, key, found, out));
    if (*found) return true;
    TRY(next_prototype(vm, o, &proxies, &prototype));
    if (value_is_null(vm, prototype)) return true;
    o = value_as_object(prototype);
  }
}

/* Object.prototype.__lookupGetter__ ( P )   #sec-object.prototype.__lookupGetter__ */
static bool object_prototype_lookup_getter(Vm *vm, Call *call) {
  PropertyDescriptor descriptor;
  bool found;
  TRY(lookup_property(vm, call, &found, &descriptor));
  if (found && descriptor_is_accessor(&descriptor)) call->result = descriptor.getter;
  return true;
}

/* Object.prototype.__lookupSetter__ ( P )   #sec-object.prototype.__lookupSetter__ */
static bool object_prototype_lookup_setter(Vm *vm, Call *call) {
  PropertyDescriptor descriptor;
  bool found;
  TRY(lookup_property(vm, call, &found, &descriptor));
  if (found && descriptor_is_accessor(&descriptor)) call->result = descriptor.setter;
  return true;
}

static const BuiltinProperty object_prototype_properties[] = {
    INTRINSIC("constructor", OBJECT),
    FUNCTION("hasOwnProperty", object_prototype_has_own_property, 1),
    FUNCTION("isPrototypeOf", object_prototype_is_prototype_of, 1),
    FUNCTION("propertyIsEnumerable", object_prototype_property_is_enumerable, 1),
    FUNCTION("toLocaleString", object_prototype_to_locale_string, 0),
    FUNCTION("toString", object_prototype_to_string, 0),
    FUNCTION("valueOf", object_prototype_value_of, 0),
    ACCESSOR("__proto__", object_prototype_get_proto, object_prototype_set_proto),
    FUNCTION("__defineGetter__", object_prototype_define_getter, 2),
    FUNCTION("__defineSetter__", object_prototype_define_setter, 2),
    FUNCTION("__lookupGetter__", object_prototype_lookup_getter, 1),
    FUNCTION("__lookupSetter__", object_prototype_lookup_setter, 1),
};

/* #sec-properties-of-the-object-prototype-object */
const BuiltinObject object_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_NONE,
    .properties = object_prototype_properties,
    .property_count = array_length(object_prototype_properties),
};
