/* SPDX-License-Identifier: MIT */
/* disassemble.c: the listing that --dump-bytecode prints. */
#include <stdio.h>
#include <stdlib.h>

#include "base/bits.h"
#include "base/buffer.h"
#include "bytecode/operands.h"

typedef struct Listing {
  Vm *vm;
  const Code *code;
  FILE *file;
  uint64_t *labels; /* bitmap of words that are jumped to */
} Listing;

#define TEXT_LIMIT 40u

/* --- constants --- */

static void print_string(Listing *l, const String *s) {
  if (!string_is_flat(s)) {
    fprintf(l->file, "(string of %u)", s->length);
    return;
  }
  StringView view = string_view_flat(l->vm, s);
  fputc('"', l->file);
  for (uint32_t i = 0; i < view.length && i < TEXT_LIMIT; i++) {
    uint16_t unit = view_at(view, i);
    if (unit >= 32 && unit < 127) fputc(unit, l->file);
    else fprintf(l->file, "\\u%04x", unit);
  }
  fputs(view.length > TEXT_LIMIT ? "...\"" : "\"", l->file);
}

static void print_code_name(Listing *l, const Code *code) {
  const String *name = slot_cell(l->vm, code->name);
  if (name && name->length) print_string(l, name);
  else fputs("(anonymous)", l->file);
  fprintf(l->file, " at %u", code->source_start);
}

static void print_cell(Listing *l, Cell *cell) {
  switch (cell_type(cell)) {
    case CELL_STRING: print_string(l, (String *)cell); return;
    case CELL_CODE:
      fputs("code ", l->file);
      print_code_name(l, (Code *)cell);
      return;
    case CELL_SITE: {
      const Site *site = (Site *)cell;
      fputs("live [", l->file);
      for (uint32_t i = 0; i < site->live_count; i++)
        fprintf(l->file, "%sr%u", i ? " " : "", site->live[i]);
      fputc(']', l->file);
      return;
    }
    default: fprintf(l->file, "<%s>", cell_type_table[cell_type(cell)].name); return;
  }
}

static void print_slot(Listing *l, Slot slot) {
  Value value = slot_load(l->vm, slot);
  if (value_is_number(value)) {
    Buffer text;
    buffer_init(&text);
    buffer_append_double(&text, value_as_number(value));
    const char *digits = buffer_c_string(&text);
    fputs(digits ? digits : "?", l->file);
    buffer_destroy(&text);
  } else if (value_is_undefined(l->vm, value)) {
    fputs("undefined", l->file);
  } else {
    print_cell(l, value_as_cell(value));
  }
}

/* --- operands --- */

static void print_byte(Listing *l, char kind, const uint8_t *bytes, int i) {
  switch (kind) {
    case '.': return;
    case 'h':
      if (i == 1) fprintf(l->file, " %d", (int16_t)(bytes[2] | bytes[3] << 8));
      return;
    case 'i': fprintf(l->file, " %d", (int8_t)bytes[1 + i]); return;
    case 'u':
    case 'n': fprintf(l->file, " %u", bytes[1 + i]); return;
    case 'o':
    case 'D':
      if (bytes[1 + i] == NO_REGISTER) {
        fputs(" -", l->file);
        return;
      }
      FALL_THROUGH;
    default: fprintf(l->file, " r%u", bytes[1 + i]); return;
  }
}

static void print_words(Listing *l, uint32_t pc) {
  const uint32_t *words = l->code->instructions + pc;
  const char *kinds = opcode_info[words[0] & 255].words;
  for (int i = 0; kinds[i]; i++) {
    uint32_t word = words[1 + i];
    switch (kinds[i]) {
      case 'K':
      case 'S':
        fputc(' ', l->file);
        print_slot(l, (Slot){word});
        break;
      case 'J': fprintf(l->file, " L%u", pc + word); break;
      case 'U': fprintf(l->file, " %u", word); break;
      case 's': fprintf(l->file, " r%u", word & 255); break;
      default: break;
    }
  }
}

static void print_instruction(Listing *l, uint32_t pc) {
  const uint32_t *words = l->code->instructions + pc;
  const OpcodeInfo *info = &opcode_info[words[0] & 255];
  if (bitmap_get(l->labels, pc)) fprintf(l->file, "L%u:\n", pc);
  fprintf(l->file, "  %5u  %-24s", pc, info->name);
  for (int i = 0; i < 3; i++) print_byte(l, info->bytes[i], (const uint8_t *)words, i);
  print_words(l, pc);
  fputc('\n', l->file);
}

/* --- tables --- */

static void mark_labels(Listing *l) {
  Operands o;
  const Code *code = l->code;
  for (uint32_t pc = 0; pc < code->word_count; pc += opcode_length[code->instructions[pc] & 255]) {
    operands_decode(code->instructions + pc, &o);
    for (int i = 0; i < o.jump_count; i++)
      if (pc + (uint32_t)o.jumps[i] < code->word_count)
        bitmap_set(l->labels, pc + (uint32_t)o.jumps[i]);
  }
}

static void print_handlers(Listing *l) {
  const Bytes *bytes = slot_cell(l->vm, l->code->handlers);
  const Handler *handlers = bytes ? (const Handler *)(const void *)bytes->data : NULL;
  for (uint32_t i = 0; bytes && i < bytes->length / sizeof(Handler); i++)
    fprintf(l->file, "  handler %u to %u: L%u, exception in r%u\n", handlers[i].start,
            handlers[i].end, handlers[i].target, handlers[i].reg);
}

static void mark_handlers(Listing *l) {
  const Bytes *bytes = slot_cell(l->vm, l->code->handlers);
  const Handler *handlers = bytes ? (const Handler *)(const void *)bytes->data : NULL;
  for (uint32_t i = 0; bytes && i < bytes->length / sizeof(Handler); i++)
    bitmap_set(l->labels, handlers[i].target);
}

static void print_head(Listing *l) {
  const Code *code = l->code;
  fputs("function ", l->file);
  print_code_name(l, code);
  fprintf(l->file, ": %u parameters, %u registers%s%s%s\n", code->parameter_count,
          code->register_count, code->flags & CODE_STRICT ? ", strict" : "",
          code->flags & CODE_ASYNC ? ", async" : "",
          code->flags & CODE_GENERATOR ? ", generator" : "");
}

static void print_inner(Vm *vm, const Code *code, FILE *file) {
  const Slots *constants = slot_cell(vm, code->constants);
  for (uint32_t i = 0; constants && i < cell_header_data(constants); i++) {
    Slot slot = constants->items[i];
    if (slot_is_cell(slot) && cell_type(slot_cell_present(vm, slot)) == CELL_CODE)
      code_disassemble(vm, slot_cell_present(vm, slot), file);
  }
}

void code_disassemble(Vm *vm, const Code *code, void *file) {
  Listing l = {.vm = vm, .code = code, .file = file};
  l.labels = calloc(bitmap_words(code->word_count + 1), sizeof(uint64_t));
  if (!l.labels) return;
  mark_labels(&l);
  mark_handlers(&l);
  print_head(&l);
  for (uint32_t pc = 0; pc < code->word_count; pc += opcode_length[code->instructions[pc] & 255])
    print_instruction(&l, pc);
  print_handlers(&l);
  fputc('\n', l.file);
  free(l.labels);
  print_inner(vm, code, file);
}
