/* SPDX-License-Identifier: MIT */
/* regexp_literal.c: the text that every match of a pattern has in it.
 *
 * The search for a match looks for that text first, which is much faster than trying to match
 * everywhere, and where it is not, neither is a match. The tree is walked in the order of the text;
 * at each place the walk knows how far behind the match's beginning it is, at least and at most. */
#include "regexp/regexp_literal.h"

typedef struct Walk {
  PatternSource *source;
  uint32_t minimum, maximum; /* how far behind the beginning */
  uint32_t optional;         /* how many pieces that a match may do without are around this one */
  RegExpLiteral current;     /* ends here */
  RegExpLiteral best;
} Walk;

/* Sums and products stay at PATTERN_UNLIMITED once they are there. */
static uint32_t limited(uint64_t n) {
  return n < PATTERN_UNLIMITED ? (uint32_t)n : PATTERN_UNLIMITED;
}

/* A place that is known skips more than a text that is merely somewhere. */
static uint32_t worth(const RegExpLiteral *literal) {
  return literal->maximum == PATTERN_UNLIMITED ? literal->length : literal->length * 4;
}

/* What comes next does not continue the text that has been gathered. */
static void end_literal(Walk *w) {
  if (worth(&w->current) > worth(&w->best)) w->best = w->current;
  w->current.length = 0;
}

static void advance(Walk *w, uint32_t least, uint32_t most) {
  w->minimum = limited((uint64_t)w->minimum + least);
  w->maximum = limited((uint64_t)w->maximum + most);
}

static void visit_character(Walk *w, uint32_t character) {
  RegExpLiteral *current = &w->current;
  if (!pattern_is_plain_unit(w->source, character) || w->optional) {
    end_literal(w);
  } else if (current->length < REGEXP_LITERAL_SIZE) {
    if (current->length == 0) {
      current->minimum = w->minimum;
      current->maximum = w->maximum;
    }
    current->units[current->length++] = (uint16_t)character;
  }
  advance(w, 1, character > 0xffff ? 2 : 1);
}

static void visit(Walk *w, const Pattern *pattern);

static void visit_alternatives(Walk *w, const Pattern *pattern) {
  uint32_t minimum = w->minimum, maximum = w->maximum;
  uint32_t least = PATTERN_UNLIMITED, most = 0;
  end_literal(w);
  w->optional++;
  for (uint32_t i = 0; i < pattern->count; i++) {
    w->minimum = w->maximum = 0;
    visit(w, pattern->children[i]);
    least = u32_min(least, w->minimum);
    most = u32_max(most, w->maximum);
  }
  w->optional--;
  w->minimum = minimum;
  w->maximum = maximum;
  advance(w, least, most);
}

/* The first turn follows what is before it, if there must be one. */
static void visit_repeat(Walk *w, const Pattern *repeat) {
  uint32_t minimum = w->minimum, maximum = w->maximum;
  bool optional = repeat->minimum == 0;
  if (repeat->maximum == 0) return;
  if (optional) end_literal(w);
  w->optional += optional;
  visit(w, repeat->children[0]);
  w->optional -= optional;
  if (repeat->minimum == 1 && repeat->maximum == 1) return;
  end_literal(w);
  uint64_t least = w->minimum - minimum, most = w->maximum - maximum;
  w->minimum = minimum;
  w->maximum = maximum;
  bool endless = w->maximum == PATTERN_UNLIMITED || repeat->maximum == PATTERN_UNLIMITED;
  advance(w, limited(least * repeat->minimum),
          endless ? PATTERN_UNLIMITED : limited(most * repeat->maximum));
}

static void visit(Walk *w, const Pattern *pattern) {
  pattern_check_stack(w->source);
  switch ((PatternKind)pattern->kind) {
    case PATTERN_SEQUENCE:
      for (uint32_t i = 0; i < pattern->count; i++) visit(w, pattern->children[i]);
      return;
    case PATTERN_GROUP: visit(w, pattern->children[0]); return;
    case PATTERN_ALTERNATIVES: visit_alternatives(w, pattern); return;
    case PATTERN_CHARACTER: visit_character(w, pattern->character); return;
    case PATTERN_SET:
    case PATTERN_ANY:
    case PATTERN_DOT:
      end_literal(w);
      advance(w, 1, w->source->unicode ? 2 : 1);
      return;
    case PATTERN_REPEAT: visit_repeat(w, pattern); return;
    case PATTERN_REFERENCE:
      end_literal(w);
      advance(w, 0, PATTERN_UNLIMITED);
      return;
    case PATTERN_LOOK:
    case PATTERN_START:
    case PATTERN_END:
    case PATTERN_BOUNDARY: return;
  }
}

RegExpLiteral regexp_literal_of(PatternSource *source, const Pattern *tree) {
  Walk walk = {.source = source};
  visit(&walk, tree);
  end_literal(&walk);
  return walk.best;
}
