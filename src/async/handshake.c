/* SPDX-License-Identifier: MIT */
/* handshake.c: what an async activation and its caller know of each other. */
#include "async/handshake.h"

#include "vm/suspend.h"

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
  if (unlikely(frame_is_deep(vm, r))) return false;
  if (!jobs_left(vm) || !promise_guard_is_intact(vm)) return false;
  Value *frame = r;
  while (!(frame_link(frame) & FRAME_STRAIGHT)) {
    if (!is_awaited_function(vm, frame)) return false;
    frame = frame_caller(frame);
  }
  for (; r != frame; r = frame_caller(r)) r[-1].bits |= FRAME_STRAIGHT;
  return true;
}

void straight_on_lift_bar(Vm *vm) {
  weak_clear_kept(vm);
  vm->job_budget &= INT64_MAX;
}

/* --- suspending --- */

static inline Continuation *suspend_fresh(Vm *vm, const Site *site, Value *r) {
  Promise *promise = NULL;
  if (call_kind(vm, r) == CALL_ORDINARY && !(promise = promise_new(vm))) return NULL;
  Continuation *k = continuation_save_fresh(vm, site, r);
  if (k) slot_store_cell(vm, k, &k->then, promise);
  return k;
}

static Continuation *suspend_resumed(Vm *vm, Site *site, Value *r) {
  Cell *owner = value_as_cell(frame_callee(r));
  if (cell_type(owner) == CELL_CONTINUATION)
    return continuation_save_again(vm, (Continuation *)(void *)owner, site, r);
  return generator_save(vm, (GeneratorObject *)(void *)owner, site, r);
}

Continuation *activation_suspend_anywhere(Vm *vm, const uint32_t *pc, Value *r) {
  Site *site = site_operand(vm, pc);
  Continuation *k = frame_is_fresh(r) ? suspend_fresh(vm, site, r) : suspend_resumed(vm, site, r);
  if (k) async_trace(vm, k, false);
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
 * caller does not wait. False: out of memory. */
static inline bool find_link(Vm *vm, Value *r, Continuation *k, void **cell, Slot **link) {
  *cell = NULL;
  if (frame_is_fresh(r)) {
    bool awaited = slot_is_none(k->then) && call_has_await(r); /* an ordinary one has its promise */
    if (awaited) *cell = k;
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

bool activation_hand_over_to_callers(Vm *vm, Value *r, Continuation *k) {
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
  return leave_frame(vm, r, slot_is_none(k->then) ? value_undefined(vm) : slot_load(vm, k->then));
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

bool activation_complete_visibly(Vm *vm, Cell *then, bool ok, Value value) {
  bool awaited = then && cell_type(then) == CELL_CONTINUATION;
  Promise *promise = awaited || !then ? promise_new(vm) : (Promise *)(void *)then;
  TRY(promise);
  if (awaited) TRY(promise_subscribe(vm, promise, then));
  return ok ? promise_resolve_with(vm, promise, value) : promise_reject(vm, promise, value);
}
