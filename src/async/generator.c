/* SPDX-License-Identifier: MIT */
/* generator.c: generator objects (#sec-generator-objects). Their activation lives in a continuation
 * cell, which is used again at every yield. */
#include "async/generator.h"

#include "async/async_generator.h"
#include "vm/suspend.h"

GeneratorObject *generator_of_frame(const Value *r) {
  return (GeneratorObject *)(void *)value_as_cell(frame_callee(r));
}

/* --- the instructions --- */

static bool generator_prototype(Vm *vm, const Value *r, IntrinsicId fallback, Value *out) {
  Object *function = value_as_object(frame_callee(r));
  TRY(get(vm, function, vm->names.prototype, out));
  if (value_is_object(*out)) return true;
  Object *prototype = realm_intrinsic(vm, function_realm(vm, function), fallback);
  if (!prototype) return false;
  *out = value_cell(prototype);
  return true;
}

bool generator_create(Vm *vm, const uint32_t *pc, Value *r) {
  bool async = frame_code(vm, r)->flags & CODE_ASYNC;
  Value prototype;
  TRY(generator_prototype(
      vm, r, async ? INTRINSIC_ASYNC_GENERATOR_PROTOTYPE : INTRINSIC_GENERATOR_PROTOTYPE,
      &prototype));
  Shape *shape = shape_root(vm, prototype, 0, 0);
  GeneratorObject *g =
      shape ? object_allocate(vm, async ? CELL_ASYNC_GENERATOR : CELL_GENERATOR, sizeof *g, shape)
            : NULL;
  Continuation *k = g ? continuation_save_fresh(vm, site_operand(vm, pc), r) : NULL;
  if (!k) return false;
  generator_set_state(g, GENERATOR_START);
  cell_set_header(k, CELL_CONTINUATION, CONTINUATION_OF_GENERATOR);
  slot_store_cell(vm, k, &k->then, g);
  slot_store_cell(vm, g, &g->continuation, k);
  return leave_frame(vm, r, value_cell(g));
}

Continuation *generator_save(Vm *vm, GeneratorObject *g, Site *site, const Value *r) {
  Continuation *old = slot_cell_present(vm, g->continuation);
  Continuation *k = continuation_save_again(vm, old, site, r);
  if (k && k != old) slot_store_cell(vm, g, &g->continuation, k);
  return k;
}

bool generator_save_at_yield(Vm *vm, GeneratorObject *g, const uint32_t *pc, const Value *r) {
  TRY(generator_save(vm, g, site_operand(vm, pc), r));
  generator_set_state(g, GENERATOR_YIELD);
  return true;
}

bool generator_yield(Vm *vm, const uint32_t *pc, Value *r) {
  if (cell_type(generator_of_frame(r)) == CELL_ASYNC_GENERATOR)
    return async_generator_yield(vm, pc, r);
  Value result;
  TRY(create_iterator_result(vm, r[instruction_b(pc)], false, &result));
  TRY(generator_save_at_yield(vm, generator_of_frame(r), pc, r));
  return leave_frame(vm, r, result);
}

bool generator_yield_delegate(Vm *vm, const uint32_t *pc, Value *r) {
  Value result = r[instruction_b(pc)];
  TRY(generator_save_at_yield(vm, generator_of_frame(r), pc, r));
  return leave_frame(vm, r, result);
}

bool generator_return(Vm *vm, const uint32_t *pc, Value *r) {
  Value result;
  TRY(create_iterator_result(vm, r[instruction_a(pc)], true, &result));
  generator_complete(generator_of_frame(r));
  return leave_frame(vm, r, result);
}

void generator_throw_out(Vm *vm, Value *r) {
  (void)vm;
  generator_complete(generator_of_frame(r));
}

/* --- resumption --- */

static bool resume_completed(Vm *vm, ResumeMode mode, Value value, Value *out) {
  if (mode == RESUME_THROW) return throw_value(vm, value);
  return create_iterator_result(vm, mode == RESUME_NEXT ? value_undefined(vm) : value, true, out);
}

bool generator_resume(Vm *vm, Call *call, GeneratorObject *g, ResumeMode mode) {
  Value value = call_arg(vm, call, 0);
  GeneratorState state = generator_state(g);
  if (state == GENERATOR_RUNNING) return throw_type_error(vm, ERROR_GENERATOR_RUNNING);
  if (state == GENERATOR_START && mode != RESUME_NEXT) {
    generator_complete(g);
    state = GENERATOR_COMPLETED;
  }
  if (state == GENERATOR_COMPLETED) return resume_completed(vm, mode, value, &call->result);
  Continuation *k = slot_cell_present(vm, g->continuation);
  generator_set_state(g, GENERATOR_RUNNING);
  if (continuation_enter(vm, call, g, k, mode, value_undefined(vm))) return true;
  bool ok = continuation_resume(vm, g, k, mode, value, &call->result);
  if (generator_state(g) == GENERATOR_RUNNING) generator_set_state(g, state); /* never entered */
  return ok;
}
