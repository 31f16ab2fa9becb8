/* SPDX-License-Identifier: MIT */
/* process.c: child processes in parallel; see process.h.
 *
 * Invariant: SIGCHLD is blocked in the parent from the first start on, so an
 * ending child is either still to be waited for or leaves a pending signal. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { output_limit = 256 << 20 };

typedef struct Child {
  pid_t pid; /* 0 while the place is free */
  int output;
  int errors;
  double started;
  double deadline; /* 0 for none */
  bool killed;
  void *tag;
} Child;

double monotonic_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

int processor_count(void) {
  cpu_set_t set;
  if (!sched_getaffinity(0, sizeof set, &set)) return CPU_COUNT(&set);
  return 1;
}

static void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(2);
}

static int memory_file(const char *name, const char *text, size_t length) {
  int descriptor = memfd_create(name, MFD_CLOEXEC);
  if (descriptor < 0) fail("memfd_create");
  while (length) {
    ssize_t count = write(descriptor, text, length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("write");
    text += count;
    length -= (size_t)count;
  }
  lseek(descriptor, 0, SEEK_SET);
  return descriptor;
}

static void limit(int what, rlim_t amount) {
  struct rlimit value = {amount, amount};
  setrlimit(what, &value);
}

static _Noreturn void become_child(const ProcessSpec *spec, int input, int output, int errors) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(input, 0);
  dup2(output, 1);
  dup2(errors, 2);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, output_limit);
  if (spec->memory_limit) limit(RLIMIT_AS, spec->memory_limit);
  for (char *const *variable = spec->environment; variable && *variable; variable++)
    putenv(*variable);
  if (spec->folder && chdir(spec->folder)) {
    fprintf(stderr, "cannot enter %s: %s\n", spec->folder, strerror(errno));
    _exit(127);
  }
  execvp(spec->arguments[0], spec->arguments);
  fprintf(stderr, "cannot run %s: %s\n", spec->arguments[0], strerror(errno));
  _exit(127);
}

static void child_start(Child *child, const ProcessSpec *spec) {
  int input = spec->input_length ? memory_file("input", spec->input, spec->input_length)
                                 : open("/dev/null", O_RDONLY | O_CLOEXEC);
  child->output = memory_file("output", NULL, 0);
  child->errors = memory_file("errors", NULL, 0);
  child->killed = false;
  child->started = monotonic_seconds();
  child->deadline = spec->timeout > 0 ? child->started + spec->timeout : 0;
  fflush(NULL);
  child->pid = fork();
  if (child->pid < 0) fail("fork");
  if (child->pid == 0) become_child(spec, input, child->output, child->errors);
  setpgid(child->pid, child->pid);
  close(input);
}

static double seconds_of(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

/* Whether the child has ended; if so, fills in the result and frees the place. */
static bool child_reap(Child *child, ProcessResult *result) {
  int status;
  struct rusage usage;
  if (wait4(child->pid, &status, WNOHANG, &usage) != child->pid) return false;
  *result = (ProcessResult){
      .exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
      .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
      .timed_out = child->killed,
      .seconds = monotonic_seconds() - child->started,
      .cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
      .peak_kilobytes = usage.ru_maxrss,
  };
  kill(-child->pid, SIGKILL); /* whatever it has left behind */
  text_read_descriptor(&result->output, child->output);
  text_read_descriptor(&result->errors, child->errors);
  close(child->output);
  close(child->errors);
  child->pid = 0;
  return true;
}

/* Kills what is over its time, and says how long the next deadline is away. */
static double enforce_deadlines(Child *children, int count) {
  double now = monotonic_seconds(), wait = 1.0;
  for (int i = 0; i < count; i++) {
    Child *child = &children[i];
    if (!child->pid || !child->deadline || child->killed) continue;
    double left = child->deadline - now;
    if (left <= 0) {
      child->killed = true;
      kill(-child->pid, SIGKILL);
    } else if (left < wait) {
      wait = left;
    }
  }
  return wait;
}

static void wait_for_a_child(double seconds) {
  sigset_t child_signal;
  sigemptyset(&child_signal);
  sigaddset(&child_signal, SIGCHLD);
  struct timespec limit_time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
  sigtimedwait(&child_signal, NULL, &limit_time);
}

static void block_child_signal(void) {
  sigset_t child_signal;
  sigemptyset(&child_signal);
  sigaddset(&child_signal, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_signal, NULL);
}

void process_run_all(int jobs, ProcessNext next, ProcessDone done, void *user) {
  block_child_signal();
  Child *children = must_allocate(sizeof(Child) * (size_t)jobs);
  memset(children, 0, sizeof(Child) * (size_t)jobs);
  bool more = true;
  int running = 0;
  while (more || running) {
    bool progress = false;
    for (int i = 0; i < jobs; i++) {
      Child *child = &children[i];
      ProcessResult result;
      if (child->pid && child_reap(child, &result)) {
        running--;
        progress = true;
        done(user, child->tag, &result);
        process_result_free(&result);
      }
      if (child->pid || !more) continue;
      ProcessSpec spec = {0};
      more = next(user, &spec, &child->tag);
      if (!more) continue;
      child_start(child, &spec);
      running++;
    }
    double wait = enforce_deadlines(children, jobs);
    if (!progress && running) wait_for_a_child(wait);
  }
  free(children);
}

typedef struct OneRun {
  const ProcessSpec *spec;
  ProcessResult *result;
} OneRun;

static bool next_of_one(void *user, ProcessSpec *spec, void **tag) {
  OneRun *run = user;
  if (!run->spec) return false;
  *spec = *run->spec;
  *tag = NULL;
  run->spec = NULL;
  return true;
}

static void done_of_one(void *user, void *tag, ProcessResult *result) {
  (void)tag;
  *((OneRun *)user)->result = *result;
  *result = (ProcessResult){0};
}

void process_run(const ProcessSpec *spec, ProcessResult *result) {
  OneRun run = {spec, result};
  process_run_all(1, next_of_one, done_of_one, &run);
}

void process_result_free(ProcessResult *result) {
  text_free(&result->output);
  text_free(&result->errors);
}
