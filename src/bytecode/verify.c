/* SPDX-License-Identifier: MIT */
/* verify.c: checks that a Code is well-formed, so that the interpreter need not.
 *
 * Three passes: instructions can be decoded one after the other to the end; each one's operands
 * are in range and its jumps go to instructions; handlers and sites agree with them. */
#include <stdio.h>
#include <stdlib.h>

#include "base/bits.h"
#include "bytecode/operands.h"

typedef struct Verifier {
  Vm *vm;
  const Code *code;
  uint64_t *starts; /* bitmap: words where instructions begin */
  uint32_t *constants; /* bits of the constants' slots, sorted */
  uint32_t constant_count;
  char *buf;
  size_t size;
} Verifier;

static const char *name_at(const Verifier *v, uint32_t pc) {
  if (pc >= v->code->word_count) return "end";
  uint8_t op = instruction_op(v->code->instructions + pc);
  return op < OPCODE_COUNT ? opcode_info[op].name : "no opcode";
}

static bool fail(Verifier *v, uint32_t pc, const char *what) {
  snprintf(v->buf, v->size, "%s at word %u (%s)", what, pc, name_at(v, pc));
  return false;
}

static bool is_start(const Verifier *v, int64_t pc) {
  return pc >= 0 && pc < v->code->word_count && bitmap_get(v->starts, (size_t)pc);
}

static bool find_starts(Verifier *v) {
  const Code *code = v->code;
  uint32_t pc = 0;
  while (pc < code->word_count) {
    uint8_t op = instruction_op(code->instructions + pc);
    if (op >= OPCODE_COUNT) return fail(v, pc, "unknown opcode");
    if (opcode_length[op] > code->word_count - pc) return fail(v, pc, "cut off");
    bitmap_set(v->starts, pc);
    pc += opcode_length[op];
  }
  return true;
}

static int compare_bits(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static bool sort_constants(Verifier *v) {
  const Slots *constants = slot_cell(v->vm, v->code->constants);
  v->constant_count = constants ? cell_header_data(constants) : 0;
  v->constants = malloc(v->constant_count * sizeof *v->constants + 1);
  if (!v->constants) return false;
  for (uint32_t i = 0; i < v->constant_count; i++) v->constants[i] = constants->items[i].bits;
  qsort(v->constants, v->constant_count, sizeof *v->constants, compare_bits);
  return true;
}

static bool is_constant(const Verifier *v, uint32_t bits) {
  return bsearch(&bits, v->constants, v->constant_count, sizeof bits, compare_bits) != NULL;
}

/* A site is one of the constants; a word that is none may point anywhere. */
static bool check_site(Verifier *v, uint32_t pc, Slot slot) {
  if (!is_constant(v, slot.bits) || !slot_is_cell(slot)) return fail(v, pc, "bad site");
  const Site *site = slot_cell(v->vm, slot);
  if (!site || cell_type(site) != CELL_SITE || site->pc != pc) return fail(v, pc, "bad site");
  for (uint32_t k = 0; k < site->live_count; k++)
    if (site->live[k] >= v->code->register_count) return fail(v, pc, "bad live register");
  return true;
}

static bool check_words(Verifier *v, uint32_t pc) {
  const uint32_t *words = v->code->instructions + pc;
  const char *kinds = opcode_info[words[0] & 255].words;
  for (int i = 0; kinds[i]; i++) {
    Slot slot = {words[1 + i]};
    if (kinds[i] == 'K' && !slot_is_int(slot) && !is_constant(v, slot.bits))
      return fail(v, pc, "not a constant of this code");
    if (kinds[i] == 'S' && !check_site(v, pc, slot)) return false;
  }
  return true;
}

static bool check_jumps(Verifier *v, uint32_t pc, const Operands *o) {
  for (int i = 0; i < o->jump_count; i++) {
    int64_t target = (int64_t)pc + o->jumps[i];
    if (!is_start(v, target)) return fail(v, pc, "jump into nowhere");
    bool backward = target <= pc;
    if (backward != opcode_goes_backward(instruction_op(v->code->instructions + pc)))
      return fail(v, pc, "only loops go backward");
  }
  return true;
}

/* ITERATOR_NEXT is followed by the CALL of its window, then by ITERATOR_VALUE; the calls that say so by
 * the AWAIT of their result. */
static bool check_sequence(Verifier *v, uint32_t pc) {
  const uint32_t *words = v->code->instructions + pc;
  uint8_t op = instruction_op(words);
  const uint32_t *next = words + opcode_length[op];
  if (op == OPCODE_CALL_AWAITED || op == OPCODE_CALL_PLAIN_AWAITED)
    return (instruction_op(next) == OPCODE_AWAIT && instruction_b(next) == instruction_a(words)) ||
           fail(v, pc, "awaited call without its AWAIT");
  if (op != OPCODE_ITERATOR_NEXT) return true;
  if (instruction_op(next) != OPCODE_CALL || instruction_a(next) != instruction_c(words) ||
      instruction_b(next) != 0)
    return fail(v, pc, "ITERATOR_NEXT without its CALL");
  return true;
}

/* Whether the frame is as the call left it. */
static bool is_at_entry(const uint32_t *first, uint32_t pc) {
  if (pc == 0) return true;
  return instruction_op(first) == OPCODE_CREATE_ARGUMENTS &&
         pc == opcode_length[OPCODE_CREATE_ARGUMENTS] &&
         instruction_op(first + pc) == OPCODE_COUNT_ARGUMENTS;
}

static bool check_instruction(Verifier *v, uint32_t pc) {
  Operands o;
  const uint32_t *words = v->code->instructions + pc;
  operands_decode(words, &o);
  if ((o.read_count || o.write_count) && o.highest >= v->code->register_count)
    return fail(v, pc, "register out of range");
  if (o.falls_through && !is_start(v, pc + opcode_length[words[0] & 255]))
    return fail(v, pc, "falls off the end");
  if (strncmp(opcode_info[words[0] & 255].effect, "quick", 5) == 0)
    return fail(v, pc, "quick form");
  Opcode op = (Opcode)instruction_op(words);
  if ((op == OPCODE_CREATE_ARGUMENTS || op == OPCODE_COUNT_ARGUMENTS) &&
      !is_at_entry(v->code->instructions, pc))
    return fail(v, pc, "not the first instruction");
  return check_words(v, pc) && check_jumps(v, pc, &o) && check_sequence(v, pc);
}

/* Handlers overlap only by nesting, inner ones first. */
static bool check_handlers(Verifier *v) {
  const Bytes *bytes = slot_cell(v->vm, v->code->handlers);
  const Handler *handlers = bytes ? (const Handler *)(const void *)bytes->data : NULL;
  uint32_t count = bytes ? bytes->length / sizeof(Handler) : 0;
  for (uint32_t i = 0; i < count; i++) {
    const Handler *h = &handlers[i];
    if (h->start >= h->end || h->end > v->code->word_count) return fail(v, h->start, "bad handler");
    if (!is_start(v, h->start) || !is_start(v, h->target)) return fail(v, h->start, "bad handler");
    if (h->end != v->code->word_count && !is_start(v, h->end))
      return fail(v, h->end, "bad handler end");
    if (h->reg >= v->code->register_count) return fail(v, h->target, "bad handler register");
    for (uint32_t k = 0; k < i; k++) {
      const Handler *inner = &handlers[k];
      bool apart = inner->end <= h->start || h->end <= inner->start;
      bool nested = inner->start >= h->start && inner->end <= h->end;
      if (!apart && !nested) return fail(v, h->start, "handlers cross");
    }
  }
  return true;
}

static bool verify(Verifier *v) {
  const Code *code = v->code;
  if (code->word_count == 0) return fail(v, 0, "no instructions");
  if (code->register_count > 255 || code->parameter_count > code->register_count)
    return fail(v, 0, "too many registers");
  if (!find_starts(v)) return false;
  for (uint32_t pc = 0; pc < code->word_count; pc += opcode_length[code->instructions[pc] & 255])
    if (!check_instruction(v, pc)) return false;
  return check_handlers(v);
}

bool code_verify(Vm *vm, const Code *code, char *buf, size_t size) {
  Verifier v = {.vm = vm, .code = code, .buf = buf, .size = size};
  v.starts = calloc(bitmap_words(code->word_count + 1), sizeof(uint64_t));
  /* without memory nothing can be said against the code */
  bool ok = !v.starts || !sort_constants(&v) || verify(&v);
  free(v.starts);
  free(v.constants);
  return ok;
}
