/* SPDX-License-Identifier: MIT */
/* emit.c: instructions, jumps and constants of the Code being made.
 *
 * Words that hold constants contain the constant's index until finish.c puts the slots there. */
#include <stdlib.h>

#include "base/hash.h"
#include "compile/builder.h"

NO_RETURN COLD static void fail_memory(CodeBuilder *b) {
  throw_out_of_memory(b->vm);
  compiler_fail(b->compiler);
}

NO_RETURN COLD void builder_fail_too_complex(CodeBuilder *b) {
  compiler_fail_too_deep(b->compiler);
}

static void check(CodeBuilder *b, bool ok) {
  if (unlikely(!ok)) fail_memory(b);
}

/* The memory of the vectors goes from a finished builder to the next: most functions then grow none. */
static void move_vectors(CodeBuilder *to, CodeBuilder *from) {
  to->words = from->words;
  to->fixups = from->fixups;
  to->positions = from->positions;
  to->constants = from->constants;
  WordVec_clear(&to->words);
  FixupVec_clear(&to->fixups);
  PositionVec_clear(&to->positions);
  ValueVec_clear(&to->constants);
  from->words = (WordVec){0};
  from->fixups = (FixupVec){0};
  from->positions = (PositionVec){0};
  from->constants = (ValueVec){0};
}

void builder_free_vectors(CodeBuilder *b) {
  WordVec_destroy(&b->words);
  FixupVec_destroy(&b->fixups);
  PositionVec_destroy(&b->positions);
  ValueVec_destroy(&b->constants);
}

void builder_init(CodeBuilder *b, Compiler *c, FunctionNode *function) {
  *b = (CodeBuilder){.compiler = c, .vm = c->vm, .outer = c->builder, .function = function};
  move_vectors(b, c->spare);
  b->data = function_data(c, function);
  b->reachable = true;
  b->closure_register = NO_REGISTER;
  b->completion = NO_REGISTER;
  b->strict = function->flags & FUNCTION_STRICT;
  b->offset = function->node.start;
  c->builder = b;
}

void builder_destroy(CodeBuilder *b) {
  CodeBuilder *spare = b->compiler->spare;
  if (b->words.capacity > spare->words.capacity) {
    builder_free_vectors(spare);
    move_vectors(spare, b);
  }
  builder_free_vectors(b);
  HandlerVec_destroy(&b->handlers);
  WordVec_destroy(&b->suspensions);
  free(b->constant_table);
  b->constant_table = NULL;
  for (Control *c = b->control; c; c = c->outer) {
    ExitVec_destroy(&c->exits);
    RangeVec_destroy(&c->gaps);
  }
  b->compiler->builder = b->outer;
}

/* --- instructions --- */

static void push_word(CodeBuilder *b, uint32_t word) {
  if (unlikely(b->words.length >= 1u << 28)) builder_fail_too_complex(b);
  check(b, WordVec_push(&b->words, word));
}

static void note_position(CodeBuilder *b) {
  CodePosition entry = {b->words.length, b->offset, b->callee_start, b->callee_end};
  if (b->positions.length) {
    const CodePosition *last = PositionVec_last(&b->positions);
    if (last->offset == entry.offset && last->callee_start == entry.callee_start &&
        last->callee_end == entry.callee_end)
      return;
  }
  check(b, PositionVec_push(&b->positions, entry));
}

static void mark_written(CodeBuilder *b, unsigned first, unsigned count) {
  for (unsigned r = first; r < first + count && r < 256; r++)
    b->written.words[r / 64] |= 1ull << (r % 64);
}

/* Keeps `written`, which spilling looks at. */
static void note_write(CodeBuilder *b, char kind, unsigned r) {
  switch (kind) {
    case 'd':
    case 'D':
    case 'x':
    case 'W': mark_written(b, r, 1); break;
    case 'P':
    case 'X': mark_written(b, r, 2); break;
    case 'T':
    case 't': mark_written(b, r, 3); break;
    default: break;
  }
}

static bool ends_block(const char *flags) {
  while (*flags && *flags != 'E') flags++;
  return *flags;
}

void emit(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, unsigned c) {
  if (!b->reachable) return;
  const char *flags = opcode_info[op].flags;
  if (*flags == 'T') note_position(b);
  note_write(b, opcode_info[op].bytes[0], a);
  note_write(b, opcode_info[op].bytes[1], bb);
  push_word(b, instruction_make(op, (uint8_t)a, (uint8_t)bb, (uint8_t)c));
  if (ends_block(flags)) b->reachable = false;
}

void emit1(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, unsigned c, uint32_t w) {
  if (!b->reachable) return;
  emit(b, op, a, bb, c);
  push_word(b, w);
}

void emit2(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, unsigned c, uint32_t w, uint32_t x) {
  if (!b->reachable) return;
  emit1(b, op, a, bb, c, w);
  push_word(b, x);
}

void emit_cached(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, unsigned c,
                 uint32_t constant) {
  if (!b->reachable) return;
  emit1(b, op, a, bb, c, constant);
  for (int i = 0; i < 4; i++) push_word(b, 0);
}

/* The call that was emitted just before becomes an awaited one, if its result is to be awaited. */
static void mark_awaited(CodeBuilder *b, unsigned value) {
  if (!b->call_end || b->call_end != b->words.length) return;
  uint32_t *call = &b->words.items[b->call_end - 1];
  if (instruction_a(call) != value) return;
  bool plain = instruction_op(call) == OPCODE_CALL_PLAIN;
  *call = instruction_make(plain ? OPCODE_CALL_PLAIN_AWAITED : OPCODE_CALL_AWAITED, (uint8_t)value,
                           instruction_b(call), 0);
}

void emit_suspension(CodeBuilder *b, Opcode op, unsigned a, unsigned bb) {
  if (!b->reachable) return;
  if (op == OPCODE_AWAIT) mark_awaited(b, bb);
  check(b, WordVec_push(&b->suspensions, b->words.length));
  emit1(b, op, a, bb, 0, 0);
}

/* --- labels --- */

/* Pushes the word that goes to the label, for the instruction that began at `start`. */
static void push_jump(CodeBuilder *b, uint32_t start, Label *label) {
  Fixup fixup = {start, b->words.length, label->fixups};
  label->fixups = b->fixups.length;
  check(b, FixupVec_push(&b->fixups, fixup));
  push_word(b, 0);
}

/* A jump to the instruction behind itself does nothing. */
void label_bind(CodeBuilder *b, Label *label) {
  label->position = b->words.length;
  for (uint32_t i = label->fixups; i != LABEL_UNBOUND; i = b->fixups.items[i].next) {
    Fixup *f = &b->fixups.items[i];
    b->words.items[f->word] = label->position - f->instruction;
    b->reachable = true;
  }
}

void label_bind_loop(CodeBuilder *b, Label *label) { label->position = b->words.length; }

void emit_jump(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, Label *label) {
  if (!b->reachable) return;
  uint32_t start = b->words.length;
  emit(b, op, a, bb, 0);
  push_jump(b, start, label);
}

void emit_loop(CodeBuilder *b, Opcode op, unsigned a, unsigned bb, const Label *label) {
  if (!b->reachable) return;
  uint32_t start = b->words.length;
  emit(b, op, a, bb, 0);
  push_word(b, label->position - start);
}

void emit_iterator_next(CodeBuilder *b, Register value, Register record, Register window,
                        Label *done, Label *ready) {
  if (!b->reachable) return;
  uint32_t start = b->words.length;
  emit(b, OPCODE_ITERATOR_NEXT, value, record, window);
  push_jump(b, start, done);
  push_jump(b, start, ready);
}

void emit_iterator_value(CodeBuilder *b, Register value, Register record, Register result,
                         Label *done) {
  if (!b->reachable) return;
  uint32_t start = b->words.length;
  emit(b, OPCODE_ITERATOR_VALUE, value, record, result);
  push_jump(b, start, done);
}

void emit_dispose_step(CodeBuilder *b, Register capability, Register completion, bool is_async,
                       Label *done) {
  if (!b->reachable) return;
  uint32_t start = b->words.length;
  emit(b, OPCODE_DISPOSE_STEP, capability, completion, is_async);
  push_jump(b, start, done);
}

/* --- values --- */

void emit_move(CodeBuilder *b, Register to, Register from) {
  if (to != from) emit(b, OPCODE_MOVE, to, from, 0);
}

void emit_undefined(CodeBuilder *b, Register to) { emit(b, OPCODE_LOAD_UNDEFINED, to, 0, 0); }

void emit_int(CodeBuilder *b, Register to, int32_t value) {
  if (value >= INT16_MIN && value <= INT16_MAX)
    emit(b, OPCODE_LOAD_INT, to, (uint32_t)value & 255, (uint32_t)value >> 8 & 255);
  else emit1(b, OPCODE_LOAD_CONST, to, 0, 0, constant_value(b, value_int(value)));
}

void emit_value(CodeBuilder *b, Register to, Value value) {
  if (value_is_int(value)) emit_int(b, to, value_as_int(value));
  else emit1(b, OPCODE_LOAD_CONST, to, 0, 0, constant_value(b, value));
}

void emit_number(CodeBuilder *b, Register to, double value) {
  emit_value(b, to, value_number(value));
}

void emit_throw_error(CodeBuilder *b, ErrorKind kind, ErrorId id, uint32_t constant) {
  emit1(b, OPCODE_THROW_ERROR, kind, id, 0, constant);
}

/* --- constants --- */

static void constant_table_grow(CodeBuilder *b) {
  uint32_t size = b->constant_table_size ? b->constant_table_size * 2 : 16;
  uint32_t *table = calloc(size, sizeof *table);
  check(b, table != NULL);
  for (uint32_t i = 0; i < b->constants.length; i++) {
    uint32_t at_index = hash_uint64(b->constants.items[i].bits) & (size - 1);
    while (table[at_index]) at_index = (at_index + 1) & (size - 1);
    table[at_index] = i + 1;
  }
  free(b->constant_table);
  b->constant_table = table;
  b->constant_table_size = size;
}

uint32_t constant_value(CodeBuilder *b, Value value) {
  if (b->constants.length * 2 >= b->constant_table_size) constant_table_grow(b);
  uint32_t mask = b->constant_table_size - 1;
  uint32_t place = hash_uint64(value.bits) & mask;
  for (; b->constant_table[place]; place = (place + 1) & mask) {
    uint32_t index = b->constant_table[place] - 1;
    if (b->constants.items[index].bits == value.bits) return index;
  }
  check(b, ValueVec_push(&b->constants, value));
  if (b->constants.length >= 1u << 23) builder_fail_too_complex(b);
  b->constant_table[place] = b->constants.length;
  return b->constants.length - 1;
}

uint32_t constant_cell(CodeBuilder *b, const void *cell) {
  return constant_value(b, value_cell(cell));
}
uint32_t constant_name(CodeBuilder *b, Name *name) {
  return constant_cell(b, compiler_name(b->compiler, name));
}
uint32_t constant_ascii(CodeBuilder *b, const char *text) {
  return constant_cell(b, compiler_ascii(b->compiler, text));
}
uint32_t constant_undefined(CodeBuilder *b) { return constant_value(b, value_undefined(b->vm)); }

/* --- registers --- */

Register temporaries(CodeBuilder *b, unsigned count) {
  Register first = b->next;
  if (unlikely(first + count > REGISTER_LIMIT)) builder_fail_too_complex(b);
  b->next = first + count;
  for (unsigned r = first; r < b->next; r++) b->written.words[r / 64] &= ~(1ull << (r % 64));
  if (b->next > b->register_count) b->register_count = b->next;
  return first;
}

Register temporary(CodeBuilder *b) { return temporaries(b, 1); }

Register locals(CodeBuilder *b, unsigned count) {
  Register first = temporaries(b, count);
  b->locals_end = b->next;
  return first;
}

Register local(CodeBuilder *b) { return locals(b, 1); }
