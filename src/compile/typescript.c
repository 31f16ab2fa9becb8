/* SPDX-License-Identifier: MIT */
/* typescript.c: what is left of TypeScript after types are erased: enums, namespaces,
 * import x = …, export =. They behave as the code that TypeScript emits for them. */
#include "compile/generate.h"

/* --- namespaces --- */

void store_namespace_export(CodeBuilder *b, Declaration *d, Register value) {
  if (d->scope->kind != SCOPE_NAMESPACE || !(d->flags & DECLARATION_EXPORTED)) return;
  unsigned mark = b->next;
  Place object = declaration_place(b, d->scope->self);
  Register r = place_operand(b, &object);
  emit_cached(b, OPCODE_SET_PROPERTY, r, value, 1, constant_name(b, d->name));
  release(b, mark);
}

/* The object behind an enum or namespace: that of the variable, or of the outer namespace's
 * property, or a new one. */
static void open_object(CodeBuilder *b, Declaration *d, Register object) {
  Label exists = LABEL_NEW;
  Place place = declaration_place(b, d);
  bool member = d->scope->kind == SCOPE_NAMESPACE && (d->flags & DECLARATION_EXPORTED);
  if (member) {
    Place outer = declaration_place(b, d->scope->self);
    place_load(b, &outer, object);
    emit_cached(b, OPCODE_GET_PROPERTY, object, object, 0, constant_name(b, d->name));
  } else {
    place_load(b, &place, object);
  }
  emit_jump(b, OPCODE_JUMP_TRUE, object, 0, &exists);
  emit(b, OPCODE_NEW_OBJECT, object, 4, 0);
  store_namespace_export(b, d, object);
  if (!member) place_store(b, &place, object);
  label_bind(b, &exists);
  if (member) place_initialise(b, &place, object);
}

void compile_namespace(CodeBuilder *b, NamespaceNode *node) {
  unsigned mark = b->next;
  Register window = temporaries(b, FRAME_HEADER + 1);
  open_object(b, node->declaration, window + FRAME_HEADER);
  compile_closure(b, node->function, name_hint(node->name), NO_REGISTER, window);
  emit_undefined(b, window + 1);
  at_node(b, &node->node);
  emit_call(b, window, 1);
  emit(b, OPCODE_DROP, window, 0, 0);
  release(b, mark);
}

/* --- enums --- */

typedef enum MemberType { MEMBER_NUMBER, MEMBER_STRING, MEMBER_UNKNOWN } MemberType;

static MemberType member_type(const Node *value) {
  double number;
  if (!value || constant_number(value, &number)) return MEMBER_NUMBER;
  if (value->kind == NODE_STRING || value->kind == NODE_TEMPLATE) return MEMBER_STRING;
  return MEMBER_UNKNOWN;
}

/* A member without a value is one more than the one before. */
static void member_value(CodeBuilder *b, EnumMemberNode *m, bool first, Register previous) {
  if (m->value) compile_expression(b, m->value, previous);
  else if (first) emit_int(b, previous, 0);
  else emit(b, OPCODE_ADD_INT, previous, previous, 1);
}

/* E[value] = "name", unless the value is a string. */
static void reverse_mapping(CodeBuilder *b, EnumMemberNode *m, Register object, Register value) {
  MemberType type = member_type(m->value);
  Label skip = LABEL_NEW;
  if (type == MEMBER_STRING) return;
  Register name = temporary(b);
  if (type == MEMBER_UNKNOWN) {
    Register kind = temporary(b);
    emit(b, OPCODE_TYPEOF, kind, value, 0);
    emit1(b, OPCODE_LOAD_CONST, name, 0, 0, constant_ascii(b, "string"));
    emit_jump(b, OPCODE_JUMP_STRICT_EQ, kind, name, &skip);
  }
  emit1(b, OPCODE_LOAD_CONST, name, 0, 0, constant_name(b, m->name));
  emit(b, OPCODE_SET_ELEMENT_STRICT, object, value, name);
  label_bind(b, &skip);
}

static void compile_member(CodeBuilder *b, EnumMemberNode *m, bool first, Register object,
                           Register previous) {
  unsigned mark = b->next;
  uint32_t index;
  at_node(b, &m->node);
  member_value(b, m, first, previous);
  if (name_is_index(m->name, &index)) {
    Register key = temporary(b);
    emit_number(b, key, index);
    emit(b, OPCODE_SET_ELEMENT_STRICT, object, key, previous);
  } else {
    emit_cached(b, OPCODE_SET_PROPERTY, object, previous, 1, constant_name(b, m->name));
  }
  reverse_mapping(b, m, object, previous);
  release(b, mark);
}

void compile_enum(CodeBuilder *b, EnumNode *node) {
  ScopeState scope;
  LocalsMark mark = locals_begin(b);
  Register object = local(b), previous = local(b);
  open_object(b, node->declaration, object);
  scope_open(b, node->scope, &scope);
  Variable *self = node->scope->self ? node->scope->self->data : NULL;
  if (self && self->storage != STORAGE_NONE) {
    Place place = variable_place(b, self);
    place_initialise(b, &place, object);
  }
  for (uint32_t i = 0; i < node->members.count; i++)
    compile_member(b, as_enum_member(node->members.items[i]), i == 0, object, previous);
  scope_close(b, &scope);
  locals_finish(b, mark);
}

/* --- import =, export = --- */

static void load_text(CodeBuilder *b, const char *text, Register destination) {
  Place place = text_place(b, text, strlen(text));
  place_load(b, &place, destination);
}

void compile_import_equals(CodeBuilder *b, ImportEqualsNode *node) {
  if ((node->node.flags & NODE_ELIDED) || !node->declaration) return;
  unsigned mark = b->next;
  Register window = temporaries(b, FRAME_HEADER + 1);
  if (node->specifier) {
    load_text(b, "require", window);
    emit_undefined(b, window + 1);
    emit1(b, OPCODE_LOAD_CONST, window + FRAME_HEADER, 0, 0, constant_name(b, node->specifier));
    at_node(b, &node->node);
    emit_call(b, window, 1);
  } else {
    compile_expression(b, node->entity, window);
  }
  Place place = declaration_place(b, node->declaration);
  place_initialise(b, &place, window);
  store_namespace_export(b, node->declaration, window);
  release(b, mark);
}

void compile_export_assign(CodeBuilder *b, UnaryNode *node) {
  unsigned mark = b->next;
  Register module = temporary(b), value = temporary(b);
  load_text(b, "module", module);
  compile_expression(b, node->operand, value);
  at_node(b, &node->node);
  emit_cached(b, OPCODE_SET_PROPERTY, module, value, 1, constant_ascii(b, "exports"));
  release(b, mark);
}
