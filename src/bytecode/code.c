/* SPDX-License-Identifier: MIT */
/* code.c: the cells of compiled code: making, tracing and freeing them. */
#include "bytecode/code.h"

#include <stdlib.h>

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
  if (!source || !heap_add_external(vm, length)) {
    free(text);
    throw_out_of_memory(vm);
    return NULL;
  }
  source->text = text;
  source->length = length;
  slot_store_cell(vm, source, &source->name, name);
  return source;
}

void source_line_column(Source *source, uint32_t offset, uint32_t *line, uint32_t *column) {
  *line = *column = 1;
  if (!source->lines.starts && !line_table_create(&source->lines, source->text, source->length))
    return;
  line_table_position(&source->lines, source->text, source->length, offset, line, column);
  *line = (uint32_t)((int32_t)*line + source->line_offset);
}

void source_trace(Vm *vm, Cell *cell) {
  mark_slot(vm, ((Source *)cell)->name);
  mark_slot(vm, ((Source *)cell)->host);
}

void source_finalize(Vm *vm, Cell *cell) {
  Source *source = (Source *)cell;
  heap_note_external(vm, -(ptrdiff_t)source->length);
  free(source->text);
  line_table_destroy(&source->lines);
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
