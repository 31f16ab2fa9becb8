/* SPDX-License-Identifier: MIT */
/* generator.c: await, yield, yield*, return, and closing async iterators. */
#include "compile/generate.h"

static bool is_async_generator(const CodeBuilder *b) {
  return (b->flags & CODE_ASYNC) && (b->flags & CODE_GENERATOR);
}

static void emit_await(CodeBuilder *b, Register destination, Register value) {
  emit_suspension(b, OPCODE_AWAIT, destination, value);
}

static void await_plain(CodeBuilder *b, Node *node, Node *operand, Register destination) {
  unsigned mark = b->next;
  Register value;
  if (!variable_operand(b, operand, NULL, &value)) {
    bool topmost = is_temporary(b, destination) && destination + 1 == b->next;
    value = topmost ? destination : temporary(b);
    compile_expression(b, operand, value);
  }
  at_node(b, node);
  emit_await(b, destination, value);
  release(b, mark);
}

static void compile_awaited(CodeBuilder *b, Node *node, Node *operand, Register destination);

static void await_conditional(CodeBuilder *b, Node *node, ConditionalNode *operand,
                              Register destination) {
  Label otherwise = LABEL_NEW, end = LABEL_NEW;
  compile_condition(b, operand->test, false, &otherwise);
  compile_awaited(b, node, operand->consequent, destination);
  emit_jump(b, OPCODE_JUMP, 0, 0, &end);
  label_bind(b, &otherwise);
  compile_awaited(b, node, operand->alternate, destination);
  label_bind(b, &end);
}

/* Awaits an operand. The await stands right behind each call that may give the value, which is what
 * makes it an awaited call (async/handshake.h): await (c ? f() : g()) and await f?.() have two. */
static void compile_awaited(CodeBuilder *b, Node *node, Node *operand, Register destination) {
  compiler_check_stack(b->compiler);
  switch ((NodeKind)operand->kind) {
    case NODE_CONDITIONAL: await_conditional(b, node, as_conditional(operand), destination); return;
    case NODE_OPTIONAL_CHAIN: compile_awaited_chain(b, node, operand, destination); return;
    default: await_plain(b, node, operand, destination); return;
  }
}

void compile_await(CodeBuilder *b, UnaryNode *node, Register destination) {
  compile_awaited(b, &node->node, node->operand, destination);
}

/* --- yield --- */

/* What a resumption does but go on: value in r, mode in r + 1. */
static void dispatch_resumption(CodeBuilder *b, Register r) {
  Label next = LABEL_NEW, thrown = LABEL_NEW;
  emit_jump(b, OPCODE_JUMP_INT, r + 1, 0, &next);
  emit_jump(b, OPCODE_JUMP_INT, r + 1, 1, &thrown);
  if (is_async_generator(b)) emit_await(b, r, r);
  control_return(b, r);
  label_bind(b, &thrown);
  emit(b, OPCODE_THROW, r, 0, 0);
  label_bind(b, &next);
}

static void compile_plain_yield(CodeBuilder *b, UnaryNode *node, Register destination) {
  Register r = temporaries(b, 2), value = r;
  if (!node->operand) {
    emit_undefined(b, r);
    at_node(b, &node->node);
    if (is_async_generator(b)) emit_await(b, r, r);
  } else if (is_async_generator(b)) {
    compile_awaited(b, &node->node, node->operand, r);
  } else if (!variable_operand(b, node->operand, NULL, &value)) {
    value = r;
    compile_expression(b, node->operand, r);
  }
  at_node(b, &node->node);
  emit_suspension(b, OPCODE_YIELD, r, value);
  dispatch_resumption(b, r);
  emit_move(b, destination, r);
}

/* --- yield* --- */

typedef struct Delegate {
  Register record; /* of the inner iterator */
  Register received; /* value, mode */
  Register window; /* of calls; their results too */
  bool is_async;
} Delegate;

/* Calls the method in the window with what was received; the result is an object. */
static void call_inner(CodeBuilder *b, const Delegate *d) {
  emit_move(b, d->window + 1, d->record);
  emit_move(b, d->window + FRAME_HEADER, d->received);
  emit_call(b, d->window, 1);
  if (d->is_async) emit_await(b, d->window, d->window);
  emit(b, OPCODE_CHECK_OBJECT, d->window, 0, 0);
}

static void get_inner(CodeBuilder *b, const Delegate *d, Register destination, const char *name) {
  emit_cached(b, OPCODE_GET_PROPERTY, destination, d->window, 0, constant_ascii(b, name));
}

/* Goes to `yield` unless the inner iterator is done. */
static void jump_unless_done(CodeBuilder *b, const Delegate *d, Label *yield) {
  Register done = d->window + 1;
  get_inner(b, d, done, "done");
  emit_jump(b, OPCODE_JUMP_FALSE, done, 0, yield);
}

static void delegate_return(CodeBuilder *b, const Delegate *d, Label *yield) {
  Label none = LABEL_NEW;
  emit_cached(b, OPCODE_GET_PROPERTY, d->window, d->record, 0, constant_ascii(b, "return"));
  emit_jump(b, OPCODE_JUMP_NULLISH, d->window, 0, &none);
  call_inner(b, d);
  jump_unless_done(b, d, yield);
  get_inner(b, d, d->received, "value");
  control_return(b, d->received);
  label_bind(b, &none);
  if (d->is_async) emit_await(b, d->received, d->received);
  control_return(b, d->received);
}

static void delegate_throw(CodeBuilder *b, const Delegate *d, Label *result) {
  Label none = LABEL_NEW;
  emit_cached(b, OPCODE_GET_PROPERTY, d->window, d->record, 0, constant_ascii(b, "throw"));
  emit_jump(b, OPCODE_JUMP_NULLISH, d->window, 0, &none);
  call_inner(b, d);
  emit_jump(b, OPCODE_JUMP, 0, 0, result);
  label_bind(b, &none);
  if (d->is_async) compile_async_iterator_close(b, d->record);
  else emit1(b, OPCODE_ITERATOR_CLOSE, d->record, 0, 0, 0);
  emit_throw_error(b, ERROR_KIND_TYPE, ERROR_GENERATOR_NO_THROW, constant_undefined(b));
}

/* In an async generator a value to return is awaited; a rejection is thrown into the inner
 * iterator. */
static void unwrap_return(CodeBuilder *b, const Delegate *d) {
  Label go_on = LABEL_NEW, is_return = LABEL_NEW, fine = LABEL_NEW;
  Control guard = {0};
  emit_jump(b, OPCODE_JUMP_INT, d->received + 1, 2, &is_return);
  emit_jump(b, OPCODE_JUMP, 0, 0, &go_on);
  label_bind(b, &is_return);
  control_push(b, &guard, CONTROL_CATCH);
  emit_await(b, d->received, d->received);
  control_pop(b, &guard);
  emit_jump(b, OPCODE_JUMP, 0, 0, &fine);
  if (control_handler(b, &guard, d->received)) emit_int(b, d->received + 1, 1);
  label_bind(b, &fine);
  label_bind(b, &go_on);
}

static void delegate_yield(CodeBuilder *b, const Delegate *d) {
  if (!d->is_async) {
    emit_suspension(b, OPCODE_YIELD_DELEGATE, d->received, d->window);
    return;
  }
  get_inner(b, d, d->received, "value");
  emit_suspension(b, OPCODE_YIELD, d->received, d->received);
  unwrap_return(b, d);
}

static void compile_delegate(CodeBuilder *b, UnaryNode *node, Register destination) {
  Delegate d = {.is_async = is_async_generator(b)};
  Label top = LABEL_NEW, next = LABEL_NEW, thrown = LABEL_NEW, result = LABEL_NEW,
        yield = LABEL_NEW, end = LABEL_NEW;
  d.record = temporaries(b, 3);
  d.received = temporaries(b, 2);
  d.window = temporaries(b, FRAME_HEADER + 1);
  compile_expression(b, node->operand, d.window);
  at_node(b, &node->node);
  emit(b, d.is_async ? OPCODE_GET_ASYNC_ITERATOR : OPCODE_GET_ITERATOR, d.record, d.window, 1);
  emit_undefined(b, d.received);
  emit_int(b, d.received + 1, 0);
  label_bind_loop(b, &top);
  emit_jump(b, OPCODE_JUMP_INT, d.received + 1, 0, &next);
  emit_jump(b, OPCODE_JUMP_INT, d.received + 1, 1, &thrown);
  delegate_return(b, &d, &yield);
  label_bind(b, &thrown);
  delegate_throw(b, &d, &result);
  label_bind(b, &next);
  emit_move(b, d.window, d.record + 1);
  call_inner(b, &d);
  label_bind(b, &result);
  jump_unless_done(b, &d, &yield);
  get_inner(b, &d, d.window, "value");
  emit_jump(b, OPCODE_JUMP, 0, 0, &end);
  label_bind(b, &yield);
  delegate_yield(b, &d);
  emit_loop(b, OPCODE_LOOP, 0, 0, &top);
  label_bind(b, &end);
  emit_move(b, destination, d.window);
}

void compile_yield(CodeBuilder *b, UnaryNode *node, Register destination) {
  unsigned mark = b->next;
  if (node->node.flags & NODE_DELEGATE) compile_delegate(b, node, destination);
  else compile_plain_yield(b, node, destination);
  release(b, mark);
}

/* --- closing iterators --- */

/* AsyncIteratorClose   #sec-asynciteratorclose */
void compile_async_iterator_close(CodeBuilder *b, Register record) {
  unsigned mark = b->next;
  Register window = temporaries(b, FRAME_HEADER);
  Label none = LABEL_NEW;
  emit_cached(b, OPCODE_GET_PROPERTY, window, record, 0, constant_ascii(b, "return"));
  emit_jump(b, OPCODE_JUMP_NULLISH, window, 0, &none);
  emit_move(b, window + 1, record);
  emit_call(b, window, 0);
  emit_await(b, window, window);
  emit(b, OPCODE_CHECK_OBJECT, window, 0, 0);
  label_bind(b, &none);
  release(b, mark);
}

void compile_async_iterator_abort(CodeBuilder *b, Register record) {
  unsigned mark = b->next;
  Register window = temporaries(b, FRAME_HEADER);
  Label none = LABEL_NEW;
  Control guard = {0};
  control_push(b, &guard, CONTROL_CATCH);
  emit_cached(b, OPCODE_GET_PROPERTY, window, record, 0, constant_ascii(b, "return"));
  emit_jump(b, OPCODE_JUMP_NULLISH, window, 0, &none);
  emit_move(b, window + 1, record);
  emit_call(b, window, 0);
  emit_await(b, window, window);
  control_pop(b, &guard);
  emit_jump(b, OPCODE_JUMP, 0, 0, &none);
  (void)control_handler(b, &guard, window);
  label_bind(b, &none);
  release(b, mark);
}

/* --- return --- */

/* return c ? x : y; returns from both branches. */
static void return_conditional(CodeBuilder *b, ConditionalNode *node) {
  Label otherwise = LABEL_NEW;
  compile_condition(b, node->test, false, &otherwise);
  compile_return_value(b, node->consequent);
  label_bind(b, &otherwise);
  compile_return_value(b, node->alternate);
}

void compile_return_value(CodeBuilder *b, Node *operand) {
  unsigned mark = b->next;
  Register value;
  compiler_check_stack(b->compiler);
  if (operand && operand->kind == NODE_CONDITIONAL) {
    return_conditional(b, as_conditional(operand));
    return;
  }
  if (!operand) {
    if (!b->control && !(b->flags & (CODE_ASYNC | CODE_GENERATOR | CODE_CLASS_DERIVED))) {
      emit(b, OPCODE_RETURN_UNDEFINED, 0, 0, 0);
      return;
    }
    value = temporary(b);
    emit_undefined(b, value);
  } else if (is_async_generator(b)) {
    value = temporary(b);
    compile_awaited(b, operand, operand, value);
  } else {
    value = compile_operand(b, operand);
  }
  control_return(b, value);
  release(b, mark);
}
