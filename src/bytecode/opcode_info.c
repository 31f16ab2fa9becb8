/* SPDX-License-Identifier: MIT */
/* opcode_info.c: the tables made from opcodes.def. */
#include "bytecode/code.h"

const OpcodeInfo opcode_info[OPCODE_COUNT] = {
#define X(name, bytes, words, flags, effect) {#name, bytes, words, flags, effect},
#include "bytecode/opcodes.def"
#undef X
};

const uint8_t opcode_length[OPCODE_COUNT] = {
#define X(name, bytes, words, flags, effect) sizeof(words),
#include "bytecode/opcodes.def"
#undef X
};
