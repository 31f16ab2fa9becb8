/* SPDX-License-Identifier: MIT */
/* testrunner.c: runs the tests that say in comments what they must print.
 *
 * A test is one source file. It is found by its place and run by the command
 * under test in the folder it lies in; what it must do stands in its comments
 * (tests/README.md has the list). C test programs are run beside them and
 * their own counts added up. The last line printed is the total.
 *
 * Invariant: a test that says nothing about its outcome fails, so that no
 * test can pass by being empty. */
#include "process.h"
#include "text.h"

#include <ctype.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- options and totals --------------------------------------------------- */

typedef struct Options {
  const char *mote;
  int jobs;
  double timeout;      /* seconds a test may take */
  double slow;         /* factor for slow builds */
  size_t memory_limit; /* bytes, 0 for none */
  bool oracle;         /* the command is another engine, not mote */
  bool verbose;
  bool list;
  StringList filters;
  StringList without;
  StringList programs;
  StringList roots;
} Options;

typedef struct Totals {
  long passed;
  long failed;
  long skipped;
} Totals;

/* ---- one test ---------------------------------------------------------------- */

typedef struct Test {
  char *path;
  char *folder;
  const char *name;  /* the last part of the path */
  bool is_program;   /* a C test program, not a source file */
  bool expects;      /* some expectation was found */
  int exit_code;
  bool exit_given;
  double timeout; /* seconds, 0 for the usual */
  StringList output;
  StringList errors;
  StringList flags;
  StringList arguments;
  StringList command;
  StringList environment;
  Text input;
  char *skip;   /* why it is not run, or NULL */
  char *scratch; /* a folder of its own, when it asks for TEST_TMPDIR */
} Test;

typedef struct Run {
  Options *options;
  Totals totals;
  StringList paths;
  size_t next_program;
  size_t next_path;
} Run;

static bool is_test_name(const char *path, const char *name) {
  (void)path;
  static const char *const endings[] = {".js",  ".mjs",  ".cjs", ".ts", ".mts",
                                        ".cts", ".tscl", ".tsx", ".jsx"};
  if (ends_with(name, ".d.ts")) return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (ends_with(name, endings[i])) return true;
  return false;
}

static bool is_test_folder(const char *path, const char *name) {
  (void)path;
  static const char *const others[] = {"_support", "fixtures", "node_modules", "packages"};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    if (strcmp(name, others[i]) == 0) return false;
  return true;
}

/* ---- reading the comments ------------------------------------------------------ */

static char *trimmed(const char *text) {
  size_t length = strlen(text);
  while (length && isspace((unsigned char)text[length - 1])) length--;
  return must_duplicate(text, length);
}

static const char *without_one_blank(const char *text) { return *text == ' ' ? text + 1 : text; }

static void add_trimmed(StringList *list, const char *text) {
  char *copy = trimmed(without_one_blank(text));
  list_add(list, copy);
  free(copy);
}

/* `// expect…` may follow code on its line. */
static bool read_expectation(Test *test, const char *line) {
  const char *found = strstr(line, "// expect");
  if (!found) return false;
  const char *rest = found + strlen("// expect"), *text;
  if ((text = after_prefix(rest, ":"))) {
    add_trimmed(&test->output, text);
  } else if ((text = after_prefix(rest, " stderr:"))) {
    add_trimmed(&test->errors, text);
  } else if ((text = after_prefix(rest, " error:"))) {
    add_trimmed(&test->errors, text);
    if (!test->exit_given) test->exit_code = 1;
  } else if ((text = after_prefix(rest, " exit:"))) {
    test->exit_code = atoi(text);
    test->exit_given = true;
  } else {
    return false;
  }
  return test->expects = true;
}

static void read_repeated_input(Test *test, const char *text) {
  char *end;
  unsigned long count = strtoul(text, &end, 10);
  char *piece = trimmed(without_one_blank(end));
  for (unsigned long i = 0; i < count; i++) text_add(&test->input, piece);
  free(piece);
}

static void read_need(Test *test, const Options *options, const char *text) {
  StringList needs = {0};
  list_add_words(&needs, text);
  for (size_t i = 0; i < needs.count && !test->skip; i++) {
    if (!list_holds(&options->without, needs.items[i])) continue;
    Text reason = {0};
    text_format(&reason, "needs %s", needs.items[i]);
    test->skip = reason.data;
  }
  list_clear(&needs);
}

/* The other remarks stand alone on their line. */
static void read_remark(Test *test, const Options *options, const char *line) {
  const char *text;
  line += strspn(line, " \t");
  if (!(line = after_prefix(line, "// "))) return;
  if ((text = after_prefix(line, "args:"))) {
    list_add_words(&test->arguments, text);
  } else if ((text = after_prefix(line, "flags:"))) {
    list_add_words(&test->flags, text);
  } else if ((text = after_prefix(line, "command:"))) {
    list_add_words(&test->command, text);
  } else if ((text = after_prefix(line, "env:"))) {
    list_add_words(&test->environment, text);
  } else if ((text = after_prefix(line, "stdin:"))) {
    text_format(&test->input, "%s\n", without_one_blank(text));
  } else if ((text = after_prefix(line, "stdin-repeat:"))) {
    read_repeated_input(test, text);
  } else if ((text = after_prefix(line, "timeout:"))) {
    test->timeout = atof(text);
  } else if ((text = after_prefix(line, "needs:"))) {
    read_need(test, options, text);
  } else if ((text = after_prefix(line, "skip:"))) {
    if (!test->skip) test->skip = trimmed(without_one_blank(text));
  } else if ((text = after_prefix(line, "node:"))) {
    if (options->oracle && !test->skip) test->skip = trimmed(without_one_blank(text));
  }
}

/* Made when the comments are read, gone when the test is. */
static void give_scratch_folder(Test *test) {
  Text path = {0}, variable = {0};
  text_add_temporary_path(&path, "mote-test-XXXXXX");
  if (mkdtemp(path.data)) {
    text_format(&variable, "TEST_TMPDIR=%s", path.data);
    list_add(&test->environment, variable.data);
    test->scratch = must_duplicate(path.data, path.length);
  }
  text_free(&variable);
  text_free(&path);
}

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *walk) {
  (void)info, (void)type, (void)walk;
  return remove(path);
}

static void read_comments(Test *test, const Options *options) {
  Text source = {0};
  if (!text_read_file(&source, test->path)) return;
  StringList lines = {0};
  list_add_lines(&lines, source.data, source.length);
  for (size_t i = 0; i < lines.count; i++)
    if (!read_expectation(test, lines.items[i])) read_remark(test, options, lines.items[i]);
  if (strstr(source.data, "TEST_TMPDIR") && !test->skip) give_scratch_folder(test);
  list_clear(&lines);
  text_free(&source);
}

static Test *test_create(const Options *options, const char *path, bool is_program) {
  Test *test = must_allocate(sizeof *test);
  *test = (Test){.path = must_duplicate(path, strlen(path)), .is_program = is_program};
  const char *slash = strrchr(test->path, '/');
  test->name = slash ? slash + 1 : test->path;
  test->folder = slash ? must_duplicate(test->path, (size_t)(slash - test->path)) : NULL;
  if (is_program) test->expects = true;
  else read_comments(test, options);
  return test;
}

static void test_destroy(Test *test) {
  if (test->scratch) nftw(test->scratch, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
  free(test->scratch);
  free(test->path);
  free(test->folder);
  free(test->skip);
  list_clear(&test->output);
  list_clear(&test->errors);
  list_clear(&test->flags);
  list_clear(&test->arguments);
  list_clear(&test->command);
  list_clear(&test->environment);
  text_free(&test->input);
  free(test);
}

/* ---- judging ------------------------------------------------------------------- */

static const char *line_or(const StringList *list, size_t i, const char *other) {
  return i < list->count ? list->items[i] : other;
}

static void trim_lines(StringList *lines) {
  for (size_t i = 0; i < lines->count; i++) {
    char *line = lines->items[i];
    size_t length = strlen(line);
    while (length && isspace((unsigned char)line[length - 1])) line[--length] = '\0';
  }
}

/* Standard output must be the expected lines and no others. */
static void judge_output(const Test *test, const ProcessResult *result, Text *report) {
  StringList lines = {0};
  list_add_lines(&lines, result->output.data ? result->output.data : "", result->output.length);
  trim_lines(&lines);
  size_t longest = lines.count > test->output.count ? lines.count : test->output.count;
  int shown = 0;
  for (size_t i = 0; i < longest && shown < 8; i++) {
    const char *expected = line_or(&test->output, i, NULL), *actual = line_or(&lines, i, NULL);
    if (expected && actual && !strcmp(expected, actual)) continue;
    if (expected) text_format(report, "    line %zu - %s\n", i + 1, expected);
    if (actual) text_format(report, "    line %zu + %.400s\n", i + 1, actual);
    shown++;
  }
  list_clear(&lines);
}

/* Each expected piece must be part of a line of standard error, in order. */
static void judge_errors(const Test *test, const Options *options, const ProcessResult *result,
                         Text *report) {
  const char *at = result->errors.data ? result->errors.data : "";
  if (!test->errors.count) {
    if (*at && !options->oracle) text_format(report, "    unexpected text on standard error\n");
    return;
  }
  for (size_t i = 0; i < test->errors.count; i++) {
    const char *piece = test->errors.items[i], *plain = after_prefix(piece, "Uncaught ");
    if (options->oracle && plain) piece = plain;
    const char *found = strstr(at, piece);
    if (!found) {
      text_format(report, "    standard error lacks: %s\n", piece);
      return;
    }
    found += strlen(piece);
    const char *newline = strchr(found, '\n');
    at = newline ? newline + 1 : found + strlen(found);
  }
}

static void add_standard_error(const ProcessResult *result, Text *report) {
  StringList lines = {0};
  list_add_lines(&lines, result->errors.data ? result->errors.data : "", result->errors.length);
  for (size_t i = 0; i < lines.count && i < 24; i++)
    text_format(report, "    | %.300s\n", lines.items[i]);
  if (lines.count > 24) text_format(report, "    | … %zu lines more\n", lines.count - 24);
  list_clear(&lines);
}

static void judge_ending(const Test *test, const ProcessResult *result, Text *report) {
  if (result->timed_out) text_format(report, "    timed out after %.1f s\n", result->seconds);
  else if (result->signal) text_format(report, "    crashed: %s\n", strsignal(result->signal));
  else if (result->exit_code != test->exit_code)
    text_format(report, "    exit status %d, expected %d\n", result->exit_code, test->exit_code);
}

static void judge_source_test(Run *run, Test *test, ProcessResult *result) {
  Text report = {0};
  if (!test->expects) text_add(&report, "    it has no expectation\n");
  judge_ending(test, result, &report);
  judge_output(test, result, &report);
  judge_errors(test, run->options, result, &report);
  if (report.length) {
    add_standard_error(result, &report);
    printf("FAIL %s\n%s", test->path, report.data);
    run->totals.failed++;
  } else {
    if (run->options->verbose) printf("ok   %s (%.0f ms)\n", test->path, result->seconds * 1e3);
    run->totals.passed++;
  }
  text_free(&report);
}

/* Adds up cmocka's group summaries, and the "N passed, N failed, N skipped" line that
 * a program without cmocka prints, the last part when there is any. */
static bool count_program_results(const ProcessResult *result, Totals *counts) {
  StringList lines = {0};
  bool found = false;
  list_add_lines(&lines, result->output.data ? result->output.data : "", result->output.length);
  list_add_lines(&lines, result->errors.data ? result->errors.data : "", result->errors.length);
  for (size_t i = 0; i < lines.count; i++) {
    long count, failed, skipped = 0;
    if (sscanf(lines.items[i], "[  PASSED  ] %ld test", &count) == 1) {
      counts->passed += count;
      found = true;
    } else if (sscanf(lines.items[i], "[  FAILED  ] %ld test", &count) == 1) {
      counts->failed += count;
      found = true;
    } else if (sscanf(lines.items[i], "[  SKIPPED ] %ld test", &count) == 1) {
      counts->skipped += count;
    } else if (sscanf(lines.items[i], "%ld passed, %ld failed, %ld skipped", &count, &failed,
                      &skipped) >= 2) {
      counts->passed += count;
      counts->failed += failed;
      counts->skipped += skipped;
      found = true;
    }
  }
  list_clear(&lines);
  return found;
}

static void judge_program(Run *run, Test *test, ProcessResult *result) {
  Totals counts = {0};
  bool counted = count_program_results(result, &counts);
  bool ended_well = !result->signal && !result->timed_out && result->exit_code == 0;
  if (!ended_well && !counts.failed) counts.failed++;
  if (ended_well && !counted) counts.passed++;
  run->totals.passed += counts.passed;
  run->totals.failed += counts.failed;
  run->totals.skipped += counts.skipped;
  if (!counts.failed) {
    if (run->options->verbose) printf("ok   %s (%ld)\n", test->path, counts.passed);
    return;
  }
  Text report = {0};
  judge_ending(test, result, &report);
  text_append(&report, result->output.data, result->output.length);
  text_append(&report, result->errors.data, result->errors.length);
  printf("FAIL %s\n%s", test->path, report.data);
  text_free(&report);
}

/* The comparisons work on strings, so a NUL that was printed must not end one. */
static void show_nuls(Text *text) {
  for (size_t i = 0; i < text->length; i++)
    if (!text->data[i]) text->data[i] = '?';
}

static void finish_test(void *user, void *tag, ProcessResult *result) {
  Run *run = user;
  Test *test = tag;
  show_nuls(&result->output);
  show_nuls(&result->errors);
  if (test->is_program) judge_program(run, test, result);
  else judge_source_test(run, test, result);
  fflush(stdout);
  test_destroy(test);
}

/* ---- starting ------------------------------------------------------------------- */

static bool passes_filter(const Options *options, const char *path) {
  if (!options->filters.count) return true;
  for (size_t i = 0; i < options->filters.count; i++)
    if (strstr(path, options->filters.items[i])) return true;
  return false;
}

/* The next test that is to be run; those that are not are counted here. */
static Test *next_test(Run *run) {
  const Options *options = run->options;
  while (run->next_program < options->programs.count) {
    const char *path = options->programs.items[run->next_program++];
    if (passes_filter(options, path)) return test_create(options, path, true);
  }
  while (run->next_path < run->paths.count) {
    const char *path = run->paths.items[run->next_path++];
    if (!passes_filter(options, path)) continue;
    Test *test = test_create(options, path, false);
    if (options->list) {
      printf("%s\n", test->path);
    } else if (test->skip) {
      printf("skip %s: %s\n", test->path, test->skip);
      run->totals.skipped++;
    } else {
      return test;
    }
    test_destroy(test);
  }
  return NULL;
}

static void add_words(StringList *words, const StringList *more, const Test *test) {
  for (size_t i = 0; i < more->count; i++)
    list_add(words, strcmp(more->items[i], "%s") ? more->items[i] : test->name);
}

/* The words of the command line: what is built for one test is read by fork
 * before the next is built, so one list serves all. */
static char **command_line(const Options *options, Test *test) {
  static StringList words;
  list_clear(&words);
  if (test->is_program) {
    list_add(&words, test->path);
  } else {
    list_add(&words, options->mote);
    if (test->command.count) {
      add_words(&words, &test->command, test);
    } else {
      add_words(&words, &test->flags, test);
      list_add(&words, test->name);
      add_words(&words, &test->arguments, test);
    }
  }
  return list_with_null(&words);
}

/* Seconds. A program has many tests. */
static double time_limit(const Options *options, const Test *test) {
  double usual = options->timeout * (test->is_program ? 4 : 1);
  return (test->timeout > 0 ? test->timeout : usual) * options->slow;
}

static bool start_next(void *user, ProcessSpec *spec, void **tag) {
  Run *run = user;
  Test *test = next_test(run);
  if (!test) return false;
  *spec = (ProcessSpec){
      .arguments = command_line(run->options, test),
      .environment = list_with_null(&test->environment),
      .folder = test->is_program ? NULL : test->folder,
      .input = test->input.data,
      .input_length = test->input.length,
      .timeout = time_limit(run->options, test),
      .memory_limit = test->is_program ? 0 : run->options->memory_limit,
  };
  *tag = test;
  return true;
}

/* ---- the command ------------------------------------------------------------------ */

static const char usage[] =
    "testrunner [options] [FOLDER or FILE]...\n"
    "  --mote PATH       the command under test\n"
    "  --program PATH    a C test program to run too (may be repeated)\n"
    "  --jobs N          how many run at once (default: all processors)\n"
    "  --filter TEXT     only tests whose path has TEXT in it (may be repeated)\n"
    "  --timeout S       seconds for one test (default 20; programs four times as long)\n"
    "  --slow FACTOR     multiplies every time-out\n"
    "  --memory MIB      address space for one test\n"
    "  --without FEATURE skips tests that say they need it (may be repeated)\n"
    "  --oracle          the command is another engine: only what must agree is compared\n"
    "  --list            prints the paths of the tests\n"
    "  --verbose         prints passing tests too\n";

static void stop(const char *message, const char *subject) {
  fprintf(stderr, "testrunner: %s%s\n%s", message, subject, usage);
  exit(2);
}

/* Tests run in their own folders, so the command's path must not depend on ours. */
static const char *absolute_program(const char *path) {
  static char absolute[PATH_MAX];
  if (!strchr(path, '/')) return path;
  if (!realpath(path, absolute)) stop("no such command: ", path);
  return absolute;
}

static bool read_switch(Options *options, const char *word) {
  if (!strcmp(word, "--oracle")) return options->oracle = true;
  if (!strcmp(word, "--verbose")) return options->verbose = true;
  if (!strcmp(word, "--list")) return options->list = true;
  return false;
}

static void read_option(Options *options, const char *word, const char *value) {
  if (!value) stop("a value is missing after ", word);
  if (!strcmp(word, "--mote")) options->mote = absolute_program(value);
  else if (!strcmp(word, "--program")) list_add(&options->programs, value);
  else if (!strcmp(word, "--jobs")) options->jobs = atoi(value);
  else if (!strcmp(word, "--filter")) list_add(&options->filters, value);
  else if (!strcmp(word, "--timeout")) options->timeout = atof(value);
  else if (!strcmp(word, "--slow")) options->slow = atof(value);
  else if (!strcmp(word, "--memory")) options->memory_limit = (size_t)atol(value) << 20;
  else if (!strcmp(word, "--without")) list_add(&options->without, value);
  else stop("unknown option ", word);
}

static void read_options(Options *options, int count, char **words) {
  *options = (Options){.jobs = processor_count(), .timeout = 20, .slow = 1};
  for (int i = 1; i < count; i++) {
    if (!strcmp(words[i], "--help")) {
      fputs(usage, stdout);
      exit(0);
    }
    if (words[i][0] != '-') {
      list_add(&options->roots, words[i]);
    } else if (!read_switch(options, words[i])) {
      read_option(options, words[i], words[i + 1]);
      i++;
    }
  }
  if (options->jobs < 1) options->jobs = 1;
  if (options->roots.count && !options->mote && !options->list) stop("--mote is missing", "");
}

int main(int count, char **words) {
  Options options;
  read_options(&options, count, words);
  Run run = {.options = &options};
  for (size_t i = 0; i < options.roots.count; i++)
    list_add_files(&run.paths, options.roots.items[i], is_test_name, is_test_folder);
  list_sort(&run.paths);
  process_run_all(options.jobs, start_next, finish_test, &run);
  if (options.list) return 0;
  printf("%ld passed, %ld failed, %ld skipped\n", run.totals.passed, run.totals.failed,
         run.totals.skipped);
  return run.totals.failed ? 1 : 0;
}
