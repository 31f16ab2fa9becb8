/* SPDX-License-Identifier: MIT */
/* compile_source.c: parses and compiles text in one step. */
#include "compile/compile_source.h"

#include <stdlib.h>

/* --- errors --- */

static bool set_position(Vm *vm, ErrorObject *error, const SyntaxError *e, Source *source) {
  Slots *record = slots_new(vm, CELL_INTERNAL, ERROR_POSITION_FIELDS);
  if (!record) return false;
  slot_store(vm, record, &record->items[ERROR_POSITION_SOURCE], value_cell(source));
  slot_store(vm, record, &record->items[ERROR_POSITION_START], value_uint32(e->start));
  slot_store(vm, record, &record->items[ERROR_POSITION_END], value_uint32(e->end));
  slot_store_cell(vm, error, &error->source_position, record);
  return true;
}

bool throw_syntax_error_at(Vm *vm, const SyntaxError *e, Source *source) {
  if (e->kind == SYNTAX_OUT_OF_MEMORY) return throw_out_of_memory(vm);
  ErrorKind kind = e->kind == SYNTAX_REFERENCE_ERROR                          ? ERROR_KIND_REFERENCE
                   : e->kind == SYNTAX_TOO_LONG || e->kind == SYNTAX_TOO_DEEP ? ERROR_KIND_RANGE
                                                                              : ERROR_KIND_SYNTAX;
  String *message = string_new_utf8(vm, e->message, strlen(e->message));
  ErrorObject *error = message ? error_new(vm, kind, message) : NULL;
  if (!error || !set_position(vm, error, e, source)) return false;
  return throw_value(vm, value_cell(error));
}

/* --- programs --- */

static void use_source(Vm *vm, ParseOptions *options, const Source *source) {
  options->source = source->text;
  options->length = source->length;
  options->stack_limit = (void *)(uintptr_t)vm->c_stack_limit;
}

static bool compile_parsed(Vm *vm, const Program *program, Source *source, unsigned flags,
                           CompiledProgram *out) {
  *out = (CompiledProgram){.goal = program->goal};
  if (program->goal == GOAL_MODULE) return compile_module(vm, program, source, &out->module);
  out->script = compile_script(vm, program, source, flags);
  return out->script != NULL;
}

bool compile_source(Vm *vm, Source *source, const ParseOptions *options, unsigned flags,
                    CompiledProgram *out) {
  Arena arena;
  SyntaxError error;
  ParseOptions own = *options;
  use_source(vm, &own, source);
  arena_init(&arena, NULL, NULL);
  Program *program = parse_program(&arena, &own, &error);
  bool ok = program ? compile_parsed(vm, program, source, flags, out)
                    : throw_syntax_error_at(vm, &error, source);
  arena_destroy(&arena);
  keep_alive(source);
  return ok;
}

/* --- eval --- */

/* The private names that a direct eval may use: those of the scopes around, "#x" among their
 * names. */
typedef struct PrivateNames {
  const char **items;
  uint32_t count, capacity;
} PrivateNames;

static bool add_private_name(Vm *vm, PrivateNames *list, String *name) {
  if (list->count == list->capacity) {
    uint32_t capacity = list->capacity ? list->capacity * 2 : 8;
    const char **items = realloc(list->items, capacity * sizeof *items);
    if (!items) return throw_out_of_memory(vm);
    list->items = items;
    list->capacity = capacity;
  }
  char *text = string_to_utf8(vm, name, true, NULL);
  if (!text) return false;
  memmove(text, text + 1, strlen(text)); /* without the # */
  list->items[list->count++] = text;
  return true;
}

static bool is_private_name(Vm *vm, Slot slot) {
  Value value = slot_load(vm, slot);
  if (!value_is_string(value)) return false;
  StringView view = string_view_flat(vm, value_as_string(value));
  return view.length > 1 && view_at(view, 0) == '#';
}

static bool collect_private_names(Vm *vm, ScopeInfo *info, PrivateNames *list) {
  for (Cell *cell = (Cell *)info; cell && cell_type(cell) == CELL_SCOPE_INFO;
       cell = slot_cell(vm, ((ScopeInfo *)cell)->parent)) {
    Slots *names = slot_cell(vm, ((ScopeInfo *)cell)->names);
    if (!names || cell_type(names) != CELL_SLOTS) continue;
    for (uint32_t i = 0; i < cell_header_data(names); i++)
      if (is_private_name(vm, names->items[i]) &&
          !add_private_name(vm, list, value_as_string(slot_load(vm, names->items[i]))))
        return false;
  }
  return true;
}

static void free_private_names(PrivateNames *list) {
  for (uint32_t i = 0; i < list->count; i++) free((char *)(uintptr_t)list->items[i]);
  free(list->items);
}

static EvalContext eval_context(Vm *vm, ScopeInfo *caller, const PrivateNames *names) {
  int flags = caller ? value_as_int(slot_load(vm, caller->kind_and_flags)) : 0;
  return (EvalContext){
      .strict = flags & SCOPE_INFO_STRICT,
      .allow_new_target = flags & SCOPE_INFO_NEW_TARGET,
      .allow_super_property = flags & SCOPE_INFO_SUPER_PROPERTY,
      .allow_super_call = flags & SCOPE_INFO_SUPER_CALL,
      .forbid_arguments = flags & SCOPE_INFO_CLASS_FIELD,
      .private_names = names->items,
      .private_name_count = names->count,
  };
}

/* A Source of a string's text. */
static Source *source_from_string(Vm *vm, String *text, const char *name) {
  size_t length;
  String *source_name = string_new_ascii(vm, name);
  TRY_NULL(source_name);
  char *bytes = string_to_utf8(vm, text, true, &length);
  TRY_NULL(bytes);
  return source_new(vm, source_name, bytes, length);
}

static Code *parse_eval(Vm *vm, Source *source, ScopeInfo *caller, const PrivateNames *names) {
  Arena arena;
  SyntaxError error;
  ParseOptions options = {.goal = GOAL_EVAL, .eval = eval_context(vm, caller, names)};
  use_source(vm, &options, source);
  arena_init(&arena, NULL, NULL);
  Program *program = parse_program(&arena, &options, &error);
  Code *code = NULL;
  if (program) code = compile_eval(vm, program, source, caller);
  else (void)throw_syntax_error_at(vm, &error, source);
  arena_destroy(&arena);
  keep_alive(source);
  return code;
}

Code *compile_eval_source(Vm *vm, String *text, ScopeInfo *caller) {
  PrivateNames names = {0};
  Source *source = source_from_string(vm, text, "<eval>");
  TRY_NULL(source);
  Code *code = NULL;
  if (!caller || collect_private_names(vm, caller, &names))
    code = parse_eval(vm, source, caller, &names);
  free_private_names(&names);
  return code;
}

/* --- dynamic functions --- */

static Source *dynamic_source(Vm *vm, const char *text, size_t length) {
  char *copy = malloc(length + 1);
  String *name = string_new_ascii(vm, "<anonymous>");
  if (!copy || !name) {
    free(copy);
    if (!copy) (void)throw_out_of_memory(vm);
    return NULL;
  }
  memcpy(copy, text, length);
  copy[length] = 0;
  return source_new(vm, name, copy, length);
}

static Code *compile_dynamic(Vm *vm, bool is_async, bool is_generator, const char *parameters,
                             size_t parameters_length, const char *body, size_t body_length) {
  Arena arena;
  SyntaxError error;
  ParseOptions options = {.goal = GOAL_FUNCTION,
                          .stack_limit = (void *)(uintptr_t)vm->c_stack_limit};
  arena_init(&arena, NULL, NULL);
  Program *program = parse_dynamic_function(&arena, &options, is_async, is_generator, parameters,
                                            parameters_length, body, body_length, &error);
  Code *code = NULL;
  Source *source = program ? dynamic_source(vm, program->source, program->source_length)
                           : dynamic_source(vm, body, body_length);
  if (source && program) code = compile_dynamic_function(vm, program, source);
  else if (source) (void)throw_syntax_error_at(vm, &error, source);
  arena_destroy(&arena);
  return code;
}

Code *compile_function_source(Vm *vm, bool is_async, bool is_generator, String *parameters,
                              String *body) {
  size_t parameters_length, body_length;
  char *parameters_text = string_to_utf8(vm, parameters, true, &parameters_length);
  TRY_NULL(parameters_text);
  char *body_text = string_to_utf8(vm, body, true, &body_length);
  Code *code = NULL;
  if (body_text)
    code = compile_dynamic(vm, is_async, is_generator, parameters_text, parameters_length,
                           body_text, body_length);
  free(parameters_text);
  free(body_text);
  return code;
}
