/* SPDX-License-Identifier: MIT */
/* options.c: from the words of the command line to what is to be done.
 *
 * mote's own options come first; the first other word is the file, and everything behind it belongs
 * to the program. */
#include "cli/options.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

static const char help[] =
    "Usage: mote [options] FILE [arguments]\n"
    "       mote [options] -e CODE [arguments]\n"
    "       mote [options] - [arguments]            reads the program from standard input\n"
    "       mote [options] serve [--port N] [--hostname H] [--workers N] FILE [arguments]\n"
    "\n"
    "Runs JavaScript and TypeScript (.ts .mts .cts .tsx .tscl). serve: answers HTTP requests with "
    "the\n"
    "function fetch of the module's default export, in N threads.\n"
    "\n"
    "  -e, --eval CODE        run CODE\n"
    "  -p, --print CODE       run CODE and print what it gives\n"
    "      --module           the program is an ECMAScript module\n"
    "      --script           the program is a script\n"
    "                         (otherwise its extension, package.json or its syntax tells)\n"
    "      --memory-limit N   memory for the program, in mebibytes; k, m or g may follow the "
    "number\n"
    "      --warn-unfinished  say at the end which async functions still wait\n"
    "      --trace-async FILE write when functions wait, for Perfetto or chrome://tracing\n"
    "      --dump-bytecode    print the program's bytecode and do not run it\n"
    "      --dump-ast         print its syntax tree and do not run it\n"
    "  -v, --version          print the version\n"
    "  -h, --help             print this\n"
    "\n"
    "For the test262 suite:\n"
    "      --test262          define print and $262; report errors on one line\n"
    "      --include FILE     run FILE as a script first\n"
    "      --strict           scripts are strict code\n"
    "\n"
    "MOTE_DEBUG, words with commas between them, makes the engine test itself: gc-stress,\n"
    "gc-stress=N (collect at every Nth allocation), verify, poison, fail-alloc=N,\n"
    "fail-count=N (so many in a row), portable (compiled code goes through the bytes of "
    "mote_compile).\n";

const char *cli_help(void) { return help; }

/* --- numbers --- */

/* "64m" and the like, a bare number counting mebibytes; 0: not such a thing. */
static size_t parse_size(const char *text) {
  char *end;
  unsigned long long number = strtoull(text, &end, 10);
  if (end == text) return 0;
  switch (tolower((unsigned char)*end)) {
    case 'g': number *= 1024; __attribute__((fallthrough));
    case 'm': number *= 1024; __attribute__((fallthrough));
    case 'k':
      number *= 1024;
      end++;
      break;
    case 0: number *= (size_t)1024 * 1024; break;
    default: break;
  }
  return *end ? 0 : (size_t)number;
}

/* --- MOTE_DEBUG --- */

static bool word_is(const char *word, size_t length, const char *name) {
  return strlen(name) == length && strncmp(word, name, length) == 0;
}

/* The number behind "name="; *found tells whether the word is that. */
static uint32_t word_number(const char *word, size_t length, const char *name, bool *found) {
  size_t prefix = strlen(name);
  *found = length > prefix + 1 && strncmp(word, name, prefix) == 0 && word[prefix] == '=';
  return *found ? (uint32_t)strtoul(word + prefix + 1, NULL, 10) : 0;
}

static void debug_word(MoteVmOptions *vm, const char *word, size_t length) {
  bool found;
  uint32_t number;
  if (word_is(word, length, "gc-stress")) vm->collect_every = 1;
  if (word_is(word, length, "verify")) vm->verify_heap = true;
  if (word_is(word, length, "poison")) vm->poison_freed = true;
  if (word_is(word, length, "portable")) vm->portable_code = true;
  number = word_number(word, length, "gc-stress", &found);
  if (found) vm->collect_every = number;
  number = word_number(word, length, "fail-alloc", &found);
  if (found) vm->fail_allocation = number;
  number = word_number(word, length, "fail-count", &found);
  if (found) vm->fail_count = number;
}

static void parse_debug(MoteVmOptions *vm, const char *words) {
  while (words && *words) {
    size_t length = strcspn(words, ", ");
    debug_word(vm, words, length);
    words += length;
    words += strspn(words, ", ");
  }
}

/* --- words --- */

typedef struct Words {
  char **argv;
  int argc, next;
  CliOptions *options;
} Words;

static void wrong(Words *words, const char *format, const char *word) {
  fprintf(stderr, format, word);
  fputs("Try 'mote --help'.\n", stderr);
  words->options->action = CLI_WRONG;
}

/* The word behind an option, or what stands behind its "="; NULL: there is none. */
static const char *option_value(Words *words, const char *word) {
  const char *equals = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
  if (equals) return equals + 1;
  if (words->next < words->argc) return words->argv[words->next++];
  wrong(words, "mote: %s needs a value\n", word);
  return NULL;
}

/* Long options may have their value behind a "=". */
static bool is_option(const char *word, const char *name) {
  size_t length = strlen(name);
  bool is_long = name[1] == '-';
  return strncmp(word, name, length) == 0 && (!word[length] || (is_long && word[length] == '='));
}

static bool set_action(CliOptions *options, const char *word) {
  static const struct {
    const char *name;
    CliAction action;
  } actions[] = {
      {"--dump-bytecode", CLI_DUMP_BYTECODE},
      {"--dump-ast", CLI_DUMP_SYNTAX},
      {"--version", CLI_VERSION},
      {"-v", CLI_VERSION},
      {"--help", CLI_HELP},
      {"-h", CLI_HELP},
  };
  for (size_t i = 0; i < LENGTH_OF(actions); i++) {
    if (strcmp(word, actions[i].name) != 0) continue;
    options->action = actions[i].action;
    return true;
  }
  return false;
}

static bool set_flag(CliOptions *options, const char *word) {
  if (strcmp(word, "--module") == 0) options->runtime.goal = GOAL_IS_MODULE;
  else if (strcmp(word, "--script") == 0) options->runtime.goal = GOAL_IS_SCRIPT;
  else if (strcmp(word, "--test262") == 0) options->runtime.test262 = true;
  else if (strcmp(word, "--strict") == 0) options->runtime.strict = true;
  else if (strcmp(word, "--warn-unfinished") == 0) options->runtime.warn_unfinished = true;
  else return false;
  return true;
}

static bool set_value(Words *words, const char *word) {
  CliOptions *options = words->options;
  if (is_option(word, "-e") || is_option(word, "--eval") || is_option(word, "-p") ||
      is_option(word, "--print")) {
    options->text = option_value(words, word);
    options->print = is_option(word, "-p") || is_option(word, "--print");
    if (options->text) options->action = CLI_RUN_TEXT;
  } else if (is_option(word, "--include")) {
    const char *file = option_value(words, word);
    if (file) options->includes[options->include_count++] = (char *)(uintptr_t)file;
  } else if (is_option(word, "--trace-async")) {
    options->trace_async = option_value(words, word);
  } else if (is_option(word, "--memory-limit")) {
    const char *size = option_value(words, word);
    options->runtime.vm.memory_limit = size ? parse_size(size) : 0;
    if (size && !options->runtime.vm.memory_limit) wrong(words, "mote: not a size: %s\n", size);
  } else {
    return false;
  }
  return true;
}

/* Options up to the file. */
static void parse_options(Words *words) {
  CliOptions *options = words->options;
  while (words->next < words->argc && options->action != CLI_WRONG) {
    const char *word = words->argv[words->next];
    if (word[0] != '-' || !word[1]) break;
    words->next++;
    if (strcmp(word, "--") == 0) break;
    if (!set_action(options, word) && !set_flag(options, word) && !set_value(words, word))
      wrong(words, "mote: unknown option: %s\n", word);
  }
}

static void set_workers(Words *words, const char *text) {
  char *end;
  long count = strtol(text, &end, 10);
  if (*end || count < 1 || count > 1024) wrong(words, "mote: not a number of workers: %s\n", text);
  else words->options->workers = (int)count;
}

static bool set_serve_option(Words *words, const char *word) {
  CliOptions *options = words->options;
  if (is_option(word, "--port")) {
    options->port = option_value(words, word);
  } else if (is_option(word, "--hostname")) {
    options->hostname = option_value(words, word);
  } else if (is_option(word, "--workers")) {
    const char *count = option_value(words, word);
    if (count) set_workers(words, count);
  } else {
    return false;
  }
  return true;
}

/* `serve`, its options on either side of the file. */
static void parse_serve(Words *words) {
  CliOptions *options = words->options;
  bool is_serve = options->action == CLI_RUN_FILE && words->next < words->argc &&
                  strcmp(words->argv[words->next], "serve") == 0;
  if (!is_serve) return;
  words->next++;
  options->action = CLI_SERVE;
  while (words->next < words->argc && options->action != CLI_WRONG) {
    const char *word = words->argv[words->next];
    bool is_word = word[0] != '-' || !word[1];
    if (is_word && options->file) break;
    words->next++;
    if (is_word) options->file = word;
    else if (!set_serve_option(words, word)) wrong(words, "mote: unknown option: %s\n", word);
  }
  if (options->action == CLI_SERVE && !options->file)
    wrong(words, "mote: %s\n", "there is no file");
}

static void take_file(Words *words) {
  CliOptions *options = words->options;
  bool wants_file = options->action == CLI_RUN_FILE || options->action == CLI_DUMP_BYTECODE ||
                    options->action == CLI_DUMP_SYNTAX;
  if (!wants_file) return;
  if (words->next == words->argc) {
    if (options->action == CLI_RUN_FILE) options->action = CLI_HELP;
    else wrong(words, "mote: %s\n", "there is no file");
    return;
  }
  options->file = words->argv[words->next++];
  if (strcmp(options->file, "-") == 0 && options->action == CLI_RUN_FILE)
    options->action = CLI_RUN_STDIN;
}

void cli_options_parse(CliOptions *options, int argc, char **argv) {
  *options = (CliOptions){.action = CLI_RUN_FILE, .workers = 1};
  options->includes = calloc((size_t)argc + 1, sizeof *options->includes);
  Words words = {argv, argc, 1, options};
  parse_debug(&options->runtime.vm, getenv("MOTE_DEBUG"));
  parse_options(&words);
  options->runtime.options = argv + 1;
  options->runtime.option_count = words.next - 1;
  parse_serve(&words);
  take_file(&words);
  options->runtime.arguments = argv + words.next;
  options->runtime.argument_count = argc - words.next;
}

void cli_options_free(CliOptions *options) { free(options->includes); }
