/* SPDX-License-Identifier: MIT */
/* slow.h: the slow paths of the handlers, one for each instruction that has one. Each is documented by its
 * instruction in opcodes.def. */
#ifndef VM_SLOW_H
#define VM_SLOW_H

#include "ops/iterate.h"
#include "value/lookup_cache.h"
#include "vm/interpreter.h"

/* Operands. */
#define OPERAND_A(pc) instruction_a(pc)
#define OPERAND_B(pc) instruction_b(pc)
#define OPERAND_C(pc) instruction_c(pc)
static inline Value constant_operand(Vm *vm, const uint32_t *pc, uint32_t word) {
  return slot_load(vm, (Slot){pc[word]});
}
static inline PropertyKey name_operand(const Vm *vm, const uint32_t *pc, uint32_t word) {
  return (PropertyKey){(uint64_t)(uintptr_t)vm | pc[word]};
}

/* OPT: the entry of the lookup cache for a private name of an object; NULL: the slow path must look, which tells it. */
static ALWAYS_INLINE const LookupEntry *looked_up_private(Vm *vm, Value v, Value name) {
  if (!value_is_object(v)) return NULL;
  const LookupEntry *entry =
      lookup_cache_find(vm, value_as_object(v), key_from_symbol(value_as_symbol(name)));
  return entry && entry->holder == LOOKUP_OWN ? entry : NULL;
}

/* A property key for a message, as text: x rather than "x". Gives buf. */
const char *key_text(Vm *vm, Value key, char *buf, size_t size);

/* GetIterator of the instruction's operand v, which the error names. */
MUST_USE bool operand_iterator(Vm *vm, const uint32_t *pc, const Value *r, Value v,
                               IteratorKind kind, IteratorRecord *out);

/* Those that more than fall through to the next instruction. */
SlowPath slow_jump_compare, slow_return_derived, slow_iterator_value;

#define X(name) SlowPath slow_##name;
#include "vm/slow_paths.def"
#undef X

#endif
