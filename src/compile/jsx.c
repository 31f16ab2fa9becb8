/* SPDX-License-Identifier: MIT */
/* jsx.c: JSX elements to calls: factory(tag, properties or null, ...children).
 *
 * The factory is React.createElement, the tag of a fragment React.Fragment, unless the comments
 * @jsx and @jsxFrag name others. */
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

static void compile_tag(CodeBuilder *b, JsxNode *node, Register destination) {
  const JsxPragmas *jsx = &b->compiler->program->jsx;
  if (node->tag) compile_expression(b, node->tag, destination);
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

void compile_jsx(CodeBuilder *b, JsxNode *node, Register destination) {
  const JsxPragmas *jsx = &b->compiler->program->jsx;
  unsigned mark = b->next;
  Register window = temporaries(b, FRAME_HEADER);
  at_node(b, &node->node);
  load_dotted(b, jsx->factory ? jsx->factory->bytes : "React.createElement", window, true);
  if (wants_array(node)) compile_in_array(b, node, window);
  else compile_in_window(b, node, window);
  emit_move(b, destination, window);
  release(b, mark);
}
