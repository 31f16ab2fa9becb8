/* SPDX-License-Identifier: MIT */
/* assignment.c: =, compound and logical assignments, ++ and --.
 *
 * Targets are read and written through References (reference.c). */
#include "compile/reference.h"

/* Whether a value can be computed straight into the variable. */
static bool goes_to_register(const Reference *r) {
  return r->kind == REFERENCE_VARIABLE && place_is_plain_register(&r->place);
}

/* --- assignment --- */

static NameHint target_hint(const Node *target) {
  if (target->kind != NODE_IDENTIFIER || (target->flags & NODE_PARENTHESIZED)) return NO_NAME_HINT;
  return name_hint(as_identifier(target)->name);
}

static void compile_value(CodeBuilder *b, Node *target, Node *value, Register destination) {
  NameHint hint = target_hint(target);
  if (hint.name) compile_named(b, value, hint, destination);
  else compile_expression(b, value, destination);
}

static bool is_pattern(const Node *target) {
  return target->kind == NODE_ARRAY_PATTERN || target->kind == NODE_OBJECT_PATTERN;
}

static void assign_pattern(CodeBuilder *b, AssignNode *node, Register destination) {
  unsigned mark = b->next;
  Register value = temporary(b);
  compile_expression(b, node->value, value);
  b->pattern_source = node->value;
  compile_pattern(b, node->target, value, BIND_ASSIGN);
  if (destination != NO_REGISTER) emit_move(b, destination, value);
  release(b, mark);
}

static void assign_simple(CodeBuilder *b, AssignNode *node, Register destination) {
  unsigned mark = b->next;
  Reference r;
  reference_open(b, &r, node->target, node->value, false);
  if (goes_to_register(&r)) {
    compile_value(b, node->target, node->value, r.place.reg);
    if (destination != NO_REGISTER) emit_move(b, destination, r.place.reg);
    release(b, mark);
    return;
  }
  Register value;
  if (!variable_operand(b, node->value, NULL, &value)) {
    value = destination != NO_REGISTER ? scratch(b, destination) : temporary(b);
    compile_value(b, node->target, node->value, value);
  }
  reference_write(b, &r, value);
  if (destination != NO_REGISTER) emit_move(b, destination, value);
  release(b, mark);
}

/* a &&= b, a ||= b, a ??= b */
static void assign_logical(CodeBuilder *b, AssignNode *node, Register destination) {
  unsigned mark = b->next;
  Reference r;
  Label end = LABEL_NEW;
  reference_open(b, &r, node->target, node->value, true);
  Register value = destination != NO_REGISTER ? scratch(b, destination) : temporary(b);
  reference_read(b, &r, value);
  Opcode jump = node->node.op == OP_AND  ? OPCODE_JUMP_FALSE
                : node->node.op == OP_OR ? OPCODE_JUMP_TRUE
                                         : OPCODE_JUMP_NOT_NULLISH;
  emit_jump(b, jump, value, 0, &end);
  compile_value(b, node->target, node->value, value);
  reference_write(b, &r, value);
  label_bind(b, &end);
  if (destination != NO_REGISTER) emit_move(b, destination, value);
  release(b, mark);
}

static void assign_compound(CodeBuilder *b, AssignNode *node, Register destination) {
  unsigned mark = b->next;
  Reference r;
  reference_open(b, &r, node->target, node->value, true);
  bool direct = goes_to_register(&r);
  Register value;
  if (direct && !may_assign(node->value)) {
    value = r.place.reg;
    emit_binary_at(b, (Operator)node->node.op, value, value, node->value, node->operator_start);
  } else {
    Register before = temporary(b);
    reference_read(b, &r, before);
    value = direct ? r.place.reg : before;
    emit_binary_at(b, (Operator)node->node.op, value, before, node->value, node->operator_start);
    if (!direct) reference_write(b, &r, value);
  }
  if (destination != NO_REGISTER) emit_move(b, destination, value);
  release(b, mark);
}

void compile_assign(CodeBuilder *b, AssignNode *node, Register destination) {
  switch ((Operator)node->node.op) {
    case OP_NONE:
      if (is_pattern(node->target)) assign_pattern(b, node, destination);
      else assign_simple(b, node, destination);
      return;
    case OP_AND:
    case OP_OR:
    case OP_NULLISH: assign_logical(b, node, destination); return;
    default: assign_compound(b, node, destination); return;
  }
}

/* --- ++ --- */

void compile_update(CodeBuilder *b, UnaryNode *node, Register destination) {
  unsigned mark = b->next;
  Reference r;
  Opcode op = node->node.op == OP_INCREMENT ? OPCODE_INC : OPCODE_DEC;
  bool wants_old = destination != NO_REGISTER && !(node->node.flags & NODE_PREFIX);
  reference_open(b, &r, node->operand, NULL, true);
  bool direct = goes_to_register(&r);
  Register old = direct ? r.place.reg : temporary(b);
  if (!direct) reference_read(b, &r, old);
  at_node(b, &node->node);
  if (wants_old) {
    Register number = scratch(b, destination);
    emit(b, OPCODE_TO_NUMERIC, number, old, 0);
    Register value = direct ? r.place.reg : temporary(b);
    if (direct && destination == r.place.reg) { /* x = x++ */
      emit(b, op, temporary(b), number, 0);
    } else {
      emit(b, op, value, number, 0);
      if (!direct) reference_write(b, &r, value);
    }
    emit_move(b, destination, number);
  } else {
    emit(b, op, old, old, 0);
    if (!direct) reference_write(b, &r, old);
    if (destination != NO_REGISTER) emit_move(b, destination, old);
  }
  release(b, mark);
}

/* --- for loops, patterns --- */

void assign_to(CodeBuilder *b, Node *target, Register value) {
  unsigned mark = b->next;
  Reference r;
  reference_open(b, &r, target, NULL, false);
  reference_write(b, &r, value);
  release(b, mark);
}
