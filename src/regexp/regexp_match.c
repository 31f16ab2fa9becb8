/* SPDX-License-Identifier: MIT */
/* regexp_match.c: the backtracking matcher.
 *
 * What may have to be taken back is on an explicit stack: choices not yet tried, and what
 * registers held before. Failing pops until there is a choice. A run over one character is one
 * entry however long it is. While the stack is empty nothing can be taken back, so registers are
 * written without a record.
 *
 * Every failure and every turn of a loop is a step; now and then the caller is asked whether to
 * go on, so that a pattern that takes for ever can be stopped. */
#include "base/search.h"
#include "base/utf.h"
#include "regexp/regexp_program.h"
#include "unicode/case_map.h"

#include <stdlib.h>

/* Steps between two looks at the caller. */
#define STEPS_BETWEEN_POLLS 20000

#ifdef MOTE_SMALL
#define INLINE_ENTRIES   2
#define INLINE_REGISTERS 4
#else
#define INLINE_ENTRIES   128
#define INLINE_REGISTERS 64
#endif
/* The stack never takes more: 192 MiB. */
#define MAX_ENTRIES (1u << 24)

/* A loop that must be gone through very often, and takes nothing, is spared all turns but so many. */
#define EMPTY_TURNS 1000u

/* The kinds of entries, in the low two bits of `what`; above is a place in the code. */
enum {
  ENTRY_CHOICE, /* go on there at text place a */
  ENTRY_RESTORE, /* register a was b */
  ENTRY_GREEDY_RUN, /* ends at a now, may shrink to b */
  ENTRY_LAZY_RUN, /* ends at a now, may take b characters more */
};

typedef struct Entry {
  uint32_t what, a, b;
} Entry;

typedef struct Matcher {
  const RegExpProgram *program;
  const void *units;
  uint32_t length;
  uint32_t *registers;
  Entry *stack;
  uint32_t top, capacity;
  int64_t steps; /* left until the next poll */
  RegExpPoll poll;
  void *context;
  RegExpResult result; /* NOT_MATCHED until something goes wrong */
  Entry entries[INLINE_ENTRIES];
  uint32_t inline_registers[INLINE_REGISTERS];
} Matcher;

/* --------------------------------------------------------------------------- the stack */

static COLD bool grow_stack(Matcher *m) {
  size_t capacity = (size_t)m->capacity * 2;
  bool first = m->stack == m->entries;
  Entry *stack =
      capacity > MAX_ENTRIES ? NULL : realloc(first ? NULL : m->stack, capacity * sizeof *stack);
  if (!stack) {
    m->result = REGEXP_OUT_OF_MEMORY;
    return false;
  }
  if (first) memcpy(stack, m->entries, m->top * sizeof *stack);
  m->stack = stack;
  m->capacity = (uint32_t)capacity;
  return true;
}

/* False: m->result says why. */
static ALWAYS_INLINE bool push(Matcher *m, uint32_t what, uint32_t a, uint32_t b) {
  if (unlikely(m->top == m->capacity) && !grow_stack(m)) return false;
  m->stack[m->top++] = (Entry){what, a, b};
  return true;
}

static ALWAYS_INLINE bool write_register(Matcher *m, uint32_t index, uint32_t value) {
  if (m->top && !push(m, ENTRY_RESTORE, index, m->registers[index])) return false;
  m->registers[index] = value;
  return true;
}

/* Forgets the choices above a height, not the records: a look-ahead has succeeded. */
static void drop_choices(Matcher *m, uint32_t height) {
  uint32_t kept = height;
  for (uint32_t i = height; i < m->top; i++)
    if ((m->stack[i].what & 3) == ENTRY_RESTORE) m->stack[kept++] = m->stack[i];
  m->top = kept;
}

/* Takes everything above a height back. */
static void unwind(Matcher *m, uint32_t height) {
  while (m->top > height) {
    Entry entry = m->stack[--m->top];
    if ((entry.what & 3) == ENTRY_RESTORE) m->registers[entry.a] = entry.b;
  }
}

static COLD bool look_up(Matcher *m) {
  m->steps = STEPS_BETWEEN_POLLS;
  if (!m->poll || m->poll(m->context)) return true;
  m->result = REGEXP_INTERRUPTED;
  return false;
}

static void clear_registers(Matcher *m) {
  uint32_t captures = m->program->group_count * 2;
  memset(m->registers, 0xff, captures * sizeof *m->registers);
}

/* -------------------------------------------------------------------------- characters */

static ALWAYS_INLINE bool is_line_end(uint32_t c) {
  return c == '\n' || c == '\r' || (c & ~1u) == 0x2028;
}

static bool same_case(uint32_t a, uint32_t b, bool unicode) {
  if (unicode) return unicode_simple_fold(a) == unicode_simple_fold(b);
  return unicode_canonicalize_unit((uint16_t)a) == unicode_canonicalize_unit((uint16_t)b);
}

#define UNIT    uint8_t
#define WIDE    false
#define NAME(x) latin1_##x
#include "regexp/regexp_match.inc"

#define UNIT    uint16_t
#define WIDE    true
#define NAME(x) wide_##x
#include "regexp/regexp_match.inc"

/* ------------------------------------------------------------------------------- entry */

static bool matcher_init(Matcher *m, const RegExpProgram *program) {
  m->stack = m->entries;
  m->capacity = INLINE_ENTRIES;
  m->registers = m->inline_registers;
  if (program->register_count > INLINE_REGISTERS)
    m->registers = malloc(program->register_count * sizeof *m->registers);
  return m->registers != NULL;
}

static void matcher_destroy(Matcher *m) {
  if (m->stack != m->entries) free(m->stack);
  if (m->registers != m->inline_registers) free(m->registers);
}

RegExpResult regexp_match(const RegExpProgram *program, RegExpText text, uint32_t start,
                          bool sticky, uint32_t *captures, RegExpPoll poll, void *context) {
  Matcher m;
  m.program = program;
  m.units = text.units;
  m.length = text.length;
  m.top = 0;
  m.steps = STEPS_BETWEEN_POLLS;
  m.poll = poll;
  m.context = context;
  m.result = REGEXP_NOT_MATCHED;
  if (program->anchored && start > 0) return REGEXP_NOT_MATCHED;
  if (!matcher_init(&m, program)) return REGEXP_OUT_OF_MEMORY;
  RegExpResult result =
      text.wide ? wide_search(&m, start, sticky) : latin1_search(&m, start, sticky);
  if (result == REGEXP_MATCHED)
    memcpy(captures, m.registers, program->group_count * 2 * sizeof *captures);
  matcher_destroy(&m);
  return result;
}
