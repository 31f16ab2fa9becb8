/* SPDX-License-Identifier: MIT */
/* function_constructor.c: Function, GeneratorFunction, AsyncFunction and AsyncGeneratorFunction: the
 * constructors that make functions from text, and the prototypes of the last three. */
#include "vm/dynamic_function.h"

static bool create_function(Vm *vm, Call *call, DynamicFunctionKind kind) {
  return create_dynamic_function(vm, call->callee, call->new_target, kind, call->args, call->argc,
                                 &call->result);
}

/* Function ( ...parameterArgs, bodyArg )   #sec-function-p1-p2-pn-body */
static bool function_constructor(Vm *vm, Call *call) {
  return create_function(vm, call, DYNAMIC_NORMAL);
}
/* GeneratorFunction ( ...parameterArgs, bodyArg )   #sec-generatorfunction */
static bool generator_function_constructor(Vm *vm, Call *call) {
  return create_function(vm, call, DYNAMIC_GENERATOR);
}
/* AsyncFunction ( ...parameterArgs, bodyArg )   #sec-async-function-constructor-arguments */
static bool async_function_constructor(Vm *vm, Call *call) {
  return create_function(vm, call, DYNAMIC_ASYNC);
}
/* AsyncGeneratorFunction ( ...parameterArgs, bodyArg )   #sec-asyncgeneratorfunction */
static bool async_generator_function_constructor(Vm *vm, Call *call) {
  return create_function(vm, call, DYNAMIC_ASYNC_GENERATOR);
}

static const BuiltinProperty function_constructor_properties[] = {
    INTRINSIC_WITH("prototype", FUNCTION_PROTOTYPE, 0),
};
const BuiltinObject function_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Function",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = function_constructor,
    .properties = function_constructor_properties,
    .property_count = array_length(function_constructor_properties),
};

static const BuiltinProperty generator_function_constructor_properties[] = {
    INTRINSIC_WITH("prototype", GENERATOR_FUNCTION_PROTOTYPE, 0),
};
const BuiltinObject generator_function_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION,
    .name = "GeneratorFunction",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = generator_function_constructor,
    .properties = generator_function_constructor_properties,
    .property_count = array_length(generator_function_constructor_properties),
};

static const BuiltinProperty generator_function_prototype_properties[] = {
    INTRINSIC_WITH("constructor", GENERATOR_FUNCTION, PROPERTY_CONFIGURABLE),
    INTRINSIC_WITH("prototype", GENERATOR_PROTOTYPE, PROPERTY_CONFIGURABLE),
    STRING("@@toStringTag", "GeneratorFunction"),
};
/* #sec-properties-of-the-generatorfunction-prototype-object */
const BuiltinObject generator_function_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .properties = generator_function_prototype_properties,
    .property_count = array_length(generator_function_prototype_properties),
};

static const BuiltinProperty async_function_constructor_properties[] = {
    INTRINSIC_WITH("prototype", ASYNC_FUNCTION_PROTOTYPE, 0),
};
const BuiltinObject async_function_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION,
    .name = "AsyncFunction",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = async_function_constructor,
    .properties = async_function_constructor_properties,
    .property_count = array_length(async_function_constructor_properties),
};

static const BuiltinProperty async_function_prototype_properties[] = {
    INTRINSIC_WITH("constructor", ASYNC_FUNCTION, PROPERTY_CONFIGURABLE),
    STRING("@@toStringTag", "AsyncFunction"),
};
/* #sec-async-function-prototype-properties */
const BuiltinObject async_function_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .properties = async_function_prototype_properties,
    .property_count = array_length(async_function_prototype_properties),
};

static const BuiltinProperty async_generator_function_constructor_properties[] = {
    INTRINSIC_WITH("prototype", ASYNC_GENERATOR_FUNCTION_PROTOTYPE, 0),
};
const BuiltinObject async_generator_function_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION,
    .name = "AsyncGeneratorFunction",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = async_generator_function_constructor,
    .properties = async_generator_function_constructor_properties,
    .property_count = array_length(async_generator_function_constructor_properties),
};

static const BuiltinProperty async_generator_function_prototype_properties[] = {
    INTRINSIC_WITH("constructor", ASYNC_GENERATOR_FUNCTION, PROPERTY_CONFIGURABLE),
    INTRINSIC_WITH("prototype", ASYNC_GENERATOR_PROTOTYPE, PROPERTY_CONFIGURABLE),
    STRING("@@toStringTag", "AsyncGeneratorFunction"),
};
/* #sec-properties-of-asyncgeneratorfunction-prototype */
const BuiltinObject async_generator_function_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .properties = async_generator_function_prototype_properties,
    .property_count = array_length(async_generator_function_prototype_properties),
};
