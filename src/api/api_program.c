/* SPDX-License-Identifier: MIT */
/* api_program.c: texts of mote.h: scripts, CommonJS modules, listings. */
#include <stdio.h>
#include <stdlib.h>

#include "api/api_source.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "compile/compiled_program.h"
#include "ops/call.h"
#include "syntax/ast_dump.h"
#include "vm/interpreter.h"

_Static_assert(MOTE_LANGUAGE_JS == (int)LANGUAGE_JS && MOTE_LANGUAGE_JSX == (int)LANGUAGE_JSX &&
                   MOTE_LANGUAGE_TS == (int)LANGUAGE_TS && MOTE_LANGUAGE_TSX == (int)LANGUAGE_TSX,
               "languages are those of the parser");

/* --- languages --- */

static bool ends_with(const char *name, size_t length, const char *extension) {
  size_t tail = strlen(extension);
  return length >= tail && memcmp(name + length - tail, extension, tail) == 0;
}

MoteLanguage mote_language_of_file(const char *name) {
  static const char *const typescript[] = {".ts", ".mts", ".cts", ".tscl"};
  size_t length = strlen(name);
  for (size_t i = 0; i < array_length(typescript); i++)
    if (ends_with(name, length, typescript[i])) return MOTE_LANGUAGE_TS;
  if (ends_with(name, length, ".tsx")) return MOTE_LANGUAGE_TSX;
  return ends_with(name, length, ".jsx") ? MOTE_LANGUAGE_JSX : MOTE_LANGUAGE_JS;
}

static bool is_declaration_file(const char *name) {
  size_t length = name ? strlen(name) : 0;
  return length && (ends_with(name, length, ".d.ts") || ends_with(name, length, ".d.mts") ||
                    ends_with(name, length, ".d.cts"));
}

/* --- sources and parsing --- */

Source *api_source_new(Vm *vm, const MoteSource *source) {
  const char *file = source->name ? source->name : "<anonymous>";
  size_t length = api_length(source->text, source->length);
  String *name = string_new_utf8(vm, file, strlen(file));
  if (!name) return NULL;
  if (source->is_static) return source_new_borrowed(vm, name, source->text, length);
  char *text = malloc(length + 1);
  if (!text) {
    throw_out_of_memory(vm);
    return NULL;
  }
  memcpy(text, source->text, length);
  text[length] = 0;
  return source_new(vm, name, text, length);
}

ParseOptions api_parse_options(const MoteSource *source, SyntaxGoal goal) {
  return (ParseOptions){.goal = goal,
                        .language = (SourceLanguage)source->language,
                        .declaration_file = is_declaration_file(source->name)};
}

static const SyntaxGoal syntax_goals[] = {
    [MOTE_GOAL_SCRIPT] = GOAL_SCRIPT,
    [MOTE_GOAL_MODULE] = GOAL_MODULE,
    [MOTE_GOAL_COMMONJS] = GOAL_SCRIPT,
};

/* Parses into the arena; NULL: a SyntaxError is thrown. */
static Program *parse(Vm *vm, Arena *arena, Source *source, ParseOptions options) {
  SyntaxError error;
  options.source = source->text;
  options.length = source->length;
  options.stack_limit = (void *)(uintptr_t)vm->c_stack_limit;
  Program *program = parse_program(arena, &options, &error);
  if (!program) throw_syntax_error_at(vm, &error, source);
  return program;
}

/* Whether the text is a program of that goal; if not, a SyntaxError is thrown. */
static bool parses_as(Vm *vm, Source *source, ParseOptions options, MoteGoal *out) {
  Arena arena;
  arena_init(&arena, NULL, NULL);
  const Program *program = parse(vm, &arena, source, options);
  if (program) *out = program->goal == GOAL_MODULE ? MOTE_GOAL_MODULE : MOTE_GOAL_SCRIPT;
  arena_destroy(&arena);
  return program != NULL;
}

/* What is no script may be a module for a reason that the parser did not notice in passing, an await
 * in some expression; where it is neither, the first error tells more. */
bool mote_detect_goal(MoteVm *mote, const MoteSource *text, MoteGoal *out) {
  Vm *vm = api_vm(mote);
  Source *source = api_source_new(vm, text);
  TRY(source);
  ParseOptions options = api_parse_options(text, GOAL_UNAMBIGUOUS);
  options.allow_return = true;
  if (parses_as(vm, source, options, out)) return true;
  Value error = exception_take(vm);
  options.goal = GOAL_MODULE;
  options.allow_return = false;
  if (parses_as(vm, source, options, out)) return true;
  exception_take(vm);
  return throw_value(vm, error);
}

/* --- compiling --- */

/* For tests: writes what was compiled, and reads it back. */
static bool through_bytes(Vm *vm, Source *source, CompiledProgram *program) {
  Buffer buffer;
  buffer_init(&buffer);
  bool ok = compiled_program_write(vm, program, &buffer) &&
            compiled_program_read(vm, buffer.data, buffer.length, source, program);
  buffer_destroy(&buffer);
  return ok;
}

bool api_compile(Vm *vm, const MoteSource *text, Source *source, MoteGoal goal,
                 CompiledProgram *out) {
  static const unsigned flags[] = {[MOTE_GOAL_SCRIPT] = COMPILE_COMPLETION_VALUE,
                                   [MOTE_GOAL_COMMONJS] = COMPILE_COMMONJS,
                                   [MOTE_GOAL_MODULE] = 0};
  SyntaxGoal wanted = syntax_goals[goal];
  if (text->code) {
    TRY(compiled_program_read(vm, text->code, text->code_length, source, out));
    return out->goal == wanted || throw_syntax_error(vm, ERROR_CODE_DAMAGED);
  }
  ParseOptions options = api_parse_options(text, wanted);
  options.allow_return = goal == MOTE_GOAL_COMMONJS;
  TRY(compile_source(vm, source, &options, flags[goal], out));
  return !vm->api->portable_code || through_bytes(vm, source, out);
}

bool mote_compile(MoteVm *mote, const MoteSource *text, MoteGoal goal, void **bytes,
                  size_t *length) {
  Vm *vm = api_vm(mote);
  CompiledProgram program;
  Source *source = api_source_new(vm, text);
  TRY(source && api_compile(vm, text, source, goal, &program));
  Buffer buffer;
  buffer_init(&buffer);
  if (!compiled_program_write(vm, &program, &buffer)) {
    buffer_destroy(&buffer);
    return false;
  }
  *bytes = buffer.data; /* from malloc, as mote_free wants it */
  *length = buffer.length;
  return true;
}

/* --- running --- */

/* What import() in a script resolves against. */
static void set_host_name(Vm *vm, Code *code, const MoteSource *text) {
  String *name = text->name ? string_new_utf8(vm, text->name, strlen(text->name)) : NULL;
  Source *source = slot_cell(vm, code->source);
  if (name) slot_store_cell(vm, source, &source->host, name);
  else if (text->name) exception_take(vm);
}

static bool run_script(Vm *vm, const MoteSource *text, Source *source, Value *out) {
  CompiledProgram program;
  TRY(api_compile(vm, text, source, MOTE_GOAL_SCRIPT, &program));
  set_host_name(vm, program.script, text);
  Value global_this = slot_load(vm, vm->realm->global_this);
  api_enter(vm);
  return api_leave(vm, run_code(vm, program.script, NULL, global_this, out));
}

bool mote_run_script(MoteVm *mote, const MoteSource *text, MoteValue *out) {
  Vm *vm = api_vm(mote);
  Value result;
  Source *source = api_source_new(vm, text);
  TRY(source);
  TRY(run_script(vm, text, source, &result));
  if (out) *out = api_mote_value(result);
  return true;
}

bool mote_compile_commonjs(MoteVm *mote, const MoteSource *text, MoteValue *out) {
  Vm *vm = api_vm(mote);
  CompiledProgram program;
  Source *source = api_source_new(vm, text);
  TRY(source);
  TRY(api_compile(vm, text, source, MOTE_GOAL_COMMONJS, &program));
  set_host_name(vm, program.script, text);
  return api_give_cell(out, closure_new(vm, program.script, NULL, value_undefined(vm)));
}

/* --- listings --- */

bool mote_dump_syntax(MoteVm *mote, const MoteSource *text, MoteGoal goal, char **out) {
  Vm *vm = api_vm(mote);
  Source *source = api_source_new(vm, text);
  TRY(source);
  ParseOptions options = api_parse_options(text, syntax_goals[goal]);
  options.allow_return = goal == MOTE_GOAL_COMMONJS;
  Arena arena;
  arena_init(&arena, NULL, NULL);
  const Program *program = parse(vm, &arena, source, options);
  Buffer buffer;
  buffer_init(&buffer);
  if (program) ast_dump_program(&buffer, program);
  arena_destroy(&arena);
  *out =
      program && buffer_ok(&buffer) ? strndup(buffer.data ? buffer.data : "", buffer.length) : NULL;
  buffer_destroy(&buffer);
  return program && (*out || throw_out_of_memory(vm));
}

bool mote_disassemble(MoteVm *mote, const MoteSource *text, MoteGoal goal, char **out) {
  Vm *vm = api_vm(mote);
  CompiledProgram program;
  size_t size;
  Source *source = api_source_new(vm, text);
  TRY(source && api_compile(vm, text, source, goal, &program));
  FILE *file = open_memstream(out, &size);
  if (!file) return throw_out_of_memory(vm);
  if (program.goal == GOAL_MODULE) {
    code_disassemble(vm, program.module.declarations, file);
    code_disassemble(vm, program.module.body, file);
  } else {
    code_disassemble(vm, program.script, file);
  }
  return fclose(file) == 0 || throw_out_of_memory(vm);
}
