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

Source *source_new_borrowed(Vm *vm, String *name, const char *text, size_t length) {
  Source *source = heap_allocate(vm, CELL_SOURCE, sizeof(Source));
  if (!source) {
    throw_out_of_memory(vm);
    return NULL;
  }
  source->text = (char *)(uintptr_t)text;
  source->length = length;
  source->flags = SOURCE_BORROWED;
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
  line_table_destroy(&source->lines);
  if (source->flags & SOURCE_BORROWED) return;
  heap_note_external(vm, -(ptrdiff_t)source->length);
  free(source->text);
}

void code_set_registers(Code *code, uint32_t register_count) {
  code->register_count = register_count;
  code->frame_bytes = (FRAME_HEADER + register_count) * (uint32_t)sizeof(Value);
}

void code_set_realm(Vm *vm, Code *code) {
  bool is_class = code->flags & (CODE_CLASS_BASE | CODE_CLASS_DERIVED);
  slot_store_cell(vm, code, &code->realm, vm->realm);
  code->call_realm = is_class ? slot_none() : code->realm;
}

void code_link_site(Vm *vm, Code *code, Site *site) {
  uint32_t words = opcode_length[instruction_op(code->instructions + site->pc)];
  slot_store_cell(vm, site, &site->code, code);
  site->source_offset = code_source_offset(vm, code, site->pc);
  site->of_module = code->flags & CODE_MODULE;
  site->realm = code->realm;
  site->register_count = (uint16_t)code->register_count;
  site->behind = (uint32_t)(uintptr_t)(code->instructions + site->pc + words);
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
