/* SPDX-License-Identifier: MIT */
/* name_hint.c: names of anonymous functions and classes. #sec-runtime-semantics-namedevaluation */
#include "compile/generate.h"

static String *prefixed(CodeBuilder *b, const char *prefix, Name *name) {
  bool space = prefix[strlen(prefix) - 1] != '#';
  size_t length = strlen(prefix) + space + name->length;
  char *text = compiler_allocate(b->compiler, length + 1);
  size_t n = strlen(prefix);
  memcpy(text, prefix, n);
  if (space) text[n++] = ' ';
  memcpy(text + n, name->bytes, name->length);
  String *string = string_intern_utf8(b->vm, text, length);
  if (!string) compiler_fail(b->compiler);
  return string;
}

String *hint_string(CodeBuilder *b, NameHint hint) {
  if (!hint.name) return NULL;
  return hint.prefix ? prefixed(b, hint.prefix, hint.name) : compiler_name(b->compiler, hint.name);
}

void compile_named(CodeBuilder *b, Node *node, NameHint hint, Register destination) {
  if (!node_is_anonymous_function_definition(node)) {
    compile_expression(b, node, destination);
    return;
  }
  unsigned mark = b->next;
  if (node->kind == NODE_CLASS) compile_class(b, as_class(node), hint, destination);
  else compile_closure(b, as_function(node), hint, NO_REGISTER, destination);
  release(b, mark);
}
