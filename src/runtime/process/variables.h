/* SPDX-License-Identifier: MIT */
/* variables.h: the environment's variables: those of the process, or a copy that a Worker has for itself.
 *
 * Libraries and other threads call getenv() at any time, without a lock. So the process's variables are only changed in
 * ways that leave what a reader may hold: setenv() would give the memory of the list away when it grows. */
#ifndef RUNTIME_VARIABLES_H
#define RUNTIME_VARIABLES_H

#include "runtime/runtime.h"

/* In the functions below NULL stands for the process's variables. */
typedef struct Variables Variables;

/* A copy, also of the process's; NULL: out of memory, without an exception. */
Variables *variables_copy(const Variables *from);
/* NULL is fine. */
void variables_free(Variables *variables);

/* Entries "NAME=value", and a NULL behind them, until the next change. */
char *const *variables_list(const Variables *variables);
/* NULL: there is no such variable. */
const char *variables_get(const Variables *variables, const char *name);
/* The name must not be empty, nor have a "=" in it. False: out of memory, without an exception. */
bool variables_set(Variables *variables, const char *name, const char *value);
void variables_remove(Variables *variables, const char *name);

#endif
