/* SPDX-License-Identifier: MIT */
/* operation.c: what a host function has begun and the host will finish.
 *
 * Between an awaited host function and its caller's await nothing runs. The call's window says that an
 * operation is offered by an uninitialised result, and holds its address in the place of `this`. */
#include "async/operation.h"

#include "async/promise.h"

enum { WINDOW_RESULT, WINDOW_OPERATION };

/* Gives the caller a promise. */
static bool promise_operation(Vm *vm, Operation *operation, Call *call) {
  Promise *promise = promise_new(vm);
  if (!promise) return false;
  operation->told = call->result = value_cell(promise);
  return true;
}

bool operation_start(Vm *vm, Operation *operation, Call *call) {
  *operation = (Operation){.told = value_none(), .function = call->callee};
  switch (call_kind(vm, vm->registers)) {
    case CALL_IGNORED: return true;
    case CALL_ORDINARY: return promise_operation(vm, operation, call);
    case CALL_AWAITED: break;
  }
  operation->call = call;
  if (call->offered) operation_abandon(vm, call->offered); /* the host starts a second one */
  call->offered = operation;
  call->result = value_uninitialised(vm);
  return true;
}

void operation_hand_to_await(Vm *vm, Call *call, bool ok) {
  Operation *operation = call->offered;
  operation->call = NULL;
  /* the function may have changed its mind */
  if (!ok || !value_is_uninitialised(vm, call->result)) return;
  frame_window(vm->registers)[WINDOW_OPERATION].bits = (uint64_t)(uintptr_t)operation;
}

bool operation_await(Vm *vm, const uint32_t *pc, Value *r, const Value *window) {
  Operation *operation = (Operation *)(uintptr_t)window[WINDOW_OPERATION].bits;
  Continuation *k = activation_suspend(vm, pc, r);
  if (!k) return false;
  operation->told = value_cell(k);
  return activation_hand_over(vm, r, k);
}

/* The host function is still running: its caller will find a promise; without memory for one, undefined. */
static bool withdraw_offer(Vm *vm, Operation *operation) {
  Call *call = operation->call;
  operation->call = NULL;
  call->offered = NULL;
  call->result = value_undefined(vm);
  return promise_operation(vm, operation, call);
}

bool operation_settle(Vm *vm, Operation *operation, bool ok, Value value) {
  operation->settled = true;
  operation->function = value_none();
  if (operation->call) TRY(withdraw_offer(vm, operation));
  Cell *told = value_is_none(operation->told) ? NULL : value_as_cell(operation->told);
  operation->told = value_none();
  return activation_complete(vm, told, ok, value);
}

void operation_abandon(Vm *vm, Operation *operation) {
  if (operation->call && !withdraw_offer(vm, operation)) exception_take(vm);
  operation->told = operation->function = value_none();
}

bool operation_await_place(Vm *vm, const Operation *operation, Source **source, uint32_t *offset) {
  if (value_is_none(operation->told)) return false;
  const Cell *told = value_as_cell(operation->told);
  if (cell_type(told) != CELL_CONTINUATION) return false;
  const Site *site = slot_cell_present(vm, ((const Continuation *)(const void *)told)->site);
  *source = slot_cell(vm, ((Code *)slot_cell_present(vm, site->code))->source);
  *offset = site->source_offset;
  return *source != NULL;
}
