/* SPDX-License-Identifier: MIT */
/* test262_report.c: the table by folder, the list of failures, and the
 * comparison with the expected ones.
 *
 * Invariant: executions and expectations are sorted by path and mode, so that
 * each lookup is a binary search and each folder's rows are neighbours. */
#include "test262_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void report_add(Report *report, const char *path, const char *mode, const char *group,
                Outcome outcome, const char *message) {
  if (report->count == report->capacity) {
    report->capacity = report->capacity ? report->capacity * 2 : 1024;
    report->executions =
        must_reallocate(report->executions, report->capacity * sizeof *report->executions);
  }
  report->executions[report->count++] = (Execution){
      .path = must_duplicate(path, strlen(path)),
      .mode = mode,
      .group = group,
      .outcome = outcome,
      .message = must_duplicate(message, strlen(message)),
  };
}

static int compare_keys(const char *path, const char *mode, const char *other_path,
                        const char *other_mode) {
  int order = strcmp(path, other_path);
  return order ? order : strcmp(mode, other_mode);
}

static int compare_executions(const void *a, const void *b) {
  const Execution *x = a, *y = b;
  return compare_keys(x->path, x->mode, y->path, y->mode);
}

void report_sort(Report *report) {
  if (report->count)
    qsort(report->executions, report->count, sizeof *report->executions, compare_executions);
}

/* ---- the table ------------------------------------------------------------------ */

/* `core` counts the executions that need nothing that is still to come. */
typedef struct Row {
  const char *path; /* of some execution in it */
  size_t folder;    /* length of the folder in that path */
  size_t total, passed, crashed, timed_out, core_total, core_passed;
} Row;

static void row_add(Row *row, const Execution *execution) {
  bool passed = execution->outcome == OUTCOME_PASSED;
  row->total++;
  row->passed += passed;
  row->crashed += execution->outcome == OUTCOME_CRASHED;
  row->timed_out += execution->outcome == OUTCOME_TIMED_OUT;
  if (execution->group) return;
  row->core_total++;
  row->core_passed += passed;
}

static double percent(size_t part, size_t whole) {
  return whole ? 100.0 * (double)part / (double)whole : 100.0;
}

static void row_print(const char *name, const Row *row) {
  printf("%-46s %6zu / %6zu %6.2f %%   %6zu / %6zu %6.2f %%  %6zu %6zu\n", name, row->passed,
         row->total, percent(row->passed, row->total), row->core_passed, row->core_total,
         percent(row->core_passed, row->core_total), row->crashed, row->timed_out);
}

/* The length of the first `depth` folders of a path; the file's name is not one of them. */
static size_t folder_length(const char *path, int depth) {
  size_t length = 0;
  for (const char *slash = path; depth-- && (slash = strchr(slash, '/')); slash++)
    length = (size_t)(slash - path);
  return length;
}

static bool row_holds(const Row *row, const char *path, size_t folder) {
  return row->folder == folder && !strncmp(row->path, path, folder);
}

/* The row of a folder: mostly the last one, but the files of a folder lie between its folders. */
static Row *row_of(Row *rows, size_t *count, const char *path, size_t folder) {
  for (size_t i = *count; i-- > 0;)
    if (row_holds(&rows[i], path, folder)) return &rows[i];
  rows[*count] = (Row){.path = path, .folder = folder};
  return &rows[(*count)++];
}

static void print_rows(const Report *report, int depth) {
  Row *rows = must_allocate(sizeof(Row) * (report->count + 1));
  size_t count = 0;
  for (size_t i = 0; i < report->count; i++) {
    const Execution *execution = &report->executions[i];
    size_t folder = folder_length(execution->path, depth);
    row_add(row_of(rows, &count, execution->path, folder), execution);
  }
  for (size_t i = 0; i < count; i++) {
    char *name = must_duplicate(rows[i].path, rows[i].folder);
    row_print(name, &rows[i]);
    free(name);
  }
  free(rows);
}

void report_print_table(const Report *report, int depth) {
  printf("%-46s %25s   %25s  %6s %6s\n", "folder", "passed / executions",
         "of what is not for later", "crash", "late");
  for (int i = depth > 1 ? depth : 1; i >= 1; i = i > 1 ? 1 : 0) {
    print_rows(report, i);
    printf("\n");
  }
  Row all = {0};
  for (size_t i = 0; i < report->count; i++) row_add(&all, &report->executions[i]);
  row_print("all", &all);
  printf("%zu tests not run\n", report->skipped);
}

void report_print_crashes(const Report *report) {
  for (size_t i = 0; i < report->count; i++) {
    const Execution *execution = &report->executions[i];
    if (execution->outcome == OUTCOME_CRASHED)
      printf("CRASH %s %s: %s\n", execution->path, execution->mode, execution->message);
  }
}

bool report_write_failures(const Report *report, const char *path) {
  FILE *file = fopen(path, "w");
  if (!file) return false;
  for (size_t i = 0; i < report->count; i++) {
    const Execution *execution = &report->executions[i];
    if (execution->outcome == OUTCOME_PASSED) continue;
    fprintf(file, "%s %s %s: %s\n", execution->path, execution->mode,
            execution->group ? execution->group : "open", execution->message);
  }
  return !fclose(file);
}

/* ---- expectations ------------------------------------------------------------------ */

static int compare_expectations(const void *a, const void *b) {
  const Expectation *x = a, *y = b;
  return compare_keys(x->path, x->mode, y->path, y->mode);
}

void expectations_read(Expectations *expectations, const char *path) {
  Text text = {0};
  *expectations = (Expectations){0};
  if (!text_read_file(&text, path)) return;
  StringList lines = {0};
  list_add_lines(&lines, text.data, text.length);
  expectations->items = must_allocate(sizeof(Expectation) * (lines.count + 1));
  for (size_t i = 0; i < lines.count; i++) {
    StringList words = {0};
    list_add_words(&words, lines.items[i]);
    if (words.count >= 3 && words.items[0][0] != '#')
      expectations->items[expectations->count++] =
          (Expectation){words.items[0], words.items[1], words.items[2]};
  }
  list_clear(&lines);
  text_free(&text);
  if (expectations->count)
    qsort(expectations->items, expectations->count, sizeof(Expectation), compare_expectations);
}

static const Expectation *expectation_of(const Expectations *expectations,
                                         const Execution *execution) {
  if (!expectations->count) return NULL;
  Expectation key = {execution->path, (char *)execution->mode, NULL};
  return bsearch(&key, expectations->items, expectations->count, sizeof key, compare_expectations);
}

size_t expectations_compare(const Expectations *expectations, const Report *report) {
  size_t fresh = 0, fixed = 0, crashes = 0;
  for (size_t i = 0; i < report->count; i++) {
    const Execution *execution = &report->executions[i];
    bool expected = expectation_of(expectations, execution) != NULL;
    crashes += execution->outcome == OUTCOME_CRASHED;
    if (execution->outcome != OUTCOME_PASSED && !expected) {
      if (fresh++ < 200)
        printf("NEW  %s %s: %s\n", execution->path, execution->mode, execution->message);
    } else if (execution->outcome == OUTCOME_PASSED && expected) {
      if (fixed++ < 200) printf("FIXED %s %s\n", execution->path, execution->mode);
    }
  }
  printf("%zu new failures, %zu expected failures pass now, %zu crashes\n", fresh, fixed, crashes);
  return fresh + crashes;
}

static const Execution *execution_of(const Report *report, const Expectation *expectation) {
  if (!report->count) return NULL;
  Execution key = {.path = expectation->path, .mode = expectation->mode};
  return bsearch(&key, report->executions, report->count, sizeof key, compare_executions);
}

bool expectations_update(const Expectations *expectations, const Report *report, bool accept,
                         const char *path) {
  StringList lines = {0};
  for (size_t i = 0; i < expectations->count; i++) {
    const Expectation *expectation = &expectations->items[i];
    const Execution *execution = execution_of(report, expectation);
    if (execution && execution->outcome == OUTCOME_PASSED) continue;
    Text line = {0};
    text_format(&line, "%s %s %s", expectation->path, expectation->mode, expectation->group);
    list_add(&lines, line.data);
    text_free(&line);
  }
  for (size_t i = 0; accept && i < report->count; i++) {
    const Execution *execution = &report->executions[i];
    if (execution->outcome == OUTCOME_PASSED || expectation_of(expectations, execution)) continue;
    Text line = {0};
    text_format(&line, "%s %s %s", execution->path, execution->mode,
                execution->group ? execution->group : "open");
    list_add(&lines, line.data);
    text_free(&line);
  }
  list_sort(&lines);
  FILE *file = fopen(path, "w");
  if (!file) return false;
  fputs("# Executions of test262 that fail as yet: path, mode, group. This list may only shrink:\n"
        "# `make test262` fails on a failure that is not here; --update takes out what passes.\n",
        file);
  for (size_t i = 0; i < lines.count; i++) fprintf(file, "%s\n", lines.items[i]);
  list_clear(&lines);
  return !fclose(file);
}
