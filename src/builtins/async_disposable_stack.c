/* SPDX-License-Identifier: MIT */
/* async_disposable_stack.c: AsyncDisposableStack   #sec-asyncdisposablestack-objects
 *
 * disposeAsync goes through its resources in steps (ops/dispose.h). Where a step has something to
 * await, two closures over a record of the state subscribe to it and go on from there. */
#include "async/promise.h"
#include "builtins/disposable_stack.h"

/* AsyncDisposableStack ( )   #sec-asyncdisposablestack */
static bool async_disposable_stack_constructor(Vm *vm, Call *call) {
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "AsyncDisposableStack");
  return disposable_stack_create(vm, call->new_target, DISPOSE_ASYNC, &call->result);
}

static const BuiltinProperty async_disposable_stack_constructor_properties[] = {
    INTRINSIC_WITH("prototype", ASYNC_DISPOSABLE_STACK_PROTOTYPE, 0),
};

/* #sec-properties-of-the-asyncdisposablestack-constructor */
const BuiltinObject async_disposable_stack_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "AsyncDisposableStack",
    .length = 0,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = async_disposable_stack_constructor,
    .properties = async_disposable_stack_constructor_properties,
    .property_count = array_length(async_disposable_stack_constructor_properties),
};

/* RequireInternalSlot(this value, [[AsyncDisposableState]]) and the check that it is pending. */
static bool this_pending_stack(Vm *vm, const Call *call, const char *method,
                               DisposableStack **out) {
  TRY(this_disposable_stack(vm, call, DISPOSE_ASYNC, method, out));
  return !disposable_stack_is_disposed(vm, *out) ||
         throw_reference_error(vm, ERROR_DISPOSED, "AsyncDisposableStack");
}

/* AsyncDisposableStack.prototype.adopt ( value, onDisposeAsync )
 * #sec-asyncdisposablestack.prototype.adopt */
static bool async_disposable_stack_prototype_adopt(Vm *vm, Call *call) {
  DisposableStack *stack;
  TRY(this_pending_stack(vm, call, "AsyncDisposableStack.prototype.adopt", &stack));
  TRY(disposable_stack_adopt(vm, stack, DISPOSE_ASYNC, call_arg(vm, call, 0),
                             call_arg(vm, call, 1)));
  return call_return(call, call_arg(vm, call, 0));
}

/* AsyncDisposableStack.prototype.defer ( onDisposeAsync )
 * #sec-asyncdisposablestack.prototype.defer */
static bool async_disposable_stack_prototype_defer(Vm *vm, Call *call) {
  DisposableStack *stack;
  Value on_dispose = call_arg(vm, call, 0);
  TRY(this_pending_stack(vm, call, "AsyncDisposableStack.prototype.defer", &stack));
  if (!value_is_callable(vm, on_dispose)) return throw_not_callable(vm, on_dispose);
  return add_disposable_method(vm, disposable_stack_capability(vm, stack), DISPOSE_ASYNC,
                               on_dispose);
}

/* --- disposeAsync --- */

/* What the closures share; a CELL_INTERNAL. */
typedef struct Disposal {
  uint32_t header;
  Slot capability;   /* DisposeCapability */
  Slot throws;       /* bool: the completion so far */
  Slot error;
  Slot promise;      /* what disposeAsync returned */
  Slot on_fulfilled; /* the closures */
  Slot on_rejected;
} Disposal;
#define DISPOSAL_SLOTS 6

static DisposeCompletion disposal_completion(Vm *vm, const Disposal *disposal) {
  return (DisposeCompletion){
      .throws = value_is_true(vm, slot_load(vm, disposal->throws)),
      .error = slot_load(vm, disposal->error),
  };
}

static void disposal_set_completion(Vm *vm, Disposal *disposal, DisposeCompletion completion) {
  slot_store(vm, disposal, &disposal->throws, value_bool(vm, completion.throws));
  slot_store(vm, disposal, &disposal->error,
             completion.throws ? completion.error : value_undefined(vm));
}

/* The end: settles the promise with the completion. */
static bool disposal_settle(Vm *vm, const Disposal *disposal) {
  DisposeCompletion completion = disposal_completion(vm, disposal);
  PromiseCapability capability = {.promise = slot_load(vm, disposal->promise)};
  if (completion.throws) return capability_reject(vm, &capability, completion.error);
  return capability_resolve(vm, &capability, value_undefined(vm));
}

/* Await(value): subscribes the closures. An error of PromiseResolve becomes the completion; then
 * *waiting is false. */
static bool disposal_await(Vm *vm, Disposal *disposal, Value value, bool *waiting) {
  Promise *promise;
  *waiting = promise_of(vm, value, &promise);
  if (*waiting)
    return perform_promise_then(vm, promise, slot_load(vm, disposal->on_fulfilled),
                                slot_load(vm, disposal->on_rejected), NULL);
  DisposeCompletion completion = disposal_completion(vm, disposal);
  TRY(dispose_merge_error(vm, &completion, exception_take(vm)));
  disposal_set_completion(vm, disposal, completion);
  return true;
}

/* DisposeResources from where it stands to the next await or the end   #sec-disposeresources */
static bool disposal_go_on(Vm *vm, Disposal *disposal) {
  DisposeCapability *capability = slot_cell_present(vm, disposal->capability);
  for (;;) {
    DisposeCompletion completion = disposal_completion(vm, disposal);
    DisposeProgress progress;
    Value awaited;
    bool waiting = false;
    TRY(dispose_resources_step(vm, capability, &completion, &progress, &awaited));
    disposal_set_completion(vm, disposal, completion);
    if (progress == DISPOSE_DONE) return disposal_settle(vm, disposal);
    if (progress == DISPOSE_AWAIT) TRY(disposal_await(vm, disposal, awaited, &waiting));
    if (waiting) return true;
  }
}

static Disposal *disposal_of_closure(Vm *vm, const Call *call) {
  return slot_cell_present(vm, value_as_native(call->callee)->data[0]);
}

/* What was awaited is fulfilled. */
static bool disposal_fulfilled(Vm *vm, Call *call) {
  return disposal_go_on(vm, disposal_of_closure(vm, call));
}

/* … or rejected. */
static bool disposal_rejected(Vm *vm, Call *call) {
  Disposal *disposal = disposal_of_closure(vm, call);
  DisposeCompletion completion = disposal_completion(vm, disposal);
  TRY(dispose_merge_error(vm, &completion, call_arg(vm, call, 0)));
  disposal_set_completion(vm, disposal, completion);
  return disposal_go_on(vm, disposal);
}

static bool disposal_closure(Vm *vm, Disposal *disposal, NativeFunction function, Slot *slot) {
  NativeFunctionObject *closure = native_new(vm, function, "", 1, 1);
  TRY(closure);
  slot_store_cell(vm, closure, &closure->data[0], disposal);
  slot_store_cell(vm, disposal, slot, closure);
  return true;
}

static Disposal *disposal_new(Vm *vm, DisposeCapability *capability, Value promise) {
  Disposal *disposal = (Disposal *)slots_new(vm, CELL_INTERNAL, DISPOSAL_SLOTS);
  TRY_NULL(disposal);
  slot_store_cell(vm, disposal, &disposal->capability, capability);
  slot_store(vm, disposal, &disposal->promise, promise);
  disposal_set_completion(vm, disposal, (DisposeCompletion){.throws = false});
  TRY_NULL(disposal_closure(vm, disposal, disposal_fulfilled, &disposal->on_fulfilled));
  TRY_NULL(disposal_closure(vm, disposal, disposal_rejected, &disposal->on_rejected));
  return disposal;
}

/* AsyncDisposableStack.prototype.disposeAsync ( )
 * #sec-asyncdisposablestack.prototype.disposeAsync */
static bool async_disposable_stack_prototype_dispose_async(Vm *vm, Call *call) {
  PromiseCapability capability;
  DisposableStack *stack;
  TRY(new_plain_capability(vm, &capability));
  call->result = capability.promise;
  if (!this_disposable_stack(vm, call, DISPOSE_ASYNC, "AsyncDisposableStack.prototype.disposeAsync",
                             &stack))
    return capability_reject_pending(vm, &capability);
  if (disposable_stack_is_disposed(vm, stack))
    return capability_resolve(vm, &capability, value_undefined(vm));
  disposable_stack_set_disposed(vm, stack);
  Disposal *disposal = disposal_new(vm, disposable_stack_capability(vm, stack), capability.promise);
  return disposal && disposal_go_on(vm, disposal);
}

/* get AsyncDisposableStack.prototype.disposed
 * #sec-get-asyncdisposablestack.prototype.disposed */
static bool async_disposable_stack_prototype_disposed(Vm *vm, Call *call) {
  DisposableStack *stack;
  TRY(this_disposable_stack(vm, call, DISPOSE_ASYNC, "AsyncDisposableStack.prototype.disposed",
                            &stack));
  return call_return_bool(vm, call, disposable_stack_is_disposed(vm, stack));
}

/* AsyncDisposableStack.prototype.move ( )   #sec-asyncdisposablestack.prototype.move */
static bool async_disposable_stack_prototype_move(Vm *vm, Call *call) {
  DisposableStack *stack;
  TRY(this_pending_stack(vm, call, "AsyncDisposableStack.prototype.move", &stack));
  return disposable_stack_move(vm, stack, DISPOSE_ASYNC, &call->result);
}

/* AsyncDisposableStack.prototype.use ( value )   #sec-asyncdisposablestack.prototype.use */
static bool async_disposable_stack_prototype_use(Vm *vm, Call *call) {
  DisposableStack *stack;
  TRY(this_pending_stack(vm, call, "AsyncDisposableStack.prototype.use", &stack));
  TRY(add_disposable_resource(vm, disposable_stack_capability(vm, stack), call_arg(vm, call, 0),
                              DISPOSE_ASYNC));
  return call_return(call, call_arg(vm, call, 0));
}

static const BuiltinProperty async_disposable_stack_prototype_properties[] = {
    INTRINSIC("constructor", ASYNC_DISPOSABLE_STACK),
    FUNCTION("adopt", async_disposable_stack_prototype_adopt, 2),
    FUNCTION("defer", async_disposable_stack_prototype_defer, 1),
    FUNCTION("disposeAsync", async_disposable_stack_prototype_dispose_async, 0),
    GETTER("disposed", async_disposable_stack_prototype_disposed),
    FUNCTION("move", async_disposable_stack_prototype_move, 0),
    FUNCTION("use", async_disposable_stack_prototype_use, 1),
    ALIAS("@@asyncDispose", "disposeAsync"),
    STRING("@@toStringTag", "AsyncDisposableStack"),
    INTERNAL("", disposal_fulfilled, 1),
    INTERNAL("", disposal_rejected, 1),
};

/* #sec-properties-of-the-asyncdisposablestack-prototype-object */
const BuiltinObject async_disposable_stack_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = async_disposable_stack_prototype_properties,
    .property_count = array_length(async_disposable_stack_prototype_properties),
};
