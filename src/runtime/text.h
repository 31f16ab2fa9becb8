/* SPDX-License-Identifier: MIT */
/* text.h: a growable run of bytes, for output and messages.
 *
 * Running out of memory is sticky: later appends do nothing, and text_ok() tells at the end. `data`
 * ends with a NUL whenever it is not NULL. */
#ifndef RUNTIME_TEXT_H
#define RUNTIME_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "mote.h"

typedef struct Text {
  char *data;
  size_t length, capacity;
  bool failed;
} Text;

/* Makes room for `extra` more bytes (and the NUL). False: out of memory, now or before. */
bool text_reserve(Text *text, size_t extra);
/* Append bytes, a string, a byte, `count` times a byte, a code point in UTF-8 (WTF-8), what printf would print. */
void text_append(Text *text, const char *bytes, size_t length);
static inline void text_add(Text *text, const char *string) {
  text_append(text, string, strlen(string));
}
void text_add_char(Text *text, char c);
void text_repeat(Text *text, char c, size_t count);
void text_code_point(Text *text, uint32_t code_point);
void text_format(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_format_list(Text *text, const char *format, va_list list);
/* The value as a string (ToString), in UTF-8 with U+FFFD for lone surrogates. Runs JavaScript for objects. */
MOTE_CHECK bool text_append_value(MoteVm *vm, MoteValue value, Text *text);
/* Appends what a descriptor holds up to its end; expected: bytes, 0 where nobody knows. False: errno tells why. */
bool text_read_descriptor(Text *text, int fd, size_t expected);
static inline bool text_ok(const Text *text) { return !text->failed; }
/* The content as a string; "" when there is none. */
static inline const char *text_string(const Text *text) { return text->data ? text->data : ""; }
/* Takes bytes off its beginning. */
void text_drop(Text *text, size_t count);
static inline void text_clear(Text *text) { text->length = 0; }
/* Frees the memory; the text is empty then. */
void text_free(Text *text);

/* The code point at bytes[*at] of UTF-8 or WTF-8; moves *at behind it. What is ill-formed counts as one
 * byte and gives U+FFFD. */
uint32_t utf8_next(const char *bytes, size_t length, size_t *at);

#endif
