/* SPDX-License-Identifier: MIT */
/* property_table.c: finding, appending and copying entries of property tables. */
#include "value/property_table.h"

#define LINEAR_MAX 8

static uint32_t *table_buckets(const PropertyTable *table) {
  return (uint32_t *)(table->entries + table->capacity);
}

void property_table_trace(Vm *vm, Cell *cell) {
  PropertyTable *table = (PropertyTable *)cell;
  for (uint32_t i = 0; i < table->used; i++) mark_slot(vm, table->entries[i].key);
}

uint32_t property_table_find(const PropertyTable *table, uint32_t limit, PropertyKey key) {
  uint32_t bits = (uint32_t)key.bits;
  if (table->bucket_count == 0) {
    for (uint32_t i = 0; i < limit; i++)
      if (table->entries[i].key.bits == bits) return i;
    return PROPERTY_TABLE_NONE;
  }
  const uint32_t *buckets = table_buckets(table);
  uint32_t mask = table->bucket_count - 1;
  for (uint32_t at = key_hash(key) & mask; buckets[at]; at = (at + 1) & mask) {
    uint32_t i = buckets[at] - 1;
    if (table->entries[i].key.bits == bits) return i < limit ? i : PROPERTY_TABLE_NONE;
  }
  return PROPERTY_TABLE_NONE;
}

static void bucket_add(Vm *vm, PropertyTable *table, uint32_t entry) {
  if (table->bucket_count == 0) return;
  uint32_t *buckets = table_buckets(table), mask = table->bucket_count - 1;
  uint32_t at = key_hash(property_entry_key(vm, &table->entries[entry])) & mask;
  while (buckets[at]) at = (at + 1) & mask;
  buckets[at] = entry + 1;
}

void property_table_append(Vm *vm, PropertyTable *table, PropertyKey key, uint32_t slot,
                           uint8_t attributes) {
  ASSERT(table->used < table->capacity);
  PropertyEntry *entry = &table->entries[table->used++];
  slot_store_cell(vm, table, &entry->key, key_cell(key));
  entry->where = slot << 8 | attributes;
  bucket_add(vm, table, table->used - 1);
}

uint32_t property_table_next_capacity(uint32_t capacity) {
  return capacity == 0 ? 3 : capacity < LINEAR_MAX ? LINEAR_MAX : capacity * 2;
}

static PropertyTable *table_new(Vm *vm, uint32_t capacity) {
  size_t buckets = 0;
  if (capacity > LINEAR_MAX)
    for (buckets = 2 * LINEAR_MAX; buckets < (size_t)capacity + capacity / 2;) buckets *= 2;
  size_t size = sizeof(PropertyTable) + capacity * sizeof(PropertyEntry) + buckets * 4;
  PropertyTable *table = heap_allocate(vm, CELL_PROPERTY_TABLE, size);
  if (!table) {
    throw_out_of_memory(vm);
    return NULL;
  }
  table->capacity = capacity;
  table->bucket_count = (uint32_t)buckets;
  return table;
}

PropertyTable *property_table_copy(Vm *vm, const PropertyTable *from, uint32_t count,
                                   uint32_t capacity, bool compact) {
  PropertyTable *table = table_new(vm, capacity);
  if (!table || !from) return table;
  for (uint32_t i = 0; i < count; i++) {
    const PropertyEntry *entry = &from->entries[i];
    if (slot_is_none(entry->key) && compact) continue;
    uint32_t number = table->used++;
    table->entries[number] = *entry;
    if (!slot_is_none(entry->key)) bucket_add(vm, table, number);
  }
  return table;
}
