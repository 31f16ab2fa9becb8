/* SPDX-License-Identifier: MIT */
/* parse_function.c: function declarations, expressions and methods; parameters, bodies,
 * directives.
 *
 * Whether a function is strict may be known only when its directives have been read, after its
 * name and parameters: these are checked again then. */
#include "syntax/parse.h"

/* ------------------------------------------------------------------------------- names */

static void check_await_identifier(Parser *parser, const Token *token) {
  if (parser->context & (IN_ASYNC | IN_MODULE | IN_STATIC_BLOCK))
    fail(parser, token->start, token->end, "Unexpected reserved word");
  if (parser->await_identifier_position == NO_POSITION)
    parser->await_identifier_position = token->start;
}

void check_identifier(Parser *parser, const Token *token, bool reference) {
  if (likely(token->kind == TOKEN_IDENTIFIER)) return;
  if (!is_identifier_token(token)) {
    if (token->kind == TOKEN_ESCAPED_KEYWORD)
      fail(parser, token->start, token->end, "Keyword must not contain escaped characters");
    fail_unexpected_token(parser, token);
  }
  if (is_ambient(parser)) return;
  switch (token->kind) {
    case TOKEN_AWAIT: check_await_identifier(parser, token); break;
    case TOKEN_ARGUMENTS:
      if (reference && (parser->context & NO_ARGUMENTS))
        fail(
            parser, token->start, token->end,
            "'arguments' is not allowed in class field initializer or static initialization block");
      FALL_THROUGH;
    case TOKEN_EVAL:
      if (!reference && is_strict(parser))
        fail(parser, token->start, token->end, "Unexpected eval or arguments in strict mode");
      break;
    case TOKEN_YIELD:
      if (parser->context & (IN_GENERATOR | IN_STRICT)) fail_unexpected_token(parser, token);
      break;
    default:
      if (token->kind >= TOKEN_IMPLEMENTS && is_strict(parser))
        fail_unexpected_token(parser, token);
  }
}

/* ---------------------------------------------------------------- entering and leaving */

FunctionNode *function_new(Parser *parser, FunctionKind kind, uint32_t flags, uint32_t start) {
  FunctionNode *function = NEW_NODE(parser, FUNCTION, FunctionNode, start);
  function->function_kind = (uint8_t)kind;
  function->flags = flags | FUNCTION_SIMPLE_PARAMETERS | (is_strict(parser) ? FUNCTION_STRICT : 0u);
  function->name_start = start;
  function->body_start = start;
  return function;
}

/* The bits of the context that a function of that kind brings. */
static uint32_t function_context(uint32_t flags) {
  return ((flags & FUNCTION_ASYNC) ? IN_ASYNC : 0u) |
         ((flags & FUNCTION_GENERATOR) ? IN_GENERATOR : 0u);
}

FunctionSave function_enter(Parser *parser, FunctionNode *function, uint32_t context) {
  FunctionSave save = {
      parser->function,       parser->scope,
      parser->var_scope,      parser->jumps,
      parser->context,        parser->hoist_candidates.length,
      parser->function_total, parser->yield_position,
      parser->await_position, parser->await_identifier_position,
  };
  function->outer = parser->function;
  parser->function = function;
  parser->jumps = NULL;
  parser->yield_position = parser->await_position = parser->await_identifier_position = NO_POSITION;
  parser->context = (parser->context & ~(uint32_t)RESET_IN_FUNCTION) | context;
  return save;
}

void function_leave(Parser *parser, FunctionNode *function, const FunctionSave *save) {
  if (function->body_scope) resolve_hoisting(parser, save->hoist_mark, function->body_scope);
  function->function_count = parser->function_total - save->function_total;
  parser->function_total++;
  parser->function = save->function;
  parser->scope = save->scope;
  parser->var_scope = save->var_scope;
  parser->jumps = save->jumps;
  parser->context = save->context;
  parser->yield_position = save->yield_position;
  parser->await_position = save->await_position;
  parser->await_identifier_position = save->await_identifier_position;
  if (function->function_kind == FUNCTION_ARROW)
    parser->function->inner_uses |= function->uses | function->inner_uses;
}

static void open_parameter_scope(Parser *parser, FunctionNode *function) {
  function->scope = function->body_scope = parser->var_scope = scope_push(parser, SCOPE_FUNCTION);
}

/* -------------------------------------------------------------------------- parameters */

static void note_parameter(Parser *parser, FunctionNode *function, Node *node) {
  check_depth(parser);
  switch (node->kind) {
    case NODE_IDENTIFIER:
      if (!declare_parameter(parser, as_identifier(node)))
        function->flags |= FUNCTION_DUPLICATE_PARAMETERS;
      break;
    case NODE_PATTERN_DEFAULT:
      function->flags |= FUNCTION_PARAMETER_EXPRESSIONS;
      note_parameter(parser, function, as_pattern_default(node)->target);
      break;
    case NODE_REST: note_parameter(parser, function, as_rest(node)->operand); break;
    case NODE_PROPERTY:
      if (node->flags & NODE_COMPUTED) function->flags |= FUNCTION_PARAMETER_EXPRESSIONS;
      note_parameter(parser, function, as_property(node)->value);
      break;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN: {
      NodeList items = ((ListNode *)node)->items;
      node->flags |= NODE_BINDING;
      for (uint32_t i = 0; i < items.count; i++) note_parameter(parser, function, items.items[i]);
      break;
    }
    default: break;
  }
}

void declare_parameters(Parser *parser, FunctionNode *function) {
  bool counting = true;
  for (uint32_t i = 0; i < function->parameters.count; i++) {
    Node *parameter = function->parameters.items[i];
    if (parameter->kind != NODE_IDENTIFIER)
      function->flags &= ~(uint32_t)FUNCTION_SIMPLE_PARAMETERS;
    if (parameter->kind == NODE_REST) function->flags |= FUNCTION_REST_PARAMETER;
    if (parameter->kind == NODE_REST || parameter->kind == NODE_PATTERN_DEFAULT) counting = false;
    if (counting) function->length++;
    note_parameter(parser, function, parameter);
  }
}

static bool is_parameter_modifier(const Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_PUBLIC:
    case TOKEN_PRIVATE:
    case TOKEN_PROTECTED:
    case TOKEN_READONLY:
    case TOKEN_OVERRIDE: return !(parser->token.flags & TOKEN_ESCAPED);
    default: return false;
  }
}

/* TypeScript's `private readonly` before a parameter. True if there was any. */
static bool parse_parameter_modifiers(Parser *parser) {
  bool found = false;
  while (is_parameter_modifier(parser)) {
    Token after = peek(parser);
    if (!is_identifier_token(&after) && after.kind != TOKEN_LEFT_BRACE &&
        after.kind != TOKEN_LEFT_BRACKET)
      break;
    found = true;
    next(parser);
  }
  return found;
}

static Node *parse_parameter_default(Parser *parser, Node *target) {
  if (!at(parser, TOKEN_ASSIGN)) return target;
  AssignNode *node = NEW_NODE(parser, PATTERN_DEFAULT, AssignNode, target->start);
  node->operator_start = parser->token.start;
  node->target = target;
  next(parser);
  node->value = parse_assignment(parser);
  return finish(parser, node);
}

static Node *parse_rest_parameter(Parser *parser) {
  uint32_t start = parser->token.start;
  next(parser);
  Node *operand = parse_binding_target(parser);
  if (parser->typescript) {
    eat(parser, TOKEN_QUESTION);
    parse_optional_type_annotation(parser);
  }
  if (at(parser, TOKEN_ASSIGN))
    fail_token(parser, "Rest parameter may not have a default initializer");
  Node *node = unary_new(parser, NODE_REST, start, operand);
  if (at(parser, TOKEN_COMMA) && !is_ambient(parser))
    fail_token(parser, "Rest parameter must be last formal parameter");
  return node;
}

static Node *parse_parameter(Parser *parser, FunctionNode *function) {
  bool is_property = false;
  if (parser->typescript) {
    if (at(parser, TOKEN_AT)) fail_token(parser, "Decorators are not valid here");
    is_property = parse_parameter_modifiers(parser);
    if (is_property && function->function_kind != FUNCTION_CONSTRUCTOR_BASE &&
        function->function_kind != FUNCTION_CONSTRUCTOR_DERIVED && !is_ambient(parser))
      fail_token(parser, "A parameter property is only allowed in a constructor implementation");
  }
  if (at(parser, TOKEN_ELLIPSIS)) return parse_rest_parameter(parser);
  Node *target = parse_binding_target(parser);
  if (is_property) {
    if (target->kind != NODE_IDENTIFIER)
      fail_node(parser, target, "A parameter property may not be declared using a binding pattern");
    target->flags |= NODE_PARAMETER_PROPERTY;
    function->flags |= FUNCTION_PARAMETER_PROPERTIES;
  }
  if (parser->typescript) {
    eat(parser, TOKEN_QUESTION);
    parse_optional_type_annotation(parser);
  }
  return parse_parameter_default(parser, target);
}

/* TypeScript's `this: T` at the head of the parameters. */
static void skip_this_parameter(Parser *parser) {
  if (!parser->typescript || !at(parser, TOKEN_THIS)) return;
  next(parser);
  parse_optional_type_annotation(parser);
  if (!at(parser, TOKEN_RIGHT_PAREN)) expect(parser, TOKEN_COMMA);
}

static void parse_parameters(Parser *parser, FunctionNode *function) {
  uint32_t mark = list_begin(parser), context = parser->context;
  if (parser->typescript) parse_optional_type_parameters(parser);
  expect(parser, TOKEN_LEFT_PAREN);
  parser->context |= IN_PARAMETERS;
  skip_this_parameter(parser);
  while (!at(parser, TOKEN_RIGHT_PAREN)) {
    list_push(parser, parse_parameter(parser, function));
    if (at(parser, TOKEN_RIGHT_PAREN)) break;
    if (!at(parser, TOKEN_COMMA)) {
      fail_unexpected(parser);
    }
    next(parser);
  }
  parser->context = context;
  next(parser);
  function->parameters = list_end(parser, mark);
  declare_parameters(parser, function);
  if (parser->typescript) parse_optional_return_type(parser);
}

/* ------------------------------------------------------------------------------ bodies */

static void collect_identifiers(Parser *parser, Node *node) {
  switch (node->kind) {
    case NODE_IDENTIFIER: list_push(parser, node); break;
    case NODE_PATTERN_DEFAULT: collect_identifiers(parser, as_pattern_default(node)->target); break;
    case NODE_REST: collect_identifiers(parser, as_rest(node)->operand); break;
    case NODE_PROPERTY: collect_identifiers(parser, as_property(node)->value); break;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN: {
      NodeList items = ((ListNode *)node)->items;
      for (uint32_t i = 0; i < items.count; i++) collect_identifiers(parser, items.items[i]);
      break;
    }
    default: break;
  }
}

static void check_strict_binding(Parser *parser, const Name *name, uint32_t start, uint32_t end) {
  if (name->token == TOKEN_EVAL || name->token == TOKEN_ARGUMENTS)
    fail(parser, start, end, "Unexpected eval or arguments in strict mode");
  if (name->token >= TOKEN_IMPLEMENTS && name->token < TOKEN_BREAK)
    fail(parser, start, end, "Unexpected strict mode reserved word");
}

NO_RETURN static void fail_duplicate_parameter(Parser *parser, uint32_t mark) {
  Node **nodes = parser->nodes.items;
  for (uint32_t i = mark; i < parser->nodes.length; i++)
    for (uint32_t j = mark; j < i; j++)
      if (as_identifier(nodes[i])->name == as_identifier(nodes[j])->name)
        fail_node(parser, nodes[i], "Duplicate parameter name not allowed in this context");
  UNREACHABLE();
}

void check_function_names(Parser *parser, FunctionNode *function, Name *name, uint32_t name_start,
                          bool unique_parameters) {
  bool strict = function->flags & FUNCTION_STRICT;
  if (strict && name) check_strict_binding(parser, name, name_start, name_start + name->length);
  bool duplicates =
      (function->flags & FUNCTION_DUPLICATE_PARAMETERS) &&
      (strict || unique_parameters || !(function->flags & FUNCTION_SIMPLE_PARAMETERS));
  if (!strict && !duplicates) return;
  uint32_t mark = list_begin(parser);
  for (uint32_t i = 0; i < function->parameters.count; i++)
    collect_identifiers(parser, function->parameters.items[i]);
  if (duplicates) fail_duplicate_parameter(parser, mark);
  for (uint32_t i = mark; i < parser->nodes.length; i++) {
    Node *node = parser->nodes.items[i];
    check_strict_binding(parser, as_identifier(node)->name, node->start, node->end);
  }
  NodeVec_truncate(&parser->nodes, mark);
}

static void become_strict(Parser *parser, FunctionNode *function, const Token *directive) {
  if (!(function->flags & FUNCTION_SIMPLE_PARAMETERS))
    fail(parser, directive->start, directive->end,
         "Illegal 'use strict' directive in function with non-simple parameter list");
  parser->context |= IN_STRICT;
  function->flags |= FUNCTION_STRICT | FUNCTION_USE_STRICT;
  function->scope->flags |= SCOPE_STRICT;
  function->body_scope->flags |= SCOPE_STRICT;
  if (function->name_scope) function->name_scope->flags |= SCOPE_STRICT;
}

/* A statement that begins with a string. If it is a directive, it is marked so; returns whether. */
static bool parse_directive(Parser *parser, FunctionNode *function, Node **octal) {
  Token token = parser->token;
  Node *statement = parse_statement_list_item(parser);
  list_push(parser, statement);
  if (statement->kind != NODE_EXPRESSION_STATEMENT) return false;
  Node *expression = ((UnaryNode *)statement)->operand;
  if (expression->kind != NODE_STRING || (expression->flags & NODE_PARENTHESIZED)) return false;
  statement->flags |= NODE_DIRECTIVE;
  if ((expression->flags & NODE_LEGACY_OCTAL) && !*octal) *octal = expression;
  if (as_string(expression)->value == parser->known.use_strict && token.end - token.start == 12)
    become_strict(parser, function, &token);
  if (is_strict(parser) && *octal)
    fail_node(parser, *octal, "Octal escape sequences are not allowed in strict mode.");
  return true;
}

void parse_function_statements(Parser *parser, FunctionNode *function, TokenKind end) {
  uint32_t mark = list_begin(parser);
  Node *octal = NULL;
  while (at(parser, TOKEN_STRING) && parse_directive(parser, function, &octal)) continue;
  while (!at(parser, end)) {
    if (at(parser, TOKEN_END)) fail_unexpected(parser);
    Node *statement = parse_statement_list_item(parser);
    if (statement) list_push(parser, statement);
  }
  function->body = list_end(parser, mark);
}

void parse_function_body(Parser *parser, FunctionNode *function) {
  check_depth(parser);
  function->body_start = parser->token.start;
  if (function->flags & FUNCTION_PARAMETER_EXPRESSIONS)
    function->body_scope = parser->var_scope = scope_push(parser, SCOPE_BODY);
  parser->context = (parser->context & ~(uint32_t)IN_PARAMETERS) | ALLOW_RETURN;
  expect(parser, TOKEN_LEFT_BRACE);
  parse_function_statements(parser, function, TOKEN_RIGHT_BRACE);
  if (function->body_scope->flags & SCOPE_HAS_USING) function->flags |= FUNCTION_HAS_USING;
  next(parser);
  finish(parser, function);
}

/* TypeScript: no body, but the end of a signature. */
static bool at_missing_body(Parser *parser) {
  if (!parser->typescript || at(parser, TOKEN_LEFT_BRACE)) return false;
  if (!at(parser, TOKEN_SEMICOLON) && !can_insert_semicolon(parser)) return false;
  eat(parser, TOKEN_SEMICOLON);
  return true;
}

/* ----------------------------------------------------------- declarations, expressions */

/* [async] function [*]: the flags they give. */
static uint32_t parse_function_keywords(Parser *parser) {
  uint32_t flags = 0;
  if (at_word(parser, TOKEN_ASYNC)) {
    next(parser);
    flags |= FUNCTION_ASYNC;
  }
  expect(parser, TOKEN_FUNCTION);
  if (eat(parser, TOKEN_MULTIPLY)) flags |= FUNCTION_GENERATOR;
  return flags;
}

/* From the parameters on. False for a TypeScript signature without a body. */
static bool parse_function_rest(Parser *parser, FunctionNode *function) {
  open_parameter_scope(parser, function);
  parse_parameters(parser, function);
  if (at_missing_body(parser)) return false;
  if (is_ambient(parser) && !at(parser, TOKEN_LEFT_BRACE)) fail_unexpected(parser);
  parse_function_body(parser, function);
  return true;
}

static void name_function(FunctionNode *function, const Token *name) {
  function->name = name->name;
  function->name_start = name->start;
}

Node *parse_function_expression(Parser *parser) {
  check_depth(parser);
  uint32_t start = parser->token.start;
  uint32_t flags = parse_function_keywords(parser);
  FunctionNode *function = function_new(parser, FUNCTION_NORMAL, flags, start);
  FunctionSave save = function_enter(parser, function, function_context(flags) | ALLOW_NEW_TARGET);
  if (is_word_token(&parser->token)) {
    Token name = parser->token;
    check_identifier(parser, &name, false);
    name_function(function, &name);
    function->name_scope = scope_push(parser, SCOPE_FUNCTION_NAME);
    declare(parser, name.name, DECLARE_FUNCTION_NAME, name.start, name.end);
    next(parser);
  }
  if (!parse_function_rest(parser, function)) fail_unexpected(parser);
  check_function_names(parser, function, function->name, function->name_start, false);
  function_leave(parser, function, &save);
  return finish(parser, function);
}

/* The name of a declaration; NULL if there is none and it is a default export. */
static bool parse_declaration_name(Parser *parser, bool default_export, Token *name) {
  *name = parser->token;
  if (!is_word_token(name)) {
    if (default_export) return false;
    if (at(parser, TOKEN_LEFT_PAREN))
      fail_token(parser, "Function statements require a function name");
    fail_unexpected(parser);
  }
  check_identifier(parser, name, false);
  next(parser);
  return true;
}

Node *parse_function_declaration(Parser *parser, bool default_export) {
  check_depth(parser);
  uint32_t start = parser->token.start;
  uint32_t flags = parse_function_keywords(parser);
  Token name;
  bool named = parse_declaration_name(parser, default_export, &name);
  FunctionNode *function =
      function_new(parser, FUNCTION_NORMAL, flags | FUNCTION_DECLARATION, start);
  if (named) name_function(function, &name);
  Scope *last_child = parser->scope->last_child;
  FunctionSave save = function_enter(parser, function, function_context(flags) | ALLOW_NEW_TARGET);
  bool has_body = parse_function_rest(parser, function);
  if (has_body) check_function_names(parser, function, function->name, function->name_start, false);
  function_leave(parser, function, &save);
  if (!has_body) {
    scope_forget_children(parser->scope, last_child);
    parser->function_total--;
    if (named) note_type_name(parser, name.name);
    return NULL;
  }
  finish(parser, function);
  FunctionDeclarationNode *node =
      NEW_NODE(parser, FUNCTION_DECLARATION, FunctionDeclarationNode, start);
  node->function = function;
  Name *declared = named ? name.name : parser->known.star_default;
  declare_function(parser, node, declared, named ? name.start : start,
                   named ? name.end : start + 8);
  return &node->node;
}

/* ----------------------------------------------------------------------------- methods */

static void check_accessor_parameters(Parser *parser, FunctionNode *function) {
  uint32_t count = function->parameters.count, start = function->node.start,
           end = parser->previous_end;
  if (function->function_kind == FUNCTION_GETTER && count != 0)
    fail(parser, start, end, "Getter must not have any formal parameters.");
  if (function->function_kind != FUNCTION_SETTER) return;
  if (count != 1) fail(parser, start, end, "Setter must have exactly one formal parameter.");
  if (function->flags & FUNCTION_REST_PARAMETER)
    fail(parser, start, end, "Setter function argument must not be a rest parameter");
}

FunctionNode *parse_method(Parser *parser, FunctionKind kind, uint32_t flags, uint32_t start,
                           uint32_t context) {
  check_depth(parser);
  FunctionNode *function = function_new(parser, kind, flags, start);
  Scope *last_child = parser->scope->last_child;
  FunctionSave save =
      function_enter(parser, function, function_context(flags) | context | ALLOW_NEW_TARGET);
  open_parameter_scope(parser, function);
  parse_parameters(parser, function);
  check_accessor_parameters(parser, function);
  bool has_body = !at_missing_body(parser);
  if (has_body) {
    parse_function_body(parser, function);
    check_function_names(parser, function, NULL, start, true);
  }
  function_leave(parser, function, &save);
  if (has_body) return (FunctionNode *)finish(parser, function);
  scope_forget_children(parser->scope, last_child);
  parser->function_total--;
  return NULL;
}
