/* SPDX-License-Identifier: MIT */
/* string_external.c: strings whose units lie in memory of the embedder's.
 *
 * Such a string is a slice of an ExternalUnits cell, whose finalizer gives the memory back. All that reads strings goes
 * through views, and so needs not know. */
#include "value/string_layout.h"

void external_units_finalize(Vm *vm, Cell *cell) {
  const ExternalUnits *external = (const ExternalUnits *)(const void *)cell;
  heap_note_external(vm, -(ptrdiff_t)external->size);
  if (external->release) external->release(external->units, external->user);
}

/* The cell that holds the units; from then on it releases them. NULL: exception. */
static ExternalUnits *hold_units(Vm *vm, void *units, size_t size, StringRelease release,
                                 void *user) {
  ExternalUnits *external = heap_allocate(vm, CELL_EXTERNAL_UNITS, sizeof *external);
  if (external && heap_add_external(vm, size)) {
    *external = (ExternalUnits){external->header, (uint32_t)size, units, release, user};
    return external;
  }
  throw_out_of_memory(vm);
  return NULL;
}

static String *copy_short(Vm *vm, void *units, size_t length, bool wide, StringRelease release,
                          void *user) {
  String *s = wide ? string_new_utf16(vm, units, length) : string_new_latin1(vm, units, length);
  if (s && release) release(units, user);
  return s;
}

String *string_new_external(Vm *vm, void *units, size_t length, bool wide, StringRelease release,
                            void *user) {
  if (length <= STRING_COPY_MAX) return copy_short(vm, units, length, wide, release, user);
  if (length > STRING_MAX_LENGTH) {
    throw_range_error(vm, ERROR_INVALID_STRING_LENGTH);
    return NULL;
  }
  String *s = heap_allocate(vm, CELL_STRING, sizeof(String));
  if (!s) {
    throw_out_of_memory(vm);
    return NULL;
  }
  ExternalUnits *external = hold_units(vm, units, length << wide, release, user);
  if (!external) return NULL;
  string_set_flags(s, STRING_FLAG_SLICE | STRING_FLAG_EXTERNAL | (wide ? STRING_FLAG_WIDE : 0));
  s->length = (uint32_t)length;
  slot_store_cell(vm, s, &s->slice.parent, external);
  return s;
}
