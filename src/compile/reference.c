/* SPDX-License-Identifier: MIT */
/* reference.c: evaluating, reading and writing targets of assignments. */
#include "compile/reference.h"

/* --- references --- */

/* Whether evaluating a value might declare or delete a global variable. */
static bool has_effects(const Node *value) {
  if (!value) return false;
  switch ((NodeKind)value->kind) {
    case NODE_NUMBER:
    case NODE_STRING:
    case NODE_NULL:
    case NODE_TRUE:
    case NODE_FALSE:
    case NODE_IDENTIFIER:
    case NODE_FUNCTION:
    case NODE_OBJECT:
    case NODE_ARRAY: return false;
    default: return true;
  }
}

/* A name that must be looked for before the value is evaluated. */
static bool wants_holder(CodeBuilder *b, const Reference *r, IdentifierNode *node, Node *value) {
  if (r->place.kind == PLACE_NAME) return true;
  return b->strict && r->place.kind == PLACE_GLOBAL && !node->declaration && has_effects(value);
}

static void variable_reference(CodeBuilder *b, Reference *r, IdentifierNode *node, Node *value) {
  r->place = identifier_place(b, node);
  r->kind = REFERENCE_VARIABLE;
  if (!wants_holder(b, r, node, value)) return;
  r->kind = REFERENCE_RESOLVED;
  r->name = place_name(b, &r->place);
  r->object = temporary(b);
  unsigned mark = b->next;
  at_node(b, &node->node);
  emit1(b, OPCODE_RESOLVE_NAME, r->object, environment_operand(b), 0, r->name);
  release(b, mark);
}

/* A key that is both read and written with is converted once, unless the read fails before. */
static void convert_key(CodeBuilder *b, Register object, Register key) {
  Label nullish = LABEL_NEW;
  emit_jump(b, OPCODE_JUMP_NULLISH, object, 0, &nullish);
  emit(b, OPCODE_TO_PROPERTY_KEY, key, key, 0);
  label_bind(b, &nullish);
}

static void super_reference(CodeBuilder *b, Reference *r, Node *node, bool reads) {
  r->kind = REFERENCE_SUPER;
  r->receiver = compile_this(b);
  r->key = temporary(b);
  if (node->kind == NODE_SUPER_MEMBER)
    emit1(b, OPCODE_LOAD_CONST, r->key, 0, 0, constant_name(b, as_super_member(node)->name));
  else compile_expression(b, as_super_index(node)->index, r->key);
  at_node(b, node);
  r->object = compile_super_base(b);
  if (reads && node->kind == NODE_SUPER_INDEX) convert_key(b, r->object, r->key);
}

static void element_reference(CodeBuilder *b, Reference *r, IndexNode *node, Node *value,
                              bool reads) {
  uint32_t index;
  r->object = compile_stable_operand(b, node->object, node->index, value);
  if (node->index->kind == NODE_STRING && !name_is_index(as_string(node->index)->value, &index)) {
    r->kind = REFERENCE_NAMED;
    r->name = constant_name(b, as_string(node->index)->value);
    return;
  }
  r->kind = REFERENCE_ELEMENT;
  r->key = compile_stable_operand(b, node->index, value, NULL);
  double number;
  if (!reads || constant_number(node->index, &number)) return;
  Register key = is_temporary(b, r->key) ? r->key : temporary(b);
  emit_move(b, key, r->key);
  at_node(b, node->index);
  convert_key(b, r->object, key);
  r->key = key;
}

void reference_open(CodeBuilder *b, Reference *r, Node *target, Node *value, bool reads) {
  *r = (Reference){.offset = target->start};
  switch ((NodeKind)target->kind) {
    case NODE_IDENTIFIER: variable_reference(b, r, as_identifier(target), value); return;
    case NODE_MEMBER:
      r->kind = REFERENCE_NAMED;
      r->object = compile_stable_operand(b, as_member(target)->object, value, NULL);
      r->name = constant_name(b, as_member(target)->name);
      r->offset = as_member(target)->name_start;
      return;
    case NODE_INDEX:
      element_reference(b, r, as_index(target), value, reads);
      r->offset = as_index(target)->index->start;
      return;
    case NODE_PRIVATE_MEMBER:
      r->kind = REFERENCE_PRIVATE;
      r->object = compile_stable_operand(b, as_private_member(target)->object, value, NULL);
      r->key = compile_private_name(b, as_private_member(target)->name);
      r->offset = as_private_member(target)->name_start;
      return;
    case NODE_SUPER_MEMBER:
    case NODE_SUPER_INDEX: super_reference(b, r, target, reads); return;
    default: /* f() = 1 in sloppy code */
      r->kind = REFERENCE_INVALID;
      compile_effect(b, target);
      emit_throw_error(b, ERROR_KIND_REFERENCE, ERROR_MESSAGE,
                       constant_ascii(b, "Invalid left-hand side in assignment"));
      return;
  }
}

void reference_read(CodeBuilder *b, const Reference *r, Register destination) {
  at(b, r->offset);
  switch (r->kind) {
    case REFERENCE_VARIABLE: place_load(b, &r->place, destination); return;
    case REFERENCE_RESOLVED:
      emit1(b, OPCODE_GET_RESOLVED, destination, r->object, b->strict, r->name);
      return;
    case REFERENCE_NAMED:
      emit_cached(b, OPCODE_GET_PROPERTY, destination, r->object, 0, r->name);
      return;
    case REFERENCE_ELEMENT: emit(b, OPCODE_GET_ELEMENT, destination, r->object, r->key); return;
    case REFERENCE_PRIVATE: emit(b, OPCODE_GET_PRIVATE, destination, r->object, r->key); return;
    case REFERENCE_SUPER:
      emit1(b, OPCODE_GET_SUPER, destination, r->object, r->key, r->receiver);
      return;
    case REFERENCE_INVALID: return;
  }
}

void reference_write(CodeBuilder *b, const Reference *r, Register value) {
  at(b, r->offset);
  switch (r->kind) {
    case REFERENCE_VARIABLE: place_store(b, &r->place, value); return;
    case REFERENCE_RESOLVED:
      emit1(b, OPCODE_SET_RESOLVED, value, r->object, b->strict, r->name);
      return;
    case REFERENCE_NAMED:
      emit_cached(b, OPCODE_SET_PROPERTY, r->object, value, b->strict, r->name);
      return;
    case REFERENCE_ELEMENT:
      emit(b, b->strict ? OPCODE_SET_ELEMENT_STRICT : OPCODE_SET_ELEMENT, r->object, r->key, value);
      return;
    case REFERENCE_PRIVATE: emit(b, OPCODE_SET_PRIVATE, r->object, r->key, value); return;
    case REFERENCE_SUPER:
      emit2(b, OPCODE_SET_SUPER, r->object, r->key, value, r->receiver, b->strict);
      return;
    case REFERENCE_INVALID: return;
  }
}
