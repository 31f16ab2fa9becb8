/* SPDX-License-Identifier: MIT */
/* base64.c: atob and btoa. https://infra.spec.whatwg.org/#forgiving-base64 */
#include <stdlib.h>

#include "runtime/web/dom_exception.h"
#include "runtime/web/encoding_module.h"
#include "runtime/web/web_idl.h"

static uint16_t unit_at(const MoteStringView *view, size_t i) {
  return view->wide ? ((const uint16_t *)view->units)[i] : ((const uint8_t *)view->units)[i];
}

/* The argument as a string; the view is valid while it lives. */
static bool open_data(MoteVm *vm, MoteCall *call, const char *operation, MoteValue *string,
                      MoteStringView *out) {
  return idl_require_arguments(vm, call, 1, operation) &&
         mote_to_string(vm, mote_argument(call, 0), string) && mote_string_view(vm, *string, out);
}

static bool return_latin1(MoteVm *vm, MoteCall *call, const uint8_t *units, size_t length) {
  MoteValue string;
  return mote_string_latin1(vm, units, length, &string) && mote_return(call, string);
}

/* --- btoa --- */

static void encode(const MoteStringView *view, uint8_t *out) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < view->length; i += 3) {
    size_t left = view->length - i;
    uint32_t bits = (uint32_t)unit_at(view, i) << 16;
    if (left > 1) bits |= (uint32_t)unit_at(view, i + 1) << 8;
    if (left > 2) bits |= unit_at(view, i + 2);
    *out++ = (uint8_t)digits[bits >> 18];
    *out++ = (uint8_t)digits[bits >> 12 & 63];
    *out++ = (uint8_t)(left > 1 ? digits[bits >> 6 & 63] : '=');
    *out++ = (uint8_t)(left > 2 ? digits[bits & 63] : '=');
  }
}

bool base64_btoa(MoteVm *vm, MoteCall *call) {
  MoteValue string;
  MoteStringView view;
  TRY(open_data(vm, call, "btoa", &string, &view));
  for (size_t i = 0; view.wide && i < view.length; i++)
    if (unit_at(&view, i) > 0xff)
      return throw_dom_exception(vm, "InvalidCharacterError", "Invalid character");
  size_t length = (view.length + 2) / 3 * 4;
  uint8_t *out = malloc(length + 1);
  if (!out) return mote_throw_out_of_memory(vm);
  encode(&view, out);
  bool ok = return_latin1(vm, call, out, length);
  free(out);
  return ok && mote_is_string(vm, string); /* which is alive up to here */
}

/* --- atob --- */

static bool is_space(uint16_t unit) {
  return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\f' || unit == '\r';
}

/* The value of a digit, or -1. */
static int digit_value(uint16_t unit) {
  if (unit >= 'A' && unit <= 'Z') return unit - 'A';
  if (unit >= 'a' && unit <= 'z') return unit - 'a' + 26;
  if (unit >= '0' && unit <= '9') return unit - '0' + 52;
  return unit == '+' ? 62 : unit == '/' ? 63 : -1;
}

#define MANY_DIGITS 512

/* OPT: groups of four digits without white space between them, if there are many. Gives where it has stopped. */
static size_t decode_groups(const uint8_t *units, size_t end, uint8_t **to) {
  int8_t values[256];
  size_t i = 0;
  if (end < MANY_DIGITS) return 0;
  for (uint16_t unit = 0; unit < 256; unit++) values[unit] = (int8_t)digit_value(unit);
  for (; i + 4 <= end; i += 4) {
    int a = values[units[i]], b = values[units[i + 1]];
    int c = values[units[i + 2]], d = values[units[i + 3]];
    if ((a | b | c | d) < 0) break;
    *(*to)++ = (uint8_t)(a << 2 | b >> 4);
    *(*to)++ = (uint8_t)(b << 4 | c >> 2);
    *(*to)++ = (uint8_t)(c << 6 | d);
  }
  return i;
}

/* Where the digits end: padding is left out if it makes a whole number of groups. *digits: without white space. */
static size_t digits_end(const MoteStringView *view, size_t *digits) {
  size_t end = view->length, padding = 0, count = 0;
  for (size_t i = 0; i < view->length; i++) count += !is_space(unit_at(view, i));
  *digits = count;
  if (count % 4 != 0) return end;
  for (size_t i = view->length; i-- > 0 && padding < 2;) {
    uint16_t unit = unit_at(view, i);
    if (unit != '=' && !is_space(unit)) break;
    if (unit != '=') continue;
    padding++;
    end = i;
  }
  *digits = count - padding;
  return end;
}

/* Gives the number of bytes, or -1 where there is no digit. */
static ptrdiff_t decode(const MoteStringView *view, size_t end, uint8_t *out) {
  uint32_t bits = 0, count = 0;
  uint8_t *to = out;
  size_t i = view->wide ? 0 : decode_groups(view->units, end, &to);
  for (; i < end; i++) {
    uint16_t unit = unit_at(view, i);
    int value = digit_value(unit);
    if (value < 0 && is_space(unit)) continue;
    if (value < 0) return -1;
    bits = bits << 6 | (uint32_t)value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    *to++ = (uint8_t)(bits >> count);
  }
  return to - out;
}

bool base64_atob(MoteVm *vm, MoteCall *call) {
  MoteValue string;
  MoteStringView view;
  size_t digits;
  TRY(open_data(vm, call, "atob", &string, &view));
  size_t end = digits_end(&view, &digits);
  uint8_t *out = malloc(digits / 4 * 3 + 3);
  if (!out) return mote_throw_out_of_memory(vm);
  ptrdiff_t length = decode(&view, end, out);
  bool ok;
  if (length < 0) ok = throw_dom_exception(vm, "InvalidCharacterError", "Invalid character");
  else if (digits % 4 == 1)
    ok = throw_dom_exception(vm, "InvalidCharacterError",
                             "The string to be decoded is not correctly encoded.");
  else ok = return_latin1(vm, call, out, (size_t)length);
  free(out);
  return ok && mote_is_string(vm, string);
}
