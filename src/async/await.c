/* SPDX-License-Identifier: MIT */
/* await.c: await, the end of async functions, and how exceptions become rejections.
 *
 * A frame is fresh while its callee is the function that was called, and resumed when it is the
 * continuation (or async generator) it came from. A fresh frame has no promise yet: it is made when
 * the frame suspends or ends, and handed to the caller. */
#include "async/async.h"
#include "async/async_generator.h"
#include "async/continuation.h"
#include "async/generator.h"
#include "async/promise.h"
#include "vm/suspend.h"
#include "value/weak.h"

static bool frame_is_fresh(const Value *r) {
  return cell_type(value_as_cell(frame_callee(r))) == CELL_FUNCTION;
}

/* The continuation that a resumed frame came from. */
static Continuation *frame_continuation(Vm *vm, const Value *r) {
  Cell *owner = value_as_cell(frame_callee(r));
  if (cell_type(owner) == CELL_CONTINUATION) return (Continuation *)(void *)owner;
  return slot_cell_present(vm, ((GeneratorObject *)(void *)owner)->continuation);
}

Code *suspended_code(Vm *vm, const Cell *cell) {
  const Continuation *k = (const Continuation *)(const void *)cell;
  CellType type = cell_type(cell);
  if (type == CELL_GENERATOR || type == CELL_ASYNC_GENERATOR)
    k = slot_cell(vm, ((const GeneratorObject *)(const void *)cell)->continuation);
  else if (type != CELL_CONTINUATION) return NULL;
  if (!k) return NULL;
  Site *site = slot_cell_present(vm, k->site);
  return slot_cell_present(vm, site->code);
}

/* Makes k go on when the awaited value settles. */
static bool subscribe(Vm *vm, Value awaited, Continuation *k) {
  if (value_is_object(awaited)) return promise_subscribe(vm, value_as_promise(awaited), k);
  Slot slot = slot_none();
  slot_store(vm, k, &slot, awaited);
  return job_enqueue(vm, JOB_VALUE, k, slot);
}

/* What an await waits for: a promise; or a value that is none and fits a job. Errors are the
 * await's. */
static bool awaitable(Vm *vm, Value v, Value *out) {
  bool fits = value_is_cell(v) || (value_is_int(v) && value_as_int(v) >= SLOT_INT_MIN &&
                                   value_as_int(v) <= SLOT_INT_MAX);
  *out = v;
  if (fits && !value_is_object(v)) return true;
  Promise *p;
  TRY(promise_of(vm, v, &p));
  *out = value_cell(p);
  return true;
}

static bool await_fresh(Vm *vm, const uint32_t *pc, Value *r, Value awaited) {
  Promise *result = promise_new(vm);
  Continuation *k = result ? continuation_save(vm, NULL, site_operand(vm, pc), r) : NULL;
  if (!k) return false;
  slot_store_cell(vm, k, &k->then, result);
  TRY(subscribe(vm, awaited, k));
  return leave_frame(vm, r, value_cell(result));
}

static bool await_resumed(Vm *vm, const uint32_t *pc, Value *r, Value awaited) {
  Continuation *old = frame_continuation(vm, r);
  Continuation *k = continuation_save(vm, old, site_operand(vm, pc), r);
  if (!k) return false;
  if (k != old && cell_type(value_as_cell(frame_callee(r))) == CELL_ASYNC_GENERATOR) {
    GeneratorObject *g = (GeneratorObject *)(void *)value_as_cell(frame_callee(r));
    slot_store_cell(vm, g, &g->continuation, k);
  }
  TRY(subscribe(vm, awaited, k));
  return leave_frame(vm, r, value_undefined(vm));
}

/* --- going straight on ---
 *
 * When no job is queued, and every frame between this one and the job loop is in an awaited call,
 * nothing could run between an await of what is settled already and its resumption: then the
 * activation just goes on. */

/* What the end of a job does happens here, too. */
static void end_job(Vm *vm) {
  vm->async->straight_on++;
  weak_clear_kept(vm);
}

static bool next_is_await_of_call(const Value *r) {
  const uint32_t *next = frame_return_pc(r);
  uint8_t window = (uint8_t)(frame_link(r) >> FRAME_WINDOW_SHIFT);
  return instruction_op(next) == OPCODE_AWAIT && instruction_b(next) == window;
}

/* Whether r's frame stands directly on the job loop, awaited calls between. */
static bool stands_on_loop(Vm *vm, Value *r) {
  const AsyncCore *core = vm->async;
  if (!core->loop_frame || core->jobs.count) return false;
  while (r != core->loop_frame) {
    if (frame_link(r) & FRAME_ENTRY || !frame_is_fresh(r) || !next_is_await_of_call(r))
      return false;
    if (!(frame_code(vm, r)->flags & CODE_ASYNC)) return false;
    r = frame_caller(r);
  }
  return true;
}

/* An await of a settled promise, or of what is none. */
static bool await_at_once(Vm *vm, const uint32_t *pc, Value *r, Value awaited) {
  bool ok = true;
  if (value_is_object(awaited)) {
    Promise *p = value_as_promise(awaited);
    ok = cell_type(p) == CELL_PROMISE_FULFILLED;
    if (!ok) promise_mark_handled(vm, p);
    awaited = slot_load(vm, p->out);
  }
  end_job(vm);
  if (!ok) return throw_value(vm, awaited);
  r[instruction_a(pc)] = awaited;
  vm->pc = pc + opcode_length[OPCODE_AWAIT];
  vm->registers = r;
  return true;
}

static bool is_settled(Value awaited) {
  return !value_is_object(awaited) || !promise_is_pending(value_as_promise(awaited));
}

bool async_await(Vm *vm, const uint32_t *pc, Value *r) {
  Value awaited;
  TRY(awaitable(vm, r[instruction_b(pc)], &awaited));
  if (is_settled(awaited) && stands_on_loop(vm, r)) return await_at_once(vm, pc, r, awaited);
  return frame_is_fresh(r) ? await_fresh(vm, pc, r, awaited) : await_resumed(vm, pc, r, awaited);
}

/* --- ends --- */

/* The promise that an async frame settles. NULL: out of memory. */
static Promise *frame_promise(Vm *vm, const Value *r) {
  if (frame_is_fresh(r)) return promise_new(vm);
  return slot_cell_present(vm, frame_continuation(vm, r)->then);
}

/* An awaited call that ends without having been suspended, with nobody else to run: the value takes
 * the place of the promise, and the await is done. */
static bool return_straight_on(Vm *vm, Value *r, Value value) {
  vm->pc = frame_return_pc(r);
  uint8_t destination = instruction_a(vm->pc);
  vm->pc += opcode_length[OPCODE_AWAIT];
  vm->registers = frame_caller(r);
  vm->registers[destination] = value;
  end_job(vm);
  return true;
}

bool async_return(Vm *vm, const uint32_t *pc, Value *r) {
  Value value = r[instruction_a(pc)];
  if (frame_is_fresh(r) && !(frame_link(r) & FRAME_ENTRY) && next_is_await_of_call(r) &&
      stands_on_loop(vm, frame_caller(r)) && resolution_is_plain(vm, value))
    return return_straight_on(vm, r, value);
  Promise *p = frame_promise(vm, r);
  TRY(p && promise_resolve_with(vm, p, value));
  return leave_frame(vm, r, value_cell(p));
}

static bool async_reject(Vm *vm, Value *r) {
  Value reason = exception_take(vm);
  Promise *p = frame_promise(vm, r);
  if (!p || !promise_reject(vm, p, reason)) return false;
  return leave_frame(vm, r, value_cell(p));
}

bool suspend_unwind(Vm *vm, Value *r, const Code *code) {
  if (vm->interpreter->terminating) return false;
  bool generator = code->flags & CODE_GENERATOR, async = code->flags & CODE_ASYNC;
  if (!generator) return async_reject(vm, r);
  if (frame_is_fresh(r)) return false; /* a parameter's initialiser threw */
  if (async) return async_generator_throw_out(vm, r);
  generator_throw_out(vm, r);
  return false;
}

/* --- the job loop --- */

static bool run_settled(Vm *vm, Cell *subscriber, Promise *p) {
  bool ok = cell_type(p) == CELL_PROMISE_FULFILLED;
  Value value = slot_load(vm, p->out);
  if (cell_type(subscriber) == CELL_CONTINUATION)
    return continuation_run(vm, (Continuation *)(void *)subscriber, ok, value);
  return reaction_run(vm, (Reaction *)(void *)subscriber, ok, value);
}

/* A job that throws does not disturb the others; only an interrupt ends the loop. */
static bool report(Vm *vm, bool ok) {
  if (ok) return true;
  if (vm->interrupt) return false;
  Value exception = exception_take(vm);
  AsyncCore *core = vm->async;
  if (core->report_exception) core->report_exception(vm, exception, core->host_data);
  return true;
}

static bool run_batch(Vm *vm, Slots *list, Promise *p) {
  for (uint32_t i = 0; i < cell_header_data(list) && !slot_is_none(list->items[i]); i++)
    TRY(report(vm, run_settled(vm, slot_cell_present(vm, list->items[i]), p)));
  return true;
}

static bool run_job(Vm *vm, Job job) {
  void *cell = job_cell(vm, job);
  Value ignored;
  switch (job_kind(job)) {
    case JOB_SETTLED: return run_settled(vm, cell, slot_cell_present(vm, job.slot));
    case JOB_BATCH: return run_batch(vm, cell, slot_cell_present(vm, job.slot));
    case JOB_VALUE: return continuation_run(vm, cell, true, slot_load(vm, job.slot));
    case JOB_THENABLE: return thenable_job_run(vm, cell);
    case JOB_ADOPT: return adopt_job_run(vm, cell, slot_cell_present(vm, job.slot));
    case JOB_CALL:
      return call_function(vm, value_cell(cell), value_undefined(vm), NULL, 0, &ignored);
  }
  UNREACHABLE();
}

bool async_run_jobs(Vm *vm, uint32_t limit) {
  AsyncCore *core = vm->async;
  if (core->running) return true;
  core->running = true;
  bool ok = true;
  while (ok && job_dequeue(&core->jobs, &core->jobs.current)) {
    ok = report(vm, run_job(vm, core->jobs.current));
    weak_clear_kept(vm); /* ClearKeptObjects */
    if (limit && --limit == 0) break;
  }
  core->jobs.current = (Job){0};
  core->running = false;
  return ok;
}

bool async_has_jobs(Vm *vm) { return vm->async->jobs.count != 0; }

bool async_queue_callback(Vm *vm, Value callback) {
  return job_enqueue(vm, JOB_CALL, value_as_cell(callback), slot_undefined());
}
