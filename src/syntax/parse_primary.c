/* SPDX-License-Identifier: MIT */
/* parse_primary.c: what expressions are made of: names, literals, arrays, objects, templates. */
#include "regexp/regexp_syntax.h"
#include "syntax/lexer.h"
#include "syntax/parse.h"

/* ---------------------------------------------------------------------------- literals */

static Node *parse_string_literal(Parser *parser) {
  Token token = parser->token;
  if (token.flags & TOKEN_LEGACY_OCTAL && is_strict(parser))
    fail_token(parser, "Octal escape sequences are not allowed in strict mode.");
  if (token.flags & TOKEN_LEGACY_DECIMAL && is_strict(parser))
    fail_token(parser, "\\8 and \\9 are not allowed in strict mode.");
  next(parser);
  StringNode *node = NEW_NODE(parser, STRING, StringNode, token.start);
  node->value = token.name;
  if (token.flags & TOKEN_ESCAPED) node->node.flags |= NODE_ESCAPED;
  if (token.flags & (TOKEN_LEGACY_OCTAL | TOKEN_LEGACY_DECIMAL))
    node->node.flags |= NODE_LEGACY_OCTAL;
  return &node->node;
}

/* The present token as a STRING or NUMBER literal. */
static Node *parse_number_literal(Parser *parser) {
  Token token = parser->token;
  if (token.flags & TOKEN_LEGACY_OCTAL && is_strict(parser))
    fail_token(parser, "Octal literals are not allowed in strict mode.");
  if (token.flags & TOKEN_LEGACY_DECIMAL && is_strict(parser))
    fail_token(parser, "Decimals with leading zeros are not allowed in strict mode.");
  next(parser);
  NumberNode *node = NEW_NODE(parser, NUMBER, NumberNode, token.start);
  node->value = token.number;
  if (token.flags & (TOKEN_LEGACY_OCTAL | TOKEN_LEGACY_DECIMAL))
    node->node.flags |= NODE_LEGACY_OCTAL;
  return &node->node;
}

static Node *parse_bigint_literal(Parser *parser) {
  Token token = parser->token;
  next(parser);
  StringNode *node = NEW_NODE(parser, BIGINT, StringNode, token.start);
  node->value = token.name;
  return &node->node;
}

/* A STRING node with this value for the present word, which is consumed. */
static Node *parse_word_as_string(Parser *parser) {
  Token token = parser->token;
  next(parser);
  StringNode *node = NEW_NODE(parser, STRING, StringNode, token.start);
  node->value = token.name;
  return &node->node;
}

static void report_regexp_error(Parser *parser, const Token *token,
                                const RegExpSyntaxError *error) {
  if (error->in_flags) fail(parser, token->start, token->end, "Invalid regular expression flags");
  fail(parser, token->start, token->end, "Invalid regular expression: /%s/%s: %s",
       token->name->bytes, token->raw->bytes, error->message);
}

/* A regular expression; the present token is / or /=. */
static Node *parse_regexp(Parser *parser) {
  lexer_rescan_regexp(parser);
  Token token = parser->token;
  RegExpSyntaxError error;
  RegExpSyntaxResult result =
      regexp_check_syntax(token.name->bytes, token.name->length, token.raw->bytes,
                          token.raw->length, parser->stack_limit, &error);
  if (result == REGEXP_SYNTAX_OUT_OF_MEMORY) fail_out_of_memory(parser);
  if (result == REGEXP_SYNTAX_TOO_DEEP) fail_too_deep(parser);
  if (result == REGEXP_SYNTAX_INVALID) report_regexp_error(parser, &token, &error);
  next(parser);
  RegExpNode *node = NEW_NODE(parser, REGEXP, RegExpNode, token.start);
  node->pattern = token.name;
  node->flags = token.raw;
  return &node->node;
}

/* One string part; the token is a TEMPLATE. */
static TemplatePart parse_template_part(Parser *parser, bool tagged) {
  Token *token = &parser->token;
  if (!token->name && !tagged)
    fail(parser, parser->template_error_start, parser->template_error_end, "%s",
         parser->template_error);
  return (TemplatePart){token->name, token->raw};
}

TemplateNode *parse_template(Parser *parser, bool tagged) {
  TemplateNode *node = NEW_NODE(parser, TEMPLATE, TemplateNode, parser->token.start);
  uint32_t mark = list_begin(parser), context = parser->context, count = 1, capacity = 1;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  TemplatePart *parts = ARENA_NEW_ARRAY(parser->arena, TemplatePart, capacity);
  parts[0] = parse_template_part(parser, tagged);
  while (!(parser->token.flags & TOKEN_TAIL)) {
    next(parser);
    list_push(parser, parse_expression(parser));
    if (!at(parser, TOKEN_RIGHT_BRACE)) {
      if (at(parser, TOKEN_END)) fail_token(parser, "Unterminated template literal");
      fail_unexpected(parser);
    }
    lexer_rescan_template(parser);
    if (count == capacity) {
      TemplatePart *larger = ARENA_NEW_ARRAY(parser->arena, TemplatePart, capacity * 2 + 2);
      memcpy(larger, parts, count * sizeof *parts);
      parts = larger;
      capacity = capacity * 2 + 2;
    }
    parts[count++] = parse_template_part(parser, tagged);
  }
  parser->context = context;
  next(parser);
  node->parts = parts;
  node->expressions = list_end(parser, mark);
  finish(parser, node);
  return node;
}

/* ------------------------------------------------------------------------------- names */

static Node *identifier_new(Parser *parser, const Token *token) {
  IdentifierNode *node = NEW_NODE(parser, IDENTIFIER, IdentifierNode, token->start);
  node->node.end = token->end;
  node->name = token->name;
  if (token->flags & TOKEN_ESCAPED) node->node.flags |= NODE_ESCAPED;
  return &node->node;
}

static Node *identifier_reference(Parser *parser, const Token *token) {
  check_identifier(parser, token, true);
  if (token->kind == TOKEN_ARGUMENTS) parser->function->uses |= USES_ARGUMENTS;
  if (parser->typescript) note_value_reference(parser, token->name);
  return identifier_new(parser, token);
}

/* `async` at the head of an expression: of a function, an arrow function, or just a name. NULL:
 * just a name. */
static Node *try_async(Parser *parser) {
  uint32_t start = parser->token.start;
  Token after = peek(parser);
  if (after.flags & TOKEN_NEWLINE_BEFORE) return NULL;
  if (after.kind == TOKEN_FUNCTION) return parse_function_expression(parser);
  if (parser->arrow_start != start) return NULL;
  if (is_identifier_token(&after)) return parse_async_single_arrow(parser, start);
  if (parser->typescript && after.kind == TOKEN_LESS)
    return parse_generic_arrow(parser, start, true);
  return NULL;
}

static Node *parse_name(Parser *parser) {
  if (unlikely(at_word(parser, TOKEN_ASYNC))) {
    Node *node = try_async(parser);
    if (node) return node;
  }
  Token token = parser->token;
  next(parser);
  if (unlikely(at(parser, TOKEN_ARROW)) && parser->arrow_start == token.start &&
      !newline_before(parser)) {
    check_identifier(parser, &token, false);
    return parse_single_arrow(parser, (IdentifierNode *)identifier_new(parser, &token),
                              token.start);
  }
  return identifier_reference(parser, &token);
}

static Node *parse_constant(Parser *parser, NodeKind kind) {
  uint32_t start = parser->token.start;
  next(parser);
  return node_new(parser, kind, sizeof(Node), start);
}

static Node *parse_this(Parser *parser) {
  parser->function->uses |= USES_THIS;
  return parse_constant(parser, NODE_THIS);
}

/* ------------------------------------------------------------------------------ arrays */

static Node *parse_spread(Parser *parser, CoverErrors *errors) {
  uint32_t start = parser->token.start;
  next(parser);
  Node *operand = parse_assignment_cover(parser, errors);
  Node *node = unary_new(parser, NODE_SPREAD, start, operand);
  if (at(parser, TOKEN_COMMA)) node->flags |= NODE_TRAILING_COMMA;
  return node;
}

static Node *parse_array(Parser *parser, CoverErrors *errors) {
  uint32_t context = parser->context, mark = list_begin(parser);
  ListNode *node = NEW_NODE(parser, ARRAY, ListNode, parser->token.start);
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  next(parser);
  while (!at(parser, TOKEN_RIGHT_BRACKET)) {
    if (at(parser, TOKEN_COMMA)) {
      list_push(parser, parse_constant(parser, NODE_HOLE));
      continue;
    }
    if (at(parser, TOKEN_ELLIPSIS)) {
      list_push(parser, parse_spread(parser, errors));
      node->node.flags |= NODE_HAS_SPREAD;
    } else {
      list_push(parser, parse_assignment_cover(parser, errors));
    }
    if (!at(parser, TOKEN_RIGHT_BRACKET)) expect(parser, TOKEN_COMMA);
  }
  parser->context = context;
  next(parser);
  node->items = list_end(parser, mark);
  return finish(parser, node);
}

/* ----------------------------------------------------------------------------- objects */

Node *parse_property_key(Parser *parser, bool *computed) {
  *computed = false;
  switch (parser->token.kind) {
    case TOKEN_STRING: return parse_string_literal(parser);
    case TOKEN_NUMBER: return parse_number_literal(parser);
    case TOKEN_BIGINT: return parse_bigint_literal(parser);
    case TOKEN_LEFT_BRACKET: {
      uint32_t context = parser->context;
      parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
      next(parser);
      Node *key = parse_assignment(parser);
      parser->context = context;
      expect(parser, TOKEN_RIGHT_BRACKET);
      *computed = true;
      return key;
    }
    default:
      if (!is_word_token(&parser->token)) fail_unexpected(parser);
      return parse_word_as_string(parser);
  }
}

/* Whether `get`, `set` or `async` before this token is itself the property's name. */
static bool ends_property_name(const Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_LEFT_PAREN:
    case TOKEN_COMMA:
    case TOKEN_RIGHT_BRACE:
    case TOKEN_COLON:
    case TOKEN_ASSIGN: return true;
    case TOKEN_LESS: return parser->typescript;
    case TOKEN_END: return true;
    default: return false;
  }
}

static Node *finish_method(Parser *parser, PropertyNode *node, PropertyKind kind,
                           FunctionKind function_kind, uint32_t flags) {
  node->node.op = (uint8_t)kind;
  node->value =
      (Node *)parse_method(parser, function_kind, flags, node->node.start, ALLOW_SUPER_PROPERTY);
  if (!node->value) fail_unexpected(parser);
  return finish(parser, node);
}

static Node *finish_value(Parser *parser, PropertyNode *node, CoverErrors *errors) {
  next(parser);
  bool is_proto = !(node->node.flags & NODE_COMPUTED) && node->key->kind == NODE_STRING &&
                  as_string(node->key)->value == parser->known.proto;
  if (is_proto) node->node.op = PROPERTY_PROTOTYPE;
  node->value = parse_assignment_cover(parser, errors);
  return finish(parser, node);
}

static Node *finish_shorthand(Parser *parser, PropertyNode *node, const Token *name,
                              CoverErrors *errors) {
  node->value = identifier_reference(parser, name);
  node->node.flags |= NODE_SHORTHAND;
  if (!at(parser, TOKEN_ASSIGN)) return finish(parser, node);
  if (errors->shorthand == NO_POSITION) errors->shorthand = parser->token.start;
  AssignNode *pattern = NEW_NODE(parser, PATTERN_DEFAULT, AssignNode, name->start);
  pattern->operator_start = parser->token.start;
  pattern->target = node->value;
  next(parser);
  pattern->value = parse_assignment(parser);
  node->value = finish(parser, pattern);
  return finish(parser, node);
}

static Node *parse_property(Parser *parser, CoverErrors *errors) {
  PropertyNode *node = NEW_NODE(parser, PROPERTY, PropertyNode, parser->token.start);
  Token name = parser->token;
  uint32_t flags = 0;
  bool computed, is_name = is_word_token(&name);
  TokenKind modifier = TOKEN_END;
  if (at_word(parser, TOKEN_ASYNC) || at_word(parser, TOKEN_GET) || at_word(parser, TOKEN_SET)) {
    node->key = parse_word_as_string(parser);
    if (!ends_property_name(parser) && !(name.kind == TOKEN_ASYNC && newline_before(parser)))
      modifier = (TokenKind)name.kind;
  }
  if (modifier == TOKEN_ASYNC) flags |= FUNCTION_ASYNC;
  if ((modifier == TOKEN_END && !node->key) || modifier == TOKEN_ASYNC) {
    if (eat(parser, TOKEN_MULTIPLY)) flags |= FUNCTION_GENERATOR;
  }
  if (modifier != TOKEN_END || !node->key) {
    is_name = modifier == TOKEN_END && !flags && is_name;
    node->key = parse_property_key(parser, &computed);
    if (computed) node->node.flags |= NODE_COMPUTED;
  }
  if (modifier == TOKEN_GET)
    return finish_method(parser, node, PROPERTY_GETTER, FUNCTION_GETTER, 0);
  if (modifier == TOKEN_SET)
    return finish_method(parser, node, PROPERTY_SETTER, FUNCTION_SETTER, 0);
  if (flags || at(parser, TOKEN_LEFT_PAREN) || (parser->typescript && at(parser, TOKEN_LESS)))
    return finish_method(parser, node, PROPERTY_METHOD, FUNCTION_METHOD, flags);
  if (at(parser, TOKEN_COLON)) return finish_value(parser, node, errors);
  if (!is_name) fail_unexpected(parser);
  return finish_shorthand(parser, node, &name, errors);
}

/* An array, object. */
static Node *parse_object(Parser *parser, CoverErrors *errors) {
  uint32_t context = parser->context, mark = list_begin(parser);
  ListNode *node = NEW_NODE(parser, OBJECT, ListNode, parser->token.start);
  bool has_proto = false;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  next(parser);
  while (!at(parser, TOKEN_RIGHT_BRACE)) {
    Node *property =
        at(parser, TOKEN_ELLIPSIS) ? parse_spread(parser, errors) : parse_property(parser, errors);
    if (property->kind == NODE_SPREAD) node->node.flags |= NODE_HAS_SPREAD;
    if (property->kind == NODE_PROPERTY && property->op == PROPERTY_PROTOTYPE) {
      if (has_proto && errors->double_proto == NO_POSITION) errors->double_proto = property->start;
      has_proto = true;
    }
    list_push(parser, property);
    if (!at(parser, TOKEN_RIGHT_BRACE)) expect(parser, TOKEN_COMMA);
  }
  parser->context = context;
  next(parser);
  node->items = list_end(parser, mark);
  return finish(parser, node);
}

/* ------------------------------------------------------------------ new, super, import */

static Node *parse_new_target(Parser *parser, uint32_t start) {
  next(parser);
  if (at(parser, TOKEN_IDENTIFIER) && parser->token.name == parser->known.target &&
      !(parser->token.flags & TOKEN_ESCAPED)) {
    if (!(parser->context & ALLOW_NEW_TARGET))
      fail(parser, start, parser->token.end, "new.target expression is not allowed here");
    next(parser);
    parser->function->uses |= USES_NEW_TARGET;
    return node_new(parser, NODE_NEW_TARGET, sizeof(Node), start);
  }
  if (parser->token.flags & TOKEN_ESCAPED)
    fail_token(parser, "'new.target' must not contain escaped characters");
  fail_unexpected(parser);
}

static Node *parse_new(Parser *parser) {
  check_depth(parser);
  uint32_t start = parser->token.start, context = parser->context;
  next(parser);
  if (at(parser, TOKEN_DOT)) return parse_new_target(parser, start);
  CoverErrors errors = cover_errors_none();
  uint32_t callee_start = parser->token.start;
  if (at(parser, TOKEN_IMPORT) && peek(parser).kind == TOKEN_LEFT_PAREN)
    fail_token(parser, "Cannot use new with import");
  if (at(parser, TOKEN_SUPER) && peek(parser).kind == TOKEN_LEFT_PAREN)
    fail_token(parser, "'super' keyword unexpected here");
  parser->arrow_start = NO_POSITION;
  Node *callee = at(parser, TOKEN_NEW) ? parse_new(parser) : parse_primary(parser, &errors);
  check_cover_errors(parser, &errors);
  if (callee->kind == NODE_IMPORT_CALL && !(callee->flags & NODE_PARENTHESIZED))
    fail_node(parser, callee, "Cannot use new with import");
  callee = parse_subscripts(parser, callee, callee_start, false);
  parser->context = context;
  CallNode *node = NEW_NODE(parser, NEW, CallNode, start);
  node->callee = callee;
  node->arguments_start = parser->previous_end;
  if (at(parser, TOKEN_LEFT_PAREN)) {
    bool has_spread;
    node->arguments_start = parser->token.start;
    node->arguments = parse_arguments(parser, &has_spread);
    if (has_spread) node->node.flags |= NODE_HAS_SPREAD;
  } else if (at(parser, TOKEN_QUESTION_DOT)) {
    fail_token(parser, "Invalid optional chain from new expression");
  }
  return finish(parser, node);
}

static Node *parse_super_call(Parser *parser, uint32_t start) {
  if (!(parser->context & ALLOW_SUPER_CALL))
    fail(parser, start, start + 5, "'super' keyword unexpected here");
  bool has_spread;
  uint32_t arguments_start = parser->token.start;
  parser->function->uses |= USES_SUPER_CALL | USES_THIS;
  NodeList arguments = parse_arguments(parser, &has_spread);
  CallNode *node = NEW_NODE(parser, SUPER_CALL, CallNode, start);
  node->arguments = arguments;
  node->arguments_start = arguments_start;
  if (has_spread) node->node.flags |= NODE_HAS_SPREAD;
  return &node->node;
}

static Node *parse_super(Parser *parser) {
  uint32_t start = parser->token.start;
  next(parser);
  if (at(parser, TOKEN_LEFT_PAREN)) return parse_super_call(parser, start);
  bool member = at(parser, TOKEN_DOT) || at(parser, TOKEN_LEFT_BRACKET);
  if (!member || !(parser->context & ALLOW_SUPER_PROPERTY))
    fail(parser, start, start + 5, "'super' keyword unexpected here");
  parser->function->uses |= USES_SUPER_PROPERTY | USES_THIS;
  if (eat(parser, TOKEN_DOT)) {
    if (at(parser, TOKEN_PRIVATE_NAME)) fail_token(parser, "Unexpected private field");
    if (!is_word_token(&parser->token)) fail_unexpected(parser);
    Token name = parser->token;
    next(parser);
    MemberNode *node = NEW_NODE(parser, SUPER_MEMBER, MemberNode, start);
    node->name = name.name;
    node->name_start = name.start;
    return &node->node;
  }
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  next(parser);
  Node *index = parse_expression(parser);
  parser->context = context;
  expect(parser, TOKEN_RIGHT_BRACKET);
  IndexNode *node = NEW_NODE(parser, SUPER_INDEX, IndexNode, start);
  node->index = index;
  return &node->node;
}

static Node *parse_import_call(Parser *parser, uint32_t start, ImportPhase phase) {
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  next(parser);
  ImportCallNode *node = NEW_NODE(parser, IMPORT_CALL, ImportCallNode, start);
  node->node.op = (uint8_t)phase;
  if (at(parser, TOKEN_RIGHT_PAREN)) fail_token(parser, "import() requires a specifier");
  node->specifier = parse_assignment(parser);
  if (eat(parser, TOKEN_COMMA) && !at(parser, TOKEN_RIGHT_PAREN)) {
    node->options = parse_assignment(parser);
    eat(parser, TOKEN_COMMA);
  }
  parser->context = context;
  expect(parser, TOKEN_RIGHT_PAREN);
  return finish(parser, node);
}

static Node *parse_import_meta(Parser *parser, uint32_t start) {
  if (parser->token.flags & TOKEN_ESCAPED)
    fail_token(parser, "'import.meta' must not contain escaped characters");
  if (!(parser->context & IN_MODULE)) {
    parser->has_module_syntax = true;
    fail(parser, start, parser->token.end, "Cannot use 'import.meta' outside a module");
  }
  parser->uses_import_meta = true;
  next(parser);
  return node_new(parser, NODE_IMPORT_META, sizeof(Node), start);
}

static Node *parse_import_expression(Parser *parser) {
  uint32_t start = parser->token.start;
  next(parser);
  if (at(parser, TOKEN_LEFT_PAREN))
    return parse_import_call(parser, start, IMPORT_PHASE_EVALUATION);
  if (!at(parser, TOKEN_DOT)) {
    if (!(parser->context & IN_MODULE) &&
        (is_word_token(&parser->token) || at(parser, TOKEN_STRING) ||
         at(parser, TOKEN_LEFT_BRACE) || at(parser, TOKEN_MULTIPLY))) {
      parser->has_module_syntax = true;
      fail(parser, start, start + 6, "Cannot use import statement outside a module");
    }
    fail_unexpected(parser);
  }
  next(parser);
  if (at(parser, TOKEN_IDENTIFIER) && parser->token.name == parser->known.meta)
    return parse_import_meta(parser, start);
  ImportPhase phase = at_word(parser, TOKEN_DEFER) ? IMPORT_PHASE_DEFER : IMPORT_PHASE_SOURCE;
  if (!at_word(parser, TOKEN_DEFER) && !at_word(parser, TOKEN_SOURCE)) fail_unexpected(parser);
  next(parser);
  if (!at(parser, TOKEN_LEFT_PAREN)) fail_unexpected(parser);
  return parse_import_call(parser, start, phase);
}

/* ----------------------------------------------------------------------------- primary */

bool starts_expression(const Parser *parser, const Token *token) {
  (void)parser;
  if (is_identifier_token(token)) return true;
  switch (token->kind) {
    case TOKEN_NUMBER:
    case TOKEN_BIGINT:
    case TOKEN_STRING:
    case TOKEN_TEMPLATE:
    case TOKEN_PRIVATE_NAME:
    case TOKEN_LEFT_BRACE:
    case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_AT:
    case TOKEN_NOT:
    case TOKEN_TILDE:
    case TOKEN_INCREMENT:
    case TOKEN_DECREMENT:
    case TOKEN_LESS:
    case TOKEN_PLUS:
    case TOKEN_MINUS:
    case TOKEN_DIVIDE:
    case TOKEN_ASSIGN_DIVIDE:
    case TOKEN_CLASS:
    case TOKEN_DELETE:
    case TOKEN_FALSE:
    case TOKEN_FUNCTION:
    case TOKEN_IMPORT:
    case TOKEN_NEW:
    case TOKEN_NULL:
    case TOKEN_SUPER:
    case TOKEN_THIS:
    case TOKEN_TRUE:
    case TOKEN_TYPEOF:
    case TOKEN_VOID:
    case TOKEN_ESCAPED_KEYWORD: return true;
    default: return false;
  }
}

Node *parse_primary(Parser *parser, CoverErrors *errors) {
  switch (parser->token.kind) {
    case TOKEN_NUMBER: return parse_number_literal(parser);
    case TOKEN_STRING: return parse_string_literal(parser);
    case TOKEN_BIGINT: return parse_bigint_literal(parser);
    case TOKEN_TEMPLATE: return (Node *)parse_template(parser, false);
    case TOKEN_DIVIDE:
    case TOKEN_ASSIGN_DIVIDE: return parse_regexp(parser);
    case TOKEN_LEFT_PAREN: return parse_parenthesized(parser);
    case TOKEN_LEFT_BRACKET: return parse_array(parser, errors);
    case TOKEN_LEFT_BRACE: return parse_object(parser, errors);
    case TOKEN_THIS: return parse_this(parser);
    case TOKEN_NULL: return parse_constant(parser, NODE_NULL);
    case TOKEN_TRUE: return parse_constant(parser, NODE_TRUE);
    case TOKEN_FALSE: return parse_constant(parser, NODE_FALSE);
    case TOKEN_FUNCTION: return parse_function_expression(parser);
    case TOKEN_CLASS:
    case TOKEN_AT: return parse_class_expression(parser);
    case TOKEN_NEW: return parse_new(parser);
    case TOKEN_SUPER: return parse_super(parser);
    case TOKEN_IMPORT: return parse_import_expression(parser);
    case TOKEN_LESS:
      if (parser->jsx) return parse_jsx(parser);
      fail_unexpected(parser);
    default:
      if (likely(is_identifier_token(&parser->token))) return parse_name(parser);
      fail_unexpected(parser);
  }
}
