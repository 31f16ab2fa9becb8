/* SPDX-License-Identifier: MIT */
/* block.c: entering and leaving scopes: where variables live, environments, `using`.
 *
 * Invariant: while a scope is open in its own function, each of its variables has a storage, and if
 * the scope has an environment its register is in an EnvironmentContext on the builder's chain.
 * Environments need no undoing when code is left by a jump: each has a register of its own. */
#include "compile/generate.h"

void context_push(CodeBuilder *b, EnvironmentContext *context, Scope *scope, Register reg,
                  ScopeInfo *info) {
  *context = (EnvironmentContext){b->environment, scope, b, reg, info};
  b->environment = context;
}

/* --- scope info --- */

static bool is_variable_scope(const CodeBuilder *b, const Scope *scope) {
  if (b->strict || !(scope->flags & SCOPE_SLOPPY_EVAL)) return false;
  if (scope->kind == SCOPE_SCRIPT) return b->compiler->flags & COMPILE_COMMONJS;
  return scope->kind == SCOPE_FUNCTION || scope->kind == SCOPE_BODY ||
         scope->kind == SCOPE_NAMESPACE;
}

/* With parameter expressions, evals among the parameters declare outside of the parameters. */
static bool is_parameter_scope(const Scope *scope) {
  return scope->kind == SCOPE_FUNCTION && (scope->function->flags & FUNCTION_PARAMETER_EXPRESSIONS);
}

static bool takes_eval_variables(const CodeBuilder *b, const Scope *scope) {
  return is_variable_scope(b, scope) && !is_parameter_scope(scope);
}

static int binding_kind(const Variable *v) {
  const Declaration *d = v->declaration;
  if (!d) return v->pseudo && *v->pseudo != '#' ? BINDING_VAR : BINDING_CONST;
  if (d->kind == DECLARE_IMPORT) return BINDING_IMPORT;
  if (d->kind == DECLARE_FUNCTION_NAME) return BINDING_FUNCTION_NAME;
  if (declaration_is_constant(d)) return BINDING_CONST;
  bool lexical = declaration_has_dead_zone(d) || d->kind == DECLARE_CATCH_PATTERN ||
                 (d->kind == DECLARE_FUNCTION && (d->flags & DECLARATION_LEXICAL));
  return lexical && d->kind != DECLARE_PARAMETER ? BINDING_LET : BINDING_VAR;
}

static ScopeInfo *new_scope_info(Compiler *c, const Slots *names, const Slots *kinds, int flags,
                                 const ScopeInfo *parent) {
  Vm *vm = c->vm;
  ScopeInfo *info = heap_allocate(vm, CELL_SCOPE_INFO, sizeof(ScopeInfo));
  if (!info) {
    throw_out_of_memory(vm);
    compiler_fail(c);
  }
  cell_set_header(info, CELL_SCOPE_INFO, 4);
  slot_store(vm, info, &info->kind_and_flags, value_int(flags));
  slot_store(vm, info, &info->names, names ? value_cell(names) : value_undefined(vm));
  slot_store(vm, info, &info->kinds, kinds ? value_cell(kinds) : value_undefined(vm));
  slot_store(vm, info, &info->parent, parent ? value_cell(parent) : value_undefined(vm));
  return info;
}

ScopeInfo *make_scope_info(CodeBuilder *b, Slots *names, Slots *kinds, int flags) {
  return new_scope_info(b->compiler, names, kinds, flags, environment_info(b));
}

static Slots *new_slots(Compiler *c, uint32_t count, Value value) {
  Slots *slots = slots_new(c->vm, CELL_SLOTS, count);
  if (!slots) compiler_fail(c);
  for (uint32_t i = 0; i < count; i++) slot_store(c->vm, slots, &slots->items[i], value);
  return slots;
}

static void name_slot(Compiler *c, Slots *names, Slots *kinds, const Variable *v) {
  if (v->storage != STORAGE_ENVIRONMENT || (!v->name && !v->pseudo)) return;
  String *name = v->name ? compiler_name(c, v->name) : compiler_ascii(c, v->pseudo);
  slot_store(c->vm, names, &names->items[v->slot], value_cell(name));
  slot_store(c->vm, kinds, &kinds->items[v->slot], value_int(binding_kind(v)));
}

/* Later ones of one name win: what the scope declares hides its function's name. */
static ScopeInfo *named_slots(Compiler *c, Scope *scope, int flags, const ScopeInfo *parent) {
  ScopeData *data = scope->data;
  if (!data->needs_info && !(scope->flags & SCOPE_CONTAINS_EVAL)) return NULL;
  Slots *names = new_slots(c, data->slot_count, value_undefined(c->vm));
  Slots *kinds = new_slots(c, data->slot_count, value_int(BINDING_VAR));
  for (Variable *v = data->extra; v; v = v->next) name_slot(c, names, kinds, v);
  for (Declaration *d = scope->first; d; d = d->next)
    if (d->kind != DECLARE_FUNCTION_NAME && d->data) name_slot(c, names, kinds, d->data);
  if (scope->self && scope->self->data) name_slot(c, names, kinds, scope->self->data);
  return new_scope_info(c, names, kinds, flags, parent);
}

static ScopeInfo *scope_info(CodeBuilder *b, Scope *scope) {
  int flags = takes_eval_variables(b, scope) ? SCOPE_INFO_FUNCTION : 0;
  if (scope->kind == SCOPE_CATCH && scope->first && scope->first->kind == DECLARE_CATCH_PARAMETER)
    flags |= SCOPE_INFO_CATCH_SIMPLE;
  return named_slots(b->compiler, scope, flags, environment_info(b));
}

ScopeInfo *module_scope_info(Compiler *c, Scope *scope) { return named_slots(c, scope, 0, NULL); }

/* --- storage --- */

static bool is_global_scope(const CodeBuilder *b, const Scope *scope) {
  return scope->kind == SCOPE_SCRIPT && !(b->compiler->flags & COMPILE_COMMONJS);
}

/* Whether the vars of a sloppy eval belong to its caller. */
static bool eval_var(const CodeBuilder *b, const Declaration *d) {
  return d->scope->kind == SCOPE_EVAL && !b->strict && !(d->flags & DECLARATION_LEXICAL) &&
         (d->kind == DECLARE_VAR || d->kind == DECLARE_FUNCTION);
}

static void put_in_slot(ScopeData *data, Variable *v) {
  v->storage = STORAGE_ENVIRONMENT;
  v->slot = data->slot_count++;
}

static void place_in_register_or_slot(CodeBuilder *b, ScopeData *data, Variable *v) {
  if (v->storage == STORAGE_REGISTER && !v->captured) return; /* a parameter */
  bool full = b->next >= LOCAL_LIMIT && v->scope->kind != SCOPE_MODULE;
  if (v->captured || full) {
    put_in_slot(data, v);
    return;
  }
  v->storage = STORAGE_REGISTER;
  v->reg = (uint8_t)local(b);
}

static void allocate_declaration(CodeBuilder *b, Scope *scope, ScopeData *data, Declaration *d) {
  Variable *v = declaration_variable(b->compiler, d);
  if (is_global_scope(b, scope)) v->storage = STORAGE_GLOBAL;
  else if (eval_var(b, d)) v->storage = b->closure ? STORAGE_NAME : STORAGE_GLOBAL;
  else if (d->kind == DECLARE_IMPORT) put_in_slot(data, v);
  else if (v->scope != scope || declaration_is_member(d)) return;
  else place_in_register_or_slot(b, data, v);
}

/* Parameters that the arguments object is connected to come first, in their order. */
static void allocate_variables(CodeBuilder *b, Scope *scope, ScopeData *data) {
  for (Declaration *d = scope->first; d; d = d->next) {
    Variable *v = d->data;
    if (v && v->storage == STORAGE_ENVIRONMENT && v->scope == scope) continue; /* has its slot */
    allocate_declaration(b, scope, data, d);
  }
  for (Variable *v = data->extra; v; v = v->next)
    if (v->storage != STORAGE_ENVIRONMENT) place_in_register_or_slot(b, data, v);
  if (scope->self && scope->self->scope == scope && scope->self->data)
    place_in_register_or_slot(b, data, scope->self->data);
}

/* --- initial state --- */

/* What a variable holds before it is initialised. Slots start uninitialised. */
static void prepare_variable(CodeBuilder *b, const Variable *v) {
  const Declaration *d = v->declaration;
  bool dead_zone = declaration_has_dead_zone(d);
  if (!v->needs_check || (d->kind == DECLARE_PARAMETER && !dead_zone)) return;
  if (d->kind == DECLARE_IMPORT) return;
  if (v->storage == STORAGE_REGISTER) {
    emit(b, dead_zone ? OPCODE_LOAD_UNINITIALISED : OPCODE_LOAD_UNDEFINED, v->reg, 0, 0);
  } else if (v->storage == STORAGE_ENVIRONMENT && !dead_zone &&
             d->kind != DECLARE_CATCH_PARAMETER && d->kind != DECLARE_CATCH_PATTERN) {
    unsigned mark = b->next;
    Register r = temporary(b);
    Place place = variable_place(b, (Variable *)v);
    emit_undefined(b, r);
    place.has_copy = false;
    place_initialise(b, &place, r);
    release(b, mark);
  }
}

static void prepare_variables(CodeBuilder *b, Scope *scope) {
  if (scope->kind == SCOPE_FUNCTION_NAME) return;
  for (Declaration *d = scope->first; d; d = d->next) {
    const Variable *v = d->data;
    if (scope->kind == SCOPE_MODULE && v->storage == STORAGE_ENVIRONMENT) continue;
    if (v->storage == STORAGE_REGISTER || v->storage == STORAGE_ENVIRONMENT) prepare_variable(b, v);
  }
}

static void new_environment(CodeBuilder *b, Scope *scope, ScopeState *state) {
  ScopeData *data = scope->data;
  ScopeInfo *info = scope_info(b, scope);
  Register parent = environment_register(b), r = local(b);
  emit2(b, OPCODE_NEW_ENVIRONMENT, r, parent, 0, data->slot_count,
        info ? constant_cell(b, info) : constant_undefined(b));
  context_push(b, &state->context, scope, r, info);
  state->has_environment = true;
}

/* An environment for nothing but variables of evals among the parameters: around the parameters'.
 *  */
static void new_eval_environment(CodeBuilder *b, EnvironmentContext *context) {
  Slots *names = new_slots(b->compiler, 1, value_undefined(b->vm));
  Slots *kinds = new_slots(b->compiler, 1, value_int(BINDING_VAR));
  ScopeInfo *info = make_scope_info(b, names, kinds, SCOPE_INFO_FUNCTION);
  Register parent = environment_register(b), r = local(b);
  emit2(b, OPCODE_NEW_ENVIRONMENT, r, parent, 0, 1, constant_cell(b, info));
  context_push(b, context, NULL, r, info);
}

static bool wants_environment(CodeBuilder *b, Scope *scope, const ScopeData *data) {
  if (scope->kind == SCOPE_MODULE) return false; /* whoever links it makes it */
  return data->slot_count > 0 || takes_eval_variables(b, scope);
}

void scope_allocate(CodeBuilder *b, Scope *scope, ScopeState *state) {
  state->scope_before = b->scope;
  state->environment_before = b->environment;
  state->mark = locals_begin(b);
  state->has_environment = false;
  if (!scope) return;
  b->scope = scope;
  ScopeData *data = scope_data(b->compiler, scope);
  if (takes_eval_variables(b, scope) && data->slot_count == 0) data->slot_count = 1;
  allocate_variables(b, scope, data);
  if (is_variable_scope(b, scope) && is_parameter_scope(scope)) {
    EnvironmentContext *context = COMPILER_NEW(b->compiler, EnvironmentContext);
    new_eval_environment(b, context);
  }
  if (wants_environment(b, scope, data)) new_environment(b, scope, state);
  prepare_variables(b, scope);
}

void scope_hoist_functions(CodeBuilder *b, Scope *scope) {
  if (!scope || !(scope->flags & SCOPE_HAS_FUNCTIONS)) return;
  for (Declaration *d = scope->first; d; d = d->next) {
    if (!d->function) continue;
    Variable *v = d->data;
    if (v->storage == STORAGE_GLOBAL || v->storage == STORAGE_NAME) continue; /* compile.c's */
    if (scope->kind == SCOPE_MODULE) continue; /* the declarations' code has made them */
    unsigned mark = b->next;
    Place place = declaration_place(b, d);
    bool direct = place.kind == PLACE_REGISTER;
    Register r = direct ? place.reg : temporary(b);
    compile_closure(b, d->function, name_hint(d->function->name ? d->function->name : d->name),
                    NO_REGISTER, r);
    if (!direct) place_initialise(b, &place, r);
    store_namespace_export(b, d, r);
    release(b, mark);
  }
}

void scope_open(CodeBuilder *b, Scope *scope, ScopeState *state) {
  scope_allocate(b, scope, state);
  scope_hoist_functions(b, scope);
}

void scope_close(CodeBuilder *b, ScopeState *state) {
  b->scope = state->scope_before;
  b->environment = state->environment_before;
  locals_finish(b, state->mark);
}

/* --- using --- */

void using_begin(CodeBuilder *b, Scope *scope, UsingState *state) {
  state->active = scope && (scope->flags & SCOPE_HAS_USING);
  if (!state->active) return;
  state->is_async = scope->flags & SCOPE_HAS_AWAIT_USING;
  state->capability_before = b->capability;
  state->capability = b->capability = local(b);
  state->entry = LABEL_NEW;
  state->control = (Control){.registers = locals(b, 3), .entry = &state->entry};
  emit(b, OPCODE_NEW_DISPOSE_CAPABILITY, state->capability, 0, 0);
  control_push(b, &state->control, CONTROL_FINALLY);
}

/* An awaited disposal may reject: that is merged into the completion. */
static void await_disposal(CodeBuilder *b, Register completion) {
  Control guard = {0};
  unsigned mark = b->next;
  Register error = temporary(b);
  Label next = LABEL_NEW;
  control_push(b, &guard, CONTROL_CATCH);
  emit_suspension(b, OPCODE_AWAIT, completion + 2, completion + 2);
  control_pop(b, &guard);
  emit_jump(b, OPCODE_JUMP, 0, 0, &next);
  if (control_handler(b, &guard, error)) emit(b, OPCODE_DISPOSE_ERROR, completion, error, 0);
  label_bind(b, &next);
  release(b, mark);
}

static void dispose_all(CodeBuilder *b, const UsingState *state) {
  Register completion = state->control.registers;
  Label top = LABEL_NEW, again = LABEL_NEW, done = LABEL_NEW;
  label_bind_loop(b, &top);
  emit_dispose_step(b, state->capability, completion, state->is_async, &done);
  if (state->is_async) {
    emit_jump(b, OPCODE_JUMP_UNINITIALISED, completion + 2, 0, &again);
    await_disposal(b, completion);
    label_bind(b, &again);
  }
  emit_loop(b, OPCODE_LOOP, 0, 0, &top);
  label_bind(b, &done);
}

void using_end(CodeBuilder *b, UsingState *state) {
  if (!state->active) return;
  Register completion = state->control.registers;
  control_pop(b, &state->control);
  emit_int(b, completion, COMPLETION_NORMAL);
  emit_undefined(b, completion + 1);
  emit_jump(b, OPCODE_JUMP, 0, 0, &state->entry);
  if (control_handler(b, &state->control, completion + 1))
    emit_int(b, completion, COMPLETION_THROW);
  label_bind(b, &state->entry);
  dispose_all(b, state);
  b->capability = state->capability_before;
  control_dispatch(b, &state->control);
}
