/* SPDX-License-Identifier: MIT */
/* text_decoder.c: class TextDecoder. https://encoding.spec.whatwg.org/#interface-textdecoder
 *
 * UTF-8 is decoded here, straight from the bytes where they are well-formed; other encodings are legacy_decoder.c's,
 * but for runs of ASCII. Between calls with { stream: true } a decoder keeps the beginning of a sequence. */
#include <stdlib.h>

#include "runtime/internal.h"
#include "runtime/report.h"
#include "runtime/web/encoding_module.h"
#include "runtime/web/legacy_decoder.h"
#include "runtime/web/utf8.h"
#include "runtime/web/web_idl.h"

typedef struct TextDecoder {
  TextEncoding encoding;
  bool fatal, ignore_bom;
  bool is_streaming;   /* the last call did not flush */
  bool bom_seen;       /* or something else at its place */
  uint8_t pending[4];  /* UTF-8 */
  size_t pending_count;
  LegacyDecoder legacy;
} TextDecoder;

static bool this_decoder(MoteVm *vm, MoteCall *call, TextDecoder **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_TEXT_DECODER], &data));
  *out = data;
  return true;
}

/* --- the constructor --- */

static bool find_label(MoteVm *vm, MoteValue label, TextEncoding *out) {
  MoteText text;
  *out = TEXT_UTF_8;
  if (mote_is_undefined(vm, label)) return true;
  TRY(mote_to_string(vm, label, &label) && mote_text_open(vm, label, &text));
  *out = text_encoding_find(text.bytes, text.length);
  bool found = *out != TEXT_ENCODING_NONE && *out != TEXT_REPLACEMENT;
  if (!found)
    mote_throw_code(vm, MOTE_RANGE_ERROR, "ERR_ENCODING_NOT_SUPPORTED",
                    "The \"%.*s\" encoding is not supported", (int)text.length, text.bytes);
  mote_text_close(&text);
  return found && mote_is_string(vm, label); /* which is alive up to here */
}

static bool boolean_option(MoteVm *vm, MoteValue options, const char *name, bool *out) {
  MoteValue value;
  TRY(idl_member(vm, options, name, &value));
  *out = mote_to_boolean(vm, value);
  return true;
}

static bool decoder_construct(MoteVm *vm, MoteCall *call) {
  MoteClass *class_ = runtime_of(vm)->classes[CLASS_TEXT_DECODER];
  TextDecoder made = {0};
  MoteValue options = mote_argument(call, 1);
  if (mote_is_undefined(vm, mote_new_target(call)))
    return mote_construct_instance(vm, call, class_, NULL); /* which throws */
  TRY(find_label(vm, mote_argument(call, 0), &made.encoding) &&
      boolean_option(vm, options, "fatal", &made.fatal) &&
      boolean_option(vm, options, "ignoreBOM", &made.ignore_bom) &&
      legacy_decoder_init(vm, made.encoding, &made.legacy));
  TextDecoder *decoder = malloc(sizeof *decoder);
  if (!decoder) return mote_throw_out_of_memory(vm);
  *decoder = made;
  if (mote_construct_instance(vm, call, class_, decoder)) return true;
  free(decoder);
  return false;
}

/* --- attributes --- */

static bool decoder_encoding(MoteVm *vm, MoteCall *call) {
  TextDecoder *decoder;
  return this_decoder(vm, call, &decoder) &&
         mote_return_string(call, text_encoding_name(decoder->encoding), MOTE_NUL_TERMINATED);
}

static bool decoder_fatal(MoteVm *vm, MoteCall *call) {
  TextDecoder *decoder;
  return this_decoder(vm, call, &decoder) && mote_return_boolean(call, decoder->fatal);
}

static bool decoder_ignore_bom(MoteVm *vm, MoteCall *call) {
  TextDecoder *decoder;
  return this_decoder(vm, call, &decoder) && mote_return_boolean(call, decoder->ignore_bom);
}

/* --- decoding --- */

typedef struct ByteRange {
  const uint8_t *bytes;
  size_t length;
} ByteRange;

static bool throw_invalid_data(MoteVm *vm, const TextDecoder *decoder) {
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_ENCODING_INVALID_ENCODED_DATA",
                         "The encoded data was not valid for encoding %s",
                         text_encoding_name(decoder->encoding));
}

/* Drops a byte order mark at the very start, unless it is to be kept. */
static void drop_bom(TextDecoder *decoder, ByteRange *range) {
  static const uint8_t mark[3] = {0xef, 0xbb, 0xbf};
  if (decoder->bom_seen || range->length == 0) return;
  decoder->bom_seen = true;
  if (decoder->ignore_bom || range->length < 3 || memcmp(range->bytes, mark, 3) != 0) return;
  range->bytes += 3;
  range->length -= 3;
}

/* Ill-formed UTF-8, of which the first `valid` bytes are not, and whose end may be kept for the next call. */
static bool decode_broken_utf8(MoteVm *vm, TextDecoder *decoder, ByteRange range, size_t valid,
                               Text *out) {
  const uint8_t *at = range.bytes, *end = range.bytes + range.length;
  for (;;) {
    bool is_open;
    text_append(out, (const char *)at, valid);
    at += valid;
    if (at == end) break;
    size_t invalid = utf8_invalid_length(at, (size_t)(end - at), &is_open);
    if (is_open && decoder->is_streaming) {
      memcpy(decoder->pending, at, invalid);
      decoder->pending_count = invalid;
      break;
    }
    if (decoder->fatal) return throw_invalid_data(vm, decoder);
    text_code_point(out, 0xfffd);
    at += invalid;
    valid = utf8_valid_length(at, (size_t)(end - at));
  }
  return text_ok(out) || mote_throw_out_of_memory(vm);
}

/* UTF-8 with nothing pending before it. */
static bool decode_utf8(MoteVm *vm, TextDecoder *decoder, ByteRange range, MoteValue *out) {
  size_t valid = ascii_length(range.bytes, range.length);
  if (valid == range.length && (valid || decoder->bom_seen)) {
    decoder->bom_seen = true;
    return mote_string_latin1(vm, range.bytes, range.length, out);
  }
  valid += utf8_valid_length(range.bytes + valid, range.length - valid);
  Text text = {0};
  bool broken = valid != range.length;
  bool ok = !broken || decode_broken_utf8(vm, decoder, range, valid, &text);
  if (broken) range = (ByteRange){(const uint8_t *)text_string(&text), text.length};
  drop_bom(decoder, &range);
  ok = ok && mote_string(vm, (const char *)range.bytes, range.length, out);
  text_free(&text);
  return ok;
}

/* The same behind the bytes that the last call has kept. */
static bool decode_pending_utf8(MoteVm *vm, TextDecoder *decoder, ByteRange range, MoteValue *out) {
  size_t length = decoder->pending_count + range.length;
  uint8_t *joined = malloc(length);
  if (!joined) return mote_throw_out_of_memory(vm);
  memcpy(joined, decoder->pending, decoder->pending_count);
  if (range.length) memcpy(joined + decoder->pending_count, range.bytes, range.length);
  decoder->pending_count = 0;
  bool ok = decode_utf8(vm, decoder, (ByteRange){joined, length}, out);
  free(joined);
  return ok;
}

static bool has_bom(TextEncoding encoding) {
  return encoding == TEXT_UTF_16BE || encoding == TEXT_UTF_16LE;
}

static bool decode_legacy(MoteVm *vm, TextDecoder *decoder, ByteRange range, MoteValue *out) {
  if (legacy_decoder_is_plain(&decoder->legacy) &&
      ascii_length(range.bytes, range.length) == range.length)
    return mote_string_latin1(vm, range.bytes, range.length, out);
  uint16_t *units = malloc(LEGACY_ROOM(range.length) * sizeof *units);
  size_t count = 0;
  if (!units) return mote_throw_out_of_memory(vm);
  bool ok = legacy_decode(&decoder->legacy, range.bytes, range.length, !decoder->is_streaming,
                          decoder->fatal, units, &count);
  if (!ok) throw_invalid_data(vm, decoder);
  bool at_start = has_bom(decoder->encoding) && !decoder->bom_seen && count > 0;
  size_t skip = at_start && !decoder->ignore_bom && units[0] == 0xfeff;
  if (count > 0) decoder->bom_seen = true;
  ok = ok && mote_string_utf16(vm, units + skip, count - skip, out);
  free(units);
  return ok;
}

/* Forgets the sequence that the last call has left open. */
static bool reset(MoteVm *vm, TextDecoder *decoder) {
  decoder->bom_seen = false;
  decoder->pending_count = 0;
  return legacy_decoder_init(vm, decoder->encoding, &decoder->legacy);
}

static bool decode(MoteVm *vm, TextDecoder *decoder, ByteRange range, MoteValue *out) {
  if (decoder->encoding != TEXT_UTF_8) return decode_legacy(vm, decoder, range, out);
  if (decoder->pending_count) return decode_pending_utf8(vm, decoder, range, out);
  return decode_utf8(vm, decoder, range, out);
}

/* Bytes that another thread may change are copied first. */
static bool decode_bytes(MoteVm *vm, TextDecoder *decoder, const MoteBytes *bytes, MoteValue *out) {
  ByteRange range = {(const uint8_t *)"", 0};
  if (bytes->data) range = (ByteRange){bytes->data, bytes->length};
  if (!bytes->is_shared || range.length == 0) return decode(vm, decoder, range, out);
  uint8_t *copy = malloc(range.length);
  if (!copy) return mote_throw_out_of_memory(vm);
  memcpy(copy, range.bytes, range.length);
  bool ok = decode(vm, decoder, (ByteRange){copy, range.length}, out);
  free(copy);
  return ok;
}

static bool check_input(MoteVm *vm, MoteValue input) {
  if (mote_is_undefined(vm, input)) return true;
  MoteBytes bytes = mote_bytes(vm, input);
  return !mote_is_undefined(vm, bytes.buffer) ||
         throw_argument_type(
             vm, "list", "an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView", input);
}

static bool decoder_decode(MoteVm *vm, MoteCall *call) {
  TextDecoder *decoder;
  MoteValue input = mote_argument(call, 0), text;
  bool stream = false;
  TRY(this_decoder(vm, call, &decoder) && check_input(vm, input));
  if (!mote_is_undefined(vm, mote_argument(call, 1)))
    TRY(boolean_option(vm, mote_argument(call, 1), "stream", &stream));
  if (!decoder->is_streaming) TRY(reset(vm, decoder));
  decoder->is_streaming = stream;
  MoteBytes bytes = mote_bytes(vm, input);
  return decode_bytes(vm, decoder, &bytes, &text) && mote_return(call, text);
}

bool text_decoder_class(MoteVm *vm, MoteClass **out) {
  static const MoteMethod methods[] = {
      {"encoding", decoder_encoding, 0, NULL, MOTE_ACCESSOR},
      {"fatal", decoder_fatal, 0, NULL, MOTE_ACCESSOR},
      {"ignoreBOM", decoder_ignore_bom, 0, NULL, MOTE_ACCESSOR},
      {"decode", decoder_decode, 0, NULL, MOTE_METHOD},
  };
  static const MoteClassSpec spec = {.name = "TextDecoder",
                                     .construct = decoder_construct,
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = free,
                                     .is_interface = true};
  return runtime_class(vm, CLASS_TEXT_DECODER, &spec, out);
}
