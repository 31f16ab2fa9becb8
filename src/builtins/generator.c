/* SPDX-License-Identifier: MIT */
/* generator.c: %GeneratorPrototype% and %AsyncGeneratorPrototype%
 * #sec-properties-of-generator-prototype  #sec-properties-of-asyncgenerator-prototype */
#include "async/async_generator.h"

static bool resume(Vm *vm, Call *call, ResumeMode mode, const char *method) {
  if (!value_is_type(call->this_value, CELL_GENERATOR)) {
    char text[96];
    return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, method,
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  GeneratorObject *g = (GeneratorObject *)(void *)value_as_cell(call->this_value);
  return generator_resume(vm, call, g, mode);
}

/* %GeneratorPrototype%.next ( value )   #sec-generator.prototype.next */
static bool generator_prototype_next(Vm *vm, Call *call) {
  return resume(vm, call, RESUME_NEXT, "[Generator].prototype.next");
}

/* %GeneratorPrototype%.return ( value )   #sec-generator.prototype.return */
static bool generator_prototype_return(Vm *vm, Call *call) {
  return resume(vm, call, RESUME_RETURN, "[Generator].prototype.return");
}

/* %GeneratorPrototype%.throw ( exception )   #sec-generator.prototype.throw */
static bool generator_prototype_throw(Vm *vm, Call *call) {
  return resume(vm, call, RESUME_THROW, "[Generator].prototype.throw");
}

static const BuiltinProperty generator_prototype_properties[] = {
    INTRINSIC_WITH("constructor", GENERATOR_FUNCTION_PROTOTYPE, PROPERTY_CONFIGURABLE),
    FUNCTION("next", generator_prototype_next, 1),
    FUNCTION("return", generator_prototype_return, 1),
    FUNCTION("throw", generator_prototype_throw, 1),
    STRING("@@toStringTag", "Generator"),
};
const BuiltinObject generator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ITERATOR_PROTOTYPE,
    .properties = generator_prototype_properties,
    .property_count = array_length(generator_prototype_properties),
};

/* %AsyncGeneratorPrototype%.next ( value )   #sec-asyncgenerator-prototype-next */
static bool async_generator_prototype_next(Vm *vm, Call *call) {
  return async_generator_request(vm, call, RESUME_NEXT);
}

/* %AsyncGeneratorPrototype%.return ( value )   #sec-asyncgenerator-prototype-return */
static bool async_generator_prototype_return(Vm *vm, Call *call) {
  return async_generator_request(vm, call, RESUME_RETURN);
}

/* %AsyncGeneratorPrototype%.throw ( exception )   #sec-asyncgenerator-prototype-throw */
static bool async_generator_prototype_throw(Vm *vm, Call *call) {
  return async_generator_request(vm, call, RESUME_THROW);
}

static const BuiltinProperty async_generator_prototype_properties[] = {
    INTRINSIC_WITH("constructor", ASYNC_GENERATOR_FUNCTION_PROTOTYPE, PROPERTY_CONFIGURABLE),
    FUNCTION("next", async_generator_prototype_next, 1),
    FUNCTION("return", async_generator_prototype_return, 1),
    FUNCTION("throw", async_generator_prototype_throw, 1),
    STRING("@@toStringTag", "AsyncGenerator"),
};
const BuiltinObject async_generator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ASYNC_ITERATOR_PROTOTYPE,
    .properties = async_generator_prototype_properties,
    .property_count = array_length(async_generator_prototype_properties),
};
