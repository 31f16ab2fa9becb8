/* SPDX-License-Identifier: MIT */
/* loop.c: for, for-in, for-of, for await, while, do-while.
 *
 * The test stands at the top and jumps out, LOOP at the bottom goes back to it; a short one stands at the
 * bottom, too, and goes back behind the first. A loop is two control targets: one for break, around
 * everything, and one for continue, inside of the iterator that a break would close. */
#include "compile/generate.h"

typedef struct LoopTargets {
  Control outer, inner;
  Label break_label, continue_label;
} LoopTargets;

static void push_break(CodeBuilder *b, LoopTargets *t, Node *node) {
  t->break_label = t->continue_label = LABEL_NEW;
  t->outer = (Control){.node = node, .break_label = &t->break_label};
  control_push(b, &t->outer, CONTROL_TARGET);
}
static void push_continue(CodeBuilder *b, LoopTargets *t, Node *node) {
  t->inner = (Control){.node = node, .continue_label = &t->continue_label};
  control_push(b, &t->inner, CONTROL_TARGET);
}
static void pop_continue(CodeBuilder *b, LoopTargets *t) {
  control_pop(b, &t->inner);
  label_bind(b, &t->continue_label);
}
static void pop_break(CodeBuilder *b, LoopTargets *t) {
  control_pop(b, &t->outer);
  label_bind(b, &t->break_label);
}

/* --- while, for --- */

/* Binds the top of a loop and tests whether it is entered. test: NULL: always. */
static void begin_loop(CodeBuilder *b, Node *test, Label *top, Label *end) {
  bool twice = loop_test_is_short(test);
  if (!twice) label_bind_loop(b, top);
  if (test) compile_condition(b, test, false, end);
  if (twice) label_bind_loop(b, top);
}
/* Goes back to it. */
static void repeat_loop(CodeBuilder *b, Node *test, const Label *top) {
  if (loop_test_is_short(test)) compile_loop_test(b, as_binary(test), top);
  else emit_loop(b, OPCODE_LOOP, 0, 0, top);
}

void compile_while(CodeBuilder *b, LoopNode *node) {
  LoopTargets t;
  Label top = LABEL_NEW;
  clear_completion(b);
  push_break(b, &t, &node->node);
  begin_loop(b, node->test, &top, &t.break_label);
  push_continue(b, &t, &node->node);
  compile_statement(b, node->body);
  pop_continue(b, &t);
  repeat_loop(b, node->test, &top);
  pop_break(b, &t);
}

void compile_do_while(CodeBuilder *b, LoopNode *node) {
  LoopTargets t;
  Label top = LABEL_NEW;
  clear_completion(b);
  push_break(b, &t, &node->node);
  label_bind_loop(b, &top);
  push_continue(b, &t, &node->node);
  compile_statement(b, node->body);
  pop_continue(b, &t);
  if (!loop_test_is_short(node->test)) compile_condition(b, node->test, false, &t.break_label);
  repeat_loop(b, node->test, &top);
  pop_break(b, &t);
}

/* Each iteration has its own copies of captured variables. */
static void copy_environment(CodeBuilder *b, const ScopeState *scope, const ForNode *node) {
  if (scope->has_environment && (node->node.flags & NODE_PER_ITERATION))
    emit(b, OPCODE_COPY_ENVIRONMENT, scope->context.reg, scope->context.reg, 0);
}

static bool makes_no_closure(const Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_NUMBER:
    case NODE_STRING:
    case NODE_IDENTIFIER:
    case NODE_NULL:
    case NODE_TRUE:
    case NODE_FALSE:
    case NODE_THIS: return true;
    case NODE_MEMBER: return makes_no_closure(as_member(node)->object);
    case NODE_BINARY:
      return makes_no_closure(as_binary(node)->right) &&
             as_binary(node)->left->kind != NODE_BINARY && makes_no_closure(as_binary(node)->left);
    default: return false;
  }
}

/* Nothing in the head can have captured the first set of variables. */
static bool head_is_plain(const ForNode *node) {
  if (!node->init || node->init->kind != NODE_VARIABLE) return false;
  NodeList list = as_variable(node->init)->declarators;
  for (uint32_t i = 0; i < list.count; i++) {
    const AssignNode *d = as_declarator(list.items[i]);
    if (d->target->kind != NODE_IDENTIFIER || (d->value && !makes_no_closure(d->value)))
      return false;
  }
  return true;
}

static void compile_for_init(CodeBuilder *b, ForNode *node) {
  if (!node->init) return;
  if (node->init->kind == NODE_VARIABLE) compile_statement(b, node->init);
  else compile_effect(b, node->init);
}

void compile_for(CodeBuilder *b, ForNode *node) {
  LoopTargets t;
  ScopeState scope;
  UsingState using_state;
  Label top = LABEL_NEW;
  clear_completion(b);
  scope_open(b, node->scope, &scope);
  using_begin(b, node->scope, &using_state);
  compile_for_init(b, node);
  if (!head_is_plain(node)) copy_environment(b, &scope, node);
  push_break(b, &t, &node->node);
  begin_loop(b, node->test, &top, &t.break_label);
  push_continue(b, &t, &node->node);
  compile_statement(b, node->body);
  pop_continue(b, &t);
  copy_environment(b, &scope, node);
  if (node->update) compile_effect(b, node->update);
  repeat_loop(b, node->test, &top);
  pop_break(b, &t);
  using_end(b, &using_state);
  scope_close(b, &scope);
}

/* --- for-in, for-of --- */

static bool is_declaration(const ForInNode *node) { return node->left->kind == NODE_VARIABLE; }

static AssignNode *left_declarator(const ForInNode *node) {
  return as_declarator(as_variable(node->left)->declarators.items[0]);
}

/* Binds the value of an iteration. */
static void bind_left(CodeBuilder *b, ForInNode *node, Register value) {
  if (!is_declaration(node)) {
    bind_target(b, node->left, value, BIND_ASSIGN);
    return;
  }
  DeclarationKind kind = (DeclarationKind)node->left->op;
  Node *target = left_declarator(node)->target;
  if (kind == DECLARE_USING || kind == DECLARE_AWAIT_USING) {
    at_node(b, target);
    emit(b, OPCODE_ADD_DISPOSABLE, b->capability, value, kind == DECLARE_AWAIT_USING);
  }
  bind_target(b, target, value, BIND_INITIALISE);
}

/* The right side, where the loop's names exist but are never initialised. */
static void compile_right(CodeBuilder *b, ForInNode *node, Register destination) {
  ScopeState scope;
  scope_open(b, node->head_scope, &scope);
  compile_expression(b, node->right, destination);
  scope_close(b, &scope);
}

static void compile_body(CodeBuilder *b, ForInNode *node, Register value) {
  ScopeState scope;
  UsingState using_state;
  scope_open(b, node->scope, &scope);
  using_begin(b, node->scope, &using_state);
  bind_left(b, node, value);
  compile_statement(b, node->body);
  using_end(b, &using_state);
  scope_close(b, &scope);
}

/* The register of the loop's own variable, if each value may be put there at once; its scope is
 * then open around the whole loop. */
static bool open_variable(CodeBuilder *b, ForInNode *node, ScopeState *scope, Register *value) {
  if (!is_declaration(node) || !node->scope) return false;
  DeclarationKind kind = (DeclarationKind)node->left->op;
  Node *target = left_declarator(node)->target;
  if (target->kind != NODE_IDENTIFIER || (kind != DECLARE_LET && kind != DECLARE_CONST))
    return false;
  Variable *v = declaration_variable(b->compiler, as_identifier(target)->declaration);
  if (v->captured || v->needs_check || b->next >= LOCAL_LIMIT) return false;
  scope_open(b, node->scope, scope);
  *value = v->reg;
  return true;
}

/* Annex B: for (var i = 0 in o) */
static void compile_left_initialiser(CodeBuilder *b, ForInNode *node) {
  if (is_declaration(node) && left_declarator(node)->value)
    compile_declarator(b, left_declarator(node), DECLARE_VAR);
}

void compile_for_in(CodeBuilder *b, ForInNode *node) {
  LoopTargets t;
  Label top = LABEL_NEW;
  LocalsMark mark = locals_begin(b);
  clear_completion(b);
  compile_left_initialiser(b, node);
  ScopeState scope;
  Register enumerator = local(b), value;
  unsigned inner = b->next;
  Register right = temporary(b);
  compile_right(b, node, right);
  at_node(b, node->right);
  emit(b, OPCODE_FOR_IN_START, enumerator, right, 0);
  release(b, inner);
  bool direct = open_variable(b, node, &scope, &value);
  if (!direct) value = local(b);
  push_break(b, &t, &node->node);
  label_bind_loop(b, &top);
  emit_jump(b, OPCODE_FOR_IN_NEXT, value, enumerator, &t.break_label);
  push_continue(b, &t, &node->node);
  if (direct) compile_statement(b, node->body);
  else compile_body(b, node, value);
  pop_continue(b, &t);
  emit_loop(b, OPCODE_LOOP, 0, 0, &top);
  pop_break(b, &t);
  if (direct) scope_close(b, &scope);
  locals_finish(b, mark);
}

/* Fetches the next value; goes to `done` at the end. */
static void emit_next(CodeBuilder *b, ForInNode *node, Register record, Register value,
                      Label *done) {
  unsigned mark = b->next;
  bool is_async = node->node.flags & NODE_FOR_AWAIT;
  Register window = temporaries(b, FRAME_HEADER);
  Label ready = LABEL_NEW;
  at_node(b, node->right);
  if (is_async) {
    emit_move(b, window, record + 1);
    emit_move(b, window + 1, record);
    emit_call(b, window, 0);
    emit_suspension(b, OPCODE_AWAIT, window, window);
    emit_iterator_value(b, value, record, window, done);
  } else {
    emit_iterator_next(b, value, record, window, done, &ready);
    emit_call(b, window, 0);
    emit_iterator_value(b, value, record, window, done);
    label_bind(b, &ready);
  }
  release(b, mark);
}

/* An exception in the body: the iterator is closed, what that throws is lost. */
static void emit_abort(CodeBuilder *b, Control *control, bool is_async) {
  unsigned mark = b->next;
  Register error = temporary(b);
  if (control_handler(b, control, error)) {
    if (is_async) compile_async_iterator_abort(b, control->registers);
    else emit1(b, OPCODE_ITERATOR_CLOSE, control->registers, 0, 0, 1);
    emit(b, OPCODE_RETHROW, error, 0, 0);
  }
  release(b, mark);
}

void compile_for_of(CodeBuilder *b, ForInNode *node) {
  LoopTargets t;
  Label top = LABEL_NEW;
  LocalsMark mark = locals_begin(b);
  bool is_async = node->node.flags & NODE_FOR_AWAIT;
  clear_completion(b);
  ScopeState scope;
  Register record = locals(b, 3), value;
  unsigned inner = b->next;
  Register right = temporary(b);
  compile_right(b, node, right);
  at_call(b, node->right->start, node->right);
  emit(b, is_async ? OPCODE_GET_ASYNC_ITERATOR : OPCODE_GET_ITERATOR, record, right, 0);
  release(b, inner);
  bool direct = open_variable(b, node, &scope, &value);
  if (!direct) value = local(b);
  push_break(b, &t, &node->node);
  label_bind_loop(b, &top);
  emit_next(b, node, record, value, &t.break_label);
  Control iterator = {.registers = record};
  control_push(b, &iterator, is_async ? CONTROL_ASYNC_ITERATOR : CONTROL_ITERATOR);
  push_continue(b, &t, &node->node);
  if (direct) compile_statement(b, node->body);
  else compile_body(b, node, value);
  control_pop(b, &t.inner);
  control_pop(b, &iterator);
  label_bind(b, &t.continue_label);
  emit_loop(b, OPCODE_LOOP, 0, 0, &top);
  emit_abort(b, &iterator, is_async);
  pop_break(b, &t);
  if (direct) scope_close(b, &scope);
  locals_finish(b, mark);
}
