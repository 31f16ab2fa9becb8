/* SPDX-License-Identifier: MIT */
/* operand_text.c: cuts the text of an operand out of the source, and makes it short: arguments of
 * calls become (...), the bodies of functions and objects (intermediate value), line breaks around
 * dots vanish. It looks at characters only, and gives up at what it would have to parse: comments,
 * regular expressions, templates. */
#include "vm/operand_text.h"

#include <string.h>

#include "ops/call.h"

/* Longer texts say less than the value. */
#define TEXT_MAX 96
/* What has no name. */
#define INTERMEDIATE "(intermediate value)"

typedef struct Cut {
  const char *at, *end;
  char *out;
  size_t length, size; /* of out; size leaves room for the end mark */
} Cut;

static bool put(Cut *c, const char *text, size_t length) {
  if (c->length + length > c->size) return false;
  memcpy(c->out + c->length, text, length);
  c->length += length;
  return true;
}
static bool put_text(Cut *c, const char *text) { return put(c, text, strlen(text)); }

static bool is_word(char ch) {
  return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
         ch == '_' || ch == '$' || (ch & 0x80);
}
static bool is_space(char ch) { return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r'; }

/* The end of the string literal at p, or NULL. */
static const char *skip_string(const char *p, const char *end) {
  for (char quote = *p++; p < end && *p != '\n'; p++) {
    if (*p == quote) return p + 1;
    if (*p == '\\') p++;
  }
  return NULL;
}

/* The end of the bracketed text at p, or NULL. */
static const char *skip_brackets(const char *p, const char *end) {
  for (int depth = 0; p && p < end;) {
    if (strchr("'\"", *p)) {
      p = skip_string(p, end);
      continue;
    }
    if (strchr("`/", *p)) return NULL;
    if (strchr("([{", *p)) depth++;
    if (strchr(")]}", *p) && --depth == 0) return p + 1;
    p++;
  }
  return NULL;
}

/* Arguments, or an expression in parentheses. */
static bool put_parentheses(Cut *c) {
  const char *end = skip_brackets(c->at, c->end), *start = c->at;
  if (!end) return false;
  size_t length = (size_t)(end - start);
  c->at = end;
  char before = c->length ? c->out[c->length - 1] : ' ';
  if (is_word(before) || strchr(")].", before)) return put_text(c, "(...)");
  if (memchr(start, '{', length) || memchr(start, '>', length)) return put_text(c, INTERMEDIATE);
  return !memchr(start, '\n', length) && put(c, start, length);
}

static bool put_braces(Cut *c) {
  const char *end = skip_brackets(c->at, c->end);
  if (!end) return false;
  bool is_empty = end - c->at == 2;
  c->at = end;
  return put_text(c, is_empty ? "{}" : INTERMEDIATE);
}

/* Spaces are kept as one between words, and vanish beside dots and brackets. */
static bool put_space(Cut *c) {
  while (c->at < c->end && is_space(*c->at)) c->at++;
  if (c->at == c->end || c->length == 0 || strchr(".?([", *c->at)) return true;
  return c->out[c->length - 1] == '.' || put_text(c, " ");
}

static bool starts_with_word(const char *text, size_t length, const char *word) {
  size_t n = strlen(word);
  return length > n && memcmp(text, word, n) == 0 && !is_word(text[n]);
}

/* Whether the text is that of a function or a class, which is no name for it. */
static bool is_definition(const char *text, size_t length) {
  return starts_with_word(text, length, "function") || starts_with_word(text, length, "class") ||
         starts_with_word(text, length, "async");
}

/* The whole is a function's or a class's definition. */
static bool put_definition(Cut *c) {
  c->at = c->end;
  c->length = 0;
  return put_text(c, INTERMEDIATE);
}

static bool cut(Cut *c) {
  if (is_definition(c->at, (size_t)(c->end - c->at))) return put_definition(c);
  while (c->at < c->end) {
    const char *end;
    char ch = *c->at;
    if (ch == '`' || ch == '/') return false;
    if (ch == '=' && c->end - c->at > 1 && c->at[1] == '>') return put_definition(c);
    if (ch == '(') {
      TRY(put_parentheses(c));
    } else if (ch == '{') {
      TRY(put_braces(c));
    } else if (is_space(ch)) {
      TRY(put_space(c));
    } else if (ch == '"' || ch == '\'') {
      end = skip_string(c->at, c->end);
      TRY(end && put(c, c->at, (size_t)(end - c->at)));
      c->at = end;
    } else {
      TRY(put(c, &ch, 1));
      c->at++;
    }
  }
  return true;
}

/* Operators want the parentheses that stand around them. */
static bool keep_parentheses(Cut *c) {
  bool is_simple = !memchr(c->out, ' ', c->length) && !strchr("!~+-", c->out[0]);
  if (is_simple || c->out[0] == '(') return true;
  if (c->length + 2 > c->size) return false;
  memmove(c->out + 1, c->out, c->length);
  c->out[0] = '(';
  c->length++;
  return put_text(c, ")");
}

const char *operand_text(Vm *vm, const uint32_t *pc, const Value *r, Value v, char *buf,
                         size_t size) {
  Code *code = frame_code(vm, r);
  Source *source = code ? slot_cell(vm, code->source) : NULL;
  uint32_t start, end;
  if (!source || !source->text ||
      !code_callee_range(vm, code, (uint32_t)(pc - code->instructions), &start, &end) ||
      end > source->length)
    return value_describe(vm, v, buf, size);
  const char *text = source->text;
  bool parenthesised = start && end < source->length && text[start - 1] == '(' && text[end] == ')';
  Cut c = {.at = text + start,
           .end = text + end,
           .out = buf,
           .size = size - 1 < TEXT_MAX ? size - 1 : TEXT_MAX};
  if (!cut(&c) || (parenthesised && !keep_parentheses(&c))) return value_describe(vm, v, buf, size);
  buf[c.length] = 0;
  return buf;
}
