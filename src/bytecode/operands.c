/* SPDX-License-Identifier: MIT */
/* operands.c: registers and successors of single instructions. */
#include "bytecode/operands.h"

static void add_read(Operands *o, unsigned first, unsigned count) {
  if (count) o->reads[o->read_count++] = (RegisterRange){(uint16_t)first, (uint16_t)count};
}
static void add_write(Operands *o, unsigned first, unsigned count) {
  if (count) o->writes[o->write_count++] = (RegisterRange){(uint16_t)first, (uint16_t)count};
}

/* A call window at register a with n arguments. */
static void add_window(Operands *o, Opcode op, unsigned a, unsigned n) {
  unsigned first = a, reads = 2, writes = 1; /* callee and `this`; the result */
  switch (op) {
    case OPCODE_ITERATOR_NEXT:
      reads = 0;
      writes = 2;
      break;
    case OPCODE_SUPER_CALL:
    case OPCODE_SUPER_CALL_SPREAD:
      first = a + 1;
      reads = 1;
      break;
    case OPCODE_CALL_PLAIN:
    case OPCODE_CALL_PLAIN_AWAITED:
      reads = 1;
      writes = 2;
      break;
    case OPCODE_CONSTRUCT:
    case OPCODE_CONSTRUCT_SPREAD: reads = 1; break;
    default: break;
  }
  add_read(o, first, reads);
  add_read(o, a + FRAME_HEADER, n);
  add_write(o, a, writes);
  o->highest = (uint16_t)(a + FRAME_HEADER - 1 + n);
}

static void decode_byte(Operands *o, Opcode op, char kind, unsigned r, unsigned next) {
  switch (kind) {
    case 'd': add_write(o, r, 1); break;
    case 'D':
      if (r != NO_REGISTER) add_write(o, r, 1);
      break;
    case 's': add_read(o, r, 1); break;
    case 'o':
      if (r != NO_REGISTER) add_read(o, r, 1);
      break;
    case 'x':
      add_read(o, r, 1);
      add_write(o, r, 1);
      break;
    case 'P': add_write(o, r, 2); break;
    case 'p': add_read(o, r, 2); break;
    case 'X': add_write(o, r, 2); break; /* what a resumption gives */
    case 'T': add_write(o, r, 3); break;
    case 't':
      add_read(o, r, op == OPCODE_DISPOSE_STEP || op == OPCODE_DISPOSE_ERROR ? 2 : 3);
      add_write(o, r, 3);
      break;
    case 'W':
      if (op == OPCODE_ITERATOR_NEXT) next = 0;
      else if (!strchr(opcode_info[op].bytes, 'n')) next = 1; /* an array */
      add_window(o, op, r, next);
      break;
    default: break;
  }
}

/* Registers that a count tells of. */
static void decode_special(Operands *o, Opcode op, const uint32_t *pc) {
  switch (op) {
    case OPCODE_CONCAT:
      o->read_count = 0;
      add_read(o, instruction_b(pc), instruction_c(pc));
      break;
    case OPCODE_COPY_REST: add_read(o, instruction_c(pc), pc[1]); break;
    case OPCODE_ITERATOR_CLOSE:
      o->read_count = 0;
      add_read(o, instruction_a(pc), 3);
      break;
    default: break;
  }
}

void operands_decode(const uint32_t *pc, Operands *o) {
  Opcode op = instruction_op(pc);
  const OpcodeInfo *info = &opcode_info[op];
  const uint8_t *bytes = (const uint8_t *)pc;
  *o = (Operands){.falls_through = true};
  for (int i = 0; i < 3; i++)
    decode_byte(o, op, info->bytes[i], bytes[1 + i], i < 2 ? bytes[2 + i] : 0);
  for (int i = 0; info->words[i]; i++) {
    if (info->words[i] == 'J') o->jumps[o->jump_count++] = (int32_t)pc[1 + i];
    if (info->words[i] == 's') add_read(o, pc[1 + i] & 255, 1);
  }
  decode_special(o, op, pc);
  for (const char *f = info->flags; *f; f++) {
    if (*f == 'E') o->falls_through = false;
    if (*f == 'T') o->throws = true;
    if (*f == 'Y') o->suspends = true;
  }
  for (int i = 0; i < o->read_count; i++) {
    unsigned last = o->reads[i].first + o->reads[i].count - 1u;
    if (last > o->highest) o->highest = (uint16_t)last;
  }
  for (int i = 0; i < o->write_count; i++) {
    unsigned last = o->writes[i].first + o->writes[i].count - 1u;
    if (last > o->highest) o->highest = (uint16_t)last;
  }
}
