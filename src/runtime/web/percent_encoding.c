/* SPDX-License-Identifier: MIT */
/* percent_encoding.c: see percent_encoding.h. Each set is written as the standard does: what the one before has, and
 * more; the preprocessor makes the table of it. */
#include "runtime/web/percent_encoding.h"

#include <string.h>

/* --- the classes of bytes --- */

/* A set of ASCII characters is two words of bits, the first for those below 64. */
#define LOW(c)  ((uint64_t)1 << (c))
#define HIGH(c) ((uint64_t)1 << ((c) - 64))

#define C0_LOW         0xffffffffu
#define C0_HIGH        HIGH(0x7f)
#define FRAGMENT_LOW   (C0_LOW | LOW(' ') | LOW('"') | LOW('<') | LOW('>'))
#define FRAGMENT_HIGH  (C0_HIGH | HIGH('`'))
#define QUERY_LOW      (C0_LOW | LOW(' ') | LOW('"') | LOW('#') | LOW('<') | LOW('>'))
#define QUERY_HIGH     C0_HIGH
#define SPECIAL_LOW    (QUERY_LOW | LOW('\''))
#define SPECIAL_HIGH   QUERY_HIGH
#define PATH_LOW       (QUERY_LOW | LOW('?'))
#define PATH_HIGH      (QUERY_HIGH | HIGH('^') | HIGH('`') | HIGH('{') | HIGH('}'))
#define USERINFO_LOW   (PATH_LOW | LOW('/') | LOW(':') | LOW(';') | LOW('='))
#define USERINFO_HIGH  (PATH_HIGH | HIGH('@') | HIGH('[') | HIGH('\\') | HIGH(']') | HIGH('|'))
#define COMPONENT_LOW  (USERINFO_LOW | LOW('$') | LOW('%') | LOW('&') | LOW('+') | LOW(','))
#define COMPONENT_HIGH USERINFO_HIGH
#define FORM_LOW       (COMPONENT_LOW | LOW('!') | LOW('\'') | LOW('(') | LOW(')'))
#define FORM_HIGH      (COMPONENT_HIGH | HIGH('~'))
#define FILE_LOW       (PATH_LOW | LOW('%'))
#define FILE_HIGH      (PATH_HIGH | HIGH('[') | HIGH('\\') | HIGH(']') | HIGH('|') | HIGH('~'))

#define HOST_LOW                                                                            \
  (LOW(0) | LOW('\t') | LOW('\n') | LOW('\r') | LOW(' ') | LOW('#') | LOW('/') | LOW(':') | \
   LOW('<') | LOW('>') | LOW('?'))
#define HOST_HIGH   (HIGH('@') | HIGH('[') | HIGH('\\') | HIGH(']') | HIGH('^') | HIGH('|'))
#define DOMAIN_LOW  (HOST_LOW | C0_LOW | LOW('%'))
#define DOMAIN_HIGH (HOST_HIGH | C0_HIGH)

#define IS_UPPER(c)  ((c) >= 'A' && (c) <= 'Z')
#define IS_LETTER(c) (IS_UPPER(c) || ((c) >= 'a' && (c) <= 'z'))
#define IS_SCHEME(c) \
  (IS_LETTER(c) || ((c) >= '0' && (c) <= '9') || (c) == '+' || (c) == '-' || (c) == '.')

#define HAS(set, c)     ((c) < 128 && (((c) < 64 ? set##_LOW : set##_HIGH) >> ((c) & 63) & 1))
#define ENCODES(set, c) ((c) >= 128 || HAS(set, c))
#define IF(test, bit)   ((test) ? (bit) : 0)
#define BYTE_CLASS(c)                                                                         \
  IF(ENCODES(C0, c), C0_CONTROL_SET) | IF(ENCODES(FRAGMENT, c), FRAGMENT_SET) |               \
      IF(ENCODES(QUERY, c), QUERY_SET) | IF(ENCODES(SPECIAL, c), SPECIAL_QUERY_SET) |         \
      IF(ENCODES(PATH, c), PATH_SET) | IF(ENCODES(USERINFO, c), USERINFO_SET) |               \
      IF(ENCODES(FORM, c), FORM_SET) | IF(ENCODES(FILE, c), FILE_PATH_SET) |                  \
      IF(HAS(HOST, c), FORBIDDEN_HOST) | IF(HAS(DOMAIN, c), FORBIDDEN_DOMAIN) |               \
      IF(IS_UPPER(c), UPPER_CASE) | IF(IS_SCHEME(c), SCHEME_LETTER) | IF((c) == '/', SLASH) | \
      IF((c) == '\\', BACKSLASH) | IF((c) == '?' || (c) == '#', QUERY_OR_FRAGMENT) |          \
      IF((c) == '@' || (c) == ':' || (c) == '[' || (c) == ']', AUTHORITY_MARK) |              \
      IF((c) >= 128, NOT_ASCII) |                                                             \
      IF((c) == '&' || (c) == '=' || (c) == '+' || (c) == '%', FORM_MARK)
#define FOUR_CLASSES(c) BYTE_CLASS(c), BYTE_CLASS((c) + 1), BYTE_CLASS((c) + 2), BYTE_CLASS((c) + 3)
#define SIXTEEN_CLASSES(c) \
  FOUR_CLASSES(c), FOUR_CLASSES((c) + 4), FOUR_CLASSES((c) + 8), FOUR_CLASSES((c) + 12)
#define ROWS_OF_CLASSES(c)                                                  \
  SIXTEEN_CLASSES(c), SIXTEEN_CLASSES((c) + 16), SIXTEEN_CLASSES((c) + 32), \
      SIXTEEN_CLASSES((c) + 48)

const uint32_t byte_classes[256] = {ROWS_OF_CLASSES(0), ROWS_OF_CLASSES(64), ROWS_OF_CLASSES(128),
                                    ROWS_OF_CLASSES(192)};

/* --- encoding and decoding --- */

static char *encode_byte(char *to, uint8_t byte) {
  static const char digits[] = "0123456789ABCDEF";
  *to++ = '%';
  *to++ = digits[byte >> 4];
  *to++ = digits[byte & 15];
  return to;
}

char *percent_encode(char *to, const char *from, size_t length, unsigned set) {
  for (size_t i = 0; i < length; i++) {
    uint8_t c = (uint8_t)from[i];
    if (!byte_is(from[i], set)) *to++ = (char)c;
    else to = encode_byte(to, c);
  }
  return to;
}

char *form_encode(char *to, const char *from, size_t length) {
  for (size_t i = 0; i < length; i++) {
    uint8_t c = (uint8_t)from[i];
    if (c == ' ') *to++ = '+';
    else if (!byte_is(from[i], FORM_SET)) *to++ = (char)c;
    else to = encode_byte(to, c);
  }
  return to;
}

int hex_digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int percent_decode_byte(const char *from, const char *end) {
  if (end - from < 3) return -1;
  int high = hex_digit_value(from[1]), low = hex_digit_value(from[2]);
  return high < 0 || low < 0 ? -1 : high << 4 | low;
}

size_t percent_decode(char *to, const char *from, size_t length) {
  const char *start = to, *end = from + length;
  while (from < end) {
    int byte = *from == '%' ? percent_decode_byte(from, end) : -1;
    *to++ = byte >= 0 ? (char)byte : *from;
    from += byte >= 0 ? 3 : 1;
  }
  return (size_t)(to - start);
}
