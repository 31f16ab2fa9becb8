/* SPDX-License-Identifier: MIT */
/* builder.h: one Code in the making: its instructions, labels, registers, tables.
 *
 * Registers: parameters from 0, then locals, then temporaries, all in stack discipline: `next` is
 * the first free one. Invariant: a register at or above `locals_end` is a temporary and may be
 * used as a scratch place by the expression that has it as its destination; one below holds a
 * variable and is written only by the last instruction of an expression.
 *
 * Code that cannot be reached is not emitted: after an instruction that never falls through
 * nothing is, until a label is bound that something jumps to. */
#ifndef COMPILE_BUILDER_H
#define COMPILE_BUILDER_H

#include "bytecode/positions.h"
#include "compile/scope.h"

typedef unsigned Register;

/* Locals beyond this live in environments; expressions are spilled when temporaries pass the
 * limit. */
#ifdef MOTE_SMALL
#define LOCAL_LIMIT     24u
#define SPILL_LIMIT     48u
#define PARAMETER_LIMIT 12u
#else
#define LOCAL_LIMIT     140u
#define SPILL_LIMIT     200u
#define PARAMETER_LIMIT 64u /* parameters beyond it are taken from a rest array */
#endif
/* Arguments beyond this are passed in an array. */
#define ARGUMENT_LIMIT 32u
#define REGISTER_LIMIT 250u

/* A place in the code to jump to. */
typedef struct Label {
  uint32_t position; /* LABEL_UNBOUND until bound */
  uint32_t fixups; /* chain of jumps that wait for it */
} Label;
#define LABEL_UNBOUND UINT32_MAX
#define LABEL_NEW     ((Label){LABEL_UNBOUND, LABEL_UNBOUND})

typedef struct Fixup {
  uint32_t instruction, word, next;
} Fixup;

VEC_DECLARE(WordVec, uint32_t);
VEC_DECLARE(FixupVec, Fixup);
VEC_DECLARE(HandlerVec, Handler);
VEC_DECLARE(PositionVec, CodePosition);
VEC_DECLARE(ValueVec, Value);

/* An environment that exists at run time, as seen from the code being made. */
typedef struct EnvironmentContext {
  struct EnvironmentContext *parent;
  Scope *scope; /* NULL: a spill's */
  CodeBuilder *builder; /* in whose code it is made; its register is there */
  Register reg;
  ScopeInfo *info; /* or NULL */
} EnvironmentContext;

/* Something that break, continue, return or an exception has to get out of. */
typedef enum ControlKind {
  CONTROL_TARGET, /* loop, switch, labelled statement */
  CONTROL_CATCH, /* leaving only ends the protection by a handler */
  CONTROL_FINALLY, /* leaving goes through a finally block */
  CONTROL_ITERATOR, /* leaving closes an iterator */
  CONTROL_ASYNC_ITERATOR,
} ControlKind;

typedef struct Range {
  uint32_t start, end;
} Range;
VEC_DECLARE(RangeVec, Range);

/* Where a finally block goes on to: kind 3 and up. */
typedef struct Exit {
  Node *target; /* of the break or continue */
  bool is_continue;
} Exit;
VEC_DECLARE(ExitVec, Exit);

typedef struct Control {
  struct Control *outer;
  ControlKind kind;
  Node *node; /* TARGET: what break and continue name */
  Label *break_label;
  Label *continue_label; /* NULL: not a loop */
  Register registers; /* FINALLY: kind, value; ITERATOR: the record */
  Label *entry; /* FINALLY */
  ExitVec exits; /* FINALLY */
  bool returns; /* FINALLY: some return goes through it */
  uint32_t start, end; /* of the protected code */
  RangeVec gaps; /* pieces of it that are not protected */
  uint32_t gap_start; /* of the piece being left */
  unsigned spill_floor; /* the builder's before */
} Control;

enum { COMPLETION_NORMAL, COMPLETION_THROW, COMPLETION_RETURN, COMPLETION_EXITS };

/* A set of registers. */
typedef struct RegisterSet {
  uint64_t words[4];
} RegisterSet;

struct CodeBuilder {
  Compiler *compiler;
  Vm *vm;
  CodeBuilder *outer;
  FunctionNode *function;
  FunctionData *data;

  WordVec words;
  FixupVec fixups;
  HandlerVec handlers;
  PositionVec positions;
  ValueVec constants;
  uint32_t *constant_table; /* hash table of indices + 1 */
  uint32_t constant_table_size;
  WordVec suspensions; /* words where sites go */
  uint32_t prologue_end; /* instructions may be put in here at the end */
  unsigned parameter_count; /* registers that arguments fill */
  unsigned inline_capacity;
  String *name; /* of the function; NULL: empty */

  unsigned next; /* first free register */
  unsigned register_count;
  unsigned locals_end;
  unsigned spill_floor; /* registers below may be looked at by handlers */
  RegisterSet written; /* something was put there since they were last taken into use */
  bool reachable;

  uint32_t call_end; /* word behind the CALL or CALL_PLAIN that was emitted last; 0: none */
  uint32_t offset; /* source position for the next instruction */
  uint32_t callee_start, callee_end;

  EnvironmentContext *environment; /* innermost */
  EnvironmentContext *closure; /* the one the function closes over, or NULL */
  Register closure_register; /* NO_REGISTER: not loaded */
  bool this_is_known; /* derived constructors: surely initialised here */
  Scope *scope;
  Control *control;
  Register default_rest; /* default constructors: all arguments */
  Register capability; /* of the `using` declarations here */
  Register completion; /* of scripts and evals, or NO_REGISTER */
  const Node *pattern_source; /* what the next pattern takes apart, for messages; or NULL */
  uint32_t flags; /* CODE_ */
  bool strict;
};

/* --- instructions --- */

void builder_init(CodeBuilder *b, Compiler *c, FunctionNode *function);
void builder_destroy(CodeBuilder *b);
/* Gives the memory of its vectors back. */
void builder_free_vectors(CodeBuilder *b);
/* Gives up: RangeError. */
NO_RETURN void builder_fail_too_complex(CodeBuilder *b);

/* Emit one instruction; words as the opcode has them. Where a constant is wanted the word is an
 * index from the constant_ functions. */
void emit(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, unsigned c);
void emit1(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, unsigned c, uint32_t w);
void emit2(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, unsigned c, uint32_t w, uint32_t x);
/* With a constant and an inline cache. */
void emit_cached(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, unsigned c, uint32_t constant);
void emit_jump(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, Label *label);
/* ITERATOR_NEXT and its two labels. */
void emit_iterator_next(CodeBuilder *b, Register value, Register record, Register window,
                        Label *done, Label *ready);
/* ITERATOR_VALUE. */
void emit_iterator_value(CodeBuilder *b, Register value, Register record, Register result,
                         Label *done);
void emit_dispose_step(CodeBuilder *b, Register capability, Register completion, bool is_async,
                       Label *done);
/* LOOP and its kin, which go back to a label that is bound. */
void emit_loop(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, const Label *label);
void emit_move(CodeBuilder *b, Register to, Register from);
void emit_int(CodeBuilder *b, Register to, int32_t value);
void emit_number(CodeBuilder *b, Register to, double value);
void emit_value(CodeBuilder *b, Register to, Value value);
void emit_undefined(CodeBuilder *b, Register to);
void emit_throw_error(CodeBuilder *b, ErrorKind kind, ErrorId id, uint32_t constant);
/* AWAIT and its kin: the site is made later. A call right before an AWAIT of its result becomes an awaited one. */
void emit_suspension(CodeBuilder *b, Opcode op, unsigned a, unsigned bb);

/* Binds a label here. */
void label_bind(CodeBuilder *b, Label *label);
/* Binds a label that only LOOP goes to. */
void label_bind_loop(CodeBuilder *b, Label *label);

/* The source position of the instructions that follow. */
static inline void at(CodeBuilder *b, uint32_t offset) {
  b->offset = offset;
  b->callee_start = b->callee_end = 0;
}
static inline void at_node(CodeBuilder *b, const Node *node) { at(b, node->start); }
static inline void at_call(CodeBuilder *b, uint32_t offset, const Node *callee) {
  b->offset = offset;
  b->callee_start = callee->start;
  b->callee_end = callee->end;
}

/* Indices of constants. */
uint32_t constant_value(CodeBuilder *b, Value value);
uint32_t constant_cell(CodeBuilder *b, const void *cell);
uint32_t constant_name(CodeBuilder *b, Name *name);
uint32_t constant_ascii(CodeBuilder *b, const char *text);
uint32_t constant_undefined(CodeBuilder *b);

/* --- registers --- */

static inline bool register_is_written(const RegisterSet *set, Register r) {
  return set->words[r / 64] >> (r % 64) & 1;
}
Register temporary(CodeBuilder *b);
/* `count` registers in a row. */
Register temporaries(CodeBuilder *b, unsigned count);
/* A register for a variable: only between statements. */
Register local(CodeBuilder *b);
static inline bool is_temporary(const CodeBuilder *b, Register r) { return r >= b->locals_end; }
/* A register that may be written early: the destination, if it is a temporary. */
static inline Register scratch(CodeBuilder *b, Register destination) {
  return is_temporary(b, destination) ? destination : temporary(b);
}
/* Frees all registers at or above the mark. */
static inline void release(CodeBuilder *b, unsigned mark) { b->next = mark; }

/* Begins and ends the life of locals that hold something for a statement. */
typedef struct LocalsMark {
  unsigned next, locals_end;
} LocalsMark;
static inline LocalsMark locals_begin(CodeBuilder *b) {
  return (LocalsMark){b->next, b->locals_end};
}
static inline void locals_finish(CodeBuilder *b, LocalsMark mark) {
  b->next = mark.next;
  b->locals_end = mark.locals_end;
}
Register locals(CodeBuilder *b, unsigned count);

/* --- finish --- */

/* The Code cell. The builder is destroyed. */
Code *builder_finish(CodeBuilder *b);
/* liveness.c: the registers live after each suspension (its results apart), by index in
 * b->suspensions, and those that may be read before they were written. False: no memory. */
MUST_USE bool liveness_compute(CodeBuilder *b, RegisterSet *live, RegisterSet *undefined);

/* --- control --- */

/* Begins: protection starts here. */
void control_push(CodeBuilder *b, Control *control, ControlKind kind);
/* Ends the protection: what follows is outside. */
void control_pop(CodeBuilder *b, Control *control);
/* After control_pop, where the handler is to be: enters it in the table for the protected code and
 * makes this place reachable, with the exception in `reg`. False: nothing is protected. */
bool control_handler(CodeBuilder *b, Control *control, Register reg);
/* break and continue. */
void control_jump(CodeBuilder *b, Node *target, bool is_continue);
/* return with the value (not yet awaited …) in a register: through everything around. */
void control_return(CodeBuilder *b, Register value);
/* At the end of a finally block: goes on as its completion registers say. */
void control_dispatch(CodeBuilder *b, Control *control);

#endif
