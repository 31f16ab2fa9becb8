/* SPDX-License-Identifier: MIT */
/* collation.c: compares text by Unicode's collation algorithm (Technical Standard #10), level by
 * level.
 *
 * Nothing is allocated: each level reads both texts anew. A character is looked up as it is; one
 * without weights of its own stands for its decomposition. The text is in NFC, so that texts that
 * are canonically equivalent are the same. */
#include "unicode/collation.h"

#include "unicode/collation_tables.h"
#include "unicode/identifiers.h"
#include "unicode/normalise.h"

/* What is compared: 0 counts for nothing on its level. */
typedef struct Element {
  uint32_t primary;
  uint16_t secondary;
  uint8_t tertiary;
} Element;

/* --- weights --- */

#define TABLE_SHIFT     21 /* room for a code point below a weight of the table */
#define LETTER_PRIMARY  (2047u << TABLE_SHIFT)
#define MARK_SECONDARY  0x20 /* above those of letters */
#define OTHER_SECONDARY 0x200 /* marks that aren't in the table, by class */
/* Katakana are written otherwise, but read like hiragana. */
#define KATAKANA_FIRST    0x30a1u
#define KATAKANA_COUNT    0x56u
#define KATAKANA_DISTANCE 0x60u
#define VARIANT           0x20 /* tertiary, of what was decomposed by compatibility */

static const CollationWeights *table_weights(uint32_t c) {
  if (c < 0x590) return &unicode_collation_weights[c];
  if (c - 0x2000 < 0x70) return &unicode_collation_weights[0x590 + (c - 0x2000)];
  if (c - 0x20a0 < 0x30) return &unicode_collation_weights[0x600 + (c - 0x20a0)];
  return NULL;
}

static Element table_element(const CollationWeights *weights) {
  uint32_t primary = (uint32_t)weights->primary << TABLE_SHIFT;
  uint16_t secondary = weights->secondary;
  if (primary == 0 && secondary) secondary += MARK_SECONDARY;
  return (Element){primary, secondary, weights->tertiary};
}

/* A character that has no weights in the table and no decomposition. */
static Element other_element(uint32_t c) {
  uint32_t class_ = unicode_combining_class(c);
  if (class_) return (Element){0, (uint16_t)(OTHER_SECONDARY + class_), 1};
  if (c - KATAKANA_FIRST < KATAKANA_COUNT)
    return (Element){LETTER_PRIMARY + c - KATAKANA_DISTANCE, 1, 2};
  if (unicode_is_id_start(c) || unicode_is_id_continue(c) || utf16_is_surrogate(c))
    return (Element){LETTER_PRIMARY + c, 1, 1};
  return (Element){((unicode_collation_currency - 1) << TABLE_SHIFT) + c, 1, 1};
}

/* --- reading --- */

#define PENDING_MAX 64

typedef struct Reader {
  CollationText text;
  size_t position;
  uint32_t pending[PENDING_MAX]; /* the rest of a decomposition, in reverse */
  uint32_t pending_count;
  bool variant; /* it is one by compatibility */
} Reader;

static void push(Reader *reader, const uint32_t *parts, uint32_t count) {
  for (uint32_t i = count; i-- > 0 && reader->pending_count < PENDING_MAX;)
    reader->pending[reader->pending_count++] = parts[i];
}

static bool push_expansion(Reader *reader, uint32_t c) {
  for (uint32_t i = 0; i < unicode_collation_expansion_count; i++) {
    const CollationExpansion *expansion = &unicode_collation_expansions[i];
    if (expansion->letter != c) continue;
    push(reader, (uint32_t[]){expansion->first, expansion->second}, 2);
    reader->variant = true;
    return true;
  }
  return false;
}

static bool push_decomposition(Reader *reader, uint32_t c) {
  uint32_t parts[UNICODE_STEP_MAX];
  uint32_t count = unicode_decompose_step(c, false, parts);
  if (count == 0) {
    count = unicode_decompose_step(c, true, parts);
    reader->variant |= count > 0;
  }
  push(reader, parts, count);
  return count > 0;
}

/* False at the end. */
static bool next_character(Reader *reader, uint32_t *out) {
  if (reader->pending_count) {
    *out = reader->pending[--reader->pending_count];
    return true;
  }
  reader->variant = false;
  const CollationText *text = &reader->text;
  if (reader->position == text->length) return false;
  *out = text->wide ? next_code_point(text->units, text->length, &reader->position)
                    : ((const uint8_t *)text->units)[reader->position++];
  return true;
}

static bool next_element(Reader *reader, Element *out) {
  uint32_t c;
  while (next_character(reader, &c)) {
    const CollationWeights *weights = table_weights(c);
    if (weights && weights->tertiary) {
      *out = table_element(weights);
    } else if (push_decomposition(reader, c) || push_expansion(reader, c)) {
      continue;
    } else if (weights) {
      continue; /* a control character */
    } else {
      *out = other_element(c);
    }
    if (reader->variant) out->tertiary |= VARIANT;
    return true;
  }
  return false;
}

/* --- comparing --- */

typedef enum Level { LEVEL_PRIMARY, LEVEL_SECONDARY, LEVEL_TERTIARY } Level;

static uint32_t weight_of(const Element *element, Level level) {
  switch (level) {
    case LEVEL_PRIMARY: return element->primary;
    case LEVEL_SECONDARY: return element->secondary;
    default: return element->tertiary;
  }
}

/* The next weight that counts on a level; 0 at the end. */
static uint32_t next_weight(Reader *reader, Level level) {
  Element element;
  while (next_element(reader, &element)) {
    uint32_t weight = weight_of(&element, level);
    if (weight) return weight;
  }
  return 0;
}

static int compare_level(CollationText a, CollationText b, Level level) {
  Reader left, right;
  left.text = a, left.position = 0, left.pending_count = 0;
  right.text = b, right.position = 0, right.pending_count = 0;
  for (;;) {
    uint32_t x = next_weight(&left, level), y = next_weight(&right, level);
    if (x != y) return x < y ? -1 : 1;
    if (x == 0) return 0;
  }
}

/* OPT: ASCII text without control characters has no accents, and each character stands for itself.
 * *done is false if one of the texts isn't such text as far as it had to be read. */
static int compare_ascii(const uint8_t *a, size_t a_length, const uint8_t *b, size_t b_length,
                         bool *done) {
  size_t shared = a_length < b_length ? a_length : b_length;
  int by_case = 0;
  *done = false;
  for (size_t i = 0; i < shared; i++) {
    if (a[i] - 0x20u >= 0x5f || b[i] - 0x20u >= 0x5f) return 0;
    const CollationWeights *x = &unicode_collation_weights[a[i]];
    const CollationWeights *y = &unicode_collation_weights[b[i]];
    if (x->primary != y->primary) {
      *done = true;
      return x->primary < y->primary ? -1 : 1;
    }
    if (by_case == 0) by_case = (x->tertiary > y->tertiary) - (x->tertiary < y->tertiary);
  }
  const uint8_t *rest = a_length > shared ? a : b;
  size_t rest_length = a_length > shared ? a_length : b_length;
  if (rest_length > shared && rest[shared] - 0x20u >= 0x5f) return 0;
  *done = true;
  if (a_length != b_length) return a_length < b_length ? -1 : 1;
  return by_case;
}

static uint32_t unit_at(CollationText text, size_t i) {
  return text.wide ? ((const uint16_t *)text.units)[i] : ((const uint8_t *)text.units)[i];
}

/* How many units both texts begin with. Characters don't depend on what is before them, so these
 * make no difference on any level. */
static size_t common_start(CollationText a, CollationText b) {
  size_t i = 0, shared = a.length < b.length ? a.length : b.length;
  while (i < shared && unit_at(a, i) == unit_at(b, i)) i++;
  return i > 0 && utf16_is_lead(unit_at(a, i - 1)) ? i - 1 : i;
}

static CollationText text_from(CollationText text, size_t start) {
  text.units = text.wide ? (const void *)((const uint16_t *)text.units + start)
                         : (const void *)((const uint8_t *)text.units + start);
  text.length -= start;
  return text;
}

int unicode_collate(CollationText a, CollationText b) {
  if (!a.wide && !b.wide) {
    bool done;
    int order = compare_ascii(a.units, a.length, b.units, b.length, &done);
    if (done) return order;
  }
  size_t start = common_start(a, b);
  a = text_from(a, start);
  b = text_from(b, start);
  for (Level level = LEVEL_PRIMARY; level <= LEVEL_TERTIARY; level++) {
    int order = compare_level(a, b, level);
    if (order) return order;
  }
  return 0;
}
