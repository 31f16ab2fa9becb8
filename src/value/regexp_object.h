/* SPDX-License-Identifier: MIT */
/* regexp_object.h: RegExp objects, and the programs that were compiled lately.
 *
 *   header, overflow, elements
 *   last_index   the own property lastIndex: always slot 0, inline
 *   source       the pattern as it was given
 *   legacy_realm the realm whose RegExp, not a subclass, made it; none otherwise
 *   program      external, shared; NULL until initialised */
#ifndef VALUE_REGEXP_OBJECT_H
#define VALUE_REGEXP_OBJECT_H

#include "regexp/regexp.h"
#include "value/vm.h"

typedef struct RegExpObject {
  Object base;
  Slot last_index;
  Slot source;
  Slot legacy_realm;
  RegExpProgram *program;
} RegExpObject;

static inline bool value_is_regexp(Value v) { return value_is_type(v, CELL_REGEXP); }
static inline RegExpObject *value_as_regexp(Value v) { return (RegExpObject *)value_as_cell(v); }

/* RegExpAlloc with a prototype: lastIndex is undefined, nothing compiled. NULL: exception. */
MUST_USE RegExpObject *regexp_allocate(Vm *vm, Value prototype);
/* RegExpInitialize's part after the conversions: compiles, or takes a program of the cache.
 * Doesn't touch lastIndex. SyntaxError if pattern or flags are wrong. */
MUST_USE bool regexp_object_set(Vm *vm, RegExpObject *regexp, String *pattern, String *flags);
/* A new object of the current realm with lastIndex 0. */
MUST_USE RegExpObject *regexp_new(Vm *vm, String *pattern, String *flags);
/* The same with pattern and flags of another one. */
MUST_USE RegExpObject *regexp_copy(Vm *vm, const RegExpObject *regexp);
/* The shape of such objects in the current realm, kept there. NULL: exception. */
MUST_USE Shape *regexp_shape(Vm *vm);
/* Whether the object's own properties are lastIndex alone, writable, as it was made. Then
 * last_index may be read and written directly. */
bool regexp_is_plain(Vm *vm, const RegExpObject *regexp);

void regexp_trace(Vm *vm, Cell *cell);
void regexp_finalize(Vm *vm, Cell *cell);
/* Frees the cache of programs. */
void regexp_cache_destroy(struct RegExpCache *cache);

#endif
