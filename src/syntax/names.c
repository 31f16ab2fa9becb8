/* SPDX-License-Identifier: MIT */
/* names.c: the parser's own table of interned strings.
 *
 * Open hashing with chains through Name.next; the table doubles when it has as many names as
 * buckets. Words that the grammar knows carry their token, so that the lexer classifies an
 * identifier by interning it. */
#include "syntax/lexer.h"
#include "syntax/names.h"

#define NAMES_INITIAL_BUCKETS 512

static bool bytes_are_ascii(const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (bytes[i] & 0x80) return false;
  return true;
}

static void grow(Parser *parser) {
  NameTable *table = &parser->names;
  uint32_t count = (table->mask + 1) * 2;
  Name **buckets = ARENA_NEW_ARRAY(parser->arena, Name *, count);
  for (uint32_t i = 0; i <= table->mask; i++) {
    for (Name *name = table->buckets[i], *following; name; name = following) {
      following = name->next;
      Name **bucket = &buckets[name->hash & (count - 1)];
      name->next = *bucket;
      *bucket = name;
    }
  }
  table->buckets = buckets;
  table->mask = count - 1;
}

Name *intern_hashed(Parser *parser, const char *bytes, size_t length, uint32_t hash) {
  NameTable *table = &parser->names;
  for (Name *name = table->buckets[hash & table->mask]; name; name = name->next)
    if (name->hash == hash && name->length == length && memcmp(name->bytes, bytes, length) == 0)
      return name;
  if (unlikely(table->count > table->mask)) grow(parser);
  Name *name = arena_alloc(parser->arena, sizeof(Name) + length + 1);
  memcpy(name->bytes, bytes, length);
  name->hash = hash;
  name->length = (uint32_t)length;
  name->ascii = bytes_are_ascii(bytes, length);
  Name **bucket = &table->buckets[hash & table->mask];
  name->next = *bucket;
  *bucket = name;
  table->count++;
  return name;
}

Name *intern(Parser *parser, const char *bytes, size_t length) {
  return intern_hashed(parser, bytes, length, name_hash(bytes, length));
}

static void intern_word(Parser *parser, const char *text, TokenKind kind) {
  intern_string(parser, text)->token = (uint8_t)kind;
}

static void intern_words(Parser *parser) {
#define CONTEXTUAL(NAME, text) intern_word(parser, text, TOKEN_##NAME);
#include "syntax/tokens.def"
#define STRICT_RESERVED(NAME, text) intern_word(parser, text, TOKEN_##NAME);
#include "syntax/tokens.def"
#define KEYWORD(NAME, text, precedence, op) intern_word(parser, text, TOKEN_##NAME);
#include "syntax/tokens.def"
}

void names_init(Parser *parser) {
  parser->names.buckets = ARENA_NEW_ARRAY(parser->arena, Name *, NAMES_INITIAL_BUCKETS);
  parser->names.mask = NAMES_INITIAL_BUCKETS - 1;
  intern_words(parser);
  KnownNames *known = &parser->known;
  known->empty = intern_string(parser, "");
  known->use_strict = intern_string(parser, "use strict");
  known->proto = intern_string(parser, "__proto__");
  known->constructor = intern_string(parser, "constructor");
  known->prototype = intern_string(parser, "prototype");
  known->default_ = intern_string(parser, "default");
  known->star_default = intern_string(parser, "*default*");
  known->name = intern_string(parser, "name");
  known->meta = intern_string(parser, "meta");
  known->target = intern_string(parser, "target");
  known->react = intern_string(parser, "React");
}
