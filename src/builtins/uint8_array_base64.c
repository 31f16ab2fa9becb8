/* SPDX-License-Identifier: MIT */
/* uint8_array_base64.c: Uint8Array to and from base64 and hexadecimal text
 * (#sec-uint8array-objects).
 *
 * A decoder gives the bytes before an error along with it: setFromBase64 and setFromHex store them and
 * throw afterwards. Nothing runs JavaScript but the getters of options. */
#include "builtins/map.h"
#include "builtins/typed_array.h"

#include <stdlib.h>

typedef enum Alphabet { ALPHABET_BASE64, ALPHABET_BASE64URL } Alphabet;
typedef enum LastChunk { LAST_CHUNK_LOOSE, LAST_CHUNK_STRICT, LAST_CHUNK_STOP } LastChunk;

/* What a decoder did. */
typedef struct Decoded {
  uint8_t *bytes;     /* malloc'ed, max_length or as many as the text can give */
  size_t count;
  size_t max_length;
  size_t read;        /* units that the bytes stand for */
  bool failed;        /* the text is wrong: SyntaxError */
} Decoded;

/* --- options and receivers --- */

/* GetOptionsObject ( options ): none where they are undefined   #sec-getoptionsobject */
static bool get_options_object(Vm *vm, Value options, Object **out) {
  *out = NULL;
  if (value_is_undefined(vm, options)) return true;
  if (!value_is_object(options)) {
    char text[64];
    return throw_type_error(vm, ERROR_NOT_OBJECT, value_describe(vm, options, text, sizeof text));
  }
  *out = value_as_object(options);
  return true;
}

static bool get_option(Vm *vm, Object *options, const char *name, Value *out) {
  *out = value_undefined(vm);
  if (!options) return true;
  String *key = string_intern_ascii(vm, name);
  return key && get(vm, options, key_from_name(key), out);
}

/* The place of an option's value among its possible texts; undefined is the first. */
static bool get_choice(Vm *vm, Object *options, const char *name, const char *const *choices,
                       int count, int *out) {
  Value value;
  TRY(get_option(vm, options, name, &value));
  *out = 0;
  if (value_is_undefined(vm, value)) return true;
  if (value_is_string(value)) {
    String *text = string_flatten(vm, value_as_string(value));
    TRY(text);
    for (*out = 0; *out < count; ++*out)
      if (string_is_ascii_text(vm, text, choices[*out])) return true;
  }
  char described[64];
  return throw_type_error(vm, ERROR_INVALID_ARGUMENT,
                          value_describe(vm, value, described, sizeof described));
}

static bool get_alphabet(Vm *vm, Object *options, Alphabet *out) {
  static const char *const choices[] = {"base64", "base64url"};
  int choice;
  TRY(get_choice(vm, options, "alphabet", choices, 2, &choice));
  *out = (Alphabet)choice;
  return true;
}

static bool get_last_chunk_handling(Vm *vm, Object *options, LastChunk *out) {
  static const char *const choices[] = {"loose", "strict", "stop-before-partial"};
  int choice;
  TRY(get_choice(vm, options, "lastChunkHandling", choices, 3, &choice));
  *out = (LastChunk)choice;
  return true;
}

/* ValidateUint8Array ( ta )   #sec-validateuint8array */
static bool validate_uint8_array(Vm *vm, Value v, const char *method, TypedArray **out) {
  if (!value_is_typed_array(v) || value_as_typed_array(v)->kind != ELEMENT_UINT8)
    return throw_incompatible_receiver(vm, method, v);
  *out = value_as_typed_array(v);
  return true;
}

static bool require_string(Vm *vm, Value v) {
  char text[64];
  if (value_is_string(v)) return true;
  return throw_type_error(vm, ERROR_INVALID_ARGUMENT, value_describe(vm, v, text, sizeof text));
}

static bool require_in_bounds(Vm *vm, const TypedArray *array, const char *method) {
  return !view_is_out_of_bounds(vm, array) || throw_view_out_of_bounds(vm, array, method);
}

/* --- decoding --- */

/* Room for what a text of that many units can give at the most. */
static bool decoded_init(Vm *vm, Decoded *d, size_t units, size_t max_length) {
  *d = (Decoded){.max_length = max_length};
  d->bytes = malloc(size_min(units, max_length) + 4);
  return d->bytes || throw_out_of_memory(vm);
}

/* SkipAsciiWhitespace ( string, index )   #sec-skipasciiwhitespace */
static size_t skip_ascii_whitespace(StringView text, size_t index) {
  for (; index < text.length; index++) {
    uint16_t unit = view_at(text, (uint32_t)index);
    if (unit != '\t' && unit != '\n' && unit != '\f' && unit != '\r' && unit != ' ') break;
  }
  return index;
}

/* The value of a digit, or -1. */
static int base64_digit(uint16_t unit, Alphabet alphabet) {
  if (unit >= 'A' && unit <= 'Z') return unit - 'A';
  if (unit >= 'a' && unit <= 'z') return unit - 'a' + 26;
  if (unit >= '0' && unit <= '9') return unit - '0' + 52;
  if (unit == (alphabet == ALPHABET_BASE64 ? '+' : '-')) return 62;
  if (unit == (alphabet == ALPHABET_BASE64 ? '/' : '_')) return 63;
  return -1;
}

/* The digits of the chunk that is being read. */
typedef struct Chunk {
  uint32_t bits;
  unsigned length;
} Chunk;

static void append_full_chunk(Decoded *d, const Chunk *chunk) {
  for (int shift = 16; shift >= 0; shift -= 8)
    d->bytes[d->count++] = (uint8_t)(chunk->bits >> shift);
}

/* DecodeFinalBase64Chunk ( chunk, throwOnExtraBits ): of two or three digits
 * #sec-decodefinalbase64chunk */
static void decode_final_chunk(Decoded *d, Chunk chunk, bool throw_on_extra_bits) {
  unsigned extra = chunk.length == 2 ? 4 : 2;
  if (throw_on_extra_bits && (chunk.bits & ((1u << extra) - 1))) {
    d->failed = true;
    return;
  }
  chunk.bits >>= extra;
  if (chunk.length == 3) d->bytes[d->count++] = (uint8_t)(chunk.bits >> 8);
  d->bytes[d->count++] = (uint8_t)chunk.bits;
}

/* The end of the text without padding. */
static void base64_at_end(Decoded *d, StringView text, Chunk chunk, LastChunk last_chunk) {
  if (chunk.length > 0) {
    if (last_chunk == LAST_CHUNK_STOP) return;
    d->failed = last_chunk == LAST_CHUNK_STRICT || chunk.length == 1;
    if (d->failed) return;
    decode_final_chunk(d, chunk, false);
  }
  d->read = text.length;
}

/* From behind the first "=" on. */
static void base64_at_padding(Decoded *d, StringView text, size_t index, Chunk chunk,
                              LastChunk last_chunk) {
  d->failed = chunk.length < 2;
  if (d->failed) return;
  index = skip_ascii_whitespace(text, index);
  if (chunk.length == 2) {
    if (index == text.length) {
      d->failed = last_chunk != LAST_CHUNK_STOP;
      return;
    }
    if (view_at(text, (uint32_t)index) == '=') index = skip_ascii_whitespace(text, index + 1);
  }
  d->failed = index < text.length;
  if (d->failed) return;
  decode_final_chunk(d, chunk, last_chunk == LAST_CHUNK_STRICT);
  if (!d->failed) d->read = text.length;
}

/* FromBase64 ( string, alphabet, lastChunkHandling [ , maxLength ] )   #sec-frombase64 */
static void from_base64(StringView text, Alphabet alphabet, LastChunk last_chunk, Decoded *d) {
  Chunk chunk = {0};
  if (d->max_length == 0) return;
  for (size_t index = 0;;) {
    index = skip_ascii_whitespace(text, index);
    if (index == text.length) {
      base64_at_end(d, text, chunk, last_chunk);
      return;
    }
    uint16_t unit = view_at(text, (uint32_t)index++);
    if (unit == '=') {
      base64_at_padding(d, text, index, chunk, last_chunk);
      return;
    }
    int digit = base64_digit(unit, alphabet);
    d->failed = digit < 0;
    if (d->failed) return;
    size_t remaining = d->max_length - d->count;
    if ((remaining == 1 && chunk.length == 2) || (remaining == 2 && chunk.length == 3)) return;
    chunk = (Chunk){chunk.bits << 6 | (uint32_t)digit, chunk.length + 1};
    if (chunk.length < 4) continue;
    append_full_chunk(d, &chunk);
    chunk = (Chunk){0};
    d->read = index;
    if (d->count == d->max_length) return;
  }
}

static int hex_digit(uint16_t unit) {
  if (unit >= '0' && unit <= '9') return unit - '0';
  if (unit >= 'a' && unit <= 'f') return unit - 'a' + 10;
  return unit >= 'A' && unit <= 'F' ? unit - 'A' + 10 : -1;
}

/* FromHex ( string [ , maxLength ] )   #sec-fromhex */
static void from_hex(StringView text, Decoded *d) {
  d->failed = text.length % 2 != 0;
  while (!d->failed && d->read < text.length && d->count < d->max_length) {
    int high = hex_digit(view_at(text, (uint32_t)d->read));
    int low = hex_digit(view_at(text, (uint32_t)d->read + 1));
    d->failed = high < 0 || low < 0;
    if (d->failed) return;
    d->bytes[d->count++] = (uint8_t)(high << 4 | low);
    d->read += 2;
  }
}

/* --- what becomes of the bytes --- */

static bool throw_encoded_text(Vm *vm) { return throw_syntax_error(vm, ERROR_ENCODED_TEXT); }

/* A new Uint8Array of them. */
static bool return_array(Vm *vm, Call *call, const Decoded *d) {
  TypedArray *array;
  if (d->failed) return throw_encoded_text(vm);
  TRY(typed_array_new(vm, ELEMENT_UINT8, (double)d->count, &array));
  memcpy(view_data(vm, array), d->bytes, d->count);
  return call_return_cell(call, array);
}

/* SetUint8ArrayBytes, and { read, written } */
static bool store_bytes(Vm *vm, Call *call, TypedArray *into, const Decoded *d) {
  memcpy(view_data(vm, into), d->bytes, d->count);
  if (d->failed) return throw_encoded_text(vm);
  Object *result = object_new(vm, 2);
  String *read = string_intern_ascii(vm, "read"), *written = string_intern_ascii(vm, "written");
  TRY(result && read && written);
  TRY(create_data_property_or_throw(vm, result, key_from_name(read),
                                    value_number((double)d->read)));
  TRY(create_data_property_or_throw(vm, result, key_from_name(written),
                                    value_number((double)d->count)));
  return call_return_cell(call, result);
}

/* --- the methods --- */

/* Uint8Array.fromBase64 ( string [ , options ] )   #sec-uint8array.frombase64 */
bool uint8_array_from_base64(Vm *vm, Call *call) {
  Value string = call_arg(vm, call, 0);
  Object *options;
  Alphabet alphabet;
  LastChunk last_chunk;
  StringView text;
  Decoded d;
  TRY(require_string(vm, string));
  TRY(get_options_object(vm, call_arg(vm, call, 1), &options));
  TRY(get_alphabet(vm, options, &alphabet));
  TRY(get_last_chunk_handling(vm, options, &last_chunk));
  TRY(string_view(vm, value_as_string(string), &text));
  TRY(decoded_init(vm, &d, text.length, SIZE_MAX));
  from_base64(text, alphabet, last_chunk, &d);
  bool ok = return_array(vm, call, &d);
  free(d.bytes);
  return ok;
}

/* Uint8Array.fromHex ( string )   #sec-uint8array.fromhex */
bool uint8_array_from_hex(Vm *vm, Call *call) {
  Value string = call_arg(vm, call, 0);
  StringView text;
  Decoded d;
  TRY(require_string(vm, string));
  TRY(string_view(vm, value_as_string(string), &text));
  TRY(decoded_init(vm, &d, text.length, SIZE_MAX));
  from_hex(text, &d);
  bool ok = return_array(vm, call, &d);
  free(d.bytes);
  return ok;
}

/* Uint8Array.prototype.setFromBase64 ( string [ , options ] )
 * #sec-uint8array.prototype.setfrombase64 */
bool uint8_array_prototype_set_from_base64(Vm *vm, Call *call) {
  static const char method[] = "Uint8Array.prototype.setFromBase64";
  Value string = call_arg(vm, call, 0);
  TypedArray *into;
  Object *options;
  Alphabet alphabet;
  LastChunk last_chunk;
  StringView text;
  Decoded d;
  TRY(validate_uint8_array(vm, call->this_value, method, &into));
  TRY(require_mutable_view(vm, into, method));
  TRY(require_string(vm, string));
  TRY(get_options_object(vm, call_arg(vm, call, 1), &options));
  TRY(get_alphabet(vm, options, &alphabet));
  TRY(get_last_chunk_handling(vm, options, &last_chunk));
  TRY(require_in_bounds(vm, into, method));
  TRY(string_view(vm, value_as_string(string), &text));
  TRY(decoded_init(vm, &d, text.length, view_length(vm, into)));
  from_base64(text, alphabet, last_chunk, &d);
  bool ok = store_bytes(vm, call, into, &d);
  free(d.bytes);
  return ok;
}

/* Uint8Array.prototype.setFromHex ( string )   #sec-uint8array.prototype.setfromhex */
bool uint8_array_prototype_set_from_hex(Vm *vm, Call *call) {
  static const char method[] = "Uint8Array.prototype.setFromHex";
  Value string = call_arg(vm, call, 0);
  TypedArray *into;
  StringView text;
  Decoded d;
  TRY(validate_uint8_array(vm, call->this_value, method, &into));
  TRY(require_mutable_view(vm, into, method));
  TRY(require_string(vm, string));
  TRY(require_in_bounds(vm, into, method));
  TRY(string_view(vm, value_as_string(string), &text));
  TRY(decoded_init(vm, &d, text.length, view_length(vm, into)));
  from_hex(text, &d);
  bool ok = store_bytes(vm, call, into, &d);
  free(d.bytes);
  return ok;
}

/* Writes the digits of one to three bytes, and padding; gives how many units. */
static size_t encode_chunk(const uint8_t *bytes, size_t count, const char *digits, bool pad,
                           uint8_t *out) {
  uint32_t bits = (uint32_t)bytes[0] << 16 | (count > 1 ? (uint32_t)bytes[1] << 8 : 0) |
                  (count > 2 ? bytes[2] : 0);
  size_t length = pad ? 4 : count + 1;
  for (size_t i = 0; i < length; i++)
    out[i] = i <= count ? (uint8_t)digits[bits >> (18 - 6 * i) & 63] : (uint8_t)'=';
  return length;
}

/* Uint8Array.prototype.toBase64 ( [ options ] )   #sec-uint8array.prototype.tobase64 */
bool uint8_array_prototype_to_base64(Vm *vm, Call *call) {
  static const char method[] = "Uint8Array.prototype.toBase64";
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  static const char url_digits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  TypedArray *array;
  Object *options;
  Alphabet alphabet;
  Value omit_padding;
  void *units;
  TRY(validate_uint8_array(vm, call->this_value, method, &array));
  TRY(get_options_object(vm, call_arg(vm, call, 0), &options));
  TRY(get_alphabet(vm, options, &alphabet));
  TRY(get_option(vm, options, "omitPadding", &omit_padding));
  TRY(require_in_bounds(vm, array, method));
  bool pad = !to_boolean(vm, omit_padding);
  size_t count = view_length(vm, array), tail = count % 3;
  size_t length = count / 3 * 4 + (tail == 0 ? 0 : pad ? 4 : tail + 1);
  String *text = string_new_uninitialised(vm, length, false, &units);
  TRY(text);
  const uint8_t *bytes = view_data(vm, array);
  uint8_t *out = units;
  for (size_t i = 0; i < count; i += 3)
    out +=
        encode_chunk(bytes + i, size_min(3, count - i),
                     alphabet == ALPHABET_BASE64 ? digits : url_digits, pad || count - i >= 3, out);
  return call_return_cell(call, text);
}

/* Uint8Array.prototype.toHex ( )   #sec-uint8array.prototype.tohex */
bool uint8_array_prototype_to_hex(Vm *vm, Call *call) {
  static const char method[] = "Uint8Array.prototype.toHex", digits[] = "0123456789abcdef";
  TypedArray *array;
  void *units;
  TRY(validate_uint8_array(vm, call->this_value, method, &array));
  TRY(require_in_bounds(vm, array, method));
  size_t count = view_length(vm, array);
  String *text = string_new_uninitialised(vm, count * 2, false, &units);
  TRY(text);
  const uint8_t *bytes = view_data(vm, array);
  uint8_t *out = units;
  for (size_t i = 0; i < count; i++) {
    *out++ = (uint8_t)digits[bytes[i] >> 4];
    *out++ = (uint8_t)digits[bytes[i] & 15];
  }
  return call_return_cell(call, text);
}
