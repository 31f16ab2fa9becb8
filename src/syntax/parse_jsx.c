/* SPDX-License-Identifier: MIT */
/* parse_jsx.c: JSX elements, and the pragmas about them in comments.
 *
 * Inside an element the lexer's cutting does not apply: names may have hyphens, text runs up to
 * < or {, attribute strings have no escapes. White space in text is treated as every JSX
 * compiler does: lines are trimmed where they meet a line break, empty ones vanish, the rest is
 * joined by single spaces. Character references are decoded.   https://facebook.github.io/jsx/ */
#include "base/utf.h"
#include "syntax/jsx_entities.h"
#include "syntax/jsx_pragma.h"
#include "syntax/lexer.h"
#include "syntax/parse.h"

/* -------------------------------------------------------------------------------- text */

static void append(Parser *parser, const char *bytes, size_t length) {
  if (unlikely(!ByteVec_append(&parser->text, bytes, length))) fail_out_of_memory(parser);
}

static void append_code_point(Parser *parser, uint32_t c) {
  uint8_t bytes[UTF8_MAX_LENGTH];
  append(parser, (const char *)bytes, utf8_encode(c, bytes));
}

/* &#38; and &#x26; between `s` and the semicolon; UINT32_MAX if it is none. */
static uint32_t numeric_reference(const char *s, const char *semicolon) {
  bool hex = *s == 'x';
  uint32_t value = 0;
  if (hex) s++;
  if (s == semicolon) return UINT32_MAX;
  for (; s < semicolon; s++) {
    char lower = (char)(*s | 0x20);
    uint32_t digit = *s >= '0' && *s <= '9'                ? (uint32_t)(*s - '0')
                     : hex && lower >= 'a' && lower <= 'f' ? (uint32_t)(lower - 'a' + 10)
                                                           : 99;
    if (digit > 15) return UINT32_MAX;
    value = value * (hex ? 16 : 10) + digit;
    if (value > UTF_MAX_CODE_POINT) return UINT32_MAX;
  }
  return value;
}

/* Appends what the reference at the ampersand means, or the ampersand; returns where to go on. */
static const char *append_reference(Parser *parser, const char *s, const char *end) {
  const char *semicolon = s + 1;
  while (semicolon < end && *semicolon != ';' && semicolon - s <= 10) semicolon++;
  if (semicolon < end && *semicolon == ';') {
    uint32_t c = s[1] == '#' ? numeric_reference(s + 2, semicolon)
                             : jsx_entity(s + 1, (size_t)(semicolon - s - 1));
    if (c != UINT32_MAX) {
      append_code_point(parser, c);
      return semicolon + 1;
    }
  }
  append(parser, "&", 1);
  return s + 1;
}

/* Appends source text with references decoded and ill-formed bytes replaced. */
static void append_decoded(Parser *parser, const char *s, const char *end) {
  while (s < end) {
    if (*s == '&') {
      s = append_reference(parser, s, end);
      continue;
    }
    uint32_t size;
    append_code_point(parser, lexer_code_point(parser, s, &size));
    s += size;
  }
}

static bool is_blank(char c) { return c == ' ' || c == '\t'; }
static bool is_break(char c) { return c == '\n' || c == '\r'; }

/* The text of a child; NULL if it was only space with a line break. */
static Node *text_new(Parser *parser, const char *s, const char *end, uint32_t start) {
  bool some = false, first_line = true;
  ByteVec_clear(&parser->text);
  while (s <= end) {
    const char *line_end = s;
    while (line_end < end && !is_break(*line_end)) line_end++;
    bool last_line = line_end == end;
    const char *from = s, *to = line_end;
    while (!first_line && from < to && is_blank(*from)) from++;
    while (!last_line && to > from && is_blank(to[-1])) to--;
    if (from < to) {
      if (some) append(parser, " ", 1);
      append_decoded(parser, from, to);
      some = true;
    }
    first_line = false;
    s = line_end + 1;
  }
  if (!some) return NULL;
  StringNode *node = NEW_NODE(parser, STRING, StringNode, start);
  node->value = intern(parser, parser->text.items, parser->text.length);
  return &node->node;
}

/* ------------------------------------------------------------------------------- names */

static bool is_intrinsic(const Name *name) {
  char c = name->bytes[0];
  return (c >= 'a' && c <= 'z') || memchr(name->bytes, '-', name->length) != NULL;
}

static Token parse_jsx_identifier(Parser *parser) {
  if (!is_word_token(&parser->token)) fail_unexpected(parser);
  lexer_extend_jsx_identifier(parser);
  Token token = parser->token;
  next(parser);
  return token;
}

static Node *string_new(Parser *parser, Name *value, uint32_t start) {
  StringNode *node = NEW_NODE(parser, STRING, StringNode, start);
  node->value = value;
  return &node->node;
}

/* a:b as one string. */
static Name *join_namespaced(Parser *parser, const Name *space, const Name *name) {
  ByteVec_clear(&parser->text);
  append(parser, space->bytes, space->length);
  append(parser, ":", 1);
  append(parser, name->bytes, name->length);
  return intern(parser, parser->text.items, parser->text.length);
}

static Node *tag_head(Parser *parser, const Token *token, bool is_member) {
  if (!is_member && is_intrinsic(token->name)) return string_new(parser, token->name, token->start);
  if (token->name->token == TOKEN_THIS) {
    parser->function->uses |= USES_THIS;
    return node_new(parser, NODE_THIS, sizeof(Node), token->start);
  }
  if (parser->typescript) note_value_reference(parser, token->name);
  IdentifierNode *node = NEW_NODE(parser, IDENTIFIER, IdentifierNode, token->start);
  node->name = token->name;
  node->node.end = token->end;
  return &node->node;
}

static Node *parse_tag(Parser *parser) {
  Token token = parse_jsx_identifier(parser);
  if (at(parser, TOKEN_COLON)) {
    next(parser);
    Token name = parse_jsx_identifier(parser);
    return string_new(parser, join_namespaced(parser, token.name, name.name), token.start);
  }
  Node *tag = tag_head(parser, &token, at(parser, TOKEN_DOT));
  while (eat(parser, TOKEN_DOT)) {
    Token name = parse_jsx_identifier(parser);
    MemberNode *member = NEW_NODE(parser, MEMBER, MemberNode, token.start);
    member->object = tag;
    member->name = name.name;
    member->name_start = name.start;
    tag = &member->node;
  }
  return tag;
}

/* -------------------------------------------------------------------------- attributes */

/* { expression }; the closing brace is left as the token. */
static Node *parse_braced(Parser *parser) {
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  next(parser);
  Node *value = parse_expression(parser);
  parser->context = context;
  if (!at(parser, TOKEN_RIGHT_BRACE)) fail_unexpected(parser);
  return value;
}

static Node *parse_attribute_value(Parser *parser) {
  if (at(parser, TOKEN_JSX_TEXT)) {
    Token token = parser->token;
    ByteVec_clear(&parser->text);
    append_decoded(parser, parser->source + token.start + 1, parser->source + token.end - 1);
    next(parser);
    return string_new(parser, intern(parser, parser->text.items, parser->text.length), token.start);
  }
  if (at(parser, TOKEN_LESS)) return parse_jsx(parser);
  if (!at(parser, TOKEN_LEFT_BRACE)) fail_unexpected(parser);
  Node *value = parse_braced(parser);
  next(parser);
  return value;
}

static Node *parse_attribute(Parser *parser) {
  uint32_t start = parser->token.start;
  if (eat(parser, TOKEN_LEFT_BRACE)) {
    expect(parser, TOKEN_ELLIPSIS);
    Node *operand = parse_assignment(parser);
    expect(parser, TOKEN_RIGHT_BRACE);
    return unary_new(parser, NODE_SPREAD, start, operand);
  }
  PropertyNode *property = NEW_NODE(parser, PROPERTY, PropertyNode, start);
  Token token = parse_jsx_identifier(parser);
  Name *name = token.name;
  if (eat(parser, TOKEN_COLON))
    name = join_namespaced(parser, name, parse_jsx_identifier(parser).name);
  property->key = string_new(parser, name, start);
  if (at(parser, TOKEN_ASSIGN)) {
    lexer_next_jsx_value(parser);
    property->value = parse_attribute_value(parser);
  } else {
    property->value = node_new(parser, NODE_TRUE, sizeof(Node), start);
  }
  return finish(parser, property);
}

/* ---------------------------------------------------------------------------- elements */

/* {…} among the children; NULL for an empty one. The closing brace is left as the token. */
static Node *parse_child_expression(Parser *parser) {
  uint32_t start = parser->token.start;
  Token after = peek(parser);
  if (after.kind == TOKEN_RIGHT_BRACE) {
    next(parser);
    return NULL;
  }
  if (after.kind != TOKEN_ELLIPSIS) return parse_braced(parser);
  next(parser);
  next(parser);
  Node *operand = parse_assignment(parser);
  if (!at(parser, TOKEN_RIGHT_BRACE)) fail_unexpected(parser);
  return unary_new(parser, NODE_SPREAD, start, operand);
}

static JsxNode *parse_element(Parser *parser);

/* Children up to the closing tag, of which < is consumed and / is the token. The token before is
 * > or }. */
static void parse_children(Parser *parser) {
  for (;;) {
    lexer_rescan_jsx_text(parser);
    Token text = parser->token;
    Node *child =
        text_new(parser, parser->source + text.start, parser->source + text.end, text.start);
    next(parser);
    if (child) list_push(parser, child);
    if (at(parser, TOKEN_LEFT_BRACE)) {
      child = parse_child_expression(parser);
      if (child) list_push(parser, child);
      continue;
    }
    if (!at(parser, TOKEN_LESS)) fail_unexpected(parser);
    if (peek(parser).kind == TOKEN_DIVIDE) {
      next(parser);
      return;
    }
    list_push(parser, &parse_element(parser)->node);
  }
}

static bool same_tag(const Node *a, const Node *b) {
  if (!a || !b) return a == b;
  if (a->kind != b->kind) return false;
  switch (a->kind) {
    case NODE_STRING: return ((const StringNode *)a)->value == ((const StringNode *)b)->value;
    case NODE_IDENTIFIER:
      return ((const IdentifierNode *)a)->name == ((const IdentifierNode *)b)->name;
    case NODE_MEMBER:
      return ((const MemberNode *)a)->name == ((const MemberNode *)b)->name &&
             same_tag(((const MemberNode *)a)->object, ((const MemberNode *)b)->object);
    default: return true;
  }
}

/* /name of a closing tag; > is left as the token. */
static void parse_closing_tag(Parser *parser, const JsxNode *element) {
  uint32_t start = parser->token.start;
  next(parser);
  Node *tag = at(parser, TOKEN_GREATER) ? NULL : parse_tag(parser);
  if (!same_tag(element->tag, tag))
    fail(parser, start, parser->previous_end, "Expected corresponding JSX closing tag");
}

static bool at_tag_end(const Parser *parser) {
  return parser->token.kind == TOKEN_GREATER || parser->source[parser->token.start] == '>';
}

/* An element whose last token, >, is left as the token, so that the parent goes on behind it as
 * it must. */
/* ----------------------------------------------------------------- the automatic runtime */

bool jsx_is_key(const Node *attribute) {
  if (attribute->kind != NODE_PROPERTY) return false;
  const Node *key = as_property(attribute)->key;
  return key->kind == NODE_STRING && strcmp(as_string(key)->value->bytes, "key") == 0;
}

/* createElement is for a key behind a spread, which could be another key. */
static bool has_late_key(const JsxNode *node) {
  bool spread = false;
  for (uint32_t i = 0; i < node->attributes.count; i++) {
    if (spread && jsx_is_key(node->attributes.items[i])) return true;
    spread |= node->attributes.items[i]->kind == NODE_SPREAD;
  }
  return false;
}

static void note_needs(Parser *parser, JsxNode *node) {
  uint32_t count = node->children.count;
  bool many = count > 1 || (count == 1 && node->children.items[0]->kind == NODE_SPREAD);
  node->needs = has_late_key(node) ? JSX_NEEDS_CREATE_ELEMENT
                : many             ? JSX_NEEDS_JSXS
                                   : JSX_NEEDS_JSX;
  parser->program->jsx.needs |= node->needs;
  if (!node->tag) parser->program->jsx.needs |= JSX_NEEDS_FRAGMENT;
}

static bool pragma_is(const Name *name, const char *text) {
  return name && strcmp(name->bytes, text) == 0;
}

static Name *runtime_specifier(Parser *parser, const Name *source) {
  static const char suffix[] = "/jsx-runtime";
  char *text = arena_alloc(parser->arena, source->length + sizeof suffix);
  memcpy(text, source->bytes, source->length);
  memcpy(text + source->length, suffix, sizeof suffix);
  return intern(parser, text, source->length + sizeof suffix - 1);
}

/* Naming the source of the runtime asks for it, as does naming it automatic. A file that may be a
 * module is one then, for its functions are imported. */
static void choose_runtime(Parser *parser) {
  JsxPragmas *jsx = &parser->program->jsx;
  jsx->is_automatic = pragma_is(jsx->runtime, "automatic") ||
                      (jsx->import_source && !pragma_is(jsx->runtime, "classic"));
  if (!jsx->is_automatic) return;
  if (!jsx->import_source) jsx->import_source = intern(parser, "react", strlen("react"));
  jsx->runtime_source = runtime_specifier(parser, jsx->import_source);
  if (!parser->unambiguous || (parser->context & IN_MODULE)) return;
  parser->has_module_syntax = true;
  fail_token(parser, "The automatic JSX runtime is only for modules");
}

/* -------------------------------------------------------------------------- elements */

static JsxNode *parse_element(Parser *parser) {
  check_depth(parser);
  JsxNode *node = NEW_NODE(parser, JSX_ELEMENT, JsxNode, parser->token.start);
  uint32_t mark = list_begin(parser);
  next(parser);
  if (!at_tag_end(parser)) {
    node->tag = parse_tag(parser);
    if (parser->typescript && (at(parser, TOKEN_LESS) || at(parser, TOKEN_SHIFT_LEFT)))
      parse_type_arguments(parser);
    while (is_word_token(&parser->token) || at(parser, TOKEN_LEFT_BRACE)) {
      Node *attribute = parse_attribute(parser);
      if (attribute->kind == NODE_SPREAD) node->node.flags |= NODE_HAS_SPREAD;
      list_push(parser, attribute);
    }
  }
  node->attributes = list_end(parser, mark);
  bool empty = node->tag && eat(parser, TOKEN_DIVIDE);
  if (!at_tag_end(parser)) fail_unexpected(parser);
  if (!at(parser, TOKEN_GREATER)) lexer_split_angle(parser);
  if (!empty) {
    parse_children(parser);
    parse_closing_tag(parser, node);
    if (!at_tag_end(parser)) fail_unexpected(parser);
    if (!at(parser, TOKEN_GREATER)) lexer_split_angle(parser);
    node->children = list_end(parser, mark);
  }
  if (parser->program->jsx.is_automatic) note_needs(parser, node);
  node->node.end = parser->token.end;
  return node;
}

/* TypeScript: what the element will call is used as a value. */
static void note_factory(Parser *parser, const Name *dotted) {
  const char *dot = dotted ? memchr(dotted->bytes, '.', dotted->length) : NULL;
  Name *head = parser->known.react;
  if (dotted)
    head = intern(parser, dotted->bytes, dot ? (size_t)(dot - dotted->bytes) : dotted->length);
  note_value_reference(parser, head);
}

Node *parse_jsx(Parser *parser) {
  if (!parser->program->has_jsx) choose_runtime(parser);
  parser->program->has_jsx = true;
  if (parser->typescript && !parser->program->jsx.is_automatic) {
    note_factory(parser, parser->program->jsx.factory);
    note_factory(parser, parser->program->jsx.fragment);
  }
  JsxNode *node = parse_element(parser);
  next(parser);
  if (at(parser, TOKEN_LESS) && !newline_before(parser) && !parser->typescript)
    fail_token(parser, "Adjacent JSX elements must be wrapped in an enclosing tag");
  return &node->node;
}

/* ----------------------------------------------------------------------------- pragmas */

static bool is_pragma_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '*';
}

/* If the text is `word` and then an argument, interns the argument. */
static Name *pragma_argument(Parser *parser, const char *s, const char *end, const char *word) {
  size_t length = strlen(word);
  if ((size_t)(end - s) <= length || memcmp(s, word, length) != 0 || !is_pragma_space(s[length]))
    return NULL;
  s += length;
  while (s < end && is_pragma_space(*s)) s++;
  const char *from = s;
  while (s < end && !is_pragma_space(*s)) s++;
  return s > from ? intern(parser, from, (size_t)(s - from)) : NULL;
}

void jsx_pragma_scan(Parser *parser, const char *start, const char *end) {
  JsxPragmas *pragmas = &parser->program->jsx;
  for (const char *s = start; s < end && (s = memchr(s, '@', (size_t)(end - s))) != NULL; s++) {
    Name *argument;
    if ((argument = pragma_argument(parser, s, end, "@jsx"))) pragmas->factory = argument;
    else if ((argument = pragma_argument(parser, s, end, "@jsxFrag"))) pragmas->fragment = argument;
    else if ((argument = pragma_argument(parser, s, end, "@jsxRuntime")))
      pragmas->runtime = argument;
    else if ((argument = pragma_argument(parser, s, end, "@jsxImportSource")))
      pragmas->import_source = argument;
  }
}
