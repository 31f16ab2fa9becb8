/* SPDX-License-Identifier: MIT */
/* control.c: break, continue, return and exceptions on their way out of statements.
 *
 * Whatever must happen when code is left early stands on a stack of Controls. Leaving by a jump
 * emits, inline, what each control on the way asks for, up to the first finally block: there the
 * completion is put into its two registers (kind, value), and the finally block goes on with it
 * when it is through. Invariant: code that leaves a control is not protected by the control's
 * handler: it is a gap in the handler's range. */
#include "compile/generate.h"

void control_push(CodeBuilder *b, Control *control, ControlKind kind) {
  control->kind = kind;
  control->outer = b->control;
  control->start = control->end = b->words.length;
  control->spill_floor = b->spill_floor;
  b->spill_floor = b->next;
  b->control = control;
}

void control_pop(CodeBuilder *b, Control *control) {
  control->end = b->words.length;
  b->spill_floor = control->spill_floor;
  b->control = control->outer;
}

static void push_handler(CodeBuilder *b, uint32_t start, uint32_t end, Register reg) {
  if (start >= end) return;
  Handler handler = {start, end, b->words.length, reg};
  if (!HandlerVec_push(&b->handlers, handler)) {
    throw_out_of_memory(b->vm);
    compiler_fail(b->compiler);
  }
  b->reachable = true;
}

bool control_handler(CodeBuilder *b, Control *control, Register reg) {
  uint32_t before = b->handlers.length, start = control->start;
  for (uint32_t i = 0; i < control->gaps.length; i++) {
    push_handler(b, start, control->gaps.items[i].start, reg);
    start = control->gaps.items[i].end;
  }
  push_handler(b, start, control->end, reg);
  RangeVec_destroy(&control->gaps);
  return b->handlers.length > before;
}

static void add_gaps(CodeBuilder *b, Control *end) {
  for (Control *c = b->control; c && c != end; c = c->outer) {
    Range gap = {c->gap_start, b->words.length};
    if (c->kind == CONTROL_TARGET || gap.start == gap.end) continue;
    if (!RangeVec_push(&c->gaps, gap)) {
      throw_out_of_memory(b->vm);
      compiler_fail(b->compiler);
    }
  }
}

/* Does what leaving the control asks for (not FINALLY); what follows is outside of it. The code
 * emitted runs with the control stack as it is outside. */
static void leave(CodeBuilder *b, Control *control) {
  control->gap_start = b->words.length;
  Control *inside = b->control;
  b->control = control->outer;
  if (control->kind == CONTROL_ITERATOR)
    emit1(b, OPCODE_ITERATOR_CLOSE, control->registers, 0, 0, 0);
  else if (control->kind == CONTROL_ASYNC_ITERATOR)
    compile_async_iterator_close(b, control->registers);
  b->control = inside;
}

static uint32_t exit_number(CodeBuilder *b, Control *control, Node *target, bool is_continue) {
  for (uint32_t i = 0; i < control->exits.length; i++)
    if (control->exits.items[i].target == target &&
        control->exits.items[i].is_continue == is_continue)
      return COMPLETION_EXITS + i;
  if (!ExitVec_push(&control->exits, (Exit){target, is_continue})) {
    throw_out_of_memory(b->vm);
    compiler_fail(b->compiler);
  }
  if (control->exits.length > 120) builder_fail_too_complex(b);
  return COMPLETION_EXITS + control->exits.length - 1;
}

static bool is_target(const Control *control, const Node *target, bool is_continue) {
  return control->kind == CONTROL_TARGET && control->node == target &&
         (is_continue ? control->continue_label : control->break_label);
}

/* Enters a finally block with a completion. */
static void enter_finally(CodeBuilder *b, Control *control, int32_t kind, Register value) {
  control->gap_start = b->words.length;
  if (value == NO_REGISTER) emit_undefined(b, control->registers + 1);
  else emit_move(b, control->registers + 1, value);
  emit_int(b, control->registers, kind);
  emit_jump(b, OPCODE_JUMP, 0, 0, control->entry);
}

void control_jump(CodeBuilder *b, Node *target, bool is_continue) {
  if (!b->reachable) return;
  Control *control = b->control;
  for (; control; control = control->outer) {
    if (is_target(control, target, is_continue)) {
      emit_jump(b, OPCODE_JUMP, 0, 0, is_continue ? control->continue_label : control->break_label);
      add_gaps(b, control);
      return;
    }
    if (control->kind == CONTROL_FINALLY) {
      int32_t kind = (int32_t)exit_number(b, control, target, is_continue);
      enter_finally(b, control, kind, NO_REGISTER);
      add_gaps(b, control->outer);
      return;
    }
    leave(b, control);
  }
}

void control_return(CodeBuilder *b, Register value) {
  if (!b->reachable) return;
  for (Control *control = b->control; control; control = control->outer) {
    if (control->kind == CONTROL_FINALLY) {
      control->returns = true;
      enter_finally(b, control, COMPLETION_RETURN, value);
      add_gaps(b, control->outer);
      return;
    }
    leave(b, control);
  }
  compile_final_return(b, value);
  add_gaps(b, NULL);
}

void control_dispatch(CodeBuilder *b, Control *control) {
  Register kind = control->registers;
  Label done = LABEL_NEW;
  emit_jump(b, OPCODE_JUMP_INT, kind, COMPLETION_NORMAL, &done);
  for (uint32_t i = 0; i < control->exits.length; i++) {
    Label next = LABEL_NEW, here = LABEL_NEW;
    emit_jump(b, OPCODE_JUMP_INT, kind, COMPLETION_EXITS + i, &here);
    emit_jump(b, OPCODE_JUMP, 0, 0, &next);
    label_bind(b, &here);
    control_jump(b, control->exits.items[i].target, control->exits.items[i].is_continue);
    label_bind(b, &next);
  }
  if (control->returns) {
    Label next = LABEL_NEW, here = LABEL_NEW;
    emit_jump(b, OPCODE_JUMP_INT, kind, COMPLETION_RETURN, &here);
    emit_jump(b, OPCODE_JUMP, 0, 0, &next);
    label_bind(b, &here);
    control_return(b, kind + 1);
    label_bind(b, &next);
  }
  emit(b, OPCODE_RETHROW, kind + 1, 0, 0);
  label_bind(b, &done);
  ExitVec_destroy(&control->exits);
}
