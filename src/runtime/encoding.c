/* SPDX-License-Identifier: MIT */
/* encoding.c: UTF-8, Latin-1, hexadecimal, base64 and UTF-16 between strings and bytes. */
#include "runtime/encoding.h"

#include <stdlib.h>
#include <strings.h>

#include "runtime/modules/builtin_modules.h"

Encoding encoding_find(const char *name) {
  static const struct {
    const char *name;
    Encoding encoding;
  } names[] = {
      {"utf8", ENCODING_UTF8},       {"utf-8", ENCODING_UTF8},
      {"latin1", ENCODING_LATIN1},   {"binary", ENCODING_LATIN1},
      {"ascii", ENCODING_ASCII},     {"hex", ENCODING_HEX},
      {"base64", ENCODING_BASE64},   {"base64url", ENCODING_BASE64URL},
      {"utf16le", ENCODING_UTF16LE}, {"utf-16le", ENCODING_UTF16LE},
      {"ucs2", ENCODING_UTF16LE},    {"ucs-2", ENCODING_UTF16LE},
  };
  for (size_t i = 0; i < LENGTH_OF(names); i++)
    if (strcasecmp(names[i].name, name) == 0) return names[i].encoding;
  return ENCODING_NONE;
}

bool bytes_of(MoteVm *vm, MoteValue value, uint8_t **bytes, size_t *length) {
  MoteKind kind = mote_kind(vm, value);
  MoteBytes found = mote_bytes(vm, value);
  *bytes = found.data;
  *length = found.length;
  return kind == MOTE_KIND_ARRAY_BUFFER || kind == MOTE_KIND_TYPED_ARRAY ||
         kind == MOTE_KIND_DATA_VIEW;
}

/* --- bytes to strings --- */

static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char base64url_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void append_base64(const uint8_t *b, size_t length, const char *digits, bool padded,
                          Text *out) {
  for (size_t i = 0; i < length; i += 3) {
    size_t left = length - i;
    uint32_t group = (uint32_t)b[i] << 16 | (left > 1 ? (uint32_t)b[i + 1] << 8 : 0) |
                     (left > 2 ? b[i + 2] : 0u);
    text_add_char(out, digits[group >> 18]);
    text_add_char(out, digits[group >> 12 & 63]);
    if (left > 1) text_add_char(out, digits[group >> 6 & 63]);
    else if (padded) text_add_char(out, '=');
    if (left > 2) text_add_char(out, digits[group & 63]);
    else if (padded) text_add_char(out, '=');
  }
}

static void append_hex(const uint8_t *b, size_t length, Text *out) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < length; i++) {
    text_add_char(out, digits[b[i] >> 4]);
    text_add_char(out, digits[b[i] & 15]);
  }
}

static bool give_text(MoteVm *vm, Text *text, MoteValue *out) {
  bool ok = text_ok(text)
                ? mote_string_latin1(vm, (const uint8_t *)text_string(text), text->length, out)
                : mote_throw_out_of_memory(vm);
  text_free(text);
  return ok;
}

static bool decode_utf16(MoteVm *vm, const char *bytes, size_t length, MoteValue *out) {
  uint16_t *units = malloc(length + 2);
  if (!units) return mote_throw_out_of_memory(vm);
  memcpy(units, bytes, length & ~(size_t)1);
  bool ok = mote_string_utf16(vm, units, length / 2, out);
  free(units);
  return ok;
}

/* Buffer.from(arrayBuffer) */
static bool new_buffer(Runtime *rt, const char *bytes, size_t length, MoteValue *out) {
  MoteVm *vm = runtime_vm(rt);
  MoteValue module, constructor, array;
  void *copy = malloc(length + 1);
  if (!copy) return mote_throw_out_of_memory(vm);
  if (length) memcpy(copy, bytes, length);
  if (!mote_array_buffer_take(vm, copy, length, &array)) {
    free(copy);
    return false;
  }
  return builtin_module_get(rt, "buffer", &module) &&
         mote_get(vm, module, "Buffer", &constructor) &&
         mote_construct(vm, constructor, &array, 1, out);
}

/* The first surrogate written as if it were a character: ED and a byte from A0 on; NULL: there is none. */
static const char *find_surrogate(const char *bytes, const char *end) {
  const char *at = bytes;
  while ((at = memchr(at, 0xed, (size_t)(end - at)))) {
    if (++at < end && (uint8_t)*at >= 0xa0 && (uint8_t)*at <= 0xbf) return at - 1;
  }
  return NULL;
}

/* mote_string takes lone surrogates (WTF-8), which are wrong bytes in UTF-8: FF in place of their first byte
 * is as wrong, and has the same number of replacement characters come out. */
static bool decode_utf8(MoteVm *vm, const char *bytes, size_t length, MoteValue *out) {
  const char *at = find_surrogate(bytes, bytes + length);
  if (!at) return mote_string(vm, bytes, length, out);
  char *copy = malloc(length);
  if (!copy) return mote_throw_out_of_memory(vm);
  memcpy(copy, bytes, length);
  for (; at; at = find_surrogate(at + 1, bytes + length)) copy[at - bytes] = (char)0xff;
  bool ok = mote_string(vm, copy, length, out);
  free(copy);
  return ok;
}

bool encoding_decode(Runtime *rt, const char *bytes, size_t length, Encoding encoding,
                     MoteValue *out) {
  MoteVm *vm = runtime_vm(rt);
  const uint8_t *b = (const uint8_t *)bytes;
  Text text = {0};
  switch (encoding) {
    case ENCODING_NONE: return new_buffer(rt, bytes, length, out);
    case ENCODING_UTF8: return decode_utf8(vm, bytes, length, out);
    case ENCODING_LATIN1: return mote_string_latin1(vm, b, length, out);
    case ENCODING_UTF16LE: return decode_utf16(vm, bytes, length, out);
    case ENCODING_ASCII:
      for (size_t i = 0; i < length; i++) text_add_char(&text, (char)(b[i] & 0x7f));
      break;
    case ENCODING_HEX: append_hex(b, length, &text); break;
    case ENCODING_BASE64: append_base64(b, length, base64_digits, true, &text); break;
    case ENCODING_BASE64URL: append_base64(b, length, base64url_digits, false, &text); break;
  }
  return give_text(vm, &text, out);
}

/* --- strings to bytes --- */

static uint16_t unit_at(const MoteStringView *view, size_t i) {
  return view->wide ? ((const uint16_t *)view->units)[i] : ((const uint8_t *)view->units)[i];
}

static int hex_value(uint16_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Stops at what is no digit, as Node does. */
static void encode_hex(const MoteStringView *view, Text *out) {
  for (size_t i = 0; i + 1 < view->length; i += 2) {
    int high = hex_value(unit_at(view, i)), low = hex_value(unit_at(view, i + 1));
    if (high < 0 || low < 0) return;
    text_add_char(out, (char)(high << 4 | low));
  }
}

static int base64_value(uint16_t c) {
  if (c == '-') c = '+';
  if (c == '_') c = '/';
  const char *digit = c && c < 0x80 ? strchr(base64_digits, c) : NULL;
  return digit ? (int)(digit - base64_digits) : -1;
}

/* Both alphabets; other characters are passed over. */
static void encode_base64(const MoteStringView *view, Text *out) {
  uint32_t bits = 0, count = 0;
  for (size_t i = 0; i < view->length && unit_at(view, i) != '='; i++) {
    int value = base64_value(unit_at(view, i));
    if (value < 0) continue;
    bits = bits << 6 | (uint32_t)value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    text_add_char(out, (char)(bits >> count & 0xff));
  }
}

/* The low byte of each unit and, of UTF-16, the high one behind it. */
static void encode_units(const MoteStringView *view, bool both, Text *out) {
  for (size_t i = 0; i < view->length; i++) {
    uint16_t unit = unit_at(view, i);
    text_add_char(out, (char)unit);
    if (both) text_add_char(out, (char)(unit >> 8));
  }
}

bool encoding_encode(MoteVm *vm, MoteValue string, Encoding encoding, Text *out) {
  MoteStringView view;
  if (encoding == ENCODING_NONE || encoding == ENCODING_UTF8) {
    TRY(text_append_value(vm, string, out));
    return text_ok(out) || mote_throw_out_of_memory(vm);
  }
  TRY(mote_string_view(vm, string, &view));
  switch (encoding) {
    case ENCODING_HEX: encode_hex(&view, out); break;
    case ENCODING_BASE64:
    case ENCODING_BASE64URL: encode_base64(&view, out); break;
    default: encode_units(&view, encoding == ENCODING_UTF16LE, out); break;
  }
  return text_ok(out) || mote_throw_out_of_memory(vm);
}
