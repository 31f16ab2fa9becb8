/* SPDX-License-Identifier: MIT */
/* resolve_function.c: the first pass over functions: parameters, arguments object, what evals can
 * see. */
#include "compile/resolve.h"

/* --- functions --- */

bool resolve_uses_eval(const FunctionNode *f) {
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
  if (variable) resolve_make_visible(c, variable);
}

/* A direct eval in it (or in its arrows) finds this and its kin as variables. */
void resolve_show_pseudos(Compiler *c, FunctionNode *f) {
  if (f->function_kind == FUNCTION_ARROW || f->function_kind == FUNCTION_MODULE) return;
  bool is_program = f->function_kind == FUNCTION_SCRIPT || f->function_kind == FUNCTION_EVAL;
  if (is_program && !(f->inner_uses & USES_DIRECT_EVAL)) return;
  show_pseudo(c, PSEUDO_THIS, f);
  if (is_program) return;
  show_pseudo(c, PSEUDO_NEW_TARGET, f);
  if (has_home(f)) show_pseudo(c, PSEUDO_HOME, f);
  if (f->function_kind == FUNCTION_CONSTRUCTOR_DERIVED) show_pseudo(c, PSEUDO_FUNCTION, f);
  if (!resolve_has_arguments(f)) return;
  for (Declaration *d = f->scope->first; d; d = d->next)
    if (name_is(d->name, "arguments") && d->kind != DECLARE_VAR) return;
  show_pseudo(c, PSEUDO_ARGUMENTS, f);
  arguments_note(function_data(c, f), ARGUMENTS_ESCAPE);
}

static void show_self(Compiler *c, FunctionNode *f) {
  if (!f->name_scope || !(f->name_scope->flags & SCOPE_CONTAINS_EVAL)) return;
  if (f->name_scope->first && !scope_find(f->scope, f->name_scope->first->name))
    resolve_make_visible(c, declaration_variable(c, f->name_scope->first));
}

/* A `var arguments` is the arguments object at first. */
static void find_arguments_variable(Compiler *c, FunctionNode *f) {
  if (!resolve_has_arguments(f)) return;
  Scope *scopes[] = {f->scope, f->body_scope};
  for (int i = 0; i < 2; i++)
    for (Declaration *d = scopes[i] ? scopes[i]->first : NULL; d; d = d->next)
      if (d->kind == DECLARE_VAR && !d->function && name_is(d->name, "arguments")) {
        (void)pseudo_use(c, PSEUDO_ARGUMENTS, f);
        arguments_note(function_data(c, f), ARGUMENTS_ESCAPE);
      }
}

static bool needs_mapping(FunctionNode *f) {
  FunctionData *data = f->data;
  if ((f->flags & FUNCTION_STRICT) || !(f->flags & FUNCTION_SIMPLE_PARAMETERS)) return false;
  if (data->arguments_use < ARGUMENTS_READ || !f->parameters.count) return false;
  if (data->arguments_use == ARGUMENTS_ESCAPE) return true;
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
  if (resolve_uses_eval(f)) resolve_show_pseudos(c, f);
  if (f->uses & USES_DIRECT_EVAL) resolve_use_everything(c);
  if (f->function_kind == FUNCTION_CONSTRUCTOR_DERIVED) (void)pseudo_use(c, PSEUDO_THIS, f);
  if (data->class_node && f != data->class_node->constructor && data->class_node->data == f &&
      f->function_kind == FUNCTION_CONSTRUCTOR_DERIVED)
    resolve_use_super_call(c);
  if (f->flags & FUNCTION_PARAMETER_PROPERTIES) (void)pseudo_use(c, PSEUDO_THIS, f);
  if (f->function_kind == FUNCTION_CONSTRUCTOR_BASE && data->class_node &&
      data->class_node->instance_fields)
    (void)pseudo_use(c, PSEUDO_THIS, f);
}

static void walk_function_inside(Compiler *c, FunctionNode *f) {
  show_self(c, f);
  (void)resolve_enter_scope(c, f->scope);
  use_implied(c, f);
  walk_parameters(c, f);
  if (f->flags & FUNCTION_SIMPLE_PARAMETERS)
    for (Declaration *d = f->scope->first; d; d = d->next) {
      Variable *v = d->data;
      if (d->kind == DECLARE_PARAMETER) v->initialised = true;
    }
  if (f->body_scope && f->body_scope != f->scope) (void)resolve_enter_scope(c, f->body_scope);
  find_arguments_variable(c, f);
  walk_statements(c, f->body);
  map_arguments(c, f);
}

void walk_function(Compiler *c, FunctionNode *f) {
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
