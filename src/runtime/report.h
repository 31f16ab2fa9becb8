/* SPDX-License-Identifier: MIT */
/* report.h: errors that nobody caught, messages, the end of the process; and errors of arguments in the form
 * that Node gives them. */
#ifndef RUNTIME_REPORT_H
#define RUNTIME_REPORT_H

#include "runtime/runtime.h"

/* Tells the global object's listeners of "error", then process's of 'uncaughtException', or else prints the error with
 * a code frame and ends the process with status 1. With --test262 it goes on, and the status becomes 1. */
void report_uncaught(Runtime *rt, MoteValue error);
/* The same without the event "error". origin: what listeners are told: "uncaughtException" or "unhandledRejection". */
void report_uncaught_from(Runtime *rt, MoteValue error, const char *origin);
/* Prints an error with a code frame; the program goes on. */
void report_error(Runtime *rt, MoteValue error);
/* One line, for --test262; the status stays. */
void report_rejection_briefly(Runtime *rt, MoteValue reason);
/* Prints the place in the source: file:line, the line, a caret. */
void report_position(Runtime *rt, const MotePosition *position);
/* Sets process.exitCode and runs the exit listeners; the status after that. */
int report_exit_events(Runtime *rt, int status);
/* Runs the exit listeners, completes the trace, and ends the process. */
void report_exit(Runtime *rt, int status) __attribute__((noreturn));
/* "mote: …" on standard error. */
void report_message(Runtime *rt, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* TypeError ERR_INVALID_ARG_TYPE: The "name" argument must be of type expected. Received …  Always false. */
bool throw_argument_type(MoteVm *vm, const char *name, const char *expected, MoteValue got);
/* RangeError ERR_OUT_OF_RANGE. Always false. */
bool throw_out_of_range(MoteVm *vm, const char *name, const char *range, MoteValue got);

#endif
