/* SPDX-License-Identifier: MIT */
/* finalization_registry.c: FinalizationRegistry   #sec-finalization-registry-objects
 *
 * The records are value/finalization.c's; the callbacks are called by the job loop (async/await.c),
 * when no other job is left. */
#include "value/finalization.h"

#include "builtins/map.h"

/* FinalizationRegistry ( cleanupCallback )   #sec-finalization-registry-cleanup-callback */
static bool finalization_registry_constructor(Vm *vm, Call *call) {
  FinalizationRegistry *registry;
  Value cleanup = call_arg(vm, call, 0);
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "FinalizationRegistry");
  if (!value_is_callable(vm, cleanup)) return throw_type_error(vm, ERROR_FINALIZATION_CALLBACK);
  TRY(ordinary_create_from_constructor(
      vm, call->new_target, INTRINSIC_FINALIZATION_REGISTRY_PROTOTYPE, CELL_FINALIZATION_REGISTRY,
      sizeof *registry, (void **)&registry));
  slot_store(vm, registry, &registry->cleanup, cleanup);
  registry->live = registry->dead = slot_undefined();
  return call_return_cell(call, registry);
}

static const BuiltinProperty finalization_registry_constructor_properties[] = {
    INTRINSIC_WITH("prototype", FINALIZATION_REGISTRY_PROTOTYPE, 0),
};

/* #sec-properties-of-the-finalization-registry-constructor */
const BuiltinObject finalization_registry_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "FinalizationRegistry",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = finalization_registry_constructor,
    .properties = finalization_registry_constructor_properties,
    .property_count = array_length(finalization_registry_constructor_properties),
};

static bool require_this(Vm *vm, const Call *call, const char *method, FinalizationRegistry **out) {
  if (!value_is_type(call->this_value, CELL_FINALIZATION_REGISTRY))
    return throw_incompatible_receiver(vm, method, call->this_value);
  *out = (FinalizationRegistry *)value_as_cell(call->this_value);
  return true;
}

static bool check_token(Vm *vm, Value token) {
  char text[128];
  return value_can_be_held_weakly(token) ||
         throw_type_error(vm, ERROR_FINALIZATION_TOKEN,
                          value_describe(vm, token, text, sizeof text));
}

/* FinalizationRegistry.prototype.register ( target, heldValue [ , unregisterToken ] )
 * #sec-finalization-registry.prototype.register */
static bool finalization_registry_prototype_register(Vm *vm, Call *call) {
  FinalizationRegistry *registry;
  Value target = call_arg(vm, call, 0), held = call_arg(vm, call, 1), token = call_arg(vm, call, 2);
  TRY(require_this(vm, call, "FinalizationRegistry.prototype.register", &registry));
  if (!value_can_be_held_weakly(target)) return throw_type_error(vm, ERROR_FINALIZATION_TARGET);
  if (value_same_bits(target, held)) return throw_type_error(vm, ERROR_FINALIZATION_HELD);
  if (!value_is_undefined(vm, token)) TRY(check_token(vm, token));
  return finalization_register(vm, registry, target, held, token);
}

/* FinalizationRegistry.prototype.unregister ( unregisterToken )
 * #sec-finalization-registry.prototype.unregister */
static bool finalization_registry_prototype_unregister(Vm *vm, Call *call) {
  FinalizationRegistry *registry;
  Value token = call_arg(vm, call, 0);
  TRY(require_this(vm, call, "FinalizationRegistry.prototype.unregister", &registry));
  TRY(check_token(vm, token));
  return call_return_bool(vm, call, finalization_unregister(vm, registry, token));
}

static const BuiltinProperty finalization_registry_prototype_properties[] = {
    INTRINSIC("constructor", FINALIZATION_REGISTRY),
    FUNCTION("register", finalization_registry_prototype_register, 2),
    FUNCTION("unregister", finalization_registry_prototype_unregister, 1),
    STRING("@@toStringTag", "FinalizationRegistry"),
};

/* #sec-properties-of-the-finalization-registry-prototype-object */
const BuiltinObject finalization_registry_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = finalization_registry_prototype_properties,
    .property_count = array_length(finalization_registry_prototype_properties),
};
