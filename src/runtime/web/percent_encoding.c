/* SPDX-License-Identifier: MIT */
/* percent_encoding.c: see percent_encoding.h. Each set is written as the standard does: what the one before has, and
 * more. */
#include "runtime/web/percent_encoding.h"

#include <string.h>

#define C0_LOW        0xffffffffu
#define C0_HIGH       HIGH_BIT(0x7f)
#define FRAGMENT_LOW  (C0_LOW | LOW_BIT(' ') | LOW_BIT('"') | LOW_BIT('<') | LOW_BIT('>'))
#define FRAGMENT_HIGH (C0_HIGH | HIGH_BIT('`'))
#define QUERY_LOW \
  (C0_LOW | LOW_BIT(' ') | LOW_BIT('"') | LOW_BIT('#') | LOW_BIT('<') | LOW_BIT('>'))
#define QUERY_HIGH   C0_HIGH
#define PATH_LOW     (QUERY_LOW | LOW_BIT('?'))
#define PATH_HIGH    (QUERY_HIGH | HIGH_BIT('^') | HIGH_BIT('`') | HIGH_BIT('{') | HIGH_BIT('}'))
#define USERINFO_LOW (PATH_LOW | LOW_BIT('/') | LOW_BIT(':') | LOW_BIT(';') | LOW_BIT('='))
#define USERINFO_HIGH \
  (PATH_HIGH | HIGH_BIT('@') | HIGH_BIT('[') | HIGH_BIT('\\') | HIGH_BIT(']') | HIGH_BIT('|'))
#define COMPONENT_LOW \
  (USERINFO_LOW | LOW_BIT('$') | LOW_BIT('%') | LOW_BIT('&') | LOW_BIT('+') | LOW_BIT(','))
#define COMPONENT_HIGH USERINFO_HIGH
#define FORM_LOW       (COMPONENT_LOW | LOW_BIT('!') | LOW_BIT('\'') | LOW_BIT('(') | LOW_BIT(')'))
#define FORM_HIGH      (COMPONENT_HIGH | HIGH_BIT('~'))

const AsciiSet C0_CONTROL_SET = {C0_LOW, C0_HIGH};
const AsciiSet FRAGMENT_SET = {FRAGMENT_LOW, FRAGMENT_HIGH};
const AsciiSet QUERY_SET = {QUERY_LOW, QUERY_HIGH};
const AsciiSet SPECIAL_QUERY_SET = {QUERY_LOW | LOW_BIT('\''), QUERY_HIGH};
const AsciiSet PATH_SET = {PATH_LOW, PATH_HIGH};
const AsciiSet USERINFO_SET = {USERINFO_LOW, USERINFO_HIGH};
const AsciiSet COMPONENT_SET = {COMPONENT_LOW, COMPONENT_HIGH};
const AsciiSet FORM_SET = {FORM_LOW, FORM_HIGH};

static char *encode_byte(char *to, uint8_t byte) {
  static const char digits[] = "0123456789ABCDEF";
  *to++ = '%';
  *to++ = digits[byte >> 4];
  *to++ = digits[byte & 15];
  return to;
}

char *percent_encode(char *to, const char *from, size_t length, AsciiSet set) {
  for (size_t i = 0; i < length; i++) {
    uint8_t c = (uint8_t)from[i];
    if (c < 0x80 && !ascii_set_has(set, c)) *to++ = (char)c;
    else to = encode_byte(to, c);
  }
  return to;
}

char *form_encode(char *to, const char *from, size_t length) {
  for (size_t i = 0; i < length; i++) {
    uint8_t c = (uint8_t)from[i];
    if (c == ' ') *to++ = '+';
    else if (c < 0x80 && !ascii_set_has(FORM_SET, c)) *to++ = (char)c;
    else to = encode_byte(to, c);
  }
  return to;
}

int hex_digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

size_t percent_decode(char *to, const char *from, size_t length) {
  char *start = to;
  for (size_t i = 0; i < length; i++) {
    int high = -1, low = -1;
    if (from[i] == '%' && i + 2 < length) {
      high = hex_digit_value(from[i + 1]);
      low = hex_digit_value(from[i + 2]);
    }
    bool encoded = high >= 0 && low >= 0;
    *to++ = encoded ? (char)(high << 4 | low) : from[i];
    if (encoded) i += 2;
  }
  return (size_t)(to - start);
}
