/* SPDX-License-Identifier: MIT */
/* wpt_report.h: counts the subtests of the web-platform-tests by area and compares the failures with those that
 * are expected. */
#ifndef TOOLS_WPT_REPORT_H
#define TOOLS_WPT_REPORT_H

#include "text.h"

/* One subtest of a file, or "(harness)": what the file as a whole did. */
typedef struct Subtest {
  const char *area; /* borrowed */
  char *file; /* below the checkout, with its variant */
  char *name;
  char *message; /* why it did not pass; NULL: it did */
  size_t order; /* in which it was added */
} Subtest;

typedef struct WptReport {
  Subtest *subtests;
  size_t count, capacity;
} WptReport;

/* The file of expected failures: comments, and after each a group of lines "FILE: NAME". A line that ends with "*"
 * stands for all that begin so. */
typedef struct WptExpectations {
  StringList lines; /* of the file, as they are */
  StringList sorted; /* those that are no comments */
} WptExpectations;

/* Adds a subtest; all but the area is copied. message NULL: it passed. */
void wpt_report_add(WptReport *report, const char *area, const char *file, const char *name,
                    const char *message);
/* Sorts by file, and drops all but the first of a name. Called once, before what follows. */
void wpt_report_finish(WptReport *report);
/* Prints passed and total of each area. */
void wpt_report_print_table(const WptReport *report, const StringList *areas);
/* Writes one line for each subtest that did not pass; false when it cannot. */
bool wpt_report_write_failures(const WptReport *report, const char *path);

/* Reads the file; one that is missing is empty. */
void wpt_expectations_read(WptExpectations *expectations, const char *path);
/* Prints what differs; answers the number of new failures. */
size_t wpt_expectations_compare(const WptExpectations *expectations, const WptReport *report);
/* Writes the file anew without the lines of subtests that pass; with `accept`, new failures stand at its end. */
bool wpt_expectations_update(const WptExpectations *expectations, const WptReport *report,
                             bool accept, const char *path);

#endif
