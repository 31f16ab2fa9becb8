/* SPDX-License-Identifier: MIT */
/* liveness.c: which registers a suspended function must keep.
 *
 * The classical backward dataflow over basic blocks, on the finished instructions. An instruction
 * that can throw may go on at every handler in force there, before it has written anything. A
 * block is walked again whenever what is live behind it has grown; in practice twice or three
 * times. Functions that are never suspended don't come here. */
#include <stdlib.h>

#include "base/bits.h"
#include "bytecode/operands.h"
#include "compile/builder.h"

#define NO_BLOCK UINT32_MAX
/* Instructions in a block: longer stretches are cut. */
#define BLOCK_LIMIT 64u

typedef struct Block {
  uint32_t start, end;  /* words */
  uint32_t handler;     /* block of the innermost handler in force, or NO_BLOCK */
  uint8_t handler_register;
  bool queued;
  RegisterSet live_in;
} Block;

typedef struct Liveness {
  CodeBuilder *b;
  const uint32_t *words;
  uint32_t word_count;
  uint64_t *leaders;     /* bitmap of words where blocks begin */
  uint32_t *block_of;    /* by word, for leaders */
  Block *blocks;
  uint32_t block_count;
  uint32_t *predecessor_head, *predecessor_next, *predecessor_block; /* lists of edges */
  uint32_t edge_count, edge_capacity;
  uint32_t *queue;
  uint32_t queue_length;
} Liveness;

static void set_add(RegisterSet *s, unsigned r) { s->words[r / 64] |= 1ull << (r % 64); }
static void set_remove(RegisterSet *s, unsigned r) { s->words[r / 64] &= ~(1ull << (r % 64)); }
static bool set_union(RegisterSet *s, const RegisterSet *other) {
  uint64_t grown = 0;
  for (int i = 0; i < 4; i++) {
    grown |= other->words[i] & ~s->words[i];
    s->words[i] |= other->words[i];
  }
  return grown;
}

static void each_range(RegisterSet *s, const RegisterRange *ranges, unsigned count, bool add) {
  for (unsigned i = 0; i < count; i++)
    for (unsigned r = ranges[i].first; r < ranges[i].first + (unsigned)ranges[i].count; r++) {
      if (add) set_add(s, r);
      else set_remove(s, r);
    }
}

/* --- blocks --- */

static void find_leaders(Liveness *l) {
  bitmap_set(l->leaders, 0);
  for (uint32_t i = 0; i < l->b->handlers.length; i++) {
    const Handler *h = &l->b->handlers.items[i];
    bitmap_set(l->leaders, h->start);
    bitmap_set(l->leaders, h->end);
    bitmap_set(l->leaders, h->target);
  }
  Operands o;
  uint32_t count = 0;
  for (uint32_t pc = 0; pc < l->word_count; pc += opcode_length[l->words[pc] & 255]) {
    if (count++ % BLOCK_LIMIT == 0) bitmap_set(l->leaders, pc);
    operands_decode(l->words + pc, &o);
    for (int i = 0; i < o.jump_count; i++) bitmap_set(l->leaders, pc + (uint32_t)o.jumps[i]);
    if (o.jump_count || !o.falls_through)
      bitmap_set(l->leaders, pc + opcode_length[l->words[pc] & 255]);
  }
}

static bool make_blocks(Liveness *l) {
  uint32_t count = 0;
  for (uint32_t pc = 0; pc < l->word_count; pc++) count += bitmap_get(l->leaders, pc);
  l->blocks = calloc(count, sizeof *l->blocks);
  l->block_of = malloc((l->word_count + 1) * sizeof *l->block_of);
  l->queue = malloc(count * sizeof *l->queue);
  l->predecessor_head = malloc(count * sizeof *l->predecessor_head);
  if (!l->blocks || !l->block_of || !l->queue || !l->predecessor_head) return false;
  memset(l->predecessor_head, 0xff, count * sizeof *l->predecessor_head);
  for (uint32_t pc = 0; pc < l->word_count; pc++) {
    if (bitmap_get(l->leaders, pc)) {
      if (l->block_count) l->blocks[l->block_count - 1].end = pc;
      l->blocks[l->block_count].start = pc;
      l->blocks[l->block_count].handler = NO_BLOCK;
      l->block_count++;
    }
    l->block_of[pc] = l->block_count - 1;
  }
  l->blocks[l->block_count - 1].end = l->word_count;
  return true;
}

/* The first handler in the table that covers a block is the innermost. */
static void assign_handlers(Liveness *l) {
  for (uint32_t i = l->b->handlers.length; i-- > 0;) {
    const Handler *h = &l->b->handlers.items[i];
    for (uint32_t k = l->block_of[h->start]; k < l->block_count && l->blocks[k].start < h->end;
         k++) {
      l->blocks[k].handler = l->block_of[h->target];
      l->blocks[k].handler_register = (uint8_t)h->reg;
    }
  }
}

static bool add_edge(Liveness *l, uint32_t from, uint32_t to) {
  if (l->edge_count == l->edge_capacity) {
    uint32_t capacity = l->edge_capacity ? l->edge_capacity * 2 : 64;
    uint32_t *next = realloc(l->predecessor_next, capacity * sizeof *next);
    if (next) l->predecessor_next = next;
    uint32_t *block = realloc(l->predecessor_block, capacity * sizeof *block);
    if (block) l->predecessor_block = block;
    if (!next || !block) return false;
    l->edge_capacity = capacity;
  }
  l->predecessor_block[l->edge_count] = from;
  l->predecessor_next[l->edge_count] = l->predecessor_head[to];
  l->predecessor_head[to] = l->edge_count++;
  return true;
}

static uint32_t last_instruction(const Liveness *l, const Block *block) {
  uint32_t pc = block->start;
  for (;;) {
    uint32_t next = pc + opcode_length[l->words[pc] & 255];
    if (next >= block->end) return pc;
    pc = next;
  }
}

static bool add_edges(Liveness *l) {
  Operands o;
  for (uint32_t i = 0; i < l->block_count; i++) {
    uint32_t pc = last_instruction(l, &l->blocks[i]);
    operands_decode(l->words + pc, &o);
    for (int k = 0; k < o.jump_count; k++)
      if (!add_edge(l, i, l->block_of[pc + (uint32_t)o.jumps[k]])) return false;
    if (o.falls_through && i + 1 < l->block_count && !add_edge(l, i, i + 1)) return false;
    if (l->blocks[i].handler != NO_BLOCK && !add_edge(l, i, l->blocks[i].handler)) return false;
  }
  return true;
}

/* --- dataflow --- */

static void live_behind(const Liveness *l, uint32_t index, RegisterSet *live) {
  const Block *block = &l->blocks[index];
  uint32_t pc = last_instruction(l, block);
  Operands o;
  operands_decode(l->words + pc, &o);
  *live = (RegisterSet){{0}};
  for (int k = 0; k < o.jump_count; k++)
    set_union(live, &l->blocks[l->block_of[pc + (uint32_t)o.jumps[k]]].live_in);
  if (o.falls_through && index + 1 < l->block_count) set_union(live, &l->blocks[index + 1].live_in);
}

static uint32_t suspension_index(const Liveness *l, uint32_t pc) {
  const WordVec *suspensions = &l->b->suspensions;
  uint32_t low = 0, high = suspensions->length;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (suspensions->items[middle] <= pc) low = middle;
    else high = middle;
  }
  return low;
}

/* Goes backward through a block. When `after` is not NULL, notes what is live behind suspensions.
 *  */
static void walk_block(const Liveness *l, uint32_t index, RegisterSet *live, RegisterSet *after) {
  const Block *block = &l->blocks[index];
  RegisterSet thrown = {{0}};
  if (block->handler != NO_BLOCK) {
    thrown = l->blocks[block->handler].live_in;
    set_remove(&thrown, block->handler_register);
  }
  uint32_t pcs[BLOCK_LIMIT], count = 0;
  for (uint32_t pc = block->start; pc < block->end; pc += opcode_length[l->words[pc] & 255])
    pcs[count++] = pc;
  while (count-- > 0) {
    Operands o;
    operands_decode(l->words + pcs[count], &o);
    each_range(live, o.writes, o.write_count, false);
    if (o.throws) set_union(live, &thrown);
    if (o.suspends && after) after[suspension_index(l, pcs[count])] = *live;
    each_range(live, o.reads, o.read_count, true);
  }
}

static void enqueue(Liveness *l, uint32_t block) {
  if (l->blocks[block].queued) return;
  l->blocks[block].queued = true;
  l->queue[l->queue_length++] = block;
}

static void solve(Liveness *l) {
  for (uint32_t i = 0; i < l->block_count; i++) enqueue(l, i);
  while (l->queue_length) {
    uint32_t index = l->queue[--l->queue_length];
    l->blocks[index].queued = false;
    RegisterSet live;
    live_behind(l, index, &live);
    walk_block(l, index, &live, NULL);
    if (!set_union(&l->blocks[index].live_in, &live)) continue;
    for (uint32_t e = l->predecessor_head[index]; e != NO_BLOCK; e = l->predecessor_next[e])
      enqueue(l, l->predecessor_block[e]);
  }
}

/* --- result --- */

/* What the function's arguments don't give, but may be read. */
static void find_undefined(const Liveness *l, RegisterSet *undefined) {
  *undefined = l->blocks[0].live_in;
  for (unsigned r = 0; r < l->b->parameter_count; r++) set_remove(undefined, r);
}

static void collect(const Liveness *l, RegisterSet *live) {
  const WordVec *suspensions = &l->b->suspensions;
  uint32_t done = NO_BLOCK;
  for (uint32_t i = 0; i < suspensions->length; i++) {
    uint32_t block = l->block_of[suspensions->items[i]];
    if (block == done) continue;
    RegisterSet set;
    live_behind(l, block, &set);
    walk_block(l, block, &set, live);
    done = block;
  }
}

static bool run(Liveness *l, RegisterSet *live, RegisterSet *undefined) {
  find_leaders(l);
  if (!make_blocks(l)) return false;
  assign_handlers(l);
  if (!add_edges(l)) return false;
  solve(l);
  find_undefined(l, undefined);
  collect(l, live);
  return true;
}

bool liveness_compute(CodeBuilder *b, RegisterSet *live, RegisterSet *undefined) {
  Liveness l = {.b = b, .words = b->words.items, .word_count = b->words.length};
  l.leaders = calloc(bitmap_words(l.word_count + 1), sizeof(uint64_t));
  bool ok = l.leaders && run(&l, live, undefined);
  free(l.leaders);
  free(l.block_of);
  free(l.blocks);
  free(l.predecessor_head);
  free(l.predecessor_next);
  free(l.predecessor_block);
  free(l.queue);
  return ok;
}
