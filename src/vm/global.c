/* SPDX-License-Identifier: MIT */
/* global.c: global variables: the declarative ones (let, const, class) and the properties of the
 * global object (#sec-global-environment-records).
 *
 * Each declarative binding is an ENVIRONMENT cell of two slots, the value and whether it is a
 * constant; realm->lexical_names maps names to them. The cells never move, so caches may point at
 * them. */
#include "ops/call.h"
#include "vm/slow.h"

enum { BINDING_VALUE, BINDING_IS_CONSTANT, BINDING_SLOTS };

/* The cell of a declarative binding, NULL: none of that name. */
static bool lexical_find(Vm *vm, Realm *realm, PropertyKey name, Environment **out) {
  *out = NULL;
  Object *names = slot_cell(vm, realm->lexical_names);
  if (!names) return true;
  OwnProperty own;
  TRY(object_get_own(vm, names, name, &own));
  if (own.found) *out = (Environment *)(void *)value_as_cell(own.value);
  return true;
}

static bool lexical_declare(Vm *vm, Realm *realm, PropertyKey name, bool constant) {
  Object *names = slot_cell(vm, realm->lexical_names);
  if (!names) {
    names = object_new_with_prototype(vm, value_null(vm), 0);
    if (!names) return false;
    slot_store_cell(vm, realm, &realm->lexical_names, names);
  }
  Environment *binding = environment_new(vm, NULL, BINDING_SLOTS);
  if (!binding) return false;
  slot_store(vm, binding, &binding->items[BINDING_IS_CONSTANT], value_int(constant));
  return object_put_own(vm, names, name, value_cell(binding), PROPERTY_WRITABLE);
}

static Object *global_object(Vm *vm, Realm *realm) {
  return slot_cell_present(vm, realm->global_object);
}

static bool throw_uninitialised(Vm *vm, PropertyKey name) {
  char text[96];
  return throw_reference_error(vm, ERROR_UNINITIALISED, key_describe(vm, name, text, sizeof text));
}
static bool throw_not_defined(Vm *vm, PropertyKey name) {
  char text[96];
  return throw_reference_error(vm, ERROR_NOT_DEFINED, key_describe(vm, name, text, sizeof text));
}

bool global_get(Vm *vm, Realm *realm, PropertyKey name, bool *found, Value *out) {
  Environment *binding;
  *found = true;
  TRY(lexical_find(vm, realm, name, &binding));
  if (binding) {
    *out = slot_load(vm, binding->items[BINDING_VALUE]);
    return !value_is_uninitialised(vm, *out) || throw_uninitialised(vm, name);
  }
  Object *object = global_object(vm, realm);
  TRY(object_has_property(vm, object, name, found));
  if (!*found) return true;
  return get(vm, object, name, out);
}

bool global_has(Vm *vm, Realm *realm, PropertyKey name, bool *out) {
  Environment *binding;
  TRY(lexical_find(vm, realm, name, &binding));
  *out = true;
  return binding || object_has_property(vm, global_object(vm, realm), name, out);
}

static bool lexical_set(Vm *vm, Environment *binding, PropertyKey name, Value value) {
  Value old = slot_load(vm, binding->items[BINDING_VALUE]);
  if (value_is_uninitialised(vm, old)) return throw_uninitialised(vm, name);
  if (value_as_int(slot_load(vm, binding->items[BINDING_IS_CONSTANT]))) {
    char text[96];
    return throw_type_error(vm, ERROR_ASSIGN_TO_CONST, key_describe(vm, name, text, sizeof text));
  }
  slot_store(vm, binding, &binding->items[BINDING_VALUE], value);
  return true;
}

bool global_set(Vm *vm, Realm *realm, PropertyKey name, Value value, bool strict) {
  Environment *binding;
  TRY(lexical_find(vm, realm, name, &binding));
  if (binding) return lexical_set(vm, binding, name, value);
  Object *object = global_object(vm, realm);
  bool has;
  TRY(object_has_property(vm, object, name, &has));
  if (!has && strict) return throw_not_defined(vm, name);
  return set(vm, object, name, value, strict);
}

bool global_delete(Vm *vm, Realm *realm, PropertyKey name, bool *out) {
  Environment *binding;
  TRY(lexical_find(vm, realm, name, &binding));
  if (binding) {
    *out = false;
    return true;
  }
  return object_delete(vm, global_object(vm, realm), name, out);
}

/* --- declarations (#sec-globaldeclarationinstantiation) --- */

static bool can_declare_var(Vm *vm, Object *object, PropertyKey name, bool *out) {
  TRY(has_own_property(vm, object, name, out));
  return *out || object_is_extensible_exotic(vm, object, out);
}

static bool can_declare_function(Vm *vm, Object *object, PropertyKey name, bool *out) {
  bool found;
  PropertyDescriptor d;
  TRY(object_get_own_property(vm, object, name, &found, &d));
  if (!found) return object_is_extensible_exotic(vm, object, out);
  *out = d.configurable || (descriptor_is_data(&d) && d.writable && d.enumerable);
  return true;
}

static MUST_USE bool global_create_var(Vm *vm, Realm *realm, PropertyKey name, bool deletable) {
  Object *object = global_object(vm, realm);
  bool has, extensible;
  TRY(has_own_property(vm, object, name, &has));
  TRY(object_is_extensible_exotic(vm, object, &extensible));
  if (has || !extensible) return true;
  uint8_t attributes =
      PROPERTY_WRITABLE | PROPERTY_ENUMERABLE | (deletable ? PROPERTY_CONFIGURABLE : 0);
  PropertyDescriptor d = descriptor_data(vm, value_undefined(vm), attributes);
  return define_property_or_throw(vm, object, name, &d);
}

static MUST_USE bool global_create_function(Vm *vm, Realm *realm, PropertyKey name, Value function,
                                            bool deletable) {
  Object *object = global_object(vm, realm);
  bool found;
  PropertyDescriptor old;
  TRY(object_get_own_property(vm, object, name, &found, &old));
  PropertyDescriptor d = descriptor_data(vm, function,
                                         PROPERTY_WRITABLE | PROPERTY_ENUMERABLE |
                                             (deletable ? PROPERTY_CONFIGURABLE : 0));
  if (found && !old.configurable) d.fields = DESCRIPTOR_HAS_VALUE;
  TRY(define_property_or_throw(vm, object, name, &d));
  return set(vm, object, name, function, true);
}

static Slots *names_of(Vm *vm, Slots *record, uint32_t field) {
  Value v = slot_load(vm, record->items[field]);
  return value_is_type(v, CELL_SLOTS) ? (Slots *)(void *)value_as_cell(v) : NULL;
}
static uint32_t names_count(const Slots *names) { return names ? cell_header_data(names) : 0; }
static PropertyKey names_at(Vm *vm, const Slots *names, uint32_t i) {
  return key_from_name(slot_cell_present(vm, names->items[i]));
}

static bool throw_redeclaration(Vm *vm, PropertyKey name) {
  char text[96];
  return throw_syntax_error(vm, ERROR_REDECLARATION, key_describe(vm, name, text, sizeof text));
}

/* let and const: no binding of that name, no restricted global property. */
static bool check_lexical(Vm *vm, Realm *realm, const Slots *names) {
  for (uint32_t i = 0; i < names_count(names); i++) {
    PropertyKey name = names_at(vm, names, i);
    Environment *binding;
    bool found;
    PropertyDescriptor d;
    TRY(lexical_find(vm, realm, name, &binding));
    if (binding) return throw_redeclaration(vm, name);
    TRY(object_get_own_property(vm, global_object(vm, realm), name, &found, &d));
    if (found && !d.configurable) return throw_redeclaration(vm, name);
  }
  return true;
}

static bool check_no_lexical(Vm *vm, Realm *realm, const Slots *names) {
  for (uint32_t i = 0; i < names_count(names); i++) {
    Environment *binding;
    TRY(lexical_find(vm, realm, names_at(vm, names, i), &binding));
    if (binding) return throw_redeclaration(vm, names_at(vm, names, i));
  }
  return true;
}

static bool throw_cannot_declare(Vm *vm, PropertyKey name) {
  char text[96];
  return throw_type_error(vm, ERROR_GLOBAL_FUNCTION, key_describe(vm, name, text, sizeof text));
}

static bool check_functions(Vm *vm, Realm *realm, const Slots *names) {
  for (uint32_t i = names_count(names); i-- > 0;) {
    bool ok;
    TRY(can_declare_function(vm, global_object(vm, realm), names_at(vm, names, i), &ok));
    if (!ok) return throw_cannot_declare(vm, names_at(vm, names, i));
  }
  return true;
}

static bool check_vars(Vm *vm, Realm *realm, const Slots *names) {
  for (uint32_t i = 0; i < names_count(names); i++) {
    bool ok;
    TRY(can_declare_var(vm, global_object(vm, realm), names_at(vm, names, i), &ok));
    if (!ok) return throw_cannot_declare(vm, names_at(vm, names, i));
  }
  return true;
}

/* Functions in blocks become global vars where that harms nobody. */
static bool declare_annex_b(Vm *vm, Realm *realm, const Slots *names, bool deletable) {
  for (uint32_t i = 0; i < names_count(names); i++) {
    PropertyKey name = names_at(vm, names, i);
    Environment *binding;
    bool ok;
    TRY(lexical_find(vm, realm, name, &binding));
    if (binding) continue;
    TRY(can_declare_function(vm, global_object(vm, realm), name, &ok));
    if (ok) TRY(global_create_var(vm, realm, name, deletable));
  }
  return true;
}

bool global_declare(Vm *vm, Realm *realm, Slots *record) {
  Slots *lets = names_of(vm, record, GLOBALS_LET_NAMES);
  Slots *consts = names_of(vm, record, GLOBALS_CONST_NAMES);
  Slots *vars = names_of(vm, record, GLOBALS_VAR_NAMES);
  Slots *functions = names_of(vm, record, GLOBALS_FUNCTION_NAMES);
  Value eval = slot_load(vm, record->items[GLOBALS_EVAL]);
  bool deletable = value_is_int(eval) && value_as_int(eval) == 1;
  TRY(check_lexical(vm, realm, lets));
  TRY(check_lexical(vm, realm, consts));
  TRY(check_no_lexical(vm, realm, functions));
  TRY(check_no_lexical(vm, realm, vars));
  TRY(check_functions(vm, realm, functions));
  TRY(check_vars(vm, realm, vars));
  TRY(declare_annex_b(vm, realm, names_of(vm, record, GLOBALS_ANNEX_B_NAMES), deletable));
  for (uint32_t i = 0; i < names_count(lets); i++)
    TRY(lexical_declare(vm, realm, names_at(vm, lets, i), false));
  for (uint32_t i = 0; i < names_count(consts); i++)
    TRY(lexical_declare(vm, realm, names_at(vm, consts, i), true));
  for (uint32_t i = 0; i < names_count(vars); i++)
    TRY(global_create_var(vm, realm, names_at(vm, vars, i), deletable));
  return true;
}

/* --- the instructions --- */

static void rewrite(Vm *vm, const uint32_t *pc, Value *r, Opcode op, uint32_t header,
                    uint32_t location, const void *holder) {
  uint32_t *words = (uint32_t *)(uintptr_t)pc;
  *(uint8_t *)words = (uint8_t)op;
  words[2] = header;
  words[3] = location;
  words[4] = (uint32_t)(uintptr_t)holder;
  code_note_caches(vm, frame_code(vm, r));
}

/* Caches a binding or an own data property of the global object. */
static bool cache_global(Vm *vm, const uint32_t *pc, Value *r, PropertyKey name, bool write) {
  Environment *binding;
  TRY(lexical_find(vm, vm->realm, name, &binding));
  if (binding) {
    bool constant = value_as_int(slot_load(vm, binding->items[BINDING_IS_CONSTANT]));
    if (!write || !constant)
      rewrite(vm, pc, r, write ? OPCODE_SET_GLOBAL_LEXICAL : OPCODE_GET_GLOBAL_LEXICAL, 0,
              offsetof(Environment, items), binding);
    return true;
  }
  Object *object = global_object(vm, vm->realm);
  Shape *shape = object_shape_raw(vm, object);
  Property property;
  if (cell_type(object) != CELL_GLOBAL || shape_flags(shape) & SHAPE_LAZY ||
      !shape_lookup(vm, shape, name, &property) || property.attributes & PROPERTY_ACCESSOR ||
      property.slot < shape->inline_capacity ||
      (write && !(property.attributes & PROPERTY_WRITABLE)))
    return true;
  rewrite(vm, pc, r, write ? OPCODE_SET_GLOBAL_PROPERTY : OPCODE_GET_GLOBAL_PROPERTY,
          object->header, property.slot - shape->inline_capacity, object);
  return true;
}

bool slow_get_global(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  bool found;
  TRY(global_get(vm, vm->realm, name, &found, &r[OPERAND_A(pc)]));
  if (!found) return throw_not_defined(vm, name);
  return cache_global(vm, pc, r, name, false);
}

bool slow_get_global_typeof(Vm *vm, const uint32_t *pc, Value *r) {
  bool found;
  TRY(global_get(vm, vm->realm, name_operand(vm, pc, 1), &found, &r[OPERAND_A(pc)]));
  if (!found) r[OPERAND_A(pc)] = value_undefined(vm);
  return true;
}

bool slow_set_global(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  TRY(global_set(vm, vm->realm, name, r[OPERAND_A(pc)], OPERAND_B(pc) != 0));
  return cache_global(vm, pc, r, name, true);
}

bool slow_init_global(Vm *vm, const uint32_t *pc, Value *r) {
  Environment *binding;
  TRY(lexical_find(vm, vm->realm, name_operand(vm, pc, 1), &binding));
  slot_store(vm, binding, &binding->items[BINDING_VALUE], r[OPERAND_A(pc)]);
  return true;
}

bool slow_delete_global(Vm *vm, const uint32_t *pc, Value *r) {
  bool ok;
  TRY(global_delete(vm, vm->realm, name_operand(vm, pc, 1), &ok));
  r[OPERAND_A(pc)] = value_bool(vm, ok);
  return true;
}

bool slow_declare_globals(Vm *vm, const uint32_t *pc, Value *r) {
  (void)r;
  return global_declare(vm, vm->realm, slot_cell_present(vm, (Slot){pc[1]}));
}

bool slow_declare_global_function(Vm *vm, const uint32_t *pc, Value *r) {
  return global_create_function(vm, vm->realm, name_operand(vm, pc, 1), r[OPERAND_A(pc)],
                                OPERAND_B(pc) != 0);
}
