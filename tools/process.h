/* SPDX-License-Identifier: MIT */
/* process.h: runs many child processes at once and collects what they print.
 *
 * A child's output goes to memory files and is read when the child has ended,
 * so a child never waits for its reader and the reader never polls. */
#ifndef TOOLS_PROCESS_H
#define TOOLS_PROCESS_H

#include "text.h"

#include <sys/types.h>

/* What to start. All strings are borrowed until the start function returns. */
typedef struct ProcessSpec {
  char *const *arguments;    /* NULL-terminated; the first is the program, looked up on PATH */
  char *const *environment;  /* NULL-terminated NAME=VALUE additions, or NULL */
  const char *folder;        /* where it runs, or NULL for here */
  const char *input;         /* its standard input, or NULL for an empty one */
  size_t input_length;       /* bytes of input */
  double timeout;            /* seconds; 0 for none */
  size_t memory_limit;       /* bytes of address space; 0 for none */
} ProcessSpec;

/* How a child ended. */
typedef struct ProcessResult {
  Text output;         /* standard output */
  Text errors;         /* standard error */
  int exit_code;       /* -1 when a signal ended it */
  int signal;          /* the signal, or 0 */
  bool timed_out;      /* it was killed for taking too long */
  double seconds;      /* wall time */
  double cpu_seconds;  /* user and system time */
  long peak_kilobytes; /* largest resident set */
} ProcessResult;

/* Asks for the next child: fills in the spec and a tag, or answers false when there is none. */
typedef bool (*ProcessNext)(void *user, ProcessSpec *spec, void **tag);
/* Told of each child's end; the result is freed afterwards. */
typedef void (*ProcessDone)(void *user, void *tag, ProcessResult *result);

/* Runs children, at most `jobs` at a time, until `next` has no more and all have ended. */
void process_run_all(int jobs, ProcessNext next, ProcessDone done, void *user);
/* Runs one child to its end. The caller frees the result. */
void process_run(const ProcessSpec *spec, ProcessResult *result);
/* Frees the texts of a result. */
void process_result_free(ProcessResult *result);
/* A clock in seconds that never goes back. */
double monotonic_seconds(void);
/* The number of processors that may be used. */
int processor_count(void);

#endif
