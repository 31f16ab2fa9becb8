/* SPDX-License-Identifier: MIT */
/* finish.c: makes the Code cell of a builder that is through: constants, sites, tables. */
#include <stdlib.h>

#include "compile/builder.h"

static void check_cell(CodeBuilder *b, const void *cell) {
  if (!cell) compiler_fail(b->compiler);
}
static void *allocate(CodeBuilder *b, CellType type, size_t size) {
  void *cell = heap_allocate(b->vm, type, size);
  if (!cell) throw_out_of_memory(b->vm);
  check_cell(b, cell);
  return cell;
}

/* --- prologue --- */

static void shift(uint32_t *position, uint32_t from, uint32_t by) {
  if (*position >= from) *position += by;
}

/* Puts LOAD_UNDEFINED in front of everything but the instructions that must be first. */
static void insert_undefined(CodeBuilder *b, const RegisterSet *undefined) {
  uint32_t words[REGISTER_LIMIT], count = 0, from = b->prologue_end;
  for (unsigned r = 0; r < REGISTER_LIMIT; r++)
    if (undefined->words[r / 64] >> (r % 64) & 1)
      words[count++] = instruction_make(OPCODE_LOAD_UNDEFINED, (uint8_t)r, 0, 0);
  if (!count) return;
  uint32_t length = b->words.length;
  if (!WordVec_append(&b->words, words, count)) {
    throw_out_of_memory(b->vm);
    compiler_fail(b->compiler);
  }
  memmove(b->words.items + from + count, b->words.items + from, (length - from) * sizeof(uint32_t));
  memcpy(b->words.items + from, words, count * sizeof(uint32_t));
  for (uint32_t i = 0; i < b->suspensions.length; i++) shift(&b->suspensions.items[i], from, count);
  for (uint32_t i = 0; i < b->positions.length; i++) shift(&b->positions.items[i].pc, from, count);
  for (uint32_t i = 0; i < b->handlers.length; i++) {
    Handler *h = &b->handlers.items[i];
    shift(&h->start, from, count);
    shift(&h->end, from, count);
    shift(&h->target, from, count);
  }
}

/* --- sites --- */

static Site *make_site(CodeBuilder *b, uint32_t pc, const RegisterSet *live) {
  uint32_t count = 0;
  for (int i = 0; i < 4; i++) count += (uint32_t)__builtin_popcountll(live->words[i]);
  Site *site = allocate(b, CELL_SITE, sizeof(Site) + count * sizeof(uint16_t));
  site->pc = pc;
  site->result = instruction_a(b->words.items + pc);
  site->live_count = (uint16_t)count;
  uint32_t n = 0;
  for (unsigned r = 0; r < 256; r++)
    if (live->words[r / 64] >> (r % 64) & 1) site->live[n++] = (uint16_t)r;
  return site;
}

static void make_sites(CodeBuilder *b) {
  uint32_t count = b->suspensions.length;
  if (!count) return;
  RegisterSet *live = compiler_allocate(b->compiler, count * sizeof *live);
  RegisterSet undefined = {{0}};
  if (!liveness_compute(b, live, &undefined)) {
    throw_out_of_memory(b->vm);
    compiler_fail(b->compiler);
  }
  insert_undefined(b, &undefined);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t pc = b->suspensions.items[i];
    b->words.items[pc + 1] = constant_cell(b, make_site(b, pc, &live[i]));
  }
}

static void link_sites(CodeBuilder *b, Code *code) {
  for (uint32_t i = 0; i < b->suspensions.length; i++) {
    uint32_t pc = b->suspensions.items[i];
    code_link_site(b->vm, code, (Site *)value_as_cell(b->constants.items[b->words.items[pc + 1]]));
  }
}

/* --- constants --- */

static Slots *make_constants(CodeBuilder *b) {
  if (!b->constants.length) return NULL;
  Slots *slots = slots_new(b->vm, CELL_SLOTS, b->constants.length);
  check_cell(b, slots);
  for (uint32_t i = 0; i < b->constants.length; i++)
    slot_store(b->vm, slots, &slots->items[i], b->constants.items[i]);
  return slots;
}

/* Copies the instructions, with constants' slots in the place of their indices. */
static void copy_words(CodeBuilder *b, Code *code, const Slots *constants) {
  for (uint32_t pc = 0; pc < b->words.length;) {
    uint32_t word = b->words.items[pc];
    const char *kinds = opcode_info[word & 255].words;
    code->instructions[pc++] = word;
    for (; *kinds; kinds++, pc++) {
      uint32_t operand = b->words.items[pc];
      if (*kinds == 'K' || *kinds == 'S') operand = constants->items[operand].bits;
      code->instructions[pc] = operand;
    }
  }
}

/* --- whole --- */

static void fill_head(CodeBuilder *b, Code *code) {
  const FunctionNode *f = b->function;
  Vm *vm = b->vm;
  code->flags = b->flags;
  code->length = (uint16_t)u32_min(f->length, 0xffff);
  code->parameter_count = (uint16_t)b->parameter_count;
  code_set_registers(code, b->register_count);
  code->inline_capacity = (uint8_t)u32_min(b->inline_capacity, OBJECT_INLINE_MAX);
  code->source_start = f->node.start;
  code->source_end = f->node.end;
  slot_store_cell(vm, code, &code->name, b->name ? b->name : vm->empty_string);
  slot_store_cell(vm, code, &code->source, b->compiler->source);
  code_set_realm(vm, code);
}

static void fill_tables(CodeBuilder *b, Code *code) {
  Vm *vm = b->vm;
  if (b->handlers.length) {
    Bytes *handlers = bytes_new(vm, b->handlers.items, b->handlers.length * sizeof(Handler));
    check_cell(b, handlers);
    slot_store_cell(vm, code, &code->handlers, handlers);
  }
  if (b->positions.length) {
    Bytes *positions = positions_new(vm, b->positions.items, b->positions.length);
    check_cell(b, positions);
    slot_store_cell(vm, code, &code->positions, positions);
  }
}

#ifdef MOTE_DEBUG_BUILD
#include <stdio.h>
static void verify(CodeBuilder *b, const Code *code) {
  char message[256];
  if (code_verify(b->vm, code, message, sizeof message)) return;
  fprintf(stderr, "bad bytecode: %s\n", message);
  code_disassemble(b->vm, code, stderr);
  ASSERT(!"bytecode verifies");
}
#else
static void verify(CodeBuilder *b, const Code *code) {
  (void)b;
  (void)code;
}
#endif

Code *builder_finish(CodeBuilder *b) {
  make_sites(b);
  Code *code = allocate(b, CELL_CODE, sizeof(Code) + b->words.length * sizeof(uint32_t));
  code->word_count = b->words.length;
  fill_head(b, code);
  Slots *constants = make_constants(b);
  slot_store_cell(b->vm, code, &code->constants, constants);
  copy_words(b, code, constants);
  fill_tables(b, code);
  link_sites(b, code);
  verify(b, code);
  builder_destroy(b);
  return code;
}
