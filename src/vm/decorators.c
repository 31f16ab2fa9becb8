/* SPDX-License-Identifier: MIT */
/* decorators.c: applies the decorators of a class, once all its elements have been evaluated.
 *
 * Decorators of static methods and accessors come first, then those of instances, then fields in
 * the same order, then the class's own; those of one element from the last to the first. What they
 * return goes into the element's array (bytecode/decoration.h), from where the functions that
 * initialise fields take it; public methods are defined anew.
 * https://github.com/tc39/proposal-decorators, as of November 2023 */
#include "bytecode/decoration.h"
#include "ops/call.h"
#include "value/native.h"
#include "vm/slow.h"

/* A class at work. */
typedef struct Decorating {
  Object *constructor, *prototype;
  Array *class_; /* DECORATION_ */
  Value metadata; /* an object */
} Decorating;

/* --- arrays --- */

static Value item(Vm *vm, Array *array, uint32_t i) {
  return object_get_element(vm, &array->base, i);
}
static Array *item_array(Vm *vm, Array *array, uint32_t i) {
  return value_as_array(item(vm, array, i));
}
static MUST_USE bool set_item(Vm *vm, Array *array, uint32_t i, Value value) {
  return object_put_element(vm, &array->base, i, value);
}
static MUST_USE bool new_list(Vm *vm, Array *array, uint32_t i) {
  Array *list = array_new(vm, 0);
  return list && set_item(vm, array, i, value_cell(list));
}

/* Puts a value before all others. */
static MUST_USE bool prepend(Vm *vm, Array *list, Value value) {
  TRY(array_push(vm, list, value));
  for (uint32_t i = list->length - 1; i > 0; i--) TRY(set_item(vm, list, i, item(vm, list, i - 1)));
  return set_item(vm, list, 0, value);
}

static bool put(Vm *vm, Object *o, const char *name, Value value) {
  String *interned = string_intern_ascii(vm, name);
  TRY(interned);
  return create_data_property_or_throw(vm, o, key_from_name(interned), value);
}

/* --- the context's functions --- */

static Value kept_value(Vm *vm, const Call *call) {
  return slot_load(vm, value_as_native(call->callee)->data[0]);
}

/* The element's key; private names are symbols. */
static bool kept_key(Vm *vm, const Call *call, PropertyKey *key) {
  return to_property_key(vm, kept_value(vm, call), key);
}

static bool need_object(Vm *vm, Value v, Object **out) {
  char text[96];
  if (!value_is_object(v))
    return throw_type_error(vm, ERROR_NOT_OBJECT, value_describe(vm, v, text, sizeof text));
  *out = value_as_object(v);
  return true;
}

/* access.has ( object ) */
static bool access_has(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  bool has;
  TRY(need_object(vm, call_arg(vm, call, 0), &o));
  TRY(kept_key(vm, call, &key));
  TRY(key_is_private(key) ? private_has(vm, o, key, &has) : object_has_property(vm, o, key, &has));
  return call_return_bool(vm, call, has);
}

/* access.get ( object ) */
static bool access_get(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  TRY(need_object(vm, call_arg(vm, call, 0), &o));
  TRY(kept_key(vm, call, &key));
  return key_is_private(key) ? private_get(vm, o, key, &call->result)
                             : get(vm, o, key, &call->result);
}

/* access.set ( object, value ) */
static bool access_set(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  TRY(need_object(vm, call_arg(vm, call, 0), &o));
  TRY(kept_key(vm, call, &key));
  Value value = call_arg(vm, call, 1);
  return key_is_private(key) ? private_set(vm, o, key, value) : set(vm, o, key, value, true);
}

/* addInitializer ( initializer ): keeps the list until the decorator has returned. */
static bool add_initializer(Vm *vm, Call *call) {
  Value list = kept_value(vm, call), initializer = call_arg(vm, call, 0);
  if (value_is_undefined(vm, list)) return throw_type_error(vm, ERROR_DECORATION_FINISHED);
  if (!value_is_callable(vm, initializer)) return throw_not_callable(vm, initializer);
  return array_push(vm, value_as_array(list), initializer);
}

static const BuiltinProperty decorator_functions[] = {
    INTERNAL("has", access_has, 1),
    INTERNAL("get", access_get, 1),
    INTERNAL("set", access_set, 2),
    INTERNAL("addInitializer", add_initializer, 1),
};
/* Rows for native_new: no object that JavaScript could reach. */
const BuiltinObject decorator_functions_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_NONE,
    .properties = decorator_functions,
    .property_count = array_length(decorator_functions),
};

/* A native function that keeps a value, as a property. */
static bool put_function(Vm *vm, Object *o, NativeFunction function, const char *name,
                         uint32_t length, Value kept, NativeFunctionObject **out) {
  NativeFunctionObject *f = native_new(vm, function, name, length, 1);
  TRY(f);
  slot_store(vm, f, &f->data[0], kept);
  if (out) *out = f;
  return put(vm, o, name, value_cell(f));
}

/* --- the context --- */

static const char *const kind_names[] = {
    [DECORATED_METHOD] = "method",        [DECORATED_GETTER] = "getter",
    [DECORATED_SETTER_METHOD] = "setter", [DECORATED_FIELD] = "field",
    [DECORATED_ACCESSOR] = "accessor",
};

static bool put_kind(Vm *vm, Object *context, const char *kind) {
  String *text = string_intern_ascii(vm, kind);
  TRY(text);
  return put(vm, context, "kind", value_string(text));
}

/* CreateDecoratorAccessObject */
static bool put_access(Vm *vm, Object *context, DecoratedKind kind, Value key) {
  Object *access = object_new(vm, 3);
  bool stores = kind == DECORATED_FIELD || kind == DECORATED_ACCESSOR;
  TRY(access);
  TRY(put_function(vm, access, access_has, "has", 1, key, NULL));
  if (kind != DECORATED_SETTER_METHOD)
    TRY(put_function(vm, access, access_get, "get", 1, key, NULL));
  if (stores || kind == DECORATED_SETTER_METHOD)
    TRY(put_function(vm, access, access_set, "set", 2, key, NULL));
  return put(vm, context, "access", value_cell(access));
}

/* A private name is shown as text. */
static bool name_of_key(Vm *vm, Value key, Value *out) {
  PropertyKey property;
  TRY(to_property_key(vm, key, &property));
  if (!key_is_private(property)) return key_to_value(vm, property, out);
  *out = slot_load(vm, value_as_symbol(key)->description);
  return true;
}

static bool put_element_parts(Vm *vm, Object *context, Array *element) {
  Value key = item(vm, element, DECORATED_KEY), name;
  int32_t flags = value_as_int(item(vm, element, DECORATED_FLAGS));
  DecoratedKind kind = (DecoratedKind)(flags & DECORATED_KIND);
  TRY(put_kind(vm, context, kind_names[kind]));
  TRY(name_of_key(vm, key, &name));
  TRY(put(vm, context, "name", name));
  TRY(put(vm, context, "static", value_bool(vm, flags & DECORATED_STATIC)));
  TRY(put(vm, context, "private", value_bool(vm, flags & DECORATED_PRIVATE)));
  return put_access(vm, context, kind, key);
}

static bool put_class_parts(Vm *vm, const Decorating *d, Object *context) {
  Value name = item(vm, d->class_, DECORATION_NAME);
  TRY(put_kind(vm, context, "class"));
  if (value_is_undefined(vm, name)) TRY(get(vm, d->constructor, vm->names.name, &name));
  return put(vm, context, "name", name);
}

/* CreateDecoratorContextObject; element NULL: the class's. */
static bool new_context(Vm *vm, const Decorating *d, Array *element, Value extras, Object **out,
                        NativeFunctionObject **adder) {
  Object *context = *out = object_new(vm, 7);
  TRY(context);
  TRY(element ? put_element_parts(vm, context, element) : put_class_parts(vm, d, context));
  TRY(put_function(vm, context, add_initializer, "addInitializer", 1, extras, adder));
  return put(vm, context, "metadata", d->metadata);
}

/* --- calling decorators --- */

/* Calls decorator number i of a list; afterwards its context adds no more initialisers. */
static bool call_decorator(Vm *vm, const Decorating *d, Array *decorators, uint32_t i,
                           Array *element, Value extras, Value value, Value *out) {
  Value receiver = item(vm, decorators, 2 * i), decorator = item(vm, decorators, 2 * i + 1);
  Object *context;
  NativeFunctionObject *adder;
  TRY(new_context(vm, d, element, extras, &context, &adder));
  Value arguments[2] = {value, value_cell(context)};
  if (!value_is_callable(vm, decorator)) return throw_not_callable(vm, decorator);
  bool ok = call_function(vm, decorator, receiver, arguments, 2, out);
  slot_store(vm, adder, &adder->data[0], value_undefined(vm));
  return ok;
}

/* What a decorator returned, undefined or callable. */
static bool check_callable(Vm *vm, Value v, const char *what) {
  if (value_is_undefined(vm, v) || value_is_callable(vm, v)) return true;
  return throw_type_error(vm, ERROR_DECORATOR_RESULT, what);
}

/* { get, set } for an accessor's decorator. */
static bool accessor_argument(Vm *vm, Array *element, Value *out) {
  Object *pair = object_new(vm, 2);
  TRY(pair);
  *out = value_cell(pair);
  TRY(put(vm, pair, "get", item(vm, element, DECORATED_VALUE)));
  return put(vm, pair, "set", item(vm, element, DECORATED_SETTER));
}

/* A part of what an accessor's decorator returned. */
static bool get_part(Vm *vm, Object *result, const char *name, Value *out) {
  String *interned = string_intern_ascii(vm, name);
  TRY(interned);
  TRY(get(vm, result, key_from_name(interned), out));
  return check_callable(vm, *out, "A part of an accessor decorator's result");
}

static bool take_accessor(Vm *vm, Array *element, Value result) {
  static const struct {
    const char *name;
    uint32_t place;
  } functions[] = {{"get", DECORATED_VALUE}, {"set", DECORATED_SETTER}};
  Value part;
  if (value_is_undefined(vm, result)) return true;
  if (!value_is_object(result))
    return throw_type_error(vm, ERROR_DECORATOR_RESULT_OBJECT, "An accessor decorator's result");
  for (size_t i = 0; i < array_length(functions); i++) {
    TRY(get_part(vm, value_as_object(result), functions[i].name, &part));
    if (!value_is_undefined(vm, part)) TRY(set_item(vm, element, functions[i].place, part));
  }
  TRY(get_part(vm, value_as_object(result), "init", &part));
  return value_is_undefined(vm, part) ||
         prepend(vm, item_array(vm, element, DECORATED_INITIALISERS), part);
}

static bool take_result(Vm *vm, Array *element, DecoratedKind kind, Value result) {
  if (kind == DECORATED_ACCESSOR) return take_accessor(vm, element, result);
  TRY(check_callable(vm, result, "A decorator's result"));
  if (value_is_undefined(vm, result)) return true;
  if (kind != DECORATED_FIELD) return set_item(vm, element, DECORATED_VALUE, result);
  return prepend(vm, item_array(vm, element, DECORATED_INITIALISERS), result);
}

/* --- elements --- */

static bool is_storage(DecoratedKind kind) {
  return kind == DECORATED_FIELD || kind == DECORATED_ACCESSOR;
}

/* Gives the element the list that its addInitializer pushes to. */
static bool prepare_lists(Vm *vm, const Decorating *d, Array *element, int32_t flags) {
  TRY(new_list(vm, element, DECORATED_INITIALISERS));
  if (is_storage((DecoratedKind)(flags & DECORATED_KIND)))
    return new_list(vm, element, DECORATED_EXTRAS);
  uint32_t shared =
      flags & DECORATED_STATIC ? DECORATION_STATIC_EXTRAS : DECORATION_INSTANCE_EXTRAS;
  return set_item(vm, element, DECORATED_EXTRAS, item(vm, d->class_, shared));
}

/* Defines a public method or accessor again, unless a later element of the same key has replaced
 * it. */
static bool define_again(Vm *vm, Object *target, Array *element, DecoratedKind kind,
                         Value old_value, Value old_setter) {
  Value value = item(vm, element, DECORATED_VALUE), setter = item(vm, element, DECORATED_SETTER);
  PropertyDescriptor current, new = {0};
  PropertyKey key;
  bool found;
  TRY(to_property_key(vm, item(vm, element, DECORATED_KEY), &key));
  TRY(object_get_own_property(vm, target, key, &found, &current));
  if (!found) return true;
  if (kind == DECORATED_METHOD) {
    if (!descriptor_is_data(&current) || current.value.bits != old_value.bits) return true;
    new = descriptor_data(vm, value, PROPERTY_HIDDEN);
    return define_property_or_throw(vm, target, key, &new);
  }
  if (!descriptor_is_accessor(&current)) return true;
  if (kind == DECORATED_SETTER_METHOD) {
    setter = value;
    old_setter = old_value;
  } else if (current.getter.bits == old_value.bits) {
    new.fields |= DESCRIPTOR_HAS_GET;
    new.getter = value;
  }
  if (kind != DECORATED_GETTER && current.setter.bits == old_setter.bits) {
    new.fields |= DESCRIPTOR_HAS_SET;
    new.setter = setter;
  }
  return define_property_or_throw(vm, target, key, &new);
}

/* ApplyDecoratorsToElementDefinition */
static bool decorate_element(Vm *vm, const Decorating *d, Array *element) {
  int32_t flags = value_as_int(item(vm, element, DECORATED_FLAGS));
  DecoratedKind kind = (DecoratedKind)(flags & DECORATED_KIND);
  Array *decorators = item_array(vm, element, DECORATED_DECORATORS);
  Value old_value = item(vm, element, DECORATED_VALUE),
        old_setter = item(vm, element, DECORATED_SETTER), value = value_undefined(vm), result;
  TRY(prepare_lists(vm, d, element, flags));
  Value extras = item(vm, element, DECORATED_EXTRAS);
  for (uint32_t i = decorators->length / 2; i-- > 0;) {
    if (kind == DECORATED_ACCESSOR) TRY(accessor_argument(vm, element, &value));
    else if (kind != DECORATED_FIELD) value = item(vm, element, DECORATED_VALUE);
    TRY(call_decorator(vm, d, decorators, i, element, extras, value, &result));
    TRY(take_result(vm, element, kind, result));
  }
  if (kind == DECORATED_FIELD || (flags & DECORATED_PRIVATE)) return true;
  Object *target = flags & DECORATED_STATIC ? d->constructor : d->prototype;
  return define_again(vm, target, element, kind, old_value, old_setter);
}

/* Those of one turn: static ones or not, fields or not. */
static bool decorate_elements(Vm *vm, const Decorating *d, bool statics, bool fields) {
  for (uint32_t i = DECORATION_ELEMENTS; i < d->class_->length; i++) {
    Array *element = item_array(vm, d->class_, i);
    int32_t flags = value_as_int(item(vm, element, DECORATED_FLAGS));
    bool is_field = (flags & DECORATED_KIND) == DECORATED_FIELD;
    bool is_static = flags & DECORATED_STATIC;
    if (is_field == fields && is_static == statics) TRY(decorate_element(vm, d, element));
  }
  return true;
}

/* --- the class --- */

/* ApplyDecoratorsToClassDefinition */
static bool decorate_constructor(Vm *vm, Decorating *d) {
  Value list = item(vm, d->class_, DECORATION_CLASS), result;
  Value extras = item(vm, d->class_, DECORATION_CLASS_EXTRAS);
  if (value_is_undefined(vm, list)) return true;
  Array *decorators = value_as_array(list);
  for (uint32_t i = decorators->length / 2; i-- > 0;) {
    TRY(call_decorator(vm, d, decorators, i, NULL, extras, value_cell(d->constructor), &result));
    TRY(check_callable(vm, result, "A class decorator's result"));
    if (!value_is_undefined(vm, result)) d->constructor = value_as_object(result);
  }
  return true;
}

/* An object that inherits from the parent class's. */
static bool new_metadata(Vm *vm, const Decorating *d, Value *out) {
  Value parent, inherited = value_null(vm);
  char text[96];
  TRY(object_get_prototype_of(vm, d->constructor, &parent));
  if (value_is_object(parent))
    TRY(get(vm, value_as_object(parent), key_from_symbol(vm->symbols[SYMBOL_METADATA]),
            &inherited));
  if (value_is_undefined(vm, inherited)) inherited = value_null(vm);
  if (!value_is_object(inherited) && !value_is_null(vm, inherited))
    return throw_type_error(vm, ERROR_NOT_OBJECT, value_describe(vm, inherited, text, sizeof text));
  Object *metadata = object_new_with_prototype(vm, inherited, 0);
  if (metadata) *out = value_cell(metadata);
  return metadata != NULL;
}

/* Before the class's own decorators run, so that they may seal it; a class that replaces it gets the
 * object too, if it takes it. */
static bool define_metadata(Vm *vm, const Decorating *d) {
  PropertyDescriptor descriptor = descriptor_data(vm, d->metadata, PROPERTY_DEFAULT);
  bool ok;
  return object_define_own_property(
      vm, d->constructor, key_from_symbol(vm->symbols[SYMBOL_METADATA]), &descriptor, &ok);
}

bool slow_decorate_class(Vm *vm, const uint32_t *pc, Value *r) {
  Decorating d = {.constructor = value_as_object(r[OPERAND_A(pc)]),
                  .prototype = value_as_object(r[OPERAND_A(pc) + 1]),
                  .class_ = value_as_array(r[OPERAND_B(pc)])};
  for (uint32_t i = DECORATION_INSTANCE_EXTRAS; i < DECORATION_ELEMENTS; i++)
    TRY(new_list(vm, d.class_, i));
  TRY(new_metadata(vm, &d, &d.metadata));
  TRY(decorate_elements(vm, &d, true, false));
  TRY(decorate_elements(vm, &d, false, false));
  TRY(decorate_elements(vm, &d, true, true));
  TRY(decorate_elements(vm, &d, false, true));
  TRY(define_metadata(vm, &d));
  TRY(decorate_constructor(vm, &d));
  if (value_as_object(r[OPERAND_A(pc)]) != d.constructor) TRY(define_metadata(vm, &d));
  r[OPERAND_A(pc)] = value_cell(d.constructor);
  return true;
}

/* --- initialisers --- */

bool slow_initialise_decorated(Vm *vm, const uint32_t *pc, Value *r) {
  Array *list = item_array(vm, value_as_array(r[OPERAND_B(pc)]), DECORATED_INITIALISERS);
  Value this_value = r[OPERAND_C(pc)], value = r[OPERAND_A(pc)];
  for (uint32_t i = 0; i < list->length; i++) {
    Value argument = value;
    TRY(call_function(vm, item(vm, list, i), this_value, &argument, 1, &value));
  }
  r[OPERAND_A(pc)] = value;
  return true;
}

bool slow_run_initialisers(Vm *vm, const uint32_t *pc, Value *r) {
  Array *list = item_array(vm, value_as_array(r[OPERAND_A(pc)]), OPERAND_C(pc));
  Value this_value = r[OPERAND_B(pc)], ignored;
  for (uint32_t i = 0; i < list->length; i++)
    TRY(call_function(vm, item(vm, list, i), this_value, NULL, 0, &ignored));
  return true;
}
