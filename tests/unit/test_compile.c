/* SPDX-License-Identifier: MIT */
/* test_compile.c: what the compiler makes: shapes of the code that the machine counts on (calls
 * next to their awaits, live registers, fused jumps), tables beside it, limits, and that the
 * verifier refuses broken code. */
#include <stdio.h>

#include "base/buffer.h"
#include "bytecode/operands.h"
#include "compile/compile_source.h"
#include "value_test.h"

/* --- helpers --- */

/* The stack limit and a source are needed; no code is run. Frames are several times larger under
 * the address sanitizer than elsewhere, and 150 nested expressions must fit. */
static Source *make_source(Vm *vm, const char *text) {
  char here;
  vm->c_stack_limit = &here - 2 * 1024 * 1024;
  char *copy = strdup(text);
  assert_non_null(copy);
  Source *source = source_new(vm, ascii(vm, "test.js"), copy, strlen(text));
  assert_non_null(source);
  return source;
}

static CompiledProgram compile_as(Vm *vm, SyntaxGoal goal, SourceLanguage language,
                                  const char *text) {
  CompiledProgram program;
  ParseOptions options = {.goal = goal, .language = language};
  if (!compile_source(vm, make_source(vm, text), &options, 0, &program))
    fail_msg("does not compile: %s", text);
  return program;
}

static const Code *compile(Vm *vm, const char *text) {
  return compile_as(vm, GOAL_SCRIPT, LANGUAGE_JS, text).script;
}

static const Code *inner_code(Vm *vm, const Code *code, const char *name) {
  const Slots *constants = slot_cell(vm, code->constants);
  for (uint32_t i = 0; constants && i < cell_header_data(constants); i++) {
    Slot slot = constants->items[i];
    if (!slot_is_cell(slot) || cell_type(slot_cell_present(vm, slot)) != CELL_CODE) continue;
    const Code *inner = slot_cell_present(vm, slot);
    if (string_is_ascii_text(vm, slot_cell_present(vm, inner->name), name)) return inner;
    const Code *deeper = inner_code(vm, inner, name);
    if (deeper) return deeper;
  }
  return NULL;
}

/* The code of the function f in a script. */
static const Code *compile_f(Vm *vm, const char *text) {
  const Code *code = inner_code(vm, compile(vm, text), "f");
  assert_non_null(code);
  return code;
}

/* The names of a code's instructions, in one line. */
static void expect_opcodes(const Code *code, const char *expected) {
  Buffer buffer;
  buffer_init(&buffer);
  for (uint32_t pc = 0; pc < code->word_count; pc += opcode_length[code->instructions[pc] & 255]) {
    if (pc) buffer_append_char(&buffer, ' ');
    buffer_append_string(&buffer, opcode_info[code->instructions[pc] & 255].name);
  }
  assert_string_equal(buffer_c_string(&buffer), expected);
  buffer_destroy(&buffer);
}

static uint32_t count_of(const Code *code, Opcode op) {
  uint32_t count = 0;
  for (uint32_t pc = 0; pc < code->word_count; pc += opcode_length[code->instructions[pc] & 255])
    count += (code->instructions[pc] & 255) == op;
  return count;
}

static uint32_t find_opcode(const Code *code, Opcode op) {
  for (uint32_t pc = 0; pc < code->word_count; pc += opcode_length[code->instructions[pc] & 255])
    if ((code->instructions[pc] & 255) == op) return pc;
  fail_msg("no %s", opcode_info[op].name);
  return 0;
}

static void expect_valid(Vm *vm, const Code *code) {
  char message[256];
  if (!code_verify(vm, code, message, sizeof message)) fail_msg("%s", message);
  const Slots *constants = slot_cell(vm, code->constants);
  for (uint32_t i = 0; constants && i < cell_header_data(constants); i++) {
    Slot slot = constants->items[i];
    if (slot_is_cell(slot) && cell_type(slot_cell_present(vm, slot)) == CELL_CODE)
      expect_valid(vm, slot_cell_present(vm, slot));
  }
}

/* The site of the nth suspension. */
static const Site *site_of(Vm *vm, const Code *code, int n) {
  Operands o;
  for (uint32_t pc = 0; pc < code->word_count; pc += opcode_length[code->instructions[pc] & 255]) {
    operands_decode(code->instructions + pc, &o);
    if (o.suspends && n-- == 0) return slot_cell(vm, (Slot){code->instructions[pc + 1]});
  }
  fail_msg("no such site");
  return NULL;
}

/* --- instructions --- */

static void test_operands_are_variables_where_possible(void **state) {
  expect_opcodes(compile_f(*state, "function f(a, b) { return a + b; }"), "ADD RETURN");
  expect_opcodes(compile_f(*state, "function f(a) { let x = a.p; x = x + 1; return x; }"),
                 "GET_PROPERTY ADD_INT RETURN");
}

static void test_operand_is_copied_before_it_is_assigned(void **state) {
  expect_opcodes(compile_f(*state, "function f(a) { return a + (a = 1); }"),
                 "MOVE LOAD_INT MOVE ADD RETURN");
}

static void test_comparisons_are_fused_with_jumps(void **state) {
  expect_opcodes(compile_f(*state, "function f(a, b) { if (a < 3 && a !== b) return 1; }"),
                 "JUMP_NOT_LT_INT JUMP_STRICT_EQ LOAD_INT RETURN RETURN_UNDEFINED");
}

static void test_loop_goes_backward_once(void **state) {
  const Code *code = compile_f(*state, "function f(n) { for (let i = 0; i < n; i++) g(i); }");
  expect_opcodes(
      code, "LOAD_INT JUMP_NOT_LT GET_GLOBAL MOVE CALL_PLAIN DROP INC LOOP_LT RETURN_UNDEFINED");
}

static void test_constants_are_folded(void **state) {
  expect_opcodes(compile_f(*state, "function f() { return 60 * 60 * 24 - 1; }"),
                 "LOAD_CONST RETURN");
  expect_opcodes(compile_f(*state, "function f() { return -1; }"), "LOAD_INT RETURN");
}

static void test_chain_runs_in_one_window(void **state) {
  expect_opcodes(compile_f(*state, "function f(a) { return a.b().c().d; }"),
                 "GET_METHOD CALL GET_METHOD CALL GET_PROPERTY RETURN");
}

static void test_awaited_call_stands_before_its_await(void **state) {
  const Code *code = compile_f(*state, "async function f() { const x = await g(); return x; }");
  uint32_t call = find_opcode(code, OPCODE_CALL_PLAIN_AWAITED);
  const uint32_t *next = code->instructions + call + 1;
  assert_int_equal(instruction_op(next), OPCODE_AWAIT);
  assert_int_equal(instruction_b(next), instruction_a(code->instructions + call));
}

static void test_ignored_call_is_dropped(void **state) {
  const Code *code = compile_f(*state, "async function f() { g(); }");
  uint32_t call = find_opcode(code, OPCODE_CALL_PLAIN);
  const uint32_t *next = code->instructions + call + 1;
  assert_int_equal(instruction_op(next), OPCODE_DROP);
  assert_int_equal(instruction_a(next), instruction_a(code->instructions + call));
}

/* --- variables --- */

static void test_uncaptured_variables_have_no_environment(void **state) {
  assert_int_equal(count_of(compile_f(*state, "function f() { for (let i = 0; i < 9; i++) g(i); }"),
                            OPCODE_NEW_ENVIRONMENT),
                   0);
}

static void test_captured_loop_variable_is_copied(void **state) {
  const Code *code = compile_f(*state, "function f() { for (let i = 0; i < 9; i++) g(() => i); }");
  assert_int_equal(count_of(code, OPCODE_NEW_ENVIRONMENT), 1);
  assert_int_equal(count_of(code, OPCODE_COPY_ENVIRONMENT), 1);
}

static void test_dead_zone_is_checked_only_where_it_may_be(void **state) {
  const Code *plain = compile_f(*state, "function f() { let x = 1; { x; } return x; }");
  assert_int_equal(count_of(plain, OPCODE_CHECK_INITIALISED), 0);
  const Code *early = compile_f(*state, "function f() { g(x); let x = 1; return x; }");
  assert_int_equal(count_of(early, OPCODE_CHECK_INITIALISED), 1);
  const Code *cases = compile_f(
      *state, "function f(a) { switch (a) { case 0: let x = 1; break; case 1: return x; } }");
  assert_int_equal(count_of(cases, OPCODE_CHECK_INITIALISED), 1);
}

static void test_captured_constant_parameter_stays_in_its_register(void **state) {
  const Code *code = compile_f(*state, "function f(a) { g(() => a); return a; }");
  assert_int_equal(count_of(code, OPCODE_SET_ENVIRONMENT), 1);
  assert_int_equal(count_of(code, OPCODE_GET_ENVIRONMENT), 0);
}

/* --- suspension --- */

static void test_site_keeps_only_what_is_live(void **state) {
  const Code *code =
      compile_f(*state, "async function f(a, b, c) { use(a); const x = await g(); return x + b; }");
  const Site *site = site_of(*state, code, 0);
  assert_int_equal(site->live_count, 1);
  assert_int_equal(site->live[0], 1); /* b */
}

static void test_handler_keeps_what_it_reads(void **state) {
  const Code *code = compile_f(
      *state, "async function f(a, b) { try { await g(); } catch { return a; } return 0; }");
  const Site *site = site_of(*state, code, 0);
  assert_int_equal(site->live_count, 1);
  assert_int_equal(site->live[0], 0); /* a, should it reject */
}

static void test_loop_variables_are_live_across_iterations(void **state) {
  const Code *code = compile_f(
      *state,
      "async function f(n) { let s = 0; for (let i = 0; i < n; i++) s += await g(); return s; }");
  assert_int_equal(site_of(*state, code, 0)->live_count, 3); /* n, s, i */
}

static void test_this_is_dropped_after_its_last_use(void **state) {
  const Code *code = compile_f(*state, "async function f() { use(this); await g(); await g(); }");
  assert_int_equal(site_of(*state, code, 0)->live_count, 0);
}

/* --- tables --- */

static void test_positions_name_the_property(void **state) {
  const char *text = "function f(o) { return o.first.second(1); }";
  const Code *code = compile_f(*state, text);
  uint32_t start, end, call = find_opcode(code, OPCODE_CALL);
  assert_int_equal(code_source_offset(*state, code, call), strstr(text, "second") - text);
  assert_true(code_callee_range(*state, code, call, &start, &end));
  assert_int_equal(start, strstr(text, "o.first") - text);
  assert_int_equal(end, strstr(text, "(1)") - text);
  assert_false(
      code_callee_range(*state, code, find_opcode(code, OPCODE_GET_PROPERTY), &start, &end));
}

static void test_positions_of_long_code(void **state) {
  Buffer text;
  buffer_init(&text);
  buffer_append_string(&text, "function f(o) {\n");
  for (int i = 0; i < 1000; i++) buffer_append_string(&text, "  o.p;\n");
  buffer_append_string(&text, "}");
  const Code *code = compile_f(*state, buffer_c_string(&text));
  int line = 0;
  for (uint32_t pc = 0; pc < code->word_count; pc += opcode_length[code->instructions[pc] & 255])
    if ((code->instructions[pc] & 255) == OPCODE_GET_PROPERTY)
      assert_int_equal(code_source_offset(*state, code, pc), 16 + 7 * line++ + 4);
  assert_int_equal(line, 1000);
  buffer_destroy(&text);
}

static void test_lines_and_columns(void **state) {
  Vm *vm = *state;
  Source *source = make_source(vm, "a\r\nb\xe2\x80\xa8"
                                   "c\xf0\x9f\x98\x80"
                                   "d\n");
  uint32_t line, column;
  source_line_column(source, 3, &line, &column);
  assert_int_equal(line, 2);
  assert_int_equal(column, 1);
  source_line_column(source, 12, &line, &column); /* d, behind an astral character */
  assert_int_equal(line, 3);
  assert_int_equal(column, 4);
}

static void test_module_records(void **state) {
  Vm *vm = *state;
  CompiledModule m = compile_as(vm, GOAL_MODULE, LANGUAGE_JS,
                                "import d, * as n from './a'; import { x as y } from './b';\n"
                                "export let v = d; export { y }; export * from './c';\n"
                                "let hidden = 1; export default function () { return hidden; }")
                         .module;
  assert_int_equal(cell_header_data(m.requests), 3 * MODULE_REQUEST_FIELDS);
  assert_int_equal(cell_header_data(m.imports), 3 * MODULE_IMPORT_FIELDS);
  assert_int_equal(cell_header_data(m.local_exports), 2 * MODULE_LOCAL_EXPORT_FIELDS);
  assert_int_equal(cell_header_data(m.indirect_exports), 1 * MODULE_INDIRECT_EXPORT_FIELDS);
  assert_int_equal(cell_header_data(m.star_exports), 1 * MODULE_STAR_EXPORT_FIELDS);
  assert_int_equal(m.environment_slots, 6); /* d n y v hidden *default* */
  assert_false(m.has_top_level_await);
  expect_valid(vm, m.body);
  expect_valid(vm, m.declarations);
}

/* --- limits --- */

static char *repeat(const char *before, const char *piece, int count, const char *middle,
                    const char *closing, const char *after) {
  Buffer text;
  buffer_init(&text);
  buffer_append_string(&text, before);
  for (int i = 0; i < count; i++) buffer_append_string(&text, piece);
  buffer_append_string(&text, middle);
  for (int i = 0; i < count; i++) buffer_append_string(&text, closing);
  buffer_append_string(&text, after);
  char *copy = strdup(buffer_c_string(&text));
  buffer_destroy(&text);
  return copy;
}

static void expect_repeated(Vm *vm, const char *before, const char *piece, int count,
                            const char *middle, const char *closing, const char *after) {
  char *text = repeat(before, piece, count, middle, closing, after);
  assert_non_null(text);
  expect_valid(vm, compile(vm, text));
  free(text);
}

static void test_deep_expressions_are_spilled(void **state) {
  expect_repeated(*state, "x = ", "y + (", 150, "y", ")", ";");
  expect_repeated(*state, "x = ", "f(", 150, "y", ")", ";");
  expect_repeated(*state, "async function f() { x = ", "[await y, ", 150, "y", "]", "; }");
}

static void test_long_chains_need_no_stack(void **state) {
  int n = stressed() ? 200 : 20000;
  expect_repeated(*state, "x = y", " + y", n, "", "", ";");
  expect_repeated(*state, "x = y", " && y", n, "", "", ";");
  expect_repeated(*state, "x = y", ".a", n, "", "", ";");
  expect_repeated(*state, "", "if (x) y; else ", n, "z;", "", "");
}

static void test_many_arguments_and_parameters(void **state) {
  expect_repeated(*state, "f(0", ", 1", 1000, ");", "", "");
  Buffer text;
  buffer_init(&text);
  buffer_append_string(&text, "function f(");
  for (int i = 0; i < 300; i++) buffer_append_format(&text, "a%d, ", i);
  buffer_append_string(&text, "...rest) { return a299 + rest.length; }");
  expect_valid(*state, compile(*state, buffer_c_string(&text)));
  buffer_clear(&text);
  buffer_append_string(&text, "function f() {");
  for (int i = 0; i < 600; i++) buffer_append_format(&text, "let a%d = %d;", i, i);
  buffer_append_string(&text, "return a0 + a599; }");
  expect_valid(*state, compile(*state, buffer_c_string(&text)));
  buffer_destroy(&text);
}

static void test_nesting_without_end_is_a_range_error(void **state) {
  char *text = repeat("x = ", "[", 1000000, "", "]", ";");
  CompiledProgram program;
  ParseOptions options = {.goal = GOAL_SCRIPT};
  assert_false(compile_source(*state, make_source(*state, text), &options, 0, &program));
  expect_thrown(*state, "Maximum call stack size exceeded");
  free(text);
}

static void test_syntax_error_has_a_position(void **state) {
  Vm *vm = *state;
  CompiledProgram program;
  ParseOptions options = {.goal = GOAL_SCRIPT};
  assert_false(compile_source(vm, make_source(vm, "let a = ;"), &options, 0, &program));
  ErrorObject *error = (ErrorObject *)value_as_cell(exception_take(vm));
  assert_int_equal(cell_type(error), CELL_ERROR);
  Slots *position = slot_cell(vm, error->source_position);
  assert_non_null(position);
  assert_int_equal(value_as_int(slot_load(vm, position->items[ERROR_POSITION_START])), 8);
}

/* --- verifier --- */

static bool valid(Vm *vm, const Code *code) {
  char message[256];
  return code_verify(vm, code, message, sizeof message);
}

static void test_verifier_refuses_broken_code(void **state) {
  Vm *vm = *state;
  Code *code = (Code *)(uintptr_t)compile_f(vm, "function f(a) { while (a < 9) a = a + 300; }");
  assert_true(valid(vm, code));
  uint32_t jump = find_opcode(code, OPCODE_LOOP_LT_INT) + 1, before = code->instructions[jump];
  code->instructions[jump] = 1; /* forward, into the instruction */
  assert_false(valid(vm, code));
  code->instructions[jump] = before;
  uint32_t add = find_opcode(code, OPCODE_ADD);
  before = code->instructions[add];
  code->instructions[add] = before | 0xff00; /* writes register 255 */
  assert_false(valid(vm, code));
  code->instructions[add] = OPCODE_COUNT;
  assert_false(valid(vm, code));
  code->instructions[add] = before;
  assert_true(valid(vm, code));
  code->word_count -= 1; /* the last RETURN_UNDEFINED is cut off */
  assert_false(valid(vm, code));
}

/* Words that name no constant are not followed: there may be no memory where they point. */
static void test_verifier_refuses_strange_sites(void **state) {
  Vm *vm = *state;
  Code *code = (Code *)(uintptr_t)compile_f(vm, "async function f(a) { await a; }");
  uint32_t site = find_opcode(code, OPCODE_AWAIT) + 1, before = code->instructions[site];
  static const uint32_t strange[] = {0, 4, 0x7ffffff8, 0xfffffff8, 0xffffffff, 2};
  for (size_t i = 0; i < array_length(strange); i++) {
    code->instructions[site] = strange[i];
    assert_false(valid(vm, code));
  }
  code->instructions[site] = before;
  assert_true(valid(vm, code));
}

static void test_all_constructs_verify(void **state) {
  static const char *const sources[] = {
      "for (const [k, { v = 1, ...r }] of m) { if (k) continue; if (v) break; f(r); }",
      "async function* g() { try { yield* h(); yield await 1; } finally { await c(); } }",
      ("class A extends B { #x = 1; static { this.#y(); } static #y() {} get z() { return #x in "
       "this; } }"),
      "l: for (var x in o) { try { continue l; } finally { break l; } }",
      "with (o) { x = y; z(); delete x; typeof w; eval('1'); }",
      "function f(a, b = () => arguments, ...c) { eval('var d'); return a?.b?.[c]?.(d) ?? e; }",
      "async () => { for await (using x of y) { await using z = x; return z; } }",
      "`a${b}c${`d${e}`}`; t`x${1}y`; 1n ** 2n; /x/g;",
  };
  for (size_t i = 0; i < array_length(sources); i++)
    expect_valid(*state, compile(*state, sources[i]));
}

static void test_typescript_leaves_code(void **state) {
  CompiledProgram p = compile_as(
      *state, GOAL_SCRIPT, LANGUAGE_TS,
      "enum E { A, B = 'b' } namespace N { export const x = E.A; export namespace M {} }\n"
      "class C { constructor(public a: number, private b = 1) {} }");
  expect_valid(*state, p.script);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      VM_TEST(test_operands_are_variables_where_possible),
      VM_TEST(test_operand_is_copied_before_it_is_assigned),
      VM_TEST(test_comparisons_are_fused_with_jumps),
      VM_TEST(test_loop_goes_backward_once),
      VM_TEST(test_constants_are_folded),
      VM_TEST(test_chain_runs_in_one_window),
      VM_TEST(test_awaited_call_stands_before_its_await),
      VM_TEST(test_ignored_call_is_dropped),
      VM_TEST(test_uncaptured_variables_have_no_environment),
      VM_TEST(test_captured_loop_variable_is_copied),
      VM_TEST(test_dead_zone_is_checked_only_where_it_may_be),
      VM_TEST(test_captured_constant_parameter_stays_in_its_register),
      VM_TEST(test_site_keeps_only_what_is_live),
      VM_TEST(test_handler_keeps_what_it_reads),
      VM_TEST(test_loop_variables_are_live_across_iterations),
      VM_TEST(test_this_is_dropped_after_its_last_use),
      VM_TEST(test_positions_name_the_property),
      VM_TEST(test_positions_of_long_code),
      VM_TEST(test_lines_and_columns),
      VM_TEST(test_module_records),
      VM_TEST(test_deep_expressions_are_spilled),
      VM_TEST(test_long_chains_need_no_stack),
      VM_TEST(test_many_arguments_and_parameters),
      VM_TEST(test_nesting_without_end_is_a_range_error),
      VM_TEST(test_syntax_error_has_a_position),
      VM_TEST(test_verifier_refuses_broken_code),
      VM_TEST(test_verifier_refuses_strange_sites),
      VM_TEST(test_all_constructs_verify),
      VM_TEST(test_typescript_leaves_code),
  };
  return RUN_VM_TESTS("compile", tests);
}
