/* SPDX-License-Identifier: MIT */
/* intern.c: interned strings: one cell for each content.
 *
 * An open-addressing table of offsets, by content hash. Interned strings are flat and immutable (never
 * the buffers of string_flatten.c). */
#include "value/string_table.h"

#include <stdlib.h>

#include "base/utf.h"

#define TABLE_CAPACITY_FIRST 1024

static String *entry_string(Vm *vm, uint32_t entry) { return (String *)((uintptr_t)vm + entry); }
static bool entry_holds_string(uint32_t entry) { return entry > STRING_ENTRY_DELETED; }

/* Moves all strings to a table of this capacity. False: out of memory, nothing changed. */
static bool table_rehash(Vm *vm, StringTable *table, uint32_t capacity) {
  uint32_t *entries = calloc(capacity, sizeof *entries);
  if (!entries) return false;
  for (uint32_t i = 0; i < table->capacity; i++) {
    if (!entry_holds_string(table->entries[i])) continue;
    uint32_t at = entry_string(vm, table->entries[i])->hash & (capacity - 1);
    while (entries[at]) at = (at + 1) & (capacity - 1);
    entries[at] = table->entries[i];
  }
  free(table->entries);
  table->entries = entries;
  table->capacity = capacity;
  table->used = table->count;
  return true;
}

static bool table_make_room(Vm *vm, StringTable *table) {
  if (table->used < table->capacity - table->capacity / 4) return true;
  bool crowded = table->count >= table->capacity / 2;
  return table_rehash(vm, table, crowded ? table->capacity * 2 : table->capacity);
}

static String *table_find(Vm *vm, const StringTable *table, StringView view, uint32_t hash) {
  uint32_t mask = table->capacity - 1;
  for (uint32_t at = hash & mask; table->entries[at]; at = (at + 1) & mask) {
    if (!entry_holds_string(table->entries[at])) continue;
    String *s = entry_string(vm, table->entries[at]);
    if (s->hash == hash && s->length == view.length && view_equals(string_view_flat(vm, s), view))
      return s;
  }
  return NULL;
}

static void table_insert(StringTable *table, String *s) {
  uint32_t mask = table->capacity - 1, at = s->hash & mask;
  while (entry_holds_string(table->entries[at])) at = (at + 1) & mask;
  if (!table->entries[at]) table->used++;
  table->entries[at] = (uint32_t)(uintptr_t)s;
  table->count++;
}

/* The string itself, if it may be the interned one, or a copy. */
static String *internable(Vm *vm, String *s, StringView view) {
  if (s && string_is_flat(s)) return s;
  void *units;
  String *copy = string_new_uninitialised(vm, view.length, view.wide, &units);
  if (copy) view_copy(view, units, view.wide);
  keep_alive(s);
  return copy;
}

/* s, whose view it is, may be NULL: the units then lie outside of the heap. */
static String *intern_view(Vm *vm, String *s, StringView view, uint32_t hash) {
  StringTable *table = vm->strings;
  String *found = table_find(vm, table, view, hash);
  if (found) return found;
  String *interned = internable(vm, s, view);
  if (!interned) return NULL;
  if (!table_make_room(vm, table)) {
    throw_out_of_memory(vm);
    return NULL;
  }
  interned->hash = hash;
  string_set_flags(interned, string_flags(interned) | STRING_FLAG_INTERNED);
  table_insert(table, interned);
  return interned;
}

String *string_intern(Vm *vm, String *s) {
  if (string_is_interned(s)) return s;
  if (!string_flatten(vm, s)) return NULL;
  return intern_view(vm, s, string_view_flat(vm, s), string_hash(vm, s));
}

String *string_intern_ascii(Vm *vm, const char *text) {
  StringView view = {text, (uint32_t)strlen(text), false};
  return intern_view(vm, NULL, view, view_hash(vm, view));
}

String *string_intern_utf8(Vm *vm, const char *bytes, size_t length) {
  if (length <= STRING_MAX_LENGTH && latin1_is_ascii((const uint8_t *)bytes, length)) {
    StringView view = {bytes, (uint32_t)length, false};
    return intern_view(vm, NULL, view, view_hash(vm, view));
  }
  String *s = string_new_utf8(vm, bytes, length);
  return s ? string_intern(vm, s) : NULL;
}

/* --- array indices --- */

/* Canonical decimal digits below 2^32 - 1. */
static bool view_array_index(StringView view, uint32_t *out) {
  if (view.length == 0 || view.length > 10) return false;
  if (view_at(view, 0) == '0' && view.length > 1) return false;
  uint64_t index = 0;
  for (uint32_t i = 0; i < view.length; i++) {
    uint32_t digit = (uint32_t)view_at(view, i) - '0';
    if (digit > 9) return false;
    index = index * 10 + digit;
  }
  *out = (uint32_t)index;
  return index < UINT32_MAX;
}

bool string_array_index(Vm *vm, const String *s, uint32_t *out) {
  uint32_t flags = string_flags(s);
  if (flags & STRING_FLAG_NOT_INDEX) return false;
  bool is_index = view_array_index(string_view_flat(vm, s), out);
  if (flags & STRING_FLAG_INTERNED) {
    flags |= is_index ? STRING_FLAG_INDEX : STRING_FLAG_NOT_INDEX;
    string_set_flags((String *)s, flags);
  }
  return is_index;
}

/* --- the table's life --- */

static void strings_drop_dead(Vm *vm, void *data) {
  StringTable *table = data;
  for (uint32_t i = 0; i < table->capacity; i++) {
    uint32_t entry = table->entries[i];
    if (!entry_holds_string(entry) || heap_is_marked(vm, entry_string(vm, entry))) continue;
    table->entries[i] = STRING_ENTRY_DELETED;
    table->count--;
  }
  memset(table->numbers, 0, sizeof table->numbers);
}

static bool make_single_unit_strings(Vm *vm) {
  void *units;
  String *empty = string_new_uninitialised(vm, 0, false, &units);
  if (!empty) return false;
  vm->empty_string = intern_view(vm, empty, string_view_flat(vm, empty), string_hash(vm, empty));
  for (int unit = 0; unit < 256; unit++) {
    String *s = string_new_uninitialised(vm, 1, false, &units);
    if (!s) return false;
    *(uint8_t *)units = (uint8_t)unit;
    vm->single_unit_strings[unit] = intern_view(vm, s, string_view_flat(vm, s), string_hash(vm, s));
    if (!vm->single_unit_strings[unit]) return false;
  }
  return vm->empty_string != NULL;
}

bool strings_init(Vm *vm) {
  StringTable *table = calloc(1, sizeof *table);
  if (!table) return false;
  vm->strings = table;
  table->entries = calloc(TABLE_CAPACITY_FIRST, sizeof *table->entries);
  if (!table->entries) return false;
  table->capacity = TABLE_CAPACITY_FIRST;
  return heap_add_weak(vm, strings_drop_dead, table) && make_single_unit_strings(vm);
}

void strings_destroy(Vm *vm) {
  if (!vm->strings) return;
  heap_remove_weak(vm, strings_drop_dead, vm->strings);
  free(vm->strings->entries);
  free(vm->strings);
  vm->strings = NULL;
}
