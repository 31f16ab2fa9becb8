/* SPDX-License-Identifier: MIT */
/* parse_statement.c: statements and declarations.
 *
 * Statement nodes that break and continue may name are made before their bodies are parsed.
 * Chains of else-if are parsed in a loop. */
#include "syntax/parse.h"

static Node *parse_substatement(Parser *parser);

/* --------------------------------------------------------------------------- lookahead */

static bool at_let_declaration(Parser *parser) {
  if (!at_word(parser, TOKEN_LET)) return false;
  Token after = peek(parser);
  if (after.kind == TOKEN_LEFT_BRACKET || after.kind == TOKEN_LEFT_BRACE) return true;
  if (after.kind == TOKEN_ESCAPED_KEYWORD) return true;
  return is_identifier_token(&after);
}

static bool at_using_declaration(Parser *parser) {
  if (!at_word(parser, TOKEN_USING)) return false;
  Token after = peek(parser);
  return is_identifier_token(&after) && !(after.flags & TOKEN_NEWLINE_BEFORE);
}

static bool at_await_using_declaration(Parser *parser) {
  if (!at_word(parser, TOKEN_AWAIT) || !(parser->context & IN_ASYNC)) return false;
  Token using = peek(parser);
  if (using.kind != TOKEN_USING || (using.flags & (TOKEN_NEWLINE_BEFORE | TOKEN_ESCAPED)))
    return false;
  SavedPosition saved = save_position(parser);
  next(parser);
  bool found = at_using_declaration(parser);
  restore_position(parser, &saved);
  return found;
}

bool at_async_function(Parser *parser) {
  if (!at_word(parser, TOKEN_ASYNC)) return false;
  Token after = peek(parser);
  return after.kind == TOKEN_FUNCTION && !(after.flags & TOKEN_NEWLINE_BEFORE);
}

/* ------------------------------------------------------------------------------- jumps */

static void jump_push(Parser *parser, JumpScope *jump, Name *label, Node *target, bool is_loop) {
  *jump = (JumpScope){parser->jumps, label, target, is_loop ? target : NULL, 0};
  if (is_loop) {
    for (JumpScope *each = parser->jumps; each && each->label && each->body_start == target->start;
         each = each->outer)
      each->loop = target;
  }
  parser->jumps = jump;
}

static void jump_pop(Parser *parser, JumpScope *jump) { parser->jumps = jump->outer; }

static Node *find_break_target(Parser *parser, const Token *label) {
  for (JumpScope *jump = parser->jumps; jump; jump = jump->outer)
    if (label ? jump->label == label->name : jump->label == NULL) return jump->target;
  if (label) fail(parser, label->start, label->end, "Undefined label '%s'", label->name->bytes);
  return NULL;
}

static Node *find_continue_target(Parser *parser, const Token *label) {
  for (JumpScope *jump = parser->jumps; jump; jump = jump->outer) {
    if (!label && jump->loop && !jump->label) return jump->loop;
    if (!label || jump->label != label->name) continue;
    if (jump->loop) return jump->loop;
    fail(parser, label->start, label->end,
         "Illegal continue statement: '%s' does not denote an iteration statement",
         label->name->bytes);
  }
  if (label) fail(parser, label->start, label->end, "Undefined label '%s'", label->name->bytes);
  return NULL;
}

static Node *parse_jump(Parser *parser, NodeKind kind) {
  Token keyword = parser->token;
  next(parser);
  JumpNode *node = node_new(parser, kind, sizeof(JumpNode), keyword.start);
  bool labeled = is_identifier_token(&parser->token) && !newline_before(parser);
  Token label = parser->token;
  if (labeled) {
    check_identifier(parser, &label, true);
    node->label = label.name;
    next(parser);
  }
  node->target = kind == NODE_BREAK ? find_break_target(parser, labeled ? &label : NULL)
                                    : find_continue_target(parser, labeled ? &label : NULL);
  if (!node->target)
    fail(parser, keyword.start, keyword.end, "%s",
         kind == NODE_BREAK ? "Illegal break statement"
                            : "Illegal continue statement: no surrounding iteration statement");
  expect_semicolon(parser);
  return finish(parser, node);
}

/* ------------------------------------------------------------------------------ blocks */

NodeList parse_statements(Parser *parser, TokenKind end) {
  uint32_t mark = list_begin(parser);
  while (!at(parser, end)) {
    if (at(parser, TOKEN_END)) fail_unexpected(parser);
    Node *statement = parse_statement_list_item(parser);
    if (statement) list_push(parser, statement);
  }
  return list_end(parser, mark);
}

static BlockNode *parse_block(Parser *parser) {
  check_depth(parser);
  BlockNode *node = NEW_NODE(parser, BLOCK, BlockNode, parser->token.start);
  if (!at(parser, TOKEN_LEFT_BRACE)) fail_unexpected(parser);
  Scope *scope = scope_push(parser, SCOPE_BLOCK);
  next(parser);
  node->statements = parse_statements(parser, TOKEN_RIGHT_BRACE);
  scope_pop(parser);
  node->scope = scope_if_needed(scope);
  next(parser);
  finish(parser, node);
  return node;
}

/* --------------------------------------------------------------------------- variables */

static bool needs_initializer(const Parser *parser, const Node *target, DeclarationKind kind) {
  return (kind == DECLARE_CONST && !is_ambient(parser)) || kind == DECLARE_USING ||
         kind == DECLARE_AWAIT_USING || (target->kind != NODE_IDENTIFIER && !is_ambient(parser));
}

static void check_initializer(Parser *parser, const Node *target, DeclarationKind kind) {
  if (!needs_initializer(parser, target, kind)) return;
  if (target->kind != NODE_IDENTIFIER)
    fail_token(parser, "Missing initializer in destructuring declaration");
  fail_token(parser, kind == DECLARE_CONST   ? "Missing initializer in const declaration"
                     : kind == DECLARE_USING ? "Missing initializer in using declaration"
                                             : "Missing initializer in await using declaration");
}

/* In the head of for, an initialiser may be missing if `in` or `of` follows. */
static bool at_for_separator(const Parser *parser) {
  return at(parser, TOKEN_IN) || at_word(parser, TOKEN_OF);
}

static Node *parse_declarator(Parser *parser, DeclarationKind kind, bool in_for, bool first) {
  AssignNode *node = NEW_NODE(parser, DECLARATOR, AssignNode, parser->token.start);
  bool using = kind == DECLARE_USING || kind == DECLARE_AWAIT_USING;
  if (using && !is_word_token(&parser->token)) fail_unexpected(parser);
  node->target = parse_binding_target(parser);
  if (parser->typescript) {
    if (!newline_before(parser)) eat(parser, TOKEN_NOT);
    parse_optional_type_annotation(parser);
  }
  declare_pattern(parser, node->target, kind);
  if (at(parser, TOKEN_ASSIGN)) {
    node->operator_start = parser->token.start;
    next(parser);
    node->value = parse_assignment(parser);
  } else if (!(in_for && first && at_for_separator(parser))) {
    check_initializer(parser, node->target, kind);
  }
  return finish(parser, node);
}

/* VariableStatement and LexicalDeclaration without the semicolon; `start` of its first keyword,
 * which is consumed. */
static VariableNode *parse_variable(Parser *parser, DeclarationKind kind, uint32_t start,
                                    bool in_for) {
  VariableNode *node = NEW_NODE(parser, VARIABLE, VariableNode, start);
  uint32_t mark = list_begin(parser);
  node->node.op = (uint8_t)kind;
  if (kind == DECLARE_USING || kind == DECLARE_AWAIT_USING) parser->scope->flags |= SCOPE_HAS_USING;
  if (kind == DECLARE_AWAIT_USING) {
    parser->scope->flags |= SCOPE_HAS_AWAIT_USING;
    parser->function->flags |= FUNCTION_HAS_AWAIT;
    if (parser->function->function_kind == FUNCTION_MODULE) parser->has_top_level_await = true;
  }
  list_push(parser, parse_declarator(parser, kind, in_for, true));
  while (eat(parser, TOKEN_COMMA)) list_push(parser, parse_declarator(parser, kind, in_for, false));
  node->declarators = list_end(parser, mark);
  finish(parser, node);
  return node;
}

static Node *parse_variable_statement(Parser *parser, DeclarationKind kind) {
  uint32_t start = parser->token.start;
  if (kind == DECLARE_AWAIT_USING) next(parser);
  next(parser);
  VariableNode *node = parse_variable(parser, kind, start, false);
  expect_semicolon(parser);
  return finish(parser, node);
}

/* using may stand in blocks and functions and modules, not at the top of scripts or directly in
 * a case. */
static void check_using_place(Parser *parser) {
  bool top = parser->scope->kind == SCOPE_SCRIPT || parser->scope->kind == SCOPE_EVAL;
  if (top && !parser->allow_return) fail_unexpected(parser);
  if (parser->scope->parser_flags) fail_unexpected(parser);
}

/* --------------------------------------------------------------------------- if, loops */

static Node *parse_parenthesized_test(Parser *parser) {
  expect(parser, TOKEN_LEFT_PAREN);
  Node *test = parse_expression(parser);
  expect(parser, TOKEN_RIGHT_PAREN);
  return test;
}

/* A function declaration as the body of an if, as if in a block. */
static Node *parse_if_function(Parser *parser) {
  BlockNode *block = NEW_NODE(parser, BLOCK, BlockNode, parser->token.start);
  uint32_t mark = list_begin(parser);
  if (peek(parser).kind == TOKEN_MULTIPLY)
    fail_token(parser, "Generators can only be declared at the top level or inside a block.");
  Scope *scope = scope_push(parser, SCOPE_BLOCK);
  Node *function = parse_function_declaration(parser, false);
  if (function) list_push(parser, function);
  scope_pop(parser);
  block->scope = scope_if_needed(scope);
  block->statements = list_end(parser, mark);
  return finish(parser, block);
}

static Node *parse_if_branch(Parser *parser) {
  if (at(parser, TOKEN_FUNCTION) && !is_strict(parser)) return parse_if_function(parser);
  return parse_substatement(parser);
}

static Node *parse_if(Parser *parser) {
  IfNode *first = NULL, *last = NULL;
  do {
    IfNode *node = NEW_NODE(parser, IF, IfNode, parser->token.start);
    if (last) last->alternate = &node->node;
    else first = node;
    last = node;
    next(parser);
    node->test = parse_parenthesized_test(parser);
    node->consequent = parse_if_branch(parser);
    if (!eat(parser, TOKEN_ELSE)) break;
    if (!at(parser, TOKEN_IF)) {
      node->alternate = parse_if_branch(parser);
      break;
    }
  } while (true);
  for (IfNode *node = first; node;
       node = node->alternate && node != last ? (IfNode *)node->alternate : NULL)
    finish(parser, node);
  return &first->node;
}

static Node *parse_loop_body(Parser *parser, Node *loop) {
  JumpScope jump;
  jump_push(parser, &jump, NULL, loop, true);
  Node *body = parse_substatement(parser);
  jump_pop(parser, &jump);
  return body;
}

static Node *parse_while(Parser *parser) {
  LoopNode *node = NEW_NODE(parser, WHILE, LoopNode, parser->token.start);
  next(parser);
  node->test = parse_parenthesized_test(parser);
  node->body = parse_loop_body(parser, &node->node);
  return finish(parser, node);
}

static Node *parse_do_while(Parser *parser) {
  LoopNode *node = NEW_NODE(parser, DO_WHILE, LoopNode, parser->token.start);
  next(parser);
  node->body = parse_loop_body(parser, &node->node);
  expect(parser, TOKEN_WHILE);
  node->test = parse_parenthesized_test(parser);
  eat(parser, TOKEN_SEMICOLON);
  return finish(parser, node);
}

/* --------------------------------------------------------------------------------- for */

/* What was found between ( and the first separator. */
typedef struct ForHead {
  Node *init; /* VARIABLE, expression, or NULL */
  Scope *scope; /* for lexical declarations */
  uint32_t start;
  bool starts_with_let;
  bool is_async_name; /* exactly `async`, which may not stand before of */
  bool is_using;
} ForHead;

static DeclarationKind lexical_kind(Parser *parser) {
  if (at(parser, TOKEN_CONST)) return DECLARE_CONST;
  if (at_let_declaration(parser)) return DECLARE_LET;
  return DECLARE_VAR;
}

/* for (using of …): `using` is a name, unless it is the declaration of `of`: for (using of =
 * …;;). */
static bool at_for_using(Parser *parser) {
  if (!at_using_declaration(parser)) return false;
  Token name = peek(parser);
  if (name.kind != TOKEN_OF || (name.flags & TOKEN_ESCAPED)) return true;
  SavedPosition saved = save_position(parser);
  next(parser);
  next(parser);
  bool declaration =
      at(parser, TOKEN_ASSIGN) || at(parser, TOKEN_SEMICOLON) || at(parser, TOKEN_COLON);
  restore_position(parser, &saved);
  return declaration;
}

static void parse_for_declaration(Parser *parser, ForHead *head, DeclarationKind kind) {
  uint32_t start = parser->token.start;
  if (kind != DECLARE_VAR) head->scope = scope_push(parser, SCOPE_FOR);
  if (kind == DECLARE_AWAIT_USING) next(parser);
  next(parser);
  head->is_using = kind == DECLARE_USING || kind == DECLARE_AWAIT_USING;
  head->init = (Node *)parse_variable(parser, kind, start, true);
}

static void parse_for_expression(Parser *parser, ForHead *head) {
  CoverErrors errors = cover_errors_none();
  head->starts_with_let = at(parser, TOKEN_LET);
  uint32_t context = parser->context;
  Token first = parser->token;
  Node *node = parse_assignment_cover(parser, &errors);
  head->is_async_name = first.kind == TOKEN_ASYNC && !(first.flags & TOKEN_ESCAPED) &&
                        node->kind == NODE_IDENTIFIER && !(node->flags & NODE_PARENTHESIZED);
  bool is_target = at(parser, TOKEN_IN) || at_word(parser, TOKEN_OF);
  bool is_pattern = (node->kind == NODE_ARRAY || node->kind == NODE_OBJECT) &&
                    !(node->flags & NODE_PARENTHESIZED);
  if (!is_target || !is_pattern) check_cover_errors(parser, &errors);
  if (at(parser, TOKEN_COMMA)) {
    uint32_t mark = list_begin(parser);
    list_push(parser, node);
    while (eat(parser, TOKEN_COMMA)) list_push(parser, parse_assignment(parser));
    ListNode *sequence = NEW_NODE(parser, SEQUENCE, ListNode, head->start);
    sequence->items = list_end(parser, mark);
    node = &sequence->node;
  }
  parser->context = context;
  head->init = node;
}

static void parse_for_head(Parser *parser, ForHead *head) {
  uint32_t context = parser->context;
  *head = (ForHead){.start = parser->token.start};
  parser->context |= NO_IN;
  if (at(parser, TOKEN_SEMICOLON)) head->init = NULL;
  else if (at(parser, TOKEN_VAR)) parse_for_declaration(parser, head, DECLARE_VAR);
  else if (at(parser, TOKEN_CONST) || at(parser, TOKEN_LET) ? lexical_kind(parser) != DECLARE_VAR
                                                            : false)
    parse_for_declaration(parser, head, lexical_kind(parser));
  else if (at_for_using(parser)) parse_for_declaration(parser, head, DECLARE_USING);
  else if (at_await_using_declaration(parser))
    parse_for_declaration(parser, head, DECLARE_AWAIT_USING);
  else parse_for_expression(parser, head);
  parser->context = context;
}

static Node *parse_plain_for(Parser *parser, uint32_t start, ForHead *head) {
  ForNode *node = NEW_NODE(parser, FOR, ForNode, start);
  node->init = head->init;
  expect(parser, TOKEN_SEMICOLON);
  if (!at(parser, TOKEN_SEMICOLON)) node->test = parse_expression(parser);
  expect(parser, TOKEN_SEMICOLON);
  if (!at(parser, TOKEN_RIGHT_PAREN)) node->update = parse_expression(parser);
  expect(parser, TOKEN_RIGHT_PAREN);
  node->body = parse_loop_body(parser, &node->node);
  if (head->scope) {
    scope_pop(parser);
    node->scope = scope_if_needed(head->scope);
    if (node->init->op == DECLARE_LET && node->scope) node->node.flags |= NODE_PER_ITERATION;
    if (head->is_using) node->node.flags |= NODE_HAS_USING;
  }
  return finish(parser, node);
}

/* The scope of the names of a for-in or for-of head, never initialised, around its right side. */
static Scope *push_head_scope(Parser *parser, const Scope *scope) {
  Scope *head = scope_push(parser, SCOPE_FOR_HEAD);
  for (Declaration *each = scope->first; each; each = each->next)
    declare(parser, each->name, (DeclarationKind)each->kind, each->start, each->start);
  return head;
}

static void check_for_variable(Parser *parser, const ForHead *head, bool is_of) {
  VariableNode *variable = (VariableNode *)head->init;
  const char *loop = is_of ? "for-of" : "for-in";
  if (variable->declarators.count != 1)
    fail_node(parser, head->init,
              is_of ? "Invalid left-hand side in for-of loop: Must have a single binding."
                    : "Invalid left-hand side in for-in loop: Must have a single binding.");
  AssignNode *declarator = as_declarator(variable->declarators.items[0]);
  bool allowed = !is_of && variable->node.op == DECLARE_VAR &&
                 declarator->target->kind == NODE_IDENTIFIER && !is_strict(parser);
  if (declarator->value && !allowed)
    fail(parser, head->init->start, head->init->end,
         "%s loop variable declaration may not have an initializer.", loop);
  if (head->is_using && !is_of)
    fail_node(parser, head->init, "Invalid left-hand side in for-in loop");
}

static Node *check_for_target(Parser *parser, const ForHead *head, bool is_of, bool is_await) {
  Node *init = head->init;
  if (!init) fail_unexpected(parser);
  if (init->kind == NODE_VARIABLE) {
    check_for_variable(parser, head, is_of);
    return init;
  }
  if (is_of && head->starts_with_let)
    fail(parser, init->start, init->end, "The left-hand side of a for-of loop may not be 'let'.");
  if (is_of && head->is_async_name && !is_await)
    fail(parser, init->start, init->end, "The left-hand side of a for-of loop may not be 'async'.");
  bool is_pattern = (init->kind == NODE_ARRAY || init->kind == NODE_OBJECT) &&
                    !(init->flags & NODE_PARENTHESIZED);
  if (is_pattern) return to_assignment_target(parser, init, false);
  check_simple_target(parser, init, "Invalid left-hand side in for-loop");
  return init;
}

static Node *parse_for_in_of(Parser *parser, uint32_t start, ForHead *head, bool is_await) {
  bool is_of = !at(parser, TOKEN_IN);
  ForInNode *node = node_new(parser, is_of ? NODE_FOR_OF : NODE_FOR_IN, sizeof(ForInNode), start);
  if (is_await) node->node.flags |= NODE_FOR_AWAIT;
  node->left = check_for_target(parser, head, is_of, is_await);
  next(parser);
  if (head->scope) {
    parser->scope = head->scope->parent;
    node->head_scope = push_head_scope(parser, head->scope);
  }
  node->right = is_of ? parse_assignment(parser) : parse_expression(parser);
  if (head->scope) {
    scope_pop(parser);
    parser->scope = head->scope;
  }
  expect(parser, TOKEN_RIGHT_PAREN);
  node->body = parse_loop_body(parser, &node->node);
  if (head->scope) {
    scope_pop(parser);
    node->scope = head->scope;
    if (head->is_using) node->node.flags |= NODE_HAS_USING;
  }
  return finish(parser, node);
}

/* `await` behind `for`. */
static bool parse_for_await(Parser *parser) {
  if (!at_word(parser, TOKEN_AWAIT)) return false;
  if (!(parser->context & IN_ASYNC)) {
    if (parser->unambiguous) parser->has_module_syntax = true;
    fail_token(parser,
               "await is only valid in async functions and the top level bodies of modules");
  }
  if (parser->context & IN_STATIC_BLOCK) fail_unexpected(parser);
  parser->function->flags |= FUNCTION_HAS_AWAIT;
  if (parser->function->function_kind == FUNCTION_MODULE) parser->has_top_level_await = true;
  next(parser);
  return true;
}

static Node *parse_for(Parser *parser) {
  uint32_t start = parser->token.start;
  next(parser);
  bool is_await = parse_for_await(parser);
  expect(parser, TOKEN_LEFT_PAREN);
  ForHead head;
  parse_for_head(parser, &head);
  if (at_word(parser, TOKEN_OF) || (at(parser, TOKEN_IN) && !is_await))
    return parse_for_in_of(parser, start, &head, is_await);
  if (is_await) fail_unexpected(parser);
  return parse_plain_for(parser, start, &head);
}

/* ------------------------------------------------------------------- switch, try, with */

static Node *parse_case(Parser *parser, bool *has_default) {
  CaseNode *node = NEW_NODE(parser, CASE, CaseNode, parser->token.start);
  if (eat(parser, TOKEN_CASE)) {
    node->test = parse_expression(parser);
  } else {
    if (*has_default && at(parser, TOKEN_DEFAULT))
      fail_token(parser, "More than one default clause in switch statement");
    *has_default = true;
    expect(parser, TOKEN_DEFAULT);
  }
  expect(parser, TOKEN_COLON);
  uint32_t mark = list_begin(parser);
  while (!at(parser, TOKEN_CASE) && !at(parser, TOKEN_DEFAULT) && !at(parser, TOKEN_RIGHT_BRACE)) {
    if (at(parser, TOKEN_END)) fail_unexpected(parser);
    Node *statement = parse_statement_list_item(parser);
    if (statement) list_push(parser, statement);
  }
  node->statements = list_end(parser, mark);
  return finish(parser, node);
}

static Node *parse_switch(Parser *parser) {
  SwitchNode *node = NEW_NODE(parser, SWITCH, SwitchNode, parser->token.start);
  next(parser);
  node->discriminant = parse_parenthesized_test(parser);
  JumpScope jump;
  jump_push(parser, &jump, NULL, &node->node, false);
  Scope *scope = scope_push(parser, SCOPE_BLOCK);
  scope->parser_flags = true;
  expect(parser, TOKEN_LEFT_BRACE);
  uint32_t mark = list_begin(parser);
  bool has_default = false;
  while (!at(parser, TOKEN_RIGHT_BRACE)) list_push(parser, parse_case(parser, &has_default));
  node->cases = list_end(parser, mark);
  scope_pop(parser);
  node->scope = scope_if_needed(scope);
  jump_pop(parser, &jump);
  next(parser);
  return finish(parser, node);
}

static void parse_catch(Parser *parser, TryNode *node) {
  next(parser);
  Scope *scope = scope_push(parser, SCOPE_CATCH);
  if (eat(parser, TOKEN_LEFT_PAREN)) {
    node->parameter = parse_binding_target(parser);
    if (parser->typescript) parse_optional_type_annotation(parser);
    declare_pattern(parser, node->parameter,
                    node->parameter->kind == NODE_IDENTIFIER ? DECLARE_CATCH_PARAMETER
                                                             : DECLARE_CATCH_PATTERN);
    expect(parser, TOKEN_RIGHT_PAREN);
  }
  node->handler = parse_block(parser);
  scope_pop(parser);
  node->catch_scope = node->parameter ? scope : scope_if_needed(scope);
}

static Node *parse_try(Parser *parser) {
  TryNode *node = NEW_NODE(parser, TRY, TryNode, parser->token.start);
  next(parser);
  node->block = parse_block(parser);
  if (at(parser, TOKEN_CATCH)) parse_catch(parser, node);
  if (eat(parser, TOKEN_FINALLY)) node->finalizer = parse_block(parser);
  if (!node->handler && !node->finalizer) fail_token(parser, "Missing catch or finally after try");
  return finish(parser, node);
}

static Node *parse_with(Parser *parser) {
  WithNode *node = NEW_NODE(parser, WITH, WithNode, parser->token.start);
  if (is_strict(parser)) fail_token(parser, "Strict mode code may not include a with statement");
  next(parser);
  node->object = parse_parenthesized_test(parser);
  node->scope = scope_push(parser, SCOPE_WITH);
  node->body = parse_substatement(parser);
  scope_pop(parser);
  return finish(parser, node);
}

/* -------------------------------------------------------------------- small statements */

static Node *parse_return(Parser *parser) {
  uint32_t start = parser->token.start;
  if (!(parser->context & ALLOW_RETURN)) fail_token(parser, "Illegal return statement");
  next(parser);
  Node *operand = NULL;
  if (!at(parser, TOKEN_SEMICOLON) && !can_insert_semicolon(parser))
    operand = parse_expression(parser);
  expect_semicolon(parser);
  return unary_new(parser, NODE_RETURN, start, operand);
}

static Node *parse_throw(Parser *parser) {
  uint32_t start = parser->token.start;
  next(parser);
  if (newline_before(parser)) fail_token(parser, "Illegal newline after throw");
  Node *operand = parse_expression(parser);
  expect_semicolon(parser);
  return unary_new(parser, NODE_THROW, start, operand);
}

static Node *parse_simple(Parser *parser, NodeKind kind, bool semicolon) {
  uint32_t start = parser->token.start;
  next(parser);
  if (semicolon) expect_semicolon(parser);
  return node_new(parser, kind, sizeof(Node), start);
}

static void check_label(Parser *parser, const Token *label) {
  for (JumpScope *jump = parser->jumps; jump; jump = jump->outer)
    if (jump->label == label->name)
      fail(parser, label->start, label->end, "Label '%s' has already been declared",
           label->name->bytes);
}

/* Behind the label and the colon. */
static Node *parse_labeled(Parser *parser, const Token *label, bool declarations) {
  check_depth(parser);
  check_identifier(parser, label, true);
  check_label(parser, label);
  next(parser);
  LabeledNode *node = NEW_NODE(parser, LABELED, LabeledNode, label->start);
  node->label = label->name;
  JumpScope jump;
  jump_push(parser, &jump, label->name, &node->node, false);
  jump.body_start = parser->token.start;
  for (JumpScope *each = jump.outer; each && each->label && each->body_start == label->start;
       each = each->outer)
    each->body_start = parser->token.start;
  if (at(parser, TOKEN_FUNCTION) && !is_strict(parser) && declarations) {
    if (peek(parser).kind == TOKEN_MULTIPLY)
      fail_token(parser, "Generators can only be declared at the top level or inside a block.");
    node->body = parse_function_declaration(parser, false);
    if (!node->body) fail_unexpected(parser);
  } else {
    Token first = parser->token;
    bool nested = declarations && is_identifier_token(&first) && peek(parser).kind == TOKEN_COLON;
    if (nested) {
      next(parser);
      node->body = parse_labeled(parser, &first, true);
    } else {
      node->body = parse_substatement(parser);
    }
  }
  jump_pop(parser, &jump);
  return finish(parser, node);
}

/* `await x` where await is only a name: the usual mistake. */
static void check_misplaced_await(Parser *parser, const Node *expression) {
  if (expression->kind != NODE_IDENTIFIER || as_identifier(expression)->name->token != TOKEN_AWAIT)
    return;
  if (can_insert_semicolon(parser) || at(parser, TOKEN_SEMICOLON)) return;
  if (parser->unambiguous) parser->has_module_syntax = true;
  fail_node(parser, expression,
            "await is only valid in async functions and the top level bodies of modules");
}

static Node *parse_expression_statement(Parser *parser, bool declarations) {
  Token first = parser->token;
  if (at(parser, TOKEN_LET) && peek(parser).kind == TOKEN_LEFT_BRACKET &&
      !(first.flags & TOKEN_ESCAPED))
    fail_token(parser, "Lexical declaration cannot appear in a single-statement context");
  Node *expression = parse_expression(parser);
  bool is_name = is_identifier_token(&first) && expression->kind == NODE_IDENTIFIER &&
                 !(expression->flags & NODE_PARENTHESIZED) && expression->start == first.start;
  if (is_name && at(parser, TOKEN_COLON)) return parse_labeled(parser, &first, declarations);
  check_misplaced_await(parser, expression);
  expect_semicolon(parser);
  return unary_new(parser, NODE_EXPRESSION_STATEMENT, first.start, expression);
}

/* ---------------------------------------------------------------------------- dispatch */

/* Statements that may stand anywhere. `declarations`: a labelled function may too. */
static Node *parse_statement(Parser *parser, bool declarations) {
  check_depth(parser);
  switch (parser->token.kind) {
    case TOKEN_LEFT_BRACE: return (Node *)parse_block(parser);
    case TOKEN_SEMICOLON: return parse_simple(parser, NODE_EMPTY, false);
    case TOKEN_VAR: return parse_variable_statement(parser, DECLARE_VAR);
    case TOKEN_IF: return parse_if(parser);
    case TOKEN_FOR: return parse_for(parser);
    case TOKEN_WHILE: return parse_while(parser);
    case TOKEN_DO: return parse_do_while(parser);
    case TOKEN_CONTINUE: return parse_jump(parser, NODE_CONTINUE);
    case TOKEN_BREAK: return parse_jump(parser, NODE_BREAK);
    case TOKEN_RETURN: return parse_return(parser);
    case TOKEN_THROW: return parse_throw(parser);
    case TOKEN_TRY: return parse_try(parser);
    case TOKEN_SWITCH: return parse_switch(parser);
    case TOKEN_WITH: return parse_with(parser);
    case TOKEN_DEBUGGER: return parse_simple(parser, NODE_DEBUGGER, true);
    default: return parse_expression_statement(parser, declarations);
  }
}

/* `let x` where only a statement may stand; `let` followed by a line break is an expression
 * there. */
static void check_single_let(Parser *parser) {
  if (!at_word(parser, TOKEN_LET)) return;
  Token after = peek(parser);
  bool name = is_identifier_token(&after) || after.kind == TOKEN_LEFT_BRACE;
  if (after.kind == TOKEN_LEFT_BRACKET || (name && !(after.flags & TOKEN_NEWLINE_BEFORE)))
    fail_token(parser, "Lexical declaration cannot appear in a single-statement context");
}

/* Statement in a place where no declaration may stand. */
static Node *parse_substatement(Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_FUNCTION:
      fail_token(parser, is_strict(parser)
                             ? "In strict mode code, functions can only be declared at top level "
                               "or inside a block."
                             : "In non-strict mode code, functions can only be declared at top "
                               "level, inside a block, or as the body of an if statement.");
    case TOKEN_CLASS:
    case TOKEN_IMPORT:
      if (at(parser, TOKEN_CLASS)) fail_unexpected(parser);
      break;
    case TOKEN_CONST:
      if (parser->typescript && peek(parser).kind == TOKEN_ENUM) break;
      fail_unexpected(parser);
    case TOKEN_AT: fail_unexpected(parser);
    case TOKEN_LET: check_single_let(parser); break;
    case TOKEN_ASYNC:
      if (at_async_function(parser))
        fail_token(parser,
                   "Async functions can only be declared at the top level or inside a block.");
      break;
    case TOKEN_USING:
      if (at_using_declaration(parser))
        fail_token(parser, "Lexical declaration cannot appear in a single-statement context");
      break;
    case TOKEN_AWAIT:
      if (at_await_using_declaration(parser))
        fail_token(parser, "Lexical declaration cannot appear in a single-statement context");
      break;
    default: break;
  }
  if (unlikely(parser->typescript)) {
    Node *node;
    uint32_t start = parser->token.start;
    if (try_typescript_statement(parser, &node))
      return node ? node : node_new(parser, NODE_EMPTY, sizeof(Node), start);
  }
  return parse_statement(parser, false);
}

/* Decorators stand before a class, or before `export` and the class. */
static Node *parse_decorated(Parser *parser) {
  uint32_t start = parser->token.start;
  NodeList decorators = parse_decorators(parser);
  if (at(parser, TOKEN_EXPORT)) return parse_export(parser, decorators, parser->token.start);
  if (parser->typescript && at_word(parser, TOKEN_ABSTRACT)) next(parser);
  if (!at(parser, TOKEN_CLASS)) fail_unexpected(parser);
  return parse_class_declaration(parser, decorators, start, false);
}

Node *parse_statement_list_item(Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_FUNCTION: return parse_function_declaration(parser, false);
    case TOKEN_CLASS:
      return parse_class_declaration(parser, (NodeList){0}, parser->token.start, false);
    case TOKEN_CONST:
      if (parser->typescript && peek(parser).kind == TOKEN_ENUM) {
        uint32_t start = parser->token.start;
        next(parser);
        return parse_enum(parser, true, start);
      }
      return parse_variable_statement(parser, DECLARE_CONST);
    case TOKEN_AT: return parse_decorated(parser);
    case TOKEN_IMPORT: {
      TokenKind after = (TokenKind)peek(parser).kind;
      if (after != TOKEN_LEFT_PAREN && after != TOKEN_DOT) return parse_import(parser);
      break;
    }
    case TOKEN_EXPORT: return parse_export(parser, (NodeList){0}, parser->token.start);
    case TOKEN_LET:
      if (at_let_declaration(parser)) return parse_variable_statement(parser, DECLARE_LET);
      break;
    case TOKEN_ASYNC:
      if (at_async_function(parser)) return parse_function_declaration(parser, false);
      break;
    case TOKEN_USING:
      if (!at_using_declaration(parser)) break;
      check_using_place(parser);
      return parse_variable_statement(parser, DECLARE_USING);
    case TOKEN_AWAIT:
      if (!at_await_using_declaration(parser)) break;
      check_using_place(parser);
      return parse_variable_statement(parser, DECLARE_AWAIT_USING);
    default: break;
  }
  Node *node;
  if (unlikely(parser->typescript) && try_typescript_statement(parser, &node)) return node;
  return parse_statement(parser, true);
}
