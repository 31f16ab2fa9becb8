/* SPDX-License-Identifier: MIT */
/* wpt.c: runs web-platform-tests that need no browser, from a checkout.
 *
 * tests/wpt.areas says which files belong to which area:
 *
 *     area NAME
 *     PATH…            files of the area: one, or all below a folder
 *     skip PATH REASON
 *     without FILE: NAME    subtests that do not count; "*" stands for anything
 *
 * Of a folder those are run that are tests in JavaScript (.any.js, .worker.js, .window.js), and the pages that need
 * nothing of a document. Every file (and every variant of one) is a process of its own: `mote
 * tools/wpt/environment.cjs CHECKOUT FILE?VARIANT`, which prints a line for each subtest.
 *
 * Invariant: nothing that goes wrong counts as a pass. A file that ends without its last line has failed as a whole,
 * under the name "(harness)"; so has one without any subtest. */
#include "process.h"
#include "text.h"
#include "wpt_report.h"

#include <fnmatch.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Options {
  const char *mote, *checkout, *environment, *areas, *expectations, *failures;
  int jobs;
  double timeout;
  bool update, accept, list;
  StringList filters;
  StringList variables;
} Options;

/* One process: a file with one variant. */
typedef struct Job {
  const char *area;
  char *file; /* below the checkout, with the variant */
  bool is_long;
} Job;

typedef struct Run {
  Options *options;
  char *root; /* the checkout */
  StringList areas;
  StringList skipped;
  StringList without; /* patterns of "FILE: NAME" */
  StringList seen; /* files, each in the area that named it first */
  Job *jobs;
  size_t job_count, job_capacity, next;
  WptReport report;
  double started;
} Run;

static _Noreturn void stop(const char *message, const char *subject) {
  fprintf(stderr, "wpt-runner: %s%s\n", message, subject);
  exit(2);
}

/* ---- finding ------------------------------------------------------------------ */

/* What a page speaks of that only browsers have. */
static const char *const of_browsers[] = {
    "document.",        "document,",   "iframe",
    "<body onload",     "<form",       "<input",
    "<canvas",          "<img",        "new SharedWorker(",
    "serviceWorker",    "window.open", "XMLHttpRequest",
    "fetch_tests_from",
};

static bool is_page(const char *name) {
  return ends_with(name, ".html") || ends_with(name, ".htm");
}

static bool is_page_without_document(const char *path, const char *text) {
  if (ends_with(path, "-manual.html") || ends_with(path, "-ref.html")) return false;
  if (!strstr(text, "testharness.js")) return false;
  for (size_t i = 0; i < sizeof of_browsers / sizeof of_browsers[0]; i++)
    if (strstr(text, of_browsers[i])) return false;
  return true;
}

/* Whether "META: global=…" names a page or a worker, if there is one. */
static bool is_for_scripts(const char *text) {
  static const char mark[] = "// META: global=";
  const char *globals = strstr(text, mark);
  if (!globals) return true;
  Text line = {0};
  text_append(&line, globals + strlen(mark), strcspn(globals + strlen(mark), "\r\n"));
  const char *list = line.data ? line.data : "";
  bool found = strstr(list, "window") || strstr(list, "dedicatedworker") || strstr(list, "!") ||
               !strncmp(list, "worker", 6) || strstr(list, ",worker");
  text_free(&line);
  return found;
}

static bool is_test_file(const char *path, const char *name) {
  (void)path;
  if (strstr(name, "-shadowrealm")) return false; /* a proposal's */
  if (strstr(name, ".h2.")) return false; /* they want a server of HTTP/2 */
  return ends_with(name, ".any.js") || ends_with(name, ".worker.js") ||
         ends_with(name, ".window.js") || is_page(name);
}

static bool is_skipped(const Run *run, const char *name) {
  for (size_t i = 0; i < run->skipped.count; i++)
    if (after_prefix(name, run->skipped.items[i])) return true;
  return false;
}

static bool passes_filter(const Run *run, const char *area, const char *name) {
  const StringList *filters = &run->options->filters;
  for (size_t i = 0; i < filters->count; i++)
    if (after_prefix(name, filters->items[i]) || !strcmp(area, filters->items[i])) return true;
  return !filters->count;
}

static void add_job(Run *run, const char *area, const char *name, const char *variant,
                    size_t variant_length, bool is_long) {
  Text file = {0};
  text_add(&file, name);
  text_append(&file, variant, variant_length);
  if (run->job_count == run->job_capacity) {
    run->job_capacity = run->job_capacity ? run->job_capacity * 2 : 256;
    run->jobs = must_reallocate(run->jobs, run->job_capacity * sizeof *run->jobs);
  }
  run->jobs[run->job_count++] = (Job){.area = area, .file = file.data, .is_long = is_long};
}

/* Variants that want a server of TLS or HTTP/2, or frames. */
static bool is_variant_left_out(const char *variant, size_t length) {
  static const char *const marks[] = {"wss", "wpt_flags=h2", "wpt_flags=https"};
  Text text = {0};
  text_append(&text, variant, length);
  bool found = false;
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    found |= length && strstr(text.data, marks[i]) != NULL;
  text_free(&text);
  return found;
}

/* Adds a process for each "META: variant=…" of the file, or "<meta name="variant" content="…">". */
static void add_variants(Run *run, const char *area, const char *name, const char *text) {
  static const char *const marks[] = {"// META: variant=", "<meta name=\"variant\" content=\"",
                                      "<meta name=variant content=\""};
  bool is_long = strstr(text, "META: timeout=long") || strstr(text, "content=\"long\"") ||
                 strstr(text, "content=long");
  size_t found = 0;
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    for (const char *at = text; (at = strstr(at, marks[i])); found++) {
      at += strlen(marks[i]);
      size_t length = strcspn(at, "\"\r\n");
      if (!is_variant_left_out(at, length)) add_job(run, area, name, at, length, is_long);
    }
  if (!found) add_job(run, area, name, "", 0, is_long);
}

static void add_file(Run *run, const char *area, const char *path, bool is_named) {
  const char *name = path + strlen(run->root) + 1;
  if (is_skipped(run, name) || !passes_filter(run, area, name) || list_holds(&run->seen, name))
    return;
  Text text = {0};
  if (!text_read_file(&text, path)) stop("cannot read ", path);
  if (!text.data) text_add(&text, "");
  if (is_named ||
      (is_page(name) ? is_page_without_document(path, text.data) : is_for_scripts(text.data))) {
    list_add(&run->seen, name);
    add_variants(run, area, name, text.data);
  }
  text_free(&text);
}

/* A path that ends with a slash is a folder; a file that is missing is of another checkout. */
static void add_path(Run *run, const char *area, const char *path) {
  Text whole = {0};
  StringList files = {0};
  text_format(&whole, "%s/%s", run->root, path);
  bool is_folder = ends_with(path, "/");
  if (is_folder) whole.data[--whole.length] = '\0';
  if (!access(whole.data, R_OK)) list_add_files(&files, whole.data, is_test_file, NULL);
  list_sort(&files);
  for (size_t i = 0; i < files.count; i++) add_file(run, area, files.items[i], !is_folder);
  list_clear(&files);
  text_free(&whole);
}

static const char *first_word_after(const char *line, const char *keyword) {
  const char *rest = after_prefix(line, keyword);
  return rest && *rest == ' ' ? rest + strspn(rest, " ") : NULL;
}

static void read_areas(Run *run, const char *path) {
  Text text = {0};
  StringList lines = {0};
  if (!text_read_file(&text, path)) stop("cannot read ", path);
  list_add_lines(&lines, text.data, text.length);
  for (size_t i = 0; i < lines.count; i++) {
    const char *skip = first_word_after(lines.items[i], "skip");
    if (skip) list_add_bytes(&run->skipped, skip, strcspn(skip, " "));
    const char *without = first_word_after(lines.items[i], "without");
    if (without) list_add(&run->without, without);
    const char *area = first_word_after(lines.items[i], "area");
    if (area) list_add(&run->areas, area);
  }
  for (size_t i = 0, area = 0; i < lines.count; i++) {
    const char *line = lines.items[i] + strspn(lines.items[i], " ");
    if (first_word_after(line, "area")) area++;
    else if (*line && *line != '#' && !first_word_after(line, "skip") &&
             !first_word_after(line, "without"))
      add_path(run, run->areas.items[area - 1], line);
  }
  list_clear(&lines);
  text_free(&text);
}

/* ---- running ------------------------------------------------------------------- */

/* What timeout=long multiplies the limit by. */
#define LONG_FACTOR 6

static bool start_next(void *user, ProcessSpec *spec, void **tag) {
  static StringList words; /* lives until the fork */
  Run *run = user;
  if (run->next == run->job_count) return false;
  Job *job = &run->jobs[run->next++];
  list_clear(&words);
  list_add(&words, run->options->mote);
  list_add(&words, run->options->environment);
  list_add(&words, run->root);
  list_add(&words, job->file);
  *spec = (ProcessSpec){
      .arguments = list_with_null(&words),
      .environment = list_with_null(&run->options->variables),
      .timeout = run->options->timeout * (job->is_long ? LONG_FACTOR : 1),
  };
  *tag = job;
  return true;
}

static bool is_left_out(const Run *run, const char *file, const char *name) {
  Text whole = {0};
  text_format(&whole, "%s: %s", file, name);
  bool found = false;
  for (size_t i = 0; i < run->without.count && !found; i++)
    found = !fnmatch(run->without.items[i], whole.data, FNM_NOESCAPE);
  text_free(&whole);
  return found;
}

/* "WPT STATUS<tab>NAME<tab>MESSAGE"; true: it is the last one. NONE: what is optional and not there does not count. */
static bool take_line(Run *run, const Job *job, char *line, size_t *count) {
  char *status = (char *)after_prefix(line, "WPT ");
  if (!status) return false;
  char *name = strchr(status, '\t');
  if (!name) return !strcmp(status, "END");
  *name++ = '\0';
  char *message = strchr(name, '\t');
  if (message) *message++ = '\0';
  ++*count;
  if (!strcmp(status, "NONE")) return false;
  if (run->without.count && is_left_out(run, job->file, name)) return false;
  bool passed = !strcmp(status, "PASS");
  Text why = {0};
  if (!passed)
    text_format(&why, "%s%s", strcmp(status, "FAIL") ? "did not end: " : "",
                message ? message : "");
  wpt_report_add(&run->report, job->area, job->file, name, passed ? NULL : why.data);
  text_free(&why);
  return false;
}

static void fail_as_a_whole(Run *run, const Job *job, const ProcessResult *result, size_t count) {
  Text why = {0};
  if (result->timed_out) text_add(&why, "timed out");
  else if (result->signal) text_format(&why, "%s", strsignal(result->signal));
  else if (result->exit_code) text_format(&why, "exit status %d", result->exit_code);
  else text_add(&why, count ? "has not ended" : "no subtests");
  if (result->errors.length)
    text_format(&why, ": %.*s", (int)strcspn(result->errors.data, "\n"), result->errors.data);
  wpt_report_add(&run->report, job->area, job->file, "(harness)", why.data);
  text_free(&why);
}

static void finish_job(void *user, void *tag, ProcessResult *result) {
  Run *run = user;
  Job *job = tag;
  StringList lines = {0};
  size_t count = 0;
  bool ended = false;
  if (result->output.length) list_add_lines(&lines, result->output.data, result->output.length);
  for (size_t i = 0; i < lines.count; i++) ended |= take_line(run, job, lines.items[i], &count);
  if (!ended || !count || result->exit_code) fail_as_a_whole(run, job, result, count);
  list_clear(&lines);
  if (isatty(2)) fprintf(stderr, "\r%zu of %zu files ", run->next, run->job_count);
}

/* ---- the command ------------------------------------------------------------------ */

static const char usage[] =
    "wpt-runner [options] CHECKOUT\n"
    "  --mote PATH            the command under test\n"
    "  --environment FILE     environment.cjs\n"
    "  --areas FILE           which files are run\n"
    "  --jobs N               how many run at once (default: all processors)\n"
    "  --filter TEXT          only an area, or files whose paths begin so (may be repeated)\n"
    "  --timeout S            seconds for one file (default 15); six times that where it says so\n"
    "  --expectations FILE    the failures that are known\n"
    "  --update               takes what passes now out of that file\n"
    "  --accept               and adds what fails now\n"
    "  --failures FILE        where to write each failure with its message\n"
    "  --list                 only says what would be run\n"
    "  --env NAME=VALUE       for the command (may be repeated)\n";

static bool read_switch(Options *options, const char *word) {
  if (!strcmp(word, "--update")) return options->update = true;
  if (!strcmp(word, "--accept")) return options->update = options->accept = true;
  if (!strcmp(word, "--list")) return options->list = true;
  return false;
}

static void read_option(Options *options, const char *word, const char *value) {
  if (!value) stop("a value is missing after ", word);
  if (!strcmp(word, "--mote")) options->mote = value;
  else if (!strcmp(word, "--environment")) options->environment = value;
  else if (!strcmp(word, "--areas")) options->areas = value;
  else if (!strcmp(word, "--jobs")) options->jobs = atoi(value);
  else if (!strcmp(word, "--filter")) list_add(&options->filters, value);
  else if (!strcmp(word, "--timeout")) options->timeout = atof(value);
  else if (!strcmp(word, "--expectations")) options->expectations = value;
  else if (!strcmp(word, "--failures")) options->failures = value;
  else if (!strcmp(word, "--env")) list_add(&options->variables, value);
  else stop("unknown option ", word);
}

static void read_options(Options *options, int count, char **words) {
  *options = (Options){.jobs = processor_count(), .timeout = 15};
  for (int i = 1; i < count; i++) {
    if (!strcmp(words[i], "--help")) {
      fputs(usage, stdout);
      exit(0);
    }
    if (words[i][0] != '-') options->checkout = words[i];
    else if (!read_switch(options, words[i])) read_option(options, words[i], words[i + 1]), i++;
  }
  if (!options->checkout) stop("which checkout?", "");
  if (!options->mote || !options->environment || !options->areas)
    stop("--mote, --environment or --areas is missing", "");
  if (options->jobs < 1) options->jobs = 1;
}

static int finish(Run *run) {
  const Options *options = run->options;
  WptExpectations expectations = {0};
  wpt_report_finish(&run->report);
  if (isatty(2)) fputs("\r\033[K", stderr);
  if (options->failures && !wpt_report_write_failures(&run->report, options->failures))
    stop("cannot write ", options->failures);
  if (options->expectations) wpt_expectations_read(&expectations, options->expectations);
  size_t fresh = wpt_expectations_compare(&expectations, &run->report);
  if (options->update &&
      !wpt_expectations_update(&expectations, &run->report, options->accept, options->expectations))
    stop("cannot write ", options->expectations);
  wpt_report_print_table(&run->report, &run->areas);
  printf("%.0f s\n", monotonic_seconds() - run->started);
  return fresh ? 1 : 0;
}

int main(int count, char **words) {
  Options options;
  char absolute[PATH_MAX];
  read_options(&options, count, words);
  if (!realpath(options.checkout, absolute)) stop("no such folder: ", options.checkout);
  Run run = {.options = &options, .root = absolute, .started = monotonic_seconds()};
  read_areas(&run, options.areas);
  for (size_t i = 0; options.list && i < run.job_count; i++)
    printf("%s %s\n", run.jobs[i].area, run.jobs[i].file);
  if (options.list) return 0;
  process_run_all(options.jobs, start_next, finish_job, &run);
  return finish(&run);
}
