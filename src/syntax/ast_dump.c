/* SPDX-License-Identifier: MIT */
/* ast_dump.c: prints nodes and scopes.
 *
 * One walk serves both forms: a Dump says whether each node gets its line and positions, or all
 * stand on one line. */
#include "syntax/ast_dump.h"

typedef struct Dump {
  Buffer *out;
  uint32_t indent;
  bool brief;
} Dump;

static void dump(const Dump *to, const Node *node);

/* --------------------------------------------------------------------- names of things */

/* The name of a kind of node, as in dumps: "BINARY". */
static const char *node_kind_name(NodeKind kind) {
  switch (kind) {
#define NODE(KIND, accessor, Struct) \
  case NODE_##KIND: return #KIND;
#include "syntax/ast.def"
#undef NODE
    default: return "NONE";
  }
}

/* The text of an operator: "+=" is "+" here. */
static const char *operator_text(Operator op) {
  static const char *const texts[OP_COUNT] = {
      [OP_NONE] = "",
      [OP_ADD] = "+",
      [OP_SUBTRACT] = "-",
      [OP_MULTIPLY] = "*",
      [OP_DIVIDE] = "/",
      [OP_REMAINDER] = "%",
      [OP_POWER] = "**",
      [OP_SHIFT_LEFT] = "<<",
      [OP_SHIFT_RIGHT] = ">>",
      [OP_SHIFT_RIGHT_UNSIGNED] = ">>>",
      [OP_BIT_AND] = "&",
      [OP_BIT_OR] = "|",
      [OP_BIT_XOR] = "^",
      [OP_AND] = "&&",
      [OP_OR] = "||",
      [OP_NULLISH] = "??",
      [OP_EQUAL] = "==",
      [OP_NOT_EQUAL] = "!=",
      [OP_STRICT_EQUAL] = "===",
      [OP_STRICT_NOT_EQUAL] = "!==",
      [OP_LESS] = "<",
      [OP_LESS_EQUAL] = "<=",
      [OP_GREATER] = ">",
      [OP_GREATER_EQUAL] = ">=",
      [OP_IN] = "in",
      [OP_INSTANCEOF] = "instanceof",
      [OP_DELETE] = "delete",
      [OP_VOID] = "void",
      [OP_TYPEOF] = "typeof",
      [OP_PLUS] = "+",
      [OP_MINUS] = "-",
      [OP_BIT_NOT] = "~",
      [OP_NOT] = "!",
      [OP_INCREMENT] = "++",
      [OP_DECREMENT] = "--",
  };
  return texts[op];
}

static const char *declaration_kind_name(DeclarationKind kind) {
  static const char *const names[] = {"var",         "let",           "const",     "using",
                                      "await using", "function",      "class",     "parameter",
                                      "catch",       "catch pattern", "import",    "function name",
                                      "class name",  "enum",          "namespace", "import equals"};
  return names[kind];
}

static const char *scope_kind_name(ScopeKind kind) {
  static const char *const names[] = {"script", "module",    "eval",  "function name", "function",
                                      "body",   "namespace", "block", "for",           "for head",
                                      "catch",  "class",     "with",  "enum"};
  return names[kind];
}

static const char *property_kind_name(PropertyKind kind) {
  static const char *const names[] = {"", "method", "get", "set", "prototype"};
  return names[kind];
}

static const char *element_kind_name(ClassElementKind kind) {
  static const char *const names[] = {"method", "get", "set", "field", "accessor", "block"};
  return names[kind];
}

static const char *function_kind_name(FunctionKind kind) {
  static const char *const names[] = {
      "",       "arrow",        "method", "getter", "setter", "constructor", "derived-constructor",
      "fields", "static-block", "script", "module", "eval"};
  return names[kind];
}

/* ------------------------------------------------------------------------------ pieces */

static void put(const Dump *to, const char *text) {
  if (!*text) return;
  buffer_append_char(to->out, ' ');
  buffer_append_string(to->out, text);
}

static void put_quoted(const Dump *to, const Name *name) {
  buffer_append_char(to->out, ' ');
  if (!name) return buffer_append_string(to->out, "undefined");
  buffer_append_char(to->out, '"');
  for (uint32_t i = 0; i < name->length; i++) {
    char c = name->bytes[i];
    if (c == '"' || c == '\\') buffer_append_char(to->out, '\\');
    if (c == '\n') buffer_append_string(to->out, "\\n");
    else buffer_append_char(to->out, c);
  }
  buffer_append_char(to->out, '"');
}

static void put_name(const Dump *to, const Name *name) { put(to, name ? name->bytes : "-"); }

static void put_flag(const Dump *to, const Node *node, uint32_t flag, const char *text) {
  if (node->flags & flag) put(to, text);
}

static void child(const Dump *to, const Node *node) {
  if (to->brief) {
    buffer_append_char(to->out, ' ');
    dump(to, node);
    return;
  }
  Dump inner = {to->out, to->indent + 1, false};
  buffer_append_char(to->out, '\n');
  buffer_append_repeated(to->out, ' ', (size_t)inner.indent * 2);
  dump(&inner, node);
}

static void children(const Dump *to, NodeList list) {
  for (uint32_t i = 0; i < list.count; i++) child(to, list.items[i]);
}

/* ---------------------------------------------------------------------------- payloads */

static void put_function(const Dump *to, const FunctionNode *function) {
  put(to, function_kind_name((FunctionKind)function->function_kind));
  if (function->flags & FUNCTION_ASYNC) put(to, "async");
  if (function->flags & FUNCTION_GENERATOR) put(to, "*");
  if (function->name) put_name(to, function->name);
  buffer_append_string(to->out, " (parameters");
  children(to, function->parameters);
  buffer_append_string(to->out, ")");
  children(to, function->body);
}

static void put_class(const Dump *to, const ClassNode *class) {
  if (class->name) put_name(to, class->name);
  children(to, class->decorators);
  if (class->heritage) child(to, class->heritage);
  if (class->constructor) child(to, &class->constructor->node);
  children(to, class->elements);
}

static void put_template(const Dump *to, const TemplateNode *template) {
  for (uint32_t i = 0; i <= template->expressions.count; i++) {
    put_quoted(to, template->parts[i].cooked);
    if (i < template->expressions.count) child(to, template->expressions.items[i]);
  }
}

static void put_assign(const Dump *to, const AssignNode *node) {
  if (node->node.kind == NODE_ASSIGN && node->node.op)
    put(to, operator_text((Operator)node->node.op));
  child(to, node->target);
  if (node->value) child(to, node->value);
}

static void put_member(const Dump *to, const MemberNode *node) {
  put_flag(to, &node->node, NODE_OPTIONAL, "?.");
  if (node->object) child(to, node->object);
  put_name(to, node->name);
}

static void put_index(const Dump *to, const IndexNode *node) {
  put_flag(to, &node->node, NODE_OPTIONAL, "?.");
  if (node->object) child(to, node->object);
  child(to, node->index);
}

static void put_call(const Dump *to, const CallNode *node) {
  put_flag(to, &node->node, NODE_OPTIONAL, "?.");
  put_flag(to, &node->node, NODE_DIRECT_EVAL, "eval");
  if (node->callee) child(to, node->callee);
  children(to, node->arguments);
}

static void put_for_in(const Dump *to, const ForInNode *node) {
  put_flag(to, &node->node, NODE_FOR_AWAIT, "await");
  child(to, node->left);
  child(to, node->right);
  child(to, node->body);
}

static void put_try(const Dump *to, const TryNode *node) {
  child(to, &node->block->node);
  if (node->handler) {
    child(to, node->parameter);
    child(to, &node->handler->node);
  }
  if (node->finalizer) child(to, &node->finalizer->node);
}

static void put_unary(const Dump *to, const UnaryNode *node) {
  if (node->node.kind == NODE_UNARY || node->node.kind == NODE_UPDATE)
    put(to, operator_text((Operator)node->node.op));
  if (node->node.kind == NODE_UPDATE) put_flag(to, &node->node, NODE_PREFIX, "prefix");
  if (node->node.kind == NODE_YIELD) put_flag(to, &node->node, NODE_DELEGATE, "*");
  if (node->operand) child(to, node->operand);
}

static void put_property(const Dump *to, const PropertyNode *node) {
  put(to, property_kind_name((PropertyKind)node->node.op));
  put_flag(to, &node->node, NODE_COMPUTED, "computed");
  child(to, node->key);
  child(to, node->value);
}

static void put_element(const Dump *to, const ClassElementNode *node) {
  put_flag(to, &node->node, NODE_STATIC, "static");
  put(to, element_kind_name((ClassElementKind)node->node.op));
  put_flag(to, &node->node, NODE_COMPUTED, "computed");
  children(to, node->decorators);
  if (node->key) child(to, node->key);
  if (node->value) child(to, node->value);
}

static void put_optional(const Dump *to, const Node *node) { child(to, node); }

/* ---------------------------------------------------------------------------- the walk */

static void put_expression_payload(const Dump *to, const Node *node) {
  switch (node->kind) {
    case NODE_IDENTIFIER:
      put_name(to, as_identifier(node)->name);
      put_flag(to, node, NODE_PARAMETER_PROPERTY, "property");
      break;
    case NODE_PRIVATE_NAME: put_name(to, as_private_name(node)->name); break;
    case NODE_NUMBER:
      buffer_append_char(to->out, ' ');
      buffer_append_double(to->out, as_number(node)->value);
      break;
    case NODE_STRING: put_quoted(to, ((const StringNode *)node)->value); break;
    case NODE_BIGINT: put_name(to, ((const StringNode *)node)->value); break;
    case NODE_REGEXP:
      put_quoted(to, as_regexp(node)->pattern);
      put_name(to, as_regexp(node)->flags);
      break;
    case NODE_TEMPLATE: put_template(to, as_template(node)); break;
    case NODE_TAGGED_TEMPLATE:
      child(to, as_tagged_template(node)->tag);
      child(to, &as_tagged_template(node)->template->node);
      break;
    case NODE_ARRAY:
    case NODE_OBJECT:
    case NODE_SEQUENCE:
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN: children(to, ((const ListNode *)node)->items); break;
    case NODE_PROPERTY: put_property(to, as_property(node)); break;
    case NODE_FUNCTION: put_function(to, as_function(node)); break;
    case NODE_CLASS: put_class(to, as_class(node)); break;
    case NODE_CLASS_ELEMENT: put_element(to, as_class_element(node)); break;
    case NODE_SPREAD:
    case NODE_REST:
    case NODE_UNARY:
    case NODE_UPDATE:
    case NODE_OPTIONAL_CHAIN:
    case NODE_YIELD:
    case NODE_AWAIT: put_unary(to, (const UnaryNode *)node); break;
    case NODE_BINARY:
    case NODE_LOGICAL:
      put(to, operator_text((Operator)node->op));
      child(to, ((const BinaryNode *)node)->left);
      child(to, ((const BinaryNode *)node)->right);
      break;
    case NODE_PRIVATE_IN:
      put_name(to, as_private_in(node)->name);
      child(to, as_private_in(node)->right);
      break;
    case NODE_ASSIGN:
    case NODE_PATTERN_DEFAULT:
    case NODE_DECLARATOR: put_assign(to, (const AssignNode *)node); break;
    case NODE_CONDITIONAL:
      child(to, as_conditional(node)->test);
      child(to, as_conditional(node)->consequent);
      child(to, as_conditional(node)->alternate);
      break;
    case NODE_CALL:
    case NODE_NEW:
    case NODE_SUPER_CALL: put_call(to, (const CallNode *)node); break;
    case NODE_IMPORT_CALL:
      child(to, as_import_call(node)->specifier);
      if (as_import_call(node)->options) child(to, as_import_call(node)->options);
      break;
    case NODE_MEMBER:
    case NODE_PRIVATE_MEMBER:
    case NODE_SUPER_MEMBER: put_member(to, (const MemberNode *)node); break;
    case NODE_INDEX:
    case NODE_SUPER_INDEX: put_index(to, (const IndexNode *)node); break;
    case NODE_JSX_ELEMENT:
      put_optional(to, as_jsx_element(node)->tag);
      children(to, as_jsx_element(node)->attributes);
      buffer_append_string(to->out, " |");
      children(to, as_jsx_element(node)->children);
      break;
    default: break;
  }
}

static void put_statement_payload(const Dump *to, const Node *node) {
  switch (node->kind) {
    case NODE_BLOCK: children(to, as_block(node)->statements); break;
    case NODE_EXPRESSION_STATEMENT:
    case NODE_RETURN:
    case NODE_THROW:
    case NODE_EXPORT_DECLARATION:
    case NODE_EXPORT_ASSIGN: put_unary(to, (const UnaryNode *)node); break;
    case NODE_VARIABLE:
      put(to, declaration_kind_name((DeclarationKind)node->op));
      children(to, as_variable(node)->declarators);
      break;
    case NODE_FUNCTION_DECLARATION:
      if (as_function_declaration(node)->annex_b) put(to, "hoisted");
      child(to, &as_function_declaration(node)->function->node);
      break;
    case NODE_CLASS_DECLARATION: child(to, &as_class_declaration(node)->class_node->node); break;
    case NODE_IF:
      child(to, as_if(node)->test);
      child(to, as_if(node)->consequent);
      if (as_if(node)->alternate) child(to, as_if(node)->alternate);
      break;
    case NODE_FOR:
      put_optional(to, as_for(node)->init);
      put_optional(to, as_for(node)->test);
      put_optional(to, as_for(node)->update);
      child(to, as_for(node)->body);
      break;
    case NODE_FOR_IN:
    case NODE_FOR_OF: put_for_in(to, (const ForInNode *)node); break;
    case NODE_WHILE:
    case NODE_DO_WHILE:
      child(to, ((const LoopNode *)node)->test);
      child(to, ((const LoopNode *)node)->body);
      break;
    case NODE_BREAK:
    case NODE_CONTINUE:
      if (((const JumpNode *)node)->label) put_name(to, ((const JumpNode *)node)->label);
      break;
    case NODE_TRY: put_try(to, as_try(node)); break;
    case NODE_SWITCH:
      child(to, as_switch(node)->discriminant);
      children(to, as_switch(node)->cases);
      break;
    case NODE_CASE:
      put_optional(to, as_case(node)->test);
      children(to, as_case(node)->statements);
      break;
    case NODE_LABELED:
      put_name(to, as_labeled(node)->label);
      child(to, as_labeled(node)->body);
      break;
    case NODE_WITH:
      child(to, as_with(node)->object);
      child(to, as_with(node)->body);
      break;
    case NODE_IMPORT: put_quoted(to, as_import(node)->specifier); break;
    case NODE_EXPORT_NAMED:
    case NODE_EXPORT_ALL:
      if (((const ExportNamedNode *)node)->specifier)
        put_quoted(to, ((const ExportNamedNode *)node)->specifier);
      break;
    case NODE_EXPORT_DEFAULT: child(to, as_export_default(node)->value); break;
    case NODE_ENUM:
      put_name(to, as_enum(node)->name);
      children(to, as_enum(node)->members);
      break;
    case NODE_ENUM_MEMBER:
      put_name(to, as_enum_member(node)->name);
      if (as_enum_member(node)->value) child(to, as_enum_member(node)->value);
      break;
    case NODE_NAMESPACE:
      put_name(to, as_namespace(node)->name);
      children(to, as_namespace(node)->function->body);
      break;
    case NODE_IMPORT_EQUALS:
      put_name(to, as_import_equals(node)->name);
      if (as_import_equals(node)->specifier) put_quoted(to, as_import_equals(node)->specifier);
      else child(to, as_import_equals(node)->entity);
      break;
    default: put_expression_payload(to, node);
  }
}

static void dump(const Dump *to, const Node *node) {
  if (!node) {
    buffer_append_char(to->out, '-');
    return;
  }
  buffer_append_char(to->out, '(');
  buffer_append_string(to->out, node_kind_name((NodeKind)node->kind));
  if (!to->brief) buffer_append_format(to->out, " [%u-%u]", node->start, node->end);
  if (!to->brief) put_flag(to, node, NODE_PARENTHESIZED, "parenthesized");
  put_statement_payload(to, node);
  buffer_append_char(to->out, ')');
}

/* ------------------------------------------------------------------------ entry points */

void ast_dump_node(Buffer *out, const Node *node, uint32_t indent) {
  Dump to = {out, indent, false};
  dump(&to, node);
}

void ast_dump_brief(Buffer *out, const Node *node) {
  Dump to = {out, 0, true};
  dump(&to, node);
}

static void dump_module(Buffer *out, const ModuleInfo *module) {
  for (uint32_t i = 0; i < module->request_count; i++)
    buffer_append_format(out, "request %u \"%s\"\n", i, module->requests[i].specifier->bytes);
  for (uint32_t i = 0; i < module->import_count; i++) {
    const ImportEntry *entry = &module->imports[i];
    buffer_append_format(out, "import %s from %u as %s\n",
                         entry->import_name ? entry->import_name->bytes : "*", entry->request,
                         entry->local_name->bytes);
  }
  for (uint32_t i = 0; i < module->local_export_count; i++)
    buffer_append_format(out, "export %s as %s\n", module->local_exports[i].local_name->bytes,
                         module->local_exports[i].export_name->bytes);
  for (uint32_t i = 0; i < module->indirect_export_count; i++) {
    const IndirectExport *entry = &module->indirect_exports[i];
    buffer_append_format(out, "export %s from %u as %s\n",
                         entry->import_name ? entry->import_name->bytes : "*", entry->request,
                         entry->export_name->bytes);
  }
  for (uint32_t i = 0; i < module->star_export_count; i++)
    buffer_append_format(out, "export * from %u\n", module->star_exports[i].request);
}

void ast_dump_program(Buffer *out, const Program *program) {
  const FunctionNode *function =
      program->dynamic_function ? program->dynamic_function : program->function;
  for (uint32_t i = 0; i < function->body.count; i++) {
    ast_dump_node(out, function->body.items[i], 0);
    buffer_append_char(out, '\n');
  }
  if (program->module) dump_module(out, program->module);
}

void ast_dump_scope(Buffer *out, const Scope *scope, uint32_t indent) {
  buffer_append_repeated(out, ' ', (size_t)indent * 2);
  buffer_append_string(out, scope_kind_name((ScopeKind)scope->kind));
  if (scope->flags & SCOPE_STRICT) buffer_append_string(out, " strict");
  if (scope->flags & SCOPE_CONTAINS_EVAL) buffer_append_string(out, " eval");
  if (scope->flags & SCOPE_INSIDE_WITH) buffer_append_string(out, " with");
  for (const Declaration *each = scope->first; each; each = each->next) {
    buffer_append_format(out, "%s %s %s", each == scope->first ? ":" : ",",
                         declaration_kind_name((DeclarationKind)each->kind), each->name->bytes);
    if (each->function) buffer_append_string(out, "()");
    if (each->flags & DECLARATION_ANNEX_B) buffer_append_string(out, " hoisted");
    if (each->flags & DECLARATION_TYPE_ONLY) buffer_append_string(out, " type");
  }
  for (const PrivateDeclaration *each = scope->private_names; each; each = each->next)
    buffer_append_format(out, " #%s", each->name->bytes);
  buffer_append_char(out, '\n');
  for (const Scope *inner = scope->first_child; inner; inner = inner->next_sibling)
    ast_dump_scope(out, inner, indent + 1);
}
