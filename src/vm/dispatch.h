/* SPDX-License-Identifier: MIT */
/* dispatch.h: what a handler looks like, in two forms from one source.
 *
 *   HANDLER(NAME) { … NEXT(words); }      an opcode's handler, or an internal one
 *   DISPATCH()      go on with the instruction at pc
 *   NEXT(n)         skip n words and go on
 *   TAIL(NAME)      go on in another handler, same pc
 *   SLOW(f, n)      do the instruction, of n words, by slow_f and go on behind it, or throw
 *   RELOAD()        go on at vm->pc, vm->registers
 *
 *   OUTER_HANDLER(name) { … FINISH(ok); }   a handler's hot rest in a file of its own: TAIL_OUTER(name),
 *                   after SAVE_STATE; goes on at vm->pc, vm->registers, or throws
 *
 * A handler must not pass the address of a local to anything: under clang it could no longer
 * tail-call. What a slow path has to hand back goes through registers or the Vm. */
#ifndef VM_DISPATCH_H
#define VM_DISPATCH_H

#include "vm/frame.h"

#if defined(__clang__) && __has_attribute(preserve_none) && __has_attribute(musttail) && \
    !defined(MOTE_COMPUTED_GOTO)
#define MOTE_TAIL_CALLS    1
#define HANDLER_ATTRIBUTES __attribute__((preserve_none))
typedef HANDLER_ATTRIBUTES bool InstructionHandler(Vm *vm, const uint32_t *pc, Value *r);
#define HANDLER(name) \
  HANDLER_ATTRIBUTES static bool handler_##name(Vm *vm, const uint32_t *pc, Value *r)
#define DISPATCH()                                                                             \
  __attribute__((musttail)) return ((InstructionHandler *)vm->dispatch[*(const uint8_t *)pc])( \
      vm, pc, r)
#define TAIL(name) __attribute__((musttail)) return handler_##name(vm, pc, r)
/* Locals that ASan moves out of the frame need more of it than a preserve_none function can have. */
#define OUTER_HANDLER(name)                                                                        \
  HANDLER_ATTRIBUTES __attribute__((no_sanitize("address"))) bool name(Vm *vm, const uint32_t *pc, \
                                                                       Value *r)
#define TAIL_OUTER(name) __attribute__((musttail)) return name(vm, pc, r)
#define FINISH(ok)                                                                                 \
  do {                                                                                             \
    if (unlikely(!(ok))) TAIL_OUTER(instruction_throw);                                            \
    __attribute__((musttail)) return ((InstructionHandler *)vm->dispatch[instruction_op(vm->pc)])( \
        vm, vm->pc, vm->registers);                                                                \
  } while (0)
/* The exception is in the Vm. */
OUTER_HANDLER(instruction_throw);
#else
#define MOTE_TAIL_CALLS     0
#define HANDLER(name)       label_##name:
#define DISPATCH()          goto * vm->dispatch[*(const uint8_t *)pc]
#define TAIL(name)          goto label_##name
#define OUTER_HANDLER(name) bool name(Vm *vm, const uint32_t *pc, Value *r)
#define TAIL_OUTER(name)                         \
  do {                                           \
    if (unlikely(!name(vm, pc, r))) TAIL(throw); \
    RELOAD();                                    \
  } while (0)
#define FINISH(ok) return (ok)
#endif

#define NEXT(n) \
  do {          \
    pc += (n);  \
    DISPATCH(); \
  } while (0)

/* Leaves the state where slow paths, the collector and stack traces look for it. */
#define SAVE_STATE()   \
  do {                 \
    vm->pc = pc;       \
    vm->registers = r; \
  } while (0)

/* The call is in a handler of its own (slowly_f), so that fast paths need no stack frame. */
#define SLOW(f, n) TAIL(slowly_##f)

#define RELOAD()       \
  do {                 \
    pc = vm->pc;       \
    r = vm->registers; \
    DISPATCH();        \
  } while (0)

/* Enters the bytecode function whose call window is at `window_register` of this frame. Missing parameters
 * become undefined. */
#define ENTER(window_register, code, argc, flags, return_pc)                           \
  do {                                                                                 \
    Value *callee_registers = r + (window_register) + FRAME_HEADER;                    \
    frame_set_link(callee_registers, (return_pc), (argc), (window_register), (flags)); \
    for (uint32_t i = (argc); i < (code)->parameter_count; i++)                        \
      callee_registers[i] = value_undefined(vm);                                       \
    r = callee_registers;                                                              \
    pc = (code)->instructions;                                                         \
    DISPATCH();                                                                        \
  } while (0)

#define RA       r[instruction_a(pc)]
#define RB       r[instruction_b(pc)]
#define RC       r[instruction_c(pc)]
#define SIGNED_C ((int8_t)instruction_c(pc))
#define SIGNED_B ((int8_t)instruction_b(pc))
/* The empty asm keeps the compiler from computing the address twice, as index and as sum. */
#define JUMP_BY(word)        \
  do {                       \
    pc += (int32_t)pc[word]; \
    __asm__("" : "+r"(pc));  \
    DISPATCH();              \
  } while (0)

#endif
