/* SPDX-License-Identifier: MIT */
/* code.c: the cells of compiled code: making, tracing and freeing them. */
#include "bytecode/code.h"

#include <stdlib.h>

#include "base/utf.h"

Bytes *bytes_new(Vm *vm, const void *data, size_t length) {
  Bytes *bytes = heap_allocate(vm, CELL_BYTES, sizeof(Bytes) + length);
  if (!bytes) {
    throw_out_of_memory(vm);
    return NULL;
  }
  bytes->length = (uint32_t)length;
  if (length) memcpy(bytes->data, data, length);
  return bytes;
}

Source *source_new(Vm *vm, String *name, char *text, size_t length) {
  Source *source = heap_allocate(vm, CELL_SOURCE, sizeof(Source));
  if (!source || !heap_add_external(vm, (ptrdiff_t)length)) {
    free(text);
    throw_out_of_memory(vm);
    return NULL;
  }
  source->text = text;
  source->length = length;
  slot_store_cell(vm, source, &source->name, name);
  return source;
}

/* Counts or stores where lines begin: behind LF, CR, CR LF, U+2028 and U+2029. */
static uint32_t find_lines(const char *text, size_t length, uint32_t *starts) {
  uint32_t count = 1;
  if (starts) starts[0] = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];
    size_t next = 0;
    if (c == '\n') next = i + 1;
    else if (c == '\r' && (i + 1 == length || text[i + 1] != '\n')) next = i + 1;
    else if (c == 0xe2 && i + 2 < length && (unsigned char)text[i + 1] == 0x80 &&
             ((unsigned char)text[i + 2] & 0xfe) == 0xa8)
      next = i + 3;
    if (!next) continue;
    if (starts) starts[count] = (uint32_t)next;
    count++;
  }
  return count;
}

static bool source_fill_lines(Source *source) {
  if (source->line_starts) return true;
  uint32_t count = find_lines(source->text, source->length, NULL);
  uint32_t *starts = malloc(count * sizeof *starts);
  if (!starts) return false;
  (void)find_lines(source->text, source->length, starts);
  source->line_starts = starts;
  source->line_count = count;
  return true;
}

/* UTF-16 units in a piece of WTF-8. */
static uint32_t units_in(const char *text, size_t length) {
  return (uint32_t)wtf8_measure((const uint8_t *)text, length).utf16_length;
}

void source_line_column(Vm *vm, Source *source, uint32_t offset, uint32_t *line, uint32_t *column) {
  (void)vm;
  *line = *column = 1;
  if (offset > source->length) offset = (uint32_t)source->length;
  if (!source_fill_lines(source)) return;
  uint32_t low = 0, high = source->line_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (source->line_starts[middle] <= offset) low = middle;
    else high = middle;
  }
  uint32_t start = source->line_starts[low];
  *line = (uint32_t)((int32_t)low + 1 + source->line_offset);
  *column = 1 + units_in(source->text + start, offset - start);
}

void source_trace(Vm *vm, Cell *cell) {
  mark_slot(vm, ((Source *)cell)->name);
  mark_slot(vm, ((Source *)cell)->host);
}

void source_finalize(Vm *vm, Cell *cell) {
  Source *source = (Source *)cell;
  (void)heap_add_external(vm, -(ptrdiff_t)source->length);
  free(source->text);
  free(source->line_starts);
}

void code_trace(Vm *vm, Cell *cell) {
  Code *code = (Code *)cell;
  mark_slot(vm, code->name);
  mark_slot(vm, code->realm);
  mark_slot(vm, code->source);
  mark_slot(vm, code->constants);
  mark_slot(vm, code->handlers);
  mark_slot(vm, code->positions);
}

void site_trace(Vm *vm, Cell *cell) { mark_slot(vm, ((Site *)cell)->code); }
