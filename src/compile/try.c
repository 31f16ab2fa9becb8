/* SPDX-License-Identifier: MIT */
/* try.c: try, catch, finally.
 *
 * A finally block is compiled once. Every way into it puts a completion into two registers, kind
 * and value; at its end control_dispatch goes on with that. */
#include "compile/generate.h"

static void compile_catch(CodeBuilder *b, TryNode *node, Register error) {
  ScopeState scope;
  scope_open(b, node->catch_scope, &scope);
  if (node->parameter) bind_target(b, node->parameter, error, BIND_INITIALISE);
  clear_completion(b);
  compile_statement(b, &node->handler->node);
  scope_close(b, &scope);
}

static void compile_try_catch(CodeBuilder *b, TryNode *node) {
  Control guard = {0};
  Label end = LABEL_NEW;
  if (!node->handler) {
    compile_statement(b, &node->block->node);
    return;
  }
  LocalsMark mark = locals_begin(b);
  control_push(b, &guard, CONTROL_CATCH);
  compile_statement(b, &node->block->node);
  control_pop(b, &guard);
  emit_jump(b, OPCODE_JUMP, 0, 0, &end);
  Register error = local(b);
  if (control_handler(b, &guard, error)) compile_catch(b, node, error);
  label_bind(b, &end);
  locals_finish(b, mark);
}

/* The block's own completion value does not count, unless it ends abruptly. */
static void compile_finalizer(CodeBuilder *b, TryNode *node) {
  LocalsMark mark = locals_begin(b);
  if (b->completion == NO_REGISTER) {
    compile_statement(b, &node->finalizer->node);
    return;
  }
  Register saved = local(b);
  emit_move(b, saved, b->completion);
  clear_completion(b);
  compile_statement(b, &node->finalizer->node);
  emit_move(b, b->completion, saved);
  locals_finish(b, mark);
}

void compile_try(CodeBuilder *b, TryNode *node) {
  clear_completion(b);
  if (!node->finalizer) {
    compile_try_catch(b, node);
    return;
  }
  LocalsMark mark = locals_begin(b);
  Label entry = LABEL_NEW;
  Register completion = locals(b, 2);
  Control control = {.registers = completion, .entry = &entry};
  control_push(b, &control, CONTROL_FINALLY);
  compile_try_catch(b, node);
  control_pop(b, &control);
  emit_undefined(b, completion + 1);
  emit_int(b, completion, COMPLETION_NORMAL);
  emit_jump(b, OPCODE_JUMP, 0, 0, &entry);
  if (control_handler(b, &control, completion + 1)) emit_int(b, completion, COMPLETION_THROW);
  label_bind(b, &entry);
  compile_finalizer(b, node);
  control_dispatch(b, &control);
  locals_finish(b, mark);
}
