/* SPDX-License-Identifier: MIT */
/* resolve.c: the first pass: finds out what every name in the program means.
 *
 * One walk in source order (hoisted functions where their scope is entered). It fills in
 * IdentifierNode.declaration and .number, marks captured and assigned variables and uses that may come too
 * early. Invariant: Variable.initialised means that code at the place the walk has reached, and
 * closures made there, run after the initialisation. */
#include "compile/scope.h"

static void walk_expression(Compiler *c, Node *node);
static void walk_statement(Compiler *c, Node *node);
static void walk_target(Compiler *c, Node *node);
static void walk_function(Compiler *c, FunctionNode *function);
static void walk_class(Compiler *c, ClassNode *node);

static void walk_optional(Compiler *c, Node *node) {
  if (node) walk_expression(c, node);
}
static void walk_expressions(Compiler *c, NodeList list) {
  for (uint32_t i = 0; i < list.count; i++) walk_expression(c, list.items[i]);
}
static void walk_statements(Compiler *c, NodeList list) {
  for (uint32_t i = 0; i < list.count; i++) walk_statement(c, list.items[i]);
}

/* ------------------------------------------------------------------------------- references */

static void use_everything_outside(Compiler *c) {
  for (FunctionNode *f = c->function; f; f = f->outer) function_data(c, f)->uses_outer = true;
}

/* The variable is found by its name at run time. */
static void make_visible(Compiler *c, Variable *variable) {
  ScopeData *data = scope_data(c, variable->scope);
  variable->captured = true;
  variable->assigned = true;
  variable->needs_check = true;
  data->has_environment = true;
  data->needs_info = true;
}

typedef struct Resolution {
  Declaration *declaration;
  uint32_t flags; /* REFERENCE_ */
} Resolution;

static bool has_own_arguments(const FunctionNode *function) {
  switch ((FunctionKind)function->function_kind) {
  case FUNCTION_NORMAL:
  case FUNCTION_METHOD:
  case FUNCTION_GETTER:
  case FUNCTION_SETTER:
  case FUNCTION_CONSTRUCTOR_BASE:
  case FUNCTION_CONSTRUCTOR_DERIVED: return true;
  default: return false;
  }
}

/* Looks into one scope. */
static bool resolve_in(Scope *s, Name *name, bool is_arguments, Resolution *out) {
  out->declaration = scope_find(s, name);
  if (out->declaration) return true;
  if (s->kind == SCOPE_ENUM || s->kind == SCOPE_NAMESPACE) {
    out->declaration = s->self;
    if (s->self && s->self->name == name) return true;
    if (s->self && scope_has_member(s, name)) {
      out->flags |= REFERENCE_MEMBER;
      return true;
    }
    out->declaration = NULL;
  }
  if (is_arguments && s == s->function->scope && has_own_arguments(s->function)) {
    out->flags |= REFERENCE_ARGUMENTS;
    return true;
  }
  return false;
}

static bool can_gain_variables(const Scope *s) {
  return (s->flags & SCOPE_SLOPPY_EVAL) && !(s->flags & SCOPE_STRICT) && s->kind != SCOPE_SCRIPT &&
         s->kind != SCOPE_EVAL;
}

static Resolution resolve(Compiler *c, Name *name) {
  Resolution result = {0};
  bool is_arguments = name_is(name, "arguments");
  for (Scope *s = c->scope; s; s = s->parent) {
    if (s->kind == SCOPE_WITH) {
      result.flags |= REFERENCE_DYNAMIC;
      continue;
    }
    if (resolve_in(s, name, is_arguments, &result)) break;
    if (can_gain_variables(s)) result.flags |= REFERENCE_DYNAMIC;
  }
  return result;
}

/* `arguments` used for more than arguments.length and arguments[i]? */
static void note_arguments_use(Compiler *c) {
  FunctionNode *owner = function_of_this(c->function);
  uint32_t n = c->spine.length;
  Node *parent = n ? c->spine.items[n - 1] : NULL;
  Node *grandparent = n > 1 ? c->spine.items[n - 2] : NULL;
  bool reads = parent && (parent->kind == NODE_INDEX ||
                          (parent->kind == NODE_MEMBER &&
                           name_is(as_member(parent)->name, "length")));
  if (grandparent && grandparent->kind == NODE_CALL) reads = false;
  if (!reads || owner != c->function) function_data(c, owner)->arguments_escape = true;
}

static void use_declaration(Compiler *c, IdentifierNode *node, Resolution r, bool assigns) {
  Declaration *d = r.declaration;
  Variable *variable = declaration_variable(c, d);
  bool is_member = (r.flags & REFERENCE_MEMBER) || declaration_is_member(d);
  if (declaration_is_member(d)) {
    node->number |= REFERENCE_MEMBER;
    node->declaration = d = d->scope->self;
    variable = declaration_variable(c, d);
  }
  variable_use(c, variable, c->function);
  if (assigns && !is_member) variable->assigned = true;
  if (!variable->initialised && !is_member) {
    variable->needs_check = true;
    if (declaration_has_dead_zone(d)) node->number |= REFERENCE_CHECK;
  }
  if (r.flags & REFERENCE_DYNAMIC) make_visible(c, variable);
}

static void resolve_identifier(Compiler *c, IdentifierNode *node, bool assigns) {
  Resolution r = resolve(c, node->name);
  node->number = r.flags;
  node->declaration = r.declaration;
  if (r.declaration) use_declaration(c, node, r, assigns);
  if (r.flags & REFERENCE_ARGUMENTS) {
    Variable *variable = pseudo_use(c, PSEUDO_ARGUMENTS, c->function);
    if (assigns) variable->assigned = true;
    if (r.flags & REFERENCE_DYNAMIC) make_visible(c, variable);
    note_arguments_use(c);
  }
  Variable *wrapper = r.declaration || r.flags ? NULL : commonjs_variable(c, node->name);
  if (wrapper) {
    node->number |= REFERENCE_WRAPPER;
    variable_use(c, wrapper, c->function);
    if (assigns) wrapper->assigned = true;
  }
  if (r.flags & REFERENCE_DYNAMIC) use_everything_outside(c);
  if (!r.declaration && c->caller) use_everything_outside(c);
}

static void use_private(Compiler *c, Name *name) {
  PrivateDeclaration *declaration;
  Scope *scope = scope_of_private(c->scope, name, &declaration);
  if (scope) variable_use(c, private_variable(c, scope, declaration), c->function);
  else use_everything_outside(c);
}

static void use_super(Compiler *c) {
  (void)pseudo_use(c, PSEUDO_THIS, c->function);
  (void)pseudo_use(c, PSEUDO_HOME, c->function);
}

static void use_super_call(Compiler *c) {
  (void)pseudo_use(c, PSEUDO_THIS, c->function);
  (void)pseudo_use(c, PSEUDO_FUNCTION, c->function);
  (void)pseudo_use(c, PSEUDO_NEW_TARGET, c->function);
}

/* ----------------------------------------------------------------------------------- scopes */

/* Everything declared here can be seen by a direct eval. */
static void show_scope(Compiler *c, Scope *scope) {
  if (scope->kind == SCOPE_SCRIPT && !(c->flags & COMPILE_COMMONJS)) return;
  for (Declaration *d = scope->first; d; d = d->next) make_visible(c, declaration_variable(c, d));
  if (scope->self) make_visible(c, declaration_variable(c, scope->self));
  for (PrivateDeclaration *p = scope->private_names; p; p = p->next)
    make_visible(c, private_variable(c, scope, p));
}

static Scope *enter_scope(Compiler *c, Scope *scope) {
  Scope *before = c->scope;
  if (!scope) return before;
  c->scope = scope;
  (void)scope_data(c, scope);
  for (Declaration *d = scope->first; d; d = d->next) (void)declaration_variable(c, d);
  if (scope->flags & SCOPE_CONTAINS_EVAL) show_scope(c, scope);
  for (Declaration *d = scope->first; d; d = d->next)
    if (d->function) walk_function(c, d->function);
  return before;
}

static void leave_scope(Compiler *c, Scope *before) { c->scope = before; }

static void initialise(Compiler *c, Declaration *d) {
  declaration_variable(c, d)->initialised = true;
}

/* -------------------------------------------------------------------------------- functions */

static bool uses_eval(const FunctionNode *f) {
  return (f->uses | f->inner_uses) & USES_DIRECT_EVAL;
}

static bool has_home(const FunctionNode *f) {
  switch ((FunctionKind)f->function_kind) {
  case FUNCTION_METHOD:
  case FUNCTION_GETTER:
  case FUNCTION_SETTER:
  case FUNCTION_CONSTRUCTOR_BASE:
  case FUNCTION_CONSTRUCTOR_DERIVED:
  case FUNCTION_FIELDS:
  case FUNCTION_STATIC_BLOCK: return true;
  default: return false;
  }
}

static void show_pseudo(Compiler *c, Pseudo pseudo, FunctionNode *f) {
  Variable *variable = pseudo_use(c, pseudo, f);
  if (variable) make_visible(c, variable);
}

/* A direct eval in it (or in its arrows) finds this and its kin as variables. */
static void show_pseudos(Compiler *c, FunctionNode *f) {
  if (f->function_kind == FUNCTION_ARROW || f->function_kind == FUNCTION_MODULE) return;
  bool is_program = f->function_kind == FUNCTION_SCRIPT || f->function_kind == FUNCTION_EVAL;
  if (is_program && !(f->inner_uses & USES_DIRECT_EVAL)) return;
  show_pseudo(c, PSEUDO_THIS, f);
  if (is_program) return;
  show_pseudo(c, PSEUDO_NEW_TARGET, f);
  if (has_home(f)) show_pseudo(c, PSEUDO_HOME, f);
  if (f->function_kind == FUNCTION_CONSTRUCTOR_DERIVED) show_pseudo(c, PSEUDO_FUNCTION, f);
  if (!has_own_arguments(f)) return;
  for (Declaration *d = f->scope->first; d; d = d->next)
    if (name_is(d->name, "arguments") && d->kind != DECLARE_VAR) return;
  show_pseudo(c, PSEUDO_ARGUMENTS, f);
  function_data(c, f)->arguments_escape = true;
}

static void show_self(Compiler *c, FunctionNode *f) {
  if (!f->name_scope || !(f->name_scope->flags & SCOPE_CONTAINS_EVAL)) return;
  if (f->name_scope->first && !scope_find(f->scope, f->name_scope->first->name))
    make_visible(c, declaration_variable(c, f->name_scope->first));
}

/* A `var arguments` is the arguments object at first. */
static void find_arguments_variable(Compiler *c, FunctionNode *f) {
  if (!has_own_arguments(f)) return;
  Scope *scopes[] = {f->scope, f->body_scope};
  for (int i = 0; i < 2; i++)
    for (Declaration *d = scopes[i] ? scopes[i]->first : NULL; d; d = d->next)
      if (d->kind == DECLARE_VAR && !d->function && name_is(d->name, "arguments")) {
        (void)pseudo_use(c, PSEUDO_ARGUMENTS, f);
        function_data(c, f)->arguments_escape = true;
      }
}

static bool needs_mapping(FunctionNode *f) {
  FunctionData *data = f->data;
  if ((f->flags & FUNCTION_STRICT) || !(f->flags & FUNCTION_SIMPLE_PARAMETERS)) return false;
  if (!data->pseudo[PSEUDO_ARGUMENTS] || !f->parameters.count) return false;
  if (data->arguments_escape) return true;
  for (Declaration *d = f->scope->first; d; d = d->next) {
    Variable *v = d->data;
    if (d->kind == DECLARE_PARAMETER && v && (v->assigned || d->function)) return true;
  }
  return false;
}

/* Parameters that the arguments object is connected to are captured. */
static void map_arguments(Compiler *c, FunctionNode *f) {
  if (!needs_mapping(f)) return;
  function_data(c, f)->maps_arguments = true;
  scope_data(c, f->scope)->has_environment = true;
  for (Declaration *d = f->scope->first; d; d = d->next)
    if (d->kind == DECLARE_PARAMETER) {
      Variable *v = declaration_variable(c, d);
      v->captured = v->assigned = true;
    }
}

static void walk_parameters(Compiler *c, FunctionNode *f) {
  for (uint32_t i = 0; i < f->parameters.count; i++) walk_target(c, f->parameters.items[i]);
}

/* What the kind of function uses without saying so. */
static void use_implied(Compiler *c, FunctionNode *f) {
  FunctionData *data = f->data;
  if (uses_eval(f)) show_pseudos(c, f);
  if (f->uses & USES_DIRECT_EVAL) use_everything_outside(c);
  if (f->function_kind == FUNCTION_CONSTRUCTOR_DERIVED) (void)pseudo_use(c, PSEUDO_THIS, f);
  if (data->class_node && f != data->class_node->constructor && data->class_node->data == f &&
      f->function_kind == FUNCTION_CONSTRUCTOR_DERIVED)
    use_super_call(c);
  if (f->flags & FUNCTION_PARAMETER_PROPERTIES) (void)pseudo_use(c, PSEUDO_THIS, f);
  if (f->function_kind == FUNCTION_CONSTRUCTOR_BASE && data->class_node &&
      data->class_node->instance_fields)
    (void)pseudo_use(c, PSEUDO_THIS, f);
}

static void walk_function_inside(Compiler *c, FunctionNode *f) {
  FunctionData *data = f->data;
  show_self(c, f);
  (void)enter_scope(c, f->scope);
  use_implied(c, f);
  walk_parameters(c, f);
  if (f->flags & FUNCTION_SIMPLE_PARAMETERS)
    for (Declaration *d = f->scope->first; d; d = d->next) {
      Variable *v = d->data;
      if (d->kind == DECLARE_PARAMETER && !data->fields_of_class) v->initialised = true;
    }
  if (f->body_scope && f->body_scope != f->scope) (void)enter_scope(c, f->body_scope);
  find_arguments_variable(c, f);
  walk_statements(c, f->body);
  map_arguments(c, f);
}

static void walk_function(Compiler *c, FunctionNode *f) {
  compiler_check_stack(c);
  FunctionNode *function = c->function;
  Scope *scope = c->scope;
  uint32_t nesting = c->nesting;
  (void)function_data(c, f);
  c->function = f;
  c->nesting = 0;
  walk_function_inside(c, f);
  c->nesting = nesting;
  c->scope = scope;
  c->function = function;
}

/* ---------------------------------------------------------------------------------- classes */

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

static FunctionNode *fields_function(ClassNode *node, const ClassElementNode *e) {
  return is_static(e) ? node->static_fields : node->instance_fields;
}

/* Makes sure that there is a function for what instances get. */
static void provide_fields_functions(Compiler *c, ClassNode *node) {
  for (uint32_t i = 0; i < node->elements.count; i++) {
    ClassElementNode *e = as_class_element(node->elements.items[i]);
    bool is_field = e->node.op == ELEMENT_FIELD || e->node.op == ELEMENT_ACCESSOR;
    if (is_field && is_static(e) && !node->static_fields)
      node->static_fields = make_fields_function(c, node);
    bool instance = is_field || (is_private(e) && is_method(e));
    if (instance && !is_static(e) && !node->instance_fields)
      node->instance_fields = make_fields_function(c, node);
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
    if (fields && (is_field || !is_static(e))) variable_use(c, v, fields);
    if (is_method(e) && !is_static(e)) {
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

static void walk_initialiser(Compiler *c, FunctionNode *fields, Node *value) {
  Scope *scope = c->scope;
  FunctionNode *function = c->function;
  c->function = fields;
  c->scope = fields->scope;
  if (value->kind == NODE_FUNCTION && as_function(value)->function_kind == FUNCTION_STATIC_BLOCK)
    walk_function(c, as_function(value));
  else
    walk_expression(c, value);
  c->scope = scope;
  c->function = function;
}

static void begin_fields_function(Compiler *c, FunctionNode *f, ClassNode *node) {
  if (!f) return;
  FunctionData *data = function_data(c, f);
  data->fields_of_class = true;
  data->class_node = node;
  FunctionNode *function = c->function;
  Scope *scope = c->scope;
  c->function = f;
  (void)enter_scope(c, f->scope);
  (void)pseudo_use(c, PSEUDO_THIS, f);
  if (uses_eval(f)) {
    show_pseudos(c, f);
    use_everything_outside(c);
  }
  c->scope = scope;
  c->function = function;
}

static void walk_element_value(Compiler *c, ClassNode *node, ClassElementNode *e) {
  if (!e->value) return;
  if (is_method(e)) walk_function(c, as_function(e->value));
  else walk_initialiser(c, fields_function(node, e) ? fields_function(node, e) : node->static_fields, e->value);
}

static void walk_class_inside(Compiler *c, ClassNode *node) {
  walk_optional(c, node->heritage);
  provide_fields_functions(c, node);
  begin_fields_function(c, node->instance_fields, node);
  begin_fields_function(c, node->static_fields, node);
  for (uint32_t i = 0; i < node->elements.count; i++) {
    ClassElementNode *e = as_class_element(node->elements.items[i]);
    walk_expressions(c, e->decorators);
    if (e->node.flags & NODE_COMPUTED) walk_expression(c, e->key);
    walk_element_storage(c, node, e);
  }
  /* nothing can call a method before the class is there, unless a decorator does */
  if (!(node->flags & CLASS_HAS_DECORATORS))
    for (Declaration *d = node->scope->first; d; d = d->next) initialise(c, d);
  FunctionNode *constructor = node->constructor ? node->constructor : make_constructor(c, node);
  function_data(c, constructor)->class_node = node;
  node->data = constructor;
  walk_function(c, constructor);
  for (uint32_t i = 0; i < node->elements.count; i++)
    walk_element_value(c, node, as_class_element(node->elements.items[i]));
  for (Declaration *d = node->scope->first; d; d = d->next) initialise(c, d);
}

static void walk_class(Compiler *c, ClassNode *node) {
  compiler_check_stack(c);
  walk_expressions(c, node->decorators);
  Scope *before = enter_scope(c, node->scope);
  walk_class_inside(c, node);
  leave_scope(c, before);
}

/* --------------------------------------------------------------------------------- patterns */

static void walk_binding_identifier(Compiler *c, IdentifierNode *node) {
  Declaration *d = node->declaration;
  if (d->kind == DECLARE_PARAMETER) {
    initialise(c, d);
    return;
  }
  if (declaration_is_member(d)) { /* a namespace's exported variable */
    resolve_identifier(c, node, true);
    return;
  }
  initialise(c, d);
}

/* var x = …: an assignment to whatever x is here. Where it surely runs before what follows, the
 * variable need not be undefined at first. */
static void walk_var_identifier(Compiler *c, IdentifierNode *node) {
  if (c->nesting == 0 && node->declaration->scope->function == c->function)
    initialise(c, node->declaration);
  resolve_identifier(c, node, true);
}

static bool is_var_binding(const IdentifierNode *node) {
  return node->declaration && !declaration_has_dead_zone(node->declaration) &&
         node->declaration->kind != DECLARE_PARAMETER &&
         node->declaration->kind != DECLARE_CATCH_PARAMETER &&
         node->declaration->kind != DECLARE_CATCH_PATTERN;
}

static void walk_pattern_property(Compiler *c, PropertyNode *p) {
  if (p->node.flags & NODE_COMPUTED) walk_expression(c, p->key);
  walk_target(c, p->value);
}

/* A target of an assignment or declaration: identifier, member, pattern. */
static void walk_target(Compiler *c, Node *node) {
  compiler_check_stack(c);
  switch ((NodeKind)node->kind) {
  case NODE_IDENTIFIER: {
    IdentifierNode *id = as_identifier(node);
    if (!(node->flags & NODE_BINDING)) resolve_identifier(c, id, true);
    else if (is_var_binding(id)) walk_var_identifier(c, id);
    else walk_binding_identifier(c, id);
    return;
  }
  case NODE_PATTERN_DEFAULT:
    c->nesting++;
    walk_expression(c, as_pattern_default(node)->value);
    c->nesting--;
    walk_target(c, as_pattern_default(node)->target);
    return;
  case NODE_REST: walk_target(c, as_rest(node)->operand); return;
  case NODE_HOLE: return;
  case NODE_ARRAY_PATTERN: {
    NodeList items = as_array_pattern(node)->items;
    for (uint32_t i = 0; i < items.count; i++) walk_target(c, items.items[i]);
    return;
  }
  case NODE_OBJECT_PATTERN: {
    NodeList items = as_object_pattern(node)->items;
    for (uint32_t i = 0; i < items.count; i++) {
      if (items.items[i]->kind == NODE_REST) walk_target(c, items.items[i]);
      else walk_pattern_property(c, as_property(items.items[i]));
    }
    return;
  }
  case NODE_INDEX: {
    Node *object = as_index(node)->object;
    if (object->kind == NODE_IDENTIFIER && name_is(as_identifier(object)->name, "arguments"))
      function_data(c, function_of_this(c->function))->arguments_escape = true;
    walk_expression(c, node);
    return;
  }
  default: walk_expression(c, node); return;
  }
}

/* ------------------------------------------------------------------------------ expressions */

static void walk_property(Compiler *c, PropertyNode *p) {
  if (p->node.flags & NODE_COMPUTED) walk_expression(c, p->key);
  walk_expression(c, p->value);
}

static void walk_items(Compiler *c, NodeList items) {
  for (uint32_t i = 0; i < items.count; i++) {
    Node *item = items.items[i];
    if (item->kind == NODE_PROPERTY) walk_property(c, as_property(item));
    else walk_expression(c, item);
  }
}

static void walk_assign(Compiler *c, AssignNode *node) {
  walk_target(c, node->target);
  walk_expression(c, node->value);
}

static void walk_update(Compiler *c, UnaryNode *node) { walk_target(c, node->operand); }

static void walk_conditional(Compiler *c, Node *node) {
  for (;;) {
    ConditionalNode *n = as_conditional(node);
    walk_expression(c, n->test);
    walk_expression(c, n->consequent);
    node = n->alternate;
    if (node->kind != NODE_CONDITIONAL) break;
  }
  walk_expression(c, node);
}

/* A name that code made up for a node will mention. */
static void use_text(Compiler *c, const char *text) {
  size_t length = strcspn(text, ".");
  Declaration *d = find_by_text(c->scope, text, length);
  if (d) variable_use(c, declaration_variable(c, d), c->function);
}

static void walk_jsx(Compiler *c, JsxNode *node) {
  const JsxPragmas *jsx = &c->program->jsx;
  use_text(c, jsx->factory ? jsx->factory->bytes : "React");
  use_text(c, jsx->fragment ? jsx->fragment->bytes : "React");
  if (node->tag) walk_expression(c, node->tag);
  walk_items(c, node->attributes);
  walk_expressions(c, node->children);
}

/* A node that has no left part to go down. */
static void walk_leaf(Compiler *c, Node *node) {
  switch ((NodeKind)node->kind) {
  case NODE_IDENTIFIER: resolve_identifier(c, as_identifier(node), false); return;
  case NODE_THIS: (void)pseudo_use(c, PSEUDO_THIS, c->function); return;
  case NODE_NEW_TARGET: (void)pseudo_use(c, PSEUDO_NEW_TARGET, c->function); return;
  case NODE_TEMPLATE: walk_expressions(c, as_template(node)->expressions); return;
  case NODE_ARRAY: walk_items(c, as_array(node)->items); return;
  case NODE_OBJECT: walk_items(c, as_object(node)->items); return;
  case NODE_SEQUENCE: walk_items(c, as_sequence(node)->items); return;
  case NODE_SPREAD: walk_expression(c, as_spread(node)->operand); return;
  case NODE_FUNCTION: walk_function(c, as_function(node)); return;
  case NODE_CLASS: walk_class(c, as_class(node)); return;
  case NODE_UNARY: walk_expression(c, as_unary(node)->operand); return;
  case NODE_UPDATE: walk_update(c, as_update(node)); return;
  case NODE_PRIVATE_IN:
    use_private(c, as_private_in(node)->name);
    walk_expression(c, as_private_in(node)->right);
    return;
  case NODE_ASSIGN: walk_assign(c, as_assign(node)); return;
  case NODE_CONDITIONAL: walk_conditional(c, node); return;
  case NODE_NEW:
    walk_expression(c, as_new(node)->callee);
    walk_expressions(c, as_new(node)->arguments);
    return;
  case NODE_SUPER_CALL:
    use_super_call(c);
    walk_expressions(c, as_super_call(node)->arguments);
    return;
  case NODE_IMPORT_CALL:
    walk_expression(c, as_import_call(node)->specifier);
    walk_optional(c, as_import_call(node)->options);
    return;
  case NODE_SUPER_MEMBER: use_super(c); return;
  case NODE_SUPER_INDEX:
    use_super(c);
    walk_expression(c, as_super_index(node)->index);
    return;
  case NODE_YIELD: walk_optional(c, as_yield(node)->operand); return;
  case NODE_AWAIT: walk_expression(c, as_await(node)->operand); return;
  case NODE_JSX_ELEMENT: walk_jsx(c, as_jsx_element(node)); return;
  case NODE_ARRAY_PATTERN:
  case NODE_OBJECT_PATTERN: walk_target(c, node); return;
  default: return; /* literals */
  }
}

/* The leftmost operand of nodes that nest deeply to the left. */
static Node *left_part(Node *node) {
  switch ((NodeKind)node->kind) {
  case NODE_BINARY: return as_binary(node)->left;
  case NODE_LOGICAL: return as_logical(node)->left;
  case NODE_MEMBER: return as_member(node)->object;
  case NODE_PRIVATE_MEMBER: return as_private_member(node)->object;
  case NODE_INDEX: return as_index(node)->object;
  case NODE_CALL: return as_call(node)->callee;
  case NODE_OPTIONAL_CHAIN: return as_optional_chain(node)->operand;
  case NODE_TAGGED_TEMPLATE: return as_tagged_template(node)->tag;
  default: return NULL;
  }
}

static void walk_right_part(Compiler *c, Node *node) {
  switch ((NodeKind)node->kind) {
  case NODE_BINARY: walk_expression(c, as_binary(node)->right); return;
  case NODE_LOGICAL: walk_expression(c, as_logical(node)->right); return;
  case NODE_PRIVATE_MEMBER: use_private(c, as_private_member(node)->name); return;
  case NODE_INDEX: walk_expression(c, as_index(node)->index); return;
  case NODE_CALL: walk_expressions(c, as_call(node)->arguments); return;
  case NODE_TAGGED_TEMPLATE:
    walk_expressions(c, as_tagged_template(node)->template->expressions);
    return;
  default: return;
  }
}

static void walk_expression(Compiler *c, Node *node) {
  compiler_check_stack(c);
  uint32_t base = c->spine.length;
  for (Node *left; (left = left_part(node)); node = left)
    if (!NodeVec_push(&c->spine, node)) {
      throw_out_of_memory(c->vm);
      compiler_fail(c);
    }
  walk_leaf(c, node);
  while (c->spine.length > base) {
    Node *parent = NodeVec_pop(&c->spine);
    walk_right_part(c, parent);
  }
}

/* ------------------------------------------------------------------------------- statements */

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
  Scope *before = enter_scope(c, node->scope);
  if (node->init) {
    if (node->init->kind == NODE_VARIABLE) walk_variable(c, as_variable(node->init));
    else walk_expression(c, node->init);
  }
  c->nesting++;
  walk_optional(c, node->test);
  walk_statement(c, node->body);
  walk_optional(c, node->update);
  c->nesting--;
  leave_scope(c, before);
}

static void walk_for_in_left(Compiler *c, Node *left) {
  if (left->kind == NODE_VARIABLE)
    walk_target(c, as_declarator(as_variable(left)->declarators.items[0])->target);
  else
    walk_target(c, left);
}

static void walk_for_in(Compiler *c, ForInNode *node) {
  if (node->left->kind == NODE_VARIABLE) {
    AssignNode *d = as_declarator(as_variable(node->left)->declarators.items[0]);
    if (d->value) { /* Annex B: for (var i = 0 in o) */
      walk_expression(c, d->value);
      walk_target(c, d->target);
    }
  }
  Scope *before = enter_scope(c, node->head_scope);
  walk_expression(c, node->right);
  leave_scope(c, before);
  before = enter_scope(c, node->scope);
  c->nesting++;
  walk_for_in_left(c, node->left);
  walk_statement(c, node->body);
  c->nesting--;
  leave_scope(c, before);
}

static void walk_try(Compiler *c, TryNode *node) {
  walk_nested(c, &node->block->node);
  if (node->handler) {
    Scope *before = enter_scope(c, node->catch_scope);
    if (node->parameter) walk_target(c, node->parameter);
    walk_nested(c, &node->handler->node);
    leave_scope(c, before);
  }
  if (node->finalizer) walk_nested(c, &node->finalizer->node);
}

static void forget_initialised(Compiler *c, Scope *scope) {
  for (Declaration *d = scope ? scope->first : NULL; d; d = d->next)
    if (declaration_has_dead_zone(d)) declaration_variable(c, d)->initialised = false;
}

static void walk_switch(Compiler *c, SwitchNode *node) {
  walk_expression(c, node->discriminant);
  Scope *before = enter_scope(c, node->scope);
  if (node->scope) scope_data(c, node->scope)->is_switch = true;
  c->nesting++;
  for (uint32_t i = 0; i < node->cases.count; i++) {
    CaseNode *n = as_case(node->cases.items[i]);
    forget_initialised(c, node->scope);
    walk_optional(c, n->test);
    walk_statements(c, n->statements);
  }
  c->nesting--;
  leave_scope(c, before);
}

static void walk_with(Compiler *c, WithNode *node) {
  walk_expression(c, node->object);
  Scope *before = enter_scope(c, node->scope);
  scope_data(c, node->scope)->has_environment = true;
  use_everything_outside(c);
  walk_nested(c, node->body);
  leave_scope(c, before);
}

static void walk_function_declaration(Compiler *c, FunctionDeclarationNode *node) {
  if (!node->annex_b) return;
  Variable *var = declaration_variable(c, node->annex_b);
  var->assigned = true;
  var->needs_check = true;
}

static void walk_class_declaration(Compiler *c, ClassDeclarationNode *node) {
  walk_class(c, node->class_node);
  if (node->declaration) initialise(c, node->declaration);
}

static void walk_export_default(Compiler *c, ExportDefaultNode *node) {
  Node *value = node->value;
  if (value->kind == NODE_CLASS_DECLARATION) walk_class(c, as_class_declaration(value)->class_node);
  else if (value->kind != NODE_FUNCTION_DECLARATION) walk_expression(c, value);
  initialise(c, node->declaration);
}

static void walk_enum(Compiler *c, EnumNode *node) {
  Variable *v = declaration_variable(c, node->declaration);
  v->assigned = true;
  v->needs_check = true;
  Scope *before = enter_scope(c, node->scope);
  if (node->scope->self) (void)declaration_variable(c, node->scope->self);
  for (uint32_t i = 0; i < node->members.count; i++)
    walk_optional(c, as_enum_member(node->members.items[i])->value);
  leave_scope(c, before);
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
  if (node->declaration) initialise(c, node->declaration);
}

static void walk_exported(Compiler *c, Node *node) {
  if (node->flags & NODE_EXPORTED) use_namespace_object(c);
}

static void walk_statement(Compiler *c, Node *node) {
  compiler_check_stack(c);
  walk_exported(c, node);
  switch ((NodeKind)node->kind) {
  case NODE_BLOCK: {
    Scope *before = enter_scope(c, as_block(node)->scope);
    walk_statements(c, as_block(node)->statements);
    leave_scope(c, before);
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

/* ---------------------------------------------------------------------------------- program */

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
