/* SPDX-License-Identifier: MIT */
/* base64url.c: base64url without padding. */
#include "runtime/crypto/base64url.h"

#include "runtime/web/dom_exception.h"

static int digit_value(unsigned unit) {
  if (unit >= 'A' && unit <= 'Z') return (int)unit - 'A';
  if (unit >= 'a' && unit <= 'z') return (int)unit - 'a' + 26;
  if (unit >= '0' && unit <= '9') return (int)unit - '0' + 52;
  return unit == '-' ? 62 : unit == '_' ? 63 : -1;
}

static int digit_at(const MoteStringView *view, size_t i) {
  return digit_value(view->wide ? ((const uint16_t *)view->units)[i]
                                : ((const uint8_t *)view->units)[i]);
}

static bool open_view(MoteVm *vm, MoteValue string, MoteStringView *view) {
  if (!mote_is_string(vm, string) || !mote_string_view(vm, string, view)) return false;
  if (view->length % 4 == 1) return false;
  for (size_t i = 0; i < view->length; i++)
    if (digit_at(view, i) < 0) return false;
  return true;
}

double base64url_length(MoteVm *vm, MoteValue string) {
  MoteStringView view;
  bool ok = open_view(vm, string, &view);
  if (mote_has_exception(vm)) mote_take_exception(vm);
  return ok ? (double)(view.length * 3 / 4) : -1;
}

bool base64url_decode(MoteVm *vm, MoteValue string, Bytes *out) {
  MoteStringView view;
  if (!open_view(vm, string, &view))
    return !mote_has_exception(vm) &&
           throw_dom_exception(vm, "DataError", "A member of the JWK is not base64url");
  if (!bytes_make(out, view.length * 3 / 4)) return mote_throw_out_of_memory(vm);
  uint32_t bits = 0;
  unsigned count = 0;
  uint8_t *to = out->data;
  for (size_t i = 0; i < view.length; i++) {
    bits = bits << 6 | (uint32_t)digit_at(&view, i);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    *to++ = (uint8_t)(bits >> count);
  }
  return mote_is_string(vm, string); /* which is alive up to here */
}

bool base64url_encode(MoteVm *vm, const Bytes *bytes, MoteValue *out) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  Bytes text;
  size_t length = (bytes->length * 4 + 2) / 3;
  if (!bytes_make(&text, length)) return mote_throw_out_of_memory(vm);
  for (size_t i = 0; i < length; i++) {
    size_t bit = i * 6, at = bit / 8;
    unsigned two = (unsigned)bytes->data[at] << 8;
    if (at + 1 < bytes->length) two |= bytes->data[at + 1];
    text.data[i] = (uint8_t)digits[two >> (10 - bit % 8) & 63];
  }
  bool ok = mote_string_latin1(vm, text.data, text.length, out);
  bytes_wipe(&text);
  return ok;
}
