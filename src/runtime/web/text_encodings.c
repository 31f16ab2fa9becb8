/* SPDX-License-Identifier: MIT */
/* text_encodings.c: see text_encodings.h.
 *
 * The indexes of encodings with several bytes are made when they are first needed: glibc's iconv is asked for every
 * pointer, and the tables that tools/generate_encodings.mjs makes put right what the standard has otherwise. */
#include "runtime/web/text_encodings.h"

#include <iconv.h>
#include <stdlib.h>

#include "runtime/internal.h"

/* A row of an index. */
typedef struct PointerRow {
  uint32_t pointer, code_point;
} PointerRow;

#include "runtime/web/encoding_tables.inc"

/* --- names and labels --- */

typedef struct Label {
  const char *label;
  TextEncoding encoding;
} Label;

static const Label labels[] = {
#define LABEL(label, id) {label, id},
#include "runtime/web/encodings.def"
#undef LABEL
};

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static int compare_labels(const void *a, const void *b) {
  return strcmp(((const Label *)a)->label, ((const Label *)b)->label);
}

TextEncoding text_encoding_find(const char *label, size_t length) {
  char lower[32];
  while (length && is_space(label[0])) label++, length--;
  while (length && is_space(label[length - 1])) length--;
  if (length >= sizeof lower) return TEXT_ENCODING_NONE;
  for (size_t i = 0; i < length; i++) {
    char c = label[i];
    if (c == 0) return TEXT_ENCODING_NONE;
    lower[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  }
  lower[length] = 0;
  Label key = {lower, TEXT_ENCODING_NONE};
  const Label *found = bsearch(&key, labels, LENGTH_OF(labels), sizeof labels[0], compare_labels);
  return found ? found->encoding : TEXT_ENCODING_NONE;
}

const char *text_encoding_name(TextEncoding encoding) {
  static const char *const names[] = {
#define TEXT_ENCODING(id, name) name,
#include "runtime/web/encodings.def"
#undef TEXT_ENCODING
      ""};
  return names[encoding];
}

const uint16_t *single_byte_index(TextEncoding encoding) {
  return encoding < LENGTH_OF(single_byte_indexes) ? single_byte_indexes[encoding] : NULL;
}

uint32_t gb18030_ranges_code_point(uint32_t pointer) {
  size_t low = 0, high = LENGTH_OF(gb18030_ranges);
  if ((pointer > 39419 && pointer < 189000) || pointer > 1237575) return 0;
  if (pointer == 7457) return 0xe7c7;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (gb18030_ranges[middle].pointer <= pointer) low = middle;
    else high = middle;
  }
  return gb18030_ranges[low].code_point + pointer - gb18030_ranges[low].pointer;
}

/* --- indexes --- */

/* How iconv is asked for a pointer. */
typedef struct IndexSource {
  const char *charset;
  uint32_t count;    /* of pointers */
  uint32_t row;      /* pointers with the same first byte */
  uint8_t low, high; /* added to a trail below and from 3F on */
  const PointerRow *corrections;
  size_t correction_count;
} IndexSource;

static const IndexSource sources[INDEX_COUNT] = {
    [INDEX_BIG5] = {"BIG5-HKSCS", 126 * 157, 157, 0x40, 0x62, big5_corrections,
                    LENGTH_OF(big5_corrections)},
    [INDEX_EUC_KR] = {"UHC", 126 * 190, 190, 0x41, 0x41, NULL, 0},
    [INDEX_GB18030] = {"GB18030", 126 * 190, 190, 0x40, 0x41, gb18030_corrections,
                       LENGTH_OF(gb18030_corrections)},
    [INDEX_JIS0208] = {"CP932", 60 * 188, 188, 0x40, 0x41, NULL, 0},
    [INDEX_JIS0212] = {"EUC-JP", 94 * 94, 94, 0xa1, 0xa1, NULL, 0},
};

/* Windows has private characters there, which the Shift_JIS decoder makes without an index. */
static bool is_eudc(EncodingIndex index, uint32_t pointer) {
  return index == INDEX_JIS0208 && pointer >= 8836 && pointer <= 10715;
}

/* The bytes that stand for a pointer; gives their number. */
static size_t bytes_of_pointer(EncodingIndex index, uint32_t pointer, char bytes[3]) {
  const IndexSource *source = &sources[index];
  uint32_t lead = pointer / source->row, trail = pointer % source->row;
  size_t count = 0;
  if (index == INDEX_JIS0212) {
    bytes[count++] = (char)0x8f;
    lead += 0xa1;
  } else {
    lead += index == INDEX_JIS0208 && lead >= 0x1f ? 0xc1 : 0x81;
  }
  bytes[count++] = (char)lead;
  bytes[count++] = (char)(trail + (trail < 0x3f ? source->low : source->high));
  return count;
}

/* The one character that iconv makes of the bytes; 0: none, or several. */
static uint32_t convert(iconv_t converter, char *bytes, size_t count) {
  wchar_t characters[4];
  char *out = (char *)characters;
  size_t room = sizeof characters;
  iconv(converter, NULL, NULL, NULL, NULL);
  if (iconv(converter, &bytes, &count, &out, &room) == (size_t)-1 || count) return 0;
  iconv(converter, NULL, NULL, &out, &room);
  return room == sizeof characters - sizeof characters[0] ? (uint32_t)characters[0] : 0;
}

static void fill_index(iconv_t converter, EncodingIndex index, uint32_t *table) {
  const IndexSource *source = &sources[index];
  char bytes[3];
  for (uint32_t pointer = 0; pointer < source->count; pointer++) {
    size_t count = bytes_of_pointer(index, pointer, bytes);
    if (!is_eudc(index, pointer)) table[pointer] = convert(converter, bytes, count);
  }
  for (size_t i = 0; i < source->correction_count; i++)
    table[source->corrections[i].pointer] = source->corrections[i].code_point;
}

static void free_indexes(Runtime *rt, void *data) {
  EncodingIndexes *indexes = data;
  for (size_t i = 0; i < INDEX_COUNT; i++) free(indexes->tables[i]);
  free(indexes);
  rt->encoding_indexes = NULL;
}

static bool make_index(MoteVm *vm, EncodingIndex index, uint32_t **out) {
  iconv_t converter = iconv_open("WCHAR_T", sources[index].charset);
  if (converter == (iconv_t)-1)
    return mote_throw_code(vm, MOTE_RANGE_ERROR, "ERR_ENCODING_NOT_SUPPORTED",
                           "The system's iconv does not know the encoding \"%s\"",
                           sources[index].charset);
  *out = calloc(INDEX_SIZE, sizeof **out);
  if (*out) fill_index(converter, index, *out);
  iconv_close(converter);
  return *out || mote_throw_out_of_memory(vm);
}

bool encoding_index(MoteVm *vm, EncodingIndex index, const uint32_t **out) {
  Runtime *rt = runtime_of(vm);
  if (!rt->encoding_indexes) {
    EncodingIndexes *made = calloc(1, sizeof *made);
    if (!made) return mote_throw_out_of_memory(vm);
    if (!runtime_on_end(rt, free_indexes, made)) {
      free(made);
      return false;
    }
    rt->encoding_indexes = made;
  }
  uint32_t **table = &rt->encoding_indexes->tables[index];
  if (!*table) TRY(make_index(vm, index, table));
  *out = *table;
  return true;
}
