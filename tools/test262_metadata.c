/* SPDX-License-Identifier: MIT */
/* test262_metadata.c: reads a test's front matter, and looks through its code
 * for what the front matter does not say: literals of regular expressions and
 * big integers, and names.
 *
 * The front matter is YAML, of which tests use lists in brackets, lists of
 * lines that open with a dash, and one level of nested keys. The code is looked
 * through without parsing it: comments and strings are blanked first, and a
 * slash after an operator or an opening bracket opens a regular expression. */
#include "test262_metadata.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- front matter ------------------------------------------------------------- */

static bool is_item_character(char c) { return c && !strchr(" \t\r\n,[]'\"", c); }

static void add_items(StringList *list, const char *text, size_t length) {
  const char *end = text + length;
  while (text < end) {
    while (text < end && !is_item_character(*text)) text++;
    const char *start = text;
    while (text < end && is_item_character(*text)) text++;
    if (text > start) list_add_bytes(list, start, (size_t)(text - start));
  }
}

static const char *line_end(const char *line, const char *end) {
  while (line < end && *line != '\n' && *line != '\r') line++;
  return line;
}

/* One `key: value` line; what a following line belongs to is kept in *list. */
static void read_key(Metadata *metadata, const char *line, size_t length, StringList **list) {
  static const struct {
    const char *key;
    size_t offset;
  } lists[] = {
      {"flags:", offsetof(Metadata, flags)},
      {"includes:", offsetof(Metadata, includes)},
      {"features:", offsetof(Metadata, features)},
  };
  *list = NULL;
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    size_t key = strlen(lists[i].key);
    if (length < key || strncmp(line, lists[i].key, key)) continue;
    *list = (StringList *)((char *)metadata + lists[i].offset);
    add_items(*list, line + key, length - key);
  }
}

static char *value_after(const char *line, size_t length, const char *key) {
  size_t key_length = strlen(key);
  while (length && isspace((unsigned char)*line)) line++, length--;
  if (length < key_length || strncmp(line, key, key_length)) return NULL;
  line += key_length;
  length -= key_length;
  while (length && isspace((unsigned char)*line)) line++, length--;
  size_t end = 0;
  while (end < length && is_item_character(line[end])) end++;
  return must_duplicate(line, end);
}

static void read_nested(Metadata *metadata, const char *line, size_t length) {
  char *value;
  if (!metadata->negative_phase && (value = value_after(line, length, "phase:")))
    metadata->negative_phase = value;
  else if (!metadata->negative_type && (value = value_after(line, length, "type:")))
    metadata->negative_type = value;
}

void metadata_read(Metadata *metadata, const char *source) {
  *metadata = (Metadata){0};
  const char *start = strstr(source, "/*---");
  if (!start) return;
  start += strlen("/*---");
  const char *end = strstr(start, "---*/");
  if (!end) return;
  StringList *list = NULL;
  bool in_negative = false;
  for (const char *line = start; line < end;) {
    const char *stop = line_end(line, end);
    size_t length = (size_t)(stop - line);
    if (length && !isspace((unsigned char)*line) && *line != '-') {
      in_negative = length >= 9 && !strncmp(line, "negative:", 9);
      read_key(metadata, line, length, &list);
    } else if (in_negative) {
      read_nested(metadata, line, length);
    } else if (list && length) {
      const char *dash = memchr(line, '-', length);
      const char *items = dash && strspn(line, " \t") == (size_t)(dash - line) ? dash + 1 : line;
      add_items(list, items, (size_t)(stop - items));
    }
    line = stop + 1;
  }
}

void metadata_free(Metadata *metadata) {
  list_clear(&metadata->flags);
  list_clear(&metadata->includes);
  list_clear(&metadata->features);
  free(metadata->negative_phase);
  free(metadata->negative_type);
}

bool metadata_has_flag(const Metadata *metadata, const char *flag) {
  return list_holds(&metadata->flags, flag);
}

/* ---- what the code uses ----------------------------------------------------------- */

typedef struct Usage {
  bool regexp;
  bool bigint;
} Usage;

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_' || c == '$'; }

/* Whether a slash after what stands at the end of `code` opens a regular expression. */
static bool slash_opens_literal(const Text *code) {
  size_t at = code->length;
  while (at && isspace((unsigned char)code->data[at - 1])) at--;
  if (!at) return true;
  if (strchr("(,=:[!&|?{};+-*%~^<>", code->data[at - 1])) return true;
  static const char *const words[] = {"return", "typeof", "case", "in",   "of",    "void", "await",
                                      "yield",  "delete", "do",   "else", "throw", "new"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t length = strlen(words[i]);
    if (at >= length && !memcmp(code->data + at - length, words[i], length) &&
        (at == length || !is_word(code->data[at - length - 1])))
      return true;
  }
  return false;
}

static const char *skip_quoted(const char *at, char quote) {
  while (*at && *at != quote) at += at[0] == '\\' && at[1] ? 2 : 1;
  return *at ? at + 1 : at;
}

static const char *skip_regexp(const char *at) {
  bool in_class = false;
  while (*at && *at != '\n' && (in_class || *at != '/')) {
    if (*at == '[') in_class = true;
    if (*at == ']') in_class = false;
    at += at[0] == '\\' && at[1] ? 2 : 1;
  }
  return *at ? at + 1 : at;
}

/* Copies the code without comments and strings, noting the literals that it passes. */
static Usage strip_code(const char *at, Text *code) {
  Usage usage = {0};
  text_add(code, "");
  while (*at) {
    if (at[0] == '/' && at[1] == '/') {
      at += strcspn(at, "\n\r");
    } else if (at[0] == '/' && at[1] == '*') {
      const char *end = strstr(at + 2, "*/");
      at = end ? end + 2 : at + strlen(at);
    } else if (*at == '"' || *at == '\'') {
      at = skip_quoted(at + 1, *at);
      text_add(code, "\"\"");
    } else if (*at == '/' && slash_opens_literal(code)) {
      usage.regexp = true;
      at = skip_regexp(at + 1);
      text_add(code, "0");
    } else if (isdigit((unsigned char)*at) &&
               !(code->length && is_word(code->data[code->length - 1]))) {
      const char *end = at;
      while (is_word(*end)) end++;
      if (end[-1] == 'n') usage.bigint = true;
      text_append(code, at, (size_t)(end - at));
      at = end;
    } else {
      text_append(code, at++, 1);
    }
  }
  return usage;
}

static bool uses_word(const char *code, const char *word) {
  size_t length = strlen(word);
  for (const char *at = code; (at = strstr(at, word)); at += length)
    if ((at == code || !is_word(at[-1])) && !is_word(at[length])) return true;
  return false;
}

/* ---- rules -------------------------------------------------------------------------- */

bool feature_rules_read(FeatureRules *rules, const char *path) {
  Text text = {0};
  if (!text_read_file(&text, path)) return false;
  StringList lines = {0};
  list_add_lines(&lines, text.data, text.length);
  rules->items = must_allocate(sizeof(FeatureRule) * (lines.count + 1));
  for (size_t i = 0; i < lines.count; i++) {
    char feature[128], action[16], group[64];
    int reason = 0;
    const char *line = lines.items[i];
    if (*line == '#' || sscanf(line, "%127s %15s %63s %n", feature, action, group, &reason) < 3)
      continue;
    rules->items[rules->count++] = (FeatureRule){
        .feature = must_duplicate(feature, strlen(feature)),
        .skip = !strcmp(action, "skip"),
        .group = must_duplicate(group, strlen(group)),
        .reason = must_duplicate(line + reason, strlen(line + reason)),
    };
  }
  list_clear(&lines);
  text_free(&text);
  return true;
}

static bool rule_matches(const FeatureRule *rule, const char *path, const Metadata *metadata,
                         const Text *code, Usage usage) {
  const char *word = after_prefix(rule->feature, "path:");
  if (word) return strstr(path, word) != NULL;
  word = after_prefix(rule->feature, "text:");
  if (word) return uses_word(code->data, word);
  if (!strcmp(rule->feature, "literal:regexp")) return usage.regexp;
  if (!strcmp(rule->feature, "literal:bigint")) return usage.bigint;
  word = after_prefix(rule->feature, "include:");
  if (word) return list_holds(&metadata->includes, word);
  return list_holds(&metadata->features, rule->feature);
}

const FeatureRule *feature_rules_match(const FeatureRules *rules, const char *path,
                                       const Metadata *metadata, const char *source) {
  Text code = {0};
  Usage usage = strip_code(source, &code);
  const FeatureRule *found = NULL;
  for (size_t i = 0; i < rules->count; i++) {
    const FeatureRule *rule = &rules->items[i];
    if ((found && !rule->skip) || !rule_matches(rule, path, metadata, &code, usage)) continue;
    found = rule;
    if (rule->skip) break;
  }
  text_free(&code);
  return found;
}
