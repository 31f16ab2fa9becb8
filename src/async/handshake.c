/* SPDX-License-Identifier: MIT */
/* handshake.c: what an async activation and its caller know of each other. */
#include "async/handshake.h"

#include "async/promise_guard.h"
#include "async/generator.h"
#include "vm/suspend.h"

Continuation *frame_continuation(Vm *vm, const Value *r) {
  Cell *owner = value_as_cell(frame_callee(r));
  if (cell_type(owner) == CELL_CONTINUATION) return (Continuation *)(void *)owner;
  return slot_cell_present(vm, ((GeneratorObject *)(void *)owner)->continuation);
}

/* --- going straight on --- */

/* Whether the activation of r would be suspended by an await of its callee's, and its caller by it. */
static bool is_awaited_function(Vm *vm, const Value *r) {
  if (!call_has_await(r)) return false;
  if (!frame_is_fresh(r)) return frame_open_request(r);
  return frame_code(vm, r)->flags & CODE_ASYNC;
}

/* A frame found to stand on the loop does so until it ends: it is marked, and its callees need not
 * walk past it. */
bool stands_on_loop_slow(Vm *vm, Value *r) {
  const AsyncCore *core = vm->async;
  if (unlikely(frame_is_deep(vm, r))) return false;
  if (core->jobs.count || !jobs_left(vm) || !promise_guard_is_intact(vm)) return false;
  Value *frame = r;
  while (!(frame_link(frame) & FRAME_STRAIGHT)) {
    if (!is_awaited_function(vm, frame)) return false;
    frame = frame_caller(frame);
  }
  for (; r != frame; r = frame_caller(r)) r[-1].bits |= FRAME_STRAIGHT;
  return true;
}

void lift_bar(Vm *vm) {
  weak_clear_kept(vm);
  vm->job_budget &= INT64_MAX;
}

/* --- suspending --- */

static bool gets_promise(Vm *vm, const Value *r) {
  return frame_is_fresh(r) && call_kind(vm, r) == CALL_ORDINARY;
}

/* A generator must find the cell that its activation is saved in. */
static Continuation *save_resumed(Vm *vm, Site *site, Value *r) {
  Continuation *old = frame_continuation(vm, r);
  Continuation *k = continuation_save_again(vm, old, site, r);
  Cell *owner = value_as_cell(frame_callee(r));
  if (k && k != old && cell_type(owner) == CELL_ASYNC_GENERATOR) {
    GeneratorObject *g = (GeneratorObject *)(void *)owner;
    slot_store_cell(vm, g, &g->continuation, k);
  }
  if (k) async_trace(vm, k, false);
  return k;
}

Continuation *activation_suspend(Vm *vm, const uint32_t *pc, Value *r) {
  Site *site = site_operand(vm, pc);
  if (!frame_is_fresh(r)) return save_resumed(vm, site, r);
  Promise *promise = NULL;
  if (gets_promise(vm, r) && !(promise = promise_new(vm))) return NULL;
  Continuation *k = continuation_save_fresh(vm, site, r);
  if (!k) return NULL;
  slot_store_cell(vm, k, &k->then, promise);
  async_trace(vm, k, false);
  return k;
}

bool close_request(Vm *vm, Value *r) {
  Promise *promise = promise_new(vm);
  if (!promise) return false;
  Slots *request = frame_open_request(r);
  slot_store_cell(vm, request, &request->items[REQUEST_THEN], promise);
  r[-3] = value_cell(promise);
  r[-1].bits &= ~FRAME_STRAIGHT; /* the caller's turn comes before the next one of the body's */
  return true;
}

/* Who is to know the caller of r as the one that waits: its continuation k, or its request; NULL: the
 * caller does not wait. */
static bool find_link(Vm *vm, Value *r, Continuation *k, void **cell, Slot **link) {
  *cell = NULL;
  if (frame_is_fresh(r)) {
    if (call_kind(vm, r) != CALL_AWAITED) return true;
    *cell = k;
    *link = &k->then;
    return true;
  }
  Slots *request = frame_open_request(r);
  if (!request) return true;
  if (unlikely(!frame_went_on(r) && !promise_guard_is_intact(vm))) return close_request(vm, r);
  *cell = request;
  *link = &request->items[REQUEST_THEN];
  return true;
}

bool activation_hand_over(Vm *vm, Value *r, Continuation *k) {
  /* OPT: an activation that the loop resumed has no caller */
  if (r == vm->async->loop_frame) return job_loop_leave(vm, r);
  void *cell;
  Slot *link;
  for (;;) {
    TRY(find_link(vm, r, k, &cell, &link));
    if (!cell) break;
    const uint32_t *pc = frame_return_pc(r);
    pass_went_on(r);
    r = frame_caller(r);
    vm->pc = pc;
    vm->registers = r;
    k = activation_suspend(vm, pc, r);
    if (!k) return false;
    slot_store_cell(vm, cell, link, k);
  }
  if (!frame_is_fresh(r)) return activation_leave(vm, r);
  Cell *promise = slot_cell(vm, k->then);
  return leave_frame(vm, r, promise ? value_cell(promise) : value_undefined(vm));
}

bool request_suspend_callers(Vm *vm, Value *body) {
  Slots *request = frame_open_request(body);
  void *cell = request;
  Slot *link = &request->items[REQUEST_THEN];
  Value *r = body;
  while (cell) {
    const uint32_t *pc = frame_return_pc(r);
    pass_went_on(r);
    r = frame_caller(r);
    Continuation *k = activation_suspend(vm, pc, r);
    if (k) slot_store_cell(vm, cell, link, k);
    if (!k || !find_link(vm, r, k, &cell, &link)) {
      request->items[REQUEST_THEN] = slot_none(); /* they are still running */
      return false;
    }
  }
  ASSERT(r == vm->async->loop_frame);
  stand_on_loop(vm, body);
  return true;
}

/* --- ends --- */

bool activation_complete(Vm *vm, Cell *then, bool ok, Value value) {
  bool plain = !ok || resolution_is_plain(vm, value);
  bool awaited = then && cell_type(then) == CELL_CONTINUATION;
  if (awaited && plain) return job_enqueue_outcome(vm, &vm->async->jobs, then, ok, value);
  if (!then && ok && plain) return true;
  /* somebody does look: at the value's `then`, or for rejections that nobody handles */
  Promise *promise = awaited || !then ? promise_new(vm) : (Promise *)(void *)then;
  TRY(promise);
  if (awaited) TRY(promise_subscribe(vm, promise, then));
  return ok ? promise_resolve_with(vm, promise, value) : promise_reject(vm, promise, value);
}
