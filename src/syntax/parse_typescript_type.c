/* SPDX-License-Identifier: MIT */
/* parse_typescript_type.c: types, which are parsed and forgotten.
 *
 * No nodes are made, but for the few expressions that types may contain (computed member names),
 * which become garbage. Angle brackets are cut one by one: `>>` closes two lists. */
#include "syntax/lexer.h"
#include "syntax/parse.h"

static void parse_function_type(Parser *parser);
static void parse_type_operator(Parser *parser);

/* ---------------------------------------------------------------------------- brackets */

static bool at_open_angle(const Parser *parser) {
  return at(parser, TOKEN_LESS) || at(parser, TOKEN_SHIFT_LEFT);
}

static void expect_open_angle(Parser *parser) {
  if (at(parser, TOKEN_SHIFT_LEFT)) lexer_split_angle(parser);
  expect(parser, TOKEN_LESS);
}

static bool at_close_angle(const Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_GREATER:
    case TOKEN_GREATER_EQUAL:
    case TOKEN_SHIFT_RIGHT:
    case TOKEN_SHIFT_RIGHT_UNSIGNED:
    case TOKEN_ASSIGN_SHIFT_RIGHT:
    case TOKEN_ASSIGN_SHIFT_RIGHT_UNSIGNED: return true;
    default: return false;
  }
}

static void expect_close_angle(Parser *parser) {
  if (!at_close_angle(parser)) fail_unexpected(parser);
  if (!at(parser, TOKEN_GREATER)) lexer_split_angle(parser);
  next(parser);
}

static void skip_brackets(Parser *parser);

/* Skips a template with all that is in it. */
static void skip_template(Parser *parser) {
  while (!(parser->token.flags & TOKEN_TAIL)) {
    next(parser);
    while (!at(parser, TOKEN_RIGHT_BRACE)) {
      if (at(parser, TOKEN_LEFT_BRACE)) skip_brackets(parser);
      else if (at(parser, TOKEN_TEMPLATE)) skip_template(parser);
      else if (at(parser, TOKEN_END)) fail_unexpected(parser);
      else next(parser);
    }
    lexer_rescan_template(parser);
  }
  next(parser);
}

/* Skips from an opening bracket to behind the one that closes it. */
static void skip_brackets(Parser *parser) {
  uint32_t depth = 0;
  check_depth(parser);
  do {
    if (at(parser, TOKEN_TEMPLATE)) {
      skip_template(parser);
      continue;
    }
    switch (parser->token.kind) {
      case TOKEN_LEFT_BRACE:
      case TOKEN_LEFT_BRACKET:
      case TOKEN_LEFT_PAREN: depth++; break;
      case TOKEN_RIGHT_BRACE:
      case TOKEN_RIGHT_BRACKET:
      case TOKEN_RIGHT_PAREN: depth--; break;
      case TOKEN_END: fail_unexpected(parser);
      default: break;
    }
    next(parser);
  } while (depth > 0);
}

/* -------------------------------------------------------------------------- parameters */

static bool is_type_parameter_modifier(Parser *parser) {
  if (at(parser, TOKEN_CONST) || at(parser, TOKEN_IN)) return true;
  if (!at_word(parser, TOKEN_OUT)) return false;
  Token after = peek(parser);
  return is_identifier_token(&after) || after.kind == TOKEN_IN;
}

static void parse_type_parameter(Parser *parser) {
  while (is_type_parameter_modifier(parser)) next(parser);
  if (!is_identifier_token(&parser->token)) fail_unexpected(parser);
  next(parser);
  if (eat(parser, TOKEN_EXTENDS)) parse_type(parser);
  if (eat(parser, TOKEN_ASSIGN)) parse_type(parser);
}

void parse_optional_type_parameters(Parser *parser) {
  if (!at(parser, TOKEN_LESS)) return;
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)NO_CONDITIONAL_TYPE;
  next(parser);
  do {
    if (at_close_angle(parser)) break;
    parse_type_parameter(parser);
  } while (eat(parser, TOKEN_COMMA));
  parser->context = context;
  expect_close_angle(parser);
}

static bool is_modifier(const Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_PUBLIC:
    case TOKEN_PRIVATE:
    case TOKEN_PROTECTED:
    case TOKEN_READONLY:
    case TOKEN_OVERRIDE:
    case TOKEN_STATIC:
    case TOKEN_ABSTRACT:
    case TOKEN_DECLARE:
    case TOKEN_ASYNC:
    case TOKEN_ACCESSOR: return true;
    default: return false;
  }
}

static void parse_signature_parameter(Parser *parser) {
  while (is_modifier(parser)) {
    Token after = peek(parser);
    if (!is_identifier_token(&after) && after.kind != TOKEN_LEFT_BRACE &&
        after.kind != TOKEN_LEFT_BRACKET)
      break;
    next(parser);
  }
  eat(parser, TOKEN_ELLIPSIS);
  if (at(parser, TOKEN_LEFT_BRACE) || at(parser, TOKEN_LEFT_BRACKET)) skip_brackets(parser);
  else if (is_word_token(&parser->token)) next(parser);
  else fail_unexpected(parser);
  eat(parser, TOKEN_QUESTION);
  parse_optional_type_annotation(parser);
  if (eat(parser, TOKEN_ASSIGN)) parse_assignment(parser);
}

/* (…) of a signature. */
static void parse_signature_parameters(Parser *parser) {
  expect(parser, TOKEN_LEFT_PAREN);
  while (!at(parser, TOKEN_RIGHT_PAREN)) {
    parse_signature_parameter(parser);
    if (!at(parser, TOKEN_RIGHT_PAREN)) expect(parser, TOKEN_COMMA);
  }
  next(parser);
}

/* ------------------------------------------------------------------------- annotations */

static bool at_type_predicate(Parser *parser) {
  if (!is_identifier_token(&parser->token) && !at(parser, TOKEN_THIS)) return false;
  Token after = peek(parser);
  return after.kind == TOKEN_IS && !(after.flags & TOKEN_NEWLINE_BEFORE);
}

static bool at_assertion(Parser *parser) {
  if (!at_word(parser, TOKEN_ASSERTS)) return false;
  Token after = peek(parser);
  return (is_identifier_token(&after) || after.kind == TOKEN_THIS) &&
         !(after.flags & TOKEN_NEWLINE_BEFORE);
}

/* A type, `x is T`, `asserts x`, or `asserts x is T`. */
static void parse_return_type(Parser *parser) {
  if (at_assertion(parser) && peek(parser).kind != TOKEN_IS) {
    next(parser);
    next(parser);
    if (at_word(parser, TOKEN_IS) && !newline_before(parser)) {
      next(parser);
      parse_type(parser);
    }
    return;
  }
  if (at_type_predicate(parser)) {
    next(parser);
    next(parser);
  }
  parse_type(parser);
}

bool parse_optional_type_annotation(Parser *parser) {
  if (!eat(parser, TOKEN_COLON)) return false;
  parse_type(parser);
  return true;
}

bool parse_optional_return_type(Parser *parser) {
  if (!eat(parser, TOKEN_COLON)) return false;
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)NO_CONDITIONAL_TYPE;
  parse_return_type(parser);
  parser->context = context;
  return true;
}

static bool attempt_arrow_return_type(Parser *parser, void *argument) {
  (void)argument;
  parse_optional_return_type(parser);
  return at(parser, TOKEN_ARROW) && !newline_before(parser);
}

bool try_arrow_return_type(Parser *parser) {
  return speculate(parser, attempt_arrow_return_type, NULL);
}

/* ---------------------------------------------------------------------- type arguments */

/* Up to the closing >, which is not consumed. */
static void parse_type_list(Parser *parser) {
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)NO_CONDITIONAL_TYPE;
  if (!PositionVec_push(&parser->open_angles, parser->token.start)) fail_out_of_memory(parser);
  expect_open_angle(parser);
  do {
    parse_type(parser);
  } while (eat(parser, TOKEN_COMMA) && !at_close_angle(parser));
  parser->context = context;
  PositionVec_pop(&parser->open_angles);
}

void parse_type_arguments(Parser *parser) {
  parse_type_list(parser);
  expect_close_angle(parser);
}

/* What may follow f<T> for it to be that, rather than two comparisons. */
static bool can_follow_type_arguments(Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_LEFT_PAREN:
    case TOKEN_TEMPLATE: return true;
    case TOKEN_LESS:
    case TOKEN_GREATER:
    case TOKEN_PLUS:
    case TOKEN_MINUS: return false;
    default: break;
  }
  bool operator= token_precedence[parser->token.kind]> 0 || at(parser, TOKEN_POWER) ||
      at_word(parser, TOKEN_AS) || at_word(parser, TOKEN_SATISFIES);
  return newline_before(parser) || operator|| !starts_expression(parser, &parser->token);
}

static bool attempt_type_arguments(Parser *parser, void *argument) {
  (void)argument;
  parse_type_list(parser);
  if (!at(parser, TOKEN_GREATER)) return false;
  next(parser);
  return can_follow_type_arguments(parser);
}

static bool is_failed_angle(const Parser *parser, uint32_t start) {
  const PositionVec *failed = &parser->failed_angles;
  uint32_t low = 0, high = failed->length;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (failed->items[middle] < start) low = middle + 1;
    else high = middle;
  }
  return low < failed->length && failed->items[low] == start;
}

/* Lists that were still open when the trial failed would fail again when it is their turn: a < b
 * < c … takes linear time. */
static void note_failed_angles(Parser *parser, uint32_t mark) {
  PositionVec *failed = &parser->failed_angles;
  for (uint32_t i = mark; i < parser->open_angles.length; i++) {
    uint32_t start = parser->open_angles.items[i];
    if (failed->length && failed->items[failed->length - 1] >= start) continue;
    if (!PositionVec_push(failed, start)) fail_out_of_memory(parser);
  }
  PositionVec_truncate(&parser->open_angles, mark);
}

bool try_type_arguments_in_expression(Parser *parser) {
  if (is_failed_angle(parser, parser->token.start)) return false;
  uint32_t mark = parser->open_angles.length;
  if (speculate(parser, attempt_type_arguments, NULL)) return true;
  note_failed_angles(parser, mark);
  return false;
}

Node *parse_type_assertion(Parser *parser) {
  next(parser);
  if (at(parser, TOKEN_CONST)) next(parser);
  else parse_type(parser);
  expect_close_angle(parser);
  return parse_unary(parser, NULL);
}

/* -------------------------------------------------------------------------- references */

static void expect_word(Parser *parser) {
  if (!is_word_token(&parser->token)) fail_unexpected(parser);
  next(parser);
}

/* .b.c */
static void parse_qualifiers(Parser *parser) {
  while (eat(parser, TOKEN_DOT)) {
    if (!eat(parser, TOKEN_PRIVATE_NAME)) expect_word(parser);
  }
}

static void parse_type_reference(Parser *parser) {
  expect_word(parser);
  parse_qualifiers(parser);
  if (!newline_before(parser) && at_open_angle(parser)) parse_type_arguments(parser);
}

void parse_type_reference_list(Parser *parser) {
  do {
    parse_type_reference(parser);
  } while (eat(parser, TOKEN_COMMA));
}

/* import("x", { with: … }).a.b<T> */
static void parse_import_type(Parser *parser) {
  next(parser);
  expect(parser, TOKEN_LEFT_PAREN);
  parse_type(parser);
  if (eat(parser, TOKEN_COMMA) && at(parser, TOKEN_LEFT_BRACE)) {
    skip_brackets(parser);
    eat(parser, TOKEN_COMMA);
  }
  expect(parser, TOKEN_RIGHT_PAREN);
  parse_qualifiers(parser);
  if (!newline_before(parser) && at_open_angle(parser)) parse_type_arguments(parser);
}

static void parse_type_query(Parser *parser) {
  next(parser);
  if (at(parser, TOKEN_IMPORT)) parse_import_type(parser);
  else parse_type_reference(parser);
}

static void parse_template_type(Parser *parser) {
  while (!(parser->token.flags & TOKEN_TAIL)) {
    next(parser);
    parse_type(parser);
    if (!at(parser, TOKEN_RIGHT_BRACE)) fail_unexpected(parser);
    lexer_rescan_template(parser);
  }
  next(parser);
}

/* ---------------------------------------------------------------- tuples, object types */

/* name: T or name?: T of a tuple. */
static bool at_tuple_name(Parser *parser) {
  if (!is_word_token(&parser->token)) return false;
  Token after = peek(parser);
  if (after.kind == TOKEN_COLON) return true;
  if (after.kind != TOKEN_QUESTION) return false;
  SavedPosition saved = save_position(parser);
  next(parser);
  bool named = peek(parser).kind == TOKEN_COLON;
  restore_position(parser, &saved);
  return named;
}

static void parse_tuple_type(Parser *parser) {
  next(parser);
  while (!at(parser, TOKEN_RIGHT_BRACKET)) {
    eat(parser, TOKEN_ELLIPSIS);
    if (at_tuple_name(parser)) {
      next(parser);
      eat(parser, TOKEN_QUESTION);
      next(parser);
    }
    parse_type(parser);
    eat(parser, TOKEN_QUESTION);
    if (!at(parser, TOKEN_RIGHT_BRACKET)) expect(parser, TOKEN_COMMA);
  }
  next(parser);
}

static void parse_member_separator(Parser *parser) {
  if (eat(parser, TOKEN_COMMA) || eat(parser, TOKEN_SEMICOLON)) return;
  if (!can_insert_semicolon(parser)) fail_unexpected(parser);
}

static void parse_signature(Parser *parser) {
  parse_optional_type_parameters(parser);
  parse_signature_parameters(parser);
  parse_optional_return_type(parser);
}

/* [key: string]: T, against [computed] and [symbol]. */
static bool at_index_signature(Parser *parser) {
  SavedPosition saved = save_position(parser);
  next(parser);
  bool found = false;
  while (is_modifier(parser)) {
    Token after = peek(parser);
    if (!is_identifier_token(&after)) break;
    next(parser);
  }
  if (is_identifier_token(&parser->token)) {
    TokenKind after = (TokenKind)peek(parser).kind;
    found = after == TOKEN_COLON;
  }
  restore_position(parser, &saved);
  return found;
}

static void parse_index_signature(Parser *parser) {
  next(parser);
  parse_signature_parameter(parser);
  eat(parser, TOKEN_COMMA);
  expect(parser, TOKEN_RIGHT_BRACKET);
  parse_optional_type_annotation(parser);
  parse_member_separator(parser);
}

bool try_index_signature(Parser *parser) {
  if (!at_index_signature(parser)) return false;
  parse_index_signature(parser);
  return true;
}

static bool starts_member_name(const Token *token) {
  return is_word_token(token) || token->kind == TOKEN_STRING || token->kind == TOKEN_NUMBER ||
         token->kind == TOKEN_BIGINT || token->kind == TOKEN_LEFT_BRACKET;
}

static void parse_member_name(Parser *parser) {
  bool computed;
  parse_property_key(parser, &computed);
}

/* `readonly`, `get`, `set` and (wrongly placed, but harmless) other modifiers. */
static void skip_member_modifiers(Parser *parser) {
  while (is_modifier(parser) || at_word(parser, TOKEN_GET) || at_word(parser, TOKEN_SET)) {
    Token after = peek(parser);
    bool accessor = at(parser, TOKEN_GET) || at(parser, TOKEN_SET);
    if (!starts_member_name(&after) || ((after.flags & TOKEN_NEWLINE_BEFORE) && !accessor)) return;
    next(parser);
  }
}

static void parse_type_member(Parser *parser) {
  if (at(parser, TOKEN_LEFT_PAREN) || at(parser, TOKEN_LESS)) {
    parse_signature(parser);
    parse_member_separator(parser);
    return;
  }
  if (at(parser, TOKEN_NEW)) {
    TokenKind after = (TokenKind)peek(parser).kind;
    if (after == TOKEN_LEFT_PAREN || after == TOKEN_LESS) {
      next(parser);
      parse_signature(parser);
      parse_member_separator(parser);
      return;
    }
  }
  skip_member_modifiers(parser);
  if (at(parser, TOKEN_LEFT_BRACKET) && try_index_signature(parser)) return;
  parse_member_name(parser);
  eat(parser, TOKEN_QUESTION);
  if (at(parser, TOKEN_LEFT_PAREN) || at(parser, TOKEN_LESS)) parse_signature(parser);
  else parse_optional_type_annotation(parser);
  parse_member_separator(parser);
}

static bool at_mapped_type(Parser *parser) {
  SavedPosition saved = save_position(parser);
  next(parser);
  bool found;
  if (at(parser, TOKEN_PLUS) || at(parser, TOKEN_MINUS)) {
    next(parser);
    found = at_word(parser, TOKEN_READONLY);
  } else {
    if (at_word(parser, TOKEN_READONLY)) next(parser);
    found = at(parser, TOKEN_LEFT_BRACKET);
    if (found) {
      next(parser);
      found = is_identifier_token(&parser->token) && peek(parser).kind == TOKEN_IN;
    }
  }
  restore_position(parser, &saved);
  return found;
}

/* { -readonly [K in T as U]+?: V } */
static void parse_mapped_type(Parser *parser) {
  next(parser);
  if (!eat(parser, TOKEN_PLUS)) eat(parser, TOKEN_MINUS);
  if (at_word(parser, TOKEN_READONLY)) next(parser);
  expect(parser, TOKEN_LEFT_BRACKET);
  expect_word(parser);
  expect(parser, TOKEN_IN);
  parse_type(parser);
  if (at_word(parser, TOKEN_AS)) {
    next(parser);
    parse_type(parser);
  }
  expect(parser, TOKEN_RIGHT_BRACKET);
  if (!eat(parser, TOKEN_PLUS)) eat(parser, TOKEN_MINUS);
  eat(parser, TOKEN_QUESTION);
  parse_optional_type_annotation(parser);
  if (!eat(parser, TOKEN_SEMICOLON)) eat(parser, TOKEN_COMMA);
  expect(parser, TOKEN_RIGHT_BRACE);
}

void parse_object_type(Parser *parser) {
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)(NO_CONDITIONAL_TYPE | RESET_IN_BRACKETS);
  expect(parser, TOKEN_LEFT_BRACE);
  while (!at(parser, TOKEN_RIGHT_BRACE)) parse_type_member(parser);
  parser->context = context;
  next(parser);
}

/* ----------------------------------------------------------------------- primary types */

static void parse_in_brackets(Parser *parser, void (*parse)(Parser *parser)) {
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)NO_CONDITIONAL_TYPE;
  parse(parser);
  parser->context = context;
}

static void parse_parenthesized_type(Parser *parser) {
  next(parser);
  parse_type(parser);
  expect(parser, TOKEN_RIGHT_PAREN);
}

static void parse_this_type(Parser *parser) {
  next(parser);
  if (at_word(parser, TOKEN_IS) && !newline_before(parser)) {
    next(parser);
    parse_type(parser);
  }
}

static void parse_primary_type(Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_STRING:
    case TOKEN_NUMBER:
    case TOKEN_BIGINT:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
    case TOKEN_NULL:
    case TOKEN_VOID: next(parser); return;
    case TOKEN_MINUS:
      next(parser);
      if (!at(parser, TOKEN_NUMBER) && !at(parser, TOKEN_BIGINT)) fail_unexpected(parser);
      next(parser);
      return;
    case TOKEN_THIS: parse_this_type(parser); return;
    case TOKEN_TYPEOF: parse_type_query(parser); return;
    case TOKEN_IMPORT: parse_in_brackets(parser, parse_import_type); return;
    case TOKEN_LEFT_BRACE:
      parse_in_brackets(parser, at_mapped_type(parser) ? parse_mapped_type : parse_object_type);
      return;
    case TOKEN_LEFT_BRACKET: parse_in_brackets(parser, parse_tuple_type); return;
    case TOKEN_LEFT_PAREN: parse_in_brackets(parser, parse_parenthesized_type); return;
    case TOKEN_TEMPLATE: parse_in_brackets(parser, parse_template_type); return;
    default:
      if (!is_identifier_token(&parser->token)) fail_unexpected(parser);
      parse_type_reference(parser);
  }
}

static bool starts_type(const Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_RIGHT_BRACKET:
    case TOKEN_END:
    case TOKEN_RIGHT_PAREN:
    case TOKEN_COMMA: return false;
    default: return true;
  }
}

/* T[], T[K] */
static void parse_postfix_type(Parser *parser) {
  parse_primary_type(parser);
  while (at(parser, TOKEN_LEFT_BRACKET) && !newline_before(parser)) {
    next(parser);
    if (starts_type(parser)) parse_in_brackets(parser, parse_type);
    expect(parser, TOKEN_RIGHT_BRACKET);
  }
}

/* --------------------------------------------------------------------------- operators */

/* `extends C` behind `infer X` is a constraint, unless a ? follows that makes the whole a
 * conditional type. */
static bool attempt_infer_constraint(Parser *parser, void *argument) {
  (void)argument;
  uint32_t context = parser->context;
  bool may_be_conditional = !(context & NO_CONDITIONAL_TYPE);
  next(parser);
  parser->context |= NO_CONDITIONAL_TYPE;
  parse_type(parser);
  parser->context = context;
  return !(may_be_conditional && at(parser, TOKEN_QUESTION));
}

static void parse_infer(Parser *parser) {
  next(parser);
  if (!is_identifier_token(&parser->token)) fail_unexpected(parser);
  next(parser);
  if (at(parser, TOKEN_EXTENDS)) speculate(parser, attempt_infer_constraint, NULL);
}

/* keyof, unique, readonly, infer; each may also be the name of a type. */
static bool at_type_operator(Parser *parser) {
  if (!at_word(parser, TOKEN_KEYOF) && !at_word(parser, TOKEN_UNIQUE) &&
      !at_word(parser, TOKEN_READONLY) && !at_word(parser, TOKEN_INFER))
    return false;
  Token after = peek(parser);
  switch (after.kind) {
    case TOKEN_LEFT_BRACE:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_PAREN:
    case TOKEN_STRING:
    case TOKEN_NUMBER:
    case TOKEN_TEMPLATE:
    case TOKEN_THIS:
    case TOKEN_TYPEOF:
    case TOKEN_NULL:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
    case TOKEN_VOID:
    case TOKEN_IMPORT:
    case TOKEN_MINUS:
    case TOKEN_NEW: return true;
    default: return is_identifier_token(&after);
  }
}

static bool at_function_type(Parser *parser);

static void parse_type_operator(Parser *parser) {
  check_depth(parser);
  if (at_type_operator(parser)) {
    if (at(parser, TOKEN_INFER)) {
      parse_infer(parser);
      return;
    }
    next(parser);
    parse_type_operator(parser);
    return;
  }
  if (at_function_type(parser)) parse_function_type(parser);
  else parse_postfix_type(parser);
}

static void parse_intersection(Parser *parser) {
  eat(parser, TOKEN_BIT_AND);
  do {
    parse_type_operator(parser);
  } while (eat(parser, TOKEN_BIT_AND));
}

static void parse_union(Parser *parser) {
  eat(parser, TOKEN_BIT_OR);
  do {
    parse_intersection(parser);
  } while (eat(parser, TOKEN_BIT_OR));
}

/* ---------------------------------------------------------------------- function types */

/* Behind (: whether what follows can only be parameters. */
static bool at_parameters(Parser *parser) {
  if (at(parser, TOKEN_RIGHT_PAREN) || at(parser, TOKEN_ELLIPSIS)) return true;
  while (is_modifier(parser)) {
    Token after = peek(parser);
    if (!is_identifier_token(&after) && after.kind != TOKEN_LEFT_BRACE &&
        after.kind != TOKEN_LEFT_BRACKET)
      break;
    next(parser);
  }
  if (at(parser, TOKEN_LEFT_BRACE) || at(parser, TOKEN_LEFT_BRACKET)) skip_brackets(parser);
  else if (is_identifier_token(&parser->token) || at(parser, TOKEN_THIS)) next(parser);
  else return false;
  if (at(parser, TOKEN_COLON) || at(parser, TOKEN_COMMA) || at(parser, TOKEN_QUESTION) ||
      at(parser, TOKEN_ASSIGN))
    return true;
  return eat(parser, TOKEN_RIGHT_PAREN) && at(parser, TOKEN_ARROW);
}

static bool at_function_type(Parser *parser) {
  if (at(parser, TOKEN_LESS) || at(parser, TOKEN_NEW)) return true;
  if (at_word(parser, TOKEN_ABSTRACT)) return peek(parser).kind == TOKEN_NEW;
  if (!at(parser, TOKEN_LEFT_PAREN)) return false;
  SavedPosition saved = save_position(parser);
  next(parser);
  bool found = at_parameters(parser);
  restore_position(parser, &saved);
  return found;
}

/* abstract new <T>(a: A) => B */
static void parse_function_type(Parser *parser) {
  check_depth(parser);
  uint32_t context = parser->context;
  if (at_word(parser, TOKEN_ABSTRACT)) next(parser);
  eat(parser, TOKEN_NEW);
  parse_optional_type_parameters(parser);
  parser->context &= ~(uint32_t)NO_CONDITIONAL_TYPE;
  parse_signature_parameters(parser);
  expect(parser, TOKEN_ARROW);
  parse_return_type(parser);
  parser->context = context;
}

void parse_type(Parser *parser) {
  check_depth(parser);
  uint32_t outer = parser->context, references = parser->value_references.length;
  Scope *last_child = parser->scope->last_child;
  parser->context |= IN_AMBIENT;
  for (;;) {
    uint32_t context = parser->context;
    if (at_function_type(parser)) {
      parse_function_type(parser);
      break;
    }
    parse_union(parser);
    if ((context & NO_CONDITIONAL_TYPE) || !at(parser, TOKEN_EXTENDS) || newline_before(parser))
      break;
    next(parser);
    parser->context |= NO_CONDITIONAL_TYPE;
    parse_type(parser);
    parser->context = context;
    expect(parser, TOKEN_QUESTION);
    parse_type(parser);
    expect(parser, TOKEN_COLON);
  }
  parser->context = outer;
  ValueReferenceVec_truncate(&parser->value_references, references);
  if (parser->scope->last_child != last_child) scope_forget_children(parser->scope, last_child);
}
