/* SPDX-License-Identifier: MIT */
/* boolean.c: the Boolean constructor and Boolean.prototype. */
#include "builtins/this_value.h"
#include "ops/call.h"

/* Boolean ( value )   #sec-boolean-constructor-boolean-value */
static bool boolean_constructor(Vm *vm, Call *call) {
  Value b = value_bool(vm, to_boolean(vm, call_arg(vm, call, 0)));
  if (!call_is_construct(vm, call)) return call_return(call, b);
  void *o;
  TRY(ordinary_create_from_constructor(vm, call->new_target, INTRINSIC_BOOLEAN_PROTOTYPE,
                                       CELL_PRIMITIVE_OBJECT, sizeof(PrimitiveObject), &o));
  slot_store(vm, o, &((PrimitiveObject *)o)->value, b);
  return call_return_cell(call, o);
}

static const BuiltinProperty boolean_constructor_properties[] = {
    INTRINSIC_WITH("prototype", BOOLEAN_PROTOTYPE, 0),
};

const BuiltinObject boolean_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Boolean",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = boolean_constructor,
    .properties = boolean_constructor_properties,
    .property_count = array_length(boolean_constructor_properties),
};

/* ThisBooleanValue ( value )   #sec-thisbooleanvalue */
static bool this_boolean_value(Vm *vm, Value value, const char *method, Value *out) {
  *out = this_primitive_value(vm, value);
  if (value_is_bool(vm, *out)) return true;
  return throw_type_error(vm, ERROR_REQUIRES_THIS, method, "Boolean");
}

/* Boolean.prototype.toString ( )   #sec-boolean.prototype.tostring */
static bool boolean_prototype_to_string(Vm *vm, Call *call) {
  Value b;
  TRY(this_boolean_value(vm, call->this_value, "Boolean.prototype.toString", &b));
  return call_return(call, name_value(value_is_true(vm, b) ? vm->names.true_ : vm->names.false_));
}

/* Boolean.prototype.valueOf ( )   #sec-boolean.prototype.valueof */
static bool boolean_prototype_value_of(Vm *vm, Call *call) {
  return this_boolean_value(vm, call->this_value, "Boolean.prototype.valueOf", &call->result);
}

static const BuiltinProperty boolean_prototype_properties[] = {
    INTRINSIC("constructor", BOOLEAN),
    FUNCTION("toString", boolean_prototype_to_string, 0),
    FUNCTION("valueOf", boolean_prototype_value_of, 0),
};

/* A Boolean object itself, whose value is false.
 * #sec-properties-of-the-boolean-prototype-object */
const BuiltinObject boolean_prototype_builtin = {
    .type = CELL_PRIMITIVE_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = boolean_prototype_properties,
    .property_count = array_length(boolean_prototype_properties),
};
