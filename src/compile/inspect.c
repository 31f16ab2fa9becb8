/* SPDX-License-Identifier: MIT */
/* inspect.c: what can be said of an expression without generating it: constants, assignments in
 * it. */
#include <math.h>

#include "base/number.h"
#include "compile/generate.h"

/* --- constants --- */

static bool fold_unary(Operator op, double v, double *value) {
  switch (op) {
    case OP_MINUS: *value = -v; return true;
    case OP_PLUS: *value = v; return true;
    case OP_BIT_NOT: *value = ~number_to_int32(v); return true;
    default: return false;
  }
}

static bool fold_binary(Operator op, double x, double y, double *value) {
  switch (op) {
    case OP_ADD: *value = x + y; return true;
    case OP_SUBTRACT: *value = x - y; return true;
    case OP_MULTIPLY: *value = x * y; return true;
    case OP_DIVIDE: *value = x / y; return true;
    case OP_SHIFT_LEFT:
      *value = (int32_t)((uint32_t)number_to_int32(x) << (number_to_uint32(y) & 31));
      return true;
    case OP_SHIFT_RIGHT: *value = number_to_int32(x) >> (number_to_uint32(y) & 31); return true;
    case OP_SHIFT_RIGHT_UNSIGNED:
      *value = number_to_uint32(x) >> (number_to_uint32(y) & 31);
      return true;
    case OP_BIT_AND: *value = number_to_int32(x) & number_to_int32(y); return true;
    case OP_BIT_OR: *value = number_to_int32(x) | number_to_int32(y); return true;
    case OP_BIT_XOR: *value = number_to_int32(x) ^ number_to_int32(y); return true;
    default: return false;
  }
}

static bool constant_number_within(const Node *node, double *value, int depth) {
  double x, y;
  if (depth == 0) return false;
  switch ((NodeKind)node->kind) {
    case NODE_NUMBER: *value = as_number(node)->value; return true;
    case NODE_UNARY:
      return constant_number_within(as_unary(node)->operand, &x, depth - 1) &&
             fold_unary((Operator)node->op, x, value);
    case NODE_BINARY:
      return constant_number_within(as_binary(node)->right, &y, depth - 1) &&
             constant_number_within(as_binary(node)->left, &x, depth - 1) &&
             fold_binary((Operator)node->op, x, y, value);
    default: return false;
  }
}

bool constant_number(const Node *node, double *value) {
  return constant_number_within(node, value, 8);
}

/* A literal that fits the small operand of an _INT instruction. */
bool small_int(const Node *node, int32_t *value) {
  double number;
  return constant_number(node, &number) && number_is_int32(number, value) && *value >= -128 &&
         *value <= 127;
}

bool known_truth(const Node *node, bool *truth) {
  double number;
  if (node->kind == NODE_TRUE) return *truth = true;
  *truth = false;
  if (node->kind == NODE_FALSE || node->kind == NODE_NULL) return true;
  if (constant_number(node, &number)) {
    *truth = number != 0 && !isnan(number);
    return true;
  }
  return false;
}

/* --- assignments in it --- */

static bool list_may_assign(NodeList list, int *budget);

static bool may_assign_within(const Node *node, int *budget) {
  if (!node) return false;
  if (--*budget < 0) return true;
  switch ((NodeKind)node->kind) {
    case NODE_IDENTIFIER:
    case NODE_NULL:
    case NODE_TRUE:
    case NODE_FALSE:
    case NODE_NUMBER:
    case NODE_STRING:
    case NODE_BIGINT:
    case NODE_REGEXP:
    case NODE_THIS:
    case NODE_NEW_TARGET:
    case NODE_IMPORT_META:
    case NODE_FUNCTION:
    case NODE_HOLE:
    case NODE_SUPER_MEMBER: return false;
    case NODE_TEMPLATE: return list_may_assign(as_template(node)->expressions, budget);
    case NODE_ARRAY: return list_may_assign(as_array(node)->items, budget);
    case NODE_OBJECT: return list_may_assign(as_object(node)->items, budget);
    case NODE_SEQUENCE: return list_may_assign(as_sequence(node)->items, budget);
    case NODE_PROPERTY:
      return may_assign_within(as_property(node)->key, budget) ||
             may_assign_within(as_property(node)->value, budget);
    case NODE_SPREAD: return may_assign_within(as_spread(node)->operand, budget);
    case NODE_UNARY: return may_assign_within(as_unary(node)->operand, budget);
    case NODE_AWAIT: return may_assign_within(as_await(node)->operand, budget);
    case NODE_YIELD: return may_assign_within(as_yield(node)->operand, budget);
    case NODE_OPTIONAL_CHAIN: return may_assign_within(as_optional_chain(node)->operand, budget);
    case NODE_BINARY:
      return may_assign_within(as_binary(node)->right, budget) ||
             may_assign_within(as_binary(node)->left, budget);
    case NODE_LOGICAL:
      return may_assign_within(as_logical(node)->right, budget) ||
             may_assign_within(as_logical(node)->left, budget);
    case NODE_CONDITIONAL:
      return may_assign_within(as_conditional(node)->test, budget) ||
             may_assign_within(as_conditional(node)->consequent, budget) ||
             may_assign_within(as_conditional(node)->alternate, budget);
    case NODE_MEMBER: return may_assign_within(as_member(node)->object, budget);
    case NODE_PRIVATE_MEMBER: return may_assign_within(as_private_member(node)->object, budget);
    case NODE_INDEX:
      return may_assign_within(as_index(node)->index, budget) ||
             may_assign_within(as_index(node)->object, budget);
    case NODE_CALL:
      return list_may_assign(as_call(node)->arguments, budget) ||
             may_assign_within(as_call(node)->callee, budget);
    case NODE_NEW:
      return list_may_assign(as_new(node)->arguments, budget) ||
             may_assign_within(as_new(node)->callee, budget);
    default: return true;
  }
}

static bool list_may_assign(NodeList list, int *budget) {
  for (uint32_t i = 0; i < list.count; i++)
    if (may_assign_within(list.items[i], budget)) return true;
  return false;
}

bool may_assign(const Node *node) {
  int budget = 40;
  return may_assign_within(node, &budget);
}
