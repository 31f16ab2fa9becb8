/* SPDX-License-Identifier: MIT */
/* string_flatten.c: turns a rope into a slice of a flat string, in place.
 *
 * The flat string behind a flattened rope (STRING_FLAG_BUFFER) is seen by slices only, so it may grow
 * behind its length as long as its cell has room. When the leftmost part of a rope is a slice that
 * ends where its buffer ends, the rest is appended there: appending to a string and reading it in turns
 * stays linear. No recursion: the parts are taken from the right, and what lies to the left of the way
 * down waits on a stack. */
#include "value/string_layout.h"

#include <stdlib.h>

/* Beyond this, a buffer that was full once gets room to double. */
#define SPARE_MIN 256

/* The strings that still have to be copied; those on it are reachable from the rope. */
typedef struct PartStack {
  String *local[32];
  String **items;
  size_t count, capacity;
} PartStack;

static bool part_push(PartStack *stack, String *s) {
  if (stack->count == stack->capacity) {
    size_t capacity = stack->capacity * 2;
    String **old = stack->items == stack->local ? NULL : stack->items;
    String **items = realloc(old, capacity * sizeof *items);
    if (!items) return false;
    if (!old) memcpy(items, stack->local, sizeof stack->local);
    stack->items = items;
    stack->capacity = capacity;
  }
  stack->items[stack->count++] = s;
  return true;
}

/* Copies the units of `rope` from unit number `skip` on to out (where unit `skip` goes): `skip` is 0
 * or the length of the leftmost part. Allocates no cells. */
static bool copy_parts(Vm *vm, String *rope, uint32_t skip, char *out, bool wide) {
  PartStack stack = {.capacity = array_length(stack.local)};
  stack.items = stack.local;
  size_t end = rope->length - skip; /* units from here on are copied */
  String *part = rope;
  bool ok = true;
  while (end > 0) {
    if (string_is_rope(part)) {
      ok = part_push(&stack, slot_cell_present(vm, part->rope.left));
      if (!ok) break;
      part = slot_cell_present(vm, part->rope.right);
      continue;
    }
    end -= part->length;
    view_copy(string_view_flat(vm, part), out + (end << wide), wide);
    if (stack.count == 0) break;
    part = stack.items[--stack.count];
  }
  if (stack.items != stack.local) free(stack.items);
  return ok;
}

static String *leftmost_part(Vm *vm, String *s) {
  while (string_is_rope(s)) s = slot_cell_present(vm, s->rope.left);
  return s;
}

/* The buffer that the slice `left` ends, if `more` units fit in behind it; else NULL. */
static String *buffer_with_room(Vm *vm, String *left, uint32_t more, bool wide) {
  if (!string_is_slice(left) || string_flags(left) & STRING_FLAG_EXTERNAL) return NULL;
  String *buffer = slot_cell_present(vm, left->slice.parent);
  if (!(string_flags(buffer) & STRING_FLAG_BUFFER)) return NULL;
  if (string_is_wide(buffer) != wide || left->slice.offset + left->length != buffer->length)
    return NULL;
  size_t size = string_flat_size((size_t)buffer->length + more, wide);
  return size <= heap_cell_size(buffer) ? buffer : NULL;
}

/* A new buffer for `length` units, with room to grow if it continues another one. */
static String *buffer_new(Vm *vm, String *left, uint32_t length, bool wide) {
  size_t room = length;
  if (length >= SPARE_MIN && left->length > length / 2 && string_is_slice(left))
    room = size_min((size_t)length * 2, STRING_MAX_LENGTH);
  void *units;
  String *buffer = string_new_uninitialised(vm, room, wide, &units);
  if (!buffer) return NULL;
  string_set_flags(buffer, STRING_FLAG_BUFFER | (wide ? STRING_FLAG_WIDE : 0));
  buffer->length = 0;
  return buffer;
}

static void become_slice(Vm *vm, String *rope, String *buffer, uint32_t offset) {
  string_set_flags(rope, STRING_FLAG_SLICE | (string_flags(buffer) & STRING_FLAG_WIDE));
  slot_store_cell(vm, rope, &rope->slice.parent, buffer);
  rope->slice.offset = offset;
}

String *string_flatten(Vm *vm, String *s) {
  if (!string_is_rope(s)) return s;
  bool wide = string_is_wide(s);
  String *left = leftmost_part(vm, s);
  String *buffer = buffer_with_room(vm, left, s->length - left->length, wide);
  uint32_t skip = 0, offset = 0;
  if (buffer) {
    skip = left->length;
    offset = left->slice.offset;
  } else {
    buffer = buffer_new(vm, left, s->length, wide);
    if (!buffer) return NULL;
  }
  char *out = (char *)string_units(buffer) + ((size_t)buffer->length << wide);
  if (!copy_parts(vm, s, skip, out, wide)) {
    throw_out_of_memory(vm);
    return NULL;
  }
  buffer->length += s->length - skip;
  become_slice(vm, s, buffer, offset);
  return s;
}
