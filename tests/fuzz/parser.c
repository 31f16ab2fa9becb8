/* SPDX-License-Identifier: MIT */
/* parser.c: fuzzes the parser and the compiler: any text is compiled or refused with a place in it.
 *
 * The first byte of the input chooses how the rest is read: '0', '1', '2' as script, module and CommonJS module in
 * JavaScript, '3' to '5' in JSX, '6' to '8' in TypeScript, '9' to ';' in TSX; '<' and '=' as parameters, a line feed,
 * and body of a function made at run time; '>' as a tree to be printed; '?' as a text whose goal must be found out. */
#include "fuzz.h"

static FuzzVm fuzz;

/* What has been refused can be told: the error has a text, and its place lies in the source. */
static void check_refusal(MoteVm *vm, size_t length) {
  MotePosition position;
  MoteValue error = mote_take_exception(vm);
  if (!mote_is_object(vm, error)) fuzz_fail("refused without an error");
  if (mote_error_position(vm, error, &position)) {
    if (!position.line || !position.column || position.line > length + 1)
      fuzz_fail("an error at %u:%u", position.line, position.column);
    mote_position_free(&position);
  }
  mote_free(mote_error_text(vm, error));
}

static void compile(MoteVm *vm, const MoteSource *source, MoteGoal goal) {
  char *listing;
  if (mote_disassemble(vm, source, goal, &listing)) mote_free(listing);
  else check_refusal(vm, source->length);
}

static void print_tree(MoteVm *vm, const MoteSource *source) {
  char *tree;
  if (mote_dump_syntax(vm, source, MOTE_GOAL_MODULE, &tree)) mote_free(tree);
  else check_refusal(vm, source->length);
}

/* A text that has a goal is a program of that goal, or nested too deeply for the compiler. */
static void find_goal(MoteVm *vm, const MoteSource *source) {
  MoteGoal goal;
  char *listing;
  if (!mote_detect_goal(vm, source, &goal)) {
    check_refusal(vm, source->length);
    return;
  }
  if (goal == MOTE_GOAL_SCRIPT) goal = MOTE_GOAL_COMMONJS;
  if (mote_disassemble(vm, source, goal, &listing)) {
    mote_free(listing);
    return;
  }
  char *text = mote_error_text(vm, mote_take_exception(vm));
  if (text && strncmp(text, "RangeError", 10) != 0) fuzz_fail("goal %d, but %s", goal, text);
  mote_free(text);
}

/* new Function(parameters, body) and its asynchronous kin. */
static void make_function(MoteVm *vm, const char *constructor, FuzzInput input) {
  MoteValue make, arguments[2], function;
  MoteSource source = {.text = constructor, .length = MOTE_NUL_TERMINATED, .name = "fuzz"};
  FuzzInput parameters = fuzz_until(&input, '\n');
  bool ok = mote_run_script(vm, &source, &make) &&
            mote_string(vm, (const char *)parameters.bytes, parameters.length, &arguments[0]) &&
            mote_string(vm, (const char *)input.bytes, input.length, &arguments[1]) &&
            mote_construct(vm, make, arguments, 2, &function);
  if (!ok) check_refusal(vm, parameters.length + input.length + 64);
}

FUZZ_SANITIZER_OPTIONS("0")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput input = {data, size};
  unsigned mode = fuzz_byte(&input) & 15;
  MoteVm *vm = fuzz_vm(&fuzz);
  MoteSource source = {.text = (const char *)input.bytes, .length = input.length, .name = "fuzz"};
  if (mode < 12) {
    source.language = (MoteLanguage)(mode / 3);
    compile(vm, &source, (MoteGoal)(mode % 3));
  } else if (mode == 12) {
    make_function(vm, "Function", input);
  } else if (mode == 13) {
    make_function(vm, "(async function* () {}).constructor", input);
  } else if (mode == 14) {
    print_tree(vm, &source);
  } else {
    find_goal(vm, &source);
  }
  return 0;
}
