/* SPDX-License-Identifier: MIT */
/* bigint_text.c: BigInts from digits and back. GMP's digits are numbers, not characters. */
#include "value/bigint_layout.h"

#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "base/utf.h"

/* Texts up to this length, and the numbers that they mean, are put down on the stack. */
#define SMALL_TEXT  128
#define SMALL_LIMBS 6

/* The value of a digit character; 255: none. */
static uint8_t digit_value(char c) {
  if (c >= '0' && c <= '9') return (uint8_t)(c - '0');
  if (c >= 'a' && c <= 'z') return (uint8_t)(c - 'a' + 10);
  if (c >= 'A' && c <= 'Z') return (uint8_t)(c - 'A' + 10);
  return 255;
}

/* Whether the digits' value has at most 64 bits; *out is it then. */
static bool single_limb(const char *digits, size_t length, unsigned radix, uint64_t *out) {
  *out = 0;
  for (size_t i = 0; i < length; i++)
    if (__builtin_mul_overflow(*out, (uint64_t)radix, out) ||
        __builtin_add_overflow(*out, (uint64_t)digit_value(digits[i]), out))
      return false;
  return true;
}

BigInt *bigint_from_digits(Vm *vm, const char *digits, size_t length, unsigned radix) {
  while (length > 1 && *digits == '0') {
    digits++;
    length--;
  }
  if (length == 0 || (length == 1 && *digits == '0')) return bigint_zero(vm);
  uint64_t limb;
  if (length <= LIMB_BITS && single_limb(digits, length, radix, &limb)) /* OPT: without GMP */
    return bigint_of_limb(vm, limb, false);
  double bits = (double)length * log2(radix);
  if (bits > (double)BIGINT_MAX_BITS + LIMB_BITS) return bigint_too_big(vm);
  uint8_t on_stack[SMALL_TEXT], *values = length <= SMALL_TEXT ? on_stack : malloc(length);
  if (!bigint_expect_scratch(vm, PARSE_SCRATCH * (uint64_t)(bits / LIMB_BITS))) {
    if (values != on_stack) free(values);
    return NULL;
  }
  BigInt *b = values ? bigint_allocate(vm, (uint64_t)(bits / LIMB_BITS) + 2) : NULL;
  if (!values) throw_out_of_memory(vm);
  if (b) {
    for (size_t i = 0; i < length; i++) values[i] = digit_value(digits[i]);
    b->count = (uint32_t)mpn_set_str(bigint_limbs(b), values, length, (int)radix);
    b = bigint_finish(vm, b, false);
  }
  if (values != on_stack) free(values);
  return b;
}

/* The radix of a prefix 0x 0o 0b, in either case; 10 without. */
static unsigned prefix_radix(const char *text, size_t length) {
  if (length < 2 || text[0] != '0') return 10;
  switch (text[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 10;
  }
}

BigInt *bigint_from_literal(Vm *vm, const char *text, size_t length) {
  unsigned radix = prefix_radix(text, length);
  size_t skip = radix == 10 ? 0 : 2;
  return bigint_from_digits(vm, text + skip, length - skip, radix);
}

/* --- StringToBigInt --- */

/* The text without white space around it, as ASCII on the stack or in malloc'ed memory; *bad: it has other units. */
static char *trimmed_ascii(StringView view, char on_stack[SMALL_TEXT], size_t *length, bool *bad) {
  uint32_t from = 0, to = view.length;
  while (from < to && utf_is_space(view_at(view, from))) from++;
  while (to > from && utf_is_space(view_at(view, to - 1))) to--;
  char *text = to - from <= SMALL_TEXT ? on_stack : malloc((size_t)to - from);
  if (!text) return NULL;
  *length = to - from;
  *bad = false;
  for (uint32_t i = from; i < to; i++) {
    uint16_t unit = view_at(view, i);
    *bad |= unit >= 0x80;
    text[i - from] = (char)unit;
  }
  return text;
}

/* StringIntegerLiteral of trimmed text; NULL in *out if it is none. */
static MUST_USE bool parse_integer(Vm *vm, const char *text, size_t length, BigInt **out) {
  unsigned radix = prefix_radix(text, length);
  bool negative = false;
  *out = NULL;
  if (length == 0) return (*out = bigint_zero(vm)) != NULL;
  if (radix != 10) {
    text += 2;
    length -= 2;
  } else if (*text == '-' || *text == '+') {
    negative = *text == '-';
    text++;
    length--;
  }
  if (length == 0) return true;
  for (size_t i = 0; i < length; i++)
    if (digit_value(text[i]) >= radix) return true;
  *out = bigint_from_digits(vm, text, length, radix);
  if (*out && negative) *out = bigint_negate(vm, *out);
  return *out != NULL;
}

bool bigint_from_string(Vm *vm, String *s, BigInt **out) {
  StringView view;
  char on_stack[SMALL_TEXT];
  size_t length;
  bool bad;
  *out = NULL;
  TRY(string_view(vm, s, &view));
  char *text = trimmed_ascii(view, on_stack, &length, &bad);
  keep_alive(s);
  if (!text) return throw_out_of_memory(vm);
  bool ok = bad || parse_integer(vm, text, length, out);
  if (text != on_stack) free(text);
  return ok;
}

/* --- to text --- */

/* Digits as numbers to characters, without leading zeros. */
static String *string_of_digits(Vm *vm, uint8_t *digits, size_t count, bool negative) {
  size_t zeros = 0;
  while (zeros + 1 < count && digits[zeros] == 0) zeros++;
  void *units;
  String *s = string_new_uninitialised(vm, count - zeros + negative, false, &units);
  if (!s) return NULL;
  uint8_t *out = units;
  if (negative) *out++ = '-';
  for (size_t i = zeros; i < count; i++)
    *out++ = (uint8_t)"0123456789abcdefghijklmnopqrstuvwxyz"[digits[i]];
  return s;
}

/* Writes the digits with room for them, and for the limbs, which mpn_get_str spoils. */
static String *print_digits(Vm *vm, const BigInt *b, unsigned radix, uint8_t *digits,
                            uint64_t *limbs) {
  memcpy(limbs, b->limbs, b->count * sizeof *limbs);
  size_t count = mpn_get_str(digits, (int)radix, (mp_limb_t *)limbs, b->count);
  return string_of_digits(vm, digits, count, bigint_is_negative(b));
}

static String *print_small(Vm *vm, const BigInt *b, unsigned radix) {
  uint8_t digits[SMALL_LIMBS * LIMB_BITS + 2];
  uint64_t limbs[SMALL_LIMBS + 1];
  char text[24];
  if (radix != 10 || !bigint_is_single(b)) return print_digits(vm, b, radix, digits, limbs);
  size_t length = 1 + uint64_to_string(b->limbs[0], text + 1), skip = !bigint_is_negative(b);
  text[0] = '-';
  return string_new_latin1(vm, (uint8_t *)text + skip, length - skip);
}

static String *print_large(Vm *vm, const BigInt *b, unsigned radix, size_t most) {
  TRY_NULL(bigint_expect_scratch(vm, PRINT_SCRATCH * (uint64_t)b->count));
  uint8_t *digits = malloc(most);
  uint64_t *limbs = malloc(((size_t)b->count + 1) * sizeof *limbs);
  String *s = NULL;
  if (digits && limbs) s = print_digits(vm, b, radix, digits, limbs);
  else throw_out_of_memory(vm);
  free(digits);
  free(limbs);
  return s;
}

String *bigint_to_string(Vm *vm, const BigInt *b, unsigned radix) {
  if (bigint_is_zero(b)) return string_from_unit(vm, '0');
  if (b->count <= SMALL_LIMBS) return print_small(vm, b, radix);
  double most = (double)bigint_bit_length(b) / log2(radix) + 2;
  if (most > (double)STRING_MAX_LENGTH + 4) {
    throw_range_error(vm, ERROR_INVALID_STRING_LENGTH);
    return NULL;
  }
  return print_large(vm, b, radix, (size_t)most + 2);
}
