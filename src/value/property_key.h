/* SPDX-License-Identifier: MIT */
/* property_key.h: the canonical form of a property name.
 *
 * A key is an array index (0 … 2^32-2), an interned string that is not an array index, or a
 * symbol; so two keys are the same property exactly when their bits are equal. */
#ifndef VALUE_PROPERTY_KEY_H
#define VALUE_PROPERTY_KEY_H

#include "value/symbol.h"

typedef struct PropertyKey {
  uint64_t bits; /* VALUE_INT_TAG | index, or a cell's address */
} PropertyKey;

static inline PropertyKey key_from_index(uint32_t index) {
  return (PropertyKey){VALUE_INT_TAG | index};
}
/* An interned string known not to be an array index. */
static inline PropertyKey key_from_name(const String *interned) {
  return (PropertyKey){(uint64_t)(uintptr_t)interned};
}
static inline PropertyKey key_from_symbol(const Symbol *symbol) {
  return (PropertyKey){(uint64_t)(uintptr_t)symbol};
}
static inline bool key_is_index(PropertyKey k) { return k.bits >= VALUE_INT_TAG; }
static inline uint32_t key_index(PropertyKey k) { return (uint32_t)k.bits; }
static inline Cell *key_cell(PropertyKey k) { return (Cell *)(uintptr_t)k.bits; }
static inline bool key_is_symbol(PropertyKey k) {
  return !key_is_index(k) && cell_type(key_cell(k)) == CELL_SYMBOL;
}
static inline bool key_is_string(PropertyKey k) {
  return !key_is_index(k) && cell_type(key_cell(k)) == CELL_STRING;
}
static inline bool key_is_private(PropertyKey k) {
  return key_is_symbol(k) && symbol_is_private((Symbol *)key_cell(k));
}
static inline bool key_equals(PropertyKey a, PropertyKey b) { return a.bits == b.bits; }
static inline uint32_t key_hash(PropertyKey k) {
  /* strings and symbols both keep their hash after the header; a string's in its third word */
  const Cell *cell = key_cell(k);
  return cell_type(cell) == CELL_STRING ? ((const String *)cell)->hash
                                        : ((const Symbol *)cell)->hash;
}

/* Interns and looks for an index. False: out of memory. */
MUST_USE bool key_from_string(Vm *vm, String *s, PropertyKey *out);
/* The key as JavaScript sees it: a string or a symbol. False: out of memory. */
MUST_USE bool key_to_value(Vm *vm, PropertyKey key, Value *out);

#endif
