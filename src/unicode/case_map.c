/* SPDX-License-Identifier: MIT */
/* case_map.c: case mapping by runs (case_tables.h), with ASCII done without tables.
 *
 * The one rule that looks at the context without a locale is that of the final sigma: U+03A3 becomes U+03C2 at the
 * end of a word. */
#include "unicode/case_map.h"

#include "base/utf.h"
#include "unicode/case_tables.h"
#include "unicode/set_table.h"

#define CAPITAL_SIGMA     0x3a3
#define SMALL_SIGMA       0x3c3
#define SMALL_FINAL_SIGMA 0x3c2
#define SHARP_S           0xdf
#define MICRO_SIGN        0xb5
#define Y_WITH_DIAERESIS  0xff

static inline bool is_ascii_upper(uint32_t c) { return c - 'A' < 26; }
static inline bool is_ascii_lower(uint32_t c) { return c - 'a' < 26; }

/* ------------------------------------------------------------------ code points */

/* Applies the run that the code point is in, if there is one. */
static uint32_t map_by_runs(const CaseRun *runs, uint32_t count, uint32_t code_point) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (runs[middle].first <= code_point) low = middle + 1;
    else high = middle;
  }
  if (low == 0) return code_point;
  const CaseRun *run = &runs[low - 1];
  uint32_t offset = code_point - run->first;
  if (offset > (uint32_t)run->count_less_1 << run->alternate || (offset & run->alternate))
    return code_point;
  return code_point + (uint32_t)run->delta;
}

uint32_t unicode_simple_lower(uint32_t code_point) {
  return map_by_runs(unicode_lower_runs, unicode_lower_run_count, code_point);
}

uint32_t unicode_simple_upper(uint32_t code_point) {
  return map_by_runs(unicode_upper_runs, unicode_upper_run_count, code_point);
}

uint32_t unicode_simple_fold(uint32_t code_point) {
  if (code_point < 0x80) return is_ascii_upper(code_point) ? code_point | 0x20 : code_point;
  return map_by_runs(unicode_fold_runs, unicode_fold_run_count, code_point);
}

/* Copies the special case of the code point; returns its length, 0 if there is none. */
static uint32_t map_specially(const SpecialCase *cases, uint32_t count, uint32_t code_point,
                              uint32_t out[UNICODE_CASE_MAX]) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (cases[middle].from < code_point) low = middle + 1;
    else high = middle;
  }
  if (low == count || cases[low].from != code_point) return 0;
  uint32_t length = 0;
  for (; length < UNICODE_CASE_MAX && cases[low].to[length]; length++)
    out[length] = cases[low].to[length];
  return length;
}

uint32_t unicode_to_lower(uint32_t code_point, uint32_t out[UNICODE_CASE_MAX]) {
  uint32_t length =
      map_specially(unicode_lower_special, unicode_lower_special_count, code_point, out);
  if (length > 0) return length;
  out[0] = unicode_simple_lower(code_point);
  return 1;
}

uint32_t unicode_to_upper(uint32_t code_point, uint32_t out[UNICODE_CASE_MAX]) {
  uint32_t length =
      map_specially(unicode_upper_special, unicode_upper_special_count, code_point, out);
  if (length > 0) return length;
  out[0] = unicode_simple_upper(code_point);
  return 1;
}

uint16_t unicode_canonicalize_unit(uint16_t unit) {
  if (unit < 0x80) return is_ascii_lower(unit) ? (uint16_t)(unit & ~0x20u) : unit;
  uint32_t upper[UNICODE_CASE_MAX];
  if (unicode_to_upper(unit, upper) != 1 || upper[0] > 0xffff || upper[0] < 0x80) return unit;
  return (uint16_t)upper[0];
}

/* ------------------------------------------------------------------ final sigma */

/* Some characters are both cased and case-ignorable (U+0345 is one): they are passed over, as ICU does it. */

static inline bool is_cased(uint32_t code_point) {
  return set_table_contains(unicode_cased_index, unicode_cased_blocks, code_point);
}

static inline bool is_case_ignorable(uint32_t code_point) {
  return set_table_contains(unicode_case_ignorable_index, unicode_case_ignorable_blocks,
                            code_point);
}

/* True if a cased letter stands before `index`, with nothing but case-ignorable characters between. */
static bool follows_cased(const uint16_t *units, size_t index) {
  while (index > 0) {
    uint32_t code_point = units[--index];
    if (utf16_is_trail(code_point) && index > 0 && utf16_is_lead(units[index - 1]))
      code_point = utf16_combine(units[--index], code_point);
    if (is_case_ignorable(code_point)) continue;
    return is_cased(code_point);
  }
  return false;
}

/* True if a cased letter stands at `index` or after it, with nothing but case-ignorable characters between. */
static bool precedes_cased(const uint16_t *units, size_t length, size_t index) {
  while (index < length) {
    uint32_t size, code_point = utf16_decode(units, length, index, &size);
    index += size;
    if (is_case_ignorable(code_point)) continue;
    return is_cased(code_point);
  }
  return false;
}

static bool is_final_sigma(const uint16_t *units, size_t length, size_t index) {
  return follows_cased(units, index) && !precedes_cased(units, length, index + 1);
}

/* ------------------------------------------------------------------ UTF-16 */

/* Appends code points at `at`, or only counts their units. */
static ALWAYS_INLINE size_t put(const uint32_t *code_points, uint32_t count, uint16_t *out,
                                size_t at) {
  for (uint32_t i = 0; i < count; i++) {
    uint16_t units[2];
    uint32_t size = utf16_encode(code_points[i], units);
    if (out) memcpy(out + at, units, size * sizeof *units);
    at += size;
  }
  return at;
}

/* The lower case of the code point at `index`, where the context counts. */
static uint32_t lower_in_context(const uint16_t *units, size_t length, size_t index,
                                 uint32_t code_point, uint32_t out[UNICODE_CASE_MAX]) {
  if (likely(code_point != CAPITAL_SIGMA)) return unicode_to_lower(code_point, out);
  out[0] = is_final_sigma(units, length, index) ? SMALL_FINAL_SIGMA : SMALL_SIGMA;
  return 1;
}

static ALWAYS_INLINE size_t convert(const uint16_t *units, size_t length, uint16_t *out,
                                    bool upper) {
  size_t at = 0;
  for (size_t i = 0; i < length;) {
    uint32_t unit = units[i];
    if (likely(unit < 0x80)) {
      bool changes = upper ? is_ascii_lower(unit) : is_ascii_upper(unit);
      if (out) out[at] = (uint16_t)(changes ? unit ^ 0x20 : unit);
      at++, i++;
      continue;
    }
    uint32_t size, code_point = utf16_decode(units, length, i, &size), mapped[UNICODE_CASE_MAX];
    uint32_t count = upper ? unicode_to_upper(code_point, mapped)
                           : lower_in_context(units, length, i, code_point, mapped);
    at = put(mapped, count, out, at);
    i += size;
  }
  return at;
}

size_t unicode_lower_utf16(const uint16_t *units, size_t length, uint16_t *out) {
  return convert(units, length, out, false);
}

size_t unicode_upper_utf16(const uint16_t *units, size_t length, uint16_t *out) {
  return convert(units, length, out, true);
}

/* ------------------------------------------------------------------ Latin-1 */

/* Letters of the upper half are 0xc0 to 0xde and, 0x20 higher, 0xe0 to 0xfe; 0xd7 and 0xf7 are signs. */
static inline bool is_latin1_upper(uint8_t unit) {
  return (uint8_t)(unit - 'A') < 26 || ((uint8_t)(unit - 0xc0) < 31 && unit != 0xd7);
}

static inline bool is_latin1_lower(uint8_t unit) {
  return (uint8_t)(unit - 'a') < 26 || ((uint8_t)(unit - 0xe0) < 31 && unit != 0xf7);
}

void unicode_lower_latin1(const uint8_t *units, size_t length, uint8_t *out) {
  for (size_t i = 0; i < length; i++)
    out[i] = (uint8_t)(units[i] + (is_latin1_upper(units[i]) ? 0x20 : 0));
}

size_t unicode_upper_latin1_length(const uint8_t *units, size_t length) {
  size_t sharps = 0, leavers = 0;
  for (size_t i = 0; i < length; i++) {
    sharps += units[i] == SHARP_S;
    leavers += units[i] == MICRO_SIGN || units[i] == Y_WITH_DIAERESIS;
  }
  return leavers ? SIZE_MAX : length + sharps;
}

void unicode_upper_latin1(const uint8_t *units, size_t length, uint8_t *out) {
  for (size_t i = 0; i < length; i++) {
    if (unlikely(units[i] == SHARP_S)) *out++ = 'S';
    *out++ =
        (uint8_t)(units[i] == SHARP_S ? 'S' : units[i] - (is_latin1_lower(units[i]) ? 0x20 : 0));
  }
}
