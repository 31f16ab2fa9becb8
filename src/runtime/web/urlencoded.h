/* SPDX-License-Identifier: MIT */
/* urlencoded.h: lists of names and values, and application/x-www-form-urlencoded.
 * https://url.spec.whatwg.org/#application/x-www-form-urlencoded */
#ifndef RUNTIME_WEB_URLENCODED_H
#define RUNTIME_WEB_URLENCODED_H

#include "runtime/web/url.h"

/* A name and a value, in well-formed UTF-8. */
typedef struct Pair {
  size_t at; /* of the name in the list's block; the value is behind it */
  size_t name_length, value_length;
  size_t order; /* while they are being sorted */
} Pair;

typedef struct PairList {
  Pair *items;
  size_t count, capacity;
  char *block; /* the texts, and what pairs that are gone have left there until it is full */
  size_t used, block_capacity;
} PairList;

static inline UrlText pair_name(const PairList *list, size_t index) {
  const Pair *pair = &list->items[index];
  return (UrlText){list->block + pair->at, pair->name_length};
}
static inline UrlText pair_value(const PairList *list, size_t index) {
  const Pair *pair = &list->items[index];
  return (UrlText){list->block + pair->at + pair->name_length, pair->value_length};
}
/* The bytes that it takes. */
static inline size_t pair_list_memory(const PairList *list) {
  return list->capacity * sizeof *list->items + list->block_capacity;
}

/* False, here and below: out of memory, without an exception. Texts that are given do not lie in the list. */
MOTE_CHECK bool pair_list_append(PairList *list, UrlText name, UrlText value);
/* Gives the first pair of this name the value, or appends one. */
MOTE_CHECK bool pair_list_set(PairList *list, UrlText name, UrlText value);
/* The index of the first pair of this name from `from` on; `count`: there is none. */
size_t pair_list_find(const PairList *list, UrlText name, size_t from);
/* Removes the pairs of this name, and of this value if it is not NULL, from `from` on. */
void pair_list_remove(PairList *list, UrlText name, const UrlText *value, size_t from);
/* By the names' UTF-16 code units; equal ones keep their order. */
void pair_list_sort(PairList *list);
/* Frees the pairs; the list is empty then. */
void pair_list_clear(PairList *list);

/* Appends the pairs of a text. */
MOTE_CHECK bool urlencoded_parse(UrlText text, PairList *out);
/* Appends the serialised pairs. */
MOTE_CHECK bool urlencoded_serialize(const PairList *list, Text *out);

#endif
