/* SPDX-License-Identifier: MIT */
/* test_parser.c: the parser: trees, early errors and where they point, scopes, TypeScript's
 * erasure, modules, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "regexp/regexp_syntax.h"
#include "syntax/ast_dump.h"
#include "syntax/line_table.h"
#include "syntax/parser.h"

/* ------------------------------------------------------------------------------------  */

/* How a piece of source is to be read. */
typedef struct Mode {
  SyntaxGoal goal;
  SourceLanguage language;
} Mode;

static const Mode script = {GOAL_SCRIPT, LANGUAGE_JS};
static const Mode module = {GOAL_MODULE, LANGUAGE_JS};
static const Mode typescript = {GOAL_MODULE, LANGUAGE_TS};
static const Mode typescript_script = {GOAL_SCRIPT, LANGUAGE_TS};
static const Mode jsx = {GOAL_SCRIPT, LANGUAGE_JSX};

static Program *parse(Arena *arena, Mode mode, const char *source, SyntaxError *error) {
  ParseOptions options = {
      .source = source, .length = strlen(source), .goal = mode.goal, .language = mode.language};
  arena_init(arena, NULL, NULL);
  return parse_program(arena, &options, error);
}

static Program *parse_valid(Arena *arena, Mode mode, const char *source) {
  SyntaxError error;
  Program *program = parse(arena, mode, source, &error);
  if (!program) fail_msg("%s\n%u:%u: %s", source, error.line, error.column, error.message);
  return program;
}

static void expect_buffer(Buffer *buffer, const char *expected) {
  assert_string_equal(buffer_c_string(buffer), expected);
  buffer_destroy(buffer);
}

/* The statements, each in brief form on a line. */
static void expect_tree(Mode mode, const char *source, const char *expected) {
  Arena arena;
  Program *program = parse_valid(&arena, mode, source);
  Buffer buffer;
  buffer_init(&buffer);
  for (uint32_t i = 0; i < program->function->body.count; i++) {
    if (i) buffer_append_char(&buffer, '\n');
    ast_dump_brief(&buffer, program->function->body.items[i]);
  }
  expect_buffer(&buffer, expected);
  arena_destroy(&arena);
}

/* The tree of one expression. */
static void expect_expression(Mode mode, const char *source, const char *expected) {
  Arena arena;
  Program *program = parse_valid(&arena, mode, source);
  Buffer buffer;
  buffer_init(&buffer);
  assert_int_equal(program->function->body.count, 1);
  ast_dump_brief(&buffer, as_expression_statement(program->function->body.items[0])->operand);
  expect_buffer(&buffer, expected);
  arena_destroy(&arena);
}

/* The error's message, with the text it points at behind it in angle brackets. */
static void expect_error(Mode mode, const char *source, const char *expected) {
  Arena arena;
  SyntaxError error;
  if (parse(&arena, mode, source, &error)) fail_msg("accepted: %s", source);
  Buffer buffer;
  buffer_init(&buffer);
  buffer_append_format(&buffer, "%s <%.*s>", error.message, (int)(error.end - error.start),
                       source + error.start);
  if (strcmp(buffer_c_string(&buffer), expected) != 0) print_message("in: %s\n", source);
  expect_buffer(&buffer, expected);
  arena_destroy(&arena);
}

static void expect_scopes(Mode mode, const char *source, const char *expected) {
  Arena arena;
  Program *program = parse_valid(&arena, mode, source);
  Buffer buffer;
  buffer_init(&buffer);
  ast_dump_scope(&buffer, program->function->scope, 0);
  expect_buffer(&buffer, expected);
  arena_destroy(&arena);
}

/* The module record. */
static void expect_module(Mode mode, const char *source, const char *expected) {
  Arena arena;
  Program *program = parse_valid(&arena, mode, source);
  Buffer buffer;
  buffer_init(&buffer);
  program->function->body.count = 0;
  ast_dump_program(&buffer, program);
  expect_buffer(&buffer, expected);
  arena_destroy(&arena);
}

static void expect_accepted(Mode mode, const char *source) {
  Arena arena;
  parse_valid(&arena, mode, source);
  arena_destroy(&arena);
}

/* ------------------------------------------------------------------------------------  */

static void operators_bind_as_they_should(void **state) {
  (void)state;
  expect_expression(script, "a + b * c ** d ** e",
                    "(BINARY + (IDENTIFIER a) (BINARY * (IDENTIFIER b) (BINARY ** (IDENTIFIER c) "
                    "(BINARY ** (IDENTIFIER d) (IDENTIFIER e)))))");
  expect_expression(script, "a - b - c",
                    "(BINARY - (BINARY - (IDENTIFIER a) (IDENTIFIER b)) (IDENTIFIER c))");
  expect_expression(script, "a ?? (b || c)",
                    "(LOGICAL ?? (IDENTIFIER a) (LOGICAL || (IDENTIFIER b) (IDENTIFIER c)))");
  expect_expression(script, "-x ? y : w = v",
                    "(CONDITIONAL (UNARY - (IDENTIFIER x)) (IDENTIFIER y) (ASSIGN (IDENTIFIER w) "
                    "(IDENTIFIER v)))");
}

static void numbers_and_strings_have_their_values(void **state) {
  (void)state;
  expect_expression(script, "[0x1F, 0b11, 0o17, 017, 089, 1_000, .5e1, 1e400, 12n, 0xFFn]",
                    "(ARRAY (NUMBER 31) (NUMBER 3) (NUMBER 15) (NUMBER 15) (NUMBER 89) (NUMBER "
                    "1000) (NUMBER 5) (NUMBER Infinity) (BIGINT 12) (BIGINT 0xFF))");
  expect_expression(script, "x = 'a\\x41\\u{1F600}\\uD83D\\uDE00\\\nb\\101'",
                    "(ASSIGN (IDENTIFIER x) (STRING \"aA\xF0\x9F\x98\x80\xF0\x9F\x98\x80"
                    "bA\"))");
  expect_expression(script, "x = '\\uD83D'", "(ASSIGN (IDENTIFIER x) (STRING \"\xED\xA0\xBD\"))");
  expect_expression(script, "`a\r\n${b}\\u0041`", "(TEMPLATE \"a\\n\" (IDENTIFIER b) \"A\")");
  expect_expression(script, "f`\\u`", "(TAGGED_TEMPLATE (IDENTIFIER f) (TEMPLATE undefined))");
}

static void ill_formed_utf8_is_replaced(void **state) {
  (void)state;
  expect_expression(script, "x = 'a\xFFz'", "(ASSIGN (IDENTIFIER x) (STRING \"a\xEF\xBF\xBDz\"))");
  expect_error(script, "x = \xFF", "Invalid or unexpected token <\xFF>");
}

static void optional_chains_are_one_node(void **state) {
  (void)state;
  expect_expression(script, "a?.b.c?.(d)[e]",
                    "(OPTIONAL_CHAIN (INDEX (CALL ?. (MEMBER (MEMBER ?. (IDENTIFIER a) b) c) "
                    "(IDENTIFIER d)) (IDENTIFIER e)))");
  expect_expression(script, "(a?.b).c", "(MEMBER (OPTIONAL_CHAIN (MEMBER ?. (IDENTIFIER a) b)) c)");
  expect_expression(script, "a?.5:b", "(CONDITIONAL (IDENTIFIER a) (NUMBER 0.5) (IDENTIFIER b))");
}

static void patterns_are_converted(void **state) {
  (void)state;
  expect_expression(script, "[a, , b.c = 1, ...[d]] = e",
                    "(ASSIGN (ARRAY_PATTERN (IDENTIFIER a) (HOLE) (PATTERN_DEFAULT (MEMBER "
                    "(IDENTIFIER b) c) (NUMBER 1)) (REST (ARRAY_PATTERN (IDENTIFIER d)))) "
                    "(IDENTIFIER e))");
  expect_expression(script, "({a = 1, [b]: c, ...d} = e)",
                    "(ASSIGN (OBJECT_PATTERN (PROPERTY (STRING \"a\") (PATTERN_DEFAULT (IDENTIFIER "
                    "a) (NUMBER 1))) (PROPERTY computed (IDENTIFIER b) (IDENTIFIER c)) (REST "
                    "(IDENTIFIER d))) (IDENTIFIER e))");
  expect_expression(script, "({a = 1}, [b]) => c",
                    "(FUNCTION arrow (parameters (OBJECT_PATTERN (PROPERTY (STRING \"a\") "
                    "(PATTERN_DEFAULT (IDENTIFIER a) (NUMBER 1)))) (ARRAY_PATTERN (IDENTIFIER b))) "
                    "(RETURN (IDENTIFIER c)))");
}

static void classes_keep_their_elements_in_order(void **state) {
  (void)state;
  expect_tree(
      script,
      "class A extends B { static #x = 1; constructor() { super() } get y() {} static {} "
      "accessor z; async *[k]() {} }",
      "(CLASS_DECLARATION (CLASS A (IDENTIFIER B) (FUNCTION derived-constructor (parameters) "
      "(EXPRESSION_STATEMENT (SUPER_CALL))) (CLASS_ELEMENT static field (PRIVATE_NAME x) "
      "(NUMBER 1)) (CLASS_ELEMENT get (STRING \"y\") (FUNCTION getter (parameters))) "
      "(CLASS_ELEMENT static block (FUNCTION static-block (parameters))) (CLASS_ELEMENT "
      "accessor (STRING \"z\")) (CLASS_ELEMENT method computed (IDENTIFIER k) (FUNCTION "
      "method async * (parameters)))))");
}

static void semicolons_are_inserted(void **state) {
  (void)state;
  expect_tree(script, "a\nb",
              "(EXPRESSION_STATEMENT (IDENTIFIER a))\n(EXPRESSION_STATEMENT (IDENTIFIER b))");
  expect_tree(script, "a\n++b",
              "(EXPRESSION_STATEMENT (IDENTIFIER a))\n(EXPRESSION_STATEMENT (UPDATE ++ prefix "
              "(IDENTIFIER b)))");
  expect_tree(script, "do ; while(0) a",
              "(DO_WHILE (NUMBER 0) (EMPTY))\n(EXPRESSION_STATEMENT (IDENTIFIER a))");
  expect_accepted(script, "function f() { return\n1 }");
  expect_error(script, "a b", "Unexpected identifier 'b' <b>");
}

static void words_are_names_where_they_may_be(void **state) {
  (void)state;
  expect_accepted(script, "var async, of, get, set, let, static, await, yield, using, type, as;");
  expect_accepted(script, "let\nx; async\nfunction f() {} let: using\ny");
  expect_accepted(script,
                  "for (let in {}); for (let = 1; ;) break; for (async of => {}; ;) break;");
  expect_accepted(script,
                  "async(x); async (x) => await x; async x => x; ({async, await, get, set})");
  expect_accepted(script, "<!-- comment\nx\n--> comment");
  expect_error(module, "var await", "Unexpected reserved word <await>");
  expect_error(module, "<!-- y", "Unexpected token '<' <<>");
}

/* ------------------------------------------------------------------------------------  */

static void early_errors_say_what_and_where(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"let x; var x", "Identifier 'x' has already been declared <x>"},
      {"{ var x; { let y } let x }", "Identifier 'x' has already been declared <x>"},
      {"{ { var x } let x }", "Identifier 'x' has already been declared <x>"},
      {"try {} catch (e) { let e }", "Identifier 'e' has already been declared <e>"},
      {"try {} catch ([e]) { var e }", "Identifier 'e' has already been declared <e>"},
      {"function f(a = 1) { let a }", "Identifier 'a' has already been declared <a>"},
      {"const a", "Missing initializer in const declaration <>"},
      {"let [a]", "Missing initializer in destructuring declaration <>"},
      {"1 = 2", "Invalid left-hand side in assignment <1>"},
      {"({a = 1})", "Invalid shorthand property initializer <=>"},
      {"({a}) = 1", "Invalid left-hand side in assignment <{a}>"},
      {"[(a = 1)] = 1", "Invalid destructuring assignment target <a = 1>"},
      {"(a, a) => 1", "Duplicate parameter name not allowed in this context <a>"},
      {"'use strict'; function f(a, a) {}",
       "Duplicate parameter name not allowed in this context <a>"},
      {"function f(a = 1) { 'use strict' }",
       "Illegal 'use strict' directive in function with non-simple parameter list <'use strict'>"},
      {"function eval() { 'use strict' }", "Unexpected eval or arguments in strict mode <eval>"},
      {"'\\01'; 'use strict'", "Octal escape sequences are not allowed in strict mode. <'\\01'>"},
      {"'use strict'; with (a) {}", "Strict mode code may not include a with statement <with>"},
      {"'use strict'; delete (x)", "Delete of an unqualified identifier in strict mode. <x>"},
      {"break", "Illegal break statement <break>"},
      {"a: { continue a }",
       "Illegal continue statement: 'a' does not denote an iteration statement <a>"},
      {"while (1) { break b }", "Undefined label 'b' <b>"},
      {"return", "Illegal return statement <return>"},
      {"throw\n1", "Illegal newline after throw <1>"},
      {"try {}", "Missing catch or finally after try <>"},
      {"if (1) let x", "Lexical declaration cannot appear in a single-statement context <let>"},
      {"super.x", "'super' keyword unexpected here <super>"},
      {"new.target", "new.target expression is not allowed here <new.target>"},
      {"class A { constructor() { super() } }", "'super' keyword unexpected here <super>"},
      {"class A { #a; #a }", "Identifier '#a' has already been declared <#a>"},
      {"class A { m() { this.#b } }",
       "Private field '#b' must be declared in an enclosing class <#b>"},
      {"class A { constructor() {} constructor() {} }",
       "A class may only have one constructor <constructor>"},
      {"class A { x = arguments }",
       "'arguments' is not allowed in class field initializer or static initialization block "
       "<arguments>"},
      {"a?.b = 1", "Invalid left-hand side in assignment <a?.b>"},
      {"-1 ** 2",
       "Unary operator used immediately before exponentiation expression. Parenthesis must be used "
       "to disambiguate operator precedence <**>"},
      {"a ?? b || c", "Unexpected token '||' <||>"},
      {"f(a b)", "missing ) after argument list <b>"},
      {"import x from 'y'", "Cannot use import statement outside a module <import>"},
      {"export default 1", "Unexpected token 'export' <export>"},
      {"async (x = await 1) => 1", "missing ) after argument list <1>"},
      {"async function f() { (x = await 1) => 1 }",
       "Illegal await-expression in formal parameters of async function <await>"},
      {"/(/", "Invalid regular expression: /(/: Unterminated group </(/>"},
      {"/a/gg", "Invalid regular expression flags </a/gg>"},
      {"1_", "Numeric separators are not allowed at the end of numeric literals <_>"},
      {"`${", "Unexpected end of input <>"},
      {"'abc", "Invalid or unexpected token <'abc>"},
      {"}", "Unexpected token '}' <}>"},
      {"for (let x = 1 of y);",
       "for-of loop variable declaration may not have an initializer. <let x = 1>"},
  };
  for (size_t i = 0; i < array_length(cases); i++) expect_error(script, cases[i][0], cases[i][1]);
}

static void annex_b_is_accepted(void **state) {
  (void)state;
  expect_accepted(script, "try {} catch (e) { var e; for (var e of []); }");
  expect_accepted(script, "if (1) function f() {} else function g() {}");
  expect_accepted(script, "a: b: function f() {}");
  expect_accepted(script, "{ function f() {} function f() {} }");
  expect_accepted(script, "for (var i = 0 in {});");
  expect_accepted(script, "f() = 1; for (f() in x);");
  expect_accepted(script, "/a{,2}{/; /\\c/; /[\\w-a]/; /\\8/");
  expect_error(module, "{ function f() {} function f() {} }",
               "Identifier 'f' has already been declared <f>");
  expect_error(script, "f() &&= 1", "Invalid left-hand side in assignment <f()>");
}

static void positions_have_lines_and_columns(void **state) {
  (void)state;
  Arena arena;
  SyntaxError error;
  assert_null(parse(&arena, script, "a;\r\n'\xF0\x9F\x98\x80' }", &error));
  assert_int_equal(error.line, 2);
  assert_int_equal(error.column, 6);
  assert_false(error.at_end);
  arena_destroy(&arena);
  assert_null(parse(&arena, script, "f(\xE2\x80\xA8 {", &error));
  assert_int_equal(error.line, 2);
  assert_true(error.at_end);
  arena_destroy(&arena);
}

static void line_tables_agree_with_a_scan(void **state) {
  (void)state;
  static const char source[] = "a\nbc\r\nd\re\xE2\x80\xA9\xC3\xA9x\n";
  size_t length = sizeof source - 1;
  LineTable table;
  assert_true(line_table_create(&table, source, length));
  assert_int_equal(table.count, 6);
  for (uint32_t offset = 0; offset <= length; offset++) {
    uint32_t line, column, other_line, other_column;
    line_table_position(&table, source, length, offset, &line, &column);
    source_position(source, length, offset, &other_line, &other_column);
    assert_int_equal(line, other_line);
    assert_int_equal(column, other_column);
  }
  line_table_destroy(&table);
}

/* ------------------------------------------------------------------------------------  */

static void scopes_list_what_is_declared(void **state) {
  (void)state;
  expect_scopes(
      script,
      "var a; let b; function f(x, y = 1) { var x, z; let w; { const v = 1 } } class C { #p }",
      "script: var a, let b, function f(), class C\n"
      "  function: parameter x, parameter y\n"
      "    body: var x, var z, let w\n"
      "      block: const v\n"
      "  class strict: class name C #p\n"
      "    function strict\n");
  expect_scopes(script, "(function f(a) { var a; })",
                "script\n  function name: function name f\n    function: parameter a\n");
  expect_scopes(
      script, "for (let i of j) { var k } try {} catch (e) { let f }",
      "script: var k\n  for: let i\n  for head: let i\n  catch: catch e\n    block: let f\n");
}

static void arrow_parameters_adopt_what_is_inside(void **state) {
  (void)state;
  expect_scopes(script, "(a = function () {}, b = class { m() {} }) => { let c }",
                "script\n"
                "  function: parameter a, parameter b\n"
                "    function\n"
                "    class strict\n"
                "      function strict\n"
                "    body: let c\n");
}

static void block_functions_are_hoisted_where_annex_b_says(void **state) {
  (void)state;
  expect_scopes(script, "{ function f() {} }",
                "script: var f hoisted\n  block: function f()\n    function\n");
  expect_scopes(script, "let f; { function f() {} }",
                "script: let f\n  block: function f()\n    function\n");
  expect_scopes(
      script, "function g(f) { { function f() {} } }",
      "script: function g()\n  function: parameter f\n    block: function f()\n      function\n");
  expect_scopes(script, "{ let f; { function f() {} } }",
                "script\n  block: let f\n    block: function f()\n      function\n");
  expect_scopes(script, "'use strict'; { function f() {} }",
                "script strict\n  block strict: function f()\n    function strict\n");
}

static void evals_and_withs_mark_scopes(void **state) {
  (void)state;
  expect_scopes(script, "function f() { { let x; eval('') } } with (a) { let y }",
                "script eval: function f()\n"
                "  function eval\n"
                "    block eval: let x\n"
                "  with with\n"
                "    block with: let y\n");
}

static FunctionNode *first_function(Program *program) {
  return as_function_declaration(program->function->body.items[0])->function;
}

static void functions_know_what_they_use(void **state) {
  (void)state;
  Arena arena;
  FunctionNode *function = first_function(parse_valid(
      &arena, script,
      "function f(a, b = 1, ...c) { this.x = this.y = 1; return () => [arguments, new.target] }"));
  assert_int_equal(function->length, 1);
  assert_int_equal(function->uses, USES_THIS);
  assert_int_equal(function->inner_uses, USES_ARGUMENTS | USES_NEW_TARGET);
  assert_int_equal(function->this_assignments, 2);
  assert_int_equal(function->function_count, 1);
  assert_true(function->flags & FUNCTION_PARAMETER_EXPRESSIONS);
  assert_true(function->flags & FUNCTION_REST_PARAMETER);
  assert_false(function->flags & FUNCTION_SIMPLE_PARAMETERS);
  arena_destroy(&arena);
}

static void cover_grammar_gives_uses_to_the_arrow(void **state) {
  (void)state;
  Arena arena;
  Program *program = parse_valid(&arena, script, "(a = this) => eval(a)");
  FunctionNode *arrow =
      as_function(as_expression_statement(program->function->body.items[0])->operand);
  assert_int_equal(arrow->uses, USES_THIS | USES_DIRECT_EVAL);
  assert_int_equal(program->function->uses, 0);
  assert_int_equal(program->function->inner_uses, USES_THIS | USES_DIRECT_EVAL);
  assert_ptr_equal(arrow->outer, program->function);
  arena_destroy(&arena);
}

static void jumps_have_targets(void **state) {
  (void)state;
  Arena arena;
  Program *program = parse_valid(&arena, script, "a: b: for (;;) { continue a; }");
  LabeledNode *outer = as_labeled(program->function->body.items[0]);
  Node *loop = as_labeled(outer->body)->body;
  JumpNode *jump = as_continue(as_block(as_for(loop)->body)->statements.items[0]);
  assert_ptr_equal(jump->target, loop);
  arena_destroy(&arena);
}

/* ------------------------------------------------------------------------------------  */

static void module_records_are_complete(void **state) {
  (void)state;
  expect_module(
      module,
      "import a, {b as c, 'x y' as d} from 'm'; import * as n from 'n'; import 'o';"
      "export {c as e, f}; export * from 'p'; export * as q from 'q'; export default 1;"
      "export const [g] = f, h = 1; function f() {}",
      "request 0 \"m\"\nrequest 1 \"n\"\nrequest 2 \"o\"\nrequest 3 \"p\"\nrequest 4 \"q\"\n"
      "import default from 0 as a\nimport b from 0 as c\nimport x y from 0 as d\n"
      "import * from 1 as n\n"
      "export *default* as default\nexport g as g\nexport h as h\nexport f as f\n"
      "export * from 4 as q\nexport b from 0 as e\nexport * from 3\n");
}

static void module_errors(void **state) {
  (void)state;
  expect_error(module, "export {x}", "Export 'x' is not defined in module <x>");
  expect_error(module, "export const a = 1; export {a}", "Duplicate export of 'a' <a>");
  expect_error(module, "import {a} from 'm' with {b: 'c', b: 'd'}",
               "Import attributes has a duplicate key 'b' <b>");
  expect_error(module, "export {a as '\\uD800'}; var a",
               "Invalid module export name: contains unpaired surrogate character <'\\uD800'>");
  expect_error(module, "import {if} from 'm'", "Unexpected token 'if' <if>");
  expect_error(module, "{ import 'm' }", "Unexpected token 'import' <import>");
}

static void the_goal_is_found_by_syntax(void **state) {
  (void)state;
  static const struct {
    const char *source;
    SyntaxGoal goal;
  } cases[] = {
      {"var await; with (a) {}", GOAL_SCRIPT},
      {"import 'm'", GOAL_MODULE},
      {"x; export {}", GOAL_MODULE},
      {"import.meta.url", GOAL_MODULE},
      {"await (f); var x", GOAL_SCRIPT},
      {"await x", GOAL_MODULE},
      {"import('m')", GOAL_SCRIPT},
      {"for await (x of y);", GOAL_MODULE},
  };
  for (size_t i = 0; i < array_length(cases); i++) {
    Arena arena;
    Mode mode = {GOAL_UNAMBIGUOUS, LANGUAGE_JS};
    assert_int_equal(parse_valid(&arena, mode, cases[i].source)->goal, cases[i].goal);
    arena_destroy(&arena);
  }
}

/* ------------------------------------------------------------------------------------  */

static void types_vanish(void **state) {
  (void)state;
  static const char *const erased[] = {
      "type A<T extends object = {}> = T extends infer U extends string ? U : never;",
      "interface B extends C<D>, E.F { (x: number): string; new (x?): B; readonly [k: string]: "
      "any; "
      "get x(): number; set x(v); m?<T>(this: B, ...r: T[]): asserts this is B }",
      "declare module 'm' { export default function f(): void; export const x: number; }",
      "declare global { interface Window { x: 1 } }",
      "declare const a: unique symbol, b: { -readonly [K in keyof T as `on${K}`]+?: T[K] };",
      "declare abstract class G<in out T> extends H { private constructor(x: T); abstract m(): "
      "void; #p; }",
      "declare function f<const T>(x: T): x is T & {};",
      "declare enum I { A = 1, B }",
      "namespace J { export type X = 1; interface Y {} }",
      "import type { K } from 'k'; import type L from 'l'; import type * as M from 'm';",
      "export type { K }; export type * from 'n';",
      "function overload(x: string): void;",
      "type N = (a: string, [b]: c[], {d}: e) => abstract new () => typeof import('x').y<z>[];",
      "type O = [a: string, b?: number, ...rest: boolean[]] | readonly string[] | -1 | null | "
      "this;",
      "type P = (<T>() => T extends 1 ? 1 : 2) extends <T>() => T extends 2 ? 1 : 2 ? true : "
      "false;",
  };
  for (size_t i = 0; i < array_length(erased); i++) expect_tree(typescript, erased[i], "");
}

static void expressions_lose_their_types(void **state) {
  (void)state;
  expect_expression(typescript, "a as any as B<C>[]", "(IDENTIFIER a)");
  expect_expression(typescript, "(<T>x)!.y!<U>(z satisfies V)",
                    "(CALL (MEMBER (IDENTIFIER x) y) (IDENTIFIER z))");
  expect_expression(typescript, "new A<B<C>>(d)", "(NEW (IDENTIFIER A) (IDENTIFIER d))");
  expect_expression(typescript, "f<A, B>`x`", "(TAGGED_TEMPLATE (IDENTIFIER f) (TEMPLATE \"x\"))");
  expect_expression(typescript, "a < b > c",
                    "(BINARY > (BINARY < (IDENTIFIER a) (IDENTIFIER b)) (IDENTIFIER c))");
  expect_expression(typescript, "f(a < b, c > (d))",
                    "(CALL (IDENTIFIER f) (CALL (IDENTIFIER a) (IDENTIFIER d)))");
  expect_expression(typescript, "a?.<T>(b)",
                    "(OPTIONAL_CHAIN (CALL ?. (IDENTIFIER a) (IDENTIFIER b)))");
  expect_expression(typescript, "(a as b) = d", "(ASSIGN (IDENTIFIER a) (IDENTIFIER d))");
}

static void arrows_lose_their_types(void **state) {
  (void)state;
  static const char arrow[] =
      "(FUNCTION arrow async (parameters (IDENTIFIER x)) (RETURN (IDENTIFIER x)))";
  expect_expression(typescript, "async <T,>(x: T): Promise<T> => x", arrow);
  expect_expression(typescript, "async (x?: number): Promise<void> => x", arrow);
  expect_expression(typescript, "a ? (b) : c => d",
                    "(CONDITIONAL (IDENTIFIER a) (IDENTIFIER b) (FUNCTION arrow (parameters "
                    "(IDENTIFIER c)) (RETURN (IDENTIFIER d))))");
  expect_expression(typescript, "a ? (b) : c => d : e",
                    "(CONDITIONAL (IDENTIFIER a) (FUNCTION arrow (parameters (IDENTIFIER b)) "
                    "(RETURN (IDENTIFIER d))) (IDENTIFIER e))");
  expect_expression(
      typescript, "({a}: A = {}, [b]?, ...c: C): x is Y => d",
      "(FUNCTION arrow (parameters (PATTERN_DEFAULT (OBJECT_PATTERN (PROPERTY (STRING "
      "\"a\") (IDENTIFIER a))) (OBJECT)) (ARRAY_PATTERN (IDENTIFIER b)) (REST "
      "(IDENTIFIER c))) (RETURN (IDENTIFIER d)))");
}

static void classes_lose_their_types(void **state) {
  (void)state;
  expect_tree(
      typescript,
      "abstract class A<T> extends B<T> implements C, D<E> { private readonly x!: number = 1;"
      "declare y: string; [k: string]: any; static z?; abstract w(): void; m(): void; m(a?) {}"
      "constructor(private a, readonly b = 1) { super() } }",
      "(CLASS_DECLARATION (CLASS A (IDENTIFIER B) (FUNCTION derived-constructor (parameters "
      "(IDENTIFIER a property) (PATTERN_DEFAULT (IDENTIFIER b property) (NUMBER 1))) "
      "(EXPRESSION_STATEMENT (SUPER_CALL))) (CLASS_ELEMENT field (STRING \"x\") (NUMBER 1)) "
      "(CLASS_ELEMENT static field (STRING \"z\")) (CLASS_ELEMENT method (STRING \"m\") "
      "(FUNCTION method (parameters (IDENTIFIER a))))))");
}

static void enums_and_namespaces_stay(void **state) {
  (void)state;
  expect_tree(typescript, "const enum E { A, 'b c' = A << 1, ['d'] = 'x' }",
              "(ENUM E (ENUM_MEMBER A) (ENUM_MEMBER b c (BINARY << (IDENTIFIER A) (NUMBER 1))) "
              "(ENUM_MEMBER d (STRING \"x\")))");
  expect_tree(typescript, "namespace A.B { export const c = 1; type T = 1 }",
              "(NAMESPACE A (EXPORT_DECLARATION (NAMESPACE B (EXPORT_DECLARATION (VARIABLE const "
              "(DECLARATOR (IDENTIFIER c) (NUMBER 1)))))))");
  expect_tree(typescript_script, "import a = require('b'); export = a",
              "(IMPORT_EQUALS a \"b\")\n(EXPORT_ASSIGN (IDENTIFIER a))");
}

static void parts_of_a_namespace_share_members(void **state) {
  (void)state;
  Arena arena;
  Program *program = parse_valid(
      &arena, typescript,
      "function N() {} namespace N { export let a; let b } namespace N { export enum c {} }");
  NamespaceNode *first = as_namespace(program->function->body.items[1]);
  NamespaceNode *second = as_namespace(program->function->body.items[2]);
  assert_ptr_equal(first->declaration, second->declaration);
  assert_int_equal(first->declaration->kind, DECLARE_FUNCTION);
  assert_int_equal(second->function->body_scope->members->count, 2);
  assert_true(
      scope_has_member(second->function->body_scope, first->function->body_scope->first->name));
  assert_false(scope_has_member(second->function->body_scope, first->name));
  arena_destroy(&arena);
}

static void unused_imports_are_types(void **state) {
  (void)state;
  expect_module(typescript,
                "import {A, b, C} from 'm'; import D from 'd'; import 'side'; import {e} from 'e';"
                "let x: A = b; function f(D: D) { return D } export {C, x as y}; export {e as g};",
                "request 0 \"m\"\nrequest 1 \"side\"\nrequest 2 \"e\"\n"
                "import b from 0 as b\nimport C from 0 as C\nimport e from 2 as e\n"
                "export x as y\nexport C from 0 as C\nexport e from 2 as g\n");
  expect_module(typescript, "interface I {} type T = I; export { I, T }; export default I;", "");
}

static void typescript_words_are_names_too(void **state) {
  (void)state;
  expect_accepted(typescript, "type = 1; declare = type; namespace\nX; abstract\nclass Y {}");
  expect_accepted(typescript,
                  "var type, declare, abstract, namespace, module, as, satisfies, infer, is;");
  expect_accepted(typescript, "let as: as = as as as; type type = type; class C { get; set; "
                              "static; declare; readonly() {} }");
  expect_accepted(
      typescript,
      "import type, {type as as} from 'x'; import {type as, type as as b} from 'y'; type(as)");
}

static void jsx_becomes_nodes(void **state) {
  (void)state;
  expect_expression(
      jsx, "<a b='&lt;' {...c} d-e={f}>\n  text {g}<h.i/>\n  more\n</a>",
      "(JSX_ELEMENT (STRING \"a\") (PROPERTY (STRING \"b\") (STRING \"<\")) (SPREAD "
      "(IDENTIFIER c)) (PROPERTY (STRING \"d-e\") (IDENTIFIER f)) | (STRING \"text \") "
      "(IDENTIFIER g) (JSX_ELEMENT (MEMBER (IDENTIFIER h) i) |) (STRING \"more\"))");
  expect_error(jsx, "<a></b>", "Expected corresponding JSX closing tag </b>");
  Arena arena;
  Program *program = parse_valid(&arena, jsx, "/** @jsx h */ <></>");
  assert_string_equal(program->jsx.factory->bytes, "h");
  arena_destroy(&arena);
}

/* ------------------------------------------------------------------------------------  */

static Program *parse_dynamic(Arena *arena, const char *parameters, const char *body,
                              SyntaxError *error) {
  ParseOptions options = {.goal = GOAL_FUNCTION};
  arena_init(arena, NULL, NULL);
  return parse_dynamic_function(arena, &options, false, false, parameters, strlen(parameters), body,
                                strlen(body), error);
}

static void dynamic_functions_are_checked_in_parts(void **state) {
  (void)state;
  Arena arena;
  SyntaxError error;
  Program *program = parse_dynamic(&arena, "a, b", "return a", &error);
  assert_non_null(program);
  assert_string_equal(program->source, "function anonymous(a, b\n) {\nreturn a\n}");
  assert_int_equal(program->dynamic_function->length, 2);
  arena_destroy(&arena);
  static const char *const bad[][2] = {
      {"/*", "*/) {"}, {"a) { }, (b", ""}, {"", "}, function () {"}, {"a = super.b", ""}};
  for (size_t i = 0; i < array_length(bad); i++) {
    assert_null(parse_dynamic(&arena, bad[i][0], bad[i][1], &error));
    arena_destroy(&arena);
  }
}

static void eval_code_knows_where_it_stands(void **state) {
  (void)state;
  static const char *const names[] = {"x"};
  static const char source[] = "super.a; new.target; this.#x; arguments";
  ParseOptions options = {.source = source, .length = sizeof source - 1, .goal = GOAL_EVAL};
  options.eval = (EvalContext){.allow_new_target = true,
                               .allow_super_property = true,
                               .private_names = names,
                               .private_name_count = 1};
  Arena arena;
  SyntaxError error;
  arena_init(&arena, NULL, NULL);
  assert_non_null(parse_program(&arena, &options, &error));
  options.eval.forbid_arguments = true;
  assert_null(parse_program(&arena, &options, &error));
  options.eval = (EvalContext){0};
  assert_null(parse_program(&arena, &options, &error));
  arena_destroy(&arena);
}

/* `count` times the text. */
static char *repeat(const char *text, size_t count) {
  size_t length = strlen(text);
  char *result = malloc(length * count + 1);
  for (size_t i = 0; i < count; i++) memcpy(result + i * length, text, length);
  result[length * count] = 0;
  return result;
}

static void nesting_ends_in_an_error(void **state) {
  (void)state;
  static const char *const texts[] = {
      "(", "[", "{", "!", "new ", "a=>", "`${", "if(1)", "function f(){", "class A extends "};
  for (size_t i = 0; i < array_length(texts); i++) {
    char *source = repeat(texts[i], 300000);
    Arena arena;
    SyntaxError error;
    assert_null(parse(&arena, script, source, &error));
    if (error.kind != SYNTAX_TOO_DEEP) assert_string_equal(error.message, "");
    arena_destroy(&arena);
    free(source);
  }
}

static void length_is_no_nesting(void **state) {
  (void)state;
  static const char *const texts[] = {"a+", "a,", "b.c().", "a?.b||", "if(a);else "};
  for (size_t i = 0; i < array_length(texts); i++) {
    char *body = repeat(texts[i], 100000);
    size_t length = strlen(body);
    char *source = malloc(length + 4);
    memcpy(source, body, length);
    memcpy(source + length, "x;", 3);
    expect_accepted(script, source);
    free(source);
    free(body);
  }
}

static void running_out_of_memory_is_an_error(void **state) {
  (void)state;
  char *source = repeat("f(a, b);", 10000);
  for (size_t budget = 0; budget < 400000; budget += 50000) {
    ParseOptions options = {.source = source, .length = strlen(source)};
    Arena arena;
    SyntaxError error;
    arena_init(&arena, NULL, NULL);
    arena_set_budget(&arena, budget);
    assert_null(parse_program(&arena, &options, &error));
    assert_int_equal(error.kind, SYNTAX_OUT_OF_MEMORY);
    arena_destroy(&arena);
  }
  free(source);
}

/* ------------------------------------------------------------------------------------  */

static void regular_expressions_are_checked(void **state) {
  (void)state;
  static const struct {
    const char *pattern, *flags, *message; /* NULL: valid */
  } cases[] = {
      {"(?<a>x)|(?<a>y)\\k<a>", "", NULL},
      {"(?<a>x)(?<a>y)", "", "Duplicate capture group name"},
      {"(?:(?<a>x)|y)(?<a>z)", "", "Duplicate capture group name"},
      {"\\k<b>(?<a>x)", "", "Invalid named capture referenced"},
      {"\\k<b>", "", NULL},
      {"\\k<b>", "u", "Invalid named capture referenced"},
      {"(?i-s:a)", "", NULL},
      {"(?ii:a)", "", "Repeated flag in flag group"},
      {"(?<=a)b(?<!c)", "", NULL},
      {"(?<=a)*", "", "Nothing to repeat"},
      {"(?=a)*", "", NULL},
      {"(?=a)*", "u", "Nothing to repeat"},
      {"[b-a]", "", "Range out of order in character class"},
      {"[\\d-z]", "", NULL},
      {"[\\d-z]", "u", "Invalid character class"},
      {"[[a-z]--[aeiou]]", "v", NULL},
      {"[[a-z]&&\\p{L}--b]", "v", "Invalid set operation in character class"},
      {"[^\\q{ab}]", "v", "Negated character class may contain strings"},
      {"[^\\q{a}]", "v", NULL},
      {"[(]", "v", "Invalid character in character class"},
      {"\\u{110000}", "u", "Invalid Unicode escape"},
      {"\\2(a)", "u", "Invalid escape"},
      {"x{2,1}", "", "numbers out of order in {} quantifier"},
      {"x{2,1", "", NULL},
      {"x{2,1", "u", "Incomplete quantifier"},
      {"]", "u", "Lone quantifier brackets"},
      {"\xF0\x9F\x98\x80-\xF0\x9F\x98\x81", "", NULL},
      {"[\xF0\x9F\x98\x80-\xF0\x9F\x98\x81]", "", "Range out of order in character class"},
      {"[\xF0\x9F\x98\x80-\xF0\x9F\x98\x81]", "u", NULL},
      {"a", "uv", "Invalid flags"},
  };
  for (size_t i = 0; i < array_length(cases); i++) {
    RegExpSyntaxError error = {NULL, 0, false};
    RegExpSyntaxResult result =
        regexp_check_syntax(cases[i].pattern, strlen(cases[i].pattern), cases[i].flags,
                            strlen(cases[i].flags), NULL, &error);
    if (result == REGEXP_SYNTAX_VALID) {
      if (cases[i].message) fail_msg("accepted: /%s/%s", cases[i].pattern, cases[i].flags);
    } else {
      assert_non_null(cases[i].message);
      assert_string_equal(error.message, cases[i].message);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(operators_bind_as_they_should),
      cmocka_unit_test(numbers_and_strings_have_their_values),
      cmocka_unit_test(ill_formed_utf8_is_replaced),
      cmocka_unit_test(optional_chains_are_one_node),
      cmocka_unit_test(patterns_are_converted),
      cmocka_unit_test(classes_keep_their_elements_in_order),
      cmocka_unit_test(semicolons_are_inserted),
      cmocka_unit_test(words_are_names_where_they_may_be),
      cmocka_unit_test(early_errors_say_what_and_where),
      cmocka_unit_test(annex_b_is_accepted),
      cmocka_unit_test(positions_have_lines_and_columns),
      cmocka_unit_test(line_tables_agree_with_a_scan),
      cmocka_unit_test(scopes_list_what_is_declared),
      cmocka_unit_test(arrow_parameters_adopt_what_is_inside),
      cmocka_unit_test(block_functions_are_hoisted_where_annex_b_says),
      cmocka_unit_test(evals_and_withs_mark_scopes),
      cmocka_unit_test(functions_know_what_they_use),
      cmocka_unit_test(cover_grammar_gives_uses_to_the_arrow),
      cmocka_unit_test(jumps_have_targets),
      cmocka_unit_test(module_records_are_complete),
      cmocka_unit_test(module_errors),
      cmocka_unit_test(the_goal_is_found_by_syntax),
      cmocka_unit_test(types_vanish),
      cmocka_unit_test(expressions_lose_their_types),
      cmocka_unit_test(arrows_lose_their_types),
      cmocka_unit_test(classes_lose_their_types),
      cmocka_unit_test(enums_and_namespaces_stay),
      cmocka_unit_test(parts_of_a_namespace_share_members),
      cmocka_unit_test(unused_imports_are_types),
      cmocka_unit_test(typescript_words_are_names_too),
      cmocka_unit_test(jsx_becomes_nodes),
      cmocka_unit_test(dynamic_functions_are_checked_in_parts),
      cmocka_unit_test(eval_code_knows_where_it_stands),
      cmocka_unit_test(nesting_ends_in_an_error),
      cmocka_unit_test(length_is_no_nesting),
      cmocka_unit_test(running_out_of_memory_is_an_error),
      cmocka_unit_test(regular_expressions_are_checked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
