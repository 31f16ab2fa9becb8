/* SPDX-License-Identifier: MIT */
/* test262.c: runs the test262 suite as its INTERPRETING.md says.
 *
 * Every execution is a process of its own: `mote --test262 --include HARNESS…
 * [--strict | --module] FILE`. The command reports an uncaught exception as
 * "Uncaught NAME: message" in the first line of standard error.
 *
 * Invariant: nothing that goes wrong counts as a pass. A signal is a crash in
 * any test, negative ones too; a test that prints both outcomes has failed.
 *
 * Reading a test's metadata is test262_metadata.c's, counting and comparing is
 * test262_report.c's. */
#include "process.h"
#include "test262_metadata.h"
#include "test262_report.h"
#include "text.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Options {
  const char *mote;
  const char *checkout;
  const char *expectations;
  const char *features;
  const char *failures;
  int jobs;
  int depth;
  double timeout;
  bool list_crashes;
  bool update;
  bool accept;
  bool everything; /* the staging folder too */
  StringList filters;
  StringList again; /* paths; empty: all */
  StringList environment;
  StringList flags; /* more options for the command */
} Options;

/* A test file that is being run, shared by its executions. */
typedef struct TestFile {
  char *path; /* absolute */
  const char *name; /* the part below the checkout's test folder */
  Metadata metadata;
  const FeatureRule *rule;
  int references;
} TestFile;

typedef struct Pending {
  TestFile *file;
  const char *mode;
} Pending;

typedef struct Run {
  Options *options;
  FeatureRules rules;
  Report report;
  char *root;    /* the checkout's test folder */
  char *harness; /* the checkout's harness folder */
  StringList paths;
  size_t next_path;
  Pending waiting; /* the second execution of a test */
  double started;
  double shown;
} Run;

/* ---- finding ------------------------------------------------------------------ */

static bool is_test_file(const char *path, const char *name) {
  (void)path;
  return ends_with(name, ".js") && !strstr(name, "_FIXTURE");
}

static int compare_path(const void *key, const void *item) {
  return strcmp(key, *(char *const *)item);
}

static bool passes_filter(const Run *run, const char *name) {
  const StringList *again = &run->options->again, *filters = &run->options->filters;
  if (again->count && !bsearch(name, again->items, again->count, sizeof(char *), compare_path))
    return false;
  if (!filters->count) return true;
  for (size_t i = 0; i < filters->count; i++) {
    const char *filter = filters->items[i], *below = after_prefix(filter, "test/");
    if (after_prefix(name, below ? below : filter)) return true;
  }
  return false;
}

static void file_release(TestFile *file) {
  if (--file->references) return;
  metadata_free(&file->metadata);
  free(file->path);
  free(file);
}

/* The next file that is to be run; those that are not are counted. */
static TestFile *next_file(Run *run) {
  while (run->next_path < run->paths.count) {
    const char *path = run->paths.items[run->next_path++];
    const char *name = path + strlen(run->root) + 1;
    if (!passes_filter(run, name)) continue;
    Text source = {0};
    if (!text_read_file(&source, path)) continue;
    TestFile *file = must_allocate(sizeof *file);
    *file = (TestFile){.path = must_duplicate(path, strlen(path)), .references = 1};
    file->name = file->path + (name - path);
    metadata_read(&file->metadata, source.data);
    file->rule = feature_rules_match(&run->rules, file->name, &file->metadata, source.data);
    text_free(&source);
    /* The command's only agent may block, so what wants one that may not is not for it. */
    bool skip =
        (file->rule && file->rule->skip) || metadata_has_flag(&file->metadata, "CanBlockIsFalse");
    if (!skip) return file;
    run->report.skipped++;
    file_release(file);
  }
  return NULL;
}

static bool next_execution(Run *run, Pending *execution) {
  if (run->waiting.file) {
    *execution = run->waiting;
    run->waiting = (Pending){0};
    return true;
  }
  TestFile *file = next_file(run);
  if (!file) return false;
  const Metadata *metadata = &file->metadata;
  const char *mode = "sloppy";
  if (metadata_has_flag(metadata, "module")) mode = "module";
  else if (metadata_has_flag(metadata, "onlyStrict")) mode = "strict";
  else if (!metadata_has_flag(metadata, "raw") && !metadata_has_flag(metadata, "noStrict")) {
    run->waiting = (Pending){file, "strict"};
    file->references++;
  }
  *execution = (Pending){file, mode};
  return true;
}

/* ---- running ------------------------------------------------------------------- */

static void add_include(const Run *run, StringList *words, const char *name) {
  Text path = {0};
  text_format(&path, "%s/%s", run->harness, name);
  list_add(words, "--include");
  list_add(words, path.data);
  text_free(&path);
}

static void add_harness(const Run *run, StringList *words, const Metadata *metadata) {
  add_include(run, words, "assert.js");
  add_include(run, words, "sta.js");
  if (metadata_has_flag(metadata, "async")) add_include(run, words, "doneprintHandle.js");
  for (size_t i = 0; i < metadata->includes.count; i++)
    add_include(run, words, metadata->includes.items[i]);
}

static bool start_next(void *user, ProcessSpec *spec, void **tag) {
  static StringList words; /* lives until the fork */
  Run *run = user;
  Pending execution;
  if (!next_execution(run, &execution)) return false;
  const Metadata *metadata = &execution.file->metadata;
  list_clear(&words);
  list_add(&words, run->options->mote);
  list_add(&words, "--test262");
  for (size_t i = 0; i < run->options->flags.count; i++)
    list_add(&words, run->options->flags.items[i]);
  if (!metadata_has_flag(metadata, "raw")) add_harness(run, &words, metadata);
  if (!strcmp(execution.mode, "strict")) list_add(&words, "--strict");
  list_add(&words, !strcmp(execution.mode, "module") ? "--module" : "--script");
  list_add(&words, execution.file->path);
  *spec = (ProcessSpec){
      .arguments = list_with_null(&words),
      .environment = list_with_null(&run->options->environment),
      .timeout = run->options->timeout,
  };
  Pending *copy = must_allocate(sizeof *copy);
  *copy = execution;
  *tag = copy;
  return true;
}

/* ---- judging ------------------------------------------------------------------- */

static char *first_line(const Text *text) {
  return must_duplicate(text->data ? text->data : "", text->data ? strcspn(text->data, "\r\n") : 0);
}

/* Whether the line is "Uncaught NAME" or "Uncaught NAME: …". */
static bool line_names_error(const char *line, const char *name) {
  const char *rest = after_prefix(line, "Uncaught ");
  if (!rest || !(rest = after_prefix(rest, name))) return false;
  return !*rest || *rest == ':' || *rest == ' ';
}

static Outcome judge_negative(const Metadata *metadata, const ProcessResult *result,
                              const char *line, Text *message) {
  if (result->exit_code != 0 && line_names_error(line, metadata->negative_type))
    return OUTCOME_PASSED;
  text_format(message, "expected %s (%s), got %s", metadata->negative_type,
              metadata->negative_phase, result->exit_code == 0 ? "no exception" : line);
  return OUTCOME_FAILED;
}

static Outcome judge_async(const ProcessResult *result, const char *line, Text *message) {
  const char *output = result->output.data;
  const char *failure = strstr(output, "Test262:AsyncTestFailure:");
  if (failure) {
    text_append(message, failure, strcspn(failure, "\r\n"));
    return OUTCOME_FAILED;
  }
  if (!strstr(output, "Test262:AsyncTestComplete")) {
    text_format(message, "no AsyncTestComplete; %s", line);
    return OUTCOME_FAILED;
  }
  return OUTCOME_PASSED;
}

static Outcome judge(const Metadata *metadata, const ProcessResult *result, Text *message) {
  if (result->timed_out) {
    text_format(message, "timed out");
    return OUTCOME_TIMED_OUT;
  }
  /* 99 is what the sanitizers are told to end with. */
  if (result->signal || result->exit_code == 99) {
    text_format(message, "%s", result->signal ? strsignal(result->signal) : "sanitizer report");
    return OUTCOME_CRASHED;
  }
  char *line = first_line(&result->errors);
  Outcome outcome = OUTCOME_PASSED;
  if (metadata->negative_type) {
    outcome = judge_negative(metadata, result, line, message);
  } else if (result->exit_code != 0) {
    text_format(message, "%s", *line ? line : "exit status without a message");
    outcome = OUTCOME_FAILED;
  } else if (metadata_has_flag(metadata, "async")) {
    outcome = judge_async(result, line, message);
  }
  free(line);
  return outcome;
}

static void show_progress(Run *run) {
  double now = monotonic_seconds();
  if (!isatty(2) || now - run->shown < 1) return;
  run->shown = now;
  fprintf(stderr, "\r%zu of %zu files, %zu executions, %.0f s ", run->next_path, run->paths.count,
          run->report.count, now - run->started);
}

static void finish_execution(void *user, void *tag, ProcessResult *result) {
  Run *run = user;
  Pending *execution = tag;
  TestFile *file = execution->file;
  Text message = {0};
  text_add(&message, "");
  Outcome outcome = judge(&file->metadata, result, &message);
  report_add(&run->report, file->name, execution->mode, file->rule ? file->rule->group : NULL,
             outcome, message.data);
  text_free(&message);
  file_release(file);
  free(execution);
  show_progress(run);
}

/* ---- the command ------------------------------------------------------------------ */

static const char usage[] =
    "test262-runner [options] CHECKOUT\n"
    "  --mote PATH            the command under test\n"
    "  --jobs N               how many run at once (default: all processors)\n"
    "  --filter PREFIX        only tests whose path begins so (may be repeated)\n"
    "  --again FILE           only tests that a file of failures names\n"
    "  --timeout S            seconds for one execution (default 15)\n"
    "  --skip-features FILE   tests not to run, and tests to report apart\n"
    "  --expectations FILE    the failures that are known\n"
    "  --update               takes what passes now out of that file\n"
    "  --accept               and adds what fails now\n"
    "  --failures FILE        where to write each failure with its message\n"
    "  --depth N              how deep the table's folders go (default 2)\n"
    "  --list-crashes         prints each crash\n"
    "  --env NAME=VALUE       for the command (may be repeated)\n"
    "  --flag OPTION          for the command (may be repeated)\n"
    "  --staging              runs the staging folder too\n";

static _Noreturn void stop(const char *message, const char *subject) {
  fprintf(stderr, "test262-runner: %s%s\n%s", message, subject, usage);
  exit(2);
}

/* The first word of each line is a path; an expectations file will do as well. */
static void read_paths(StringList *paths, const char *file) {
  Text text = {0};
  StringList lines = {0};
  if (!text_read_file(&text, file)) stop("cannot read ", file);
  list_add_lines(&lines, text.data, text.length);
  for (size_t i = 0; i < lines.count; i++)
    list_add_bytes(paths, lines.items[i], strcspn(lines.items[i], " "));
  list_sort(paths);
  list_clear(&lines);
  text_free(&text);
}

static bool read_switch(Options *options, const char *word) {
  if (!strcmp(word, "--update")) return options->update = true;
  if (!strcmp(word, "--accept")) return options->update = options->accept = true;
  if (!strcmp(word, "--list-crashes")) return options->list_crashes = true;
  if (!strcmp(word, "--staging")) return options->everything = true;
  return false;
}

static void read_option(Options *options, const char *word, const char *value) {
  if (!value) stop("a value is missing after ", word);
  if (!strcmp(word, "--mote")) options->mote = value;
  else if (!strcmp(word, "--jobs")) options->jobs = atoi(value);
  else if (!strcmp(word, "--filter")) list_add(&options->filters, value);
  else if (!strcmp(word, "--again")) read_paths(&options->again, value);
  else if (!strcmp(word, "--timeout")) options->timeout = atof(value);
  else if (!strcmp(word, "--skip-features")) options->features = value;
  else if (!strcmp(word, "--expectations")) options->expectations = value;
  else if (!strcmp(word, "--failures")) options->failures = value;
  else if (!strcmp(word, "--depth")) options->depth = atoi(value);
  else if (!strcmp(word, "--env")) list_add(&options->environment, value);
  else if (!strcmp(word, "--flag")) list_add(&options->flags, value);
  else stop("unknown option ", word);
}

static void read_options(Options *options, int count, char **words) {
  *options = (Options){.jobs = processor_count(), .depth = 2, .timeout = 15};
  for (int i = 1; i < count; i++) {
    if (!strcmp(words[i], "--help")) {
      fputs(usage, stdout);
      exit(0);
    }
    if (words[i][0] != '-') {
      options->checkout = words[i];
    } else if (!read_switch(options, words[i])) {
      read_option(options, words[i], words[i + 1]);
      i++;
    }
  }
  if (!options->checkout) stop("which checkout?", "");
  if (!options->mote) stop("--mote is missing", "");
  if (options->jobs < 1) options->jobs = 1;
}

static char *folder_below(const char *checkout, const char *name) {
  Text path = {0};
  char absolute[PATH_MAX];
  text_format(&path, "%s/%s", checkout, name);
  if (!realpath(path.data, absolute)) stop("no such folder: ", path.data);
  text_free(&path);
  return must_duplicate(absolute, strlen(absolute));
}

static bool is_wanted_folder(const char *path, const char *name) {
  (void)path;
  return strcmp(name, "intl402") && strcmp(name, "staging");
}

static bool is_wanted_folder_of_all(const char *path, const char *name) {
  (void)path;
  return strcmp(name, "intl402") != 0;
}

static int finish(Run *run, const Options *options) {
  Report *report = &run->report;
  report_sort(report);
  if (isatty(2)) fputs("\r\033[K", stderr);
  report_print_table(report, options->depth);
  if (options->list_crashes) report_print_crashes(report);
  if (options->failures && !report_write_failures(report, options->failures))
    stop("cannot write ", options->failures);
  printf("%.0f s\n", monotonic_seconds() - run->started);
  if (!options->expectations) return 0;
  Expectations expectations;
  expectations_read(&expectations, options->expectations);
  size_t differences = expectations_compare(&expectations, report);
  if (options->update &&
      !expectations_update(&expectations, report, options->accept, options->expectations))
    stop("cannot write ", options->expectations);
  return differences ? 1 : 0;
}

int main(int count, char **words) {
  Options options;
  read_options(&options, count, words);
  Run run = {.options = &options, .started = monotonic_seconds()};
  run.root = folder_below(options.checkout, "test");
  run.harness = folder_below(options.checkout, "harness");
  if (options.features && !feature_rules_read(&run.rules, options.features))
    stop("cannot read ", options.features);
  list_add_files(&run.paths, run.root, is_test_file,
                 options.everything ? is_wanted_folder_of_all : is_wanted_folder);
  list_sort(&run.paths);
  process_run_all(options.jobs, start_next, finish_execution, &run);
  return finish(&run, &options);
}
