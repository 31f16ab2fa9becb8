/* SPDX-License-Identifier: MIT */
/* header_list.c: header lists.
 *
 * What a deleted or replaced value leaves in the text is reclaimed when half of a long text is such. */
#include "runtime/http/header_list.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

HeaderList *header_list_create(HeaderGuard guard) {
  HeaderList *list = malloc(sizeof *list);
  if (!list) return NULL;
  list->holds = 1;
  list->count = list->length = list->dropped = list->version = 0;
  list->capacity = FEW_HEADERS;
  list->size = FEW_HEADER_BYTES;
  list->guard = guard;
  list->items = list->few;
  list->text = list->little;
  return list;
}

static void free_parts(HeaderList *list) {
  if (list->items != list->few) free(list->items);
  if (list->text != list->little) free(list->text);
}

void header_list_release(HeaderList *list) {
  if (!list || --list->holds) return;
  free_parts(list);
  free(list);
}

/* --- room --- */

static bool reserve_item(HeaderList *list) {
  if (list->count < list->capacity) return true;
  uint32_t capacity = list->capacity * 2;
  Header *items = malloc(capacity * sizeof *items);
  if (!items) return false;
  memcpy(items, list->items, list->count * sizeof *items);
  if (list->items != list->few) free(list->items);
  list->items = items;
  list->capacity = capacity;
  return true;
}

/* Another text of this size, with the headers' bytes moved to its start. */
static bool move_text(HeaderList *list, size_t size) {
  char *text = malloc(size);
  if (!text) return false;
  uint32_t at = 0;
  for (uint32_t i = 0; i < list->count; i++) {
    Header *header = &list->items[i];
    memcpy(text + at, header_name(list, header), header->name_length + 1);
    header->name = at;
    at += header->name_length + 1;
    memcpy(text + at, header_value(list, header), header->value_length + 1);
    header->value = at;
    at += header->value_length + 1;
  }
  if (list->text != list->little) free(list->text);
  list->text = text;
  list->length = at;
  list->size = (uint32_t)size;
  list->dropped = 0;
  return true;
}

static bool reserve_text(HeaderList *list, size_t extra) {
  size_t needed = list->length + extra;
  if (needed <= list->size) return true;
  size_t live = needed - list->dropped, size = live * 2;
  if (live > UINT32_MAX / 4) return false;
  return move_text(list, size);
}

static uint32_t add_text(HeaderList *list, const char *bytes, size_t length) {
  uint32_t at = list->length;
  memcpy(list->text + at, bytes, length);
  list->text[at + length] = 0;
  list->length += (uint32_t)length + 1;
  return at;
}

static void lower_case(char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (text[i] >= 'A' && text[i] <= 'Z') text[i] |= 0x20;
}

HeaderList *header_list_copy(const HeaderList *from, HeaderGuard guard) {
  HeaderList *list = header_list_create(guard);
  if (!list) return NULL;
  bool ok = true;
  for (uint32_t i = 0; ok && i < from->count; i++) {
    const Header *header = &from->items[i];
    ok = header_list_append(list, header_name(from, header), header->name_length,
                            header_value(from, header), header->value_length);
  }
  if (ok) return list;
  header_list_release(list);
  return NULL;
}

/* --- finding and changing --- */

static bool has_name(const HeaderList *list, const Header *header, const char *name,
                     size_t length) {
  return header->name_length == length && strncasecmp(header_name(list, header), name, length) == 0;
}

const Header *header_list_find(const HeaderList *list, const char *name, size_t length) {
  for (uint32_t i = 0; i < list->count; i++)
    if (has_name(list, &list->items[i], name, length)) return &list->items[i];
  return NULL;
}

const char *header_list_value(const HeaderList *list, const char *name) {
  const Header *header = header_list_find(list, name, strlen(name));
  return header ? header_value(list, header) : NULL;
}

bool header_list_append(HeaderList *list, const char *name, size_t name_length, const char *value,
                        size_t value_length) {
  if (!reserve_item(list) || !reserve_text(list, name_length + value_length + 2)) return false;
  Header *header = &list->items[list->count++];
  list->version++;
  header->name = add_text(list, name, name_length);
  lower_case(list->text + header->name, name_length);
  header->name_length = (uint32_t)name_length;
  header->value = add_text(list, value, value_length);
  header->value_length = (uint32_t)value_length;
  return true;
}

static void drop(HeaderList *list, uint32_t index) {
  const Header *header = &list->items[index];
  list->dropped += header->name_length + header->value_length + 2;
  list->count--;
  list->version++;
  memmove(&list->items[index], &list->items[index + 1],
          (list->count - index) * sizeof list->items[0]);
  if (!list->count) header_list_clear(list);
}

static void delete_from(HeaderList *list, uint32_t first, const char *name, size_t length) {
  for (uint32_t i = list->count; i-- > first;)
    if (has_name(list, &list->items[i], name, length)) drop(list, i);
}

bool header_list_set(HeaderList *list, const char *name, size_t name_length, const char *value,
                     size_t value_length) {
  const Header *found = header_list_find(list, name, name_length);
  if (!found) return header_list_append(list, name, name_length, value, value_length);
  uint32_t index = (uint32_t)(found - list->items);
  if (!reserve_text(list, value_length + 1)) return false;
  Header *header = &list->items[index];
  list->version++;
  list->dropped += header->value_length + 1;
  header->value = add_text(list, value, value_length);
  header->value_length = (uint32_t)value_length;
  delete_from(list, index + 1, name, name_length);
  return true;
}

void header_list_delete(HeaderList *list, const char *name, size_t length) {
  delete_from(list, 0, name, length);
}

void header_list_clear(HeaderList *list) {
  list->count = list->length = list->dropped = 0;
  list->version++;
}

/* --- sorting --- */

static const char set_cookie[] = "set-cookie";

bool header_is_set_cookie(const HeaderList *list, const Header *header) {
  return header->name_length == sizeof set_cookie - 1 &&
         memcmp(header_name(list, header), set_cookie, header->name_length) == 0;
}

static int compare_names(const HeaderList *list, const Header *a, const Header *b) {
  size_t shorter = a->name_length < b->name_length ? a->name_length : b->name_length;
  int order = memcmp(header_name(list, a), header_name(list, b), shorter);
  if (order != 0 || a->name_length == b->name_length) return order;
  return a->name_length < b->name_length ? -1 : 1;
}

static int compare_numbers(const void *a, const void *b, void *data) {
  const HeaderList *list = data;
  uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
  int order = compare_names(list, &list->items[first], &list->items[second]);
  return order != 0 ? order : first < second ? -1 : first > second;
}

uint32_t *header_list_sort(const HeaderList *list, uint32_t *count) {
  uint32_t *numbers = list->count ? malloc(list->count * sizeof *numbers) : NULL, kept = 0;
  for (uint32_t i = 0; numbers && i < list->count; i++) numbers[i] = i;
  if (numbers) qsort_r(numbers, list->count, sizeof *numbers, compare_numbers, (void *)list);
  for (uint32_t i = 0; numbers && i < list->count; i++) {
    const Header *header = &list->items[numbers[i]];
    bool again = kept && compare_names(list, &list->items[numbers[kept - 1]], header) == 0;
    if (!again || header_is_set_cookie(list, header)) numbers[kept++] = numbers[i];
  }
  *count = kept;
  return numbers;
}

/* --- what names and values may be --- */

static const bool token_characters[256] = {
    ['!'] = true,         ['#' ... '\''] = true, ['*'] = true,         ['+'] = true,
    ['-'] = true,         ['.'] = true,          ['0' ... '9'] = true, ['A' ... 'Z'] = true,
    ['^' ... 'z'] = true, ['|'] = true,          ['~'] = true,
};

bool is_http_token(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (!token_characters[(uint8_t)text[i]]) return false;
  return length > 0;
}

bool header_name_is_valid(const char *name, size_t length) { return is_http_token(name, length); }

static bool is_white_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

void header_value_trim(const char **value, size_t *length) {
  while (*length && is_white_space((*value)[*length - 1])) (*length)--;
  while (*length && is_white_space(**value)) {
    (*value)++;
    (*length)--;
  }
}

bool header_value_is_valid(const char *value, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (value[i] == 0 || value[i] == '\n' || value[i] == '\r') return false;
  return true;
}

bool reason_phrase_is_valid(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    uint8_t c = (uint8_t)text[i];
    if ((c < 0x20 && c != '\t') || c == 0x7f) return false;
  }
  return true;
}
