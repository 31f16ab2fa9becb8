/* SPDX-License-Identifier: MIT */
/* string.c: making strings, and the units inside of them.
 *
 * Short results are copied; longer concatenations become ropes, longer substrings slices. Flattening is
 * string_flatten.c's, comparing string_compare.c's, other forms of text string_convert.c's, units outside of the heap
 * string_external.c's. */
#include "value/string_layout.h"

#include "base/hash.h"
#include "base/utf.h"

void string_trace(Vm *vm, Cell *cell) {
  String *s = (String *)cell;
  if (string_is_rope(s)) {
    mark_slot(vm, s->rope.left);
    mark_slot(vm, s->rope.right);
  } else if (string_is_slice(s)) {
    mark_slot(vm, s->slice.parent);
  }
}

/* --- views --- */

StringView string_view_flat(Vm *vm, const String *s) {
  ASSERT(!string_is_rope(s));
  bool wide = string_is_wide(s);
  if (string_is_flat(s)) return (StringView){s->latin1, s->length, wide};
  const void *parent = slot_cell_present(vm, s->slice.parent);
  const char *units = string_flags(s) & STRING_FLAG_EXTERNAL
                          ? ((const ExternalUnits *)parent)->units
                          : (const void *)((const String *)parent)->latin1;
  return (StringView){units + ((size_t)s->slice.offset << wide), s->length, wide};
}

bool string_view(Vm *vm, String *s, StringView *out) {
  if (string_is_rope(s)) TRY(string_flatten(vm, s));
  *out = string_view_flat(vm, s);
  return true;
}

bool string_unit_at(Vm *vm, String *s, uint32_t index, uint16_t *out) {
  StringView view;
  TRY(string_view(vm, s, &view));
  *out = view_at(view, index);
  return true;
}

void view_copy(StringView view, void *out, bool wide) {
  if (view.length == 0) return;
  if (view.wide == wide) {
    memcpy(out, view.units, (size_t)view.length << wide);
  } else if (wide) {
    latin1_to_utf16(view.units, view.length, out);
  } else {
    utf16_to_latin1(view.units, view.length, out);
  }
}

uint32_t view_hash(Vm *vm, StringView view) {
  uint32_t seed = (uint32_t)vm->hash_seed;
  uint32_t hash = view.wide ? hash_utf16(view.units, view.length, seed)
                            : hash_latin1(view.units, view.length, seed);
  return hash ? hash : 1;
}

uint32_t string_hash(Vm *vm, String *flat) {
  if (!flat->hash) flat->hash = view_hash(vm, string_view_flat(vm, flat));
  return flat->hash;
}

/* --- flat strings --- */

String *string_new_uninitialised(Vm *vm, size_t length, bool wide, void **units) {
  if (length > STRING_MAX_LENGTH) {
    throw_range_error(vm, ERROR_INVALID_STRING_LENGTH);
    return NULL;
  }
  size_t size = string_flat_size(length, wide);
  String *s = size <= SMALL_CELL_MAX ? heap_allocate_inline(vm, CELL_STRING, size)
                                     : heap_allocate_uncleared(vm, CELL_STRING, size);
  if (!s) {
    throw_out_of_memory(vm);
    return NULL;
  }
  string_set_flags(s, wide ? STRING_FLAG_WIDE : 0);
  s->length = (uint32_t)length;
  *units = string_units(s);
  return s;
}

String *string_new_latin1(Vm *vm, const uint8_t *units, size_t length) {
  if (length == 0) return vm->empty_string;
  if (length == 1) return vm->single_unit_strings[units[0]];
  void *out;
  String *s = string_new_uninitialised(vm, length, false, &out);
  if (s) memcpy(out, units, length);
  return s;
}

String *string_new_utf16(Vm *vm, const uint16_t *units, size_t length) {
  if (length == 0) return vm->empty_string;
  if (length == 1) return string_from_unit(vm, units[0]);
  bool wide = !utf16_is_latin1(units, length);
  void *out;
  String *s = string_new_uninitialised(vm, length, wide, &out);
  if (s) view_copy((StringView){units, (uint32_t)length, true}, out, wide);
  return s;
}

String *string_from_unit(Vm *vm, uint16_t unit) {
  if (unit < 256) return vm->single_unit_strings[unit];
  void *out;
  String *s = string_new_uninitialised(vm, 1, true, &out);
  if (s) *(uint16_t *)out = unit;
  return s;
}

/* --- ropes --- */

static String *rope_new(Vm *vm, String *a, String *b) {
  String *s = heap_allocate_inline(vm, CELL_STRING, sizeof(String));
  if (!s) {
    throw_out_of_memory(vm);
    return NULL;
  }
  uint32_t wide = (string_flags(a) | string_flags(b)) & STRING_FLAG_WIDE;
  string_set_flags(s, STRING_FLAG_ROPE | wide);
  s->length = a->length + b->length;
  slot_store_cell(vm, s, &s->rope.left, a);
  slot_store_cell(vm, s, &s->rope.right, b);
  return s;
}

/* a and b are no ropes: those are longer. */
static String *concat_copy(Vm *vm, String *a, String *b) {
  bool wide = string_is_wide(a) || string_is_wide(b);
  void *units;
  String *s = string_new_uninitialised(vm, a->length + b->length, wide, &units);
  if (!s) return NULL;
  view_copy(string_view_flat(vm, a), units, wide);
  view_copy(string_view_flat(vm, b), (char *)units + ((size_t)a->length << wide), wide);
  return s;
}

String *string_concat(Vm *vm, String *a, String *b) {
  if (a->length == 0) return b;
  if (b->length == 0) return a;
  size_t length = (size_t)a->length + b->length;
  if (length <= STRING_COPY_MAX) return concat_copy(vm, a, b);
  if (length > STRING_MAX_LENGTH) {
    throw_range_error(vm, ERROR_INVALID_STRING_LENGTH);
    return NULL;
  }
  return rope_new(vm, a, b);
}

String *string_join(Vm *vm, const Value *parts, uint32_t count) {
  size_t length = 0;
  bool wide = false, flat = true;
  for (uint32_t i = 0; i < count; i++) {
    const String *part = value_as_string(parts[i]);
    length += part->length;
    wide |= string_is_wide(part);
    flat &= !string_is_rope(part);
  }
  String *s = value_as_string(parts[0]);
  if (!flat || length > STRING_JOIN_MAX || length < 2) {
    for (uint32_t i = 1; s && i < count; i++) s = string_concat(vm, s, value_as_string(parts[i]));
    return s;
  }
  void *units;
  s = string_new_uninitialised(vm, length, wide, &units);
  if (!s) return NULL;
  char *out = units;
  for (uint32_t i = 0; i < count; i++) {
    String *part = value_as_string(parts[i]);
    view_copy(string_view_flat(vm, part), out, wide);
    out += (size_t)part->length << wide;
  }
  return s;
}

/* --- slices --- */

static String *slice_new(Vm *vm, String *s, uint32_t from, uint32_t length) {
  String *slice = heap_allocate_inline(vm, CELL_STRING, sizeof(String));
  if (!slice) {
    throw_out_of_memory(vm);
    return NULL;
  }
  void *parent = s;
  if (string_is_slice(s)) {
    from += s->slice.offset;
    parent = slot_cell_present(vm, s->slice.parent);
  }
  string_set_flags(slice, STRING_FLAG_SLICE | (string_flags(s) & STRING_SLICE_FLAGS));
  slice->length = length;
  slice->slice.offset = from;
  slot_store_cell(vm, slice, &slice->slice.parent, parent);
  return slice;
}

String *string_substring(Vm *vm, String *s, uint32_t from, uint32_t to) {
  ASSERT(from <= to && to <= s->length);
  uint32_t length = to - from;
  if (length == s->length) return s;
  if (length == 0) return vm->empty_string;
  StringView view;
  if (!string_view(vm, s, &view)) return NULL;
  if (length > STRING_COPY_MAX) return slice_new(vm, s, from, length);
  String *result = view.wide ? string_new_utf16(vm, (const uint16_t *)view.units + from, length)
                             : string_new_latin1(vm, (const uint8_t *)view.units + from, length);
  keep_alive(s);
  return result;
}
