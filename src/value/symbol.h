/* SPDX-License-Identifier: MIT */
/* symbol.h: symbols, private names, and the registry of Symbol.for.
 *
 * A private name (#x) is a symbol with SYMBOL_FLAG_PRIVATE: it is kept among an object's
 * properties like any key, but no operation of JavaScript lists it, and proxies don't see it. */
#ifndef VALUE_SYMBOL_H
#define VALUE_SYMBOL_H

#include "value/string.h"

enum {
  SYMBOL_FLAG_PRIVATE = 1,
  SYMBOL_FLAG_REGISTERED = 2,
  SYMBOL_FLAG_WELL_KNOWN = 4,
  SYMBOL_FLAG_PRIVATE_METHOD = 8, /* a private method or accessor: not writable */
};

typedef struct Symbol {
  uint32_t header; /* type | flags */
  uint32_t hash;
  Slot description; /* string, or undefined; private names: with the '#' */
} Symbol;

static inline Symbol *value_as_symbol(Value v) { return (Symbol *)value_as_cell(v); }
static inline bool symbol_is_private(const Symbol *s) {
  return (s->header >> 8) & SYMBOL_FLAG_PRIVATE;
}

/* NULL: out of memory (exception set). description may be NULL: undefined. */
MUST_USE Symbol *symbol_new(Vm *vm, String *description, uint32_t flags);
/* Symbol.for */
MUST_USE Symbol *symbol_for(Vm *vm, String *key);
/* "Symbol(description)" */
MUST_USE String *symbol_descriptive_string(Vm *vm, Symbol *symbol);
MUST_USE bool symbols_init(Vm *vm);
void symbols_destroy(Vm *vm);
void symbol_trace(Vm *vm, Cell *cell);

#endif
