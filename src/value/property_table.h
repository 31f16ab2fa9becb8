/* SPDX-License-Identifier: MIT */
/* property_table.h: the properties of shapes, in order. Private to the shape files.
 *
 * Shared shapes of one lineage use the same table, each its first `count` entries; only the
 * youngest one may append, the others copy. A unique shape has a table for itself, in which removed
 * entries stay (their key is none) until it is made anew.
 *
 *   header | capacity | used | bucket_count | entries … | buckets: entry number + 1, 0 empty …
 *
 * Tables of up to 8 entries have no buckets: they are searched from end to end. */
#ifndef VALUE_PROPERTY_TABLE_H
#define VALUE_PROPERTY_TABLE_H

#include "value/vm.h"

typedef struct PropertyEntry {
  Slot key;       /* string or symbol; none: removed */
  uint32_t where; /* slot << 8 | attributes */
} PropertyEntry;

typedef struct PropertyTable {
  uint32_t header;
  uint32_t capacity;     /* entries that fit */
  uint32_t used;         /* entries in use, removed ones included */
  uint32_t bucket_count; /* a power of two, or 0 */
  PropertyEntry entries[];
} PropertyTable;

#define PROPERTY_TABLE_NONE UINT32_MAX

static inline Property property_entry_get(const PropertyEntry *entry) {
  return (Property){.slot = entry->where >> 8, .attributes = (uint8_t)entry->where};
}
static inline PropertyKey property_entry_key(Vm *vm, const PropertyEntry *entry) {
  return (PropertyKey){(uint64_t)(uintptr_t)slot_cell_present(vm, entry->key)};
}

/* The number of a key's entry among the first `limit`, or PROPERTY_TABLE_NONE. */
uint32_t property_table_find(const PropertyTable *table, uint32_t limit, PropertyKey key);
/* A table with room for `capacity` entries and the first `count` of another (may be NULL), removed
 * ones left out if `compact`. NULL: out of memory (exception set). */
MUST_USE PropertyTable *property_table_copy(Vm *vm, const PropertyTable *from, uint32_t count,
                                            uint32_t capacity, bool compact);
/* Appends; there must be room. */
void property_table_append(Vm *vm, PropertyTable *table, PropertyKey key, uint32_t slot,
                           uint8_t attributes);
/* The capacity to take when one is used up. */
uint32_t property_table_next_capacity(uint32_t capacity);

#endif
