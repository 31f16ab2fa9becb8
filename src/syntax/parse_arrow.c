/* SPDX-License-Identifier: MIT */
/* parse_arrow.c: arrow functions, and the parentheses and calls of `async` that may turn out to
 * be their parameters.
 *
 * What stands in the parentheses is parsed once, as expressions (with TypeScript's annotations,
 * which only parameters may have); at => it is converted. Scopes made meanwhile move into the
 * arrow's. In TypeScript two things need a trial: <T>(x) => …, and the return type in `a ? (b) :
 * c => d`, which is one only if another colon follows; positions where it is none are
 * remembered. */
#include "syntax/parse.h"

/* Positions of await and yield seen since parameters may have begun. */
typedef struct ArrowCheck {
  uint32_t yield_position;
  uint32_t await_position;
  uint32_t await_identifier_position;
} ArrowCheck;

static ArrowCheck arrow_check_begin(Parser *parser) {
  ArrowCheck saved = {parser->yield_position, parser->await_position,
                      parser->await_identifier_position};
  parser->yield_position = parser->await_position = parser->await_identifier_position = NO_POSITION;
  return saved;
}

/* It was an arrow. `await` as a name in it still counts for the parameters of an async arrow
 * around it. */
static void arrow_check_restore(Parser *parser, const ArrowCheck *saved,
                                uint32_t await_identifier_position) {
  parser->yield_position = saved->yield_position;
  parser->await_position = saved->await_position;
  parser->await_identifier_position = saved->await_identifier_position != NO_POSITION
                                          ? saved->await_identifier_position
                                          : await_identifier_position;
}

/* It was no arrow: an expression around it must know of the first. */
static void arrow_check_end(Parser *parser, const ArrowCheck *saved) {
  if (saved->yield_position != NO_POSITION) parser->yield_position = saved->yield_position;
  if (saved->await_position != NO_POSITION) parser->await_position = saved->await_position;
  if (saved->await_identifier_position != NO_POSITION)
    parser->await_identifier_position = saved->await_identifier_position;
}

static void check_arrow(Parser *parser, bool is_async) {
  if (parser->yield_position != NO_POSITION)
    fail(parser, parser->yield_position, parser->yield_position + 5,
         "Yield expression not allowed in formal parameter");
  uint32_t position = parser->await_position;
  if (position == NO_POSITION && is_async) position = parser->await_identifier_position;
  if (position != NO_POSITION)
    fail(parser, position, position + 5,
         "Illegal await-expression in formal parameters of async function");
}

/* -------------------------------------------------------------------- the arrow itself */

static void convert_parameters(Parser *parser, NodeList parameters) {
  for (uint32_t i = 0; i < parameters.count; i++) {
    Node *item = parameters.items[i];
    if (item->kind == NODE_REST) continue;
    if (item->kind == NODE_SPREAD) {
      UnaryNode *rest = (UnaryNode *)item;
      if (i + 1 != parameters.count || (item->flags & NODE_TRAILING_COMMA))
        fail_node(parser, item, "Rest parameter must be last formal parameter");
      if (rest->operand->kind == NODE_ASSIGN)
        fail_node(parser, rest->operand, "Rest parameter may not have a default initializer");
      item->kind = NODE_REST;
      rest->operand = to_assignment_target(parser, rest->operand, true);
      continue;
    }
    parameters.items[i] = to_assignment_target(parser, item, true);
  }
}

static void parse_arrow_body(Parser *parser, FunctionNode *arrow, uint32_t outer_context) {
  arrow->body_start = parser->token.start;
  if (at(parser, TOKEN_LEFT_BRACE)) {
    parse_function_body(parser, arrow);
    return;
  }
  parser->context |= outer_context & (NO_IN | IN_TERNARY);
  if (arrow->flags & FUNCTION_PARAMETER_EXPRESSIONS)
    arrow->body_scope = parser->var_scope = scope_push(parser, SCOPE_BODY);
  arrow->flags |= FUNCTION_EXPRESSION_BODY;
  uint32_t start = parser->token.start, mark = list_begin(parser);
  Node *value = parse_assignment(parser);
  list_push(parser, unary_new(parser, NODE_RETURN, start, value));
  arrow->body = list_end(parser, mark);
}

/* The token is =>. `mark`: where the parameters began, or NULL if nothing in them could make a
 * scope. */
static Node *finish_arrow(Parser *parser, uint32_t start, bool is_async, NodeList parameters,
                          const CoverMark *mark) {
  if (newline_before(parser)) fail_unexpected(parser);
  Scope *outer = parser->scope;
  uint32_t context = parser->context, flags = is_async ? FUNCTION_ASYNC : 0;
  FunctionNode *arrow = function_new(parser, FUNCTION_ARROW, flags, start);
  arrow->scope = arrow->body_scope = scope_push(parser, SCOPE_FUNCTION);
  arrow->scope->function = arrow;
  arrow->scope->start = start;
  parser->scope = outer;
  if (mark) cover_adopt(parser, mark, arrow);
  uint32_t inherited =
      context & (NO_ARGUMENTS | ALLOW_SUPER_PROPERTY | ALLOW_SUPER_CALL | ALLOW_NEW_TARGET);
  FunctionSave save = function_enter(parser, arrow, inherited | (is_async ? IN_ASYNC : 0u));
  if (mark) save.function_total = mark->function_total;
  parser->scope = parser->var_scope = arrow->scope;
  convert_parameters(parser, parameters);
  arrow->parameters = parameters;
  declare_parameters(parser, arrow);
  next(parser);
  parse_arrow_body(parser, arrow, context);
  check_function_names(parser, arrow, NULL, start, true);
  function_leave(parser, arrow, &save);
  return finish(parser, arrow);
}

static NodeList single_item(Parser *parser, Node *item) {
  uint32_t mark = list_begin(parser);
  list_push(parser, item);
  return list_end(parser, mark);
}

Node *parse_single_arrow(Parser *parser, IdentifierNode *parameter, uint32_t start) {
  return finish_arrow(parser, start, false, single_item(parser, &parameter->node), NULL);
}

Node *parse_async_single_arrow(Parser *parser, uint32_t start) {
  SavedPosition saved = save_position(parser);
  next(parser);
  if (peek(parser).kind != TOKEN_ARROW) {
    restore_position(parser, &saved);
    return NULL;
  }
  uint32_t context = parser->context;
  parser->context |= IN_ASYNC;
  IdentifierNode *parameter = parse_binding_identifier(parser);
  parser->context = context;
  return finish_arrow(parser, start, true, single_item(parser, &parameter->node), NULL);
}

/* ------------------------------------------------------------------------- parentheses */

/* What was found between the parentheses. */
typedef struct CoverList {
  CoverErrors errors;
  NodeList items;
  Token trailing_comma; /* kind TOKEN_END: none */
  Token rest; /* the ... of a rest parameter, likewise */
  Token typed; /* the first : or ? of TypeScript, likewise */
} CoverList;

/* Behind an item: `?`, `: type`, and then perhaps a default. */
static Node *parse_item_annotation(Parser *parser, Node *item, CoverList *list) {
  if (!at(parser, TOKEN_COLON) && !at(parser, TOKEN_QUESTION)) return item;
  if (list->typed.kind == TOKEN_END) list->typed = parser->token;
  eat(parser, TOKEN_QUESTION);
  parse_optional_type_annotation(parser);
  if (!at(parser, TOKEN_ASSIGN)) return item;
  AssignNode *assign = NEW_NODE(parser, ASSIGN, AssignNode, item->start);
  assign->operator_start = parser->token.start;
  assign->target = to_assignment_target(parser, item, false);
  next(parser);
  assign->value = parse_assignment(parser);
  return finish(parser, assign);
}

static Node *parse_rest_item(Parser *parser, CoverList *list) {
  list->rest = parser->token;
  uint32_t start = parser->token.start;
  next(parser);
  Node *operand = parse_binding_target(parser);
  if (parser->typescript && at(parser, TOKEN_COLON)) parse_optional_type_annotation(parser);
  if (at(parser, TOKEN_ASSIGN))
    fail_token(parser, "Rest parameter may not have a default initializer");
  if (at(parser, TOKEN_COMMA)) fail_token(parser, "Rest parameter must be last formal parameter");
  return unary_new(parser, NODE_REST, start, operand);
}

static Node *parse_item(Parser *parser, CoverList *list) {
  Node *item = parse_assignment_cover(parser, &list->errors);
  return parser->typescript ? parse_item_annotation(parser, item, list) : item;
}

/* The token is (; leaves it at ). */
static void parse_cover_list(Parser *parser, CoverList *list) {
  uint32_t mark = list_begin(parser);
  *list = (CoverList){.errors = cover_errors_none()};
  next(parser);
  while (!at(parser, TOKEN_RIGHT_PAREN)) {
    if (at(parser, TOKEN_ELLIPSIS)) {
      list_push(parser, parse_rest_item(parser, list));
      break;
    }
    list_push(parser, parse_item(parser, list));
    if (at(parser, TOKEN_RIGHT_PAREN)) break;
    if (!at(parser, TOKEN_COMMA)) fail_unexpected(parser);
    list->trailing_comma = parser->token;
    next(parser);
    if (!at(parser, TOKEN_RIGHT_PAREN)) list->trailing_comma.kind = TOKEN_END;
  }
  list->items = list_end(parser, mark);
}

/* The list was an expression after all. */
static void check_cover_list(Parser *parser, const CoverList *list, const Token *close) {
  if (list->typed.kind != TOKEN_END) fail_unexpected_token(parser, &list->typed);
  if (list->rest.kind != TOKEN_END) fail_unexpected_token(parser, &list->rest);
  if (list->trailing_comma.kind != TOKEN_END || list->items.count == 0)
    fail_unexpected_token(parser, close);
  check_cover_errors(parser, &list->errors);
}

static Node *finish_parenthesized(Parser *parser, const CoverList *list) {
  Node *first = list->items.items[0];
  if (list->items.count == 1) {
    first->flags |= NODE_PARENTHESIZED;
    return first;
  }
  ListNode *sequence = NEW_NODE(parser, SEQUENCE, ListNode, first->start);
  sequence->items = list->items;
  sequence->node.end = list->items.items[list->items.count - 1]->end;
  sequence->node.flags |= NODE_PARENTHESIZED;
  return &sequence->node;
}

static bool is_failed_arrow(const Parser *parser, uint32_t start) {
  for (uint32_t i = parser->failed_arrows.length; i > 0; i--)
    if (parser->failed_arrows.items[i - 1] == start) return true;
  return false;
}

static Node *parse_parenthesized_once(Parser *parser, bool *had_return_type) {
  uint32_t start = parser->token.start, context = parser->context;
  bool may_be_arrow = parser->arrow_start == start;
  CoverMark mark = cover_begin(parser);
  ArrowCheck saved = arrow_check_begin(parser);
  CoverList list;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  parse_cover_list(parser, &list);
  Token close = parser->token;
  parser->context = context;
  next(parser);
  *had_return_type = parser->typescript && may_be_arrow && at(parser, TOKEN_COLON) &&
                     !is_failed_arrow(parser, start) && try_arrow_return_type(parser);
  if (may_be_arrow && at(parser, TOKEN_ARROW)) {
    if (newline_before(parser)) fail_unexpected(parser);
    check_arrow(parser, false);
    uint32_t await_identifier = parser->await_identifier_position;
    Node *arrow = finish_arrow(parser, start, false, list.items, &mark);
    arrow_check_restore(parser, &saved, await_identifier);
    return arrow;
  }
  check_cover_list(parser, &list, &close);
  cover_cancel(parser, &mark);
  arrow_check_end(parser, &saved);
  return finish_parenthesized(parser, &list);
}

/* In `a ? (b) : c => d`, `: c` is a return type only if there is a colon behind it all. */
static bool attempt_parenthesized(Parser *parser, void *result) {
  bool had_return_type;
  *(Node **)result = parse_parenthesized_once(parser, &had_return_type);
  return !had_return_type || at(parser, TOKEN_COLON);
}

Node *parse_parenthesized(Parser *parser) {
  check_depth(parser);
  uint32_t start = parser->token.start;
  bool ambiguous =
      parser->typescript && (parser->context & IN_TERNARY) && parser->arrow_start == start;
  bool had_return_type;
  if (!ambiguous || is_failed_arrow(parser, start))
    return parse_parenthesized_once(parser, &had_return_type);
  Node *node;
  if (speculate(parser, attempt_parenthesized, &node)) return node;
  if (!PositionVec_push(&parser->failed_arrows, start)) fail_out_of_memory(parser);
  parser->arrow_start = start;
  return parse_parenthesized_once(parser, &had_return_type);
}

/* --------------------------------------------------------------------------- async (…) */

/* Arguments or parameters; the token is (. */
static void parse_async_list(Parser *parser, CoverList *list) {
  uint32_t mark = list_begin(parser);
  *list = (CoverList){.errors = cover_errors_none()};
  next(parser);
  while (!at(parser, TOKEN_RIGHT_PAREN)) {
    if (at(parser, TOKEN_ELLIPSIS)) {
      uint32_t start = parser->token.start;
      next(parser);
      Node *operand = parse_item(parser, list);
      Node *spread = unary_new(parser, NODE_SPREAD, start, operand);
      if (at(parser, TOKEN_COMMA)) spread->flags |= NODE_TRAILING_COMMA;
      list_push(parser, spread);
    } else {
      list_push(parser, parse_item(parser, list));
    }
    if (at(parser, TOKEN_RIGHT_PAREN)) break;
    if (!at(parser, TOKEN_COMMA)) fail_token(parser, "missing ) after argument list");
    next(parser);
  }
  next(parser);
  list->items = list_end(parser, mark);
}

static bool has_spread_item(NodeList items) {
  for (uint32_t i = 0; i < items.count; i++)
    if (items.items[i]->kind == NODE_SPREAD) return true;
  return false;
}

/* What parse_async_once is given and finds. */
typedef struct AsyncCall {
  Node *callee;
  Node *result;
  uint32_t start;
  bool is_arrow;
  bool had_return_type;
} AsyncCall;

static Node *finish_async_call(Parser *parser, const AsyncCall *async, const CoverList *list,
                               uint32_t arguments_start) {
  CallNode *call = NEW_NODE(parser, CALL, CallNode, async->start);
  call->callee = async->callee;
  call->arguments = list->items;
  call->arguments_start = arguments_start;
  if (has_spread_item(list->items)) call->node.flags |= NODE_HAS_SPREAD;
  return &call->node;
}

static void parse_async_once(Parser *parser, AsyncCall *async) {
  uint32_t context = parser->context, arguments_start = parser->token.start;
  CoverMark mark = cover_begin(parser);
  ArrowCheck saved = arrow_check_begin(parser);
  CoverList list;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  parse_async_list(parser, &list);
  parser->context = context;
  async->had_return_type = parser->typescript && at(parser, TOKEN_COLON) &&
                           !is_failed_arrow(parser, async->start) && try_arrow_return_type(parser);
  async->is_arrow = at(parser, TOKEN_ARROW) && !newline_before(parser);
  if (async->is_arrow) {
    check_arrow(parser, true);
    async->result = finish_arrow(parser, async->start, true, list.items, &mark);
    arrow_check_restore(parser, &saved, NO_POSITION);
    return;
  }
  if (list.typed.kind != TOKEN_END) fail_unexpected_token(parser, &list.typed);
  check_cover_errors(parser, &list.errors);
  cover_cancel(parser, &mark);
  arrow_check_end(parser, &saved);
  async->result = finish_async_call(parser, async, &list, arguments_start);
}

static bool attempt_async(Parser *parser, void *argument) {
  AsyncCall *async = argument;
  parse_async_once(parser, async);
  return !async->had_return_type || at(parser, TOKEN_COLON);
}

Node *parse_async_call_or_arrow(Parser *parser, Node *callee, uint32_t start, bool *is_arrow) {
  AsyncCall async = {.callee = callee, .start = start};
  bool ambiguous =
      parser->typescript && (parser->context & IN_TERNARY) && !is_failed_arrow(parser, start);
  if (!ambiguous || !speculate(parser, attempt_async, &async)) {
    if (ambiguous && !PositionVec_push(&parser->failed_arrows, start)) fail_out_of_memory(parser);
    parse_async_once(parser, &async);
  }
  *is_arrow = async.is_arrow;
  return async.result;
}

/* ------------------------------------------------------------------------- <T>(x) => … */

typedef struct GenericArrow {
  CoverMark mark;
  CoverList list;
  bool is_async;
} GenericArrow;

/* Type parameters, parameters and return type, up to =>. */
static bool attempt_generic_head(Parser *parser, void *argument) {
  GenericArrow *arrow = argument;
  if (arrow->is_async) next(parser);
  parse_optional_type_parameters(parser);
  if (!at(parser, TOKEN_LEFT_PAREN)) return false;
  arrow->mark = cover_begin(parser);
  parse_cover_list(parser, &arrow->list);
  next(parser);
  if (at(parser, TOKEN_COLON)) parse_optional_return_type(parser);
  return at(parser, TOKEN_ARROW) && !newline_before(parser);
}

/* In .tsx, <T> opens an element unless a comma or `extends` follows the name. */
static bool may_be_generic_arrow(Parser *parser, bool is_async) {
  SavedPosition saved = save_position(parser);
  if (is_async) next(parser);
  next(parser);
  bool possible =
      is_identifier_token(&parser->token) || at(parser, TOKEN_CONST) || at(parser, TOKEN_IN);
  if (possible && parser->jsx && !is_async) {
    while (at(parser, TOKEN_CONST)) next(parser);
    next(parser);
    possible = at(parser, TOKEN_COMMA) || at(parser, TOKEN_ASSIGN);
    if (at(parser, TOKEN_EXTENDS)) {
      next(parser);
      possible =
          !at(parser, TOKEN_ASSIGN) && !at(parser, TOKEN_GREATER) && !at(parser, TOKEN_DIVIDE);
    }
  }
  restore_position(parser, &saved);
  return possible;
}

Node *parse_generic_arrow(Parser *parser, uint32_t start, bool is_async) {
  if (is_failed_arrow(parser, start) || !may_be_generic_arrow(parser, is_async)) return NULL;
  GenericArrow arrow = {.is_async = is_async};
  ArrowCheck saved = arrow_check_begin(parser);
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  bool found = speculate(parser, attempt_generic_head, &arrow);
  parser->context = context;
  if (!found) {
    arrow_check_end(parser, &saved);
    if (!PositionVec_push(&parser->failed_arrows, start)) fail_out_of_memory(parser);
    return NULL;
  }
  check_arrow(parser, is_async);
  uint32_t await_identifier = parser->await_identifier_position;
  Node *node = finish_arrow(parser, start, is_async, arrow.list.items, &arrow.mark);
  arrow_check_restore(parser, &saved, await_identifier);
  return node;
}
