/* SPDX-License-Identifier: MIT */
/* parse_pattern.c: binding patterns, and expressions that turn out to be assignment patterns.
 *
 * Literals are converted in place: ARRAY and ARRAY_PATTERN, OBJECT and OBJECT_PATTERN, ASSIGN
 * and PATTERN_DEFAULT, SPREAD and REST have the same layout. Nothing is declared here; callers
 * do that when they know what kind of declaration it is. */
#include "syntax/parse.h"

/* -------------------------------------------------------------------- binding patterns */

IdentifierNode *parse_binding_identifier(Parser *parser) {
  Token token = parser->token;
  check_identifier(parser, &token, false);
  next(parser);
  IdentifierNode *node = NEW_NODE(parser, IDENTIFIER, IdentifierNode, token.start);
  node->name = token.name;
  node->node.flags |= NODE_BINDING;
  return node;
}

/* A target with an initialiser, if there is one. */
static Node *parse_default(Parser *parser, Node *target) {
  if (!at(parser, TOKEN_ASSIGN)) return target;
  AssignNode *node = NEW_NODE(parser, PATTERN_DEFAULT, AssignNode, target->start);
  uint32_t context = parser->context;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  node->operator_start = parser->token.start;
  node->target = target;
  next(parser);
  node->value = parse_assignment(parser);
  parser->context = context;
  return finish(parser, node);
}

static Node *parse_binding_element(Parser *parser) {
  Node *target = parse_binding_target(parser);
  if (at(parser, TOKEN_DOT)) fail_token(parser, "Illegal property in declaration context");
  return parse_default(parser, target);
}

static Node *parse_binding_rest(Parser *parser, bool only_identifier) {
  uint32_t start = parser->token.start;
  next(parser);
  if (only_identifier && !is_word_token(&parser->token))
    fail_token(parser, "`...` must be followed by an identifier in declaration contexts");
  Node *operand = parse_binding_target(parser);
  if (at(parser, TOKEN_COMMA))
    fail(parser, start, parser->previous_end, "Rest element must be last element");
  return unary_new(parser, NODE_REST, start, operand);
}

static Node *parse_array_binding(Parser *parser) {
  ListNode *node = NEW_NODE(parser, ARRAY_PATTERN, ListNode, parser->token.start);
  uint32_t mark = list_begin(parser);
  next(parser);
  while (!at(parser, TOKEN_RIGHT_BRACKET)) {
    if (at(parser, TOKEN_COMMA)) {
      uint32_t start = parser->token.start;
      next(parser);
      list_push(parser, node_new(parser, NODE_HOLE, sizeof(Node), start));
      continue;
    }
    list_push(parser, at(parser, TOKEN_ELLIPSIS) ? parse_binding_rest(parser, false)
                                                 : parse_binding_element(parser));
    if (!at(parser, TOKEN_RIGHT_BRACKET)) expect(parser, TOKEN_COMMA);
  }
  next(parser);
  node->items = list_end(parser, mark);
  node->node.flags |= NODE_BINDING;
  return finish(parser, node);
}

static Node *parse_binding_property(Parser *parser) {
  PropertyNode *node = NEW_NODE(parser, PROPERTY, PropertyNode, parser->token.start);
  Token name = parser->token;
  bool computed;
  node->key = parse_property_key(parser, &computed);
  if (computed) node->node.flags |= NODE_COMPUTED;
  if (eat(parser, TOKEN_COLON)) {
    node->value = parse_binding_element(parser);
    return finish(parser, node);
  }
  if (!is_word_token(&name)) fail_unexpected(parser);
  check_identifier(parser, &name, false);
  IdentifierNode *target = NEW_NODE(parser, IDENTIFIER, IdentifierNode, name.start);
  target->name = name.name;
  target->node.flags |= NODE_BINDING;
  node->node.flags |= NODE_SHORTHAND;
  node->value = parse_default(parser, &target->node);
  return finish(parser, node);
}

static Node *parse_object_binding(Parser *parser) {
  ListNode *node = NEW_NODE(parser, OBJECT_PATTERN, ListNode, parser->token.start);
  uint32_t mark = list_begin(parser);
  next(parser);
  while (!at(parser, TOKEN_RIGHT_BRACE)) {
    list_push(parser, at(parser, TOKEN_ELLIPSIS) ? parse_binding_rest(parser, true)
                                                 : parse_binding_property(parser));
    if (!at(parser, TOKEN_RIGHT_BRACE)) expect(parser, TOKEN_COMMA);
  }
  next(parser);
  node->items = list_end(parser, mark);
  node->node.flags |= NODE_BINDING;
  return finish(parser, node);
}

Node *parse_binding_target(Parser *parser) {
  check_depth(parser);
  uint32_t context = parser->context;
  Node *node;
  parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
  if (at(parser, TOKEN_LEFT_BRACKET)) node = parse_array_binding(parser);
  else if (at(parser, TOKEN_LEFT_BRACE)) node = parse_object_binding(parser);
  else node = (Node *)parse_binding_identifier(parser);
  parser->context = context;
  return node;
}

/* -------------------------------------------------------------- expressions as targets */

static void check_strict_name(Parser *parser, Node *node) {
  uint8_t token = as_identifier(node)->name->token;
  if (is_strict(parser) && (token == TOKEN_EVAL || token == TOKEN_ARGUMENTS))
    fail_node(parser, node, "Unexpected eval or arguments in strict mode");
}

static bool is_member(const Node *node) {
  switch (node->kind) {
    case NODE_MEMBER:
    case NODE_INDEX:
    case NODE_PRIVATE_MEMBER:
    case NODE_SUPER_MEMBER:
    case NODE_SUPER_INDEX: return true;
    default: return false;
  }
}

NO_RETURN static void fail_target(Parser *parser, Node *node) {
  fail_node(parser, node, "Invalid destructuring assignment target");
}

void check_simple_target(Parser *parser, Node *node, const char *message) {
  if (node->kind == NODE_IDENTIFIER) check_strict_name(parser, node);
  else if (!is_member(node) && !(node->kind == NODE_CALL && !is_strict(parser)))
    fail_node(parser, node, message);
}

static Node *to_nested_target(Parser *parser, Node *node, bool binding);

static void to_rest(Parser *parser, Node *spread, bool is_last, bool binding, bool in_object) {
  UnaryNode *rest = (UnaryNode *)spread;
  if (!is_last || (spread->flags & NODE_TRAILING_COMMA))
    fail_node(parser, spread, "Rest element must be last element");
  spread->kind = NODE_REST;
  if (rest->operand->kind == NODE_ASSIGN || rest->operand->kind == NODE_PATTERN_DEFAULT)
    fail_target(parser, rest->operand);
  if (in_object && rest->operand->kind != NODE_IDENTIFIER && !is_member(rest->operand))
    fail_node(parser, rest->operand,
              binding ? "`...` must be followed by an identifier in declaration contexts"
                      : "`...` must be followed by an assignable reference in assignment contexts");
  rest->operand = to_nested_target(parser, rest->operand, binding);
}

static void to_array_pattern(Parser *parser, ListNode *array, bool binding) {
  array->node.kind = NODE_ARRAY_PATTERN;
  for (uint32_t i = 0; i < array->items.count; i++) {
    Node *item = array->items.items[i];
    if (item->kind == NODE_HOLE) continue;
    if (item->kind == NODE_SPREAD || item->kind == NODE_REST)
      to_rest(parser, item, i + 1 == array->items.count, binding, false);
    else array->items.items[i] = to_nested_target(parser, item, binding);
  }
}

static void to_object_pattern(Parser *parser, ListNode *object, bool binding) {
  object->node.kind = NODE_OBJECT_PATTERN;
  for (uint32_t i = 0; i < object->items.count; i++) {
    Node *item = object->items.items[i];
    if (item->kind == NODE_SPREAD || item->kind == NODE_REST) {
      to_rest(parser, item, i + 1 == object->items.count, binding, true);
      continue;
    }
    PropertyNode *property = as_property(item);
    if (item->op != PROPERTY_VALUE && item->op != PROPERTY_PROTOTYPE)
      fail_target(parser, property->key);
    item->op = PROPERTY_VALUE;
    property->value = to_nested_target(parser, property->value, binding);
  }
}

/* A target inside a pattern, where it may have a default. */
static Node *to_nested_target(Parser *parser, Node *node, bool binding) {
  check_depth(parser);
  bool parenthesized = node->flags & NODE_PARENTHESIZED;
  if (parenthesized && (binding || (node->kind != NODE_IDENTIFIER && !is_member(node))))
    fail_target(parser, node);
  switch (node->kind) {
    case NODE_IDENTIFIER: check_strict_name(parser, node); return node;
    case NODE_ARRAY:
    case NODE_ARRAY_PATTERN: to_array_pattern(parser, (ListNode *)node, binding); return node;
    case NODE_OBJECT:
    case NODE_OBJECT_PATTERN: to_object_pattern(parser, (ListNode *)node, binding); return node;
    case NODE_ASSIGN:
    case NODE_PATTERN_DEFAULT: {
      AssignNode *assign = (AssignNode *)node;
      if (node->kind == NODE_ASSIGN && node->op != OP_NONE) fail_target(parser, node);
      node->kind = NODE_PATTERN_DEFAULT;
      /* the target has been converted already: what remains is to check that it may be bound */
      assign->target = to_nested_target(parser, assign->target, binding);
      return node;
    }
    default:
      if (!is_member(node)) fail_target(parser, node);
      if (binding) fail_node(parser, node, "Illegal property in declaration context");
      return node;
  }
}

Node *to_assignment_target(Parser *parser, Node *node, bool binding) {
  if (binding) return to_nested_target(parser, node, true);
  switch (node->kind) {
    case NODE_ARRAY:
    case NODE_OBJECT:
      if (node->flags & NODE_PARENTHESIZED)
        fail_node(parser, node, "Invalid left-hand side in assignment");
      return to_nested_target(parser, node, false);
    default: check_simple_target(parser, node, "Invalid left-hand side in assignment"); return node;
  }
}
