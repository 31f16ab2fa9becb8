/* SPDX-License-Identifier: MIT */
/* positions.c: encoding and finding of source positions. */
#include "bytecode/positions.h"

#include "base/buffer.h"

#define CHECKPOINT_INTERVAL 64u

typedef struct Checkpoint {
  uint32_t pc, offset, place;
} Checkpoint;

/* A number takes five bytes at most, an entry four numbers. */
#define ENTRY_SIZE_MAX 20

static char *put_number(char *p, uint32_t n) {
  for (; n >= 128; n >>= 7) *p++ = (char)(n | 128);
  *p++ = (char)n;
  return p;
}
static uint32_t zigzag(uint32_t n) { return n << 1 ^ -(n >> 31); }
static uint32_t unzigzag(uint32_t n) { return n >> 1 ^ -(n & 1); }

static uint32_t get_number(const uint8_t **p) {
  uint32_t n = 0;
  for (unsigned shift = 0;; shift += 7) {
    uint32_t byte = *(*p)++;
    n |= (byte & 127) << shift;
    if (byte < 128) return n;
  }
}

static void put_entry(Buffer *buffer, const CodePosition *e, uint32_t pc, uint32_t offset) {
  bool has_callee = e->callee_end > e->callee_start;
  char *start = buffer_extend(buffer, ENTRY_SIZE_MAX), *p = start;
  if (!start) return;
  p = put_number(p, (e->pc - pc) << 1 | has_callee);
  p = put_number(p, zigzag(e->offset - offset));
  if (has_callee) {
    p = put_number(p, zigzag(e->callee_start - e->offset));
    p = put_number(p, e->callee_end - e->callee_start);
  }
  buffer->length -= ENTRY_SIZE_MAX - (size_t)(p - start);
}

static void put_entries(Buffer *head, Buffer *body, const CodePosition *entries, uint32_t count) {
  uint32_t pc = 0, offset = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (i % CHECKPOINT_INTERVAL == 0) {
      Checkpoint checkpoint = {entries[i].pc, entries[i].offset, (uint32_t)body->length};
      buffer_append(head, &checkpoint, sizeof checkpoint);
      pc = checkpoint.pc;
      offset = checkpoint.offset;
    }
    put_entry(body, &entries[i], pc, offset);
    pc = entries[i].pc;
    offset = entries[i].offset;
  }
}

Bytes *positions_new(Vm *vm, const CodePosition *entries, uint32_t count) {
  Buffer head, body;
  buffer_init(&head);
  buffer_init(&body);
  uint32_t checkpoints = (count + CHECKPOINT_INTERVAL - 1) / CHECKPOINT_INTERVAL;
  buffer_append(&head, &checkpoints, sizeof checkpoints);
  put_entries(&head, &body, entries, count);
  buffer_append(&head, body.data, body.length);
  Bytes *bytes = NULL;
  if (buffer_ok(&head) && buffer_ok(&body)) bytes = bytes_new(vm, head.data, head.length);
  else throw_out_of_memory(vm);
  buffer_destroy(&head);
  buffer_destroy(&body);
  return bytes;
}

/* The last checkpoint at or before pc. */
static bool find_checkpoint(const Bytes *bytes, uint32_t pc, Checkpoint *out, uint32_t *count) {
  memcpy(count, bytes->data, sizeof *count);
  uint32_t low = 0, high = *count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    memcpy(out, bytes->data + 4 + middle * sizeof *out, sizeof *out);
    if (out->pc <= pc) low = middle + 1;
    else high = middle;
  }
  if (low == 0) return false;
  memcpy(out, bytes->data + 4 + (low - 1) * sizeof *out, sizeof *out);
  return true;
}

static const uint8_t *get_entry(const uint8_t *p, CodePosition *e) {
  uint32_t head = get_number(&p);
  e->pc += head >> 1;
  e->offset += unzigzag(get_number(&p));
  e->callee_start = e->callee_end = 0;
  if (head & 1) {
    e->callee_start = e->offset + unzigzag(get_number(&p));
    e->callee_end = e->callee_start + get_number(&p);
  }
  return p;
}

/* The entry that holds for a word index. False: none does. */
static bool positions_find(Vm *vm, const Code *code, uint32_t pc, CodePosition *out) {
  const Bytes *bytes = slot_cell(vm, code->positions);
  Checkpoint checkpoint;
  uint32_t count;
  if (!bytes || !find_checkpoint(bytes, pc, &checkpoint, &count)) return false;
  const uint8_t *p = bytes->data + 4 + count * sizeof checkpoint + checkpoint.place;
  const uint8_t *end = bytes->data + bytes->length;
  CodePosition entry = {checkpoint.pc, checkpoint.offset, 0, 0};
  for (uint32_t i = 0; i < CHECKPOINT_INTERVAL && p < end; i++) {
    p = get_entry(p, &entry);
    if (entry.pc > pc) break;
    *out = entry;
  }
  return true;
}

uint32_t code_source_offset(Vm *vm, const Code *code, uint32_t pc) {
  CodePosition entry;
  return positions_find(vm, code, pc, &entry) ? entry.offset : code->source_start;
}

bool code_callee_range(Vm *vm, const Code *code, uint32_t pc, uint32_t *start, uint32_t *end) {
  CodePosition entry;
  if (!positions_find(vm, code, pc, &entry) || entry.callee_end <= entry.callee_start) return false;
  *start = entry.callee_start;
  *end = entry.callee_end;
  return true;
}
