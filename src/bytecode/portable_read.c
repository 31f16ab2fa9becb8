/* SPDX-License-Identifier: MIT */
/* portable_read.c: bytes to code; see portable.h.
 *
 * Collections are put off meanwhile, for the cells are known to malloc'ed memory alone. Every read is checked against
 * the end, so that damage that the checksum overlooks is noticed before it leads anywhere; what instructions say is
 * the verifier's affair. */
#include <stdlib.h>

#include "base/hash.h"
#include "base/vec.h"
#include "bytecode/portable.h"
#include "value/bigint.h"
#include "value/error.h"

#define DEPTH_MAX 1000

VEC_DECLARE(CellVec, Cell *);

typedef struct Reader {
  Vm *vm;
  const uint8_t *at, *end;
  Source *source;
  CellVec cells; /* by number; NULL: begun, but not complete */
  uint32_t depth;
} Reader;

uint32_t portable_fingerprint(void) { return MOTE_CODE_FINGERPRINT; }

uint32_t portable_checksum(const void *bytes, size_t length) {
  return hash_bytes(bytes, length, 0);
}

static bool damaged(const Reader *r) { return throw_syntax_error(r->vm, ERROR_CODE_DAMAGED); }

/* -------------------------------------------------------------------------- pieces */

static bool get_number(Reader *r, uint64_t *out) {
  *out = 0;
  for (unsigned shift = 0; r->at < r->end && shift < 64; shift += 7) {
    uint8_t byte = *r->at++;
    *out |= (uint64_t)(byte & 127) << shift;
    if (byte < 128) return true;
  }
  return damaged(r);
}

static bool get_limited(Reader *r, uint64_t limit, uint32_t *out) {
  uint64_t number;
  TRY(get_number(r, &number));
  *out = (uint32_t)number;
  return number <= limit || damaged(r);
}

static bool get_u32(Reader *r, uint32_t *out) { return get_limited(r, UINT32_MAX, out); }

static bool get_signed(Reader *r, int64_t *out) {
  uint64_t number;
  TRY(get_number(r, &number));
  *out = (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
  return true;
}

/* `length` bytes, where they lie. */
static bool get_run(Reader *r, uint64_t length, const uint8_t **out) {
  if (length > (uint64_t)(r->end - r->at)) return damaged(r);
  *out = r->at;
  r->at += length;
  return true;
}

static bool get_bytes(Reader *r, Bytes **out) {
  uint32_t length;
  const uint8_t *run;
  *out = NULL;
  TRY(get_u32(r, &length) && get_run(r, length, &run));
  if (length == 0) return true;
  *out = bytes_new(r->vm, run, length);
  return *out != NULL;
}

/* -------------------------------------------------------------------------- cells */

static bool read_value(Reader *r, Value *out);

static bool read_slot(Reader *r, void *cell, Slot *slot) {
  Value value;
  if (r->at < r->end && *r->at == PORTABLE_NONE) {
    r->at++;
    return true;
  }
  TRY(read_value(r, &value));
  slot_store(r->vm, cell, slot, value);
  return true;
}

static bool read_string(Reader *r, bool wide, Cell **out) {
  uint64_t head;
  const uint8_t *units;
  TRY(get_number(r, &head));
  uint64_t length = head >> 1;
  if (length > (uint64_t)(r->end - r->at)) return damaged(r);
  TRY(get_run(r, length << wide, &units));
  String *string = NULL;
  if (wide) {
    uint16_t *aligned = malloc(length * 2 + 2);
    if (!aligned) return throw_out_of_memory(r->vm);
    memcpy(aligned, units, length * 2);
    string = string_new_utf16(r->vm, aligned, length);
    free(aligned);
  } else {
    string = string_new_latin1(r->vm, units, length);
  }
  if (string && head & 1) string = string_intern(r->vm, string);
  *out = (Cell *)string;
  return string != NULL;
}

static bool read_bigint(Reader *r, Cell **out) {
  uint64_t head;
  const uint8_t *run;
  TRY(get_number(r, &head));
  if (head >> 1 > (uint64_t)(r->end - r->at) / 8) return damaged(r);
  size_t count = head >> 1;
  TRY(get_run(r, count * 8, &run));
  uint64_t *words = malloc(count * 8 + 8);
  if (!words) return throw_out_of_memory(r->vm);
  memcpy(words, run, count * 8);
  *out = (Cell *)bigint_from_words(r->vm, head & 1, words, count);
  free(words);
  return *out != NULL;
}

#define SCOPE_INFO_SLOTS ((sizeof(ScopeInfo) - offsetof(ScopeInfo, kind_and_flags)) / sizeof(Slot))

static bool read_slots(Reader *r, Cell **out) {
  uint32_t type, count;
  TRY(get_u32(r, &type) && get_limited(r, (uint64_t)(r->end - r->at), &count));
  bool is_scope = type == CELL_SCOPE_INFO;
  if (!is_scope && type != CELL_SLOTS && type != CELL_INTERNAL) return damaged(r);
  if (is_scope && count != SCOPE_INFO_SLOTS) return damaged(r);
  Slots *slots = slots_new(r->vm, (CellType)type, count);
  TRY(slots);
  *out = (Cell *)slots;
  for (uint32_t i = 0; i < count; i++) TRY(read_slot(r, slots, &slots->items[i]));
  return true;
}

/* What depends on the code is added by link_site. */
static bool read_site(Reader *r, Cell **out) {
  uint32_t pc, result, count, live;
  TRY(get_u32(r, &pc) && get_limited(r, UINT8_MAX, &result) && get_limited(r, 256, &count));
  Site *site = heap_allocate(r->vm, CELL_SITE, sizeof(Site) + count * sizeof(uint16_t));
  if (!site) return throw_out_of_memory(r->vm);
  site->pc = pc;
  site->result = (uint8_t)result;
  site->live_count = (uint16_t)count;
  for (uint32_t i = 0; i < count; i++) {
    TRY(get_limited(r, UINT8_MAX, &live));
    site->live[i] = (uint16_t)live;
  }
  *out = (Cell *)site;
  return true;
}

/* -------------------------------------------------------------------------- code */

static bool read_constant_word(Reader *r, const Slots *constants, bool is_site, uint32_t *out) {
  uint32_t index, count = constants ? cell_header_data(constants) : 0;
  TRY(get_u32(r, &index));
  if (index >= count) return damaged(r);
  Slot slot = constants->items[index];
  const Cell *cell = slot_is_cell(slot) ? slot_cell_present(r->vm, slot) : NULL;
  if (is_site && !(cell && cell_type(cell) == CELL_SITE)) return damaged(r);
  *out = slot.bits;
  return true;
}

static bool read_word(Reader *r, const Slots *constants, char kind, uint32_t *out) {
  int64_t jump;
  switch (kind) {
    case 'K':
    case 'S': return read_constant_word(r, constants, kind == 'S', out);
    case 'J':
      TRY(get_signed(r, &jump));
      *out = (uint32_t)(int32_t)jump;
      return true;
    case 'I': *out = 0; return true;
    default: return get_u32(r, out);
  }
}

static bool read_instructions(Reader *r, Code *code, const Slots *constants) {
  for (uint32_t pc = 0; pc < code->word_count;) {
    const uint8_t *run;
    uint32_t *words = code->instructions + pc;
    TRY(get_run(r, sizeof *words, &run));
    if (run[0] >= OPCODE_COUNT || opcode_length[run[0]] > code->word_count - pc) return damaged(r);
    memcpy(words, run, sizeof *words);
    const char *kinds = opcode_info[run[0]].words;
    for (uint32_t i = 1; kinds[i - 1]; i++) TRY(read_word(r, constants, kinds[i - 1], &words[i]));
    pc += opcode_length[run[0]];
  }
  return true;
}

static bool link_site(Reader *r, Code *code, uint32_t pc, uint32_t index) {
  Site *site = slot_cell_present(r->vm, (Slot){code->instructions[pc + index]});
  if (site->pc != pc) return damaged(r);
  code_link_site(r->vm, code, site);
  return true;
}

static bool link_sites(Reader *r, Code *code) {
  for (uint32_t pc = 0; pc < code->word_count;) {
    uint8_t op = instruction_op(code->instructions + pc);
    const char *kinds = opcode_info[op].words, *site = strchr(kinds, 'S');
    if (site) TRY(link_site(r, code, pc, (uint32_t)(site - kinds) + 1));
    pc += opcode_length[op];
  }
  return true;
}

/* The numbers at the head of a code. */
typedef struct CodeNumbers {
  uint32_t flags, length, parameter_count, inline_capacity, source_start, source_end;
  uint32_t register_count;
} CodeNumbers;

static bool get_code_numbers(Reader *r, CodeNumbers *n) {
  return get_u32(r, &n->flags) && get_limited(r, UINT16_MAX, &n->length) &&
         get_limited(r, UINT16_MAX, &n->parameter_count) &&
         get_limited(r, OBJECT_INLINE_MAX, &n->inline_capacity) && get_u32(r, &n->source_start) &&
         get_u32(r, &n->source_end) && get_limited(r, UINT8_MAX, &n->register_count);
}

static void fill_head(Reader *r, Code *code, const CodeNumbers *n) {
  Vm *vm = r->vm;
  code->flags = n->flags;
  code->length = (uint16_t)n->length;
  code->parameter_count = (uint16_t)n->parameter_count;
  code->inline_capacity = (uint8_t)n->inline_capacity;
  code->source_start = n->source_start;
  code->source_end = n->source_end;
  code_set_registers(code, n->register_count);
  slot_store_cell(vm, code, &code->source, r->source);
  code_set_realm(vm, code);
}

#ifdef MOTE_DEBUG_BUILD
static bool verify(Reader *r, const Code *code) {
  char message[256];
  return code_verify(r->vm, code, message, sizeof message) || damaged(r);
}
#else
static bool verify(Reader *r, const Code *code) {
  (void)r;
  (void)code;
  return true;
}
#endif

/* The table of constants of a code: its own, or none. */
static bool read_constants(Reader *r, Slots **out) {
  Value value;
  *out = NULL;
  if (r->at < r->end && *r->at == PORTABLE_NONE) {
    r->at++;
    return true;
  }
  TRY(read_value(r, &value));
  if (!value_is_type(value, CELL_SLOTS)) return damaged(r);
  *out = (Slots *)value_as_cell(value);
  return true;
}

static bool read_code(Reader *r, Cell **out) {
  Vm *vm = r->vm;
  CodeNumbers numbers;
  Bytes *handlers, *positions;
  Value name;
  Slots *constants;
  uint32_t words;
  TRY(get_code_numbers(r, &numbers) && get_bytes(r, &handlers) && get_bytes(r, &positions) &&
      read_value(r, &name));
  if (!value_is_string(name)) return damaged(r);
  /* A word takes at most so much less than a byte: those of inline caches none, four in a row. */
  TRY(read_constants(r, &constants) && get_limited(r, (uint64_t)(r->end - r->at) * 4, &words));
  Code *code = heap_allocate(vm, CELL_CODE, sizeof(Code) + words * sizeof(uint32_t));
  if (!code) return throw_out_of_memory(vm);
  code->word_count = words;
  fill_head(r, code, &numbers);
  slot_store(vm, code, &code->name, name);
  slot_store_cell(vm, code, &code->constants, constants);
  slot_store_cell(vm, code, &code->handlers, handlers);
  slot_store_cell(vm, code, &code->positions, positions);
  *out = (Cell *)code;
  return read_instructions(r, code, constants) && link_sites(r, code) && verify(r, code);
}

static bool read_new_cell(Reader *r, PortableTag tag, Cell **out) {
  switch (tag) {
    case PORTABLE_LATIN1:
    case PORTABLE_UTF16: return read_string(r, tag == PORTABLE_UTF16, out);
    case PORTABLE_BIGINT: return read_bigint(r, out);
    case PORTABLE_SLOTS: return read_slots(r, out);
    case PORTABLE_SITE: return read_site(r, out);
    case PORTABLE_CODE: return read_code(r, out);
    default: return damaged(r);
  }
}

static bool read_cell(Reader *r, PortableTag tag, Value *out) {
  uint32_t number;
  Cell *cell = NULL;
  if (tag == PORTABLE_AGAIN) {
    TRY(get_u32(r, &number));
    if (number >= r->cells.length || !r->cells.items[number]) return damaged(r);
    *out = value_cell(r->cells.items[number]);
    return true;
  }
  number = r->cells.length;
  if (r->depth == DEPTH_MAX) return damaged(r);
  if (!CellVec_push(&r->cells, NULL)) return throw_out_of_memory(r->vm);
  r->depth++;
  TRY(read_new_cell(r, tag, &cell));
  r->depth--;
  r->cells.items[number] = cell;
  *out = value_cell(cell);
  return true;
}

static bool read_double(Reader *r, Value *out) {
  const uint8_t *run;
  double number;
  TRY(get_run(r, sizeof number, &run));
  memcpy(&number, run, sizeof number);
  *out = value_number(number);
  return true;
}

static bool read_int(Reader *r, Value *out) {
  int64_t number;
  TRY(get_signed(r, &number));
  if (number < INT32_MIN || number > INT32_MAX) return damaged(r);
  *out = value_int((int32_t)number);
  return true;
}

static bool read_value(Reader *r, Value *out) {
  Vm *vm = r->vm;
  if (r->at >= r->end) return damaged(r);
  PortableTag tag = (PortableTag)*r->at++;
  switch (tag) {
    case PORTABLE_UNDEFINED: *out = value_undefined(vm); return true;
    case PORTABLE_NULL: *out = value_null(vm); return true;
    case PORTABLE_FALSE: *out = value_bool(vm, false); return true;
    case PORTABLE_TRUE: *out = value_bool(vm, true); return true;
    case PORTABLE_INT: return read_int(r, out);
    case PORTABLE_DOUBLE: return read_double(r, out);
    default: return read_cell(r, tag, out);
  }
}

bool portable_read(Vm *vm, const void *bytes, size_t length, Source *source, Value *out) {
  Reader r = {.vm = vm, .at = bytes, .source = source};
  uint32_t fingerprint, checksum;
  r.end = r.at + length;
  if (length < PORTABLE_HEADER) return damaged(&r);
  memcpy(&fingerprint, r.at, sizeof fingerprint);
  memcpy(&checksum, r.at + sizeof fingerprint, sizeof checksum);
  r.at += PORTABLE_HEADER;
  if (fingerprint != portable_fingerprint())
    return throw_syntax_error(vm, ERROR_CODE_OF_OTHER_BUILD);
  if (checksum != portable_checksum(r.at, length - PORTABLE_HEADER)) return damaged(&r);
  heap_defer_collection(vm);
  bool ok = read_value(&r, out) && (r.at == r.end || damaged(&r));
  heap_resume_collection(vm);
  CellVec_destroy(&r.cells);
  keep_alive(source);
  return ok;
}
