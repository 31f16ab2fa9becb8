/* SPDX-License-Identifier: MIT */
/* pattern.c: destructuring, declarators, parameters: values into targets.
 *
 * An array pattern keeps an iterator record; whatever leaves the pattern early closes the
 * iterator, unless the iterator itself was the cause (its record is done then). */
#include "compile/reference.h"

/* --- identifiers --- */

static bool is_initialised_once(const Declaration *d) {
  return declaration_has_dead_zone(d) || d->kind == DECLARE_PARAMETER ||
         d->kind == DECLARE_CATCH_PARAMETER || d->kind == DECLARE_CATCH_PATTERN;
}

/* The place that a binding identifier initialises; false: it is assigned like any variable. */
static bool binding_place(CodeBuilder *b, IdentifierNode *node, BindingMode mode, Place *place) {
  bool initialises = mode == BIND_INITIALISE && (node->node.flags & NODE_BINDING) &&
                     !node->number && node->declaration && is_initialised_once(node->declaration);
  *place = initialises ? declaration_place(b, node->declaration) : identifier_place(b, node);
  return initialises;
}

static void bind_identifier(CodeBuilder *b, IdentifierNode *node, Register value,
                            BindingMode mode) {
  Place place;
  at_node(b, &node->node);
  if (binding_place(b, node, mode, &place)) place_initialise(b, &place, value);
  else place_store(b, &place, value);
}

/* The register that a binding identifier's value may be computed into. */
static bool binding_register(CodeBuilder *b, IdentifierNode *node, BindingMode mode,
                             Register *out) {
  Place place;
  bool initialises = binding_place(b, node, mode, &place);
  *out = place.reg;
  return place.kind == PLACE_REGISTER && (initialises || place_is_plain_register(&place));
}

/* --- defaults --- */

static NameHint identifier_hint(const Node *target) {
  return target->kind == NODE_IDENTIFIER ? name_hint(as_identifier(target)->name) : NO_NAME_HINT;
}

static void compile_default(CodeBuilder *b, AssignNode *node, Register value) {
  Label present = LABEL_NEW;
  emit_jump(b, OPCODE_JUMP_NOT_UNDEFINED, value, 0, &present);
  NameHint hint = identifier_hint(node->target);
  if (hint.name) compile_named(b, node->value, hint, value);
  else compile_expression(b, node->value, value);
  label_bind(b, &present);
}

static bool is_unchecked(CodeBuilder *b, IdentifierNode *id) {
  return id->declaration && !declaration_variable(b->compiler, id->declaration)->needs_check;
}

/* target = default, from a value. */
static void bind_with_default(CodeBuilder *b, AssignNode *node, Register value, BindingMode mode) {
  unsigned mark = b->next;
  Register r;
  Node *target = node->target;
  if (mode == BIND_INITIALISE && target->kind == NODE_IDENTIFIER &&
      binding_register(b, as_identifier(target), mode, &r) &&
      is_unchecked(b, as_identifier(target))) {
    emit_move(b, r, value);
    compile_default(b, node, r);
    return;
  }
  r = is_temporary(b, value) ? value : temporary(b);
  emit_move(b, r, value);
  compile_default(b, node, r);
  bind_target(b, target, r, mode);
  release(b, mark);
}

void bind_target(CodeBuilder *b, Node *target, Register value, BindingMode mode) {
  switch ((NodeKind)target->kind) {
    case NODE_IDENTIFIER: bind_identifier(b, as_identifier(target), value, mode); return;
    case NODE_PATTERN_DEFAULT:
      bind_with_default(b, as_pattern_default(target), value, mode);
      return;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN: compile_pattern(b, target, value, mode); return;
    default: assign_to(b, target, value); return;
  }
}

/* --- references --- */

static bool is_reference(const Node *target) {
  return target->kind != NODE_IDENTIFIER && target->kind != NODE_ARRAY_PATTERN &&
         target->kind != NODE_OBJECT_PATTERN;
}

/* A target inside a pattern that is evaluated before its value is fetched. */
typedef struct PatternTarget {
  Node *target; /* without the default */
  AssignNode *value; /* the default, or NULL */
  bool opened;
  Reference reference;
} PatternTarget;

static PatternTarget open_target(CodeBuilder *b, Node *node) {
  PatternTarget t = {.target = node};
  if (node->kind == NODE_PATTERN_DEFAULT) {
    t.value = as_pattern_default(node);
    t.target = t.value->target;
  }
  bool is_name =
      t.target->kind == NODE_IDENTIFIER && (as_identifier(t.target)->number & REFERENCE_DYNAMIC);
  t.opened = is_reference(t.target) || is_name;
  if (t.opened) reference_open(b, &t.reference, t.target, NULL, false);
  return t;
}

static void close_target(CodeBuilder *b, PatternTarget *t, Register value, BindingMode mode) {
  if (!t->opened) {
    bind_target(b, t->value ? &t->value->node : t->target, value, mode);
    return;
  }
  if (t->value) compile_default(b, t->value, value);
  reference_write(b, &t->reference, value);
}

/* --- arrays --- */

static void array_rest(CodeBuilder *b, Node *operand, Register record, BindingMode mode) {
  unsigned mark = b->next;
  PatternTarget t = open_target(b, operand);
  Register value = temporary(b);
  emit(b, OPCODE_ITERATOR_REST, value, record, 0);
  close_target(b, &t, value, mode);
  release(b, mark);
}

static void array_item(CodeBuilder *b, Node *item, Register record, BindingMode mode) {
  unsigned mark = b->next;
  Register r;
  at_node(b, item);
  if (item->kind == NODE_HOLE) {
    emit(b, OPCODE_ITERATOR_STEP, temporary(b), record, 0);
  } else if (item->kind == NODE_REST) {
    array_rest(b, as_rest(item)->operand, record, mode);
  } else if (item->kind == NODE_IDENTIFIER && mode == BIND_INITIALISE &&
             binding_register(b, as_identifier(item), mode, &r)) {
    emit(b, OPCODE_ITERATOR_STEP, r, record, 0);
  } else {
    PatternTarget t = open_target(b, item);
    Register value = temporary(b);
    emit(b, OPCODE_ITERATOR_STEP, value, record, 0);
    close_target(b, &t, value, mode);
  }
  release(b, mark);
}

/* Nothing but the iterator can fail: then it needs no closing. */
static bool only_registers(CodeBuilder *b, NodeList items, BindingMode mode) {
  Register r;
  for (uint32_t i = 0; i < items.count; i++) {
    Node *item = items.items[i];
    if (item->kind == NODE_HOLE) continue;
    if (item->kind != NODE_IDENTIFIER || mode != BIND_INITIALISE) return false;
    if (!binding_register(b, as_identifier(item), mode, &r)) return false;
  }
  return true;
}

/* The expression whose value the pattern takes apart, if it is known and short enough to be
 * shown. */
static const Node *take_source(CodeBuilder *b) {
  const Node *source = b->pattern_source;
  b->pattern_source = NULL;
  if (!source || source->end - source->start > 60) return NULL;
  const char *text = b->compiler->program->source + source->start;
  return memchr(text, '\n', source->end - source->start) ? NULL : source;
}

static void compile_array_pattern(CodeBuilder *b, ListNode *node, Register value,
                                  BindingMode mode) {
  const Node *source = take_source(b);
  unsigned mark = b->next;
  Register record = temporaries(b, 3);
  Label end = LABEL_NEW;
  Control control = {.registers = record};
  if (source) at_call(b, node->node.start, source);
  else at_node(b, &node->node);
  emit(b, OPCODE_GET_ITERATOR, record, value, 0);
  bool simple = only_registers(b, node->items, mode);
  if (!simple) control_push(b, &control, CONTROL_ITERATOR);
  for (uint32_t i = 0; i < node->items.count; i++)
    array_item(b, node->items.items[i], record, mode);
  if (!simple) control_pop(b, &control);
  emit1(b, OPCODE_ITERATOR_CLOSE, record, 0, 0, 0);
  if (!simple) {
    emit_jump(b, OPCODE_JUMP, 0, 0, &end);
    Register error = temporary(b);
    if (control_handler(b, &control, error)) {
      emit1(b, OPCODE_ITERATOR_CLOSE, record, 0, 0, 1);
      emit(b, OPCODE_RETHROW, error, 0, 0);
    }
    label_bind(b, &end);
  }
  release(b, mark);
}

/* --- objects --- */

static void object_property(CodeBuilder *b, PropertyNode *p, Register object, Register key_place,
                            BindingMode mode) {
  unsigned mark = b->next;
  Register r;
  Key key = compile_property_key(b, p->key, p->node.flags & NODE_COMPUTED);
  if (key_place != NO_REGISTER) { /* kept for the rest */
    emit_move(b, key_place, key_in_register(b, key));
    if (!key.is_name) key.reg = key_place;
  }
  bool direct = p->value->kind == NODE_IDENTIFIER && mode == BIND_INITIALISE &&
                binding_register(b, as_identifier(p->value), mode, &r);
  PatternTarget t = {0};
  if (!direct) {
    t = open_target(b, p->value);
    r = temporary(b);
  }
  at_node(b, p->key);
  if (key.is_name) emit_cached(b, OPCODE_GET_PROPERTY, r, object, 0, key.constant);
  else emit(b, OPCODE_GET_ELEMENT, r, object, key.reg);
  if (!direct) close_target(b, &t, r, mode);
  release(b, mark);
}

static void object_rest(CodeBuilder *b, Node *operand, Register object, Register keys,
                        uint32_t count, BindingMode mode) {
  unsigned mark = b->next;
  PatternTarget t = open_target(b, operand);
  Register value = temporary(b);
  emit1(b, OPCODE_COPY_REST, value, object, keys, count);
  close_target(b, &t, value, mode);
  release(b, mark);
}

static uint32_t source_text(CodeBuilder *b, const Node *node) {
  const char *text = b->compiler->program->source + node->start;
  String *string = string_intern_utf8(b->vm, text, node->end - node->start);
  if (!string) compiler_fail(b->compiler);
  return constant_cell(b, string);
}

static void compile_object_pattern(CodeBuilder *b, ListNode *node, Register object,
                                   BindingMode mode) {
  unsigned mark = b->next;
  uint32_t count = node->items.count;
  bool has_rest = count && node->items.items[count - 1]->kind == NODE_REST;
  const Node *source = take_source(b);
  at_node(b, &node->node);
  emit1(b, OPCODE_CHECK_OBJECT_COERCIBLE, object, 0, 0,
        source ? source_text(b, source) : constant_undefined(b));
  uint32_t properties = count - has_rest;
  if (has_rest && properties > REGISTER_LIMIT - b->next - 8) builder_fail_too_complex(b);
  Register keys = has_rest ? temporaries(b, properties) : 0;
  for (uint32_t i = 0; i < properties; i++)
    object_property(b, as_property(node->items.items[i]), object, has_rest ? keys + i : NO_REGISTER,
                    mode);
  if (has_rest)
    object_rest(b, as_rest(node->items.items[count - 1])->operand, object, keys, properties, mode);
  release(b, mark);
}

void compile_pattern(CodeBuilder *b, Node *pattern, Register value, BindingMode mode) {
  compiler_check_stack(b->compiler);
  if (pattern->kind == NODE_ARRAY_PATTERN)
    compile_array_pattern(b, as_array_pattern(pattern), value, mode);
  else compile_object_pattern(b, as_object_pattern(pattern), value, mode);
}

/* --- declarators --- */

static void declare_identifier(CodeBuilder *b, AssignNode *node) {
  unsigned mark = b->next;
  IdentifierNode *id = as_identifier(node->target);
  Register r;
  if (binding_register(b, id, BIND_INITIALISE, &r)) {
    if (node->value) compile_named(b, node->value, name_hint(id->name), r);
    else emit_undefined(b, r);
    return;
  }
  if (id->number & REFERENCE_DYNAMIC) { /* the place is found before the value */
    Reference reference;
    reference_open(b, &reference, node->target, node->value, false);
    r = temporary(b);
    compile_named(b, node->value, name_hint(id->name), r);
    reference_write(b, &reference, r);
  } else {
    if (!node->value || !variable_operand(b, node->value, NULL, &r)) {
      r = temporary(b);
      if (node->value) compile_named(b, node->value, name_hint(id->name), r);
      else emit_undefined(b, r);
    }
    bind_identifier(b, id, r, BIND_INITIALISE);
  }
  release(b, mark);
}

static void declare_using(CodeBuilder *b, AssignNode *node, bool is_async) {
  unsigned mark = b->next;
  IdentifierNode *id = as_identifier(node->target);
  Register value = temporary(b);
  compile_named(b, node->value, name_hint(id->name), value);
  at_node(b, node->value);
  emit(b, OPCODE_ADD_DISPOSABLE, b->capability, value, is_async);
  bind_identifier(b, id, value, BIND_INITIALISE);
  release(b, mark);
}

void compile_declarator(CodeBuilder *b, AssignNode *node, DeclarationKind kind) {
  if (!node->value && kind == DECLARE_VAR) return;
  if (kind == DECLARE_USING || kind == DECLARE_AWAIT_USING) {
    declare_using(b, node, kind == DECLARE_AWAIT_USING);
    return;
  }
  if (node->target->kind == NODE_IDENTIFIER) {
    declare_identifier(b, node);
    return;
  }
  unsigned mark = b->next;
  Register value = compile_operand(b, node->value);
  b->pattern_source = node->value;
  compile_pattern(b, node->target, value, BIND_INITIALISE);
  release(b, mark);
}
