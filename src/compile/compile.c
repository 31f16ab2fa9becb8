/* SPDX-License-Identifier: MIT */
/* compile.c: entry points: scripts, evals, dynamic functions; the Compiler itself.
 *
 * Modules are in module.c. */
#include "compile/compile_source.h"
#include "compile/program.h"

/* --- compiler --- */

void compiler_fail(Compiler *c) { longjmp(c->failed, 1); }

static void out_of_memory(void *context) {
  Compiler *c = context;
  throw_out_of_memory(c->vm);
  compiler_fail(c);
}

void compiler_check_stack(Compiler *c) {
  char here;
  if (unlikely(&here <= c->vm->c_stack_limit)) compiler_fail_too_deep(c);
}

void compiler_fail_too_deep(Compiler *c) {
  uint32_t at = c->builder ? c->builder->offset : 0;
  SyntaxError error = {SYNTAX_TOO_DEEP, SYNTAX_TOO_DEEP_MESSAGE, .start = at, .end = at + 1};
  throw_syntax_error_at(c->vm, &error, c->source);
  compiler_fail(c);
}

void *compiler_allocate(Compiler *c, size_t size) { return arena_alloc(&c->arena, size); }

Name *compiler_make_name(Compiler *c, const char *text) {
  size_t length = strlen(text);
  Name *name = compiler_allocate(c, sizeof(Name) + length + 1);
  name->length = (uint32_t)length;
  memcpy(name->bytes, text, length);
  return name;
}

bool compiler_run(Vm *vm, const Program *program, Source *source, ScopeInfo *caller, unsigned flags,
                  CompilerBody body, void *out) {
  Compiler c = {.vm = vm, .program = program, .source = source, .script = program->function};
  CodeBuilder spare = {0};
  c.spare = &spare;
  c.flags = flags;
  c.caller = caller && slot_is_cell(caller->parent) &&
                     cell_type(slot_cell_present(vm, caller->parent)) == CELL_SCOPE_INFO
                 ? caller
                 : NULL;
  c.eval_context = caller;
  arena_init(&c.arena, out_of_memory, &c);
  heap_defer_collection(vm);
  bool ok = false;
  if (setjmp(c.failed) == 0) {
    c.default_name = compiler_make_name(&c, "default");
    compiler_resolve(&c);
    body(&c, out);
    ok = true;
  } else {
    while (c.builder) builder_destroy(c.builder);
  }
  builder_free_vectors(&spare);
  NodeVec_destroy(&c.spine);
  arena_destroy(&c.arena);
  heap_resume_collection(vm);
  return ok;
}

/* --- names --- */

/* Longer literals are not interned unless they are used as names. */
#define INTERN_LIMIT 64

String *compiler_string(Compiler *c, Name *name) {
  if (name->data) return name->data;
  String *string = name->length <= INTERN_LIMIT
                       ? string_intern_utf8(c->vm, name->bytes, name->length)
                       : string_new_utf8(c->vm, name->bytes, name->length);
  if (!string) compiler_fail(c);
  return name->data = string;
}

String *compiler_name(Compiler *c, Name *name) {
  String *string = compiler_string(c, name);
  if (string_is_interned(string)) return string;
  string = string_intern(c->vm, string);
  if (!string) compiler_fail(c);
  return name->data = string;
}

String *compiler_ascii(Compiler *c, const char *text) {
  String *string = string_intern_utf8(c->vm, text, strlen(text));
  if (!string) compiler_fail(c);
  return string;
}

bool name_is(const Name *name, const char *text) {
  return name->length == strlen(text) && memcmp(name->bytes, text, name->length) == 0;
}

bool name_is_index(const Name *name, uint32_t *index) {
  if (name->length == 0 || name->length > 10) return false;
  if (name->bytes[0] == '0' && name->length > 1) return false;
  uint64_t value = 0;
  for (uint32_t i = 0; i < name->length; i++) {
    if (name->bytes[i] < '0' || name->bytes[i] > '9') return false;
    value = value * 10 + (uint64_t)(name->bytes[i] - '0');
  }
  *index = (uint32_t)value;
  return value < UINT32_MAX;
}

/* --- global declarations --- */

/* In which list of a GLOBALS_ record a declaration belongs. */
static int globals_list(const Declaration *d) {
  if (d->kind == DECLARE_FUNCTION || d->function) return GLOBALS_FUNCTION_NAMES;
  if (d->kind == DECLARE_VAR)
    return d->flags & DECLARATION_ANNEX_B ? GLOBALS_ANNEX_B_NAMES : GLOBALS_VAR_NAMES;
  if (d->kind == DECLARE_ENUM || d->kind == DECLARE_NAMESPACE) return GLOBALS_VAR_NAMES;
  return declaration_is_constant(d) ? GLOBALS_CONST_NAMES : GLOBALS_LET_NAMES;
}

static bool is_in_globals_list(const Scope *scope, const Declaration *d, int list) {
  return globals_list(d) == list &&
         !(scope->kind == SCOPE_EVAL && (d->flags & DECLARATION_LEXICAL));
}

/* The names of a list's declarations. */
static Slots *globals_names(Compiler *c, const Scope *scope, int list) {
  uint32_t count = 0, i = 0;
  for (Declaration *d = scope->first; d; d = d->next) count += is_in_globals_list(scope, d, list);
  Slots *names = slots_new(c->vm, CELL_SLOTS, count);
  if (!names) compiler_fail(c);
  for (Declaration *d = scope->first; d; d = d->next)
    if (is_in_globals_list(scope, d, list))
      slot_store(c->vm, names, &names->items[i++], value_string(compiler_name(c, d->name)));
  return names;
}

/* The record of a scope's declarations; only what is var-like unless `lexical`. */
static uint32_t globals_record(CodeBuilder *b, Scope *scope, bool lexical, bool deletable) {
  Compiler *c = b->compiler;
  Slots *record = slots_new(c->vm, CELL_INTERNAL, GLOBALS_FIELDS);
  if (!record) compiler_fail(c);
  for (int list = GLOBALS_LET_NAMES; list <= GLOBALS_ANNEX_B_NAMES; list++) {
    bool wanted = lexical || list >= GLOBALS_VAR_NAMES;
    Slots *names = wanted ? globals_names(c, scope, list) : slots_new(c->vm, CELL_SLOTS, 0);
    if (!names) compiler_fail(c);
    slot_store_cell(c->vm, record, &record->items[list], names);
  }
  slot_store(c->vm, record, &record->items[GLOBALS_EVAL], value_int(deletable));
  return constant_cell(b, record);
}

/* Hoisted functions of a script or sloppy eval. */
static void declare_functions(CodeBuilder *b, Scope *scope, bool deletable) {
  for (Declaration *d = scope->first; d; d = d->next) {
    if (!d->function) continue;
    const Variable *v = d->data;
    if (v->storage != STORAGE_GLOBAL && v->storage != STORAGE_NAME) continue;
    unsigned mark = b->next;
    Register r = temporary(b);
    compile_closure(b, d->function, name_hint(d->name), NO_REGISTER, r);
    if (v->storage == STORAGE_GLOBAL)
      emit1(b, OPCODE_DECLARE_GLOBAL_FUNCTION, r, deletable, 0, constant_name(b, d->name));
    else
      emit1(b, OPCODE_SET_EVAL_VARIABLE, r, environment_operand(b), 0, constant_name(b, d->name));
    release(b, mark);
  }
}

static bool has_vars(const Scope *scope) {
  for (const Declaration *d = scope->first; d; d = d->next)
    if (!(d->flags & DECLARATION_LEXICAL) && (d->kind == DECLARE_VAR || d->function)) return true;
  return false;
}

void declare_program(CodeBuilder *b) {
  FunctionNode *f = b->function;
  Scope *scope = f->scope;
  if (f->function_kind == FUNCTION_SCRIPT && !(b->compiler->flags & COMPILE_COMMONJS)) {
    bool deletable = b->compiler->flags & COMPILE_DELETABLE_GLOBALS;
    at(b, 0);
    emit1(b, OPCODE_DECLARE_GLOBALS, 0, 0, 0, globals_record(b, scope, true, deletable));
    declare_functions(b, scope, deletable);
  } else if (f->function_kind == FUNCTION_EVAL && !b->strict && has_vars(scope)) {
    at(b, 0);
    uint32_t record = globals_record(b, scope, false, true);
    unsigned mark = b->next;
    if (b->closure) emit1(b, OPCODE_DECLARE_EVAL, b->closure_register, 0, 0, record);
    else emit1(b, OPCODE_DECLARE_GLOBALS, 0, 0, 0, record);
    release(b, mark);
    declare_functions(b, scope, true);
  }
}

/* --- programs --- */

static void compile_script_body(Compiler *c, void *out) {
  *(Code **)out =
      compile_program_function(c, c->script, NULL, (c->flags & COMPILE_COMPLETION_VALUE) != 0);
}

Code *compile_script(Vm *vm, const Program *program, Source *source, unsigned flags) {
  Code *code = NULL;
  if (!compiler_run(vm, program, source, NULL, flags, compile_script_body, &code)) return NULL;
  return code;
}

static void compile_eval_body(Compiler *c, void *out) {
  EnvironmentContext *context = NULL;
  if (c->caller) {
    context = COMPILER_NEW(c, EnvironmentContext);
    context->info = slot_cell_present(c->vm, c->caller->parent);
  }
  *(Code **)out = compile_program_function(c, c->script, context, true);
}

Code *compile_eval(Vm *vm, const Program *program, Source *source, ScopeInfo *caller) {
  Code *code = NULL;
  unsigned flags = COMPILE_COMPLETION_VALUE;
  if (!compiler_run(vm, program, source, caller, flags, compile_eval_body, &code)) return NULL;
  return code;
}

static void compile_dynamic_body(Compiler *c, void *out) {
  CodeBuilder *b = COMPILER_NEW(c, CodeBuilder);
  function_begin(b, c, c->script, NULL);
  *(Code **)out = compile_function(b, c->program->dynamic_function, compiler_ascii(c, "anonymous"));
  builder_destroy(b);
}

Code *compile_dynamic_function(Vm *vm, const Program *program, Source *source) {
  Code *code = NULL;
  if (!compiler_run(vm, program, source, NULL, 0, compile_dynamic_body, &code)) return NULL;
  return code;
}
