/* SPDX-License-Identifier: MIT */
/* async_generator.c: async generator objects (#sec-asyncgenerator-objects).
 *
 * Requests stand in a list from g->first to g->last; the first is the one being worked on while the
 * body runs. A request is an INTERNAL record: whom to tell (promise, continuation; none: nobody, or
 * an open request, see handshake.h), mode, value, next. While there is no request, g->last may hold a
 * record to be used again. */
#include "async/async_generator.h"

#include "async/handshake.h"
#include "vm/suspend.h"

static Slots *record_new(Vm *vm) {
  size_t size = sizeof(Slots) + REQUEST_FIELDS * sizeof(Slot);
  Slots *request = heap_allocate_headed(vm, CELL_INTERNAL, REQUEST_FIELDS, size);
  if (!request) throw_out_of_memory(vm);
  return request;
}

/* A request at the end of the queue. NULL: out of memory. */
static Slots *enqueue(Vm *vm, GeneratorObject *g, ResumeMode mode, Value value, Promise *promise) {
  bool empty = slot_is_none(g->first);
  Slots *last = slot_cell(vm, g->last);
  Slots *request = empty && last ? last : record_new(vm);
  if (!request) return NULL;
  slot_store_cell(vm, request, &request->items[REQUEST_THEN], promise);
  slot_store(vm, request, &request->items[REQUEST_MODE], value_int(mode));
  slot_store(vm, request, &request->items[REQUEST_VALUE], value);
  if (empty) slot_store_cell(vm, g, &g->first, request);
  else slot_store_cell(vm, last, &last->items[REQUEST_NEXT], request);
  slot_store_cell(vm, g, &g->last, request);
  return request;
}

/* Takes the first request off, and keeps its record if it was the only one. There is none where memory ran out
 * after an answer, and the body got to know that. */
static void dequeue(Vm *vm, GeneratorObject *g) {
  Slots *request = slot_cell(vm, g->first);
  if (!request) return;
  slot_store_cell(vm, g, &g->first, slot_cell(vm, request->items[REQUEST_NEXT]));
  request->items[REQUEST_THEN] = slot_none();
  request->items[REQUEST_VALUE] = slot_none();
}

static Slots *first_request(Vm *vm, const GeneratorObject *g) { return slot_cell(vm, g->first); }
static ResumeMode request_mode(Vm *vm, const Slots *request) {
  return (ResumeMode)value_as_int(slot_load(vm, request->items[REQUEST_MODE]));
}
static Value request_value(Vm *vm, const Slots *request) {
  return slot_load(vm, request->items[REQUEST_VALUE]);
}

/* AsyncGeneratorCompleteStep: answers the first request and takes it off. False, and it is still there: out of
 * memory. */
static bool complete_step(Vm *vm, GeneratorObject *g, bool ok, Value value, bool done) {
  Slots *request = first_request(vm, g);
  if (!request) return true;
  if (ok) TRY(create_iterator_result(vm, value, done, &value));
  Cell *then = slot_cell(vm, request->items[REQUEST_THEN]);
  dequeue(vm, g);
  if (activation_complete(vm, then, ok, value)) return true;
  return !vm->interrupt && activation_complete(vm, then, false, exception_take(vm));
}

/* The same where no body could be told that memory has run out: who asked is. */
static bool answer_first(Vm *vm, GeneratorObject *g, bool ok, Value value) {
  if (complete_step(vm, g, ok, value, true)) return true;
  return !vm->interrupt && complete_step(vm, g, false, exception_take(vm), true);
}

static bool drain_queue(Vm *vm, GeneratorObject *g);

static bool subscribe_for_return(Vm *vm, GeneratorObject *g, Value value) {
  Promise *p;
  TRY(promise_of(vm, value, &p));
  Reaction *reaction = heap_allocate(vm, CELL_REACTION, sizeof *reaction);
  if (!reaction) return throw_out_of_memory(vm);
  cell_set_header(reaction, CELL_REACTION, REACTION_FINISH_RETURN);
  slot_store_cell(vm, reaction, &reaction->target, g);
  return promise_subscribe(vm, p, reaction);
}

/* AsyncGeneratorAwaitReturn */
static bool await_return(Vm *vm, GeneratorObject *g) {
  generator_set_state(g, GENERATOR_DRAINING);
  if (subscribe_for_return(vm, g, request_value(vm, first_request(vm, g)))) return true;
  if (vm->interrupt) return false;
  return answer_first(vm, g, false, exception_take(vm)) && drain_queue(vm, g);
}

bool async_generator_finish_return(Vm *vm, GeneratorObject *g, bool ok, Value value) {
  return answer_first(vm, g, ok, value) && drain_queue(vm, g);
}

/* AsyncGeneratorDrainQueue */
static bool drain_queue(Vm *vm, GeneratorObject *g) {
  for (;;) {
    Slots *request = first_request(vm, g);
    if (!request) {
      generator_set_state(g, GENERATOR_COMPLETED);
      return true;
    }
    ResumeMode mode = request_mode(vm, request);
    if (mode == RESUME_RETURN) return await_return(vm, g);
    Value value = mode == RESUME_NEXT ? value_undefined(vm) : request_value(vm, request);
    TRY(answer_first(vm, g, mode == RESUME_NEXT, value));
  }
}

/* --- the instructions --- */

/* An awaited request is about to be answered before its caller was suspended. Whether the answer can be
 * given at once, because nobody else is to run; else the caller is given a promise, or suspended if it is
 * waiting, by the standard. */
static bool can_answer_at_once(Vm *vm, Value *r, bool *out) {
  const Slots *request = frame_open_request(r);
  *out =
      request && slot_is_none(request->items[REQUEST_NEXT]) && stands_on_loop(vm, frame_caller(r));
  if (*out || !request) return true;
  return frame_went_on(r) ? request_suspend_callers(vm, r) : close_request(vm, r);
}

/* OPT: the loop of a for await takes the answer apart; the result object is not made. */
static bool answer_loop(Vm *vm, const uint32_t *pc, Value *caller, Value value, bool done) {
  const uint32_t *next = pc + AWAIT_WORDS;
  if (instruction_op(next) != OPCODE_ITERATOR_VALUE || instruction_c(next) != instruction_a(pc) ||
      !iterator_results_are_plain(vm))
    return false;
  end_job_straight(vm, caller);
  vm->pc = iterator_value_given(vm, next, caller, value, done);
  vm->registers = caller;
  return true;
}

/* The frame's caller goes on behind its await. False: out of memory. */
static bool answer_at_once(Vm *vm, Value *r, Value value, bool done) {
  const uint32_t *pc = frame_return_pc(r);
  Value *caller = frame_caller(r), result;
  if (answer_loop(vm, pc, caller, value, done)) return true;
  TRY(create_iterator_result(vm, value, done, &result));
  if (resolution_is_plain(vm, result)) return go_straight_on(vm, pc, caller, result);
  Promise *promise = promise_new(vm);
  TRY(promise && promise_resolve_with(vm, promise, result));
  return leave_frame(vm, r, value_cell(promise));
}

/* AsyncGeneratorYield, after its await. */
bool async_generator_yield(Vm *vm, const uint32_t *pc, Value *r) {
  GeneratorObject *g = generator_of_frame(r);
  Value value = r[instruction_b(pc)];
  bool at_once;
  TRY(can_answer_at_once(vm, r, &at_once));
  if (at_once) {
    TRY(generator_save_at_yield(vm, g, pc, r));
    dequeue(vm, g);
    return answer_at_once(vm, r, value, false);
  }
  TRY(complete_step(vm, g, true, value, false));
  Slots *next = first_request(vm, g);
  if (!next) return generator_save_at_yield(vm, g, pc, r) && activation_leave(vm, r);
  /* the next request is there: go straight on */
  r[instruction_a(pc)] = request_value(vm, next);
  r[instruction_a(pc) + 1] = value_int(request_mode(vm, next));
  vm->pc = pc + opcode_length[instruction_op(pc)];
  vm->registers = r;
  return true;
}

/* The body is done: answers the request it was working on, and those that came since. */
static bool end(Vm *vm, Value *r, bool ok, Value value) {
  GeneratorObject *g = generator_of_frame(r);
  generator_set_state(g, GENERATOR_DRAINING);
  TRY(answer_first(vm, g, ok, value) && drain_queue(vm, g));
  g->continuation = slot_none();
  return activation_leave(vm, r);
}

bool async_generator_return(Vm *vm, const uint32_t *pc, Value *r) {
  Value value = r[instruction_a(pc)];
  bool at_once;
  TRY(can_answer_at_once(vm, r, &at_once));
  if (!at_once) return end(vm, r, true, value);
  GeneratorObject *g = generator_of_frame(r);
  dequeue(vm, g);
  generator_complete(g);
  return answer_at_once(vm, r, value, true);
}

bool async_generator_throw_out(Vm *vm, Value *r) {
  Value exception = exception_take(vm);
  bool at_once;
  TRY(can_answer_at_once(vm, r, &at_once));
  if (!at_once) return end(vm, r, false, exception);
  /* the await throws, as if the call had */
  GeneratorObject *g = generator_of_frame(r);
  dequeue(vm, g);
  generator_complete(g);
  end_job_straight(vm, frame_caller(r));
  return throw_value(vm, exception);
}

/* --- requests --- */

static bool bad_receiver(Vm *vm, Value v, ResumeMode mode, Promise *p) {
  static const char *const names[] = {"next", "throw", "return"};
  char method[48] = "[AsyncGenerator].prototype.", text[96];
  strcat(method, names[mode]);
  throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, method,
                   value_describe(vm, v, text, sizeof text));
  return promise_reject(vm, p, exception_take(vm));
}

/* AsyncGenerator.prototype.next / throw on a generator that is completed. */
static bool answer_completed(Vm *vm, ResumeMode mode, Value value, Promise *p) {
  if (mode == RESUME_THROW) return promise_reject(vm, p, value);
  Value result;
  TRY(create_iterator_result(vm, value_undefined(vm), true, &result));
  return promise_resolve_with(vm, p, result);
}

/* A request with a promise. */
static bool request_promised(Vm *vm, GeneratorObject *g, ResumeMode mode, Value value, Promise *p) {
  GeneratorState state = generator_state(g);
  bool at_rest = state == GENERATOR_START || state == GENERATOR_COMPLETED;
  if (mode == RESUME_THROW && state == GENERATOR_START) {
    generator_complete(g);
    state = GENERATOR_COMPLETED;
  }
  if (mode != RESUME_RETURN && state == GENERATOR_COMPLETED)
    return answer_completed(vm, mode, value, p);
  TRY(enqueue(vm, g, mode, value, p));
  if (mode != RESUME_RETURN || !at_rest) return true;
  g->continuation = slot_none();
  return await_return(vm, g);
}

/* OPT: the body takes the place of the call. told: the call's promise, or its request. */
static bool enter(Vm *vm, Call *call, GeneratorObject *g, ResumeMode mode, Value told) {
  Continuation *k = slot_cell_present(vm, g->continuation);
  GeneratorState before = generator_state(g);
  generator_set_state(g, GENERATOR_RUNNING);
  if (continuation_enter(vm, call, g, k, mode, told)) return true;
  generator_set_state(g, before);
  return false;
}

/* Goes on with the body for the first request in a nested interpreter. */
static bool resume_nested(Vm *vm, const Call *call, GeneratorObject *g, ResumeMode mode) {
  Value ignored;
  GeneratorState before = generator_state(g);
  Continuation *k = slot_cell_present(vm, g->continuation);
  generator_set_state(g, GENERATOR_RUNNING);
  bool ok = continuation_resume(vm, g, k, mode, call_arg(vm, call, 0), &ignored);
  if (!ok && !vm->interrupt && generator_state(g) == GENERATOR_RUNNING)
    generator_set_state(g, before);
  return ok;
}

/* AsyncGeneratorResume: goes on with the body for the request, whose promise is the call's result. */
static bool resume_promised(Vm *vm, Call *call, GeneratorObject *g, ResumeMode mode) {
  return enter(vm, call, g, mode, call->result) || resume_nested(vm, call, g, mode);
}

/* The same for an awaited call: without a promise, if the body can take the place of the call. */
static bool resume_awaited(Vm *vm, Call *call, GeneratorObject *g, ResumeMode mode) {
  Slots *request = enqueue(vm, g, mode, call_arg(vm, call, 0), NULL);
  if (!request) return false;
  if (enter(vm, call, g, mode, value_cell(request))) return true;
  Promise *p = promise_new(vm);
  if (!p) return false;
  slot_store_cell(vm, request, &request->items[REQUEST_THEN], p);
  call->result = value_cell(p);
  return resume_nested(vm, call, g, mode);
}

/* Whether a request goes on with the body at once. */
static bool goes_on(GeneratorState state, ResumeMode mode) {
  return state == GENERATOR_YIELD || (state == GENERATOR_START && mode == RESUME_NEXT);
}

bool async_generator_request(Vm *vm, Call *call, ResumeMode mode) {
  Value v = call->this_value, value = call_arg(vm, call, 0);
  GeneratorObject *g =
      value_is_type(v, CELL_ASYNC_GENERATOR) ? (GeneratorObject *)(void *)value_as_cell(v) : NULL;
  bool resumes = g && goes_on(generator_state(g), mode);
  if (resumes && call_kind(vm, vm->registers) == CALL_AWAITED)
    return resume_awaited(vm, call, g, mode);
  Promise *p = promise_new(vm);
  if (!p) return false;
  call->result = value_cell(p);
  if (!g) return bad_receiver(vm, v, mode, p);
  if (!resumes) return request_promised(vm, g, mode, value, p);
  return enqueue(vm, g, mode, value, p) && resume_promised(vm, call, g, mode);
}
