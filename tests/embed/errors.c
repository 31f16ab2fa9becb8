/* SPDX-License-Identifier: MIT */
/* errors.c: exceptions in C, and where errors say they were thrown. */
#include "embed.h"

static void positions(MoteVm *vm) {
  MoteSource source = {
      .text = "let a = 1;\n\tlet b = ;\n", .length = MOTE_NUL_TERMINATED, .name = "dir/bad.js"};
  MotePosition position;
  CHECK(!mote_run_script(vm, &source, NULL) && mote_has_exception(vm));
  MoteValue error = mote_take_exception(vm);
  CHECK(!mote_has_exception(vm) && mote_is_undefined(vm, mote_take_exception(vm)));
  CHECK(mote_error_position(vm, error, &position));
  CHECK(!strcmp(position.file, "dir/bad.js") && position.line == 2 && position.column == 10);
  CHECK(!strcmp(position.line_text, "\tlet b = ;") && position.line_text_column == 9);
  mote_position_free(&position);
  source.text = "function f() {\n  null.x;\n}\nf();";
  CHECK(!mote_run_script(vm, &source, NULL));
  error = mote_take_exception(vm);
  CHECK(mote_error_position(vm, error, &position) && position.line == 2);
  mote_position_free(&position);
  CHECK(!mote_error_position(vm, mote_int32(5), &position));
}

static void throwing(MoteVm *vm) {
  MoteValue error, value;
  CHECK(!mote_throw(vm, mote_int32(5)) && mote_as_number(vm, mote_take_exception(vm)) == 5);
  CHECK(!mote_throw_error(vm, MOTE_SYNTAX_ERROR, "at %s", "x"));
  CHECK(shows(vm, mote_take_exception(vm), "SyntaxError: at x"));
  CHECK(mote_error_new(vm, MOTE_TYPE_ERROR, "made", &error) && !mote_has_exception(vm));
  CHECK(mote_get(vm, error, "stack", &value) && mote_is_string(vm, value));
  CHECK(!mote_throw_out_of_memory(vm) &&
        shows(vm, mote_take_exception(vm), "RangeError: Out of memory"));
}

static void every_kind(MoteVm *vm) {
  static const char *const names[] = {[MOTE_ERROR] = "Error",
                                      [MOTE_EVAL_ERROR] = "EvalError",
                                      [MOTE_RANGE_ERROR] = "RangeError",
                                      [MOTE_REFERENCE_ERROR] = "ReferenceError",
                                      [MOTE_SYNTAX_ERROR] = "SyntaxError",
                                      [MOTE_TYPE_ERROR] = "TypeError",
                                      [MOTE_URI_ERROR] = "URIError"};
  MoteValue error;
  char text[64];
  for (int kind = MOTE_ERROR; kind <= MOTE_URI_ERROR; kind++) {
    bool is = false;
    CHECK(!mote_throw_error(vm, (MoteErrorKind)kind, "number %d", kind));
    error = mote_take_exception(vm);
    snprintf(text, sizeof text, "%s: number %d", names[kind], kind);
    CHECK(shows(vm, error, text));
    CHECK(mote_instance_of(vm, error, run(vm, names[kind]), &is) && is);
  }
  CHECK(mote_aggregate_error_new(vm, (MoteValue[]){mote_int32(1), error}, 2, "both", &error));
  CHECK(mote_set(vm, mote_global(vm), "error", error));
  CHECK(shows(vm, run(vm, "[error, error.errors, error instanceof AggregateError]"),
              "AggregateError: both,1,URIError: number 6,true"));
}

static bool tells(MoteVm *vm, MoteValue exception, const char *wanted) {
  char *text = mote_error_text(vm, exception);
  bool same = text && !strcmp(text, wanted);
  if (!same) fprintf(stderr, "  it is: %s\n", text);
  mote_free(text);
  return same && !mote_has_exception(vm);
}

static void texts(MoteVm *vm) {
  MoteSource source = {.length = MOTE_NUL_TERMINATED, .name = "t.js"};
  source.text = "function inner() {\n  throw new TypeError('wrong', { cause: new Error('why') "
                "});\n}\ninner();";
  CHECK(!mote_run_script(vm, &source, NULL));
  CHECK(tells(vm, mote_take_exception(vm),
              "TypeError: wrong\n    at inner (t.js:2:9)\n    at t.js:4:1\n"
              "Caused by: Error: why\n    at inner (t.js:2:41)\n    at t.js:4:1"));
  CHECK(tells(vm, run(vm, "'text'"), "text") && tells(vm, mote_undefined(), "undefined"));
  CHECK(tells(vm, run(vm, "({ get stack() { throw 1; } })"), "#<Object>"));
  CHECK(tells(
      vm,
      run(vm, "const e = new Error('m'); Object.defineProperty(e, 'stack', { get() { throw 1; } });"
              " e.cause = e; e"),
      "#<Error>\nCaused by: #<Error>\nCaused by: #<Error>\nCaused by: #<Error>\n"
      "Caused by: #<Error>\nCaused by: #<Error>\nCaused by: #<Error>\nCaused by: #<Error>\nCaused "
      "by: #<Error>"));
}

static void goals(MoteVm *vm) {
  MoteGoal goal;
  MoteSource source = {.text = "import 'x'; export {};", .length = MOTE_NUL_TERMINATED};
  CHECK(mote_detect_goal(vm, &source, &goal) && goal == MOTE_GOAL_MODULE);
  source.text = "return require('x')";
  CHECK(mote_detect_goal(vm, &source, &goal) && goal == MOTE_GOAL_SCRIPT);
  source.text = "const x = await f();";
  CHECK(mote_detect_goal(vm, &source, &goal) && goal == MOTE_GOAL_MODULE);
  source.text = "const = 5";
  CHECK(!mote_detect_goal(vm, &source, &goal));
  mote_take_exception(vm);
  CHECK(mote_language_of_file("a.b/x.ts") == MOTE_LANGUAGE_TS);
  CHECK(mote_language_of_file("x.tsx") == MOTE_LANGUAGE_TSX);
  CHECK(mote_language_of_file("x.ts.js") == MOTE_LANGUAGE_JS);
  source.text = "let x: number = 5; x as any";
  source.language = MOTE_LANGUAGE_TS;
  MoteValue value;
  CHECK(mote_run_script(vm, &source, &value) && mote_as_number(vm, value) == 5);
}

static void commonjs(MoteVm *vm) {
  MoteSource source = {.text = "#!/usr/bin/env mote\nexports.x = 5;\nthrow new Error('line 3');",
                       .length = MOTE_NUL_TERMINATED,
                       .name = "c.cjs"};
  MoteValue function, exports, value;
  MotePosition position;
  CHECK(mote_compile_commonjs(vm, &source, &function) && mote_object_new(vm, &exports));
  CHECK(!mote_call(vm, function, exports, &exports, 1, NULL));
  MoteValue error = mote_take_exception(vm);
  CHECK(mote_get(vm, exports, "x", &value) && mote_as_number(vm, value) == 5);
  CHECK(mote_error_position(vm, error, &position) && position.line == 3);
  mote_position_free(&position);
}

int main(void) {
  MoteVm *vm = mote_vm_create(NULL);
  positions(vm);
  throwing(vm);
  every_kind(vm);
  texts(vm);
  goals(vm);
  commonjs(vm);
  mote_vm_destroy(vm);
  return embed_result();
}
