/* SPDX-License-Identifier: MIT */
/* positions.h: the table from instructions to places in the source.
 *
 * An entry holds from its instruction up to the next entry's. In the cell, after a header:
 *   u32 count of checkpoints, then for every 64th entry a checkpoint (pc, offset, place of the
 *   entry's bytes behind the checkpoints), then the entries: variable-length numbers
 *     (pc - pc before) * 2 + has callee,  zigzag(offset - offset before)
 *     and with a callee:  zigzag(callee start - offset),  callee length
 * where `before` is the entry before, or the checkpoint itself. */
#ifndef BYTECODE_POSITIONS_H
#define BYTECODE_POSITIONS_H

#include "bytecode/code.h"

/* The place of an instruction; calls have the range of the callee's text too. */
typedef struct CodePosition {
  uint32_t pc, offset;
  uint32_t callee_start, callee_end; /* equal: none */
} CodePosition;

/* The table for entries with ascending pc. NULL: exception. */
MUST_USE Bytes *positions_new(Vm *vm, const CodePosition *entries, uint32_t count);

#endif
