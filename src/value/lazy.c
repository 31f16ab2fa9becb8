/* SPDX-License-Identifier: MIT */
/* lazy.c: makes the own properties of lazy objects when they are first looked at.
 *
 * Lazy are: intrinsic objects (unique shapes: their properties come from their BuiltinObject's
 * table), native functions that a table names, and closures (shared lazy roots). Filling is no change that
 * anybody could have seen, so it bumps no epoch: a unique shape stays lazy until it is full. If memory runs
 * out in between, the object is lazy again, and the next attempt goes on. */
#include "value/native_table.h"

#include "base/buffer.h"

/* Adds a property, if an earlier attempt hasn't. */
static MUST_USE bool add(Vm *vm, Object *o, PropertyKey key, Value value, uint8_t attributes) {
  Property property;
  if (shape_lookup(vm, object_shape_raw(vm, o), key, &property)) return true;
  return object_add_own(vm, o, key, value, attributes);
}

static MUST_USE bool add_length_and_name(Vm *vm, Object *o, uint32_t length, String *name,
                                         uint8_t attributes) {
  return name && add(vm, o, vm->names.length, value_uint32(length), attributes) &&
         add(vm, o, vm->names.name, value_string(name), attributes);
}

/* --- names of builtin properties --- */

static bool is_symbol_name(const char *name) { return name[0] == '@' && name[1] == '@'; }

/* "@@iterator" -> Symbol.iterator, "at" -> "at" */
static MUST_USE bool builtin_key(Vm *vm, const char *name, PropertyKey *out) {
  if (!is_symbol_name(name)) {
    String *s = string_intern_ascii(vm, name);
    return s && key_from_string(vm, s, out);
  }
#define X(id, text)                                   \
  if (strcmp(name + 2, text) == 0) {                  \
    *out = key_from_symbol(vm->symbols[SYMBOL_##id]); \
    return true;                                      \
  }
#include "value/symbols.def"
#undef X
  UNREACHABLE();
  return false;
}

/* The name property of a builtin function: "at", "get size", "[Symbol.iterator]". */
static String *builtin_function_name(Vm *vm, const char *prefix, const char *name) {
  Buffer text;
  buffer_init(&text);
  buffer_append_string(&text, prefix);
  if (is_symbol_name(name)) buffer_append_format(&text, "[Symbol.%s]", name + 2);
  else buffer_append_string(&text, name);
  String *result = NULL;
  if (buffer_ok(&text)) result = string_intern_utf8(vm, text.data ? text.data : "", text.length);
  else throw_out_of_memory(vm);
  buffer_destroy(&text);
  return result;
}

/* --- native functions --- */

static MUST_USE bool fill_native_method(Vm *vm, NativeFunctionObject *f, NativeRow row) {
  const BuiltinProperty *property = row.property;
  bool accessor = property->kind == BUILTIN_ACCESSOR;
  const char *prefix = !accessor ? "" : row.is_setter ? "set " : "get ";
  uint32_t length = accessor ? row.is_setter : property->length;
  String *name = builtin_function_name(vm, prefix, property->name);
  return add_length_and_name(vm, &f->base, length, name, PROPERTY_CONFIGURABLE);
}

/* --- properties of intrinsic objects --- */

static MUST_USE bool method_value(Vm *vm, Realm *realm, uint32_t id, Value *out) {
  Shape *shape = realm_closure_shape(vm, realm, CLOSURE_NORMAL);
  NativeFunctionObject *f = shape ? native_allocate(vm, realm, id, shape, 0, 0) : NULL;
  *out = value_cell(f);
  return f != NULL;
}

static MUST_USE bool accessor_value(Vm *vm, Realm *realm, IntrinsicId id, uint32_t row,
                                    Value *out) {
  const BuiltinProperty *property = &intrinsic_builtin(id)->properties[row];
  Value getter = value_undefined(vm), setter = getter;
  if (property->function)
    TRY(method_value(vm, realm, native_id_of_property(id, row, false), &getter));
  if (property->setter) TRY(method_value(vm, realm, native_id_of_property(id, row, true), &setter));
  Accessor *accessor = accessor_new(vm, getter, setter);
  *out = value_cell(accessor);
  return accessor != NULL;
}

static MUST_USE bool intrinsic_value(Vm *vm, Realm *realm, uint16_t id, Value *out) {
  Object *o = realm_intrinsic(vm, realm, (IntrinsicId)id);
  *out = value_cell(o);
  return o != NULL;
}

static MUST_USE bool intrinsic_accessor_value(Vm *vm, Realm *realm, uint16_t id, Value *out) {
  Value function;
  TRY(intrinsic_value(vm, realm, id, &function));
  Accessor *accessor = accessor_new(vm, function, function);
  *out = value_cell(accessor);
  return accessor != NULL;
}

/* The value of an own property of an intrinsic object, named as in its table. */
static MUST_USE bool value_of_property(Vm *vm, Object *o, const char *name, Value *out) {
  PropertyKey key;
  Property property;
  TRY(builtin_key(vm, name, &key));
  Shape *shape = object_shape_raw(vm, o);
  /* the property is there: only without memory for a table of the shape is it not found */
  if (!shape_lookup(vm, shape, key, &property)) return throw_out_of_memory(vm);
  *out = slot_load(vm, *object_slot(vm, o, property.slot, shape->inline_capacity));
  return true;
}

static MUST_USE bool shared_value(Vm *vm, Realm *realm, const BuiltinProperty *property,
                                  Value *out) {
  Object *o = realm_intrinsic(vm, realm, (IntrinsicId)property->id);
  return o && object_shape(vm, o) && value_of_property(vm, o, property->text, out);
}

static MUST_USE bool string_value(Vm *vm, const char *text, Value *out) {
  String *s = string_intern_utf8(vm, text, strlen(text));
  *out = value_string(s);
  return s != NULL;
}

static MUST_USE bool property_value(Vm *vm, Object *o, Realm *realm, IntrinsicId id, uint32_t row,
                                    Value *out) {
  const BuiltinProperty *property = &intrinsic_builtin(id)->properties[row];
  switch ((BuiltinKind)property->kind) {
    case BUILTIN_FUNCTION:
      return method_value(vm, realm, native_id_of_property(id, row, false), out);
    case BUILTIN_ACCESSOR: return accessor_value(vm, realm, id, row, out);
    case BUILTIN_NUMBER: *out = value_number(property->number); return true;
    case BUILTIN_STRING: return string_value(vm, property->text, out);
    case BUILTIN_INTRINSIC: return intrinsic_value(vm, realm, property->id, out);
    case BUILTIN_INTRINSIC_ACCESSOR: return intrinsic_accessor_value(vm, realm, property->id, out);
    case BUILTIN_ALIAS: return value_of_property(vm, o, property->text, out);
    case BUILTIN_SHARED: return shared_value(vm, realm, property, out);
    case BUILTIN_SYMBOL: *out = value_cell(vm->symbols[property->id]); return true;
    case BUILTIN_TRUE: *out = value_bool(vm, true); return true;
    case BUILTIN_NULL: *out = value_null(vm); return true;
    case BUILTIN_UNDEFINED:
    case BUILTIN_INTERNAL: break;
  }
  *out = value_undefined(vm);
  return true;
}

static MUST_USE bool add_row(Vm *vm, Object *o, Realm *realm, IntrinsicId id, uint32_t row) {
  const BuiltinProperty *property = &intrinsic_builtin(id)->properties[row];
  if (property->kind == BUILTIN_INTERNAL) return true;
  PropertyKey key;
  Value value;
  TRY(builtin_key(vm, property->name, &key));
  TRY(property_value(vm, o, realm, id, row, &value));
  bool accessor =
      property->kind == BUILTIN_ACCESSOR || property->kind == BUILTIN_INTRINSIC_ACCESSOR;
  return add(vm, o, key, value, property->attributes | (accessor ? PROPERTY_ACCESSOR : 0));
}

static MUST_USE bool fill_intrinsic(Vm *vm, Object *o, Realm *realm, IntrinsicId id) {
  const BuiltinObject *builtin = intrinsic_builtin(id);
  if (builtin->type == CELL_NATIVE_FUNCTION) {
    uint8_t attributes = builtin->flags & NATIVE_FROZEN ? 0 : PROPERTY_CONFIGURABLE;
    String *name = builtin_function_name(vm, "", builtin->name ? builtin->name : "");
    TRY(add_length_and_name(vm, o, builtin->length, name, attributes));
  }
  for (uint32_t row = 0; row < builtin->property_count; row++) TRY(add_row(vm, o, realm, id, row));
  if (builtin->type != CELL_GLOBAL) return true;
  return add(vm, o, vm->names.global_this, slot_load(vm, realm->global_this), PROPERTY_HIDDEN);
}

/* --- closures --- */

static MUST_USE bool add_prototype(Vm *vm, Object *f, const CodeHead *code) {
  bool generator = code->flags & CODE_GENERATOR;
  IntrinsicId parent = !generator                 ? INTRINSIC_OBJECT_PROTOTYPE
                       : code->flags & CODE_ASYNC ? INTRINSIC_ASYNC_GENERATOR_PROTOTYPE
                                                  : INTRINSIC_GENERATOR_PROTOTYPE;
  Object *parent_object = realm_intrinsic(vm, slot_cell_present(vm, code->realm), parent);
  TRY(parent_object);
  Object *prototype = object_new_with_prototype(vm, value_cell(parent_object), 1);
  TRY(prototype);
  if (!generator)
    TRY(object_add_own(vm, prototype, vm->names.constructor, value_cell(f), PROPERTY_HIDDEN));
  return add(vm, f, vm->names.prototype, value_cell(prototype), PROPERTY_WRITABLE);
}

static String *closure_name(Vm *vm, const Function *f, const CodeHead *code) {
  if (code->flags & (CODE_CLASS_BASE | CODE_CLASS_DERIVED)) {
    Slot name = ((const ClassConstructor *)f)->name;
    if (!slot_is_none(name)) return slot_cell_present(vm, name);
  }
  return slot_is_none(code->name) ? vm->empty_string : slot_cell_present(vm, code->name);
}

/* A class's prototype property is defined by whoever evaluates the class. */
static MUST_USE bool fill_closure(Vm *vm, Function *f) {
  const CodeHead *code = function_code_head(vm, f);
  String *name = closure_name(vm, f, code);
  TRY(add_length_and_name(vm, &f->base, code->length, name, PROPERTY_CONFIGURABLE));
  bool is_class = code->flags & (CODE_CLASS_BASE | CODE_CLASS_DERIVED);
  bool has_prototype = code->flags & CODE_GENERATOR || code_flags_constructor(code->flags);
  return !has_prototype || is_class || add_prototype(vm, &f->base, code);
}

/* --- filling --- */

static MUST_USE bool fill(Vm *vm, Object *o, const Shape *lazy) {
  if (lazy->intrinsic != INTRINSIC_NONE) {
    Realm *realm = slot_cell_present(vm, lazy->key);
    return fill_intrinsic(vm, o, realm, (IntrinsicId)lazy->intrinsic);
  }
  if (cell_type(o) == CELL_FUNCTION) return fill_closure(vm, (Function *)o);
  NativeFunctionObject *f = (NativeFunctionObject *)o;
  if (f->flags & NATIVE_ANONYMOUS)
    return add_length_and_name(vm, o, f->flags >> NATIVE_LENGTH_SHIFT, vm->empty_string,
                               PROPERTY_CONFIGURABLE);
  return fill_native_method(vm, f, native_row(f->id));
}

static MUST_USE bool fill_unique(Vm *vm, Object *o, Shape *shape) {
  TRY(fill(vm, o, shape));
  bool frozen =
      cell_type(o) == CELL_NATIVE_FUNCTION && ((NativeFunctionObject *)o)->flags & NATIVE_FROZEN;
  shape->key = slot_none();
  shape->intrinsic = INTRINSIC_NONE;
  shape_set_flags(shape, frozen ? SHAPE_NOT_EXTENSIBLE : 0, SHAPE_LAZY);
  return true;
}

bool object_fill_lazy(Vm *vm, Object *o) {
  Shape *lazy = object_shape_raw(vm, o);
  if (shape_is_unique(lazy)) return fill_unique(vm, o, lazy);
  Shape *root = shape_root(vm, slot_load(vm, lazy->prototype), lazy->inline_capacity, 0);
  if (!root) return false;
  object_set_shape(o, root);
  if (fill(vm, o, lazy)) return true;
  object_set_shape(o, lazy);
  return false;
}
