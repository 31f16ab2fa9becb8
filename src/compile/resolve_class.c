/* SPDX-License-Identifier: MIT */
/* resolve_class.c: the first pass over classes: private names, what elements keep for later,
 * made-up functions. */
#include "compile/resolve.h"

/* --- classes --- */

static FunctionNode *make_function(Compiler *c, ClassNode *node, FunctionKind kind) {
  FunctionNode *f = COMPILER_NEW(c, FunctionNode);
  Scope *scope = COMPILER_NEW(c, Scope);
  f->node = (Node){.kind = NODE_FUNCTION, .start = node->node.start, .end = node->node.end};
  f->flags = FUNCTION_STRICT | FUNCTION_SIMPLE_PARAMETERS;
  f->function_kind = (uint8_t)kind;
  f->outer = c->function;
  f->scope = f->body_scope = scope;
  scope->kind = SCOPE_FUNCTION;
  scope->flags = SCOPE_STRICT;
  scope->parent = node->scope;
  scope->function = f;
  return f;
}

static FunctionNode *make_fields_function(Compiler *c, ClassNode *node) {
  return make_function(c, node, FUNCTION_FIELDS);
}

/* The constructor of a class that has none; a derived one passes its arguments on. */
static FunctionNode *make_constructor(Compiler *c, ClassNode *node) {
  return make_function(c, node,
                       node->heritage ? FUNCTION_CONSTRUCTOR_DERIVED : FUNCTION_CONSTRUCTOR_BASE);
}

static bool is_private(const ClassElementNode *e) {
  return e->key && e->key->kind == NODE_PRIVATE_NAME;
}
static bool is_method(const ClassElementNode *e) {
  return e->node.op == ELEMENT_METHOD || e->node.op == ELEMENT_GETTER ||
         e->node.op == ELEMENT_SETTER;
}
static bool is_static(const ClassElementNode *e) { return e->node.flags & NODE_STATIC; }

/* Private methods of a decorated class all wait for the decorators, static ones too. */
static bool is_given_later(const ClassNode *node, const ClassElementNode *e) {
  return is_private(e) && is_method(e) && (!is_static(e) || (node->flags & CLASS_HAS_DECORATORS));
}

static FunctionNode *fields_function(ClassNode *node, const ClassElementNode *e) {
  return is_static(e) ? node->static_fields : node->instance_fields;
}

/* Makes sure that there is a function for what instances get. */
static void provide_fields_functions(Compiler *c, ClassNode *node) {
  for (uint32_t i = 0; i < node->elements.count; i++) {
    ClassElementNode *e = as_class_element(node->elements.items[i]);
    bool is_field = e->node.op == ELEMENT_FIELD || e->node.op == ELEMENT_ACCESSOR;
    if (!is_field && !is_given_later(node, e) && !e->decorators.count) continue;
    FunctionNode **place = is_static(e) ? &node->static_fields : &node->instance_fields;
    if (!*place) *place = make_fields_function(c, node);
  }
}

/* What an element keeps in the class's scope: a method to be given to each instance, a field's
 * computed key, the private name behind an auto-accessor. */
static void walk_element_storage(Compiler *c, ClassNode *node, ClassElementNode *e) {
  FunctionNode *fields = e->node.op == ELEMENT_STATIC_BLOCK ? NULL : fields_function(node, e);
  bool is_field = e->node.op == ELEMENT_FIELD || e->node.op == ELEMENT_ACCESSOR;
  if (is_private(e)) {
    Name *name = as_private_name(e->key)->name;
    PrivateDeclaration *p = scope_find_private(node->scope, name);
    Variable *v = private_variable(c, node->scope, p);
    if (fields && (is_field || is_given_later(node, e))) variable_use(c, v, fields);
    if (is_given_later(node, e)) {
      Variable *method = scope_add_hidden(c, node->scope, true);
      variable_use(c, method, fields);
      e->data = method;
    }
  }
  if (e->node.op == ELEMENT_ACCESSOR) {
    Variable *hidden = scope_add_hidden(c, node->scope, true);
    variable_use(c, hidden, fields);
    e->data = hidden;
  } else if (is_field && (e->node.flags & NODE_COMPUTED)) {
    Variable *key = scope_add_hidden(c, node->scope, true);
    variable_use(c, key, fields);
    e->data = key;
  }
}

/* The arrays that the fields functions find the decorators' work in. */
static void provide_decoration(Compiler *c, ClassNode *node) {
  if (!(node->flags & CLASS_HAS_DECORATORS)) return;
  Variable *class_array = scope_add_hidden(c, node->scope, true);
  node->decoration = class_array;
  if (node->instance_fields) variable_use(c, class_array, node->instance_fields);
  if (node->static_fields) variable_use(c, class_array, node->static_fields);
  for (uint32_t i = 0; i < node->elements.count; i++) {
    ClassElementNode *e = as_class_element(node->elements.items[i]);
    if (!e->decorators.count) continue;
    Variable *element_array = scope_add_hidden(c, node->scope, true);
    e->decoration = element_array;
    variable_use(c, element_array, fields_function(node, e));
  }
}

static void walk_initialiser(Compiler *c, FunctionNode *fields, Node *value) {
  Scope *scope = c->scope;
  FunctionNode *function = c->function;
  c->function = fields;
  c->scope = fields->scope;
  if (value->kind == NODE_FUNCTION && as_function(value)->function_kind == FUNCTION_STATIC_BLOCK)
    walk_function(c, as_function(value));
  else walk_expression(c, value);
  c->scope = scope;
  c->function = function;
}

static void begin_fields_function(Compiler *c, FunctionNode *f, ClassNode *node) {
  if (!f) return;
  FunctionData *data = function_data(c, f);
  data->class_node = node;
  FunctionNode *function = c->function;
  Scope *scope = c->scope;
  c->function = f;
  (void)resolve_enter_scope(c, f->scope);
  (void)pseudo_use(c, PSEUDO_THIS, f);
  if (resolve_uses_eval(f)) {
    resolve_show_pseudos(c, f);
    resolve_use_everything(c);
  }
  c->scope = scope;
  c->function = function;
}

static void walk_element_value(Compiler *c, ClassNode *node, ClassElementNode *e) {
  if (!e->value) return;
  if (is_method(e)) walk_function(c, as_function(e->value));
  else
    walk_initialiser(c, fields_function(node, e) ? fields_function(node, e) : node->static_fields,
                     e->value);
}

static void walk_class_inside(Compiler *c, ClassNode *node) {
  walk_optional(c, node->heritage);
  provide_fields_functions(c, node);
  begin_fields_function(c, node->instance_fields, node);
  begin_fields_function(c, node->static_fields, node);
  provide_decoration(c, node);
  for (uint32_t i = 0; i < node->elements.count; i++) {
    ClassElementNode *e = as_class_element(node->elements.items[i]);
    walk_expressions(c, e->decorators);
    if (e->node.flags & NODE_COMPUTED) walk_expression(c, e->key);
    walk_element_storage(c, node, e);
  }
  /* nothing can call a method before the class is there, unless a decorator does */
  if (!(node->flags & CLASS_HAS_DECORATORS))
    for (Declaration *d = node->scope->first; d; d = d->next) resolve_initialise(c, d);
  FunctionNode *constructor = node->constructor ? node->constructor : make_constructor(c, node);
  function_data(c, constructor)->class_node = node;
  node->data = constructor;
  walk_function(c, constructor);
  for (uint32_t i = 0; i < node->elements.count; i++)
    walk_element_value(c, node, as_class_element(node->elements.items[i]));
  for (Declaration *d = node->scope->first; d; d = d->next) resolve_initialise(c, d);
}

void walk_class(Compiler *c, ClassNode *node) {
  compiler_check_stack(c);
  walk_expressions(c, node->decorators);
  Scope *before = resolve_enter_scope(c, node->scope);
  walk_class_inside(c, node);
  resolve_leave_scope(c, before);
}
