/* SPDX-License-Identifier: MIT */
/* hash_table.c: the ordered hash table of Map and Set: buckets with chains through an array of entries.
 *
 * Invariant: an entry's key is a value, the hole (deleted), or none (moved to the table's successor).
 * A chain may lead through deleted entries. */
#include "value/hash_table.h"

#include "base/hash.h"
#include "base/number.h"
#include "value/bigint.h"
#include "value/vm.h"

#define CAPACITY_FIRST 4
#define CAPACITY_MAX   (1u << 26)

/* One entry, as it lies in `words`: the value is missing in a Set's table. */
typedef struct Entry {
  Slot *key;
  Slot *value; /* NULL: none */
  uint32_t *next;
} Entry;

static uint32_t table_flags(const HashTable *table) { return table->header >> 8; }
static bool has_values(const HashTable *table) { return table_flags(table) & HASH_TABLE_VALUES; }
static uint32_t entry_words(const HashTable *table) { return has_values(table) ? 3 : 2; }

static Entry entry_at(HashTable *table, uint32_t index) {
  uint32_t words = entry_words(table);
  uint32_t *entry = table->words + table->capacity + (size_t)index * words;
  return (Entry){(Slot *)entry, words == 3 ? (Slot *)entry + 1 : NULL, entry + words - 1};
}

static bool entry_is_live(Entry entry) {
  return !slot_is_none(*entry.key) && entry.key->bits != slot_hole().bits;
}

void hash_table_trace(Vm *vm, Cell *cell) {
  HashTable *table = (HashTable *)cell;
  mark_slot(vm, table->forward);
  for (uint32_t i = 0; i < table->used; i++) {
    Entry entry = entry_at(table, i);
    mark_slot(vm, *entry.key);
    if (entry.value) mark_slot(vm, *entry.value);
  }
}

/* --- keys --- */

/* The hash under SameValueZero; strings must be flat. */
static uint32_t value_hash(Vm *vm, Value value) {
  if (value_is_number(value)) {
    int32_t integer;
    double number = value_as_number(value);
    if (number_is_int32(number, &integer)) return hash_uint32((uint32_t)integer);
    return hash_uint64(number_to_bits(number));
  }
  if (value_is_string(value)) return string_hash(vm, value_as_string(value));
  if (value_is_bigint(value)) return bigint_hash(value_as_bigint(value));
  return hash_uint32((uint32_t)value.bits); /* the cell's offset: cells don't move */
}

/* Makes a key ready to be looked up: flattens ropes, turns -0 into 0. */
static MUST_USE bool value_normalise_key(Vm *vm, Value *key) {
  if (value_is_double(*key) && value_as_double(*key) == 0) *key = value_int(0);
  if (value_is_string(*key)) return string_flatten(vm, value_as_string(*key)) != NULL;
  return true;
}

static bool same_flat_strings(Vm *vm, const String *a, const String *b) {
  if (a->length != b->length || a->hash != b->hash) return false;
  if (string_is_interned(a) && string_is_interned(b)) return false;
  return view_equals(string_view_flat(vm, a), string_view_flat(vm, b));
}

/* SameValueZero of two values that went through value_normalise_key. Never fails. */
static bool value_same_key(Vm *vm, Value a, Value b) {
  if (value_same_bits(a, b)) return true;
  if (value_is_number(a) && value_is_number(b)) {
    double left = value_as_number(a), right = value_as_number(b);
    return left == right || (left != left && right != right);
  }
  if (value_is_string(a) && value_is_string(b)) {
    (void)string_hash(vm, value_as_string(a));
    (void)string_hash(vm, value_as_string(b));
    return same_flat_strings(vm, value_as_string(a), value_as_string(b));
  }
  return value_is_bigint(a) && value_is_bigint(b) &&
         bigint_equals(value_as_bigint(a), value_as_bigint(b));
}

/* --- tables --- */

static HashTable *table_new(Vm *vm, uint32_t flags, uint32_t capacity) {
  size_t words = (size_t)capacity * (flags & HASH_TABLE_VALUES ? 4 : 3);
  HashTable *table = NULL;
  if (capacity <= CAPACITY_MAX)
    table = heap_allocate(vm, CELL_HASH_TABLE, sizeof *table + words * sizeof(uint32_t));
  if (!table) {
    throw_out_of_memory(vm);
    return NULL;
  }
  cell_set_header(table, CELL_HASH_TABLE, flags);
  table->capacity = capacity;
  return table;
}

HashTable *hash_table_new(Vm *vm, uint32_t flags) { return table_new(vm, flags, CAPACITY_FIRST); }

/* The index of a normalised key's entry, or -1. */
static int64_t table_find(Vm *vm, HashTable *table, Value key, uint32_t hash) {
  uint32_t link = table->words[hash & (table->capacity - 1)];
  while (link) {
    Entry entry = entry_at(table, link - 1);
    if (entry_is_live(entry) && value_same_key(vm, slot_load(vm, *entry.key), key)) return link - 1;
    link = *entry.next;
  }
  return -1;
}

/* The next entry, linked into its bucket; its slots are none. */
static Entry table_append(HashTable *table, uint32_t hash) {
  ASSERT(table->used < table->capacity);
  Entry entry = entry_at(table, table->used++);
  uint32_t *bucket = &table->words[hash & (table->capacity - 1)];
  *entry.next = *bucket;
  *bucket = table->used;
  return entry;
}

static uint32_t capacity_for(uint32_t count) {
  uint32_t capacity = CAPACITY_FIRST;
  while (capacity < count + count / 2) capacity *= 2;
  return capacity;
}

/* Moves the live entries to a successor with room for one more. */
static HashTable *table_rebuild(Vm *vm, void *owner, Slot *slot) {
  HashTable *old = slot_cell_present(vm, *slot);
  uint32_t capacity = capacity_for(hash_table_size(old) + 1);
  HashTable *table = table_new(vm, table_flags(old), capacity);
  if (!table) return NULL;
  for (uint32_t i = 0; i < old->used; i++) {
    Entry from = entry_at(old, i);
    if (!entry_is_live(from)) continue;
    Entry to = table_append(table, value_hash(vm, slot_load(vm, *from.key)));
    slot_move(vm, table, to.key, from.key);
    if (to.value) slot_move(vm, table, to.value, from.value);
  }
  slot_store_cell(vm, old, &old->forward, table);
  slot_store_cell(vm, owner, slot, table);
  return table;
}

/* --- operations --- */

bool hash_table_get(Vm *vm, HashTable *table, Value key, bool *found, Value *out) {
  TRY(value_normalise_key(vm, &key));
  int64_t index = table_find(vm, table, key, value_hash(vm, key));
  *found = index >= 0;
  if (!out) return true;
  *out = value_undefined(vm);
  if (*found && has_values(table)) *out = slot_load(vm, *entry_at(table, (uint32_t)index).value);
  return true;
}

bool hash_table_set(Vm *vm, void *owner, Slot *slot, Value key, Value value) {
  TRY(value_normalise_key(vm, &key));
  HashTable *table = slot_cell_present(vm, *slot);
  uint32_t hash = value_hash(vm, key);
  int64_t index = table_find(vm, table, key, hash);
  if (index >= 0) {
    Entry entry = entry_at(table, (uint32_t)index);
    if (entry.value) slot_store(vm, table, entry.value, value);
    return true;
  }
  if (table->used == table->capacity) {
    table = table_rebuild(vm, owner, slot);
    if (!table) return false;
  }
  Entry entry = table_append(table, hash);
  if (entry.value) *entry.value = slot_undefined(); /* storing the key may collect */
  slot_store(vm, table, entry.key, key);
  if (entry.value) slot_store(vm, table, entry.value, value);
  return true;
}

static void skip_deleted_front(HashTable *table) {
  while (table->first < table->used && !entry_is_live(entry_at(table, table->first)))
    table->first++;
}

bool hash_table_delete(Vm *vm, void *owner, Slot *slot, Value key, bool *found) {
  TRY(value_normalise_key(vm, &key));
  HashTable *table = slot_cell_present(vm, *slot);
  int64_t index = table_find(vm, table, key, value_hash(vm, key));
  *found = index >= 0;
  if (!*found) return true;
  Entry entry = entry_at(table, (uint32_t)index);
  *entry.key = slot_hole();
  if (entry.value) *entry.value = slot_none();
  table->deleted++;
  if ((uint32_t)index == table->first) skip_deleted_front(table);
  bool wasteful = table->capacity >= 64 && hash_table_size(table) < table->capacity / 8;
  if (wasteful && !table_rebuild(vm, owner, slot)) exception_take(vm); /* it stays as it is */
  return true;
}

bool hash_table_clear(Vm *vm, void *owner, Slot *slot) {
  HashTable *old = slot_cell_present(vm, *slot);
  HashTable *table = hash_table_new(vm, table_flags(old));
  if (!table) return false;
  for (uint32_t i = 0; i < old->used; i++) {
    Entry entry = entry_at(old, i);
    *entry.key = slot_none();
    if (entry.value) *entry.value = slot_none();
  }
  old->used = 0;
  cell_set_header(old, CELL_HASH_TABLE, table_flags(old) | HASH_TABLE_CLEARED);
  slot_store_cell(vm, old, &old->forward, table);
  slot_store_cell(vm, owner, slot, table);
  return true;
}

/* --- iterating --- */

/* From a table that was replaced to its successor: deleted entries before the position are not there. */
static void position_forward(Vm *vm, HashTablePosition *position) {
  HashTable *old = position->table;
  uint32_t gone = 0;
  for (uint32_t i = 0; i < u32_min(position->index, old->used); i++)
    if (entry_at(old, i).key->bits == slot_hole().bits) gone++;
  position->index = table_flags(old) & HASH_TABLE_CLEARED ? 0 : position->index - gone;
  position->table = slot_cell_present(vm, old->forward);
}

bool hash_table_next(Vm *vm, HashTablePosition *position, Value *key, Value *value) {
  while (!slot_is_none(position->table->forward)) position_forward(vm, position);
  HashTable *table = position->table;
  uint32_t i = u32_max(position->index, table->first);
  for (; i < table->used; i++) {
    Entry entry = entry_at(table, i);
    if (!entry_is_live(entry)) continue;
    if (key) *key = slot_load(vm, *entry.key);
    if (value) *value = entry.value ? slot_load(vm, *entry.value) : value_undefined(vm);
    position->index = i + 1;
    return true;
  }
  position->index = i;
  return false;
}
