/* SPDX-License-Identifier: MIT */
/* string_table.h: the table of interned strings, and the cache of small numbers' strings.
 *
 * Both are weak: the collector drops what nobody else holds. Private to the string files. */
#ifndef VALUE_STRING_TABLE_H
#define VALUE_STRING_TABLE_H

#include "value/string_layout.h"

#define NUMBER_CACHE_SIZE 1024

typedef struct StringTable {
  uint32_t *entries; /* offsets in the cage; 0 empty, STRING_ENTRY_DELETED */
  uint32_t capacity; /* a power of two */
  uint32_t count;    /* strings */
  uint32_t used;     /* entries that are not empty */
  String *numbers[NUMBER_CACHE_SIZE];
} StringTable;

#define STRING_ENTRY_DELETED 1

#endif
