/* SPDX-License-Identifier: MIT */
/* names.c: variables looked up by name at run time: inside `with`, and where a sloppy direct eval may
 * have declared something.
 *
 * An environment's `info` tells what it is: none: skip it; a ScopeInfo: the names of its slots, and
 * with SCOPE_INFO_FUNCTION slot 0 holds the eval variables (uninitialised, or a null-prototype
 * object that DECLARE_EVAL made); another object: that of a `with`. Beyond the outermost are the
 * global variables. */
#include "ops/call.h"
#include "vm/slow.h"

/* Where a name was found. */
typedef enum HolderKind { HOLDER_GLOBAL, HOLDER_SLOT, HOLDER_EVAL, HOLDER_WITH } HolderKind;
typedef struct Holder {
  HolderKind kind;
  Environment *environment;
  Object *object; /* HOLDER_EVAL, HOLDER_WITH */
  uint32_t slot; /* HOLDER_SLOT */
  int binding_kind; /* HOLDER_SLOT: BINDING_ */
} Holder;

static ScopeInfo *environment_scope_info(Vm *vm, const Environment *e) {
  Cell *info = slot_cell(vm, e->info);
  return info && cell_type(info) == CELL_SCOPE_INFO ? (ScopeInfo *)(void *)info : NULL;
}

static uint32_t scope_info_flags(Vm *vm, const ScopeInfo *info) {
  return (uint32_t)value_as_int(slot_load(vm, info->kind_and_flags));
}

/* The slot of a name in a scope; -1: none. */
static int64_t scope_info_find(Vm *vm, const ScopeInfo *info, PropertyKey name, int *kind) {
  Value v = slot_load(vm, info->names);
  if (!value_is_type(v, CELL_SLOTS)) return -1;
  Slots *names = (Slots *)(void *)value_as_cell(v);
  for (uint32_t i = 0; i < cell_header_data(names); i++) {
    if (slot_is_none(names->items[i]) || slot_load(vm, names->items[i]).bits != name.bits) continue;
    Slots *kinds = slot_cell_present(vm, info->kinds);
    *kind = value_as_int(slot_load(vm, kinds->items[i]));
    return i;
  }
  return -1;
}

/* The object with the variables that evals declared in a function; NULL: none yet. */
static Object *eval_variables(Vm *vm, const Environment *e) {
  Value v = slot_load(vm, e->items[0]);
  return value_is_object(v) ? value_as_object(v) : NULL;
}

/* HasBinding of an object environment (#sec-object-environment-records-hasbinding-n). */
static bool with_has(Vm *vm, Object *object, PropertyKey name, bool *out) {
  TRY(object_has_property(vm, object, name, out));
  if (!*out) return true;
  Value unscopables, blocked;
  TRY(get(vm, object, key_from_symbol(vm->symbols[SYMBOL_UNSCOPABLES]), &unscopables));
  if (!value_is_object(unscopables)) return true;
  TRY(get(vm, value_as_object(unscopables), name, &blocked));
  *out = !to_boolean(vm, blocked);
  return true;
}

static bool look_in(Vm *vm, Environment *e, PropertyKey name, bool *found, Holder *out) {
  *found = false;
  if (slot_is_none(e->info)) return true;
  ScopeInfo *info = environment_scope_info(vm, e);
  out->environment = e;
  if (!info) {
    out->kind = HOLDER_WITH;
    out->object = slot_cell_present(vm, e->info);
    return with_has(vm, out->object, name, found);
  }
  int64_t slot = scope_info_find(vm, info, name, &out->binding_kind);
  if (slot >= 0) {
    out->kind = HOLDER_SLOT;
    out->slot = (uint32_t)slot;
    *found = true;
    return true;
  }
  if (!(scope_info_flags(vm, info) & SCOPE_INFO_FUNCTION)) return true;
  out->object = eval_variables(vm, e);
  out->kind = HOLDER_EVAL;
  return !out->object || has_own_property(vm, out->object, name, found);
}

static Environment *operand_environment(Vm *vm, Value v) {
  return value_is_undefined(vm, v) ? NULL : (Environment *)(void *)value_as_cell(v);
}

/* Walks outward from an environment. */
static bool find_name(Vm *vm, Value from, PropertyKey name, Holder *out) {
  for (Environment *e = operand_environment(vm, from); e; e = slot_cell(vm, e->parent)) {
    bool found;
    TRY(look_in(vm, e, name, &found, out));
    if (found) return true;
  }
  *out = (Holder){.kind = HOLDER_GLOBAL};
  return true;
}

static bool throw_name(Vm *vm, ErrorId id, PropertyKey name) {
  char text[96];
  return throw_reference_error(vm, id, key_describe(vm, name, text, sizeof text));
}

static bool load_slot(Vm *vm, const Holder *h, PropertyKey name, Value *out) {
  *out = slot_load(vm, h->environment->items[h->slot]);
  if (value_is_type(*out, CELL_IMPORT_BINDING)) {
    Slots *record = (Slots *)(void *)value_as_cell(*out);
    Environment *target = slot_cell_present(vm, record->items[0]);
    *out = slot_load(vm, target->items[value_as_int(slot_load(vm, record->items[1]))]);
  }
  return !value_is_uninitialised(vm, *out) || throw_name(vm, ERROR_UNINITIALISED, name);
}

/* GetBindingValue of an object environment (#sec-object-environment-records-getbindingvalue-n-s):
 * asks again whether the object has the name. */
static bool load_with(Vm *vm, Object *object, PropertyKey name, bool strict, Value *out) {
  bool has;
  TRY(object_has_property(vm, object, name, &has));
  if (has) return get(vm, object, name, out);
  *out = value_undefined(vm);
  return !strict || throw_name(vm, ERROR_NOT_DEFINED, name);
}

/* Reads what find_name found. *found false: no such global. */
static bool load(Vm *vm, const Holder *h, PropertyKey name, bool strict, bool *found, Value *out) {
  *found = true;
  switch (h->kind) {
    case HOLDER_GLOBAL: return global_get(vm, vm->realm, name, found, out);
    case HOLDER_SLOT: return load_slot(vm, h, name, out);
    case HOLDER_EVAL: return get(vm, h->object, name, out);
    case HOLDER_WITH: return load_with(vm, h->object, name, strict, out);
  }
  UNREACHABLE();
}

bool slow_get_name(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  Holder holder;
  bool found;
  TRY(find_name(vm, r[OPERAND_B(pc)], name, &holder));
  TRY(load(vm, &holder, name, OPERAND_C(pc) != 0, &found, &r[OPERAND_A(pc)]));
  return found || throw_name(vm, ERROR_NOT_DEFINED, name);
}

bool slow_get_name_typeof(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  Holder holder;
  bool found;
  TRY(find_name(vm, r[OPERAND_B(pc)], name, &holder));
  TRY(load(vm, &holder, name, OPERAND_C(pc) != 0, &found, &r[OPERAND_A(pc)]));
  if (!found) r[OPERAND_A(pc)] = value_undefined(vm);
  return true;
}

bool slow_get_name_call(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  Holder holder;
  bool found;
  Value callee;
  TRY(find_name(vm, r[OPERAND_B(pc)], name, &holder));
  TRY(load(vm, &holder, name, OPERAND_C(pc) != 0, &found, &callee));
  if (!found) return throw_name(vm, ERROR_NOT_DEFINED, name);
  r[OPERAND_A(pc)] = callee;
  r[OPERAND_A(pc) + 1] =
      holder.kind == HOLDER_WITH ? value_cell(holder.object) : value_undefined(vm);
  return true;
}

/* --- references held in a register: undefined: unresolvable, or a global one; else the environment --- */

/* The holder of a resolved reference is its environment; the global object stands for globals. */
bool slow_resolve_name(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  Holder holder;
  TRY(find_name(vm, r[OPERAND_B(pc)], name, &holder));
  if (holder.kind != HOLDER_GLOBAL) {
    r[OPERAND_A(pc)] = value_cell(holder.environment);
    return true;
  }
  bool has;
  TRY(global_has(vm, vm->realm, name, &has));
  r[OPERAND_A(pc)] = has ? slot_load(vm, vm->realm->global_object) : value_undefined(vm);
  return true;
}

/* What a resolved holder (an environment) has under the name, without asking a `with` object again
 * whether it has it. */
static bool holder_of(Vm *vm, Environment *e, PropertyKey name, Holder *out) {
  ScopeInfo *info = environment_scope_info(vm, e);
  *out = (Holder){.environment = e};
  if (!info) {
    out->kind = HOLDER_WITH;
    out->object = slot_cell_present(vm, e->info);
    return true;
  }
  int64_t slot = scope_info_find(vm, info, name, &out->binding_kind);
  out->kind = slot >= 0 ? HOLDER_SLOT : HOLDER_EVAL;
  out->slot = (uint32_t)slot;
  out->object = slot >= 0 ? NULL : eval_variables(vm, e);
  return true;
}

bool slow_get_resolved(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  Value base = r[OPERAND_B(pc)], *out = &r[OPERAND_A(pc)];
  bool found;
  if (value_is_undefined(vm, base)) return throw_name(vm, ERROR_NOT_DEFINED, name);
  if (value_is_object(base)) {
    TRY(global_get(vm, vm->realm, name, &found, out));
    return found || throw_name(vm, ERROR_NOT_DEFINED, name);
  }
  Holder holder;
  TRY(holder_of(vm, (Environment *)(void *)value_as_cell(base), name, &holder));
  if (holder.kind == HOLDER_SLOT) return load_slot(vm, &holder, name, out);
  return load_with(vm, holder.object, name, OPERAND_C(pc) != 0, out);
}

static bool store_slot(Vm *vm, const Holder *h, PropertyKey name, Value value, bool strict) {
  Slot *slot = &h->environment->items[h->slot];
  if (value_is_uninitialised(vm, slot_load(vm, *slot)))
    return throw_name(vm, ERROR_UNINITIALISED, name);
  if (h->binding_kind == BINDING_FUNCTION_NAME && !strict) return true;
  if (h->binding_kind != BINDING_LET && h->binding_kind != BINDING_VAR) {
    char text[96];
    return throw_type_error(vm, ERROR_ASSIGN_TO_CONST, key_describe(vm, name, text, sizeof text));
  }
  slot_store(vm, h->environment, slot, value);
  return true;
}

static bool store(Vm *vm, const Holder *h, PropertyKey name, Value value, bool strict) {
  if (h->kind == HOLDER_SLOT) return store_slot(vm, h, name, value, strict);
  if (h->kind == HOLDER_EVAL) {
    bool still;
    TRY(has_own_property(vm, h->object, name, &still));
    if (!still && strict) return throw_name(vm, ERROR_NOT_DEFINED, name);
    return set(vm, h->object, name, value, strict);
  }
  bool still;
  TRY(object_has_property(vm, h->object, name, &still));
  if (!still && strict) return throw_name(vm, ERROR_NOT_DEFINED, name);
  return set(vm, h->object, name, value, strict);
}

bool slow_set_resolved(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  Value base = r[OPERAND_B(pc)], value = r[OPERAND_A(pc)];
  bool strict = OPERAND_C(pc) != 0;
  if (value_is_undefined(vm, base)) {
    if (strict) return throw_name(vm, ERROR_NOT_DEFINED, name);
    return set(vm, slot_cell_present(vm, vm->realm->global_object), name, value, false);
  }
  if (value_is_object(base)) return global_set(vm, vm->realm, name, value, strict);
  Holder holder;
  TRY(holder_of(vm, (Environment *)(void *)value_as_cell(base), name, &holder));
  return store(vm, &holder, name, value, strict);
}

bool slow_set_name(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  Holder holder;
  TRY(find_name(vm, r[OPERAND_B(pc)], name, &holder));
  bool strict = OPERAND_C(pc) != 0;
  if (holder.kind == HOLDER_GLOBAL)
    return global_set(vm, vm->realm, name, r[OPERAND_A(pc)], strict);
  return store(vm, &holder, name, r[OPERAND_A(pc)], strict);
}

bool slow_delete_name(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  Holder holder;
  bool ok = false;
  TRY(find_name(vm, r[OPERAND_B(pc)], name, &holder));
  if (holder.kind == HOLDER_GLOBAL) TRY(global_delete(vm, vm->realm, name, &ok));
  else if (holder.kind != HOLDER_SLOT) TRY(object_delete(vm, holder.object, name, &ok));
  r[OPERAND_A(pc)] = value_bool(vm, ok);
  return true;
}

/* --- declarations of sloppy direct evals (#sec-evaldeclarationinstantiation) --- */

static Slots *names_of(Vm *vm, Slots *record, uint32_t field) {
  Value v = slot_load(vm, record->items[field]);
  return value_is_type(v, CELL_SLOTS) ? (Slots *)(void *)value_as_cell(v) : NULL;
}
static uint32_t names_count(const Slots *names) { return names ? cell_header_data(names) : 0; }
static PropertyKey names_at(Vm *vm, const Slots *names, uint32_t i) {
  return key_from_name(slot_cell_present(vm, names->items[i]));
}

/* The nearest variable environment; NULL: the global one. */
static Environment *variable_environment(Vm *vm, Value from) {
  for (Environment *e = operand_environment(vm, from); e; e = slot_cell(vm, e->parent)) {
    ScopeInfo *info = slot_is_none(e->info) ? NULL : environment_scope_info(vm, e);
    if (info && scope_info_flags(vm, info) & SCOPE_INFO_FUNCTION) return e;
  }
  return NULL;
}

/* Whether a lexical declaration between the eval and its variable environment (included) has the
 * name. */
static bool hoist_conflict(Vm *vm, Value from, const Environment *target, PropertyKey name) {
  for (Environment *e = operand_environment(vm, from); e; e = slot_cell(vm, e->parent)) {
    ScopeInfo *info = slot_is_none(e->info) ? NULL : environment_scope_info(vm, e);
    int kind;
    if (info && scope_info_find(vm, info, name, &kind) >= 0) {
      bool simple_catch = scope_info_flags(vm, info) & SCOPE_INFO_CATCH_SIMPLE;
      if (e == target ? kind == BINDING_LET || kind == BINDING_CONST : !simple_catch) return true;
    }
    if (e == target) return false;
  }
  return false;
}

static bool check_hoists(Vm *vm, Value from, const Environment *target, const Slots *names) {
  for (uint32_t i = 0; i < names_count(names); i++) {
    PropertyKey name = names_at(vm, names, i);
    char text[96];
    if (hoist_conflict(vm, from, target, name))
      return throw_syntax_error(vm, ERROR_REDECLARATION, key_describe(vm, name, text, sizeof text));
  }
  return true;
}

static bool declare_in(Vm *vm, Environment *e, PropertyKey name) {
  int kind;
  if (scope_info_find(vm, environment_scope_info(vm, e), name, &kind) >= 0) return true;
  Object *variables = eval_variables(vm, e);
  if (!variables) {
    variables = object_new_with_prototype(vm, value_null(vm), 0);
    if (!variables) return false;
    slot_store(vm, e, &e->items[0], value_cell(variables));
  }
  bool has;
  TRY(has_own_property(vm, variables, name, &has));
  return has || object_put_own(vm, variables, name, value_undefined(vm), PROPERTY_DEFAULT);
}

bool slow_declare_eval(Vm *vm, const uint32_t *pc, Value *r) {
  Slots *record = slot_cell_present(vm, (Slot){pc[1]});
  Value from = r[OPERAND_A(pc)];
  Environment *target = variable_environment(vm, from);
  Slots *vars = names_of(vm, record, GLOBALS_VAR_NAMES);
  Slots *functions = names_of(vm, record, GLOBALS_FUNCTION_NAMES);
  Slots *annex_b = names_of(vm, record, GLOBALS_ANNEX_B_NAMES);
  TRY(check_hoists(vm, from, target, vars));
  TRY(check_hoists(vm, from, target, functions));
  if (!target) {
    TRY(global_declare(vm, vm->realm, record));
    return true;
  }
  for (uint32_t i = 0; i < names_count(annex_b); i++)
    if (!hoist_conflict(vm, from, target, names_at(vm, annex_b, i)))
      TRY(declare_in(vm, target, names_at(vm, annex_b, i)));
  for (uint32_t i = 0; i < names_count(functions); i++)
    TRY(declare_in(vm, target, names_at(vm, functions, i)));
  for (uint32_t i = 0; i < names_count(vars); i++)
    TRY(declare_in(vm, target, names_at(vm, vars, i)));
  return true;
}

bool slow_set_eval_variable(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey name = name_operand(vm, pc, 1);
  Value value = r[OPERAND_A(pc)];
  Environment *e = variable_environment(vm, r[OPERAND_B(pc)]);
  if (!e) {
    Object *global = slot_cell_present(vm, vm->realm->global_object);
    bool has;
    TRY(has_own_property(vm, global, name, &has));
    return !has || set(vm, global, name, value, false);
  }
  int kind;
  int64_t slot = scope_info_find(vm, environment_scope_info(vm, e), name, &kind);
  if (slot >= 0) {
    slot_store(vm, e, &e->items[slot], value);
    return true;
  }
  Object *variables = eval_variables(vm, e);
  bool has = false;
  if (variables) TRY(has_own_property(vm, variables, name, &has));
  return !has || set(vm, variables, name, value, false);
}
