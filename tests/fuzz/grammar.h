/* SPDX-License-Identifier: MIT */
/* grammar.h: writes programs that are valid syntax, out of bytes that say which way each rule goes. */
#ifndef TESTS_FUZZ_GRAMMAR_H
#define TESTS_FUZZ_GRAMMAR_H

#include "base/buffer.h"

typedef enum GrammarGoal { GRAMMAR_SCRIPT, GRAMMAR_STRICT_SCRIPT, GRAMMAR_MODULE } GrammarGoal;

/* Appends a program that uses the host's functions tick, print, later and gc, and imports no module but "m". It calls
 * tick first, and in each function and each turn of a loop. Without bytes the shortest rules are taken. */
void grammar_write(Buffer *out, GrammarGoal goal, const uint8_t *bytes, size_t length);

#endif
