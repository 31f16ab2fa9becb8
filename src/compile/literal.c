/* SPDX-License-Identifier: MIT */
/* literal.c: array, object, template, regular expression and BigInt literals; property keys. */
#include "base/number.h"
#include "compile/generate.h"
#include "value/bigint.h"

/* --- arrays --- */

static void push_item(CodeBuilder *b, Node *item, Register array) {
  unsigned mark = b->next;
  if (item->kind == NODE_SPREAD) {
    Register r = compile_operand(b, as_spread(item)->operand);
    at_call(b, as_spread(item)->operand->start, as_spread(item)->operand);
    emit(b, OPCODE_ARRAY_SPREAD, array, r, 0);
  } else if (item->kind == NODE_HOLE) {
    Register r = temporary(b);
    emit(b, OPCODE_LOAD_HOLE, r, 0, 0);
    emit(b, OPCODE_ARRAY_PUSH, array, r, 0);
  } else {
    emit(b, OPCODE_ARRAY_PUSH, array, compile_operand(b, item), 0);
  }
  release(b, mark);
}

void compile_array_items(CodeBuilder *b, NodeList items, uint32_t from, Register array) {
  for (uint32_t i = from; i < items.count; i++) push_item(b, items.items[i], array);
}

void compile_array(CodeBuilder *b, ListNode *node, Register destination) {
  unsigned mark = b->next;
  Register array = scratch(b, destination);
  at_node(b, &node->node);
  emit1(b, OPCODE_NEW_ARRAY, array, 0, 0, node->items.count);
  compile_array_items(b, node->items, 0, array);
  emit_move(b, destination, array);
  release(b, mark);
}

/* --- keys --- */

static Key name_key(CodeBuilder *b, Name *name) {
  uint32_t index;
  if (!name_is_index(name, &index))
    return (Key){.is_name = true, .constant = constant_name(b, name)};
  Key key = {.reg = temporary(b)};
  emit_number(b, key.reg, index);
  return key;
}

/* The property name that a number or BigInt literal means. */
static String *numeric_name(CodeBuilder *b, Node *key) {
  String *string;
  if (key->kind == NODE_NUMBER) {
    string = string_from_number(b->vm, as_number(key)->value);
  } else {
    const Name *digits = as_bigint(key)->value;
    BigInt *value = bigint_from_literal(b->vm, digits->bytes, digits->length);
    string = value ? bigint_to_string(b->vm, value, 10) : NULL;
  }
  string = string ? string_intern(b->vm, string) : NULL;
  if (!string) compiler_fail(b->compiler);
  return string;
}

static Key numeric_key(CodeBuilder *b, Node *node) {
  String *name = numeric_name(b, node);
  uint32_t index;
  if (!string_array_index(b->vm, name, &index))
    return (Key){.is_name = true, .constant = constant_cell(b, name)};
  Key key = {.reg = temporary(b)};
  emit_number(b, key.reg, index);
  return key;
}

Key compile_property_key(CodeBuilder *b, Node *key, bool computed) {
  if (!computed && key->kind == NODE_STRING) return name_key(b, as_string(key)->value);
  if (!computed) return numeric_key(b, key);
  if (key->kind == NODE_STRING) return name_key(b, as_string(key)->value);
  Key result = {.reg = temporary(b)};
  compile_expression(b, key, result.reg);
  double number;
  if (constant_number(key, &number)) return result;
  at_node(b, key);
  emit(b, OPCODE_TO_PROPERTY_KEY, result.reg, result.reg, 0);
  return result;
}

NameHint key_name_hint(CodeBuilder *b, Node *key, bool computed, Key k) {
  if (key->kind == NODE_STRING) return name_hint(as_string(key)->value);
  (void)computed;
  NameHint hint = key_hint(k.reg);
  if (k.is_name) {
    hint.key = temporary(b);
    emit1(b, OPCODE_LOAD_CONST, hint.key, 0, 0, k.constant);
  }
  return hint;
}

Register key_in_register(CodeBuilder *b, Key key) {
  if (!key.is_name) return key.reg;
  Register r = temporary(b);
  emit1(b, OPCODE_LOAD_CONST, r, 0, 0, key.constant);
  return r;
}

void emit_define(CodeBuilder *b, Register object, Key key, Register value, unsigned attributes) {
  if (key.is_name) emit_cached(b, OPCODE_DEFINE_PROPERTY, object, value, attributes, key.constant);
  else emit1(b, OPCODE_DEFINE_ELEMENT, object, key.reg, value, attributes);
}

/* --- objects --- */

static void define_accessor(CodeBuilder *b, PropertyNode *p, Key key, Register object) {
  bool getter = p->node.op == PROPERTY_GETTER;
  NameHint hint = key_name_hint(b, p->key, p->node.flags & NODE_COMPUTED, key);
  hint.prefix = getter ? "get" : "set";
  Register function = temporary(b), key_register = key_in_register(b, key);
  compile_closure(b, as_function(p->value), hint, object, function);
  emit1(b, getter ? OPCODE_DEFINE_GETTER : OPCODE_DEFINE_SETTER, object, key_register, function,
        PROPERTY_ENUMERABLE);
}

static void define_value(CodeBuilder *b, PropertyNode *p, Key key, Register object) {
  if (p->node.op == PROPERTY_METHOD) {
    NameHint hint = key_name_hint(b, p->key, p->node.flags & NODE_COMPUTED, key);
    Register function = temporary(b);
    compile_closure(b, as_function(p->value), hint, object, function);
    emit_define(b, object, key, function, PROPERTY_DEFAULT);
    return;
  }
  Register value;
  if (node_is_anonymous_function_definition(p->value)) {
    NameHint hint = key_name_hint(b, p->key, p->node.flags & NODE_COMPUTED, key);
    value = temporary(b);
    compile_named(b, p->value, hint, value);
  } else {
    value = compile_operand(b, p->value);
  }
  at_node(b, p->key);
  emit_define(b, object, key, value, PROPERTY_DEFAULT);
}

static void define_property(CodeBuilder *b, PropertyNode *p, Register object) {
  if (p->node.op == PROPERTY_PROTOTYPE) {
    emit(b, OPCODE_SET_LITERAL_PROTOTYPE, object, compile_operand(b, p->value), 0);
    return;
  }
  Key key = compile_property_key(b, p->key, p->node.flags & NODE_COMPUTED);
  if (p->node.op == PROPERTY_GETTER || p->node.op == PROPERTY_SETTER)
    define_accessor(b, p, key, object);
  else define_value(b, p, key, object);
}

static unsigned inline_properties(NodeList items) {
  unsigned count = 0;
  for (uint32_t i = 0; i < items.count; i++)
    if (items.items[i]->kind == NODE_PROPERTY) count++;
  return u32_min(count, OBJECT_INLINE_MAX);
}

void compile_properties(CodeBuilder *b, NodeList items, Register object) {
  emit(b, OPCODE_NEW_OBJECT, object, inline_properties(items), 0);
  for (uint32_t i = 0; i < items.count; i++) {
    unsigned inner = b->next;
    Node *item = items.items[i];
    if (item->kind == NODE_SPREAD)
      emit(b, OPCODE_COPY_DATA_PROPERTIES, object, compile_operand(b, as_spread(item)->operand), 0);
    else define_property(b, as_property(item), object);
    release(b, inner);
  }
}

void compile_object(CodeBuilder *b, ListNode *node, Register destination) {
  unsigned mark = b->next;
  Register object = scratch(b, destination);
  at_node(b, &node->node);
  compile_properties(b, node->items, object);
  emit_move(b, destination, object);
  release(b, mark);
}

/* --- templates --- */

#define TEMPLATE_PIECES 16u /* joined at once */

/* A piece of a template: string part, or expression converted to a string. */
static void template_piece(CodeBuilder *b, TemplateNode *node, uint32_t piece, Register r) {
  if (piece % 2 == 0) {
    emit1(b, OPCODE_LOAD_CONST, r, 0, 0,
          constant_cell(b, compiler_string(b->compiler, node->parts[piece / 2].cooked)));
    return;
  }
  unsigned mark = b->next;
  Node *expression = node->expressions.items[piece / 2];
  Register value;
  if (!variable_operand(b, expression, NULL, &value)) {
    compile_expression(b, expression, r);
    value = r;
  }
  at_node(b, expression);
  emit(b, OPCODE_TO_STRING, r, value, 0);
  release(b, mark);
}

static bool is_empty_piece(const TemplateNode *node, uint32_t piece) {
  return piece % 2 == 0 && node->parts[piece / 2].cooked->length == 0;
}

void compile_template(CodeBuilder *b, TemplateNode *node, Register destination) {
  unsigned mark = b->next;
  uint32_t pieces = node->expressions.count * 2 + 1;
  Register base = temporary(b);
  b->next = base;
  unsigned count = 0;
  for (uint32_t i = 0; i < pieces; i++) {
    if (is_empty_piece(node, i) && pieces > 1) continue;
    if (count == TEMPLATE_PIECES) {
      emit(b, OPCODE_CONCAT, base, base, count);
      b->next = base + 1;
      count = 1;
    }
    template_piece(b, node, i, temporary(b));
    count++;
  }
  if (count == 1) emit_move(b, destination, base);
  else emit(b, OPCODE_CONCAT, destination, base, count);
  release(b, mark);
}

static Value part_value(CodeBuilder *b, Name *name) {
  return name ? value_string(compiler_string(b->compiler, name)) : value_undefined(b->vm);
}

uint32_t template_site(CodeBuilder *b, TemplateNode *node) {
  Vm *vm = b->vm;
  uint32_t count = node->expressions.count + 1;
  Slots *cooked = slots_new(vm, CELL_SLOTS, count), *raw = slots_new(vm, CELL_SLOTS, count);
  Slots *site = slots_new(vm, CELL_INTERNAL, TEMPLATE_FIELDS);
  if (!cooked || !raw || !site) compiler_fail(b->compiler);
  for (uint32_t i = 0; i < count; i++) {
    slot_store(vm, cooked, &cooked->items[i], part_value(b, node->parts[i].cooked));
    slot_store(vm, raw, &raw->items[i], part_value(b, node->parts[i].raw));
  }
  slot_store(vm, site, &site->items[TEMPLATE_COOKED], value_cell(cooked));
  slot_store(vm, site, &site->items[TEMPLATE_RAW], value_cell(raw));
  slot_store(vm, site, &site->items[TEMPLATE_OBJECT], value_undefined(vm));
  return constant_cell(b, site);
}

/* --- others --- */

void compile_regexp(CodeBuilder *b, RegExpNode *node, Register destination) {
  Compiler *c = b->compiler;
  at_node(b, &node->node);
  Slots *literal = slots_new(b->vm, CELL_INTERNAL, LITERAL_FIELDS);
  if (!literal) compiler_fail(c);
  slot_store_cell(b->vm, literal, &literal->items[LITERAL_PATTERN],
                  compiler_string(c, node->pattern));
  slot_store_cell(b->vm, literal, &literal->items[LITERAL_FLAGS], compiler_name(c, node->flags));
  emit1(b, OPCODE_NEW_REGEXP, destination, 0, 0, constant_cell(b, literal));
}

void compile_bigint(CodeBuilder *b, StringNode *node, Register destination) {
  BigInt *value = bigint_from_literal(b->vm, node->value->bytes, node->value->length);
  if (!value) compiler_fail(b->compiler);
  emit1(b, OPCODE_LOAD_CONST, destination, 0, 0, constant_cell(b, value));
}
