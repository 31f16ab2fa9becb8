/* SPDX-License-Identifier: MIT */
/* dispose.c: `using` and `await using`: the instructions on dispose capabilities (ops/dispose.h does
 * the work). A completion is a pair of registers, kind and value; kind 1 is a throw. */
#include "ops/dispose.h"

#include "vm/slow.h"

enum { COMPLETION_KIND, COMPLETION_VALUE, COMPLETION_AWAIT };
enum { KIND_THROW = 1 };

static DisposeCapability *capability_in(Value v) {
  return (DisposeCapability *)(void *)value_as_cell(v);
}

bool slow_new_dispose_capability(Vm *vm, const uint32_t *pc, Value *r) {
  DisposeCapability *capability = dispose_capability_new(vm);
  if (!capability) return false;
  r[OPERAND_A(pc)] = value_cell(capability);
  return true;
}

bool slow_add_disposable(Vm *vm, const uint32_t *pc, Value *r) {
  return add_disposable_resource(vm, capability_in(r[OPERAND_A(pc)]), r[OPERAND_B(pc)],
                                 OPERAND_C(pc) ? DISPOSE_ASYNC : DISPOSE_SYNC);
}

static DisposeCompletion completion_load(const Value *registers) {
  bool throws = value_same_bits(registers[COMPLETION_KIND], value_int(KIND_THROW));
  return (DisposeCompletion){throws, throws ? registers[COMPLETION_VALUE] : value_none()};
}

static void completion_store(Value *registers, const DisposeCompletion *completion) {
  if (!completion->throws) return;
  registers[COMPLETION_KIND] = value_int(KIND_THROW);
  registers[COMPLETION_VALUE] = completion->error;
}

bool dispose_step(Vm *vm, const uint32_t *pc, Value *r) {
  Value *registers = &r[OPERAND_B(pc)], awaited = value_undefined(vm);
  DisposeCompletion completion = completion_load(registers);
  DisposeProgress progress;
  TRY(dispose_resources_step(vm, capability_in(r[OPERAND_A(pc)]), &completion, &progress,
                             &awaited));
  completion_store(registers, &completion);
  registers[COMPLETION_AWAIT] = progress == DISPOSE_AWAIT ? awaited : value_uninitialised(vm);
  vm->condition = progress == DISPOSE_DONE;
  return true;
}

bool slow_dispose_error(Vm *vm, const uint32_t *pc, Value *r) {
  Value *registers = &r[OPERAND_A(pc)];
  DisposeCompletion completion = completion_load(registers);
  TRY(dispose_merge_error(vm, &completion, r[OPERAND_B(pc)]));
  completion_store(registers, &completion);
  return true;
}
