/* SPDX-License-Identifier: MIT */
/* parse_expression.c: operators, assignment, conditional, calls and members.
 *
 * Object and array literals may turn out to be patterns, parenthesised expressions to be
 * parameters. They are parsed once, as expressions; what is wrong for an expression only is kept
 * in CoverErrors until it is known. Left-associative operators and chains of calls are parsed in
 * loops, so that their length does not deepen the C stack. */
#include "syntax/lexer.h"
#include "syntax/parse.h"

/* ------------------------------------------------------------------------------ covers */

void check_cover_errors(Parser *parser, const CoverErrors *errors) {
  if (unlikely(errors->shorthand != NO_POSITION))
    fail(parser, errors->shorthand, errors->shorthand + 1,
         "Invalid shorthand property initializer");
  if (unlikely(errors->double_proto != NO_POSITION))
    fail(parser, errors->double_proto, errors->double_proto + 9,
         "Duplicate __proto__ fields are not allowed in object literals");
}

/* ------------------------------------------------------------------- comma, assignment */

Node *parse_expression(Parser *parser) {
  Node *first = parse_assignment(parser);
  if (!at(parser, TOKEN_COMMA)) return first;
  uint32_t mark = list_begin(parser);
  list_push(parser, first);
  while (eat(parser, TOKEN_COMMA)) list_push(parser, parse_assignment(parser));
  ListNode *sequence = NEW_NODE(parser, SEQUENCE, ListNode, first->start);
  sequence->items = list_end(parser, mark);
  return &sequence->node;
}

Node *parse_assignment(Parser *parser) {
  CoverErrors errors = cover_errors_none();
  Node *node = parse_assignment_cover(parser, &errors);
  check_cover_errors(parser, &errors);
  return node;
}

static Node *parse_yield(Parser *parser) {
  uint32_t start = parser->token.start;
  if (parser->context & IN_PARAMETERS)
    fail_token(parser, "Yield expression not allowed in formal parameter");
  if (parser->yield_position == NO_POSITION) parser->yield_position = start;
  parser->function->flags |= FUNCTION_HAS_YIELD;
  next(parser);
  Node *operand = NULL;
  bool delegate = false;
  if (!newline_before(parser)) {
    delegate = eat(parser, TOKEN_MULTIPLY);
    if (delegate || starts_expression(parser, &parser->token)) operand = parse_assignment(parser);
  }
  Node *node = unary_new(parser, NODE_YIELD, start, operand);
  if (delegate) node->flags |= NODE_DELEGATE;
  return node;
}

static bool is_plain_this_member(const Node *node) {
  return node->kind == NODE_MEMBER && ((const MemberNode *)node)->object->kind == NODE_THIS;
}

static Node *parse_assignment_rest(Parser *parser, Node *left) {
  TokenKind token = (TokenKind)parser->token.kind;
  AssignNode *node = NEW_NODE(parser, ASSIGN, AssignNode, left->start);
  node->operator_start = parser->token.start;
  node->node.op = token_operator[token];
  if (token == TOKEN_ASSIGN) {
    if (is_plain_this_member(left)) parser->function->this_assignments++;
    node->target = to_assignment_target(parser, left, false);
  } else {
    if (left->kind == NODE_CALL && token >= TOKEN_ASSIGN_AND)
      fail_node(parser, left, "Invalid left-hand side in assignment");
    check_simple_target(parser, left, "Invalid left-hand side in assignment");
    node->target = left;
  }
  next(parser);
  node->value = parse_assignment(parser);
  return finish(parser, node);
}

static Node *parse_conditional(Parser *parser, CoverErrors *errors);

Node *parse_assignment_cover(Parser *parser, CoverErrors *errors) {
  check_depth(parser);
  if (unlikely(at(parser, TOKEN_YIELD)) && (parser->context & IN_GENERATOR)) {
    if (parser->token.flags & TOKEN_ESCAPED)
      fail_token(parser, "Keyword must not contain escaped characters");
    return parse_yield(parser);
  }
  parser->arrow_start = parser->token.start;
  if (unlikely(parser->typescript) && at(parser, TOKEN_LESS)) {
    Node *arrow = parse_generic_arrow(parser, parser->token.start, false);
    if (arrow) return arrow;
  }
  CoverErrors own = cover_errors_none();
  uint32_t start = parser->token.start;
  Node *left = parse_conditional(parser, &own);
  if (!is_assignment_token(parser->token.kind) ||
      (left->kind == NODE_FUNCTION && as_function(left)->function_kind == FUNCTION_ARROW &&
       !(left->flags & NODE_PARENTHESIZED))) {
    if (own.shorthand != NO_POSITION && errors->shorthand == NO_POSITION)
      errors->shorthand = own.shorthand;
    if (own.double_proto != NO_POSITION && errors->double_proto == NO_POSITION)
      errors->double_proto = own.double_proto;
    return left;
  }
  if (!at(parser, TOKEN_ASSIGN)) check_cover_errors(parser, &own);
  Node *node = parse_assignment_rest(parser, left);
  node->start = start;
  return node;
}

/* ----------------------------------------------------------------- conditional, binary */

/* TypeScript: `x?` of a parameter, in what may be an arrow's. */
static bool at_optional_parameter_mark(Parser *parser) {
  if (!parser->typescript) return false;
  TokenKind after = (TokenKind)peek(parser).kind;
  return after == TOKEN_COMMA || after == TOKEN_RIGHT_PAREN || after == TOKEN_COLON ||
         after == TOKEN_ASSIGN;
}

static Node *parse_binary(Parser *parser, CoverErrors *errors, uint32_t minimum);

static bool has_cover_errors(const CoverErrors *errors) {
  return errors->shorthand != NO_POSITION || errors->double_proto != NO_POSITION;
}

static Node *parse_conditional(Parser *parser, CoverErrors *errors) {
  uint32_t start = parser->token.start;
  Node *test = parse_binary(parser, errors, 0);
  if (likely(!at(parser, TOKEN_QUESTION)) || at_optional_parameter_mark(parser)) return test;
  if (test->kind == NODE_FUNCTION && as_function(test)->function_kind == FUNCTION_ARROW &&
      !(test->flags & NODE_PARENTHESIZED))
    return test;
  check_cover_errors(parser, errors);
  next(parser);
  ConditionalNode *node = NEW_NODE(parser, CONDITIONAL, ConditionalNode, start);
  node->test = test;
  uint32_t context = parser->context;
  parser->context = (context & ~(uint32_t)NO_IN) | IN_TERNARY;
  node->consequent = parse_assignment(parser);
  parser->context = context;
  expect(parser, TOKEN_COLON);
  node->alternate = parse_assignment(parser);
  return finish(parser, node);
}

static bool is_logical(uint8_t op) { return op == OP_AND || op == OP_OR || op == OP_NULLISH; }

/* a ?? b || c without parentheses. */
static void check_nullish_mix(Parser *parser, uint8_t op, const Node *left, const Node *right,
                              const Token *token) {
  const Node *sides[] = {left, right};
  for (int i = 0; i < 2; i++) {
    const Node *side = sides[i];
    if (side->kind != NODE_LOGICAL || (side->flags & NODE_PARENTHESIZED)) continue;
    if ((op == OP_NULLISH) == (side->op == OP_NULLISH)) continue;
    if (i == 0) fail_unexpected_token(parser, token);
    fail(parser, ((const BinaryNode *)side)->operator_start,
         ((const BinaryNode *)side)->operator_start + 2, "Unexpected token '%s'",
         side->op == OP_NULLISH ? "??"
         : side->op == OP_AND   ? "&&"
                                : "||");
  }
}

static Node *binary_new(Parser *parser, const Token *operator, uint32_t start, Node *left,
                        Node *right) {
  uint8_t op = token_operator[operator->kind];
  if (unlikely(is_logical(op))) check_nullish_mix(parser, op, left, right, operator);
  BinaryNode *node =
      node_new(parser, is_logical(op) ? NODE_LOGICAL : NODE_BINARY, sizeof(BinaryNode), start);
  node->node.op = op;
  node->operator_start = operator->start;
  node->left = left;
  node->right = right;
  return &node->node;
}

/* #x in o. */
static Node *parse_private_in(Parser *parser, uint32_t minimum) {
  Token name = parser->token;
  note_private_reference(parser, name.name, name.start, name.end);
  next(parser);
  if (!at(parser, TOKEN_IN) || minimum >= token_precedence[TOKEN_IN] || (parser->context & NO_IN))
    fail_unexpected_token(parser, &name);
  next(parser);
  if (at(parser, TOKEN_PRIVATE_NAME)) fail_unexpected(parser);
  Node *right = parse_binary(parser, NULL, token_precedence[TOKEN_IN]);
  PrivateInNode *node = NEW_NODE(parser, PRIVATE_IN, PrivateInNode, name.start);
  node->name = name.name;
  node->right = right;
  return &node->node;
}

/* x as T, x satisfies T. True if there was one. */
static bool parse_as(Parser *parser, uint32_t minimum) {
  if (!at_word(parser, TOKEN_AS) && !at_word(parser, TOKEN_SATISFIES)) return false;
  if (newline_before(parser) || minimum >= token_precedence[TOKEN_LESS]) return false;
  bool is_as = at(parser, TOKEN_AS);
  next(parser);
  if (is_as && at(parser, TOKEN_CONST)) next(parser);
  else parse_type(parser);
  return true;
}

static bool is_unparenthesized_arrow(const Node *node) {
  return node->kind == NODE_FUNCTION &&
         ((const FunctionNode *)node)->function_kind == FUNCTION_ARROW &&
         !(node->flags & NODE_PARENTHESIZED);
}

/* Operators that bind tighter than `minimum`. */
static Node *parse_binary(Parser *parser, CoverErrors *errors, uint32_t minimum) {
  check_depth(parser);
  uint32_t start = parser->token.start;
  CoverErrors own = cover_errors_none();
  Node *left = unlikely(at(parser, TOKEN_PRIVATE_NAME))
                   ? parse_private_in(parser, minimum)
                   : parse_unary(parser, errors ? errors : &own);
  if (is_unparenthesized_arrow(left)) return left;
  for (;;) {
    uint32_t precedence = token_precedence[parser->token.kind];
    if (unlikely(parser->typescript) && precedence == 0 && parse_as(parser, minimum)) continue;
    if (precedence <= minimum) break;
    if (at(parser, TOKEN_IN) && (parser->context & NO_IN)) break;
    check_cover_errors(parser, errors ? errors : &own);
    Token operator= parser->token;
    next(parser);
    Node *right = parse_binary(parser, NULL, precedence);
    if (is_unparenthesized_arrow(right))
      fail(parser, right->start, parser->previous_end, "Malformed arrow function parameter list");
    left = binary_new(parser, &operator, start, left, right);
  }
  if (!errors) check_cover_errors(parser, &own);
  return left;
}

/* ------------------------------------------------------------------------------- unary */

static Node *parse_unary_operand(Parser *parser, CoverErrors *errors, bool in_unary);

static Node *parse_await(Parser *parser) {
  uint32_t start = parser->token.start;
  if (parser->token.flags & TOKEN_ESCAPED)
    fail_token(parser, "Keyword must not contain escaped characters");
  if (parser->context & IN_PARAMETERS)
    fail_token(parser, "Illegal await-expression in formal parameters of async function");
  if (parser->await_position == NO_POSITION) parser->await_position = start;
  parser->function->flags |= FUNCTION_HAS_AWAIT;
  if (parser->function->function_kind == FUNCTION_MODULE) parser->has_top_level_await = true;
  next(parser);
  Node *operand = parse_unary_operand(parser, NULL, true);
  return unary_new(parser, NODE_AWAIT, start, operand);
}

static bool is_private_member(const Node *node) {
  if (node->kind == NODE_OPTIONAL_CHAIN) node = ((const UnaryNode *)node)->operand;
  return node->kind == NODE_PRIVATE_MEMBER;
}

static void check_delete(Parser *parser, const Node *operand) {
  if (is_strict(parser) && operand->kind == NODE_IDENTIFIER)
    fail_node(parser, operand, "Delete of an unqualified identifier in strict mode.");
  if (is_private_member(operand)) fail_node(parser, operand, "Private fields can not be deleted");
}

static Node *parse_prefix_operator(Parser *parser) {
  Token operator= parser->token;
  next(parser);
  Node *operand = parse_unary_operand(parser, NULL, true);
  if (operator.kind == TOKEN_DELETE) check_delete(parser, operand);
  uint8_t op = operator.kind == TOKEN_PLUS    ? OP_PLUS
               : operator.kind == TOKEN_MINUS ? OP_MINUS
                                              : token_operator[operator.kind];
  Node *node = unary_new(parser, NODE_UNARY, operator.start, operand);
  node->op = op;
  return node;
}

static Node *parse_prefix_update(Parser *parser) {
  Token operator= parser->token;
  next(parser);
  CoverErrors errors = cover_errors_none();
  Node *operand = parse_left_hand_side(parser, &errors);
  check_cover_errors(parser, &errors);
  check_simple_target(parser, operand, "Invalid left-hand side expression in prefix operation");
  Node *node = unary_new(parser, NODE_UPDATE, operator.start, operand);
  node->op = token_operator[operator.kind];
  node->flags |= NODE_PREFIX;
  return node;
}

static Node *parse_postfix(Parser *parser, CoverErrors *errors) {
  uint32_t start = parser->token.start;
  Node *operand = parse_left_hand_side(parser, errors);
  if ((!at(parser, TOKEN_INCREMENT) && !at(parser, TOKEN_DECREMENT)) || newline_before(parser))
    return operand;
  if (is_unparenthesized_arrow(operand)) return operand;
  check_simple_target(parser, operand, "Invalid left-hand side expression in postfix operation");
  uint8_t op = token_operator[parser->token.kind];
  next(parser);
  Node *node = unary_new(parser, NODE_UPDATE, start, operand);
  node->op = op;
  return node;
}

/* Whether `await` is an operator here. */
static bool at_await_operator(Parser *parser) {
  if (!at(parser, TOKEN_AWAIT)) return false;
  if (parser->context & IN_ASYNC) return true;
  return false;
}

/* in_unary: as the operand of a prefix operator, which ** may not follow. */
static Node *parse_unary_operand(Parser *parser, CoverErrors *errors, bool in_unary) {
  check_depth(parser);
  CoverErrors own = cover_errors_none();
  CoverErrors *kept = errors ? errors : &own;
  uint32_t start = parser->token.start;
  bool prefix = true;
  Node *node;
  switch (parser->token.kind) {
    case TOKEN_NOT:
    case TOKEN_TILDE:
    case TOKEN_PLUS:
    case TOKEN_MINUS:
    case TOKEN_TYPEOF:
    case TOKEN_VOID:
    case TOKEN_DELETE: node = parse_prefix_operator(parser); break;
    case TOKEN_INCREMENT:
    case TOKEN_DECREMENT:
      node = parse_prefix_update(parser);
      prefix = false;
      break;
    case TOKEN_LESS:
      if (parser->typescript && !parser->jsx) {
        node = parse_type_assertion(parser);
        break;
      }
      FALL_THROUGH;
    default:
      if (unlikely(at_await_operator(parser))) {
        node = parse_await(parser);
        break;
      }
      prefix = false;
      node = parse_postfix(parser, kept);
      if (is_unparenthesized_arrow(node)) return node;
  }
  if (unlikely(at(parser, TOKEN_POWER))) {
    if (prefix || in_unary)
      fail_token(parser, "Unary operator used immediately before exponentiation expression. "
                         "Parenthesis must be used to disambiguate operator precedence");
    check_cover_errors(parser, kept);
    Token operator= parser->token;
    next(parser);
    Node *right = parse_unary(parser, NULL);
    return binary_new(parser, &operator, start, node, right);
  }
  if (!errors) check_cover_errors(parser, &own);
  return node;
}

Node *parse_unary(Parser *parser, CoverErrors *errors) {
  return parse_unary_operand(parser, errors, false);
}

/* ------------------------------------------------------------------- members and calls */

NodeList parse_arguments(Parser *parser, bool *has_spread) {
  uint32_t context = parser->context, mark = list_begin(parser);
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  next(parser);
  *has_spread = false;
  while (!at(parser, TOKEN_RIGHT_PAREN)) {
    if (at(parser, TOKEN_ELLIPSIS)) {
      uint32_t start = parser->token.start;
      next(parser);
      Node *operand = parse_assignment(parser);
      list_push(parser, unary_new(parser, NODE_SPREAD, start, operand));
      *has_spread = true;
    } else {
      list_push(parser, parse_assignment(parser));
    }
    if (at(parser, TOKEN_RIGHT_PAREN)) break;
    if (!at(parser, TOKEN_COMMA)) {
      if (at(parser, TOKEN_END)) fail_token(parser, "missing ) after argument list");
      fail_token(parser, "missing ) after argument list");
    }
    next(parser);
  }
  parser->context = context;
  next(parser);
  return list_end(parser, mark);
}

static Node *parse_call(Parser *parser, Node *callee, uint32_t start, bool optional,
                        bool in_chain) {
  uint32_t arguments_start = parser->token.start;
  bool has_spread;
  NodeList arguments = parse_arguments(parser, &has_spread);
  CallNode *node = NEW_NODE(parser, CALL, CallNode, start);
  node->callee = callee;
  node->arguments = arguments;
  node->arguments_start = arguments_start;
  if (has_spread) node->node.flags |= NODE_HAS_SPREAD;
  if (optional) node->node.flags |= NODE_OPTIONAL;
  if (callee->kind == NODE_IDENTIFIER && as_identifier(callee)->name->token == TOKEN_EVAL &&
      !optional && !in_chain) {
    node->node.flags |= NODE_DIRECT_EVAL;
    note_direct_eval(parser);
  }
  return &node->node;
}

static Node *parse_member_name(Parser *parser, Node *object, uint32_t start, bool optional) {
  Token name = parser->token;
  bool is_private = name.kind == TOKEN_PRIVATE_NAME;
  if (!is_private && !is_word_token(&name)) fail_unexpected(parser);
  if (is_private) note_private_reference(parser, name.name, name.start, name.end);
  next(parser);
  MemberNode *node =
      node_new(parser, is_private ? NODE_PRIVATE_MEMBER : NODE_MEMBER, sizeof(MemberNode), start);
  node->object = object;
  node->name = name.name;
  node->name_start = name.start;
  if (optional) node->node.flags |= NODE_OPTIONAL;
  return &node->node;
}

static Node *parse_index(Parser *parser, Node *object, uint32_t start, bool optional) {
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  next(parser);
  Node *index = parse_expression(parser);
  parser->context = context;
  expect(parser, TOKEN_RIGHT_BRACKET);
  IndexNode *node = NEW_NODE(parser, INDEX, IndexNode, start);
  node->object = object;
  node->index = index;
  if (optional) node->node.flags |= NODE_OPTIONAL;
  return &node->node;
}

/* Behind ?. */
static Node *parse_optional_link(Parser *parser, Node *base, uint32_t start, bool calls) {
  if (!calls)
    fail(parser, parser->token.start, parser->token.end,
         "Invalid optional chain from new expression");
  next(parser);
  if (parser->typescript && (at(parser, TOKEN_LESS) || at(parser, TOKEN_SHIFT_LEFT))) {
    parse_type_arguments(parser);
    if (!at(parser, TOKEN_LEFT_PAREN)) fail_unexpected(parser);
  }
  if (at(parser, TOKEN_LEFT_PAREN)) return parse_call(parser, base, start, true, true);
  if (at(parser, TOKEN_LEFT_BRACKET)) return parse_index(parser, base, start, true);
  if (at(parser, TOKEN_TEMPLATE)) fail_token(parser, "Invalid tagged template on optional chain");
  return parse_member_name(parser, base, start, true);
}

static Node *parse_tagged_template(Parser *parser, Node *tag, uint32_t start, bool in_chain) {
  if (in_chain) fail_token(parser, "Invalid tagged template on optional chain");
  TemplateNode *template = parse_template(parser, true);
  TaggedTemplateNode *node = NEW_NODE(parser, TAGGED_TEMPLATE, TaggedTemplateNode, start);
  node->tag = tag;
  node->template = template;
  return &node->node;
}

Node *parse_subscripts(Parser *parser, Node *base, uint32_t start, bool calls) {
  bool in_chain = false;
  Node *node = base;
  for (;;) {
    switch (parser->token.kind) {
      case TOKEN_DOT:
        next(parser);
        node = parse_member_name(parser, node, start, false);
        continue;
      case TOKEN_QUESTION_DOT:
        node = parse_optional_link(parser, node, start, calls);
        in_chain = true;
        continue;
      case TOKEN_LEFT_BRACKET:
        if (parser->context & IN_DECORATOR) break;
        node = parse_index(parser, node, start, false);
        continue;
      case TOKEN_LEFT_PAREN:
        if (!calls) break;
        node = parse_call(parser, node, start, false, in_chain);
        continue;
      case TOKEN_TEMPLATE: node = parse_tagged_template(parser, node, start, in_chain); continue;
      case TOKEN_NOT:
        if (!parser->typescript || newline_before(parser)) break;
        next(parser);
        continue;
      case TOKEN_LESS:
      case TOKEN_SHIFT_LEFT:
        if (!parser->typescript || !try_type_arguments_in_expression(parser)) break;
        continue;
      default: break;
    }
    break;
  }
  return in_chain ? unary_new(parser, NODE_OPTIONAL_CHAIN, start, node) : node;
}

/* async (…): a call, or an arrow function, which `is_arrow` tells. */
static bool at_async_parenthesis(Parser *parser, const Node *base, uint32_t start) {
  return base->kind == NODE_IDENTIFIER && as_identifier(base)->name->token == TOKEN_ASYNC &&
         at(parser, TOKEN_LEFT_PAREN) && parser->arrow_start == start && !newline_before(parser) &&
         !(base->flags & (NODE_ESCAPED | NODE_PARENTHESIZED));
}

Node *parse_left_hand_side(Parser *parser, CoverErrors *errors) {
  uint32_t start = parser->token.start;
  Node *base = parse_primary(parser, errors);
  if (is_unparenthesized_arrow(base)) return base;
  if (unlikely(at_async_parenthesis(parser, base, start))) {
    bool is_arrow;
    base = parse_async_call_or_arrow(parser, base, start, &is_arrow);
    if (is_arrow) return base;
  }
  if (has_cover_errors(errors)) return base;
  return parse_subscripts(parser, base, start, true);
}
