/* SPDX-License-Identifier: MIT */
/* urlencoded.c: see urlencoded.h. */
#include "runtime/web/urlencoded.h"

#include <stdlib.h>

#include "runtime/web/percent_encoding.h"
#include "runtime/web/utf8.h"

/* --- lists --- */

static bool text_equals(UrlText a, UrlText b) {
  return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

static bool make_pair(UrlText name, UrlText value, Pair *out) {
  *out = (Pair){malloc(name.length + value.length + 1), name.length, value.length, 0};
  if (!out->text) return false;
  if (name.length) memcpy(out->text, name.bytes, name.length);
  if (value.length) memcpy(out->text + name.length, value.bytes, value.length);
  return true;
}

/* Takes the pair's text over, on failure, too. */
static bool append_pair(PairList *list, Pair pair) {
  if (list->count == list->capacity) {
    size_t capacity = list->capacity ? list->capacity * 2 : 4;
    Pair *items = realloc(list->items, capacity * sizeof *items);
    if (!items) {
      free(pair.text);
      return false;
    }
    list->items = items;
    list->capacity = capacity;
  }
  list->items[list->count++] = pair;
  return true;
}

bool pair_list_append(PairList *list, UrlText name, UrlText value) {
  Pair pair;
  return make_pair(name, value, &pair) && append_pair(list, pair);
}

size_t pair_list_find(const PairList *list, UrlText name, size_t from) {
  while (from < list->count && !text_equals(pair_name(&list->items[from]), name)) from++;
  return from;
}

bool pair_list_set(PairList *list, UrlText name, UrlText value) {
  size_t index = pair_list_find(list, name, 0);
  if (index == list->count) return pair_list_append(list, name, value);
  Pair pair;
  if (!make_pair(name, value, &pair)) return false;
  free(list->items[index].text);
  list->items[index] = pair;
  return true;
}

void pair_list_remove(PairList *list, UrlText name, const UrlText *value, size_t from) {
  size_t kept = from;
  for (size_t i = from; i < list->count; i++) {
    Pair *pair = &list->items[i];
    if (text_equals(pair_name(pair), name) && (!value || text_equals(pair_value(pair), *value)))
      free(pair->text);
    else list->items[kept++] = *pair;
  }
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

static int compare_pairs(const void *a, const void *b) {
  const Pair *x = a, *y = b;
  int order = compare_code_units(pair_name(x), pair_name(y));
  return order ? order : (x->order > y->order) - (x->order < y->order);
}

void pair_list_sort(PairList *list) {
  for (size_t i = 0; i < list->count; i++) list->items[i].order = i;
  if (list->count) qsort(list->items, list->count, sizeof list->items[0], compare_pairs);
}

void pair_list_clear(PairList *list) {
  for (size_t i = 0; i < list->count; i++) free(list->items[i].text);
  free(list->items);
  *list = (PairList){0};
}

/* --- parsing and serialising --- */

static size_t decode_in_place(char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (text[i] == '+') text[i] = ' ';
  return percent_decode(text, text, length);
}

/* Gives the pair well-formed UTF-8. */
static bool repair(Pair *pair) {
  UrlText name = pair_name(pair), value = pair_value(pair);
  size_t length = name.length + value.length;
  if (ascii_length((const uint8_t *)pair->text, length) == length) return true;
  Text text = {0};
  utf8_append_repaired(&text, name.bytes, name.length);
  size_t name_length = text.length;
  utf8_append_repaired(&text, value.bytes, value.length);
  if (!text_ok(&text) || !text.data) {
    text_free(&text);
    return false;
  }
  free(pair->text);
  *pair = (Pair){text.data, name_length, text.length - name_length, 0};
  return true;
}

static bool parse_pair(UrlText sequence, PairList *out) {
  const char *equals = memchr(sequence.bytes, '=', sequence.length);
  size_t name_length = equals ? (size_t)(equals - sequence.bytes) : sequence.length;
  UrlText name = {sequence.bytes, name_length};
  UrlText value = {sequence.bytes + sequence.length, 0};
  Pair pair;
  if (equals) value = (UrlText){equals + 1, sequence.length - name_length - 1};
  if (!make_pair(name, value, &pair)) return false;
  char *value_text = pair.text + name_length;
  pair.name_length = decode_in_place(pair.text, name_length);
  pair.value_length = decode_in_place(value_text, pair.value_length);
  memmove(pair.text + pair.name_length, value_text, pair.value_length);
  if (repair(&pair)) return append_pair(out, pair);
  free(pair.text);
  return false;
}

bool urlencoded_parse(UrlText text, PairList *out) {
  const char *at = text.bytes, *end = text.bytes + text.length;
  while (at < end) {
    const char *mark = memchr(at, '&', (size_t)(end - at));
    const char *stop = mark ? mark : end;
    if (stop > at && !parse_pair((UrlText){at, (size_t)(stop - at)}, out)) return false;
    at = stop + 1;
  }
  return true;
}

bool urlencoded_serialize(const PairList *list, Text *out) {
  for (size_t i = 0; i < list->count; i++) {
    UrlText name = pair_name(&list->items[i]), value = pair_value(&list->items[i]);
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
