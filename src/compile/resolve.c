/* SPDX-License-Identifier: MIT */
/* resolve.c: the first pass: finds out what every name in the program means.
 *
 * One walk in source order (hoisted functions where their scope is entered). It fills in
 * IdentifierNode.declaration and .number, marks captured and assigned variables and uses that may
 * come too early. Invariant: Variable.initialised means that code at the place the walk has
 * reached, and closures made there, run after the initialisation. */
#include "compile/resolve.h"

void walk_statements(Compiler *c, NodeList list) {
  for (uint32_t i = 0; i < list.count; i++) walk_statement(c, list.items[i]);
}

/* --- statements --- */

static void walk_nested(Compiler *c, Node *node) {
  c->nesting++;
  walk_statement(c, node);
  c->nesting--;
}

/* A var statement that surely runs first of all makes `undefined` unnecessary. */
static void walk_declarator(Compiler *c, AssignNode *d, DeclarationKind kind) {
  if (d->value) walk_expression(c, d->value);
  else if (kind == DECLARE_VAR) return;
  walk_target(c, d->target);
}

static void walk_variable(Compiler *c, VariableNode *node) {
  for (uint32_t i = 0; i < node->declarators.count; i++)
    walk_declarator(c, as_declarator(node->declarators.items[i]), (DeclarationKind)node->node.op);
}

static void walk_if(Compiler *c, Node *node) {
  while (node && node->kind == NODE_IF) {
    IfNode *n = as_if(node);
    walk_expression(c, n->test);
    walk_nested(c, n->consequent);
    node = n->alternate;
  }
  if (node) walk_nested(c, node);
}

static void walk_for(Compiler *c, ForNode *node) {
  Scope *before = resolve_enter_scope(c, node->scope);
  if (node->init) {
    if (node->init->kind == NODE_VARIABLE) walk_variable(c, as_variable(node->init));
    else walk_expression(c, node->init);
  }
  c->nesting++;
  walk_optional(c, node->test);
  walk_statement(c, node->body);
  walk_optional(c, node->update);
  c->nesting--;
  resolve_leave_scope(c, before);
}

static void walk_for_in_left(Compiler *c, Node *left) {
  if (left->kind == NODE_VARIABLE)
    walk_target(c, as_declarator(as_variable(left)->declarators.items[0])->target);
  else walk_target(c, left);
}

static void walk_for_in(Compiler *c, ForInNode *node) {
  if (node->left->kind == NODE_VARIABLE) {
    AssignNode *d = as_declarator(as_variable(node->left)->declarators.items[0]);
    if (d->value) { /* Annex B: for (var i = 0 in o) */
      walk_expression(c, d->value);
      walk_target(c, d->target);
    }
  }
  Scope *before = resolve_enter_scope(c, node->head_scope);
  walk_expression(c, node->right);
  resolve_leave_scope(c, before);
  before = resolve_enter_scope(c, node->scope);
  c->nesting++;
  walk_for_in_left(c, node->left);
  walk_statement(c, node->body);
  c->nesting--;
  resolve_leave_scope(c, before);
}

static void walk_try(Compiler *c, TryNode *node) {
  walk_nested(c, &node->block->node);
  if (node->handler) {
    Scope *before = resolve_enter_scope(c, node->catch_scope);
    if (node->parameter) walk_target(c, node->parameter);
    walk_nested(c, &node->handler->node);
    resolve_leave_scope(c, before);
  }
  if (node->finalizer) walk_nested(c, &node->finalizer->node);
}

static void forget_initialised(Compiler *c, Scope *scope) {
  for (Declaration *d = scope ? scope->first : NULL; d; d = d->next)
    if (declaration_has_dead_zone(d)) declaration_variable(c, d)->initialised = false;
}

static void walk_switch(Compiler *c, SwitchNode *node) {
  walk_expression(c, node->discriminant);
  Scope *before = resolve_enter_scope(c, node->scope);
  c->nesting++;
  for (uint32_t i = 0; i < node->cases.count; i++) {
    CaseNode *n = as_case(node->cases.items[i]);
    forget_initialised(c, node->scope);
    walk_optional(c, n->test);
    walk_statements(c, n->statements);
  }
  c->nesting--;
  resolve_leave_scope(c, before);
}

static void walk_with(Compiler *c, WithNode *node) {
  walk_expression(c, node->object);
  Scope *before = resolve_enter_scope(c, node->scope);
  scope_data(c, node->scope)->has_environment = true;
  resolve_use_everything(c);
  walk_nested(c, node->body);
  resolve_leave_scope(c, before);
}

static void walk_function_declaration(Compiler *c, FunctionDeclarationNode *node) {
  if (!node->annex_b) return;
  Variable *var = declaration_variable(c, node->annex_b);
  var->assigned = true;
  var->needs_check = true;
}

static void walk_class_declaration(Compiler *c, ClassDeclarationNode *node) {
  walk_class(c, node->class_node);
  if (node->declaration) resolve_initialise(c, node->declaration);
}

static void walk_export_default(Compiler *c, ExportDefaultNode *node) {
  Node *value = node->value;
  if (value->kind == NODE_CLASS_DECLARATION) walk_class(c, as_class_declaration(value)->class_node);
  else if (value->kind != NODE_FUNCTION_DECLARATION) walk_expression(c, value);
  resolve_initialise(c, node->declaration);
}

static void walk_enum(Compiler *c, EnumNode *node) {
  Variable *v = declaration_variable(c, node->declaration);
  v->assigned = true;
  v->needs_check = true;
  Scope *before = resolve_enter_scope(c, node->scope);
  if (node->scope->self) (void)declaration_variable(c, node->scope->self);
  for (uint32_t i = 0; i < node->members.count; i++)
    walk_optional(c, as_enum_member(node->members.items[i])->value);
  resolve_leave_scope(c, before);
}

/* The object of the namespace that a statement is directly in. */
static void use_namespace_object(Compiler *c) {
  Scope *scope = c->function->body_scope;
  if (scope && scope->kind == SCOPE_NAMESPACE && scope->self)
    variable_use(c, declaration_variable(c, scope->self), c->function);
}

static void walk_namespace(Compiler *c, NamespaceNode *node) {
  Variable *v = declaration_variable(c, node->declaration);
  v->assigned = true;
  v->needs_check = true;
  Scope *self_scope = node->function->body_scope;
  if (self_scope->self) (void)declaration_variable(c, self_scope->self);
  walk_function(c, node->function);
}

/* `require` and `module` as a CommonJS module sees them. */
static void use_commonjs(Compiler *c, const char *text) {
  Declaration *d = find_by_text(c->scope, text, strlen(text));
  Name *name = compiler_make_name(c, text);
  Variable *wrapper = d ? NULL : commonjs_variable(c, name);
  if (d) variable_use(c, declaration_variable(c, d), c->function);
  if (wrapper) variable_use(c, wrapper, c->function);
}

static void walk_import_equals(Compiler *c, ImportEqualsNode *node) {
  if (node->specifier) use_commonjs(c, "require");
  walk_optional(c, node->entity);
  if (node->declaration) resolve_initialise(c, node->declaration);
}

static void walk_exported(Compiler *c, Node *node) {
  if (node->flags & NODE_EXPORTED) use_namespace_object(c);
}

void walk_statement(Compiler *c, Node *node) {
  compiler_check_stack(c);
  walk_exported(c, node);
  switch ((NodeKind)node->kind) {
    case NODE_BLOCK: {
      Scope *before = resolve_enter_scope(c, as_block(node)->scope);
      walk_statements(c, as_block(node)->statements);
      resolve_leave_scope(c, before);
      return;
    }
    case NODE_EXPRESSION_STATEMENT:
      walk_expression(c, as_expression_statement(node)->operand);
      return;
    case NODE_VARIABLE: walk_variable(c, as_variable(node)); return;
    case NODE_FUNCTION_DECLARATION:
      walk_function_declaration(c, as_function_declaration(node));
      return;
    case NODE_CLASS_DECLARATION: walk_class_declaration(c, as_class_declaration(node)); return;
    case NODE_IF: walk_if(c, node); return;
    case NODE_FOR: walk_for(c, as_for(node)); return;
    case NODE_FOR_IN: walk_for_in(c, as_for_in(node)); return;
    case NODE_FOR_OF: walk_for_in(c, as_for_of(node)); return;
    case NODE_WHILE:
      walk_expression(c, as_while(node)->test);
      walk_nested(c, as_while(node)->body);
      return;
    case NODE_DO_WHILE:
      walk_nested(c, as_do_while(node)->body);
      walk_expression(c, as_do_while(node)->test);
      return;
    case NODE_RETURN: walk_optional(c, as_return(node)->operand); return;
    case NODE_THROW: walk_expression(c, as_throw(node)->operand); return;
    case NODE_TRY: walk_try(c, as_try(node)); return;
    case NODE_SWITCH: walk_switch(c, as_switch(node)); return;
    case NODE_LABELED: walk_nested(c, as_labeled(node)->body); return;
    case NODE_WITH: walk_with(c, as_with(node)); return;
    case NODE_EXPORT_DECLARATION: walk_statement(c, as_export_declaration(node)->operand); return;
    case NODE_EXPORT_DEFAULT: walk_export_default(c, as_export_default(node)); return;
    case NODE_ENUM: walk_enum(c, as_enum(node)); return;
    case NODE_NAMESPACE: walk_namespace(c, as_namespace(node)); return;
    case NODE_IMPORT_EQUALS: walk_import_equals(c, as_import_equals(node)); return;
    case NODE_EXPORT_ASSIGN:
      use_commonjs(c, "module");
      walk_expression(c, as_export_assign(node)->operand);
      return;
    default: return; /* empty, debugger, break, continue, import, export names */
  }
}

/* --- program --- */

/* What other modules see, and functions, which the declarations' code makes. */
static void capture_module_variables(Compiler *c) {
  const ModuleInfo *module = c->program->module;
  Scope *scope = c->script->scope;
  scope_data(c, scope)->has_environment = true;
  for (Declaration *d = scope->first; d; d = d->next)
    if (d->function || d->kind == DECLARE_IMPORT || (d->flags & DECLARATION_EXPORTED))
      declaration_variable(c, d)->captured = true;
  for (uint32_t i = 0; module && i < module->local_export_count; i++)
    if (module->local_exports[i].declaration)
      declaration_variable(c, module->local_exports[i].declaration)->captured = true;
}

void compiler_resolve(Compiler *c) {
  c->scope = NULL;
  c->function = NULL;
  c->nesting = 0;
  (void)function_data(c, c->script);
  if (c->program->goal == GOAL_MODULE) capture_module_variables(c);
  if (c->caller) function_data(c, c->script)->uses_outer = true;
  walk_function(c, c->script);
  if (!c->program->dynamic_function) return;
  /* It stands in the program's scope, but no declaration there leads to it. */
  c->scope = c->script->scope;
  c->function = c->script;
  walk_function(c, c->program->dynamic_function);
}
