/* SPDX-License-Identifier: MIT */
/* text_encodings.h: the encodings of the Encoding Standard, their labels and indexes.
 * https://encoding.spec.whatwg.org/#encodings */
#ifndef RUNTIME_WEB_TEXT_ENCODINGS_H
#define RUNTIME_WEB_TEXT_ENCODINGS_H

#include "runtime/runtime.h"

typedef enum TextEncoding {
#define TEXT_ENCODING(id, name) id,
#include "runtime/web/encodings.def"
#undef TEXT_ENCODING
  TEXT_ENCODING_NONE
} TextEncoding;

/* Get an encoding: from a label in any case of letters, with white space around it. TEXT_ENCODING_NONE: none. */
TextEncoding text_encoding_find(const char *label, size_t length);
/* The name in small letters: "utf-8". */
const char *text_encoding_name(TextEncoding encoding);

/* For an encoding with one byte: the code points of the bytes from 80 on, 0 where there is none; NULL for others. */
const uint16_t *single_byte_index(TextEncoding encoding);

/* The indexes of the encodings with several bytes. */
typedef enum EncodingIndex {
  INDEX_BIG5,
  INDEX_EUC_KR,
  INDEX_GB18030,
  INDEX_JIS0208,
  INDEX_JIS0212,
  INDEX_COUNT
} EncodingIndex;

/* The tables that have been made. */
typedef struct EncodingIndexes {
  uint32_t *tables[INDEX_COUNT];
} EncodingIndexes;

/* The index: a code point, or 0, for each pointer below INDEX_SIZE. It lives as long as the runtime. RangeError: iconv
 * does not know the encoding here. */
#define INDEX_SIZE (126 * 190)
MOTE_CHECK bool encoding_index(MoteVm *vm, EncodingIndex index, const uint32_t **out);
/* Index gb18030 ranges code point; 0: none. */
uint32_t gb18030_ranges_code_point(uint32_t pointer);

#endif
