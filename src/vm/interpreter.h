/* SPDX-License-Identifier: MIT */
/* interpreter.h: the interpreter's state and entries.
 *
 * Handlers take (vm, pc, r). In a clang build they are functions that tail-call each other with the
 * arguments in registers (preserve_none, musttail); elsewhere the same source is the body of one
 * function with computed gotos. Slow paths are ordinary functions of the same three arguments that
 * do the whole instruction and return whether it succeeded. */
#ifndef VM_INTERPRETER_H
#define VM_INTERPRETER_H

#include "vm/frame.h"

struct Interpreter {
  EntryRecord *entries;   /* innermost first */
  Realm *main_realm;
  uint32_t halt[1];       /* the HALT instruction that C's frames return to */
  uint32_t module_async_order; /* AsyncEvaluationOrder counter */
  Code *cached_codes; /* those with CODE_HAS_CACHES, through next_cached; weak */
  Object *silent_prototype; /* see for_in.c; forgotten at collections */
  uint32_t silent_epoch;
  bool terminating;       /* an interrupt is being thrown: no handler catches it */
};

/* A slow path: does the instruction at pc with the registers r. False: exception. */
typedef bool SlowPath(Vm *vm, const uint32_t *pc, Value *r);

MUST_USE bool interpreter_init(Vm *vm);
void interpreter_destroy(Vm *vm);
/* Runs from (vm->pc, vm->registers) until a HALT: true; or until an exception leaves the entry frame:
 * false. */
bool interpreter_run(Vm *vm);

/* Begins a nested entry from C: remembers where the VM was, and gives the window for the frame to be
 * entered, with room for `registers` behind it; NULL: exception, nothing to undo. */
Value *interpreter_enter(Vm *vm, EntryRecord *entry, size_t registers);
/* Ends it: the VM is where it was. */
void interpreter_leave(Vm *vm, EntryRecord *entry);

/* The call instructions' slow path: native functions, bound ones, proxies, constructors, errors.
 * Leaves in vm->pc and vm->registers where to go on: in the callee, or behind the call. */
bool call_window(Vm *vm, const uint32_t *pc, Value *r);
/* The same for CALL where the callee is a native function: goes on behind the call. */
bool call_native(Vm *vm, const uint32_t *pc, Value *r);
/* Calls a getter that is a native function, in a window of this frame, for an instruction that ends at return_pc. */
bool call_native_getter(Vm *vm, const uint32_t *return_pc, Value *r, uint32_t window, Value getter,
                        Value receiver, Value *out);

/* The shape that a new `this` has where the Code's cache is for this new.target; else NULL. */
static inline Shape *cached_this_shape(Vm *vm, const Code *code, Value new_target) {
  const Object *f = value_as_object(new_target);
  if (unlikely(f->header != code->this_header)) return NULL;
  const Slots *overflow = slot_cell_present(vm, f->overflow);
  if (unlikely(overflow->items[code->this_slot].bits != code->this_prototype.bits)) return NULL;
  return slot_cell_present(vm, code->this_shape);
}

/* Slow paths with more than two outcomes. */
typedef enum IterationOutcome {
  ITERATION_THROW,
  ITERATION_GENERAL, /* window set up: call next */
  ITERATION_VALUE,
  ITERATION_DONE,
} IterationOutcome;
IterationOutcome iterator_next_fast(Vm *vm, const uint32_t *pc, Value *r);
/* The effect of ITERATOR_VALUE at pc on a plain iterator result, without the object; the instruction to go
 * on with. */
const uint32_t *iterator_value_given(Vm *vm, const uint32_t *pc, Value *r, Value value, bool done);
/* These leave in vm->condition whether to take the jump. */
bool for_in_next(Vm *vm, const uint32_t *pc, Value *r);
bool dispose_step(Vm *vm, const uint32_t *pc, Value *r);

/* Runs a Code as a function: scripts, modules' parts, eval bodies. */
MUST_USE bool run_code(Vm *vm, Code *code, Environment *environment, Value this_value, Value *out);

/* Function objects of a code (closure.c). home may be undefined. */
MUST_USE Function *closure_new(Vm *vm, Code *code, Environment *environment, Value home);

/* Finds the handler of the pending exception, leaving frames as needed. True: vm->pc and
 * vm->registers are where to go on (perhaps in a caller of an async function, or at HALT);
 * false: it leaves the entry frame. */
bool unwind(Vm *vm);

/* To be told before a cache of a Code is filled. */
void code_note_caches(Vm *vm, Code *code);
/* Clears inline caches whose shapes died. Called at the end of a collection's marking. */
void inline_caches_sweep(Vm *vm);

/* The inline capacities up to which NEW_OBJECT's size class is size / 8 - 1. */
#define NEW_OBJECT_INLINE_MAX 29

/* The header word that an inline cache holds for strings, whose headers' flags differ. */
#define STRING_CACHE_HEADER (0xffffff00u | CELL_STRING)

/* Global variables (global.c). */
MUST_USE bool global_get(Vm *vm, Realm *realm, PropertyKey name, bool *found, Value *out);
MUST_USE bool global_set(Vm *vm, Realm *realm, PropertyKey name, Value value, bool strict);
MUST_USE bool global_has(Vm *vm, Realm *realm, PropertyKey name, bool *out);
MUST_USE bool global_declare(Vm *vm, Realm *realm, Slots *record);
MUST_USE bool global_delete(Vm *vm, Realm *realm, PropertyKey name, bool *out);

#endif
