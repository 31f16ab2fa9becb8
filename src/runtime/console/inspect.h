/* SPDX-License-Identifier: MIT */
/* inspect.h: values as text for people, as Node's util.inspect prints them
 * (https://nodejs.org/api/util.html#utilinspectobject-options). */
#ifndef RUNTIME_INSPECT_H
#define RUNTIME_INSPECT_H

#include "runtime/runtime.h"

#define INSPECT_UNLIMITED INT32_MAX

typedef struct InspectOptions {
  int32_t depth; /* how deep objects are shown; INSPECT_UNLIMITED; -1: not even the first */
  int32_t break_length; /* columns */
  int32_t compact; /* innermost levels that may share a line; 0: none */
  int32_t max_array_length;
  int32_t max_string_length;
  bool colours;
  bool show_hidden; /* properties that are not enumerable */
  bool show_proxy;
  bool custom; /* call [Symbol.for('nodejs.util.inspect.custom')] */
  bool sorted;
  bool getters; /* call them and show what they give */
} InspectOptions;

/* The options of console.log where there are no colours. */
InspectOptions inspect_defaults(void);
/* Reads the options that an object has; others stay as they are. Runs JavaScript. */
bool inspect_read_options(MoteVm *vm, MoteValue object, InspectOptions *options);
/* Appends the value. Runs JavaScript (custom functions, proxies' traps, names and tags that are getters). */
bool inspect(MoteVm *vm, MoteValue value, const InspectOptions *options, Text *out);

#endif
