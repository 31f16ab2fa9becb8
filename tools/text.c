/* SPDX-License-Identifier: MIT */
/* text.c: growing text and lists of strings; see text.h. */
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void *must_reallocate(void *memory, size_t size) {
  void *result = realloc(memory, size ? size : 1);
  if (!result) {
    fputs("out of memory\n", stderr);
    exit(2);
  }
  return result;
}

void *must_allocate(size_t size) { return must_reallocate(NULL, size); }

char *must_duplicate(const char *text, size_t length) {
  char *copy = must_allocate(length + 1);
  memcpy(copy, text, length);
  copy[length] = '\0';
  return copy;
}

static void text_reserve(Text *text, size_t more) {
  size_t needed = text->length + more + 1;
  if (needed <= text->capacity) return;
  size_t capacity = text->capacity ? text->capacity * 2 : 256;
  if (capacity < needed) capacity = needed;
  text->data = must_reallocate(text->data, capacity);
  text->capacity = capacity;
}

void text_append(Text *text, const char *bytes, size_t length) {
  text_reserve(text, length);
  if (length) memcpy(text->data + text->length, bytes, length);
  text->length += length;
  text->data[text->length] = '\0';
}

void text_add(Text *text, const char *string) { text_append(text, string, strlen(string)); }

void text_format(Text *text, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (length > 0) {
    text_reserve(text, (size_t)length);
    vsnprintf(text->data + text->length, (size_t)length + 1, format, again);
    text->length += (size_t)length;
  }
  va_end(again);
}

void text_reset(Text *text) {
  text->length = 0;
  text_reserve(text, 0);
  text->data[0] = '\0';
}

void text_free(Text *text) {
  free(text->data);
  *text = (Text){0};
}

bool text_read_descriptor(Text *text, int descriptor) {
  off_t offset = 0;
  for (;;) {
    text_reserve(text, 65536);
    ssize_t count = pread(descriptor, text->data + text->length, 65536, offset);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) break;
    text->length += (size_t)count;
    offset += count;
  }
  text->data[text->length] = '\0';
  return true;
}

bool text_read_file(Text *text, const char *path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  bool ok = text_read_descriptor(text, descriptor);
  close(descriptor);
  return ok;
}

void list_add_bytes(StringList *list, const char *bytes, size_t length) {
  if (list->count == list->capacity) {
    list->capacity = list->capacity ? list->capacity * 2 : 16;
    list->items = must_reallocate(list->items, list->capacity * sizeof *list->items);
  }
  list->items[list->count++] = must_duplicate(bytes, length);
}

void list_add(StringList *list, const char *string) {
  list_add_bytes(list, string, strlen(string));
}

char **list_with_null(StringList *list) {
  list_add(list, "");
  free(list->items[--list->count]);
  list->items[list->count] = NULL;
  return list->items;
}

bool list_holds(const StringList *list, const char *string) {
  for (size_t i = 0; i < list->count; i++)
    if (!strcmp(list->items[i], string)) return true;
  return false;
}

static int compare_strings(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

void list_sort(StringList *list) {
  if (list->count) qsort(list->items, list->count, sizeof *list->items, compare_strings);
}

void list_clear(StringList *list) {
  for (size_t i = 0; i < list->count; i++) free(list->items[i]);
  free(list->items);
  *list = (StringList){0};
}

void list_add_lines(StringList *list, const char *text, size_t length) {
  const char *end = text + length;
  while (text < end) {
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    const char *stop = newline ? newline : end;
    size_t line = (size_t)(stop - text);
    if (line && text[line - 1] == '\r') line--;
    list_add_bytes(list, text, line);
    text = newline ? newline + 1 : end;
  }
}

void list_add_words(StringList *list, const char *text) {
  Text word = {0};
  for (;;) {
    text += strspn(text, " \t\n");
    if (!*text) break;
    text_reset(&word);
    while (*text && !strchr(" \t\n", *text)) {
      if (*text == '\'' || *text == '"') {
        char quote = *text++;
        while (*text && *text != quote) text_append(&word, text++, 1);
        if (*text) text++;
      } else {
        text_append(&word, text++, 1);
      }
    }
    list_add(list, word.data);
  }
  text_free(&word);
}

void list_add_files(StringList *list, const char *root, PathFilter wanted, PathFilter enter) {
  struct stat info;
  if (stat(root, &info)) return;
  if (!S_ISDIR(info.st_mode)) {
    const char *slash = strrchr(root, '/');
    if (wanted(root, slash ? slash + 1 : root)) list_add(list, root);
    return;
  }
  DIR *folder = opendir(root);
  if (!folder) return;
  Text path = {0};
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.') continue;
    text_reset(&path);
    text_format(&path, "%s/%s", root, entry->d_name);
    bool is_folder = entry->d_type == DT_DIR;
    if (entry->d_type == DT_UNKNOWN || entry->d_type == DT_LNK)
      is_folder = !stat(path.data, &info) && S_ISDIR(info.st_mode);
    if (!is_folder) {
      if (wanted(path.data, entry->d_name)) list_add(list, path.data);
    } else if (!enter || enter(path.data, entry->d_name)) {
      list_add_files(list, path.data, wanted, enter);
    }
  }
  text_free(&path);
  closedir(folder);
}

void text_add_temporary_path(Text *text, const char *name) {
  const char *folder = getenv("TMPDIR");
  text_format(text, "%s/%s", folder && *folder ? folder : P_tmpdir, name);
}

const char *after_prefix(const char *string, const char *prefix) {
  size_t length = strlen(prefix);
  return strncmp(string, prefix, length) ? NULL : string + length;
}

bool ends_with(const char *string, const char *suffix) {
  size_t length = strlen(string), tail = strlen(suffix);
  return length >= tail && !strcmp(string + length - tail, suffix);
}
