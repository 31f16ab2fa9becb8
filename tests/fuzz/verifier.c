/* SPDX-License-Identifier: MIT */
/* verifier.c: fuzzes the bytecode verifier: whatever stands in a Code, it says yes or no, and what it takes can be
 * listed.
 *
 * The first byte of the input chooses one of the functions below. Then come changes of four bytes: which field or
 * word, which byte of it, and the new value; after the verifier's answer they are undone. */
#include "fuzz.h"

#include "bytecode/operands.h"
#include "compile/compile_source.h"

static const char program[] =
    "var g = 1; let top = 2;\n"
    "function plain(a, b) { let s = a + b * 2; if (s < 10 && a !== b) s -= 1.5; return s ? s : -a; "
    "}\n"
    "function loops(n) { outer: for (let i = 0; i < n; i++) { for (const k in { a: i }) {\n"
    "  if (k == i) continue outer; g = () => i; } do { n--; } while (n > 5 && g.x[i]); } }\n"
    "function strings(x) { return `a${x}b${x.y}` + typeof x + void 0 + 'text' + /re/g.source; }\n"
    "function calls(f, ...rest) { f(1, ...rest); f.m(f).n?.[0]?.(2); return new f(rest, "
    "arguments); }\n"
    "function patterns({ a = 1, b: [c, , ...d], ...e } = {}, [x = a] = d) { ({ a, ...x } = e); [c] "
    "= [d]; }\n"
    "function guarded(f) { try { try { f(); } catch ({ message }) { return message; } finally { "
    "f(2); } }\n"
    "  catch { throw f; } finally { for (const v of f) { if (v) break; } } }\n"
    "function* generate(n) { let i = yield n; yield* generate(i); try { yield i; } finally { yield "
    "9; } }\n"
    "async function wait(p) { for await (const v of p) { await v(p); } const [a, b] = await p; "
    "return a ?? b; }\n"
    "async function* both(p) { yield await p; await using d = p; yield* both(p); }\n"
    "function objects(k) { return { k, [k]: 1, get a() { return super.x; }, set a(v) { delete "
    "this[v]; },\n"
    "  ...k, __proto__: k, async m() {}, *n() {} }; }\n"
    "function classes(B) { return class C extends B { #p = 1; static s = C; static { this.t = #p "
    "in C; }\n"
    "  constructor(x) { super(x); this.#p += new.target.length; } get q() { return this.#p; } "
    "static #m() {} }; }\n"
    "function branches(x) { switch (x) { case 1: return 0; case 'a': x = 2; break; default: x ||= "
    "3; case g: x **= 2; }\n"
    "  x?.y.z; x ?"
    "?= 1n << 3n; return x instanceof branches, 'k' in x, ~x >>> 1; }\n"
    "function sloppy(o) { with (o) { y = eval('x'); } return tag`a${o}\\n`; }\n";

#define MAX_CODES 64

static Vm *vm;
static const Code *codes[MAX_CODES];
static uint32_t code_count;
static FILE *nowhere;

static void list_codes(const Code *code) {
  const Slots *constants = slot_cell(vm, code->constants);
  if (code_count < MAX_CODES) codes[code_count++] = code;
  for (uint32_t i = 0; constants && i < cell_header_data(constants); i++) {
    Slot slot = constants->items[i];
    if (slot_is_cell(slot) && cell_type(slot_cell_present(vm, slot)) == CELL_CODE)
      list_codes(slot_cell_present(vm, slot));
  }
}

/* Nothing is collected, so that no function needs a root. */
static void set_up(void) {
  char here;
  CompiledProgram compiled;
  HeapOptions heap = {0};
  ParseOptions options = {.goal = GOAL_SCRIPT};
  vm = vm_create_base(&heap);
  if (!vm || !(vm->realm = realm_new(vm))) fuzz_fail("no VM");
  heap_defer_collection(vm);
  vm->c_stack_limit = &here - (2 << 20);
  String *name = string_new_ascii(vm, "fuzz.js");
  Source *source = source_new(vm, name, strdup(program), sizeof program - 1);
  if (!source || !compile_source(vm, source, &options, 0, &compiled)) fuzz_fail("no code");
  list_codes(compiled.script);
  nowhere = fopen("/dev/null", "w");
  if (!nowhere) fuzz_fail("no /dev/null");
}

/* --- changes --- */

#define MAX_CHANGES 64

/* A word that was something else before. */
typedef struct Change {
  uint32_t *word, old;
} Change;

/* The words of a code that may be changed: its instructions, its handlers, and the counts in its head. */
static uint32_t *word_at(Code *code, uint32_t word_count, uint32_t index) {
  Bytes *handlers = slot_cell(vm, code->handlers);
  uint32_t handler_words = handlers ? handlers->length / 4 : 0;
  index %= word_count + handler_words + 2;
  if (index < word_count) return &code->instructions[index];
  index -= word_count;
  if (index < handler_words) return (uint32_t *)(void *)handlers->data + index;
  return index == handler_words ? &code->register_count : &code->word_count;
}

static Change change(Code *code, uint32_t word_count, FuzzInput *input) {
  uint32_t *word = word_at(code, word_count, fuzz_uint16(input));
  Change change = {word, *word};
  uint8_t place = fuzz_byte(input), value = fuzz_byte(input);
  ((uint8_t *)word)[place & 3] = value;
  /* there are no words behind the last */
  if (code->word_count > word_count) code->word_count = word_count;
  return change;
}

FUZZ_SANITIZER_OPTIONS("0")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char message[256] = "";
  Change changes[MAX_CHANGES];
  uint32_t count = 0;
  FuzzInput input = {data, size};
  if (!vm) set_up();
  Code *code = (Code *)(uintptr_t)codes[fuzz_byte(&input) % code_count];
  uint32_t word_count = code->word_count;
  while (input.length && count < MAX_CHANGES) changes[count++] = change(code, word_count, &input);
  bool valid = code_verify(vm, code, message, sizeof message);
  if (valid) code_disassemble(vm, code, nowhere);
  else if (!*message) fuzz_fail("refused without a message");
  while (count--) *changes[count].word = changes[count].old;
  if (!code_verify(vm, code, message, sizeof message)) fuzz_fail("not undone: %s", message);
  return 0;
}
