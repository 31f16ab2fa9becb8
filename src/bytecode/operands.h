/* SPDX-License-Identifier: MIT */
/* operands.h: which registers an instruction reads and writes, and where it may go on.
 *
 * The one place where operand kinds of opcodes.def get a meaning for analyses: liveness and the
 * verifier. What a kind cannot say (windows, counted registers) is said here per opcode. */
#ifndef BYTECODE_OPERANDS_H
#define BYTECODE_OPERANDS_H

#include "bytecode/code.h"

/* `count` registers from `first` on. */
typedef struct RegisterRange {
  uint16_t first, count;
} RegisterRange;

#define OPERANDS_MAX 8

typedef struct Operands {
  RegisterRange reads[OPERANDS_MAX], writes[OPERANDS_MAX];
  uint8_t read_count, write_count;
  int32_t jumps[2];   /* relative to the instruction, in words */
  uint8_t jump_count;
  bool falls_through;
  bool throws;
  bool suspends;
  /* Registers that must exist though they are neither read nor written: a window's end. */
  uint16_t highest;
} Operands;

/* Decodes the instruction at pc (whose words must all be there). */
void operands_decode(const uint32_t *pc, Operands *out);

#endif
