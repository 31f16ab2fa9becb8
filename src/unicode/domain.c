/* SPDX-License-Identifier: MIT */
/* domain.c: maps and composes a domain, decodes its labels, checks them, encodes them.
 *
 * UTS 46 maps characters as decomposing them for compatibility, folding their case and composing them does, but for
 * final sigma, which stays, and full stops; tools/unicode/domains.mjs checks that this is so. So a text has nothing
 * but valid characters, and is composed, if mapping it again changes nothing. */
#include "unicode/domain.h"

#include <stdlib.h>

#include "base/punycode.h"
#include "base/utf.h"
#include "unicode/case_map.h"
#include "unicode/domain_tables.h"
#include "unicode/normalise.h"

#define FINAL_SIGMA           0x3c2
#define IDEOGRAPHIC_FULL_STOP 0x3002
#define HALFWIDTH_FULL_STOP   0xff61
#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER     0x200d
#define VIRAMA_CLASS          9

VEC_DECLARE(CodePointVec, uint32_t);
VEC_DECLARE(ByteVec, char);

/* A domain under work. A function that takes one gives false where the domain is invalid, or out_of_memory is set. */
typedef struct Domain {
  CodePointVec unicode; /* the labels decoded, with dots between them */
  bool out_of_memory;
} Domain;

static bool allocated(Domain *domain, bool ok) {
  domain->out_of_memory = !ok;
  return ok;
}

/* --- characters --- */

/* How many characters the run at *p has; *p goes behind it. */
static uint32_t run_length(const uint8_t **p) {
  uint32_t length = *(*p)++ & DOMAIN_RUN_ESCAPE;
  if (length < DOMAIN_RUN_ESCAPE) return length + 1;
  for (uint32_t shift = 0;; shift += 7) {
    uint8_t byte = *(*p)++;
    length += (uint32_t)(byte & 0x7f) << shift;
    if (byte < 0x80) return length + 1;
  }
}

static uint32_t value_of(uint32_t code_point) {
  uint32_t entry = unicode_domain_entry_count - 1;
  while (unicode_domain_points[entry] > code_point) entry--;
  const uint8_t *run, *next = &unicode_domain_runs[unicode_domain_offsets[entry]];
  uint32_t end = unicode_domain_points[entry];
  do {
    run = next;
    end += run_length(&next);
  } while (end <= code_point);
  return unicode_domain_values[*run >> DOMAIN_RUN_BITS];
}

static DomainStatus status_of(uint32_t code_point) { return value_of(code_point) & 3; }
static DomainDirection direction_of(uint32_t code_point) { return value_of(code_point) >> 2 & 7; }
static DomainJoining joining_of(uint32_t code_point) { return value_of(code_point) >> 5 & 7; }

/* --- mapping --- */

static bool push(Domain *domain, UnitVec *out, uint32_t code_point) {
  uint16_t units[2];
  return allocated(domain, UnitVec_append(out, units, utf16_encode(code_point, units)));
}

static bool decompose_and_fold(Domain *domain, UnitVec *out, uint32_t code_point) {
  uint32_t parts[UNICODE_STEP_MAX];
  uint32_t count = unicode_decompose_step(code_point, true, parts);
  if (count == 0) return push(domain, out, unicode_simple_fold(code_point));
  for (uint32_t i = 0; i < count; i++)
    if (!decompose_and_fold(domain, out, parts[i])) return false;
  return true;
}

static bool map(Domain *domain, UnitVec *out, uint32_t c) {
  if (c < 0x80) return push(domain, out, c - 'A' < 26 ? c | 0x20 : c);
  if (c == FINAL_SIGMA) return push(domain, out, c);
  if (c == IDEOGRAPHIC_FULL_STOP || c == HALFWIDTH_FULL_STOP) return push(domain, out, '.');
  DomainStatus status = status_of(c);
  if (status == DOMAIN_IGNORED) return true;
  return status != DOMAIN_DISALLOWED && decompose_and_fold(domain, out, c);
}

/* Appends the code points of the composed text to `out`. */
static bool compose(Domain *domain, const UnitVec *mapped, CodePointVec *out) {
  UnitVec units = {0};
  bool ok = unicode_normalise(mapped->items, mapped->length, NORMAL_NFC, &units) &&
            CodePointVec_reserve(out, units.length + 1); /* so that `items` is there */
  for (size_t i = 0; ok && i < units.length;)
    ok = CodePointVec_push(out, next_code_point(units.items, units.length, &i));
  UnitVec_destroy(&units);
  return allocated(domain, ok);
}

static bool map_utf8(Domain *domain, const char *text, size_t length, CodePointVec *out) {
  UnitVec mapped = {0};
  bool ok = true;
  for (size_t i = 0; ok && i < length;) {
    uint32_t c;
    i += utf8_decode((const uint8_t *)text + i, length - i, &c);
    ok = c != 0 && c != UTF_INVALID && map(domain, &mapped, c);
  }
  ok = ok && compose(domain, &mapped, out);
  UnitVec_destroy(&mapped);
  return ok;
}

static bool map_again(Domain *domain, const uint32_t *text, size_t length, CodePointVec *out) {
  UnitVec mapped = {0};
  bool ok = true;
  for (size_t i = 0; ok && i < length; i++) ok = map(domain, &mapped, text[i]);
  ok = ok && compose(domain, &mapped, out);
  UnitVec_destroy(&mapped);
  return ok;
}

/* --- labels --- */

static bool is_ascii(const uint32_t *label, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (label[i] >= 0x80) return false;
  return true;
}

static bool is_encoded(const uint32_t *label, size_t length) {
  return length >= 4 && label[0] == 'x' && label[1] == 'n' && label[2] == '-' && label[3] == '-';
}

static bool changes_when_mapped(Domain *domain, const uint32_t *label, size_t length) {
  CodePointVec again = {0};
  bool same = map_again(domain, label, length, &again) && again.length == length &&
              memcmp(again.items, label, length * sizeof *label) == 0;
  CodePointVec_destroy(&again);
  return !same;
}

static bool add_decoded(Domain *domain, const uint32_t *label, size_t length) {
  uint32_t decoded[PUNYCODE_MAX];
  if (!is_ascii(label, length)) return false;
  size_t count = punycode_decode(label + 4, length - 4, decoded);
  if (count == SIZE_MAX || is_ascii(decoded, count) || is_encoded(decoded, count)) return false;
  return !changes_when_mapped(domain, decoded, count) &&
         allocated(domain, CodePointVec_append(&domain->unicode, decoded, count));
}

/* The length of the label at the start of a text. */
static size_t label_length(const uint32_t *text, size_t length) {
  size_t i = 0;
  while (i < length && text[i] != '.') i++;
  return i;
}

/* Fills in domain->unicode. */
static bool decode_labels(Domain *domain, const CodePointVec *mapped) {
  bool ok = allocated(domain, CodePointVec_reserve(&domain->unicode, mapped->length + 1));
  for (size_t at = 0; ok && at <= mapped->length; at++) {
    const uint32_t *label = mapped->items + at;
    size_t length = label_length(label, mapped->length - at);
    if (at > 0) ok = allocated(domain, CodePointVec_push(&domain->unicode, '.'));
    if (ok && is_encoded(label, length)) ok = add_decoded(domain, label, length);
    else ok = ok && allocated(domain, CodePointVec_append(&domain->unicode, label, length));
    at += length;
  }
  return ok;
}

/* --- joiners: https://datatracker.ietf.org/doc/html/rfc5892#appendix-A.1 --- */

/* Whether the letters around a non-joiner would join without it. */
static bool stands_between_joining(const uint32_t *label, size_t length, size_t i) {
  size_t before = i, after = i + 1;
  while (before > 0 && joining_of(label[before - 1]) == JOINING_TRANSPARENT) before--;
  while (after < length && joining_of(label[after]) == JOINING_TRANSPARENT) after++;
  if (before == 0 || after == length) return false;
  DomainJoining left = joining_of(label[before - 1]), right = joining_of(label[after]);
  return (left == JOINING_LEFT || left == JOINING_DUAL) &&
         (right == JOINING_RIGHT || right == JOINING_DUAL);
}

static bool joiners_are_valid(const uint32_t *label, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (label[i] != ZERO_WIDTH_NON_JOINER && label[i] != ZERO_WIDTH_JOINER) continue;
    if (i > 0 && unicode_combining_class(label[i - 1]) == VIRAMA_CLASS) continue;
    if (label[i] == ZERO_WIDTH_JOINER || !stands_between_joining(label, length, i)) return false;
  }
  return true;
}

/* --- directions: https://datatracker.ietf.org/doc/html/rfc5893#section-2 --- */

#define BIT(direction) (1u << DIRECTION_##direction)
#define ANYWHERE       (BIT(EUROPEAN_NUMBER) | BIT(NEUTRAL) | BIT(NONSPACING))
#define NUMBERS        (BIT(EUROPEAN_NUMBER) | BIT(ARABIC_NUMBER))

static bool is_bidi_domain(const CodePointVec *text) {
  for (size_t i = 0; i < text->length; i++) {
    uint32_t bit = 1u << direction_of(text->items[i]);
    if (bit & (BIT(RIGHT) | BIT(ARABIC_NUMBER))) return true;
  }
  return false;
}

static bool directions_are_valid(const uint32_t *label, size_t length) {
  uint32_t seen = 0, last = 0;
  if (length == 0) return true;
  for (size_t i = 0; i < length; i++) {
    uint32_t bit = 1u << direction_of(label[i]);
    seen |= bit;
    if (bit != BIT(NONSPACING)) last = bit;
  }
  switch (direction_of(label[0])) {
    case DIRECTION_LEFT:
      return !(seen & ~(BIT(LEFT) | ANYWHERE)) && last & (BIT(LEFT) | BIT(EUROPEAN_NUMBER));
    case DIRECTION_RIGHT:
      return !(seen & ~(BIT(RIGHT) | BIT(ARABIC_NUMBER) | ANYWHERE)) &&
             last & (BIT(RIGHT) | NUMBERS) && (seen & NUMBERS) != NUMBERS;
    default: return false;
  }
}

/* --- whole domains --- */

/* The validity criteria, as far as mapping does not see to them.
 * https://www.unicode.org/reports/tr46/#Validity_Criteria */
static bool label_is_valid(const uint32_t *label, size_t length, bool is_bidi) {
  for (size_t i = 0; i < length; i++) {
    DomainStatus status = status_of(label[i]);
    if (status == DOMAIN_MARK ? i == 0 : status != DOMAIN_CHARACTER) return false;
  }
  return joiners_are_valid(label, length) && (!is_bidi || directions_are_valid(label, length));
}

static bool labels_are_valid(const CodePointVec *text) {
  bool is_bidi = is_bidi_domain(text);
  for (size_t at = 0; at <= text->length; at++) {
    size_t length = label_length(text->items + at, text->length - at);
    if (!label_is_valid(text->items + at, length, is_bidi)) return false;
    at += length;
  }
  return true;
}

/* https://www.unicode.org/reports/tr46/#Processing */
static bool process(Domain *domain, const char *text, size_t length) {
  CodePointVec mapped = {0};
  bool ok = map_utf8(domain, text, length, &mapped) && decode_labels(domain, &mapped) &&
            labels_are_valid(&domain->unicode);
  CodePointVec_destroy(&mapped);
  return ok;
}

static bool add_utf8(Domain *domain, const uint32_t *label, size_t length, ByteVec *out) {
  uint8_t bytes[UTF8_MAX_LENGTH];
  bool ok = true;
  for (size_t i = 0; ok && i < length; i++) {
    uint32_t size = utf8_encode(label[i], bytes);
    ok = allocated(domain, ByteVec_append(out, (const char *)bytes, size));
  }
  return ok;
}

static bool add_ascii(Domain *domain, const uint32_t *label, size_t length, ByteVec *out) {
  char encoded[PUNYCODE_ENCODED_MAX];
  if (is_ascii(label, length)) return add_utf8(domain, label, length, out);
  size_t size = punycode_encode(label, length, encoded);
  return size != SIZE_MAX && allocated(domain, ByteVec_append(out, "xn--", 4)) &&
         allocated(domain, ByteVec_append(out, encoded, size));
}

typedef bool AddLabel(Domain *domain, const uint32_t *label, size_t length, ByteVec *out);

/* Writes the labels by `add`, with dots between them and a NUL behind them. */
static bool join(Domain *domain, AddLabel *add, ByteVec *out) {
  const CodePointVec *text = &domain->unicode;
  bool ok = true;
  for (size_t at = 0; ok && at <= text->length; at++) {
    size_t length = label_length(text->items + at, text->length - at);
    if (at > 0) ok = allocated(domain, ByteVec_push(out, '.'));
    ok = ok && add(domain, text->items + at, length, out);
    at += length;
  }
  return ok && allocated(domain, ByteVec_push(out, '\0'));
}

static DomainResult convert(const char *text, size_t length, AddLabel *add, char **out) {
  Domain domain = {0};
  ByteVec bytes = {0};
  bool ok = process(&domain, text, length) && join(&domain, add, &bytes);
  *out = ok ? strdup(bytes.items) : NULL;
  if (ok && !*out) domain.out_of_memory = true;
  ByteVec_destroy(&bytes);
  CodePointVec_destroy(&domain.unicode);
  return *out ? DOMAIN_CONVERTED : domain.out_of_memory ? DOMAIN_OUT_OF_MEMORY : DOMAIN_INVALID;
}

DomainResult unicode_domain_to_ascii(const char *domain, size_t length, char **out) {
  return convert(domain, length, add_ascii, out);
}

DomainResult unicode_domain_to_unicode(const char *domain, size_t length, char **out) {
  return convert(domain, length, add_utf8, out);
}
