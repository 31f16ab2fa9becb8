/* SPDX-License-Identifier: MIT */
/* disposable_stack.c: DisposableStack   #sec-disposablestack-objects
 *
 * The resources are a DisposeCapability (ops/dispose.h); async_disposable_stack.c shares the
 * object's layout and the closures that adopt makes. */
#include "builtins/disposable_stack.h"

/* DisposableStack ( )   #sec-disposablestack */
static bool disposable_stack_constructor(Vm *vm, Call *call) {
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "DisposableStack");
  return disposable_stack_create(vm, call->new_target, DISPOSE_SYNC, &call->result);
}

static const BuiltinProperty disposable_stack_constructor_properties[] = {
    INTRINSIC_WITH("prototype", DISPOSABLE_STACK_PROTOTYPE, 0),
};

/* #sec-properties-of-the-disposablestack-constructor */
const BuiltinObject disposable_stack_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "DisposableStack",
    .length = 0,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = disposable_stack_constructor,
    .properties = disposable_stack_constructor_properties,
    .property_count = array_length(disposable_stack_constructor_properties),
};

/* RequireInternalSlot(this value, [[DisposableState]]) and the check that it is pending. */
static bool this_pending_stack(Vm *vm, const Call *call, const char *method,
                               DisposableStack **out) {
  TRY(this_disposable_stack(vm, call, DISPOSE_SYNC, method, out));
  return !disposable_stack_is_disposed(vm, *out) ||
         throw_reference_error(vm, ERROR_DISPOSED, "DisposableStack");
}

/* DisposableStack.prototype.adopt ( value, onDispose )
 * #sec-disposablestack.prototype.adopt */
static bool disposable_stack_prototype_adopt(Vm *vm, Call *call) {
  DisposableStack *stack;
  TRY(this_pending_stack(vm, call, "DisposableStack.prototype.adopt", &stack));
  TRY(disposable_stack_adopt(vm, stack, DISPOSE_SYNC, call_arg(vm, call, 0),
                             call_arg(vm, call, 1)));
  return call_return(call, call_arg(vm, call, 0));
}

/* DisposableStack.prototype.defer ( onDispose )   #sec-disposablestack.prototype.defer */
static bool disposable_stack_prototype_defer(Vm *vm, Call *call) {
  DisposableStack *stack;
  Value on_dispose = call_arg(vm, call, 0);
  TRY(this_pending_stack(vm, call, "DisposableStack.prototype.defer", &stack));
  if (!value_is_callable(vm, on_dispose)) return throw_not_callable(vm, on_dispose);
  return add_disposable_method(vm, disposable_stack_capability(vm, stack), DISPOSE_SYNC,
                               on_dispose);
}

/* DisposableStack.prototype.dispose ( )   #sec-disposablestack.prototype.dispose */
static bool disposable_stack_prototype_dispose(Vm *vm, Call *call) {
  DisposableStack *stack;
  TRY(this_disposable_stack(vm, call, DISPOSE_SYNC, "DisposableStack.prototype.dispose", &stack));
  if (disposable_stack_is_disposed(vm, stack)) return true;
  disposable_stack_set_disposed(vm, stack);
  return dispose_resources_sync(vm, disposable_stack_capability(vm, stack),
                                (DisposeCompletion){.throws = false});
}

/* get DisposableStack.prototype.disposed   #sec-get-disposablestack.prototype.disposed */
static bool disposable_stack_prototype_disposed(Vm *vm, Call *call) {
  DisposableStack *stack;
  TRY(this_disposable_stack(vm, call, DISPOSE_SYNC, "DisposableStack.prototype.disposed", &stack));
  return call_return_bool(vm, call, disposable_stack_is_disposed(vm, stack));
}

/* DisposableStack.prototype.move ( )   #sec-disposablestack.prototype.move */
static bool disposable_stack_prototype_move(Vm *vm, Call *call) {
  DisposableStack *stack;
  TRY(this_pending_stack(vm, call, "DisposableStack.prototype.move", &stack));
  return disposable_stack_move(vm, stack, DISPOSE_SYNC, &call->result);
}

/* DisposableStack.prototype.use ( value )   #sec-disposablestack.prototype.use */
static bool disposable_stack_prototype_use(Vm *vm, Call *call) {
  DisposableStack *stack;
  TRY(this_pending_stack(vm, call, "DisposableStack.prototype.use", &stack));
  TRY(add_disposable_resource(vm, disposable_stack_capability(vm, stack), call_arg(vm, call, 0),
                              DISPOSE_SYNC));
  return call_return(call, call_arg(vm, call, 0));
}

static const BuiltinProperty disposable_stack_prototype_properties[] = {
    INTRINSIC("constructor", DISPOSABLE_STACK),
    FUNCTION("adopt", disposable_stack_prototype_adopt, 2),
    FUNCTION("defer", disposable_stack_prototype_defer, 1),
    FUNCTION("dispose", disposable_stack_prototype_dispose, 0),
    GETTER("disposed", disposable_stack_prototype_disposed),
    FUNCTION("move", disposable_stack_prototype_move, 0),
    FUNCTION("use", disposable_stack_prototype_use, 1),
    ALIAS("@@dispose", "dispose"),
    STRING("@@toStringTag", "DisposableStack"),
    INTERNAL("", disposable_stack_adopted, 0),
};

/* #sec-properties-of-the-disposablestack-prototype-object */
const BuiltinObject disposable_stack_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = disposable_stack_prototype_properties,
    .property_count = array_length(disposable_stack_prototype_properties),
};

/* --- what both kinds of stack share --- */

static IntrinsicId prototype_of_hint(DisposeHint hint) {
  return hint == DISPOSE_ASYNC ? INTRINSIC_ASYNC_DISPOSABLE_STACK_PROTOTYPE
                               : INTRINSIC_DISPOSABLE_STACK_PROTOTYPE;
}

static bool fill_stack(Vm *vm, DisposableStack *stack, DisposeHint hint, Value *out) {
  DisposeCapability *capability = dispose_capability_new(vm);
  TRY(capability);
  slot_store_cell(vm, stack, &stack->capability, capability);
  slot_store(vm, stack, &stack->hint, value_int((int32_t)hint));
  stack->disposed = slot_undefined();
  *out = value_cell(stack);
  return true;
}

bool disposable_stack_create(Vm *vm, Value new_target, DisposeHint hint, Value *out) {
  DisposableStack *stack;
  TRY(ordinary_create_from_constructor(vm, new_target, prototype_of_hint(hint),
                                       CELL_DISPOSABLE_STACK, sizeof *stack, (void **)&stack));
  return fill_stack(vm, stack, hint, out);
}

bool this_disposable_stack(Vm *vm, const Call *call, DisposeHint hint, const char *method,
                           DisposableStack **out) {
  *out = (DisposableStack *)value_as_cell(call->this_value);
  if (value_is_type(call->this_value, CELL_DISPOSABLE_STACK) &&
      value_as_int(slot_load(vm, (*out)->hint)) == (int32_t)hint)
    return true;
  return throw_incompatible_receiver(vm, method, call->this_value);
}

/* The closure of adopt: data[0] is onDispose, data[1] its argument. */
bool disposable_stack_adopted(Vm *vm, Call *call) {
  const NativeFunctionObject *closure = value_as_native(call->callee);
  Value argument = slot_load(vm, closure->data[1]);
  return call_function(vm, slot_load(vm, closure->data[0]), value_undefined(vm), &argument, 1,
                       &call->result);
}

bool disposable_stack_adopt(Vm *vm, DisposableStack *stack, DisposeHint hint, Value value,
                            Value on_dispose) {
  if (!value_is_callable(vm, on_dispose)) return throw_not_callable(vm, on_dispose);
  NativeFunctionObject *closure = native_new(vm, disposable_stack_adopted, "", 0, 2);
  TRY(closure);
  slot_store(vm, closure, &closure->data[0], on_dispose);
  slot_store(vm, closure, &closure->data[1], value);
  return add_disposable_method(vm, disposable_stack_capability(vm, stack), hint,
                               value_cell(closure));
}

bool disposable_stack_move(Vm *vm, DisposableStack *stack, DisposeHint hint, Value *out) {
  DisposableStack *moved =
      intrinsic_instance(vm, prototype_of_hint(hint), CELL_DISPOSABLE_STACK, sizeof *moved);
  TRY(moved);
  DisposeCapability *capability = disposable_stack_capability(vm, stack);
  TRY(fill_stack(vm, stack, hint, out));
  disposable_stack_set_disposed(vm, stack);
  TRY(fill_stack(vm, moved, hint, out));
  slot_store_cell(vm, moved, &moved->capability, capability);
  return true;
}
