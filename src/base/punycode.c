/* SPDX-License-Identifier: MIT */
/* punycode.c: code points that are not ASCII become the distances between them: from one to the next in order of
 * value and place, as numbers of base 36 whose digits have thresholds that follow the distances seen so far.
 *
 * https://datatracker.ietf.org/doc/html/rfc3492 */
#include "base/punycode.h"

#include "base/utf.h"

#define BASE         36u
#define T_MIN        1u
#define T_MAX        26u
#define SKEW         38u
#define DAMP         700u
#define INITIAL_BIAS 72u
#define INITIAL_N    0x80u

static uint32_t adapt(uint32_t delta, uint32_t points, bool first) {
  uint32_t k = 0;
  delta = first ? delta / DAMP : delta / 2;
  delta += delta / points;
  for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE) delta /= BASE - T_MIN;
  return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static uint32_t threshold(uint32_t k, uint32_t bias) {
  if (k <= bias + T_MIN) return T_MIN;
  return k >= bias + T_MAX ? T_MAX : k - bias;
}

/* --- encoding --- */

static char digit_of(uint32_t number) {
  return (char)(number < 26 ? 'a' + number : '0' + number - 26);
}

static char *put_number(char *out, uint32_t number, uint32_t bias) {
  for (uint32_t k = BASE;; k += BASE) {
    uint32_t t = threshold(k, bias);
    if (number < t) break;
    *out++ = digit_of(t + (number - t) % (BASE - t));
    number = (number - t) / (BASE - t);
  }
  *out++ = digit_of(number);
  return out;
}

/* The smallest code point of those from `least` on. */
static uint32_t next_point(const uint32_t *text, size_t length, uint32_t least) {
  uint32_t next = UINT32_MAX;
  for (size_t i = 0; i < length; i++)
    if (text[i] >= least && text[i] < next) next = text[i];
  return next;
}

size_t punycode_encode(const uint32_t *text, size_t length, char *out) {
  char *at = out;
  if (length > PUNYCODE_MAX) return SIZE_MAX;
  for (size_t i = 0; i < length; i++)
    if (text[i] < INITIAL_N) *at++ = (char)text[i];
  uint32_t basic = (uint32_t)(at - out), handled = basic, n = INITIAL_N, delta = 0,
           bias = INITIAL_BIAS;
  if (basic) *at++ = '-';
  /* At most 0x10ffff * (PUNYCODE_MAX + 1), which 32 bits can hold. */
  for (; handled < length; delta++, n++) {
    uint32_t next = next_point(text, length, n);
    delta += (next - n) * (handled + 1);
    n = next;
    for (size_t i = 0; i < length; i++) {
      if (text[i] < n) delta++;
      if (text[i] != n) continue;
      at = put_number(at, delta, bias);
      bias = adapt(delta, handled + 1, handled == basic);
      delta = 0;
      handled++;
    }
  }
  return (size_t)(at - out);
}

/* --- decoding --- */

/* BASE: none. */
static uint32_t number_of(uint32_t digit) {
  if (digit - '0' < 10) return digit - '0' + 26;
  if (digit - 'a' < 26) return digit - 'a';
  return digit - 'A' < 26 ? digit - 'A' : BASE;
}

/* Reads the number at *at. False: there is none, or it is too large. */
static bool take_number(const uint32_t *text, size_t length, size_t *at, uint32_t bias,
                        uint32_t *out) {
  uint64_t number = 0, weight = 1;
  for (uint32_t k = BASE;; k += BASE) {
    uint32_t digit = *at < length ? number_of(text[(*at)++]) : BASE, t = threshold(k, bias);
    if (digit == BASE) return false;
    number += digit * weight;
    if (number > INT32_MAX) return false;
    if (digit < t) break;
    weight *= BASE - t;
  }
  *out = (uint32_t)number;
  return true;
}

/* Copies what stands before the last hyphen; gives its length, and the place behind the hyphen. */
static size_t copy_basic(const uint32_t *text, size_t length, uint32_t *out, size_t *behind) {
  size_t hyphen = length;
  while (hyphen > 0 && text[hyphen - 1] != '-') hyphen--;
  *behind = hyphen;
  size_t count = hyphen ? hyphen - 1 : 0;
  memcpy(out, text, count * sizeof *out);
  return count;
}

size_t punycode_decode(const uint32_t *text, size_t length, uint32_t *out) {
  size_t at;
  if (length > PUNYCODE_MAX) return SIZE_MAX;
  uint32_t n = INITIAL_N, bias = INITIAL_BIAS, i = 0;
  size_t count = copy_basic(text, length, out, &at);
  for (bool first = true; at < length; first = false) {
    uint32_t delta;
    if (!take_number(text, length, &at, bias, &delta)) return SIZE_MAX;
    i += delta;
    uint32_t points = (uint32_t)count + 1;
    bias = adapt(delta, points, first);
    n += i / points;
    i %= points;
    if (n > UTF_MAX_CODE_POINT || utf16_is_surrogate(n)) return SIZE_MAX;
    memmove(out + i + 1, out + i, (count - i) * sizeof *out);
    out[i++] = n;
    count++;
  }
  return count;
}
