/* SPDX-License-Identifier: MIT */
/* legacy_decoder.c: see legacy_decoder.h. Each decoder is the handler of the standard: it is given a byte or
 * END_OF_QUEUE, and gives a code point or one of the results below. */
#include "runtime/web/legacy_decoder.h"

#define END_OF_QUEUE  (-1)
#define CONTINUE      (-1)
#define DECODER_ERROR (-2)
#define FINISHED      (-3)

static bool in_range(int byte, int low, int high) { return byte >= low && byte <= high; }
static bool is_ascii(int byte) { return in_range(byte, 0, 0x7f); }

static void restore(LegacyDecoder *d, int byte) {
  d->restored[d->restored_count++] = (uint8_t)byte;
}

/* A code point of an index; pointer -1: null. */
static uint32_t index_code_point(const uint32_t *index, int pointer) {
  return pointer >= 0 && pointer < INDEX_SIZE ? index[pointer] : 0;
}

/* What a decoder gives at the end of a sequence of two bytes: an ASCII byte that is no part of one is read again. */
static int32_t sequence_result(LegacyDecoder *d, uint32_t code_point, int byte) {
  if (code_point) return (int32_t)code_point;
  if (is_ascii(byte)) restore(d, byte);
  return DECODER_ERROR;
}

static uint8_t take_first(LegacyDecoder *d) {
  uint8_t first = d->first;
  d->first = 0;
  return first;
}

/* At the end: an error if something has begun. */
static int32_t end_of_sequence(LegacyDecoder *d) {
  bool open = d->first || d->second || d->third;
  d->first = d->second = d->third = 0;
  return open ? DECODER_ERROR : FINISHED;
}

/* --- one byte --- */

static int32_t single_byte_handler(LegacyDecoder *d, int byte) {
  if (byte == END_OF_QUEUE) return FINISHED;
  if (is_ascii(byte)) return byte;
  if (d->encoding == TEXT_X_USER_DEFINED) return 0xf780 + byte - 0x80;
  uint16_t code_point = single_byte_index(d->encoding)[byte - 0x80];
  return code_point ? code_point : DECODER_ERROR;
}

/* --- GBK and gb18030 --- */

static int32_t gb18030_fourth(LegacyDecoder *d, int byte) {
  uint8_t first = d->first, second = d->second, third = d->third;
  d->first = d->second = d->third = 0;
  if (!in_range(byte, '0', '9')) {
    restore(d, byte);
    restore(d, third);
    restore(d, second);
    return DECODER_ERROR;
  }
  uint32_t pointer = (first - 0x81u) * 12600 + (second - 0x30u) * 1260 + (third - 0x81u) * 10 +
                     (uint32_t)byte - 0x30;
  uint32_t code_point = gb18030_ranges_code_point(pointer);
  return code_point ? (int32_t)code_point : DECODER_ERROR;
}

static int32_t gb18030_third(LegacyDecoder *d, int byte) {
  if (in_range(byte, 0x81, 0xfe)) {
    d->third = (uint8_t)byte;
    return CONTINUE;
  }
  restore(d, byte);
  restore(d, d->second);
  d->first = d->second = 0;
  return DECODER_ERROR;
}

static int32_t gb18030_second(LegacyDecoder *d, int byte) {
  if (in_range(byte, '0', '9')) {
    d->second = (uint8_t)byte;
    return CONTINUE;
  }
  int leading = take_first(d), pointer = -1, offset = byte < 0x7f ? 0x40 : 0x41;
  if (in_range(byte, 0x40, 0x7e) || in_range(byte, 0x80, 0xfe))
    pointer = (leading - 0x81) * 190 + byte - offset;
  return sequence_result(d, index_code_point(d->index, pointer), byte);
}

static int32_t gb18030_handler(LegacyDecoder *d, int byte) {
  if (byte == END_OF_QUEUE) return end_of_sequence(d);
  if (d->third) return gb18030_fourth(d, byte);
  if (d->second) return gb18030_third(d, byte);
  if (d->first) return gb18030_second(d, byte);
  if (is_ascii(byte)) return byte;
  if (byte == 0x80) return 0x20ac;
  if (byte == 0xff) return DECODER_ERROR;
  d->first = (uint8_t)byte;
  return CONTINUE;
}

/* --- Big5 --- */

/* The pointers that stand for two code points; 0: this is none of them. */
static int32_t big5_pair(LegacyDecoder *d, int pointer) {
  switch (pointer) {
    case 1133:
    case 1164: d->mark = 0x304; break;
    case 1135:
    case 1166: d->mark = 0x30c; break;
    default: return 0;
  }
  return pointer < 1164 ? 0xca : 0xea;
}

static int32_t big5_handler(LegacyDecoder *d, int byte) {
  if (byte == END_OF_QUEUE) return end_of_sequence(d);
  if (d->first) {
    int leading = take_first(d), pointer = -1, offset = byte < 0x7f ? 0x40 : 0x62;
    if (in_range(byte, 0x40, 0x7e) || in_range(byte, 0xa1, 0xfe))
      pointer = (leading - 0x81) * 157 + byte - offset;
    int32_t pair = big5_pair(d, pointer);
    return pair ? pair : sequence_result(d, index_code_point(d->index, pointer), byte);
  }
  if (is_ascii(byte)) return byte;
  if (!in_range(byte, 0x81, 0xfe)) return DECODER_ERROR;
  d->first = (uint8_t)byte;
  return CONTINUE;
}

/* --- EUC-JP --- */

static int32_t euc_jp_sequence(LegacyDecoder *d, int byte) {
  int leading = take_first(d), pointer = -1;
  const uint32_t *index = d->is_jis0212 ? d->jis0212 : d->index;
  if (in_range(leading, 0xa1, 0xfe) && in_range(byte, 0xa1, 0xfe))
    pointer = (leading - 0xa1) * 94 + byte - 0xa1;
  d->is_jis0212 = false;
  return sequence_result(d, index_code_point(index, pointer), byte);
}

static int32_t euc_jp_handler(LegacyDecoder *d, int byte) {
  if (byte == END_OF_QUEUE) return end_of_sequence(d);
  if (d->first == 0x8e && in_range(byte, 0xa1, 0xdf)) {
    d->first = 0;
    return 0xff61 - 0xa1 + byte;
  }
  if (d->first == 0x8f && in_range(byte, 0xa1, 0xfe)) {
    d->is_jis0212 = true;
    d->first = (uint8_t)byte;
    return CONTINUE;
  }
  if (d->first) return euc_jp_sequence(d, byte);
  if (is_ascii(byte)) return byte;
  if (byte != 0x8e && byte != 0x8f && !in_range(byte, 0xa1, 0xfe)) return DECODER_ERROR;
  d->first = (uint8_t)byte;
  return CONTINUE;
}

/* --- ISO-2022-JP --- */

enum {
  JIS_ASCII,
  JIS_ROMAN,
  JIS_KATAKANA,
  JIS_LEADING,
  JIS_TRAILING,
  JIS_ESCAPE_START,
  JIS_ESCAPE
};

/* The states in which a byte stands for a character. */
static int32_t iso_2022_jp_character(LegacyDecoder *d, int byte) {
  if (byte == END_OF_QUEUE) return FINISHED;
  d->output = false;
  if (d->state == JIS_KATAKANA)
    return in_range(byte, 0x21, 0x5f) ? 0xff61 - 0x21 + byte : DECODER_ERROR;
  if (d->state == JIS_LEADING) {
    if (!in_range(byte, 0x21, 0x7e)) return DECODER_ERROR;
    d->first = (uint8_t)byte;
    d->state = JIS_TRAILING;
    return CONTINUE;
  }
  if (d->state == JIS_ROMAN && byte == 0x5c) return 0xa5;
  if (d->state == JIS_ROMAN && byte == 0x7e) return 0x203e;
  return is_ascii(byte) && byte != 0x0e && byte != 0x0f ? byte : DECODER_ERROR;
}

static int32_t iso_2022_jp_trailing(LegacyDecoder *d, int byte) {
  int leading = take_first(d);
  d->state = JIS_LEADING;
  if (!in_range(byte, 0x21, 0x7e)) return DECODER_ERROR;
  uint32_t code_point = index_code_point(d->index, (leading - 0x21) * 94 + byte - 0x21);
  return code_point ? (int32_t)code_point : DECODER_ERROR;
}

static int32_t iso_2022_jp_escape_start(LegacyDecoder *d, int byte) {
  if (byte == 0x24 || byte == 0x28) {
    d->first = (uint8_t)byte;
    d->state = JIS_ESCAPE;
    return CONTINUE;
  }
  if (byte != END_OF_QUEUE) restore(d, byte);
  d->output = false;
  d->state = d->output_state;
  return DECODER_ERROR;
}

static int32_t iso_2022_jp_escape(LegacyDecoder *d, int byte) {
  int leading = take_first(d), state = -1;
  if (leading == 0x28 && byte == 0x42) state = JIS_ASCII;
  if (leading == 0x28 && byte == 0x4a) state = JIS_ROMAN;
  if (leading == 0x28 && byte == 0x49) state = JIS_KATAKANA;
  if (leading == 0x24 && (byte == 0x40 || byte == 0x42)) state = JIS_LEADING;
  if (state >= 0) {
    bool output = d->output;
    d->state = d->output_state = (uint8_t)state;
    d->output = true;
    return output ? DECODER_ERROR : CONTINUE;
  }
  if (byte != END_OF_QUEUE) restore(d, byte);
  restore(d, leading);
  d->output = false;
  d->state = d->output_state;
  return DECODER_ERROR;
}

static int32_t iso_2022_jp_handler(LegacyDecoder *d, int byte) {
  if (d->state == JIS_ESCAPE_START) return iso_2022_jp_escape_start(d, byte);
  if (d->state == JIS_ESCAPE) return iso_2022_jp_escape(d, byte);
  if (byte == 0x1b) {
    bool is_trailing = d->state == JIS_TRAILING;
    d->state = JIS_ESCAPE_START;
    return is_trailing ? DECODER_ERROR : CONTINUE;
  }
  return d->state == JIS_TRAILING ? iso_2022_jp_trailing(d, byte) : iso_2022_jp_character(d, byte);
}

/* --- Shift_JIS --- */

static int32_t shift_jis_sequence(LegacyDecoder *d, int byte) {
  int leading = take_first(d), pointer = -1;
  int offset = byte < 0x7f ? 0x40 : 0x41, leading_offset = leading < 0xa0 ? 0x81 : 0xc1;
  if (in_range(byte, 0x40, 0x7e) || in_range(byte, 0x80, 0xfc))
    pointer = (leading - leading_offset) * 188 + byte - offset;
  if (in_range(pointer, 8836, 10715)) return 0xe000 - 8836 + pointer;
  return sequence_result(d, index_code_point(d->index, pointer), byte);
}

static int32_t shift_jis_handler(LegacyDecoder *d, int byte) {
  if (byte == END_OF_QUEUE) return end_of_sequence(d);
  if (d->first) return shift_jis_sequence(d, byte);
  if (is_ascii(byte) || byte == 0x80) return byte;
  if (in_range(byte, 0xa1, 0xdf)) return 0xff61 - 0xa1 + byte;
  if (!in_range(byte, 0x81, 0x9f) && !in_range(byte, 0xe0, 0xfc)) return DECODER_ERROR;
  d->first = (uint8_t)byte;
  return CONTINUE;
}

/* --- EUC-KR --- */

static int32_t euc_kr_handler(LegacyDecoder *d, int byte) {
  if (byte == END_OF_QUEUE) return end_of_sequence(d);
  if (d->first) {
    int leading = take_first(d);
    int pointer = in_range(byte, 0x41, 0xfe) ? (leading - 0x81) * 190 + byte - 0x41 : -1;
    return sequence_result(d, index_code_point(d->index, pointer), byte);
  }
  if (is_ascii(byte)) return byte;
  if (!in_range(byte, 0x81, 0xfe)) return DECODER_ERROR;
  d->first = (uint8_t)byte;
  return CONTINUE;
}

/* --- UTF-16 --- */

static int32_t utf16_unit(LegacyDecoder *d, uint16_t unit) {
  uint16_t lead = d->lead_surrogate;
  bool is_trail = unit >= 0xdc00 && unit <= 0xdfff;
  d->lead_surrogate = 0;
  if (lead && is_trail) return 0x10000 + ((lead - 0xd800) << 10) + (unit - 0xdc00);
  if (lead) {
    bool is_big = d->encoding == TEXT_UTF_16BE;
    restore(d, is_big ? unit & 0xff : unit >> 8);
    restore(d, is_big ? unit >> 8 : unit & 0xff);
    return DECODER_ERROR;
  }
  if (unit >= 0xd800 && unit <= 0xdbff) {
    d->lead_surrogate = unit;
    return CONTINUE;
  }
  return is_trail ? DECODER_ERROR : unit;
}

static int32_t utf16_handler(LegacyDecoder *d, int byte) {
  if (byte == END_OF_QUEUE) {
    bool open = d->has_byte || d->lead_surrogate;
    d->has_byte = false;
    d->lead_surrogate = 0;
    return open ? DECODER_ERROR : FINISHED;
  }
  if (!d->has_byte) {
    d->has_byte = true;
    d->first = (uint8_t)byte;
    return CONTINUE;
  }
  d->has_byte = false;
  bool is_big = d->encoding == TEXT_UTF_16BE;
  return utf16_unit(d, (uint16_t)(is_big ? d->first << 8 | byte : byte << 8 | d->first));
}

/* --- the queue --- */

bool legacy_decoder_init(MoteVm *vm, TextEncoding encoding, LegacyDecoder *out) {
  *out = (LegacyDecoder){.encoding = encoding};
  switch (encoding) {
    case TEXT_GBK:
    case TEXT_GB18030: return encoding_index(vm, INDEX_GB18030, &out->index);
    case TEXT_BIG5: return encoding_index(vm, INDEX_BIG5, &out->index);
    case TEXT_EUC_JP:
      TRY(encoding_index(vm, INDEX_JIS0212, &out->jis0212));
      return encoding_index(vm, INDEX_JIS0208, &out->index);
    case TEXT_ISO_2022_JP:
    case TEXT_SHIFT_JIS: return encoding_index(vm, INDEX_JIS0208, &out->index);
    case TEXT_EUC_KR: return encoding_index(vm, INDEX_EUC_KR, &out->index);
    default: return true;
  }
}

bool legacy_decoder_is_plain(const LegacyDecoder *d) {
  return !d->first && d->encoding != TEXT_ISO_2022_JP && d->encoding != TEXT_UTF_16BE &&
         d->encoding != TEXT_UTF_16LE;
}

typedef int32_t Handler(LegacyDecoder *d, int byte);

static Handler *handler_of(TextEncoding encoding) {
  switch (encoding) {
    case TEXT_GBK:
    case TEXT_GB18030: return gb18030_handler;
    case TEXT_BIG5: return big5_handler;
    case TEXT_EUC_JP: return euc_jp_handler;
    case TEXT_ISO_2022_JP: return iso_2022_jp_handler;
    case TEXT_SHIFT_JIS: return shift_jis_handler;
    case TEXT_EUC_KR: return euc_kr_handler;
    case TEXT_UTF_16BE:
    case TEXT_UTF_16LE: return utf16_handler;
    default: return single_byte_handler;
  }
}

static uint16_t *put(uint16_t *to, uint32_t code_point) {
  if (code_point >= 0x10000) {
    *to++ = (uint16_t)(0xd7c0 + (code_point >> 10));
    code_point = 0xdc00 | (code_point & 0x3ff);
  }
  *to++ = (uint16_t)code_point;
  return to;
}

bool legacy_decode(LegacyDecoder *d, const uint8_t *bytes, size_t length, bool flush, bool fatal,
                   uint16_t *units, size_t *count) {
  const uint8_t *at = bytes, *end = bytes + length;
  uint16_t *to = units;
  Handler *handler = handler_of(d->encoding);
  for (;;) {
    int byte = END_OF_QUEUE;
    if (d->restored_count) byte = d->restored[--d->restored_count];
    else if (at < end) byte = *at++;
    else if (!flush) break;
    int32_t result = handler(d, byte);
    if (result == FINISHED) break;
    if (result == DECODER_ERROR && fatal) return false;
    if (result == DECODER_ERROR) to = put(to, 0xfffd);
    else if (result != CONTINUE) to = put(to, (uint32_t)result);
    if (d->mark) {
      to = put(to, d->mark);
      d->mark = 0;
    }
  }
  *count = (size_t)(to - units);
  return true;
}
