/* SPDX-License-Identifier: MIT */
/* wpt_report.c: the table by area, the list of failures, and the comparison with the expected ones.
 *
 * Invariant: after wpt_report_finish subtests are sorted by file and name, so that each lookup is a binary search. */
#include "wpt_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void wpt_report_add(WptReport *report, const char *area, const char *file, const char *name,
                    const char *message) {
  if (report->count == report->capacity) {
    report->capacity = report->capacity ? report->capacity * 2 : 1024;
    report->subtests =
        must_reallocate(report->subtests, report->capacity * sizeof *report->subtests);
  }
  report->subtests[report->count] = (Subtest){
      .area = area,
      .file = must_duplicate(file, strlen(file)),
      .name = must_duplicate(name, strlen(name)),
      .message = message ? must_duplicate(message, strlen(message)) : NULL,
      .order = report->count,
  };
  report->count++;
}

static int compare_names(const Subtest *a, const Subtest *b) {
  int order = strcmp(a->file, b->file);
  return order ? order : strcmp(a->name, b->name);
}

static int compare_subtests(const void *a, const void *b) {
  const Subtest *x = a, *y = b;
  int order = compare_names(x, y);
  return order ? order : x->order < y->order ? -1 : 1;
}

void wpt_report_finish(WptReport *report) {
  if (!report->count) return;
  qsort(report->subtests, report->count, sizeof *report->subtests, compare_subtests);
  size_t kept = 1;
  for (size_t i = 1; i < report->count; i++) {
    Subtest *last = &report->subtests[kept - 1], *next = &report->subtests[i];
    if (compare_names(last, next)) report->subtests[kept++] = *next;
    else if (!last->message) last->message = next->message;
  }
  report->count = kept;
}

/* ---- the table ------------------------------------------------------------------ */

static void print_row(const char *name, size_t files, size_t passed, size_t total) {
  printf("%-24s %5zu %7zu / %7zu %7.2f %%\n", name, files, passed, total,
         total ? 100.0 * (double)passed / (double)total : 100.0);
}

/* area NULL: all. */
static void print_area(const WptReport *report, const char *area) {
  size_t files = 0, passed = 0, total = 0;
  const char *file = "";
  for (size_t i = 0; i < report->count; i++) {
    const Subtest *subtest = &report->subtests[i];
    if (area && strcmp(subtest->area, area) != 0) continue;
    files += strcmp(file, subtest->file) != 0;
    file = subtest->file;
    total++;
    passed += subtest->message == NULL;
  }
  if (total) print_row(area ? area : "all", files, passed, total);
}

void wpt_report_print_table(const WptReport *report, const StringList *areas) {
  printf("%-24s %5s %17s\n", "area", "files", "passed / subtests");
  for (size_t i = 0; i < areas->count; i++) print_area(report, areas->items[i]);
  print_area(report, NULL);
}

bool wpt_report_write_failures(const WptReport *report, const char *path) {
  FILE *file = fopen(path, "w");
  if (!file) return false;
  for (size_t i = 0; i < report->count; i++) {
    const Subtest *subtest = &report->subtests[i];
    if (subtest->message)
      fprintf(file, "%s: %s\n    %s\n", subtest->file, subtest->name, subtest->message);
  }
  return !fclose(file);
}

/* ---- expectations ------------------------------------------------------------------ */

static bool is_comment(const char *line) { return !*line || *line == '#'; }

void wpt_expectations_read(WptExpectations *expectations, const char *path) {
  Text text = {0};
  *expectations = (WptExpectations){0};
  if (!text_read_file(&text, path)) return;
  list_add_lines(&expectations->lines, text.data, text.length);
  for (size_t i = 0; i < expectations->lines.count; i++)
    if (!is_comment(expectations->lines.items[i]))
      list_add(&expectations->sorted, expectations->lines.items[i]);
  list_sort(&expectations->sorted);
  text_free(&text);
}

static int compare_line(const void *key, const void *item) {
  return strcmp(key, *(char *const *)item);
}

static bool has_line(const WptExpectations *expectations, const char *line) {
  const StringList *sorted = &expectations->sorted;
  return sorted->count &&
         bsearch(line, sorted->items, sorted->count, sizeof(char *), compare_line) != NULL;
}

/* Whether a line with "*" at its end is the beginning of this one. */
static bool has_prefix(const WptExpectations *expectations, const char *line) {
  for (size_t i = 0; i < expectations->sorted.count; i++) {
    const char *prefix = expectations->sorted.items[i];
    if (ends_with(prefix, "*") && !strncmp(line, prefix, strlen(prefix) - 1)) return true;
  }
  return false;
}

/* *by_name: a line has just this name. */
static bool is_expected(const WptExpectations *expectations, const Subtest *subtest,
                        bool *by_name) {
  Text line = {0};
  text_format(&line, "%s: %s", subtest->file, subtest->name);
  *by_name = has_line(expectations, line.data);
  bool expected = *by_name || has_prefix(expectations, line.data);
  text_free(&line);
  return expected;
}

#define SHOWN_AT_MOST 200

size_t wpt_expectations_compare(const WptExpectations *expectations, const WptReport *report) {
  size_t fresh = 0, fixed = 0;
  for (size_t i = 0; i < report->count; i++) {
    const Subtest *subtest = &report->subtests[i];
    bool by_name, expected = is_expected(expectations, subtest, &by_name);
    if (subtest->message && !expected) {
      if (fresh++ < SHOWN_AT_MOST)
        printf("NEW   %s: %s\n      %s\n", subtest->file, subtest->name, subtest->message);
    } else if (!subtest->message && by_name) {
      if (fixed++ < SHOWN_AT_MOST) printf("FIXED %s: %s\n", subtest->file, subtest->name);
    }
  }
  printf("%zu new failures, %zu expected failures pass now\n", fresh, fixed);
  return fresh;
}

/* Whether the line names a subtest that passed. */
static bool passes_now(const WptReport *report, const char *line) {
  for (const char *colon = line; (colon = strstr(colon, ": ")); colon++) {
    Subtest key = {.file = must_duplicate(line, (size_t)(colon - line)), .name = (char *)colon + 2};
    for (size_t low = 0, high = report->count; low < high;) {
      size_t middle = low + (high - low) / 2;
      int order = compare_names(&key, &report->subtests[middle]);
      if (!order) return free(key.file), report->subtests[middle].message == NULL;
      if (order < 0) high = middle;
      else low = middle + 1;
    }
    free(key.file);
  }
  return false;
}

bool wpt_expectations_update(const WptExpectations *expectations, const WptReport *report,
                             bool accept, const char *path) {
  FILE *file = fopen(path, "w");
  if (!file) return false;
  for (size_t i = 0; i < expectations->lines.count; i++) {
    const char *line = expectations->lines.items[i];
    if (is_comment(line) || !passes_now(report, line)) fprintf(file, "%s\n", line);
  }
  for (size_t i = 0; accept && i < report->count; i++) {
    const Subtest *subtest = &report->subtests[i];
    bool by_name;
    if (subtest->message && !is_expected(expectations, subtest, &by_name))
      fprintf(file, "%s: %s\n", subtest->file, subtest->name);
  }
  return !fclose(file);
}
