/* SPDX-License-Identifier: MIT */
/* portable_write.c: code to bytes; see portable.h.
 *
 * Invariant: `numbers` has each cell that was begun, with the number that the reader will give it. */
#include <stdlib.h>

#include "base/hash.h"
#include "bytecode/portable.h"
#include "value/bigint.h"
#include "value/error.h"

#define DEPTH_MAX 1000

/* A cell and its number; an empty place has no cell. */
typedef struct NumberedCell {
  const Cell *cell;
  uint32_t number;
} NumberedCell;

typedef struct Writer {
  Vm *vm;
  Buffer *out;
  NumberedCell *table; /* open addressing, at most half full */
  uint32_t size, count;
  uint32_t depth;
} Writer;

/* -------------------------------------------------------------------------- numbers of cells */

static NumberedCell *find_place(const Writer *w, const Cell *cell) {
  uint32_t at = hash_uint64((uint64_t)(uintptr_t)cell);
  for (;; at++) {
    NumberedCell *place = &w->table[at & (w->size - 1)];
    if (!place->cell || place->cell == cell) return place;
  }
}

static bool grow_table(Writer *w) {
  Writer old = *w;
  w->size = old.size ? old.size * 2 : 256;
  w->table = calloc(w->size, sizeof *w->table);
  if (!w->table) {
    *w = old;
    return throw_out_of_memory(w->vm);
  }
  for (uint32_t i = 0; i < old.size; i++)
    if (old.table[i].cell) *find_place(w, old.table[i].cell) = old.table[i];
  free(old.table);
  return true;
}

/* *number: that of a cell that was begun before; otherwise the cell gets the next one. */
static bool number_cell(Writer *w, const Cell *cell, bool *known, uint32_t *number) {
  if (w->count * 2 >= w->size) TRY(grow_table(w));
  NumberedCell *place = find_place(w, cell);
  *known = place->cell != NULL;
  if (!*known) *place = (NumberedCell){cell, w->count++};
  *number = place->number;
  return true;
}

/* -------------------------------------------------------------------------- pieces */

static void put_number(Writer *w, uint64_t number) {
  for (; number >= 128; number >>= 7) buffer_append_char(w->out, (char)((number & 127) | 128));
  buffer_append_char(w->out, (char)number);
}

static void put_signed(Writer *w, int64_t number) {
  uint64_t doubled = (uint64_t)number << 1;
  put_number(w, number < 0 ? ~doubled : doubled);
}

static void put_tag(Writer *w, PortableTag tag) { buffer_append_char(w->out, (char)tag); }

/* A CELL_BYTES, or nothing. */
static void put_bytes(Writer *w, Slot slot) {
  const Bytes *bytes = slot_cell(w->vm, slot);
  put_number(w, bytes ? bytes->length : 0);
  if (bytes) buffer_append(w->out, bytes->data, bytes->length);
}

/* -------------------------------------------------------------------------- cells */

static bool write_value(Writer *w, Value value);

static bool write_slot(Writer *w, Slot slot) {
  if (!slot_is_none(slot)) return write_value(w, slot_load(w->vm, slot));
  put_tag(w, PORTABLE_NONE);
  return true;
}

static void write_string(Writer *w, const String *string) {
  StringView view = string_view_flat(w->vm, string);
  put_tag(w, view.wide ? PORTABLE_UTF16 : PORTABLE_LATIN1);
  put_number(w, (uint64_t)view.length * 2 + string_is_interned(string));
  buffer_append(w->out, view.units, (size_t)view.length << view.wide);
}

static void write_bigint(Writer *w, const BigInt *bigint) {
  put_tag(w, PORTABLE_BIGINT);
  put_number(w, (uint64_t)bigint->count * 2 + bigint_is_negative(bigint));
  buffer_append(w->out, bigint->limbs, bigint->count * sizeof bigint->limbs[0]);
}

static bool write_slots(Writer *w, const Cell *cell, const Slot *items, uint32_t count) {
  put_tag(w, PORTABLE_SLOTS);
  put_number(w, cell_type(cell));
  put_number(w, count);
  for (uint32_t i = 0; i < count; i++) TRY(write_slot(w, items[i]));
  return true;
}

static void write_site(Writer *w, const Site *site) {
  put_tag(w, PORTABLE_SITE);
  put_number(w, site->pc);
  put_number(w, site->result);
  put_number(w, site->live_count);
  for (uint32_t i = 0; i < site->live_count; i++) put_number(w, site->live[i]);
}

/* -------------------------------------------------------------------------- code */

/* The index of the constant with these bits: no two constants have the same. */
static uint32_t constant_index(const Slots *constants, uint32_t bits) {
  uint32_t i = 0;
  while (constants->items[i].bits != bits) i++;
  return i;
}

/* An instruction: its first word, and the words behind it by their kinds. Those of inline caches are zero. */
static uint32_t write_instruction(Writer *w, const uint32_t *pc, const Slots *constants) {
  const char *kinds = opcode_info[instruction_op(pc)].words;
  buffer_append(w->out, pc, sizeof *pc);
  for (uint32_t i = 1; kinds[i - 1]; i++) switch (kinds[i - 1]) {
      case 'K':
      case 'S': put_number(w, constant_index(constants, pc[i])); break;
      case 'J': put_signed(w, (int32_t)pc[i]); break;
      case 'I': ASSERT(pc[i] == 0); break;
      default: put_number(w, pc[i]);
    }
  return opcode_length[instruction_op(pc)];
}

static bool write_code(Writer *w, const Code *code) {
  put_tag(w, PORTABLE_CODE);
  put_number(w, code->flags);
  put_number(w, code->length);
  put_number(w, code->parameter_count);
  put_number(w, code->inline_capacity);
  put_number(w, code->source_start);
  put_number(w, code->source_end);
  put_number(w, code->register_count);
  put_bytes(w, code->handlers);
  put_bytes(w, code->positions);
  TRY(write_slot(w, code->name) && write_slot(w, code->constants));
  const Slots *constants = slot_cell(w->vm, code->constants);
  put_number(w, code->word_count);
  for (uint32_t pc = 0; pc < code->word_count;)
    pc += write_instruction(w, code->instructions + pc, constants);
  return true;
}

static bool write_new_cell(Writer *w, const Cell *cell) {
  switch (cell_type(cell)) {
    case CELL_STRING: write_string(w, (const String *)cell); return true;
    case CELL_BIGINT: write_bigint(w, (const BigInt *)cell); return true;
    case CELL_SITE: write_site(w, (const Site *)cell); return true;
    case CELL_CODE: return write_code(w, (const Code *)cell);
    case CELL_SLOTS:
    case CELL_INTERNAL:
      return write_slots(w, cell, ((const Slots *)cell)->items, cell_header_data(cell));
    case CELL_SCOPE_INFO:
      return write_slots(w, cell, &((const ScopeInfo *)cell)->kind_and_flags,
                         (sizeof(ScopeInfo) - offsetof(ScopeInfo, kind_and_flags)) / sizeof(Slot));
    default: UNREACHABLE();
  }
}

static bool write_cell(Writer *w, const Cell *cell) {
  bool known;
  uint32_t number;
  TRY(number_cell(w, cell, &known, &number));
  if (!known) return write_new_cell(w, cell);
  put_tag(w, PORTABLE_AGAIN);
  put_number(w, number);
  return true;
}

static bool write_value(Writer *w, Value value) {
  Vm *vm = w->vm;
  if (value_is_int(value)) {
    put_tag(w, PORTABLE_INT);
    put_signed(w, value_as_int(value));
  } else if (value_is_double(value)) {
    double number = value_as_double(value);
    put_tag(w, PORTABLE_DOUBLE);
    buffer_append(w->out, &number, sizeof number);
  } else if (value_is_undefined(vm, value)) {
    put_tag(w, PORTABLE_UNDEFINED);
  } else if (value_is_null(vm, value)) {
    put_tag(w, PORTABLE_NULL);
  } else if (value_is_bool(vm, value)) {
    put_tag(w, value_is_true(vm, value) ? PORTABLE_TRUE : PORTABLE_FALSE);
  } else {
    if (w->depth == DEPTH_MAX) return throw_range_error(vm, ERROR_STACK_OVERFLOW);
    w->depth++;
    TRY(write_cell(w, value_as_cell(value)));
    w->depth--;
  }
  return true;
}

bool portable_write(Vm *vm, Value value, Buffer *out) {
  Writer w = {.vm = vm, .out = out};
  size_t start = out->length;
  uint32_t fingerprint = portable_fingerprint();
  buffer_append(out, &fingerprint, sizeof fingerprint);
  buffer_append(out, &fingerprint, sizeof fingerprint); /* the checksum's place */
  bool ok = write_value(&w, value);
  free(w.table);
  TRY(ok);
  if (!buffer_ok(out)) return throw_out_of_memory(vm);
  char *header = out->data + start;
  uint32_t checksum =
      portable_checksum(header + PORTABLE_HEADER, out->length - start - PORTABLE_HEADER);
  memcpy(header + sizeof fingerprint, &checksum, sizeof checksum);
  return true;
}
