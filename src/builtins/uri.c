/* SPDX-License-Identifier: MIT */
/* uri.c: encodeURI and its kin (#sec-uri-handling-functions), and Annex B's escape and unescape. */
#include "base/utf.h"
#include "builtins/global.h"
#include "ops/convert.h"

#define URI_ALPHANUMERIC "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
/* unescaped: what is never escaped; the reserved characters, and '#', that encodeURI leaves alone. */
#define URI_UNESCAPED         URI_ALPHANUMERIC "_-.!~*'()"
#define URI_RESERVED_AND_HASH ";/?:@&=+$,#"
#define ESCAPE_UNESCAPED      URI_ALPHANUMERIC "@*_+-./"

static bool is_one_of(const char *set, uint32_t unit) {
  return unit > 0 && unit < 0x80 && strchr(set, (int)unit) != NULL;
}

static void append_escaped_byte(StringBuilder *builder, uint8_t byte) {
  static const char digits[] = "0123456789ABCDEF";
  string_builder_unit(builder, '%');
  string_builder_unit(builder, (uint16_t)digits[byte >> 4]);
  string_builder_unit(builder, (uint16_t)digits[byte & 15]);
}

/* The result of a builder, or the error that went before. */
static bool finish(bool ok, StringBuilder *builder, Value *out) {
  if (!ok) {
    string_builder_destroy(builder);
    return false;
  }
  String *result = string_builder_finish(builder);
  TRY(result);
  *out = value_string(result);
  return true;
}

static bool throw_malformed(Vm *vm) { return throw_error(vm, ERROR_KIND_URI, ERROR_URI_MALFORMED); }

/* CodePointAt ( string, position ); a lone surrogate is an error here. */
static bool code_point_at(Vm *vm, StringView view, uint32_t k, uint32_t *code_point,
                          uint32_t *size) {
  *code_point = view_at(view, k);
  *size = 1;
  if (!utf16_is_surrogate(*code_point)) return true;
  if (utf16_is_trail(*code_point) || k + 1 >= view.length || !utf16_is_trail(view_at(view, k + 1)))
    return throw_malformed(vm);
  *code_point = utf16_combine(*code_point, view_at(view, k + 1));
  *size = 2;
  return true;
}

static bool encode_into(Vm *vm, StringView view, const char *extra, StringBuilder *builder) {
  for (uint32_t k = 0; k < view.length;) {
    uint32_t unit = view_at(view, k), code_point, size;
    uint8_t octets[UTF8_MAX_LENGTH];
    if (is_one_of(URI_UNESCAPED, unit) || is_one_of(extra, unit)) {
      string_builder_unit(builder, (uint16_t)unit);
      k++;
      continue;
    }
    TRY(code_point_at(vm, view, k, &code_point, &size));
    uint32_t count = utf8_encode(code_point, octets);
    for (uint32_t i = 0; i < count; i++) append_escaped_byte(builder, octets[i]);
    k += size;
  }
  return true;
}

/* Encode ( string, extraUnescaped )   #sec-encode */
static bool encode(Vm *vm, Call *call, const char *extra_unescaped) {
  String *s;
  StringView view;
  StringBuilder builder;
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  TRY(string_view(vm, s, &view));
  string_builder_init(&builder, vm);
  bool ok = encode_into(vm, view, extra_unescaped, &builder);
  keep_alive(s);
  return finish(ok, &builder, &call->result);
}

static int hex_digit(uint16_t unit) {
  if (unit >= '0' && unit <= '9') return unit - '0';
  if (unit >= 'A' && unit <= 'F') return unit - 'A' + 10;
  if (unit >= 'a' && unit <= 'f') return unit - 'a' + 10;
  return -1;
}

/* ParseHexOctet: the value of `count` hexadecimal digits at k, or -1. */
static int hex_digits(StringView view, uint32_t k, uint32_t count) {
  int value = 0;
  if (k + count > view.length) return -1;
  for (uint32_t i = 0; i < count; i++) {
    int digit = hex_digit(view_at(view, k + i));
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

/* The octet of the escape sequence "%XX" at k, or -1. */
static int escaped_octet(StringView view, uint32_t k) {
  if (k >= view.length || view_at(view, k) != '%') return -1;
  return hex_digits(view, k + 1, 2);
}

/* One escape sequence of Decode, of as many octets as its code point has; *k moves behind it. */
static bool decode_escape(Vm *vm, StringView view, uint32_t *k, const char *preserve,
                          StringBuilder *builder) {
  uint32_t start = *k, count = 1, code_point;
  int first = escaped_octet(view, start);
  if (first < 0) return throw_malformed(vm);
  uint8_t octets[UTF8_MAX_LENGTH] = {(uint8_t)first};
  if (first >= 0xc0) count = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  for (uint32_t i = 1; i < count; i++) {
    int octet = escaped_octet(view, start + 3 * i);
    if (octet < 0) return throw_malformed(vm);
    octets[i] = (uint8_t)octet;
  }
  if (utf8_decode(octets, count, &code_point) != count || code_point == UTF_INVALID)
    return throw_malformed(vm);
  *k = start + 3 * count;
  if (is_one_of(preserve, code_point))
    for (uint32_t i = start; i < *k; i++) string_builder_unit(builder, view_at(view, i));
  else string_builder_code_point(builder, code_point);
  return true;
}

static bool decode_into(Vm *vm, StringView view, const char *preserve, StringBuilder *builder) {
  for (uint32_t k = 0; k < view.length;) {
    uint16_t unit = view_at(view, k);
    if (unit == '%') {
      TRY(decode_escape(vm, view, &k, preserve, builder));
    } else {
      string_builder_unit(builder, unit);
      k++;
    }
  }
  return true;
}

/* Decode ( string, preserveEscapeSet )   #sec-decode */
static bool decode(Vm *vm, Call *call, const char *preserve) {
  String *s;
  StringView view;
  StringBuilder builder;
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  TRY(string_view(vm, s, &view));
  string_builder_init(&builder, vm);
  bool ok = decode_into(vm, view, preserve, &builder);
  keep_alive(s);
  return finish(ok, &builder, &call->result);
}

/* decodeURI ( encodedURI )   #sec-decodeuri-encodeduri */
bool global_decode_uri(Vm *vm, Call *call) { return decode(vm, call, URI_RESERVED_AND_HASH); }
/* decodeURIComponent ( encodedURIComponent )   #sec-decodeuricomponent-encodeduricomponent */
bool global_decode_uri_component(Vm *vm, Call *call) { return decode(vm, call, ""); }
/* encodeURI ( uri )   #sec-encodeuri-uri */
bool global_encode_uri(Vm *vm, Call *call) { return encode(vm, call, URI_RESERVED_AND_HASH); }
/* encodeURIComponent ( uriComponent )   #sec-encodeuricomponent-uricomponent */
bool global_encode_uri_component(Vm *vm, Call *call) { return encode(vm, call, ""); }

/* escape ( string )   #sec-escape-string */
bool global_escape(Vm *vm, Call *call) {
  String *s;
  StringView view;
  StringBuilder builder;
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  TRY(string_view(vm, s, &view));
  string_builder_init(&builder, vm);
  for (uint32_t k = 0; k < view.length; k++) {
    uint16_t unit = view_at(view, k);
    if (is_one_of(ESCAPE_UNESCAPED, unit)) {
      string_builder_unit(&builder, unit);
    } else if (unit < 0x100) {
      append_escaped_byte(&builder, (uint8_t)unit);
    } else {
      static const char digits[] = "0123456789ABCDEF";
      string_builder_ascii(&builder, "%u");
      for (int shift = 12; shift >= 0; shift -= 4)
        string_builder_unit(&builder, (uint16_t)digits[unit >> shift & 15]);
    }
  }
  keep_alive(s);
  return finish(true, &builder, &call->result);
}

/* unescape ( string )   #sec-unescape-string */
bool global_unescape(Vm *vm, Call *call) {
  String *s;
  StringView view;
  StringBuilder builder;
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  TRY(string_view(vm, s, &view));
  string_builder_init(&builder, vm);
  for (uint32_t k = 0; k < view.length; k++) {
    uint16_t unit = view_at(view, k);
    bool wide = unit == '%' && k + 1 < view.length && view_at(view, k + 1) == 'u';
    int value = unit != '%' ? -1 : wide ? hex_digits(view, k + 2, 4) : hex_digits(view, k + 1, 2);
    string_builder_unit(&builder, value < 0 ? unit : (uint16_t)value);
    if (value >= 0) k += wide ? 5 : 2;
  }
  keep_alive(s);
  return finish(true, &builder, &call->result);
}
