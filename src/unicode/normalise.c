/* SPDX-License-Identifier: MIT */
/* normalise.c: decomposes, puts marks in order, composes again.
 *
 * Text under work is a vector of code points with their combining classes. Hangul syllables are
 * computed, everything else is in normalise_tables.c. */
#include "unicode/normalise.h"

#include "unicode/normalise_tables.h"

/* --- Hangul --- */

#define HANGUL_FIRST   0xac00u
#define LEAD_FIRST     0x1100u
#define VOWEL_FIRST    0x1161u
#define TRAIL_BASE     0x11a7u /* one before the first trailing consonant */
#define LEAD_COUNT     19u
#define VOWEL_COUNT    21u
#define TRAIL_COUNT    28u
#define SYLLABLE_COUNT (LEAD_COUNT * VOWEL_COUNT * TRAIL_COUNT)

static bool is_hangul(uint32_t c) { return c - HANGUL_FIRST < SYLLABLE_COUNT; }
static bool is_vowel(uint32_t c) { return c - VOWEL_FIRST < VOWEL_COUNT; }
static bool is_trail(uint32_t c) { return c - (TRAIL_BASE + 1) < TRAIL_COUNT - 1; }

static uint32_t decompose_hangul(uint32_t c, uint32_t *out) {
  uint32_t syllable = c - HANGUL_FIRST, trail = syllable % TRAIL_COUNT;
  out[0] = LEAD_FIRST + syllable / (VOWEL_COUNT * TRAIL_COUNT);
  out[1] = VOWEL_FIRST + syllable / TRAIL_COUNT % VOWEL_COUNT;
  out[2] = TRAIL_BASE + trail;
  return trail ? 3 : 2;
}

/* 0: they don't compose. */
static uint32_t compose_hangul(uint32_t first, uint32_t second) {
  if (first - LEAD_FIRST < LEAD_COUNT && is_vowel(second))
    return HANGUL_FIRST +
           ((first - LEAD_FIRST) * VOWEL_COUNT + (second - VOWEL_FIRST)) * TRAIL_COUNT;
  if (is_hangul(first) && (first - HANGUL_FIRST) % TRAIL_COUNT == 0 && is_trail(second))
    return first + (second - TRAIL_BASE);
  return 0;
}

/* --- single code points --- */

static uint32_t class_of_value(uint32_t value) { return value < NORMAL_COMPOSES ? value : 0; }

uint32_t unicode_combining_class(uint32_t code_point) {
  return class_of_value(normal_value(code_point));
}

uint32_t unicode_decompose_step(uint32_t code_point, bool compatible,
                                uint32_t out[UNICODE_STEP_MAX]) {
  uint32_t value = normal_value(code_point), count = 0;
  if (is_hangul(code_point)) return decompose_hangul(code_point, out);
  if (value < NORMAL_DECOMPOSES) return 0;
  Decomposition parts = normal_decomposition(value);
  if (parts.kind == DECOMPOSITION_COMPATIBLE && !compatible) return 0;
  for (size_t i = 0; i < parts.length; count++)
    out[count] = next_code_point(parts.units, parts.length, &i);
  return count;
}

/* The pairs with that second, and with firsts of the plane of `first`; NULL: none. */
static const CompositionGroup *find_group(uint32_t first, uint32_t second) {
  uint32_t key = first >> 16 << 21 | second, low = 0, high = unicode_composition_group_count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    const CompositionGroup *here = &unicode_composition_groups[middle];
    if (here->key == key) return here;
    if (here->key < key) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

static uint32_t compose_pair(uint32_t first, uint32_t second) {
  const CompositionGroup *group = find_group(first, second);
  if (!group) return compose_hangul(first, second);
  uint32_t low = group[0].start, high = group[1].start;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    Composition here = unicode_compositions[middle];
    if (here.first == (first & 0xffff)) return (first & ~0xffffu) | here.composite;
    if (here.first < (first & 0xffff)) low = middle + 1;
    else high = middle;
  }
  return 0;
}

/* --- decomposing --- */

/* A code point and its combining class. */
typedef struct Mark {
  uint32_t code_point : 24;
  uint32_t class_ : 8;
} Mark;
VEC_DECLARE(MarkVec, Mark);

static bool decompose(uint32_t code_point, bool compatible, MarkVec *out) {
  uint32_t parts[UNICODE_STEP_MAX];
  if (code_point < 0x80) return MarkVec_push(out, (Mark){code_point, 0});
  uint32_t count = unicode_decompose_step(code_point, compatible, parts);
  if (count == 0) return MarkVec_push(out, (Mark){code_point, unicode_combining_class(code_point)});
  for (uint32_t i = 0; i < count; i++)
    if (!decompose(parts[i], compatible, out)) return false;
  return true;
}

/* --- ordering --- */

#define INSERTION_MAX 16

static void insertion_sort(Mark *marks, size_t count) {
  for (size_t i = 1; i < count; i++) {
    Mark mark = marks[i];
    size_t at = i;
    for (; at > 0 && marks[at - 1].class_ > mark.class_; at--) marks[at] = marks[at - 1];
    marks[at] = mark;
  }
}

/* Stable, in linear time: a text may be nothing but marks. */
static bool counting_sort(Mark *marks, size_t count) {
  size_t starts[256] = {0}, next = 0;
  MarkVec sorted = {0};
  if (!MarkVec_resize(&sorted, count)) return false;
  for (size_t i = 0; i < count; i++) starts[marks[i].class_]++;
  for (size_t i = 0; i < 256; i++) {
    size_t here = starts[i];
    starts[i] = next;
    next += here;
  }
  for (size_t i = 0; i < count; i++) sorted.items[starts[marks[i].class_]++] = marks[i];
  memcpy(marks, sorted.items, count * sizeof *marks);
  MarkVec_destroy(&sorted);
  return true;
}

/* Sorts every run of marks that aren't starters by their class. */
static bool put_in_order(MarkVec *text) {
  for (size_t i = 0; i < text->length;) {
    size_t start = i;
    while (i < text->length && text->items[i].class_ != 0) i++;
    size_t count = i - start;
    if (count > INSERTION_MAX) {
      if (!counting_sort(text->items + start, count)) return false;
    } else if (count > 1) {
      insertion_sort(text->items + start, count);
    }
    if (i < text->length) i++;
  }
  return true;
}

/* --- composing --- */

/* Composes in place. A mark composes with the last starter unless one of the same or a higher class
 * stands between. */
static void compose(MarkVec *text) {
  size_t length = 0, starter = SIZE_MAX;
  uint32_t last_class = 0;
  for (size_t i = 0; i < text->length; i++) {
    Mark mark = text->items[i];
    bool adjacent = starter != SIZE_MAX && starter + 1 == length;
    if (starter != SIZE_MAX && (adjacent || (last_class != 0 && last_class < mark.class_))) {
      uint32_t composite = compose_pair(text->items[starter].code_point, mark.code_point);
      if (composite) {
        text->items[starter].code_point = composite & 0xffffff;
        continue;
      }
    }
    if (mark.class_ == 0) starter = length;
    last_class = mark.class_;
    text->items[length++] = mark;
  }
  MarkVec_truncate(text, length);
}

/* --- whole texts --- */

static bool decompose_text(const uint16_t *units, size_t length, bool compatible, MarkVec *text) {
  if (!MarkVec_reserve(text, length)) return false;
  for (size_t i = 0; i < length;)
    if (!decompose(next_code_point(units, length, &i), compatible, text)) return false;
  return true;
}

static bool append_text(const MarkVec *text, UnitVec *out) {
  uint16_t encoded[2];
  if (!UnitVec_reserve(out, text->length)) return false;
  for (size_t i = 0; i < text->length; i++)
    if (!UnitVec_append(out, encoded, utf16_encode(text->items[i].code_point, encoded)))
      return false;
  return true;
}

bool unicode_normalise(const uint16_t *units, size_t length, NormalForm form, UnitVec *out) {
  MarkVec text = {0};
  bool ok =
      decompose_text(units, length, normal_form_is_compatible(form), &text) && put_in_order(&text);
  if (ok && normal_form_composes(form)) compose(&text);
  ok = ok && append_text(&text, out);
  MarkVec_destroy(&text);
  return ok;
}

/* --- at a glance --- */

/* Whether a code point may change in a form, but for the order of marks. */
static bool may_change(uint32_t code_point, uint32_t value, NormalForm form) {
  bool composes = normal_form_composes(form);
  if (is_hangul(code_point)) return !composes;
  if (composes && (is_vowel(code_point) || is_trail(code_point))) return true;
  if (value < NORMAL_DECOMPOSES) return composes && value != 0;
  bool compatible = normal_form_is_compatible(form);
  switch (normal_decomposition(value).kind) {
    case DECOMPOSITION_COMPOSED_AGAIN: return !composes;
    case DECOMPOSITION_COMPATIBLE: return compatible;
    case DECOMPOSITION_GOES_ON: return !composes || compatible;
    default: return true; /* stays apart */
  }
}

size_t unicode_normal_start(const uint16_t *units, size_t length, NormalForm form) {
  size_t boundary = 0;
  uint32_t last_class = 0;
  for (size_t i = 0; i < length;) {
    size_t start = i;
    uint32_t c = next_code_point(units, length, &i);
    if (c < 0x80) {
      boundary = start;
      last_class = 0;
      continue;
    }
    uint32_t value = normal_value(c), class_ = class_of_value(value);
    if (may_change(c, value, form) || (class_ != 0 && class_ < last_class)) return boundary;
    if (class_ == 0) boundary = start;
    last_class = class_;
  }
  return length;
}
