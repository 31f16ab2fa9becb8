/* SPDX-License-Identifier: MIT */
/* portable.h: what the compiler made, as bytes: Code cells and the cells that they refer to.
 *
 * Code is written before it has run, so that its caches are empty, and read into the current realm. The bytes are of
 * one build of the engine: they begin with its fingerprint, and with a checksum of what follows. They are not meant
 * to be made by anybody else: a reader finds damage, not malice. In them:
 *
 *   u32 fingerprint | u32 checksum | value
 *
 * A value is a tag (PORTABLE_…) and what belongs to it; numbers are variable-length, seven bits a byte, the lowest
 * first. Cells are numbered in the order in which they begin, and one that was written before is a PORTABLE_AGAIN
 * with its number. */
#ifndef BYTECODE_PORTABLE_H
#define BYTECODE_PORTABLE_H

#include "base/buffer.h"
#include "bytecode/code.h"

typedef enum PortableTag {
  PORTABLE_NONE, /* the empty slot */
  PORTABLE_UNDEFINED,
  PORTABLE_NULL,
  PORTABLE_FALSE,
  PORTABLE_TRUE,
  PORTABLE_INT, /* zigzag */
  PORTABLE_DOUBLE, /* 8 bytes */
  PORTABLE_AGAIN, /* number */
  PORTABLE_LATIN1, /* length * 2 + is interned, units */
  PORTABLE_UTF16, /* the same */
  PORTABLE_BIGINT, /* limbs * 2 + is negative, limbs of 8 bytes */
  PORTABLE_SLOTS, /* cell type, count, values: SLOTS, INTERNAL, SCOPE_INFO */
  PORTABLE_SITE, /* pc, result, count, registers */
  PORTABLE_CODE, /* see write_code */
} PortableTag;

#define PORTABLE_HEADER 8

/* Appends a value, which consists of what the tags name. False: exception (out of memory; RangeError where it is
 * nested too deeply). */
MUST_USE bool portable_write(Vm *vm, Value value, Buffer *out);
/* Reads it back. Codes belong to `source` and the current realm. SyntaxError if the bytes are those of another build,
 * or damaged. */
MUST_USE bool portable_read(Vm *vm, const void *bytes, size_t length, Source *source, Value *out);

/* What the first eight bytes must be. */
uint32_t portable_fingerprint(void);
uint32_t portable_checksum(const void *bytes, size_t length);

#endif
