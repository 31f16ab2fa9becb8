/* SPDX-License-Identifier: MIT */
/* test262_report.h: counts the outcomes of test262 by folder and compares the
 * failures with those that are expected. */
#ifndef TOOLS_TEST262_REPORT_H
#define TOOLS_TEST262_REPORT_H

#include "text.h"

/* How one execution of a test ended. */
typedef enum Outcome { OUTCOME_PASSED, OUTCOME_FAILED, OUTCOME_CRASHED, OUTCOME_TIMED_OUT } Outcome;

/* One execution: a test in one of its modes. */
typedef struct Execution {
  char *path;        /* below the checkout's test folder */
  const char *mode;  /* sloppy, strict or module */
  const char *group; /* what it needs that is still to come; NULL when nothing */
  Outcome outcome;
  char *message; /* why it did not pass */
} Execution;

typedef struct Report {
  Execution *executions;
  size_t count;
  size_t capacity;
  size_t skipped; /* tests that were not run */
} Report;

/* A failure that is known. */
typedef struct Expectation {
  char *path;
  char *mode;
  char *group;
} Expectation;

typedef struct Expectations {
  Expectation *items;
  size_t count;
} Expectations;

/* Adds an execution; path and message are copied, mode and group borrowed. */
void report_add(Report *report, const char *path, const char *mode, const char *group,
                Outcome outcome, const char *message);
/* Sorts the executions by path and mode. Called once, before what follows. */
void report_sort(Report *report);
/* Prints passed and total by folder, down to `depth` folders. */
void report_print_table(const Report *report, int depth);
/* Prints each crash. */
void report_print_crashes(const Report *report);
/* Writes one line for each execution that did not pass; false when it cannot. */
bool report_write_failures(const Report *report, const char *path);

/* Reads the file of expected failures; one that is missing is empty. */
void expectations_read(Expectations *expectations, const char *path);
/* Prints what differs from the expectations; answers the number of new failures and crashes. */
size_t expectations_compare(const Expectations *expectations, const Report *report);
/* Writes the file anew: without what passes now and, when `accept` says so, with what fails now. */
bool expectations_update(const Expectations *expectations, const Report *report, bool accept,
                         const char *path);

#endif
