/* SPDX-License-Identifier: MIT */
/* jsx.c: JSX elements to calls.
 *
 * The classic runtime: factory(tag, properties or null, ...children). The factory is
 * React.createElement, the tag of a fragment React.Fragment, unless the comments @jsx and @jsxFrag
 * name others.
 *
 * The automatic runtime, which @jsxRuntime and @jsxImportSource ask for: jsx(tag, properties, key),
 * where children are a property; jsxs where they are an array that was written as one. The parser
 * has added imports of these functions to modules; others require them where they are used. */
#include "compile/generate.h"

/* The value of a dotted name. `window`: it is called with what is before the last dot as this. */
static void load_dotted(CodeBuilder *b, const char *text, Register r, bool window) {
  size_t length = strcspn(text, ".");
  Place place = text_place(b, text, length);
  place_load(b, &place, r);
  if (window) emit_undefined(b, r + 1);
  while (text[length] == '.') {
    text += length + 1;
    length = strcspn(text, ".");
    char *name = compiler_allocate(b->compiler, length + 1);
    memcpy(name, text, length);
    if (window) emit_cached(b, OPCODE_GET_METHOD, r, r, 0, constant_ascii(b, name));
    else emit_cached(b, OPCODE_GET_PROPERTY, r, r, 0, constant_ascii(b, name));
  }
}

/* What the automatic runtime exports, by the name it has in modules. */
static void load_from_runtime(CodeBuilder *b, const char *name, Register r) {
  const Program *program = b->compiler->program;
  if (program->module) {
    load_dotted(b, name, r, false);
    return;
  }
  unsigned mark = b->next;
  Register window = temporaries(b, FRAME_HEADER);
  bool is_element = strcmp(name, JSX_CREATE_ELEMENT_NAME) == 0;
  load_dotted(b, "require", window, true);
  Name *specifier = is_element ? program->jsx.import_source : program->jsx.runtime_source;
  emit_value(b, temporary(b), value_string(compiler_name(b->compiler, specifier)));
  emit_call(b, window, 1);
  emit_cached(b, OPCODE_GET_PROPERTY, r, window, 0,
              constant_ascii(b, name + strlen(JSX_NAME_PREFIX)));
  release(b, mark);
}

static void compile_tag(CodeBuilder *b, JsxNode *node, Register destination) {
  const JsxPragmas *jsx = &b->compiler->program->jsx;
  if (node->tag) compile_expression(b, node->tag, destination);
  else if (jsx->is_automatic) load_from_runtime(b, JSX_FRAGMENT_NAME, destination);
  else load_dotted(b, jsx->fragment ? jsx->fragment->bytes : "React.Fragment", destination, false);
}

static void compile_attributes(CodeBuilder *b, JsxNode *node, Register destination) {
  if (node->attributes.count) compile_properties(b, node->attributes, destination);
  else emit(b, OPCODE_LOAD_NULL, destination, 0, 0);
}

static bool wants_array(const JsxNode *node) {
  if (node->children.count > ARGUMENT_LIMIT) return true;
  for (uint32_t i = 0; i < node->children.count; i++)
    if (node->children.items[i]->kind == NODE_SPREAD) return true;
  return false;
}

static void compile_in_array(CodeBuilder *b, JsxNode *node, Register window) {
  Register array = window + FRAME_HEADER, item = temporaries(b, 2) + 1;
  emit1(b, OPCODE_NEW_ARRAY, array, 0, 0, node->children.count + 2);
  compile_tag(b, node, item);
  emit(b, OPCODE_ARRAY_PUSH, array, item, 0);
  compile_attributes(b, node, item);
  emit(b, OPCODE_ARRAY_PUSH, array, item, 0);
  compile_array_items(b, node->children, 0, array);
  at_node(b, &node->node);
  emit(b, OPCODE_CALL_SPREAD, window, 0, 0);
}

static void compile_in_window(CodeBuilder *b, JsxNode *node, Register window) {
  compile_tag(b, node, temporary(b));
  compile_attributes(b, node, temporary(b));
  for (uint32_t i = 0; i < node->children.count; i++)
    compile_expression(b, node->children.items[i], temporary(b));
  at_node(b, &node->node);
  emit_call(b, window, node->children.count + 2);
}

/* --- the automatic runtime --- */

/* The attributes but for the key, which is given apart. */
static NodeList without_key(CodeBuilder *b, const JsxNode *node, Node **key) {
  NodeList list = {
      .items = compiler_allocate(b->compiler, (node->attributes.count + 1) * sizeof(Node *))};
  *key = NULL;
  for (uint32_t i = 0; i < node->attributes.count; i++) {
    Node *attribute = node->attributes.items[i];
    if (jsx_is_key(attribute)) *key = as_property(attribute)->value;
    else list.items[list.count++] = attribute;
  }
  return list;
}

static void define_children(CodeBuilder *b, JsxNode *node, Register properties) {
  if (!node->children.count) return;
  unsigned mark = b->next;
  Register value = temporary(b);
  if (node->needs == JSX_NEEDS_JSXS) {
    emit1(b, OPCODE_NEW_ARRAY, value, 0, 0, node->children.count);
    compile_array_items(b, node->children, 0, value);
  } else {
    compile_expression(b, node->children.items[0], value);
  }
  Key key = {.is_name = true, .constant = constant_ascii(b, "children")};
  emit_define(b, properties, key, value, PROPERTY_DEFAULT);
  release(b, mark);
}

static void compile_automatic(CodeBuilder *b, JsxNode *node, Register window) {
  Node *key;
  NodeList attributes = without_key(b, node, &key);
  compile_tag(b, node, temporary(b));
  Register properties = temporary(b);
  compile_properties(b, attributes, properties);
  define_children(b, node, properties);
  if (key) compile_expression(b, key, temporary(b));
  at_node(b, &node->node);
  emit_call(b, window, key ? 3 : 2);
}

/* --- elements --- */

static void load_function(CodeBuilder *b, const JsxNode *node, Register window) {
  const JsxPragmas *jsx = &b->compiler->program->jsx;
  if (jsx->is_automatic) {
    load_from_runtime(b, jsx_function_name(node), window);
    emit_undefined(b, window + 1);
  } else {
    load_dotted(b, jsx->factory ? jsx->factory->bytes : "React.createElement", window, true);
  }
}

void compile_jsx(CodeBuilder *b, JsxNode *node, Register destination) {
  const JsxPragmas *jsx = &b->compiler->program->jsx;
  unsigned mark = b->next;
  Register window = temporaries(b, FRAME_HEADER);
  at_node(b, &node->node);
  load_function(b, node, window);
  if (jsx->is_automatic && node->needs != JSX_NEEDS_CREATE_ELEMENT)
    compile_automatic(b, node, window);
  else if (wants_array(node)) compile_in_array(b, node, window);
  else compile_in_window(b, node, window);
  emit_move(b, destination, window);
  release(b, mark);
}
