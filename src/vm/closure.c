/* SPDX-License-Identifier: MIT */
/* closure.c: makes function objects and classes of code. Their own properties are made later, when
 * somebody looks (the value layer's object_fill_lazy). */
#include "ops/call.h"
#include "vm/slow.h"

static void fill_closure(Vm *vm, Function *function, Code *code, Environment *environment) {
  slot_store_cell(vm, function, &function->code, code);
  slot_store_cell(vm, function, &function->environment, environment);
}

/* A module with top-level await is an async function only in how it ends. */
static ClosureKind closure_kind(const Code *code) {
  if (code->flags & (CODE_SCRIPT | CODE_MODULE | CODE_EVAL)) return CLOSURE_NORMAL;
  if (code->flags & CODE_GENERATOR)
    return code->flags & CODE_ASYNC ? CLOSURE_ASYNC_GENERATOR : CLOSURE_GENERATOR;
  return code->flags & CODE_ASYNC ? CLOSURE_ASYNC : CLOSURE_NORMAL;
}

Function *closure_new(Vm *vm, Code *code, Environment *environment, Value home) {
  Shape *shape = realm_closure_shape(vm, slot_cell_present(vm, code->realm), closure_kind(code));
  Function *function = shape ? object_allocate(vm, CELL_FUNCTION, sizeof *function, shape) : NULL;
  if (!function) return NULL;
  fill_closure(vm, function, code, environment);
  if (value_is_object(home)) slot_store_cell(vm, function, &function->home, value_as_cell(home));
  return function;
}

static Environment *environment_operand(Vm *vm, const Value *r, uint8_t operand) {
  if (operand == NO_REGISTER || value_is_undefined(vm, r[operand])) return NULL;
  return (Environment *)(void *)value_as_cell(r[operand]);
}

bool slow_new_closure(Vm *vm, const uint32_t *pc, Value *r) {
  Code *code = slot_cell_present(vm, (Slot){pc[1]});
  Function *f =
      closure_new(vm, code, environment_operand(vm, r, OPERAND_B(pc)), value_undefined(vm));
  if (!f) return false;
  r[OPERAND_A(pc)] = value_cell(f);
  return true;
}

bool slow_new_method(Vm *vm, const uint32_t *pc, Value *r) {
  Code *code = slot_cell_present(vm, (Slot){pc[1]});
  Function *f = closure_new(vm, code, environment_operand(vm, r, OPERAND_B(pc)), r[OPERAND_C(pc)]);
  if (!f) return false;
  r[OPERAND_A(pc)] = value_cell(f);
  return true;
}

/* --- classes --- */

/* The prototypes of a class's prototype object and of its constructor, by its heritage. */
static bool class_parents(Vm *vm, Value heritage, Value *proto_parent, Value *parent) {
  char buf[128];
  Object *function_prototype = intrinsic(vm, INTRINSIC_FUNCTION_PROTOTYPE);
  if (!function_prototype) return false;
  *parent = value_cell(function_prototype);
  *proto_parent = value_null(vm);
  if (value_is_null(vm, heritage)) return true;
  if (!value_is_constructor(vm, heritage))
    return throw_type_error(vm, ERROR_EXTENDS_NOT_CONSTRUCTOR,
                            value_describe(vm, heritage, buf, sizeof buf));
  TRY(get(vm, value_as_object(heritage), vm->names.prototype, proto_parent));
  if (!value_is_object(*proto_parent) && !value_is_null(vm, *proto_parent))
    return throw_type_error(vm, ERROR_EXTENDS_PROTOTYPE,
                            value_describe(vm, *proto_parent, buf, sizeof buf));
  *parent = heritage;
  return true;
}

static bool parents_without_heritage(Vm *vm, Value *proto_parent, Value *parent) {
  Object *object = intrinsic(vm, INTRINSIC_OBJECT_PROTOTYPE);
  Object *function = object ? intrinsic(vm, INTRINSIC_FUNCTION_PROTOTYPE) : NULL;
  if (!function) return false;
  *proto_parent = value_cell(object);
  *parent = value_cell(function);
  return true;
}

/* The constructor's length comes first among its properties, then its name, which the compiled code
 * defines, then its prototype. */
static ClassConstructor *class_constructor_new(Vm *vm, Code *code, Environment *environment,
                                               Value parent) {
  Shape *shape = shape_root(vm, parent, 0, SHAPE_LAZY);
  ClassConstructor *f = shape ? object_allocate(vm, CELL_FUNCTION, sizeof *f, shape) : NULL;
  if (f) fill_closure(vm, &f->base, code, environment);
  return f;
}

bool slow_new_class(Vm *vm, const uint32_t *pc, Value *r) {
  Code *code = slot_cell_present(vm, (Slot){pc[1]});
  Value proto_parent, parent;
  if (OPERAND_C(pc) != NO_REGISTER)
    TRY(class_parents(vm, r[OPERAND_C(pc)], &proto_parent, &parent));
  else TRY(parents_without_heritage(vm, &proto_parent, &parent));
  Object *prototype = object_new_with_prototype(vm, proto_parent, 4);
  if (!prototype) return false;
  ClassConstructor *f =
      class_constructor_new(vm, code, environment_operand(vm, r, OPERAND_B(pc)), parent);
  if (!f) return false;
  slot_store_cell(vm, f, &f->base.home, prototype);
  TRY(object_put_own(vm, &f->base.base, vm->names.prototype, value_cell(prototype), 0));
  TRY(object_put_own(vm, prototype, vm->names.constructor, value_cell(f), PROPERTY_HIDDEN));
  r[OPERAND_A(pc)] = value_cell(f);
  r[OPERAND_A(pc) + 1] = value_cell(prototype);
  return true;
}

bool slow_set_class_fields(Vm *vm, const uint32_t *pc, Value *r) {
  ClassConstructor *f = (ClassConstructor *)(void *)value_as_cell(r[OPERAND_A(pc)]);
  slot_store_cell(vm, f, &f->fields, value_as_cell(r[OPERAND_B(pc)]));
  return true;
}

bool slow_initialise_fields(Vm *vm, const uint32_t *pc, Value *r) {
  ClassConstructor *f = (ClassConstructor *)(void *)value_as_cell(r[OPERAND_B(pc)]);
  if (slot_is_none(f->fields)) return true;
  Value ignored;
  return call_function(vm, slot_load(vm, f->fields), r[OPERAND_A(pc)], NULL, 0, &ignored);
}

bool slow_set_function_name(Vm *vm, const uint32_t *pc, Value *r) {
  static const char *const prefixes[] = {NULL, "get", "set"};
  PropertyKey key;
  TRY(to_property_key(vm, r[OPERAND_B(pc)], &key));
  return set_function_name(vm, value_as_object(r[OPERAND_A(pc)]), key, prefixes[OPERAND_C(pc)]);
}
