/* SPDX-License-Identifier: MIT */
/* text.h: growing text and lists of strings for the tools.
 *
 * The tools are short programs: nothing here reports running out of memory,
 * it ends the program, and what is allocated may live until the program ends. */
#ifndef TOOLS_TEXT_H
#define TOOLS_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A growing run of bytes; always followed by a NUL once something was added. */
typedef struct Text {
  char *data;
  size_t length;
  size_t capacity;
} Text;

/* A growing list of strings, each owned by malloc. */
typedef struct StringList {
  char **items;
  size_t count;
  size_t capacity;
} StringList;

/* malloc and realloc that end the program with a message when memory is out. */
void *must_allocate(size_t size);
void *must_reallocate(void *memory, size_t size);
char *must_duplicate(const char *text, size_t length);

/* Adds bytes, a string, or formatted text at the end. */
void text_append(Text *text, const char *bytes, size_t length);
void text_add(Text *text, const char *string);
void text_format(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Makes the text empty and keeps its memory. */
void text_reset(Text *text);
/* Gives the memory back. */
void text_free(Text *text);
/* Adds the whole of a file; false (and errno) when it cannot be read. */
bool text_read_file(Text *text, const char *path);
/* Adds what a descriptor holds from its beginning on. */
bool text_read_descriptor(Text *text, int descriptor);

/* Adds a copy of the string. */
void list_add(StringList *list, const char *string);
/* Adds a copy of `length` bytes. */
void list_add_bytes(StringList *list, const char *bytes, size_t length);
/* The strings with a NULL behind them, as execvp wants them, until the list changes. */
char **list_with_null(StringList *list);
/* Whether the list holds the string. */
bool list_holds(const StringList *list, const char *string);
/* Sorts in byte order. */
void list_sort(StringList *list);
/* Frees the strings, and empties the list. */
void list_clear(StringList *list);
/* Adds each line of the text, without its line end. A last empty line is left out. */
void list_add_lines(StringList *list, const char *text, size_t length);
/* Adds the words of the text, parted by blanks. 'single' and "double" quotes hold a word together. */
void list_add_words(StringList *list, const char *text);

/* Adds the path of every file under `root` (or `root` itself, when it is a file) for which
 * `wanted` answers true. Hidden entries are passed over; `enter` may refuse folders. */
typedef bool (*PathFilter)(const char *path, const char *name);
void list_add_files(StringList *list, const char *root, PathFilter wanted, PathFilter enter);

/* Adds the path that `name` has in the folder for temporary files: $TMPDIR, else the system's. */
void text_add_temporary_path(Text *text, const char *name);

/* The text after `prefix`, or NULL when the string does not begin with it. */
const char *after_prefix(const char *string, const char *prefix);
/* Whether the string ends so. */
bool ends_with(const char *string, const char *suffix);

#endif
