/* SPDX-License-Identifier: MIT */
/* async_generator.c: async generator objects (#sec-asyncgenerator-objects).
 *
 * Requests stand in a list from g->first to g->last; the first is the one being worked on while the
 * body runs. A request is an INTERNAL record: mode, value, promise, next. */
#include "async/async_generator.h"

#include "async/handshake.h"
#include "vm/suspend.h"

enum { REQUEST_MODE, REQUEST_VALUE, REQUEST_PROMISE, REQUEST_NEXT, REQUEST_FIELDS };

static bool enqueue(Vm *vm, GeneratorObject *g, ResumeMode mode, Value value, Promise *p) {
  Slots *request = slots_new(vm, CELL_INTERNAL, REQUEST_FIELDS);
  if (!request) return false;
  slot_store(vm, request, &request->items[REQUEST_MODE], value_int(mode));
  slot_store(vm, request, &request->items[REQUEST_VALUE], value);
  slot_store_cell(vm, request, &request->items[REQUEST_PROMISE], p);
  Slots *last = slot_cell(vm, g->last);
  if (last) slot_store_cell(vm, last, &last->items[REQUEST_NEXT], request);
  else slot_store_cell(vm, g, &g->first, request);
  slot_store_cell(vm, g, &g->last, request);
  return true;
}

static Slots *first_request(Vm *vm, const GeneratorObject *g) { return slot_cell(vm, g->first); }
static ResumeMode request_mode(Vm *vm, const Slots *request) {
  return (ResumeMode)value_as_int(slot_load(vm, request->items[REQUEST_MODE]));
}
static Value request_value(Vm *vm, const Slots *request) {
  return slot_load(vm, request->items[REQUEST_VALUE]);
}

/* AsyncGeneratorCompleteStep: answers the first request and takes it off. */
static bool complete_step(Vm *vm, GeneratorObject *g, bool ok, Value value, bool done) {
  Slots *request = first_request(vm, g);
  Promise *p = slot_cell_present(vm, request->items[REQUEST_PROMISE]);
  slot_store_cell(vm, g, &g->first, slot_cell(vm, request->items[REQUEST_NEXT]));
  if (slot_is_none(g->first)) g->last = slot_none();
  if (!ok) return promise_reject(vm, p, value);
  Value result;
  TRY(create_iterator_result(vm, value, done, &result));
  return promise_resolve_with(vm, p, result);
}

static bool drain_queue(Vm *vm, GeneratorObject *g);

/* AsyncGeneratorAwaitReturn */
static bool await_return(Vm *vm, GeneratorObject *g) {
  Value value = request_value(vm, first_request(vm, g));
  Promise *p;
  generator_set_state(g, GENERATOR_DRAINING);
  if (!promise_of(vm, value, &p)) {
    if (vm->interrupt) return false;
    return complete_step(vm, g, false, exception_take(vm), true) && drain_queue(vm, g);
  }
  Reaction *reaction = heap_allocate(vm, CELL_REACTION, sizeof *reaction);
  if (!reaction) return throw_out_of_memory(vm);
  cell_set_header(reaction, CELL_REACTION, REACTION_FINISH_RETURN);
  slot_store_cell(vm, reaction, &reaction->target, g);
  return promise_subscribe(vm, p, reaction);
}

bool async_generator_finish_return(Vm *vm, GeneratorObject *g, bool ok, Value value) {
  return complete_step(vm, g, ok, value, true) && drain_queue(vm, g);
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
    TRY(complete_step(vm, g, mode == RESUME_NEXT, value, true));
  }
}

/* AsyncGeneratorResume: goes on with the body for the first request. */
static bool resume(Vm *vm, GeneratorObject *g, ResumeMode mode, Value value) {
  Value ignored;
  GeneratorState before = generator_state(g);
  generator_set_state(g, GENERATOR_RUNNING);
  bool ok =
      continuation_resume(vm, g, slot_cell_present(vm, g->continuation), mode, value, &ignored);
  if (!ok && !vm->interrupt && generator_state(g) == GENERATOR_RUNNING)
    generator_set_state(g, before);
  return ok;
}

/* --- the instructions --- */

/* AsyncGeneratorYield, after its await. */
bool async_generator_yield(Vm *vm, const uint32_t *pc, Value *r) {
  GeneratorObject *g = generator_of_frame(r);
  TRY(complete_step(vm, g, true, r[instruction_b(pc)], false));
  Slots *next = first_request(vm, g);
  if (next) {
    /* the next request is there: go straight on */
    r[instruction_a(pc)] = request_value(vm, next);
    r[instruction_a(pc) + 1] = value_int(request_mode(vm, next));
    vm->pc = pc + opcode_length[instruction_op(pc)];
    vm->registers = r;
    return true;
  }
  Continuation *old = slot_cell_present(vm, g->continuation);
  Continuation *k = continuation_save_again(vm, old, site_operand(vm, pc), r);
  if (!k) return false;
  if (k != old) slot_store_cell(vm, g, &g->continuation, k);
  generator_set_state(g, GENERATOR_YIELD);
  return activation_leave(vm, r);
}

static bool end(Vm *vm, Value *r, bool ok, Value value) {
  GeneratorObject *g = generator_of_frame(r);
  generator_set_state(g, GENERATOR_DRAINING);
  TRY(complete_step(vm, g, ok, value, true));
  leave_frame(vm, r, value_undefined(vm));
  const uint32_t *pc = vm->pc;
  Value *registers = vm->registers;
  vm->registers = r; /* the frame is still there while the queue is drained */
  bool drained = drain_queue(vm, g);
  vm->pc = pc;
  vm->registers = registers;
  return drained;
}

bool async_generator_return(Vm *vm, const uint32_t *pc, Value *r) {
  return end(vm, r, true, r[instruction_a(pc)]);
}

bool async_generator_throw_out(Vm *vm, Value *r) { return end(vm, r, false, exception_take(vm)); }

/* --- requests --- */

static bool bad_receiver(Vm *vm, Value v, ResumeMode mode, Promise *p) {
  static const char *const names[] = {"next", "throw", "return"};
  char method[48] = "[AsyncGenerator].prototype.", text[96];
  strcat(method, names[mode]);
  throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, method,
                   value_describe(vm, v, text, sizeof text));
  return promise_reject(vm, p, exception_take(vm));
}

/* AsyncGenerator.prototype.next / throw / return on a generator that is done or not started. */
static bool request_at_rest(Vm *vm, GeneratorObject *g, ResumeMode mode, Value value, Promise *p,
                            bool *answered) {
  GeneratorState state = generator_state(g);
  *answered = true;
  if (mode == RESUME_THROW && state == GENERATOR_START) {
    generator_set_state(g, GENERATOR_COMPLETED);
    g->continuation = slot_none();
    state = GENERATOR_COMPLETED;
  }
  if (mode != RESUME_RETURN && state == GENERATOR_COMPLETED) {
    if (mode == RESUME_THROW) return promise_reject(vm, p, value);
    Value result;
    TRY(create_iterator_result(vm, value_undefined(vm), true, &result));
    return promise_resolve_with(vm, p, result);
  }
  *answered = false;
  return true;
}

bool async_generator_request(Vm *vm, Value v, ResumeMode mode, Value value, Value *out) {
  Promise *p = promise_new(vm);
  if (!p) return false;
  *out = value_cell(p);
  if (!value_is_type(v, CELL_ASYNC_GENERATOR)) return bad_receiver(vm, v, mode, p);
  GeneratorObject *g = (GeneratorObject *)(void *)value_as_cell(v);
  bool answered;
  TRY(request_at_rest(vm, g, mode, value, p, &answered));
  if (answered) return true;
  TRY(enqueue(vm, g, mode, value, p));
  GeneratorState state = generator_state(g);
  if (mode == RESUME_RETURN && (state == GENERATOR_START || state == GENERATOR_COMPLETED)) {
    g->continuation = slot_none();
    return await_return(vm, g);
  }
  if (state == GENERATOR_START || state == GENERATOR_YIELD) return resume(vm, g, mode, value);
  return true;
}
