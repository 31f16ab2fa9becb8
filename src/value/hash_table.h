/* SPDX-License-Identifier: MIT */
/* hash_table.h: the ordered hash table of Map and Set.
 *
 * Keys are compared by SameValueZero. Entries stand in the order of insertion; a deleted one leaves
 * a tombstone until the table is made anew. The owner (a Map) holds the current table in one of its
 * slots; every change goes through that slot, because growing, compacting and clearing make a new
 * table. An old table keeps a link to its successor and its tombstones, so that an iterator that
 * still holds the old one finds its place in the new one (hash_table_next).
 *
 *   header | capacity | used | deleted | first | forward | buckets …| entries: key, (value,) next … */
#ifndef VALUE_HASH_TABLE_H
#define VALUE_HASH_TABLE_H

#include "value/object.h"

enum {
  HASH_TABLE_VALUES = 1,  /* entries have values: a Map */
  HASH_TABLE_CLEARED = 2, /* replaced by hash_table_clear: positions start again at 0 */
};

typedef struct HashTable {
  uint32_t header;   /* type | HASH_TABLE_ flags */
  uint32_t capacity; /* entries that fit; a power of two, and so is the number of buckets */
  uint32_t used;     /* entries in use, deleted ones included */
  uint32_t deleted;
  uint32_t first;    /* every entry before this one is deleted */
  Slot forward;      /* the table that replaced this one, or none */
  uint32_t words[];  /* capacity buckets, then the entries */
} HashTable;

/* Map and Set objects. */
typedef struct MapObject {
  Object base;
  Slot table; /* CELL_HASH_TABLE; the constructor sets it */
} MapObject;

/* An empty table. flags: HASH_TABLE_VALUES or 0. NULL: exception. */
MUST_USE HashTable *hash_table_new(Vm *vm, uint32_t flags);
/* The live entries. */
static inline uint32_t hash_table_size(const HashTable *table) {
  return table->used - table->deleted;
}

/* *slot, here and below, is a slot of the cell `owner` that holds the table.
 * All of these run no JavaScript; false: out of memory (exception set). */

/* Looks a key up; *out (may be NULL) is its value: undefined if absent or for a Set's table. */
MUST_USE bool hash_table_get(Vm *vm, HashTable *table, Value key, bool *found, Value *out);
/* Adds or replaces. The key -0 becomes +0. `value` is ignored in a Set's table. */
MUST_USE bool hash_table_set(Vm *vm, void *owner, Slot *slot, Value key, Value value);
MUST_USE bool hash_table_delete(Vm *vm, void *owner, Slot *slot, Value key, bool *found);
MUST_USE bool hash_table_clear(Vm *vm, void *owner, Slot *slot);

/* A place in a table, for iterating: begins as {table, 0}. Holders outside of the C stack keep
 * the table in a slot of theirs and store both fields back after each step. */
typedef struct HashTablePosition {
  HashTable *table;
  uint32_t index;
} HashTablePosition;
/* The next live entry, entries added meanwhile included; false at the end. key and value may be
 * NULL. Never fails and allocates nothing. */
bool hash_table_next(Vm *vm, HashTablePosition *position, Value *key, Value *value);

void hash_table_trace(Vm *vm, Cell *cell);

#endif
