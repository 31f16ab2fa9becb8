/* SPDX-License-Identifier: MIT */
/* call_operations.c: operations about functions and constructors that call.h declares, but for
 * calling itself, which is the interpreter's. */
#include "ops/call.h"

#include "ops/exotic.h"
#include "value/lookup_cache.h"

/* Room for a value or a name in a message. */
#define DESCRIPTION_SIZE 128
/* The largest length of an array, 2^32 - 1. */
#define ARRAY_LENGTH_MAX 4294967295.0

bool throw_not_callable(Vm *vm, Value v) {
  char text[DESCRIPTION_SIZE];
  return throw_type_error(vm, ERROR_NOT_CALLABLE, value_describe(vm, v, text, sizeof text));
}

bool value_is_builtin_function(Value v, IntrinsicId id) {
  return value_is_type(v, CELL_NATIVE_FUNCTION) && value_as_native(v)->id == (uint32_t)id << 16;
}

bool value_is_builtin_method(Vm *vm, Value v, IntrinsicId id, const char *name) {
  (void)vm;
  if (!value_is_type(v, CELL_NATIVE_FUNCTION)) return false;
  uint32_t native = value_as_native(v)->id;
  if (native >> 16 != (uint32_t)id) return false; /* not a row of that table */
  const BuiltinProperty *own = native_method_from_id(native);
  return own && (own->name == name || strcmp(own->name, name) == 0);
}

/* Invoke ( V, P [ , argumentsList ] )   #sec-invoke */
bool invoke(Vm *vm, Value v, PropertyKey key, const Value *args, uint32_t argc, Value *out) {
  Value function;
  TRY(get_v(vm, v, key, &function));
  if (value_is_callable(vm, function)) return call_function(vm, function, v, args, argc, out);
  char name[DESCRIPTION_SIZE];
  return throw_type_error(vm, ERROR_NOT_CALLABLE, key_describe(vm, key, name, sizeof name));
}

/* SpeciesConstructor ( O, defaultConstructor )   #sec-speciesconstructor */
bool species_getter(Vm *vm, Call *call) {
  (void)vm;
  return call_return(call, call->this_value);
}

/* The own accessor for @@species of a function whose properties are there; NULL: it has none. */
static const Accessor *own_species_accessor(Vm *vm, Object *f, bool *found) {
  PropertyKey species = key_from_symbol(vm->symbols[SYMBOL_SPECIES]);
  const LookupEntry *entry = lookup_cache_find(vm, f, species);
  Shape *shape = object_shape_raw(vm, f);
  Property property;
  *found = true;
  if (likely(entry && entry->holder == LOOKUP_OWN)) {
    property = (Property){entry->slot, entry->attributes};
  } else if (shape_lookup(vm, shape, species, &property)) {
    lookup_cache_enter(vm, f, species, f, &property);
  } else {
    *found = false;
    return NULL;
  }
  if (!(property.attributes & PROPERTY_ACCESSOR)) return NULL;
  return slot_cell_present(vm, *object_slot(vm, f, property.slot, shape->inline_capacity));
}

bool is_its_species(Vm *vm, Object *constructor) {
  const Accessor *accessor = NULL;
  bool found = false;
  Object *f = constructor;
  for (int level = 0; level < 2 && !found; level++) {
    if (cell_type(f) != CELL_NATIVE_FUNCTION || shape_flags(object_shape_raw(vm, f)) & SHAPE_LAZY)
      return false;
    accessor = own_species_accessor(vm, f, &found);
    Value prototype = object_prototype(vm, f);
    if (!value_is_object(prototype)) break;
    f = value_as_object(prototype);
  }
  return accessor && value_is_native_of(slot_load(vm, accessor->getter), species_getter);
}

/* Get(constructor, @@species) */
static bool get_species(Vm *vm, Object *constructor, Value *out) {
  *out = value_cell(constructor);
  if (is_its_species(vm, constructor)) return true;
  return get(vm, constructor, key_from_symbol(vm->symbols[SYMBOL_SPECIES]), out);
}

bool species_constructor(Vm *vm, Object *o, Value default_constructor, Value *out) {
  Value constructor;
  TRY(get(vm, o, vm->names.constructor, &constructor));
  *out = default_constructor;
  if (value_is_undefined(vm, constructor)) return true;
  if (!value_is_object(constructor)) {
    char text[DESCRIPTION_SIZE];
    return throw_type_error(vm, ERROR_NOT_OBJECT,
                            value_describe(vm, constructor, text, sizeof text));
  }
  TRY(get_species(vm, value_as_object(constructor), out));
  if (value_is_nullish(vm, *out)) {
    *out = default_constructor;
    return true;
  }
  return value_is_constructor(vm, *out) || throw_type_error(vm, ERROR_SPECIES_NOT_CONSTRUCTOR);
}

/* ArrayCreate ( length [ , proto ] )   #sec-arraycreate */
bool array_create(Vm *vm, double length, Value prototype, Array **out) {
  if (length > ARRAY_LENGTH_MAX) return throw_range_error(vm, ERROR_INVALID_ARRAY_LENGTH);
  *out = array_new_with_prototype(vm, prototype, (uint32_t)length);
  return *out != NULL;
}

static bool plain_array_create(Vm *vm, double length, Object **out) {
  Array *array = NULL;
  if (likely(length <= ARRAY_LENGTH_MAX)) {
    array = array_new(vm, 0);
    TRY(array);
    array->length = (uint32_t)length;
    *out = &array->base;
    return true;
  }
  Object *prototype = intrinsic(vm, INTRINSIC_ARRAY_PROTOTYPE);
  TRY(prototype);
  TRY(array_create(vm, length, value_cell(prototype), &array));
  *out = &array->base;
  return true;
}

/* Whether `constructor` is the Array of another realm than the current one. */
static bool is_foreign_array_constructor(Vm *vm, Value constructor, bool *out) {
  Realm *realm;
  *out = false;
  if (!value_is_constructor(vm, constructor)) return true;
  TRY(get_function_realm(vm, constructor, &realm));
  *out = realm != vm->realm &&
         slot_cell(vm, realm->intrinsics[INTRINSIC_ARRAY]) == value_as_cell(constructor);
  return true;
}

static bool is_intrinsic_array(Vm *vm, Value constructor) {
  return value_is_cell(constructor) && slot_cell(vm, vm->realm->intrinsics[INTRINSIC_ARRAY]) ==
                                           (void *)value_as_cell(constructor);
}

/* ArraySpeciesCreate ( originalArray, length )   #sec-arrayspeciescreate */
bool array_species_create(Vm *vm, Object *o, double length, Object **out) {
  bool is, foreign;
  Value constructor, result, argument = value_number(length);
  TRY(is_array(vm, value_cell(o), &is));
  if (!is) return plain_array_create(vm, length, out);
  TRY(get(vm, o, vm->names.constructor, &constructor));
  if (is_intrinsic_array(vm, constructor) && is_its_species(vm, value_as_object(constructor)))
    return plain_array_create(vm, length, out); /* OPT: as most of them */
  TRY(is_foreign_array_constructor(vm, constructor, &foreign));
  if (foreign) return plain_array_create(vm, length, out);
  if (value_is_object(constructor)) {
    TRY(get_species(vm, value_as_object(constructor), &constructor));
    if (value_is_null(vm, constructor)) constructor = value_undefined(vm);
  }
  if (value_is_undefined(vm, constructor) || is_intrinsic_array(vm, constructor))
    return plain_array_create(vm, length, out); /* OPT: %Array% itself needs no call */
  if (!value_is_constructor(vm, constructor))
    return throw_type_error(vm, ERROR_SPECIES_NOT_CONSTRUCTOR);
  TRY(construct(vm, constructor, &argument, 1, constructor, &result));
  *out = value_as_object(result);
  return true;
}

/* GetFunctionRealm ( obj )   #sec-getfunctionrealm */
bool get_function_realm(Vm *vm, Value function, Realm **out) {
  for (;;) {
    const Object *o = value_as_object(function);
    switch (cell_type(o)) {
      case CELL_FUNCTION:
      case CELL_NATIVE_FUNCTION: *out = function_realm(vm, o); return true;
      case CELL_BOUND_FUNCTION: function = slot_load(vm, ((const BoundFunction *)o)->target); break;
      case CELL_PROXY:
        function = slot_load(vm, ((const Proxy *)o)->target);
        if (value_is_null(vm, function))
          return throw_type_error(vm, ERROR_PROXY_REVOKED, "get prototype");
        break;
      default: *out = vm->realm; return true;
    }
  }
}

/* GetPrototypeFromConstructor ( constructor, intrinsicDefaultProto )
 * #sec-getprototypefromconstructor */
bool get_prototype_from_constructor(Vm *vm, Value constructor, IntrinsicId fallback, Value *out) {
  TRY(get(vm, value_as_object(constructor), vm->names.prototype, out));
  if (value_is_object(*out)) return true;
  Realm *realm;
  TRY(get_function_realm(vm, constructor, &realm));
  Object *prototype = realm_intrinsic(vm, realm, fallback);
  TRY(prototype);
  *out = value_cell(prototype);
  return true;
}

/* OrdinaryCreateFromConstructor ( constructor, intrinsicDefaultProto, internalSlotsList )
 * #sec-ordinarycreatefromconstructor */
bool ordinary_create_from_constructor(Vm *vm, Value constructor, IntrinsicId fallback,
                                      CellType type, size_t size, void **out) {
  Value prototype;
  TRY(get_prototype_from_constructor(vm, constructor, fallback, &prototype));
  Shape *shape = shape_root(vm, prototype, 0, 0);
  TRY(shape);
  *out = object_allocate(vm, type, size, shape);
  return *out != NULL;
}

/* BoundFunctionCreate ( targetFunction, boundThis, boundArgs )   #sec-boundfunctioncreate */
bool bound_function_create(Vm *vm, Value target, Value bound_this, const Value *args, uint32_t argc,
                           Value *out) {
  Value prototype;
  Slots *list = NULL;
  TRY(object_get_prototype_of(vm, value_as_object(target), &prototype));
  Shape *shape = shape_root(vm, prototype, 0, 0);
  TRY(shape);
  if (argc) TRY(list = slots_new(vm, CELL_SLOTS, argc));
  for (uint32_t i = 0; i < argc; i++) slot_store(vm, list, &list->items[i], args[i]);
  BoundFunction *bound = object_allocate(vm, CELL_BOUND_FUNCTION, sizeof *bound, shape);
  TRY(bound);
  slot_store(vm, bound, &bound->target, target);
  slot_store(vm, bound, &bound->bound_this, bound_this);
  slot_store_cell(vm, bound, &bound->arguments, list);
  bound->flags = value_is_constructor(vm, target) ? 1 : 0;
  *out = value_cell(bound);
  return true;
}

/* The name property of a function that is defined under a key. NULL: exception. */
static String *name_of_key(Vm *vm, PropertyKey name) {
  if (!key_is_symbol(name)) {
    Value v;
    TRY_NULL(key_to_value(vm, name, &v));
    return value_as_string(v);
  }
  const Symbol *symbol = (const Symbol *)key_cell(name);
  Value description = slot_load(vm, symbol->description);
  if (value_is_undefined(vm, description)) return vm->empty_string;
  if (symbol_is_private(symbol)) return value_as_string(description);
  StringBuilder b;
  string_builder_init(&b, vm);
  string_builder_unit(&b, '[');
  string_builder_string(&b, value_as_string(description));
  string_builder_unit(&b, ']');
  return string_builder_finish(&b);
}

static String *prefixed_name(Vm *vm, String *name, const char *prefix) {
  StringBuilder b;
  string_builder_init(&b, vm);
  string_builder_ascii(&b, prefix);
  string_builder_unit(&b, ' ');
  string_builder_string(&b, name);
  return string_builder_finish(&b);
}

/* SetFunctionName ( F, name [ , prefix ] )   #sec-setfunctionname */
bool set_function_name(Vm *vm, Object *f, PropertyKey name, const char *prefix) {
  String *text = name_of_key(vm, name);
  if (text && prefix) text = prefixed_name(vm, text, prefix);
  TRY(text);
  return object_put_own(vm, f, vm->names.name, value_string(text), PROPERTY_CONFIGURABLE);
}
