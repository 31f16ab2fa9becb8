/* SPDX-License-Identifier: MIT */
/* header_list.h: a header list of the Fetch Standard: names in lower case, values in bytes.
 * https://fetch.spec.whatwg.org/#concept-header-list
 *
 * Knows nothing of JavaScript. Names and values lie one behind the other in one run of bytes; each name and each value
 * has a NUL behind it. A list with a few short headers is one block of memory. */
#ifndef RUNTIME_HTTP_HEADER_LIST_H
#define RUNTIME_HTTP_HEADER_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Who may change a list, and how. */
typedef enum HeaderGuard {
  HEADERS_NONE,
  HEADERS_IMMUTABLE,
  HEADERS_REQUEST,
  HEADERS_REQUEST_NO_CORS,
  HEADERS_RESPONSE,
} HeaderGuard;

typedef struct Header {
  uint32_t name, value; /* offsets into the text */
  uint32_t name_length, value_length;
} Header;

enum { FEW_HEADERS = 4, FEW_HEADER_BYTES = 120 };

typedef struct HeaderList {
  uint32_t holds;
  uint32_t count, capacity;
  uint32_t length, size;   /* of the text: used, allocated */
  uint32_t dropped;        /* bytes of the text that no header uses any more */
  uint32_t version;        /* another after each change */
  HeaderGuard guard;
  Header *items;           /* few, or from malloc */
  char *text;              /* little, or from malloc */
  Header few[FEW_HEADERS];
  char little[FEW_HEADER_BYTES];
} HeaderList;

/* An empty list with one hold on it. NULL: out of memory. */
HeaderList *header_list_create(HeaderGuard guard);
HeaderList *header_list_copy(const HeaderList *list, HeaderGuard guard);
/* Gives a hold up. NULL is fine. */
void header_list_release(HeaderList *list);
static inline HeaderList *header_list_retain(HeaderList *list) {
  list->holds++;
  return list;
}

static inline const char *header_name(const HeaderList *list, const Header *header) {
  return list->text + header->name;
}
static inline const char *header_value(const HeaderList *list, const Header *header) {
  return list->text + header->value;
}

/* The first header of this name (in any case), or NULL. */
const Header *header_list_find(const HeaderList *list, const char *name, size_t length);
/* The value of a header that comes once, by a name in lower case; NULL: there is none. */
const char *header_list_value(const HeaderList *list, const char *name);
/* Appends; names are lower-cased. False: out of memory, or too many bytes. Neither may lie in the list itself. */
bool header_list_append(HeaderList *list, const char *name, size_t name_length, const char *value,
                        size_t value_length);
/* Replaces the first header of this name, removes the others. False: as above. */
bool header_list_set(HeaderList *list, const char *name, size_t name_length, const char *value,
                     size_t value_length);
void header_list_delete(HeaderList *list, const char *name, size_t length);
void header_list_clear(HeaderList *list);

/* The list sorted and combined (#concept-header-list-sort-and-combine), as an array from malloc of the numbers of the
 * first header of each name, and of every set-cookie. NULL: out of memory, or the list is empty (then *count is 0). */
uint32_t *header_list_sort(const HeaderList *list, uint32_t *count);
bool header_is_set_cookie(const HeaderList *list, const Header *header);

/* Whether bytes are a header name; a value (without white space at its ends, which header_value_trim takes off). */
bool header_name_is_valid(const char *name, size_t length);
bool header_value_is_valid(const char *value, size_t length);
void header_value_trim(const char **value, size_t *length);
/* A reason phrase: what may stand in a status line. */
bool reason_phrase_is_valid(const char *text, size_t length);
/* A method's characters, and a header name's. */
bool is_http_token(const char *text, size_t length);

#endif
