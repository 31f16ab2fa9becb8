/* SPDX-License-Identifier: MIT */
/* variable.c: reading and writing variables, wherever they are. */
#include "compile/generate.h"

/* --- environments --- */

Register environment_register(CodeBuilder *b) {
  if (!b->environment) return NO_REGISTER;
  return b->environment == b->closure ? b->closure_register : b->environment->reg;
}

Register environment_operand(CodeBuilder *b) {
  Register r = environment_register(b);
  if (r != NO_REGISTER) return r;
  r = temporary(b);
  emit_undefined(b, r);
  return r;
}

ScopeInfo *environment_info(CodeBuilder *b) {
  for (EnvironmentContext *e = b->environment; e; e = e->parent)
    if (e->info) return e->info;
  return NULL;
}

/* Finds a scope's environment. Environments made in this function are in registers of it. */
static void find_environment(CodeBuilder *b, const Scope *scope, Place *place) {
  EnvironmentContext *e = b->environment;
  for (; e != b->closure; e = e->parent)
    if (e->scope == scope) {
      place->reg = e->reg;
      return;
    }
  for (; e; e = e->parent, place->hops++)
    if (e->scope == scope) {
      place->reg = b->closure_register;
      return;
    }
  UNREACHABLE();
}

/* More environments up than an operand can say: goes a part of the way. */
static Register climb(CodeBuilder *b, const Place *place, unsigned *hops) {
  Register reg = place->reg;
  uint32_t left = place->hops;
  if (left > 255) {
    Register r = temporary(b);
    for (; left > 255; left -= 255, reg = r) emit(b, OPCODE_PARENT_ENVIRONMENT, r, reg, 255);
  }
  *hops = left;
  return reg;
}

/* --- places --- */

static uint8_t declaration_access(const CodeBuilder *b, const Declaration *d) {
  if (!d) return PLACE_WRITABLE;
  if (d->kind == DECLARE_FUNCTION_NAME) return b->strict ? PLACE_CONSTANT : PLACE_SILENT;
  return declaration_is_constant(d) ? PLACE_CONSTANT : PLACE_WRITABLE;
}

uint32_t place_name(CodeBuilder *b, const Place *p) {
  if (p->name) return constant_name(b, p->name);
  if (p->string) return constant_cell(b, p->string);
  return p->text ? constant_ascii(b, p->text) : constant_undefined(b);
}

Place variable_place(CodeBuilder *b, Variable *v) {
  Place place = {
      .access = declaration_access(b, v->declaration), .name = v->name, .text = v->pseudo};
  switch ((VariableStorage)v->storage) {
    case STORAGE_REGISTER:
      place.kind = PLACE_REGISTER;
      place.reg = v->reg;
      break;
    case STORAGE_GLOBAL:
      place.kind = PLACE_GLOBAL;
      place.access = PLACE_WRITABLE;
      break;
    case STORAGE_NAME: place.kind = PLACE_NAME; break;
    default:
      place.kind = v->declaration && v->declaration->kind == DECLARE_IMPORT ? PLACE_IMPORT
                                                                            : PLACE_ENVIRONMENT;
      place.slot = v->slot;
      find_environment(b, v->scope, &place);
      place.has_copy = v->has_copy && v->scope->function == b->function;
      place.copy = v->reg;
      break;
  }
  return place;
}

Place declaration_place(CodeBuilder *b, Declaration *declaration) {
  return variable_place(b, declaration_variable(b->compiler, declaration));
}

static Place global_place(Name *name) { return (Place){.kind = PLACE_GLOBAL, .name = name}; }

static Place name_place(CodeBuilder *b, Name *name) {
  PlaceKind kind = environment_register(b) == NO_REGISTER ? PLACE_GLOBAL : PLACE_NAME;
  return (Place){.kind = kind, .name = name};
}

/* A variable of a direct eval's caller. */
static Place caller_place(CodeBuilder *b, const CallerVariable *found, String *name) {
  Place place = {.kind = found->kind == BINDING_IMPORT ? PLACE_IMPORT : PLACE_ENVIRONMENT,
                 .check = true,
                 .reg = b->closure_register,
                 .slot = found->slot,
                 .string = name};
  if (found->kind == BINDING_CONST || found->kind == BINDING_IMPORT) place.access = PLACE_CONSTANT;
  if (found->kind == BINDING_FUNCTION_NAME)
    place.access = b->strict ? PLACE_CONSTANT : PLACE_SILENT;
  for (EnvironmentContext *e = b->closure; e; e = e->parent) place.hops++;
  /* the eval's own closure context stands for the caller's innermost environment */
  place.hops += found->hops - 1;
  return place;
}

static Place unresolved_place(CodeBuilder *b, Name *name) {
  Compiler *c = b->compiler;
  if (!c->caller) return global_place(name);
  String *string = compiler_name(c, name);
  CallerVariable found = caller_find(c, string);
  if (found.dynamic) return name_place(b, name);
  return found.found ? caller_place(b, &found, string) : global_place(name);
}

Place identifier_place(CodeBuilder *b, IdentifierNode *node) {
  if (node->number & REFERENCE_DYNAMIC) return name_place(b, node->name);
  if (node->number & REFERENCE_MEMBER)
    return (Place){.kind = PLACE_MEMBER, .object = node->declaration, .name = node->name};
  if (node->number & REFERENCE_ARGUMENTS) {
    Place place;
    if (pseudo_place(b, PSEUDO_ARGUMENTS, &place)) return place;
  }
  if (node->number & REFERENCE_WRAPPER)
    return variable_place(b, commonjs_variable(b->compiler, node->name));
  if (!node->declaration) return unresolved_place(b, node->name);
  Place place = declaration_place(b, node->declaration);
  place.check = node->number & REFERENCE_CHECK;
  return place;
}

Place text_place(CodeBuilder *b, const char *text, size_t length) {
  Declaration *d = find_by_text(b->scope, text, length);
  if (d) {
    Place place = declaration_place(b, d);
    place.check = declaration_has_dead_zone(d);
    return place;
  }
  char *copy = compiler_allocate(b->compiler, length + 1);
  memcpy(copy, text, length);
  Name *name = compiler_make_name(b->compiler, copy);
  Variable *wrapper = commonjs_variable(b->compiler, name);
  return wrapper ? variable_place(b, wrapper) : global_place(name);
}

bool pseudo_place(CodeBuilder *b, Pseudo pseudo, Place *out) {
  FunctionNode *owner = function_of_this(b->function);
  FunctionData *data = owner->data;
  if (data->pseudo[pseudo]) {
    *out = variable_place(b, data->pseudo[pseudo]);
    return true;
  }
  if (owner->function_kind != FUNCTION_EVAL || !b->compiler->caller) return false;
  String *name = compiler_ascii(b->compiler, pseudo_names[pseudo]);
  CallerVariable found = caller_find(b->compiler, name);
  if (found.found) *out = caller_place(b, &found, name);
  return found.found;
}

/* --- environment --- */

static void load_environment(CodeBuilder *b, const Place *p, Register destination) {
  if (p->has_copy) {
    emit_move(b, destination, p->copy);
    return;
  }
  unsigned mark = b->next, hops;
  Register reg = climb(b, p, &hops);
  if (p->check)
    emit2(b, OPCODE_GET_ENVIRONMENT_CHECKED, destination, reg, hops, p->slot, place_name(b, p));
  else if (hops == 0 && p->slot < 256) emit(b, OPCODE_GET_ENVIRONMENT, destination, reg, p->slot);
  else emit1(b, OPCODE_GET_ENVIRONMENT_UP, destination, reg, hops, p->slot);
  release(b, mark);
}

static void store_environment(CodeBuilder *b, const Place *p, Register value, bool check) {
  unsigned mark = b->next, hops;
  Register reg = climb(b, p, &hops);
  if (check) emit2(b, OPCODE_SET_ENVIRONMENT_CHECKED, value, reg, hops, p->slot, place_name(b, p));
  else if (hops == 0 && p->slot < 256) emit(b, OPCODE_SET_ENVIRONMENT, value, reg, p->slot);
  else emit1(b, OPCODE_SET_ENVIRONMENT_UP, value, reg, hops, p->slot);
  release(b, mark);
}

static void load_import(CodeBuilder *b, const Place *p, Register destination) {
  unsigned mark = b->next, hops;
  Register reg = climb(b, p, &hops);
  emit2(b, OPCODE_GET_IMPORT, destination, reg, hops, p->slot, place_name(b, p));
  release(b, mark);
}

/* --- load and store --- */

static void load_name(CodeBuilder *b, Opcode op, const Place *p, Register destination) {
  emit1(b, op, destination, environment_register(b), b->strict, place_name(b, p));
}

void place_load(CodeBuilder *b, const Place *p, Register destination) {
  unsigned mark = b->next;
  switch (p->kind) {
    case PLACE_REGISTER:
      if (p->check) emit1(b, OPCODE_CHECK_INITIALISED, p->reg, 0, 0, place_name(b, p));
      emit_move(b, destination, p->reg);
      break;
    case PLACE_ENVIRONMENT: load_environment(b, p, destination); break;
    case PLACE_IMPORT: load_import(b, p, destination); break;
    case PLACE_GLOBAL:
      emit_cached(b, OPCODE_GET_GLOBAL, destination, 0, 0, place_name(b, p));
      break;
    case PLACE_NAME: load_name(b, OPCODE_GET_NAME, p, destination); break;
    case PLACE_MEMBER: {
      Place object = declaration_place(b, p->object);
      Register r = place_operand(b, &object);
      emit_cached(b, OPCODE_GET_PROPERTY, destination, r, 0, place_name(b, p));
      break;
    }
  }
  release(b, mark);
}

void place_load_typeof(CodeBuilder *b, const Place *p, Register destination) {
  if (p->kind == PLACE_GLOBAL)
    emit1(b, OPCODE_GET_GLOBAL_TYPEOF, destination, 0, 0, place_name(b, p));
  else if (p->kind == PLACE_NAME) load_name(b, OPCODE_GET_NAME_TYPEOF, p, destination);
  else place_load(b, p, destination);
}

Register place_operand(CodeBuilder *b, const Place *p) {
  if (p->kind == PLACE_REGISTER && !p->check) return p->reg;
  if (p->kind == PLACE_ENVIRONMENT && p->has_copy) return p->copy;
  Register r = temporary(b);
  place_load(b, p, r);
  return r;
}

/* An assignment to a constant: in its dead zone that is the error. */
static void store_constant(CodeBuilder *b, const Place *p) {
  unsigned mark = b->next;
  if (p->check && p->kind == PLACE_REGISTER)
    emit1(b, OPCODE_CHECK_INITIALISED, p->reg, 0, 0, place_name(b, p));
  else if (p->check) place_load(b, p, temporary(b));
  emit1(b, OPCODE_THROW_CONST_ASSIGN, 0, 0, 0, place_name(b, p));
  release(b, mark);
}

static void store_member(CodeBuilder *b, const Place *p, Register value) {
  unsigned mark = b->next;
  Place object = declaration_place(b, p->object);
  Register r = place_operand(b, &object);
  emit_cached(b, OPCODE_SET_PROPERTY, r, value, b->strict, place_name(b, p));
  release(b, mark);
}

void place_store(CodeBuilder *b, const Place *p, Register value) {
  if (p->access == PLACE_SILENT) return;
  if (p->access == PLACE_CONSTANT) {
    store_constant(b, p);
    return;
  }
  switch (p->kind) {
    case PLACE_REGISTER:
      if (p->check) emit1(b, OPCODE_CHECK_INITIALISED, p->reg, 0, 0, place_name(b, p));
      emit_move(b, p->reg, value);
      break;
    case PLACE_ENVIRONMENT: store_environment(b, p, value, p->check); break;
    case PLACE_IMPORT: store_constant(b, p); break;
    case PLACE_GLOBAL:
      emit_cached(b, OPCODE_SET_GLOBAL, value, b->strict, 0, place_name(b, p));
      break;
    case PLACE_NAME:
      emit1(b, OPCODE_SET_NAME, value, environment_register(b), b->strict, place_name(b, p));
      break;
    case PLACE_MEMBER: store_member(b, p, value); break;
  }
}

void place_initialise(CodeBuilder *b, const Place *p, Register value) {
  switch (p->kind) {
    case PLACE_REGISTER: emit_move(b, p->reg, value); break;
    case PLACE_ENVIRONMENT:
      store_environment(b, p, value, false);
      if (p->has_copy) emit_move(b, p->copy, value);
      break;
    case PLACE_GLOBAL: emit1(b, OPCODE_INIT_GLOBAL, value, 0, 0, place_name(b, p)); break;
    default: place_store(b, p, value); break;
  }
}

/* --- eval --- */

static int function_flags(const FunctionNode *f) {
  switch ((FunctionKind)f->function_kind) {
    case FUNCTION_CONSTRUCTOR_DERIVED:
      return SCOPE_INFO_NEW_TARGET | SCOPE_INFO_SUPER_PROPERTY | SCOPE_INFO_SUPER_CALL;
    case FUNCTION_METHOD:
    case FUNCTION_GETTER:
    case FUNCTION_SETTER:
    case FUNCTION_CONSTRUCTOR_BASE:
    case FUNCTION_STATIC_BLOCK: return SCOPE_INFO_NEW_TARGET | SCOPE_INFO_SUPER_PROPERTY;
    case FUNCTION_FIELDS:
      return SCOPE_INFO_NEW_TARGET | SCOPE_INFO_SUPER_PROPERTY | SCOPE_INFO_CLASS_FIELD;
    case FUNCTION_NORMAL: return SCOPE_INFO_NEW_TARGET;
    default: return 0;
  }
}

ScopeInfo *eval_caller_info(CodeBuilder *b) {
  Compiler *c = b->compiler;
  FunctionNode *owner = function_of_this(b->function);
  int flags = function_flags(owner);
  if (owner->function_kind == FUNCTION_EVAL && c->eval_context)
    flags = value_as_int(slot_load(c->vm, c->eval_context->kind_and_flags)) & ~SCOPE_INFO_STRICT;
  if (b->strict) flags |= SCOPE_INFO_STRICT;
  return make_scope_info(b, NULL, NULL, flags);
}
