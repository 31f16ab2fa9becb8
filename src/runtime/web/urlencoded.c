/* SPDX-License-Identifier: MIT */
/* urlencoded.c: see urlencoded.h. */
#include "runtime/web/urlencoded.h"

#include <stdlib.h>

#include "runtime/web/percent_encoding.h"
#include "runtime/web/url_parts.h"
#include "runtime/web/utf8.h"

/* --- lists --- */

static bool text_equals(UrlText a, UrlText b) {
  return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

static size_t live_length(const PairList *list) {
  size_t length = 0;
  for (size_t i = 0; i < list->count; i++)
    length += list->items[i].name_length + list->items[i].value_length;
  return length;
}

/* Blocks have room for so much more than what is in them. */
#define MORE_TEXT 16

/* Room for another text of this length in the block. Where it is full the texts move to another, which leaves behind
 * what is no longer any pair's. */
static bool reserve_text(PairList *list, size_t length) {
  if (length <= list->block_capacity - list->used) return true;
  size_t live = live_length(list), capacity = 2 * live + length + MORE_TEXT;
  char *block = malloc(capacity), *to = block;
  if (!block) return false;
  for (size_t i = 0; i < list->count; i++) {
    Pair *pair = &list->items[i];
    const char *text = list->block + pair->at;
    pair->at = (size_t)(to - block);
    to = url_put_text(to, (UrlText){text, pair->name_length + pair->value_length});
  }
  free(list->block);
  list->block = block;
  list->used = live;
  list->block_capacity = capacity;
  return true;
}

static bool reserve_pair(PairList *list) {
  if (list->count < list->capacity) return true;
  size_t capacity = list->capacity ? list->capacity * 2 : 4;
  Pair *items = realloc(list->items, capacity * sizeof *items);
  if (!items) return false;
  list->items = items;
  list->capacity = capacity;
  return true;
}

/* Puts a pair's texts into the block. */
static bool put_pair(PairList *list, UrlText name, UrlText value, Pair *out) {
  if (!reserve_text(list, name.length + value.length)) return false;
  *out = (Pair){list->used, name.length, value.length, 0};
  list->used =
      (size_t)(url_put_text(url_put_text(list->block + list->used, name), value) - list->block);
  return true;
}

bool pair_list_append(PairList *list, UrlText name, UrlText value) {
  Pair pair;
  if (!reserve_pair(list) || !put_pair(list, name, value, &pair)) return false;
  list->items[list->count++] = pair;
  return true;
}

size_t pair_list_find(const PairList *list, UrlText name, size_t from) {
  while (from < list->count && !text_equals(pair_name(list, from), name)) from++;
  return from;
}

bool pair_list_set(PairList *list, UrlText name, UrlText value) {
  size_t index = pair_list_find(list, name, 0);
  if (index == list->count) return pair_list_append(list, name, value);
  Pair pair;
  if (!put_pair(list, name, value, &pair)) return false;
  list->items[index] = pair;
  return true;
}

void pair_list_remove(PairList *list, UrlText name, const UrlText *value, size_t from) {
  size_t kept = from;
  for (size_t i = from; i < list->count; i++)
    if (!text_equals(pair_name(list, i), name) ||
        (value && !text_equals(pair_value(list, i), *value)))
      list->items[kept++] = list->items[i];
  if (kept < list->count) list->count = kept;
}

/* UTF-8 is in the order of code points; in UTF-16 those beyond U+FFFF come before U+E000. */
static int compare_code_units(UrlText a, UrlText b) {
  size_t length = a.length < b.length ? a.length : b.length, i = 0;
  while (i < length && a.bytes[i] == b.bytes[i]) i++;
  if (i == length) return (a.length > b.length) - (a.length < b.length);
  uint8_t x = (uint8_t)a.bytes[i], y = (uint8_t)b.bytes[i];
  bool swapped = x >= 0xee && y >= 0xee && (x >= 0xf0) != (y >= 0xf0);
  return (x < y) != swapped ? -1 : 1;
}

static int compare_pairs(const void *a, const void *b, void *block) {
  const Pair *x = a, *y = b;
  const char *texts = block;
  int order = compare_code_units((UrlText){texts + x->at, x->name_length},
                                 (UrlText){texts + y->at, y->name_length});
  return order ? order : (x->order > y->order) - (x->order < y->order);
}

void pair_list_sort(PairList *list) {
  for (size_t i = 0; i < list->count; i++) list->items[i].order = i;
  if (list->count)
    qsort_r(list->items, list->count, sizeof list->items[0], compare_pairs, list->block);
}

void pair_list_clear(PairList *list) {
  free(list->items);
  free(list->block);
  *list = (PairList){0};
}

/* --- parsing and serialising --- */

/* Where the parser is in the text, and where in the block it writes to. */
typedef struct FormParser {
  const char *at, *end;
  char *to;
  uint8_t all; /* the bytes written of the pair, or'ed */
} FormParser;

/* Decodes up to the end of a name or a value; gives its length. */
static size_t decode_text(FormParser *p, bool is_name) {
  const char *start = p->to;
  for (; p->at < p->end; p->at++) {
    char c = *p->at;
    if (byte_is(c, FORM_MARK)) {
      if (c == '&' || (c == '=' && is_name)) break;
      int byte = c == '%' ? percent_decode_byte(p->at, p->end) : -1;
      if (byte >= 0) p->at += 2;
      c = (char)(byte >= 0 ? byte : c == '+' ? ' ' : c);
    }
    p->all |= (uint8_t)c;
    *p->to++ = c;
  }
  return (size_t)(p->to - start);
}

/* Gives the texts of the last pair, which is the block's last, well-formed UTF-8. */
static bool repair(PairList *list) {
  Text name = {0}, value = {0};
  Pair *pair = &list->items[list->count - 1];
  UrlText ill_name = pair_name(list, list->count - 1),
          ill_value = pair_value(list, list->count - 1);
  utf8_append_repaired(&name, ill_name.bytes, ill_name.length);
  utf8_append_repaired(&value, ill_value.bytes, ill_value.length);
  bool ok =
      text_ok(&name) && text_ok(&value) &&
      put_pair(list, (UrlText){name.data, name.length}, (UrlText){value.data, value.length}, pair);
  text_free(&name);
  text_free(&value);
  return ok;
}

/* The text until the next "&", which is not empty. */
static bool parse_pair(FormParser *p, PairList *list) {
  Pair pair = {0};
  if (!reserve_pair(list) || !reserve_text(list, (size_t)(p->end - p->at))) return false;
  p->to = list->block + list->used;
  p->all = 0;
  pair.at = list->used;
  pair.name_length = decode_text(p, true);
  p->at += p->at < p->end && *p->at == '=';
  pair.value_length = decode_text(p, false);
  list->used = (size_t)(p->to - list->block);
  list->items[list->count++] = pair;
  return p->all < 0x80 || repair(list);
}

bool urlencoded_parse(UrlText text, PairList *out) {
  for (FormParser p = {text.bytes, text.bytes + text.length, NULL, 0}; p.at < p.end; p.at++)
    if (*p.at != '&' && !parse_pair(&p, out)) return false;
  return true;
}

bool urlencoded_serialize(const PairList *list, Text *out) {
  for (size_t i = 0; i < list->count; i++) {
    UrlText name = pair_name(list, i), value = pair_value(list, i);
    if (!text_reserve(out, 3 * (name.length + value.length) + 2)) return false;
    char *to = out->data + out->length;
    if (i > 0) *to++ = '&';
    to = form_encode(to, name.bytes, name.length);
    *to++ = '=';
    to = form_encode(to, value.bytes, value.length);
    *to = 0;
    out->length = (size_t)(to - out->data);
  }
  return true;
}
