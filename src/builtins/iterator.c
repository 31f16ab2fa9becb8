/* SPDX-License-Identifier: MIT */
/* iterator.c: the Iterator constructor, the table of Iterator.prototype, and
 * %WrapForValidIteratorPrototype%. */
#include "builtins/iterator_helpers.h"

/* Iterator ( )   #sec-iterator-constructor */
static bool iterator_constructor(Vm *vm, Call *call) {
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "Iterator");
  if (value_same_bits(call->new_target, call->callee))
    return throw_type_error(vm, ERROR_ABSTRACT_CLASS, "Iterator");
  Value prototype;
  TRY(get_prototype_from_constructor(vm, call->new_target, INTRINSIC_ITERATOR_PROTOTYPE,
                                     &prototype));
  return call_return_cell(call, object_new_with_prototype(vm, prototype, 4));
}

/* Iterator.from ( O )   #sec-iterator.from */
static bool iterator_from(Vm *vm, Call *call) {
  IteratorRecord record;
  bool has_instance;
  TRY(get_iterator_flattenable(vm, call_arg(vm, call, 0), true, &record));
  TRY(ordinary_has_instance(vm, value_cell(intrinsic(vm, INTRINSIC_ITERATOR)), record.iterator,
                            &has_instance));
  if (has_instance) return call_return(call, record.iterator);
  TRY(builtin_iterator_new(vm, INTRINSIC_WRAP_FOR_VALID_ITERATOR_PROTOTYPE, ITERATOR_WRAPPER, 0,
                           record.iterator, &call->result));
  IteratorObject *wrapper = (IteratorObject *)value_as_cell(call->result);
  slot_store(vm, wrapper, &wrapper->data[0], record.next);
  return true;
}

static const BuiltinProperty iterator_constructor_properties[] = {
    FUNCTION("concat", iterator_concat, 0),
    FUNCTION("from", iterator_from, 1),
    INTRINSIC_WITH("prototype", ITERATOR_PROTOTYPE, 0),
    FUNCTION("zip", iterator_zip, 1),
    FUNCTION("zipKeyed", iterator_zip_keyed, 1),
};

const BuiltinObject iterator_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Iterator",
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = iterator_constructor,
    .properties = iterator_constructor_properties,
    .property_count = array_length(iterator_constructor_properties),
};

/* SetterThatIgnoresPrototypeProperties ( thisValue, home, p, v )
 * #sec-SetterThatIgnoresPrototypeProperties */
static bool set_ignoring_prototype(Vm *vm, Call *call, PropertyKey key) {
  Value v = call_arg(vm, call, 0);
  bool found;
  PropertyDescriptor descriptor;
  if (!value_is_object(call->this_value))
    return throw_type_error(vm, ERROR_CALLED_ON_NON_OBJECT, "Iterator.prototype");
  Object *o = value_as_object(call->this_value);
  if (o == intrinsic(vm, INTRINSIC_ITERATOR_PROTOTYPE)) {
    char name[64];
    return throw_type_error(vm, ERROR_READ_ONLY, key_describe(vm, key, name, sizeof name),
                            "Iterator.prototype");
  }
  TRY(object_get_own_property(vm, o, key, &found, &descriptor));
  return found ? set(vm, o, key, v, true) : create_data_property_or_throw(vm, o, key, v);
}

/* get Iterator.prototype.constructor   #sec-get-iterator-prototype-constructor */
static bool iterator_prototype_get_constructor(Vm *vm, Call *call) {
  return call_return_cell(call, intrinsic(vm, INTRINSIC_ITERATOR));
}
/* set Iterator.prototype.constructor   #sec-set-iterator-prototype-constructor */
static bool iterator_prototype_set_constructor(Vm *vm, Call *call) {
  return set_ignoring_prototype(vm, call, vm->names.constructor);
}

/* get Iterator.prototype [ @@toStringTag ]   #sec-get-iterator-prototype-@@tostringtag */
static bool iterator_prototype_get_to_string_tag(Vm *vm, Call *call) {
  return call_return_cell(call, string_intern_ascii(vm, "Iterator"));
}
/* set Iterator.prototype [ @@toStringTag ]   #sec-set-iterator-prototype-@@tostringtag */
static bool iterator_prototype_set_to_string_tag(Vm *vm, Call *call) {
  return set_ignoring_prototype(vm, call, key_from_symbol(vm->symbols[SYMBOL_TO_STRING_TAG]));
}

/* Iterator.prototype [ @@iterator ] ( )   #sec-iterator.prototype-@@iterator */
static bool iterator_prototype_iterator(Vm *vm, Call *call) {
  (void)vm;
  return call_return(call, call->this_value);
}

/* Iterator.prototype [ @@dispose ] ( )   #sec-iterator.prototype-@@dispose */
static bool iterator_prototype_dispose(Vm *vm, Call *call) {
  Value method, ignored;
  TRY(get_method(vm, call->this_value, vm->names.return_, &method));
  if (value_is_undefined(vm, method)) return true;
  return call_function(vm, method, call->this_value, NULL, 0, &ignored);
}

static const BuiltinProperty iterator_prototype_properties[] = {
    ACCESSOR("constructor", iterator_prototype_get_constructor, iterator_prototype_set_constructor),
    FUNCTION("chunks", iterator_prototype_chunks, 1),
    FUNCTION("drop", iterator_prototype_drop, 1),
    FUNCTION("every", iterator_prototype_every, 1),
    FUNCTION("filter", iterator_prototype_filter, 1),
    FUNCTION("find", iterator_prototype_find, 1),
    FUNCTION("flatMap", iterator_prototype_flat_map, 1),
    FUNCTION("forEach", iterator_prototype_for_each, 1),
    FUNCTION("includes", iterator_prototype_includes, 1),
    FUNCTION("join", iterator_prototype_join, 1),
    FUNCTION("map", iterator_prototype_map, 1),
    FUNCTION("reduce", iterator_prototype_reduce, 1),
    FUNCTION("some", iterator_prototype_some, 1),
    FUNCTION("take", iterator_prototype_take, 1),
    FUNCTION("toArray", iterator_prototype_to_array, 0),
    FUNCTION("windows", iterator_prototype_windows, 1),
    FUNCTION("@@dispose", iterator_prototype_dispose, 0),
    FUNCTION("@@iterator", iterator_prototype_iterator, 0),
    ACCESSOR("@@toStringTag", iterator_prototype_get_to_string_tag,
             iterator_prototype_set_to_string_tag),
};

/* #sec-iterator.prototype */
const BuiltinObject iterator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = iterator_prototype_properties,
    .property_count = array_length(iterator_prototype_properties),
};

/* RequireInternalSlot(this, [[Iterated]]) */
static bool this_wrapper(Vm *vm, const Call *call, const char *method, IteratorRecord *out) {
  const IteratorObject *wrapper = (IteratorObject *)value_as_cell(call->this_value);
  if (!value_is_type(call->this_value, CELL_ITERATOR) ||
      (wrapper->kind & 0xff) != ITERATOR_WRAPPER) {
    char text[128];
    return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, method,
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  *out = (IteratorRecord){slot_load(vm, wrapper->target), slot_load(vm, wrapper->data[0]), false};
  return true;
}

/* %WrapForValidIteratorPrototype%.next ( )   #sec-%wrapforvaliditeratorprototype%.next */
static bool wrap_for_valid_iterator_prototype_next(Vm *vm, Call *call) {
  IteratorRecord iterated;
  TRY(this_wrapper(vm, call, "%WrapForValidIteratorPrototype%.next", &iterated));
  return call_function(vm, iterated.next, iterated.iterator, NULL, 0, &call->result);
}

/* %WrapForValidIteratorPrototype%.return ( )   #sec-%wrapforvaliditeratorprototype%.return */
static bool wrap_for_valid_iterator_prototype_return(Vm *vm, Call *call) {
  IteratorRecord iterated;
  Value method;
  TRY(this_wrapper(vm, call, "%WrapForValidIteratorPrototype%.return", &iterated));
  TRY(get_method(vm, iterated.iterator, vm->names.return_, &method));
  if (value_is_undefined(vm, method))
    return create_iterator_result(vm, method, true, &call->result);
  return call_function(vm, method, iterated.iterator, NULL, 0, &call->result);
}

static const BuiltinProperty wrap_for_valid_iterator_prototype_properties[] = {
    FUNCTION("next", wrap_for_valid_iterator_prototype_next, 0),
    FUNCTION("return", wrap_for_valid_iterator_prototype_return, 0),
};

/* #sec-%wrapforvaliditeratorprototype%-object */
const BuiltinObject wrap_for_valid_iterator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ITERATOR_PROTOTYPE,
    .properties = wrap_for_valid_iterator_prototype_properties,
    .property_count = array_length(wrap_for_valid_iterator_prototype_properties),
};
