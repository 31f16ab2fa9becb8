/* SPDX-License-Identifier: MIT */
/* scope.c: the records beside scopes, functions and declarations; what makes a variable captured.
 *  */
#include "compile/scope.h"

const char *const pseudo_names[PSEUDO_COUNT] = {"this", "new.target", "%function", "%home",
                                                "arguments"};

ScopeData *scope_data(Compiler *c, Scope *scope) {
  ScopeData *data = scope->data;
  if (data) return data;
  data = COMPILER_NEW(c, ScopeData);
  data->extra_end = &data->extra;
  scope->data = data;
  return data;
}

FunctionData *function_data(Compiler *c, FunctionNode *function) {
  if (!function->data) function->data = COMPILER_NEW(c, FunctionData);
  return function->data;
}

bool declaration_has_dead_zone(const Declaration *d) {
  switch ((DeclarationKind)d->kind) {
    case DECLARE_LET:
    case DECLARE_CONST:
    case DECLARE_USING:
    case DECLARE_AWAIT_USING:
    case DECLARE_CLASS:
    case DECLARE_CLASS_NAME:
    case DECLARE_IMPORT_EQUALS: return true;
    case DECLARE_PARAMETER: return d->scope->function->flags & FUNCTION_PARAMETER_EXPRESSIONS;
    default: return false;
  }
}

static void add_extra(Compiler *c, Scope *scope, Variable *variable) {
  ScopeData *data = scope_data(c, scope);
  variable->scope = scope;
  *data->extra_end = variable;
  data->extra_end = &variable->next;
}

/* The name of a function expression lives in the scope of the parameters. */
static Variable *self_variable(Compiler *c, Declaration *declaration) {
  Variable *variable = COMPILER_NEW(c, Variable);
  FunctionNode *function = declaration->scope->function;
  variable->name = declaration->name;
  variable->declaration = declaration;
  add_extra(c, function->scope, variable);
  function_data(c, function)->self = variable;
  return variable;
}

Variable *declaration_variable(Compiler *c, Declaration *declaration) {
  Variable *variable = declaration->data;
  if (variable) return variable;
  if (declaration->kind == DECLARE_FUNCTION_NAME) {
    variable = self_variable(c, declaration);
  } else {
    variable = COMPILER_NEW(c, Variable);
    variable->name = declaration->name;
    variable->declaration = declaration;
    variable->scope = declaration->scope;
  }
  variable->initialised =
      !declaration_has_dead_zone(declaration) && declaration->kind != DECLARE_VAR;
  declaration->data = variable;
  return variable;
}

Variable *private_variable(Compiler *c, Scope *scope, PrivateDeclaration *declaration) {
  Variable *variable = declaration->data;
  if (variable) return variable;
  variable = COMPILER_NEW(c, Variable);
  variable->initialised = true;
  char *text = compiler_allocate(c, declaration->name->length + 2);
  text[0] = '#';
  memcpy(text + 1, declaration->name->bytes, declaration->name->length);
  variable->pseudo = text;
  add_extra(c, scope, variable);
  declaration->data = variable;
  return variable;
}

Variable *scope_add_hidden(Compiler *c, Scope *scope, bool captured) {
  Variable *variable = COMPILER_NEW(c, Variable);
  variable->initialised = true;
  variable->captured = captured;
  if (captured) scope_data(c, scope)->has_environment = true;
  add_extra(c, scope, variable);
  return variable;
}

FunctionNode *function_of_this(FunctionNode *function) {
  while (function->function_kind == FUNCTION_ARROW) function = function->outer;
  return function;
}

void variable_use(Compiler *c, Variable *variable, FunctionNode *user) {
  FunctionNode *owner = variable->scope->function;
  if (user == owner) return;
  variable->captured = true;
  scope_data(c, variable->scope)->has_environment = true;
  for (FunctionNode *f = user; f && f != owner; f = f->outer)
    function_data(c, f)->uses_outer = true;
}

/* Whether code of this function can mean a pseudo-variable of it. */
static bool owns_pseudo(Compiler *c, Pseudo pseudo, FunctionNode *owner) {
  if (owner->function_kind == FUNCTION_MODULE) return false;
  if (owner->function_kind != FUNCTION_EVAL) return true;
  return !c->caller || !caller_find(c, compiler_ascii(c, pseudo_names[pseudo])).found;
}

Variable *pseudo_use(Compiler *c, Pseudo pseudo, FunctionNode *user) {
  FunctionNode *owner = function_of_this(user);
  if (!owns_pseudo(c, pseudo, owner)) {
    for (FunctionNode *f = user; f; f = f->outer) function_data(c, f)->uses_outer = true;
    return NULL;
  }
  FunctionData *data = function_data(c, owner);
  Variable *variable = data->pseudo[pseudo];
  if (!variable) {
    variable = COMPILER_NEW(c, Variable);
    variable->pseudo = pseudo_names[pseudo];
    variable->initialised = true;
    add_extra(c, owner->scope, variable);
    data->pseudo[pseudo] = variable;
  }
  variable_use(c, variable, user);
  return variable;
}

Scope *scope_of_private(Scope *scope, const Name *name, PrivateDeclaration **declaration) {
  for (; scope; scope = scope->parent) {
    if (scope->kind != SCOPE_CLASS) continue;
    *declaration = scope_find_private(scope, name);
    if (*declaration) return scope;
  }
  return NULL;
}

/* --- names without nodes --- */

static const char *const commonjs_names[COMMONJS_PARAMETERS] = {"exports", "require", "module",
                                                                "__filename", "__dirname"};

Variable *commonjs_variable(Compiler *c, const Name *name) {
  if (!(c->flags & COMPILE_COMMONJS)) return NULL;
  for (int i = 0; i < COMMONJS_PARAMETERS; i++) {
    if (!name_is(name, commonjs_names[i])) continue;
    if (!c->commonjs[i]) {
      c->commonjs[i] = scope_add_hidden(c, c->script->scope, false);
      c->commonjs[i]->pseudo = commonjs_names[i];
    }
    return c->commonjs[i];
  }
  return NULL;
}

Declaration *find_by_text(Scope *scope, const char *text, size_t length) {
  for (; scope; scope = scope->parent)
    for (Declaration *d = scope->first; d; d = d->next)
      if (d->name->length == length && memcmp(d->name->bytes, text, length) == 0) return d;
  return NULL;
}

/* --- a direct eval's caller --- */

static int info_flags(Vm *vm, const ScopeInfo *info) {
  return value_as_int(slot_load(vm, info->kind_and_flags));
}

static bool info_find(Vm *vm, const ScopeInfo *info, String *name, CallerVariable *out) {
  Slots *names = slot_cell(vm, info->names), *kinds = slot_cell(vm, info->kinds);
  if (!names || cell_type(names) != CELL_SLOTS) return false;
  for (uint32_t i = 0; i < cell_header_data(names); i++) {
    if (slot_cell(vm, names->items[i]) != (void *)name) continue;
    out->found = true;
    out->slot = i;
    out->kind = value_as_int(slot_load(vm, kinds->items[i]));
    return true;
  }
  return false;
}

CallerVariable caller_find(Compiler *c, String *name) {
  CallerVariable found = {0};
  Vm *vm = c->vm;
  if (!c->caller) return found;
  /* the record of the call itself has no environment */
  Cell *cell = slot_cell(vm, c->caller->parent);
  while (cell && cell_type(cell) == CELL_SCOPE_INFO) {
    ScopeInfo *info = (ScopeInfo *)cell;
    if (info_find(vm, info, name, &found)) return found;
    if (info_flags(vm, info) & (SCOPE_INFO_WITH | SCOPE_INFO_FUNCTION)) found.dynamic = true;
    found.hops++;
    cell = slot_cell(vm, info->parent);
  }
  return found;
}
