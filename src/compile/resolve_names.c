/* SPDX-License-Identifier: MIT */
/* resolve_names.c: what names refer to, and entering scopes. */
#include "compile/resolve.h"

/* --- references --- */

void resolve_use_everything(Compiler *c) {
  for (FunctionNode *f = c->function; f; f = f->outer) function_data(c, f)->uses_outer = true;
}

/* The variable is found by its name at run time. */
void resolve_make_visible(Compiler *c, Variable *variable) {
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

bool resolve_has_arguments(const FunctionNode *function) {
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
  if (is_arguments && s == s->function->scope && resolve_has_arguments(s->function)) {
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

/* The node of the spine, `depth` from its top, whose left part is this one; NULL: there is none. */
static Node *spine_parent(const Compiler *c, const Node *node, uint32_t depth) {
  uint32_t n = c->spine.length;
  Node *parent = n > depth ? c->spine.items[n - 1 - depth] : NULL;
  return parent && resolve_left_part(parent) == node ? parent : NULL;
}

static bool is_length(const Node *node) {
  return node->kind == NODE_MEMBER && name_is(as_member(node)->name, "length");
}

/* What is done with `arguments` at this place. Targets are noted by walk_target. */
static ArgumentsUse arguments_use(const Compiler *c, const IdentifierNode *node) {
  const Node *parent = spine_parent(c, &node->node, 0);
  if (!parent || node->number & REFERENCE_DYNAMIC) return ARGUMENTS_ESCAPE;
  /* a call would pass `arguments` on as `this`, were a length a function */
  if (is_length(parent)) return parent->flags & NODE_OPTIONAL ? ARGUMENTS_READ : ARGUMENTS_COUNTED;
  const Node *grandparent = spine_parent(c, parent, 1);
  bool calls =
      grandparent && (grandparent->kind == NODE_CALL || grandparent->kind == NODE_TAGGED_TEMPLATE ||
                      grandparent->kind == NODE_OPTIONAL_CHAIN);
  bool here = function_of_this(c->function) == c->function;
  return parent->kind == NODE_INDEX && !calls && here ? ARGUMENTS_READ : ARGUMENTS_ESCAPE;
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
  if (r.flags & REFERENCE_DYNAMIC) resolve_make_visible(c, variable);
}

void resolve_identifier(Compiler *c, IdentifierNode *node, bool assigns) {
  Resolution r = resolve(c, node->name);
  node->number = r.flags;
  node->declaration = r.declaration;
  if (r.declaration) use_declaration(c, node, r, assigns);
  if (r.flags & REFERENCE_ARGUMENTS) {
    Variable *variable = pseudo_use(c, PSEUDO_ARGUMENTS, c->function);
    if (assigns) variable->assigned = true;
    if (r.flags & REFERENCE_DYNAMIC) resolve_make_visible(c, variable);
    arguments_note(function_data(c, function_of_this(c->function)), arguments_use(c, node));
  }
  Variable *wrapper = r.declaration || r.flags ? NULL : commonjs_variable(c, node->name);
  if (wrapper) {
    node->number |= REFERENCE_WRAPPER;
    variable_use(c, wrapper, c->function);
    if (assigns) wrapper->assigned = true;
  }
  if (r.flags & REFERENCE_DYNAMIC) resolve_use_everything(c);
  if (!r.declaration && c->caller) resolve_use_everything(c);
}

void resolve_use_private(Compiler *c, Name *name) {
  PrivateDeclaration *declaration;
  Scope *scope = scope_of_private(c->scope, name, &declaration);
  if (scope) variable_use(c, private_variable(c, scope, declaration), c->function);
  else resolve_use_everything(c);
}

void resolve_use_super(Compiler *c) {
  (void)pseudo_use(c, PSEUDO_THIS, c->function);
  (void)pseudo_use(c, PSEUDO_HOME, c->function);
}

void resolve_use_super_call(Compiler *c) {
  (void)pseudo_use(c, PSEUDO_THIS, c->function);
  (void)pseudo_use(c, PSEUDO_FUNCTION, c->function);
  (void)pseudo_use(c, PSEUDO_NEW_TARGET, c->function);
}

/* --- scopes --- */

/* Everything declared here can be seen by a direct eval. */
static void show_scope(Compiler *c, Scope *scope) {
  if (scope->kind == SCOPE_SCRIPT && !(c->flags & COMPILE_COMMONJS)) return;
  for (Declaration *d = scope->first; d; d = d->next)
    resolve_make_visible(c, declaration_variable(c, d));
  if (scope->self) resolve_make_visible(c, declaration_variable(c, scope->self));
  for (PrivateDeclaration *p = scope->private_names; p; p = p->next)
    resolve_make_visible(c, private_variable(c, scope, p));
}

Scope *resolve_enter_scope(Compiler *c, Scope *scope) {
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

void resolve_leave_scope(Compiler *c, Scope *before) { c->scope = before; }

void resolve_initialise(Compiler *c, Declaration *d) {
  declaration_variable(c, d)->initialised = true;
}
