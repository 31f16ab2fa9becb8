/* SPDX-License-Identifier: MIT */
/* runtime.h: a VM with an event loop around it: what `mote FILE` runs in.
 *
 * All state is in one Runtime, found through the VM's user pointer. The loop is libuv's; whenever
 * C calls JavaScript from it, runtime_call sees to it that ticks and jobs run afterwards, and that
 * errors are reported. */
#ifndef RUNTIME_RUNTIME_H
#define RUNTIME_RUNTIME_H

#include <uv.h>

#include "mote.h"
#include "runtime/text.h"

/* Hands a failure on. */
#define TRY(x)                                   \
  do {                                           \
    if (__builtin_expect(!(x), 0)) return false; \
  } while (0)

#define LENGTH_OF(array) (sizeof(array) / sizeof((array)[0]))

typedef struct Runtime Runtime;

typedef enum GoalChoice { GOAL_BY_FILE, GOAL_IS_SCRIPT, GOAL_IS_MODULE } GoalChoice;

typedef struct RuntimeOptions {
  MoteVmOptions vm;      /* jobs, user and fatal are set by the runtime */
  GoalChoice goal;
  bool test262;          /* print, $262; see test262.h */
  struct Worker *worker; /* whose program this is; NULL: the main program */
  struct Group *group; /* the process's BroadcastChannels, for a worker; NULL: the main program */
  struct Variables *variables; /* process.env; NULL: the process's */
  struct Agent *agent; /* of test262, whose program this is; NULL: the main program */
  bool strict; /* --strict: scripts run as strict code */
  bool warn_unfinished; /* say at the end which functions still wait */
  const char *executable; /* process.execPath and argv[0] */
  const char *script; /* process.argv[1]: as given; NULL: none */
  char **arguments; /* process.argv[2] and so on */
  int argument_count;
  char **options; /* process.execArgv */
  int option_count;
} RuntimeOptions;

/* NULL: no memory, and a message has been printed. */
Runtime *runtime_create(const RuntimeOptions *options);
/* Closes all handles of the loop, and ends the VM. rt may be NULL. */
void runtime_destroy(Runtime *rt);
/* From one to the other. */
static inline Runtime *runtime_of(MoteVm *vm) { return mote_vm_user(vm); }
MoteVm *runtime_vm(Runtime *rt);
/* Calls fn when the runtime ends, before the loop's handles are closed and the VM goes: the newest first. Whoever has
 * memory behind handles or requests of the loop closes them there, and frees it in their callbacks; the loop turns
 * until they are done. fn must not run JavaScript. False: exception. */
MOTE_CHECK bool runtime_on_end(Runtime *rt, void (*fn)(Runtime *rt, void *data), void *data);

/* The ways to start a program. Each gives false when an uncaught error has been reported (the exit
 * status is set); nothing is pending afterwards. */
bool runtime_run_file(Runtime *rt, const char *path);
/* name: as messages show it. print: show the value of the last statement. */
bool runtime_run_text(Runtime *rt, const char *text, size_t length, const char *name, bool print);
/* Evaluates a script in the global scope before the program: test harness files. */
bool runtime_include(Runtime *rt, const char *path);
/* Runs the event loop until nothing is left to do; then the exit events. The process's exit status. */
int runtime_finish(Runtime *rt);

/* Calls a function of the program from the loop: then runs ticks and jobs; an error is uncaught. */
void runtime_call(Runtime *rt, MoteValue function, MoteValue this_value, const MoteValue *arguments,
                  uint32_t count);
/* The same with the elements of an array as arguments. */
void runtime_call_list(Runtime *rt, MoteValue function, MoteValue this_value, MoteValue list);
/* mote_call with the elements of an array, from number `first` on, as arguments. */
bool call_with_list(MoteVm *vm, MoteValue function, MoteValue this_value, MoteValue list,
                    uint32_t first);
/* The same for C code that called into the engine (settled an operation): ticks and jobs run. */
void runtime_after_callback(Runtime *rt);

#endif
