/* SPDX-License-Identifier: MIT */
/* condition.c: expressions that decide where to go: comparisons fused with jumps, && and || without
 * values. */
#include "compile/generate.h"

/* --- conditions --- */

typedef struct Comparison {
  Opcode when, unless; /* jump if it holds; if it doesn't */
  /* Of relations only: */
  Opcode unless_int; /* jump if it doesn't hold with a small number */
  Opcode loop, loop_int; /* go back if it holds; if it holds with a small number */
  bool is_relation;
} Comparison;

static bool comparison(Operator op, Comparison *out) {
  switch (op) {
    case OP_LESS:
      *out = (Comparison){OPCODE_JUMP_LT, OPCODE_JUMP_NOT_LT, OPCODE_JUMP_NOT_LT_INT,
                          OPCODE_LOOP_LT, OPCODE_LOOP_LT_INT, true};
      return true;
    case OP_LESS_EQUAL:
      *out = (Comparison){OPCODE_JUMP_LE, OPCODE_JUMP_NOT_LE, OPCODE_JUMP_NOT_LE_INT,
                          OPCODE_LOOP_LE, OPCODE_LOOP_LE_INT, true};
      return true;
    case OP_GREATER:
      *out = (Comparison){OPCODE_JUMP_GT, OPCODE_JUMP_NOT_GT, OPCODE_JUMP_NOT_GT_INT,
                          OPCODE_LOOP_GT, OPCODE_LOOP_GT_INT, true};
      return true;
    case OP_GREATER_EQUAL:
      *out = (Comparison){OPCODE_JUMP_GE, OPCODE_JUMP_NOT_GE, OPCODE_JUMP_NOT_GE_INT,
                          OPCODE_LOOP_GE, OPCODE_LOOP_GE_INT, true};
      return true;
    case OP_EQUAL: *out = (Comparison){OPCODE_JUMP_EQ, OPCODE_JUMP_NE}; return true;
    case OP_NOT_EQUAL: *out = (Comparison){OPCODE_JUMP_NE, OPCODE_JUMP_EQ}; return true;
    case OP_STRICT_EQUAL:
      *out = (Comparison){OPCODE_JUMP_STRICT_EQ, OPCODE_JUMP_STRICT_NE};
      return true;
    case OP_STRICT_NOT_EQUAL:
      *out = (Comparison){OPCODE_JUMP_STRICT_NE, OPCODE_JUMP_STRICT_EQ};
      return true;
    default: return false;
  }
}

static bool is_undefined(const CodeBuilder *b, const Node *node) {
  if (node->kind == NODE_UNARY)
    return node->op == OP_VOID && as_unary(node)->operand->kind == NODE_NUMBER;
  if (node->kind != NODE_IDENTIFIER || b->compiler->caller) return false;
  const IdentifierNode *id = as_identifier(node);
  return !id->declaration && !id->number && name_is(id->name, "undefined");
}

/* x === undefined, x !== undefined */
static bool compare_undefined(CodeBuilder *b, BinaryNode *n, bool jump_if, Label *label) {
  Operator op = (Operator)n->node.op;
  bool strict = op == OP_STRICT_EQUAL || op == OP_STRICT_NOT_EQUAL;
  if (!strict || !is_undefined(b, n->right)) return false;
  unsigned mark = b->next;
  bool equal = (op == OP_STRICT_EQUAL) == jump_if;
  Register r = compile_operand(b, n->left);
  emit_jump(b, equal ? OPCODE_JUMP_UNDEFINED : OPCODE_JUMP_NOT_UNDEFINED, r, 0, label);
  release(b, mark);
  return true;
}

/* Evaluates the operands, and says that the operator comes next. True: the right one is a small number, and goes into
 * the instruction. */
static bool compile_operands(CodeBuilder *b, BinaryNode *n, bool takes_small, Register *left,
                             Register *right) {
  int32_t small;
  *left = compile_stable_operand(b, n->left, n->right, NULL);
  bool is_small = takes_small && small_int(n->right, &small);
  *right = is_small ? (uint32_t)small & 255 : compile_operand(b, n->right);
  at(b, n->operator_start);
  return is_small;
}

static bool condition_comparison(CodeBuilder *b, BinaryNode *n, bool jump_if, Label *label) {
  Comparison c;
  Register left, right;
  if (!comparison((Operator)n->node.op, &c)) return false;
  if (compare_undefined(b, n, jump_if, label)) return true;
  unsigned mark = b->next;
  bool is_small = compile_operands(b, n, !jump_if && c.is_relation, &left, &right);
  emit_jump(b, is_small ? c.unless_int : jump_if ? c.when : c.unless, left, right, label);
  release(b, mark);
  return true;
}

/* a && b, a || b: iterates over chains of one operator. */
static void condition_logical(CodeBuilder *b, Node *node, bool jump_if, Label *label) {
  NodeVec *spine = &b->compiler->spine;
  uint32_t base = spine->length;
  Operator op = (Operator)node->op;
  bool stops_if = op == OP_OR; /* the truth that decides the chain early */
  for (; node->kind == NODE_LOGICAL && node->op == op; node = as_logical(node)->left)
    spine_push(b, node);
  Label skip = LABEL_NEW;
  Label *early = stops_if == jump_if ? label : &skip;
  compile_condition(b, node, stops_if, early);
  while (spine->length > base) {
    Node *right = as_logical(NodeVec_pop(spine))->right;
    if (spine->length > base) compile_condition(b, right, stops_if, early);
    else compile_condition(b, right, jump_if, label);
  }
  label_bind(b, &skip);
}

void compile_condition(CodeBuilder *b, Node *node, bool jump_if, Label *label) {
  bool truth;
  compiler_check_stack(b->compiler);
  while (node->kind == NODE_UNARY && node->op == OP_NOT) {
    node = as_unary(node)->operand;
    jump_if = !jump_if;
  }
  if (known_truth(node, &truth)) {
    if (truth == jump_if) emit_jump(b, OPCODE_JUMP, 0, 0, label);
    return;
  }
  if (node->kind == NODE_LOGICAL && node->op != OP_NULLISH) {
    condition_logical(b, node, jump_if, label);
    return;
  }
  if (node->kind == NODE_BINARY && condition_comparison(b, as_binary(node), jump_if, label)) return;
  unsigned mark = b->next;
  Register r = compile_operand(b, node);
  emit_jump(b, jump_if ? OPCODE_JUMP_TRUE : OPCODE_JUMP_FALSE, r, 0, label);
  release(b, mark);
}

/* --- the tests of loops --- */

/* Whether evaluating the operand is short, and may well stand in the code twice. */
static bool is_short_operand(const Node *node) {
  if (node->kind == NODE_MEMBER) node = as_member(node)->object;
  return node->kind == NODE_IDENTIFIER || node->kind == NODE_NUMBER;
}

bool loop_test_is_short(const Node *test) {
  Comparison c;
  return test && test->kind == NODE_BINARY && comparison((Operator)test->op, &c) && c.is_relation &&
         is_short_operand(as_binary(test)->left) && is_short_operand(as_binary(test)->right);
}

void compile_loop_test(CodeBuilder *b, BinaryNode *test, const Label *top) {
  Comparison c;
  Register left, right;
  unsigned mark = b->next;
  comparison((Operator)test->node.op, &c);
  bool is_small = compile_operands(b, test, true, &left, &right);
  emit_loop(b, is_small ? c.loop_int : c.loop, left, right, top);
  release(b, mark);
}
