/* SPDX-License-Identifier: MIT */
/* module.c: modules: the body, the declarations that linking runs, the records of imports and
 * exports.
 *
 * Both codes are functions that close over the module environment; its slots are given out before
 * either is generated. Only variables that a closure or another module sees have slots. */
#include "compile/program.h"

/* --- records --- */

static Slots *new_records(Compiler *c, uint32_t count, uint32_t fields) {
  Slots *slots = slots_new(c->vm, CELL_SLOTS, count * fields);
  if (!slots) compiler_fail(c);
  return slots;
}

static void put(Compiler *c, Slots *slots, uint32_t index, Value value) {
  slot_store(c->vm, slots, &slots->items[index], value);
}
static void put_number(Compiler *c, Slots *slots, uint32_t index, uint32_t number) {
  put(c, slots, index, value_uint32(number));
}
static void put_name(Compiler *c, Slots *slots, uint32_t index, Name *name) {
  put(c, slots, index, name ? value_string(compiler_name(c, name)) : value_undefined(c->vm));
}

static Value attributes_record(Compiler *c, const ModuleRequest *r) {
  if (!r->attribute_count) return value_undefined(c->vm);
  Slots *slots = new_records(c, r->attribute_count, 2);
  for (uint32_t i = 0; i < r->attribute_count; i++) {
    put_name(c, slots, i * 2, r->attributes[i].key);
    put_name(c, slots, i * 2 + 1, r->attributes[i].value);
  }
  return value_cell(slots);
}

static Slots *request_records(Compiler *c, const ModuleInfo *m) {
  Slots *slots = new_records(c, m->request_count, MODULE_REQUEST_FIELDS);
  for (uint32_t i = 0; i < m->request_count; i++) {
    const ModuleRequest *r = &m->requests[i];
    uint32_t base = i * MODULE_REQUEST_FIELDS;
    put_name(c, slots, base + MODULE_REQUEST_SPECIFIER, r->specifier);
    put(c, slots, base + MODULE_REQUEST_ATTRIBUTES, attributes_record(c, r));
    put_number(c, slots, base + MODULE_REQUEST_PHASE, r->phase);
    put_number(c, slots, base + MODULE_REQUEST_OFFSET, r->start);
    put_number(c, slots, base + MODULE_REQUEST_END, r->end);
  }
  return slots;
}

static uint32_t slot_of(Compiler *c, Declaration *d) { return declaration_variable(c, d)->slot; }

static Slots *import_records(Compiler *c, const ModuleInfo *m) {
  Slots *slots = new_records(c, m->import_count, MODULE_IMPORT_FIELDS);
  for (uint32_t i = 0; i < m->import_count; i++) {
    const ImportEntry *e = &m->imports[i];
    uint32_t base = i * MODULE_IMPORT_FIELDS;
    put_number(c, slots, base + MODULE_IMPORT_REQUEST, e->request);
    put_name(c, slots, base + MODULE_IMPORT_NAME, e->import_name);
    put_number(c, slots, base + MODULE_IMPORT_SLOT, slot_of(c, e->declaration));
    put_number(c, slots, base + MODULE_IMPORT_OFFSET, e->start);
    put_number(c, slots, base + MODULE_IMPORT_END, e->end);
  }
  return slots;
}

static Slots *local_export_records(Compiler *c, const ModuleInfo *m) {
  Slots *slots = new_records(c, m->local_export_count, MODULE_LOCAL_EXPORT_FIELDS);
  for (uint32_t i = 0; i < m->local_export_count; i++) {
    const LocalExport *e = &m->local_exports[i];
    uint32_t base = i * MODULE_LOCAL_EXPORT_FIELDS;
    put_name(c, slots, base + MODULE_LOCAL_EXPORT_NAME, e->export_name);
    put_number(c, slots, base + MODULE_LOCAL_EXPORT_SLOT, slot_of(c, e->declaration));
  }
  return slots;
}

static Slots *indirect_export_records(Compiler *c, const ModuleInfo *m) {
  Slots *slots = new_records(c, m->indirect_export_count, MODULE_INDIRECT_EXPORT_FIELDS);
  for (uint32_t i = 0; i < m->indirect_export_count; i++) {
    const IndirectExport *e = &m->indirect_exports[i];
    uint32_t base = i * MODULE_INDIRECT_EXPORT_FIELDS;
    put_name(c, slots, base + MODULE_INDIRECT_EXPORT_NAME, e->export_name);
    put_number(c, slots, base + MODULE_INDIRECT_EXPORT_REQUEST, e->request);
    put_name(c, slots, base + MODULE_INDIRECT_EXPORT_IMPORT_NAME, e->import_name);
    put_number(c, slots, base + MODULE_INDIRECT_EXPORT_OFFSET, e->start);
    put_number(c, slots, base + MODULE_INDIRECT_EXPORT_END, e->end);
  }
  return slots;
}

static Slots *star_export_records(Compiler *c, const ModuleInfo *m) {
  Slots *slots = new_records(c, m->star_export_count, MODULE_STAR_EXPORT_FIELDS);
  for (uint32_t i = 0; i < m->star_export_count; i++) {
    const StarExport *e = &m->star_exports[i];
    uint32_t base = i * MODULE_STAR_EXPORT_FIELDS;
    put_number(c, slots, base + MODULE_STAR_EXPORT_REQUEST, e->request);
    put_number(c, slots, base + MODULE_STAR_EXPORT_OFFSET, e->start);
    put_number(c, slots, base + MODULE_STAR_EXPORT_END, e->end);
  }
  return slots;
}

/* --- codes --- */

/* Gives out the slots of the module environment. */
static void allocate_slots(Compiler *c, Scope *scope) {
  ScopeData *data = scope_data(c, scope);
  uint32_t in_registers = 0;
  for (Declaration *d = scope->first; d; d = d->next) {
    Variable *v = declaration_variable(c, d);
    bool needs_slot = v->captured || d->kind == DECLARE_IMPORT;
    if (!needs_slot && in_registers++ < LOCAL_LIMIT / 2) continue;
    v->captured = true;
    v->storage = STORAGE_ENVIRONMENT;
    v->slot = data->slot_count++;
  }
}

static bool starts_undefined(const Declaration *d) {
  return d->kind == DECLARE_VAR || d->kind == DECLARE_ENUM || d->kind == DECLARE_NAMESPACE;
}

/* Vars become undefined, functions closures. */
static void fill_slots(CodeBuilder *b, Scope *scope) {
  Register r = local(b);
  emit_undefined(b, r);
  for (Declaration *d = scope->first; d; d = d->next) {
    const Variable *v = d->data;
    if (v->storage != STORAGE_ENVIRONMENT || d->function || !starts_undefined(d)) continue;
    Place place = declaration_place(b, d);
    place_initialise(b, &place, r);
  }
  for (Declaration *d = scope->first; d; d = d->next) {
    if (!d->function) continue;
    Name *name = d->function->name ? d->function->name : b->compiler->default_name;
    Place place = declaration_place(b, d);
    compile_closure(b, d->function, name_hint(name), NO_REGISTER, r);
    place_initialise(b, &place, r);
  }
}

static Code *compile_declarations(Compiler *c, EnvironmentContext *context) {
  FunctionNode *f = COMPILER_NEW(c, FunctionNode);
  f->node =
      (Node){.kind = NODE_FUNCTION, .start = c->script->node.start, .end = c->script->node.end};
  f->function_kind = FUNCTION_MODULE;
  f->flags = FUNCTION_STRICT | FUNCTION_SIMPLE_PARAMETERS;
  function_data(c, f)->uses_outer = true;
  CodeBuilder *b = COMPILER_NEW(c, CodeBuilder);
  function_begin(b, c, f, context);
  b->scope = c->script->scope;
  b->closure_register = local(b);
  emit(b, OPCODE_LOAD_ENVIRONMENT, b->closure_register, 0, 0);
  b->prologue_end = b->words.length;
  fill_slots(b, c->script->scope);
  emit(b, OPCODE_RETURN_UNDEFINED, 0, 0, 0);
  return builder_finish(b);
}

static void compile_module_body(Compiler *c, void *result) {
  CompiledModule *out = result;
  const ModuleInfo *m = c->program->module;
  Scope *scope = c->script->scope;
  allocate_slots(c, scope);
  EnvironmentContext *context = COMPILER_NEW(c, EnvironmentContext);
  context->scope = scope;
  out->environment_slots = scope_data(c, scope)->slot_count;
  out->scope_info = context->info = module_scope_info(c, scope);
  function_data(c, c->script)->uses_outer = true;
  out->declarations = compile_declarations(c, context);
  out->body = compile_program_function(c, c->script, context, false);
  out->requests = request_records(c, m);
  out->imports = import_records(c, m);
  out->local_exports = local_export_records(c, m);
  out->indirect_exports = indirect_export_records(c, m);
  out->star_exports = star_export_records(c, m);
  out->has_top_level_await = m->has_top_level_await;
  out->uses_import_meta = m->uses_import_meta;
}

bool compile_module(Vm *vm, const Program *program, Source *source, CompiledModule *out) {
  *out = (CompiledModule){0};
  return compiler_run(vm, program, source, NULL, 0, compile_module_body, out);
}
