/* SPDX-License-Identifier: MIT */
/* dynamic_function.h: CreateDynamicFunction (#sec-createdynamicfunction). */
#ifndef VM_DYNAMIC_FUNCTION_H
#define VM_DYNAMIC_FUNCTION_H

#include "ops/call.h"

typedef enum DynamicFunctionKind {
  DYNAMIC_NORMAL,
  DYNAMIC_GENERATOR,
  DYNAMIC_ASYNC,
  DYNAMIC_ASYNC_GENERATOR,
} DynamicFunctionKind;

/* `new Function(…)` and its kin. new_target undefined: the constructor itself. Runs JavaScript
 * (ToString of the arguments). */
MUST_USE bool create_dynamic_function(Vm *vm, Value constructor, Value new_target, int kind,
                                      const Value *args, uint32_t argc, Value *out);

#endif
