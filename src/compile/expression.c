/* SPDX-License-Identifier: MIT */
/* expression.c: values of expressions: dispatch, operands, operators, effects.
 *
 * Chains that lean to the left (a + b + c …) are walked with a stack of nodes instead of the C
 * stack. Invariant: an expression writes a destination that is not a temporary only in its last
 * instruction, so that neither it nor a handler sees a variable half assigned. */
#include "compile/generate.h"

/* --- operands --- */

IdentifierNode *arguments_count(CodeBuilder *b, Node *node) {
  if (node->kind != NODE_MEMBER || as_member(node)->object->kind != NODE_IDENTIFIER) return NULL;
  IdentifierNode *id = as_identifier(as_member(node)->object);
  if (id->number != REFERENCE_ARGUMENTS) return NULL;
  const FunctionData *owner = function_data(b->compiler, function_of_this(b->function));
  return owner->arguments_use == ARGUMENTS_COUNTED ? id : NULL;
}

static Variable *identifier_variable(CodeBuilder *b, Node *node) {
  IdentifierNode *id = arguments_count(b, node);
  if (!id && node->kind == NODE_IDENTIFIER) id = as_identifier(node);
  if (!id) return NULL;
  if (id->number == REFERENCE_ARGUMENTS)
    return function_data(b->compiler, function_of_this(b->function))->pseudo[PSEUDO_ARGUMENTS];
  return id->number || !id->declaration ? NULL : declaration_variable(b->compiler, id->declaration);
}

/* The register of a variable that an identifier means, if it can be read as it is. */
static bool variable_register(CodeBuilder *b, Node *node, Register *out, Variable **variable) {
  Variable *v = identifier_variable(b, node);
  if (!v) return false;
  *variable = v;
  *out = v->reg;
  if (v->storage == STORAGE_REGISTER) return true;
  return v->storage == STORAGE_ENVIRONMENT && v->has_copy && v->scope->function == b->function;
}

static bool this_register(CodeBuilder *b, Node *node, Register *out) {
  bool derived = b->function->function_kind == FUNCTION_CONSTRUCTOR_DERIVED;
  if (node->kind != NODE_THIS || (derived && !b->this_is_known)) return false;
  Place place;
  if (!pseudo_place(b, PSEUDO_THIS, &place)) return false;
  if (place.kind == PLACE_REGISTER) *out = place.reg;
  else if (place.kind == PLACE_ENVIRONMENT && place.has_copy) *out = place.copy;
  else return false;
  return true;
}

bool variable_operand(CodeBuilder *b, Node *node, Node *later, Register *out) {
  Variable *variable;
  if (this_register(b, node, out)) return true;
  if (!variable_register(b, node, out, &variable)) return false;
  return !variable->assigned || !later || !may_assign(later);
}

Register compile_operand(CodeBuilder *b, Node *node) {
  Register r;
  if (variable_operand(b, node, NULL, &r)) return r;
  r = temporary(b);
  compile_expression(b, node, r);
  return r;
}

Register compile_stable_operand(CodeBuilder *b, Node *node, Node *later, Node *later_too) {
  Register r;
  if (variable_operand(b, node, later, &r) && variable_operand(b, node, later_too, &r)) return r;
  r = temporary(b);
  compile_expression(b, node, r);
  return r;
}

/* The same into a preferred register, where that may be written early. */
static Register stable_operand_in(CodeBuilder *b, Node *node, Node *later, Register preferred) {
  Register r;
  if (variable_operand(b, node, later, &r)) return r;
  r = scratch(b, preferred);
  compile_expression(b, node, r);
  return r;
}

/* --- spills --- */

static bool nests(const Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_IDENTIFIER:
    case NODE_NULL:
    case NODE_TRUE:
    case NODE_FALSE:
    case NODE_NUMBER:
    case NODE_STRING:
    case NODE_THIS:
    case NODE_FUNCTION: return false;
    default: return true;
  }
}

/* Too few registers are left for an expression that nests further: puts the temporaries in use into
 * an environment meanwhile. */
static void compile_spilled(CodeBuilder *b, Node *node, Register destination) {
  unsigned floor = b->spill_floor > b->locals_end ? b->spill_floor : b->locals_end;
  unsigned mark = b->next, count = mark - floor;
  if (mark < floor + 16) builder_fail_too_complex(b);
  Register holder = temporary(b);
  emit2(b, OPCODE_NEW_ENVIRONMENT, holder, NO_REGISTER, 0, count + 1, constant_undefined(b));
  RegisterSet written = b->written;
  for (unsigned r = floor; r < mark; r++)
    if (register_is_written(&written, r)) emit(b, OPCODE_SET_ENVIRONMENT, r, holder, r - floor);
  emit_move(b, floor, holder);
  b->next = floor + 1;
  unsigned spill_floor = b->spill_floor;
  b->spill_floor = floor + 1;
  Register value = temporary(b);
  compile_expression(b, node, value);
  b->spill_floor = spill_floor;
  emit(b, OPCODE_SET_ENVIRONMENT, value, floor, count);
  b->next = mark;
  holder = temporary(b);
  emit_move(b, holder, floor);
  for (unsigned r = floor; r < mark; r++)
    if (r != destination && register_is_written(&written, r))
      emit(b, OPCODE_GET_ENVIRONMENT, r, holder, r - floor);
  emit(b, OPCODE_GET_ENVIRONMENT, destination, holder, count);
  release(b, mark);
}

/* --- operators --- */

static const uint8_t binary_opcodes[OP_COUNT] = {
    [OP_ADD] = OPCODE_ADD,
    [OP_SUBTRACT] = OPCODE_SUB,
    [OP_MULTIPLY] = OPCODE_MUL,
    [OP_DIVIDE] = OPCODE_DIV,
    [OP_REMAINDER] = OPCODE_MOD,
    [OP_POWER] = OPCODE_EXP,
    [OP_SHIFT_LEFT] = OPCODE_SHL,
    [OP_SHIFT_RIGHT] = OPCODE_SHR,
    [OP_SHIFT_RIGHT_UNSIGNED] = OPCODE_USHR,
    [OP_BIT_AND] = OPCODE_BIT_AND,
    [OP_BIT_OR] = OPCODE_BIT_OR,
    [OP_BIT_XOR] = OPCODE_BIT_XOR,
    [OP_EQUAL] = OPCODE_EQ,
    [OP_NOT_EQUAL] = OPCODE_NE,
    [OP_STRICT_EQUAL] = OPCODE_STRICT_EQ,
    [OP_STRICT_NOT_EQUAL] = OPCODE_STRICT_NE,
    [OP_LESS] = OPCODE_LT,
    [OP_LESS_EQUAL] = OPCODE_LE,
    [OP_GREATER] = OPCODE_GT,
    [OP_GREATER_EQUAL] = OPCODE_GE,
    [OP_IN] = OPCODE_HAS_PROPERTY,
    [OP_INSTANCEOF] = OPCODE_INSTANCE_OF,
};

/* The form with a small number, or OPCODE_HALT. */
static Opcode int_opcode(Operator op) {
  switch (op) {
    case OP_ADD: return OPCODE_ADD_INT;
    case OP_SUBTRACT: return OPCODE_SUB_INT;
    case OP_BIT_AND: return OPCODE_BIT_AND_INT;
    case OP_BIT_OR: return OPCODE_BIT_OR_INT;
    case OP_SHIFT_LEFT: return OPCODE_SHL_INT;
    case OP_SHIFT_RIGHT: return OPCODE_SHR_INT;
    case OP_SHIFT_RIGHT_UNSIGNED: return OPCODE_USHR_INT;
    default: return OPCODE_HALT;
  }
}

void emit_binary_at(CodeBuilder *b, Operator op, Register destination, Register left, Node *right,
                    uint32_t offset) {
  unsigned mark = b->next;
  int32_t small;
  Opcode with_int = int_opcode(op);
  if (with_int != OPCODE_HALT && small_int(right, &small)) {
    at(b, offset);
    emit(b, with_int, destination, left, (uint32_t)small & 255);
    return;
  }
  Register r = compile_operand(b, right);
  at(b, offset);
  emit(b, binary_opcodes[op], destination, left, r);
  release(b, mark);
}

void spine_push(CodeBuilder *b, Node *node) {
  if (NodeVec_push(&b->compiler->spine, node)) return;
  throw_out_of_memory(b->vm);
  compiler_fail(b->compiler);
}

/* The leftmost operand of a chain of BINARY; the chain's nodes are pushed. */
static Node *push_binary_spine(CodeBuilder *b, Node *node) {
  double number;
  while (node->kind == NODE_BINARY && !constant_number(node, &number)) {
    spine_push(b, node);
    node = as_binary(node)->left;
  }
  return node;
}

static void compile_binary(CodeBuilder *b, Node *node, Register destination) {
  NodeVec *spine = &b->compiler->spine;
  uint32_t base = spine->length;
  unsigned mark = b->next;
  Node *first = push_binary_spine(b, node);
  Register accumulator = NO_REGISTER, left;
  if (spine->length - base == 1) {
    left = stable_operand_in(b, first, as_binary(node)->right, destination);
  } else {
    accumulator = scratch(b, destination);
    left = stable_operand_in(b, first, as_binary(*NodeVec_last(spine))->right, accumulator);
  }
  while (spine->length > base) {
    BinaryNode *n = as_binary(NodeVec_pop(spine));
    bool last = spine->length == base;
    Register target = last ? destination : accumulator;
    emit_binary_at(b, (Operator)n->node.op, target, left, n->right, n->operator_start);
    left = target;
  }
  release(b, mark);
}

static void compile_conditional(CodeBuilder *b, Node *node, Register destination) {
  Label end = LABEL_NEW;
  for (;;) {
    ConditionalNode *n = as_conditional(node);
    Label otherwise = LABEL_NEW;
    compile_condition(b, n->test, false, &otherwise);
    compile_expression(b, n->consequent, destination);
    emit_jump(b, OPCODE_JUMP, 0, 0, &end);
    label_bind(b, &otherwise);
    node = n->alternate;
    if (node->kind != NODE_CONDITIONAL) break;
  }
  compile_expression(b, node, destination);
  label_bind(b, &end);
}

/* The jump that a logical operator takes when it has its value. */
static Opcode short_circuit(Operator op) {
  return op == OP_AND  ? OPCODE_JUMP_FALSE
         : op == OP_OR ? OPCODE_JUMP_TRUE
                       : OPCODE_JUMP_NOT_NULLISH;
}

static void compile_logical(CodeBuilder *b, Node *node, Register destination) {
  NodeVec *spine = &b->compiler->spine;
  uint32_t base = spine->length;
  unsigned mark = b->next;
  Register value = scratch(b, destination);
  for (; node->kind == NODE_LOGICAL; node = as_logical(node)->left) spine_push(b, node);
  compile_expression(b, node, value);
  while (spine->length > base) {
    BinaryNode *n = as_logical(NodeVec_pop(spine));
    Label end = LABEL_NEW;
    /* a chain of one operator ends at once where its first part does */
    emit_jump(b, short_circuit((Operator)n->node.op), value, 0, &end);
    while (spine->length > base && as_logical(*NodeVec_last(spine))->node.op == n->node.op) {
      compile_expression(b, n->right, value);
      emit_jump(b, short_circuit((Operator)n->node.op), value, 0, &end);
      n = as_logical(NodeVec_pop(spine));
    }
    compile_expression(b, n->right, value);
    label_bind(b, &end);
  }
  emit_move(b, destination, value);
  release(b, mark);
}

static void compile_typeof(CodeBuilder *b, Node *operand, Register destination) {
  unsigned mark = b->next;
  Register value;
  if (operand->kind == NODE_IDENTIFIER) {
    Place place = identifier_place(b, as_identifier(operand));
    if (place.kind == PLACE_GLOBAL || place.kind == PLACE_NAME) {
      value = scratch(b, destination);
      place_load_typeof(b, &place, value);
    } else {
      value = place_operand(b, &place);
    }
  } else {
    value = compile_operand(b, operand);
  }
  emit(b, OPCODE_TYPEOF, destination, value, 0);
  release(b, mark);
}

static void delete_identifier(CodeBuilder *b, IdentifierNode *node, Register destination) {
  Place place = identifier_place(b, node);
  if (place.kind == PLACE_GLOBAL)
    emit1(b, OPCODE_DELETE_GLOBAL, destination, 0, 0, place_name(b, &place));
  else if (place.kind == PLACE_NAME)
    emit1(b, OPCODE_DELETE_NAME, destination, environment_register(b), 0, place_name(b, &place));
  else emit(b, OPCODE_LOAD_FALSE, destination, 0, 0);
}

/* delete super.x: this must be there, the key is evaluated, and then it is an error. */
static void delete_super(CodeBuilder *b, Node *node) {
  unsigned mark = b->next;
  (void)compile_this(b);
  if (node->kind == NODE_SUPER_INDEX) compile_effect(b, as_super_index(node)->index);
  emit_throw_error(b, ERROR_KIND_REFERENCE, ERROR_MESSAGE,
                   constant_ascii(b, "Unsupported reference to 'super'"));
  release(b, mark);
}

static void compile_delete(CodeBuilder *b, Node *operand, Register destination) {
  unsigned mark = b->next;
  switch ((NodeKind)operand->kind) {
    case NODE_IDENTIFIER: delete_identifier(b, as_identifier(operand), destination); break;
    case NODE_MEMBER:
    case NODE_INDEX:
    case NODE_OPTIONAL_CHAIN: compile_delete_chain(b, operand, destination); break;
    case NODE_SUPER_MEMBER:
    case NODE_SUPER_INDEX: delete_super(b, operand); break;
    default:
      compile_effect(b, operand);
      emit(b, OPCODE_LOAD_TRUE, destination, 0, 0);
      break;
  }
  release(b, mark);
}

static void compile_unary(CodeBuilder *b, UnaryNode *node, Register destination) {
  static const uint8_t opcodes[OP_COUNT] = {
      [OP_PLUS] = OPCODE_TO_NUMBER,
      [OP_MINUS] = OPCODE_NEGATE,
      [OP_BIT_NOT] = OPCODE_BIT_NOT,
      [OP_NOT] = OPCODE_NOT,
  };
  unsigned mark = b->next;
  switch ((Operator)node->node.op) {
    case OP_DELETE: compile_delete(b, node->operand, destination); break;
    case OP_TYPEOF: compile_typeof(b, node->operand, destination); break;
    case OP_VOID:
      compile_effect(b, node->operand);
      emit_undefined(b, destination);
      break;
    default: {
      Register r = compile_operand(b, node->operand);
      at_node(b, &node->node);
      emit(b, opcodes[node->node.op], destination, r, 0);
      break;
    }
  }
  release(b, mark);
}

static void compile_private_in(CodeBuilder *b, PrivateInNode *node, Register destination) {
  unsigned mark = b->next;
  Register object = compile_operand(b, node->right);
  Register name = compile_private_name(b, node->name);
  at_node(b, &node->node);
  emit(b, OPCODE_HAS_PRIVATE, destination, object, name);
  release(b, mark);
}

static void compile_sequence(CodeBuilder *b, ListNode *node, Register destination) {
  uint32_t last = node->items.count - 1;
  for (uint32_t i = 0; i < last; i++) compile_effect(b, node->items.items[i]);
  compile_expression(b, node->items.items[last], destination);
}

static void compile_import_call(CodeBuilder *b, ImportCallNode *node, Register destination) {
  unsigned mark = b->next;
  Register specifier = compile_stable_operand(b, node->specifier, node->options, NULL);
  Register options = node->options ? compile_operand(b, node->options) : NO_REGISTER;
  at_node(b, &node->node);
  if (node->node.op == IMPORT_PHASE_EVALUATION)
    emit(b, OPCODE_IMPORT, destination, specifier, options);
  else emit1(b, OPCODE_IMPORT_PHASE, destination, specifier, options, node->node.op);
  release(b, mark);
}

static void compile_identifier(CodeBuilder *b, IdentifierNode *node, Register destination) {
  at_node(b, &node->node);
  if (!node->declaration && !node->number && !b->compiler->caller &&
      name_is(node->name, "undefined")) {
    emit_undefined(b, destination);
    return;
  }
  Place place = identifier_place(b, node);
  place_load(b, &place, destination);
}

static void compile_super_property(CodeBuilder *b, Node *node, Register destination) {
  unsigned mark = b->next;
  Register this_value = compile_this(b), key;
  if (node->kind == NODE_SUPER_MEMBER) {
    key = temporary(b);
    emit1(b, OPCODE_LOAD_CONST, key, 0, 0, constant_name(b, as_super_member(node)->name));
  } else {
    key = compile_operand(b, as_super_index(node)->index);
  }
  at_node(b, node);
  Register base = compile_super_base(b);
  emit1(b, OPCODE_GET_SUPER, destination, base, key, this_value);
  release(b, mark);
}

static void compile_new_target(CodeBuilder *b, Register destination) {
  Place place;
  if (pseudo_place(b, PSEUDO_NEW_TARGET, &place)) place_load(b, &place, destination);
  else emit_undefined(b, destination);
}

static void compile_string(CodeBuilder *b, StringNode *node, Register destination) {
  emit1(b, OPCODE_LOAD_CONST, destination, 0, 0,
        constant_cell(b, compiler_string(b->compiler, node->value)));
}

/* --- dispatch --- */

static void compile_nested(CodeBuilder *b, Node *node, Register destination) {
  switch ((NodeKind)node->kind) {
    case NODE_BINARY: compile_binary(b, node, destination); return;
    case NODE_LOGICAL: compile_logical(b, node, destination); return;
    case NODE_UNARY: compile_unary(b, as_unary(node), destination); return;
    case NODE_UPDATE: compile_update(b, as_update(node), destination); return;
    case NODE_ASSIGN: compile_assign(b, as_assign(node), destination); return;
    case NODE_CONDITIONAL: compile_conditional(b, node, destination); return;
    case NODE_SEQUENCE: compile_sequence(b, as_sequence(node), destination); return;
    case NODE_PRIVATE_IN: compile_private_in(b, as_private_in(node), destination); return;
    case NODE_MEMBER:
    case NODE_INDEX:
    case NODE_PRIVATE_MEMBER:
    case NODE_CALL:
    case NODE_TAGGED_TEMPLATE:
    case NODE_OPTIONAL_CHAIN: compile_chain(b, node, destination, false); return;
    case NODE_NEW: compile_new(b, as_new(node), destination); return;
    case NODE_SUPER_CALL: compile_super_call(b, as_super_call(node), destination); return;
    case NODE_SUPER_MEMBER:
    case NODE_SUPER_INDEX: compile_super_property(b, node, destination); return;
    case NODE_IMPORT_CALL: compile_import_call(b, as_import_call(node), destination); return;
    case NODE_YIELD: compile_yield(b, as_yield(node), destination); return;
    case NODE_AWAIT: compile_await(b, as_await(node), destination); return;
    case NODE_ARRAY: compile_array(b, as_array(node), destination); return;
    case NODE_OBJECT: compile_object(b, as_object(node), destination); return;
    case NODE_TEMPLATE: compile_template(b, as_template(node), destination); return;
    case NODE_FUNCTION:
      compile_closure(b, as_function(node), name_hint(as_function(node)->name), NO_REGISTER,
                      destination);
      return;
    case NODE_CLASS:
      compile_class(b, as_class(node), name_hint(as_class(node)->name), destination);
      return;
    case NODE_JSX_ELEMENT: compile_jsx(b, as_jsx_element(node), destination); return;
    default: UNREACHABLE();
  }
}

void compile_expression(CodeBuilder *b, Node *node, Register destination) {
  double number;
  switch ((NodeKind)node->kind) {
    case NODE_NULL: emit(b, OPCODE_LOAD_NULL, destination, 0, 0); return;
    case NODE_TRUE: emit(b, OPCODE_LOAD_TRUE, destination, 0, 0); return;
    case NODE_FALSE: emit(b, OPCODE_LOAD_FALSE, destination, 0, 0); return;
    case NODE_STRING: compile_string(b, as_string(node), destination); return;
    case NODE_IDENTIFIER: compile_identifier(b, as_identifier(node), destination); return;
    case NODE_THIS: compile_this_to(b, destination); return;
    case NODE_NEW_TARGET: compile_new_target(b, destination); return;
    case NODE_IMPORT_META: emit(b, OPCODE_IMPORT_META, destination, 0, 0); return;
    case NODE_BIGINT: compile_bigint(b, as_bigint(node), destination); return;
    case NODE_REGEXP: compile_regexp(b, as_regexp(node), destination); return;
    default: break;
  }
  IdentifierNode *count = arguments_count(b, node);
  if (count) {
    compile_identifier(b, count, destination);
    return;
  }
  if (constant_number(node, &number)) {
    emit_number(b, destination, number);
    return;
  }
  compiler_check_stack(b->compiler);
  unsigned mark = b->next;
  if (b->next > SPILL_LIMIT && nests(node)) compile_spilled(b, node, destination);
  else compile_nested(b, node, destination);
  release(b, mark);
}

/* --- effects --- */

static void effect_logical(CodeBuilder *b, BinaryNode *node) {
  Label end = LABEL_NEW;
  if (node->node.op == OP_NULLISH) {
    unsigned mark = b->next;
    Register r = compile_operand(b, node->left);
    emit_jump(b, OPCODE_JUMP_NOT_NULLISH, r, 0, &end);
    release(b, mark);
  } else {
    compile_condition(b, node->left, node->node.op == OP_OR, &end);
  }
  compile_effect(b, node->right);
  label_bind(b, &end);
}

static void effect_conditional(CodeBuilder *b, ConditionalNode *node) {
  Label otherwise = LABEL_NEW, end = LABEL_NEW;
  compile_condition(b, node->test, false, &otherwise);
  compile_effect(b, node->consequent);
  emit_jump(b, OPCODE_JUMP, 0, 0, &end);
  label_bind(b, &otherwise);
  compile_effect(b, node->alternate);
  label_bind(b, &end);
}

void compile_effect(CodeBuilder *b, Node *node) {
  unsigned mark = b->next;
  compiler_check_stack(b->compiler);
  switch ((NodeKind)node->kind) {
    case NODE_NULL:
    case NODE_TRUE:
    case NODE_FALSE:
    case NODE_NUMBER:
    case NODE_STRING:
    case NODE_FUNCTION: break;
    case NODE_LOGICAL: effect_logical(b, as_logical(node)); break;
    case NODE_CONDITIONAL: effect_conditional(b, as_conditional(node)); break;
    case NODE_SEQUENCE:
      for (uint32_t i = 0; i < as_sequence(node)->items.count; i++)
        compile_effect(b, as_sequence(node)->items.items[i]);
      break;
    case NODE_ASSIGN: compile_assign(b, as_assign(node), NO_REGISTER); break;
    case NODE_UPDATE: compile_update(b, as_update(node), NO_REGISTER); break;
    case NODE_CALL:
    case NODE_TAGGED_TEMPLATE:
    case NODE_OPTIONAL_CHAIN: compile_chain(b, node, temporary(b), true); break;
    case NODE_UNARY:
      if (node->op == OP_VOID || node->op == OP_NOT) {
        compile_effect(b, as_unary(node)->operand);
        break;
      }
      FALL_THROUGH;
    default: compile_expression(b, node, temporary(b)); break;
  }
  release(b, mark);
}
