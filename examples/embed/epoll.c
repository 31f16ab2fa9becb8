/* SPDX-License-Identifier: MIT */
/* epoll.c: a host with an event loop of its own, epoll, and no library for it.
 *
 *   await sleep(milliseconds)   a timerfd
 *   await read()                the next bytes of a pipe, or null at its end
 *   await square(number)        computed by a thread, which posts the result to the VM
 *
 * Every file descriptor in the epoll set has a Watch, which says what to do when it is ready. The program ends
 * when no operation is pending. */
#include <errno.h>
#include <mote.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

typedef struct Host {
  MoteVm *vm;
  MotePort *port;
  int epoll, wakeup, pipe;
} Host;

typedef struct Watch {
  int fd;
  void (*ready)(Host *host, struct Watch *watch);
  MoteAsync *operation;
} Watch;

static Host *host_of(MoteVm *vm) { return mote_vm_user(vm); }

/* False with an exception: it can't be watched. */
static bool add_watch(Host *host, Watch *watch) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = watch};
  return epoll_ctl(host->epoll, EPOLL_CTL_ADD, watch->fd, &event) == 0 ||
         mote_throw_error(host->vm, MOTE_ERROR, "epoll: %s", strerror(errno));
}

/* The call's operation, and a watch that settle() ends. False with an exception, which the caller sees. */
static bool begin(Host *host, MoteCall *call, int fd, void (*ready)(Host *, Watch *)) {
  Watch *watch = malloc(sizeof *watch);
  if (!watch) return mote_throw_out_of_memory(host->vm);
  *watch = (Watch){fd, ready, mote_async_start(host->vm, call)};
  if (watch->operation && add_watch(host, watch)) return true;
  mote_async_release(watch->operation);
  free(watch);
  return false;
}

/* Settles the operation of a watch. The watch ends first: what waits goes on at once, and may begin anew. */
static void settle(Host *host, Watch *done, MoteValue value) {
  MoteAsync *operation = done->operation;
  epoll_ctl(host->epoll, EPOLL_CTL_DEL, done->fd, NULL);
  free(done);
  if (mote_has_exception(host->vm)) mote_async_reject_pending(operation);
  else mote_async_resolve(operation, value);
  mote_async_release(operation);
}

/* --- sleep --- */

static void timer_ready(Host *host, Watch *timer) {
  int fd = timer->fd;
  settle(host, timer, mote_undefined());
  close(fd);
}

static bool host_sleep(MoteVm *vm, MoteCall *call) {
  uint32_t milliseconds;
  if (!mote_to_uint32(vm, mote_argument(call, 0), &milliseconds)) return false;
  struct itimerspec when = {
      .it_value = {.tv_sec = milliseconds / 1000,
                   .tv_nsec = milliseconds % 1000 * 1000000 + 1}}; /* 0 is never */
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  if (fd < 0) return mote_throw_error(vm, MOTE_ERROR, "timerfd: %s", strerror(errno));
  timerfd_settime(fd, 0, &when, NULL);
  if (begin(host_of(vm), call, fd, timer_ready)) return true;
  close(fd);
  return false;
}

/* --- read --- */

static void pipe_ready(Host *host, Watch *pipe) {
  char bytes[256];
  MoteValue text = mote_null();
  ssize_t count = read(pipe->fd, bytes, sizeof bytes);
  if (count < 0) mote_throw_error(host->vm, MOTE_ERROR, "read: %s", strerror(errno));
  if (count > 0 && !mote_string(host->vm, bytes, (size_t)count, &text)) text = mote_null();
  settle(host, pipe, text);
}

static bool host_read(MoteVm *vm, MoteCall *call) {
  return begin(host_of(vm), call, host_of(vm)->pipe, pipe_ready);
}

/* --- square --- */

typedef struct Work {
  MoteAsync *operation;
  MotePort *port;
  double number;
} Work;

/* On the VM's thread; vm is NULL when it has ended meanwhile. */
static void work_done(MoteVm *vm, void *data) {
  Work *work = data;
  if (vm) mote_async_resolve(work->operation, mote_number(work->number));
  mote_async_release(work->operation);
  free(work);
}

static void *work_thread(void *data) {
  Work *work = data;
  MotePort *port = work->port;
  work->number *= work->number;
  mote_post(port, work_done, work);
  mote_port_release(port);
  return NULL;
}

static bool host_square(MoteVm *vm, MoteCall *call) {
  double number;
  pthread_t thread;
  if (!mote_to_number(vm, mote_argument(call, 0), &number)) return false;
  Work *work = malloc(sizeof *work);
  if (!work) return mote_throw_out_of_memory(vm);
  *work = (Work){mote_async_start(vm, call), mote_port_retain(host_of(vm)->port), number};
  if (work->operation && pthread_create(&thread, NULL, work_thread, work) == 0)
    return pthread_detach(thread) == 0;
  if (work->operation) mote_throw_error(vm, MOTE_ERROR, "There are too many threads");
  mote_port_release(work->port);
  mote_async_release(work->operation);
  free(work);
  return false;
}

/* Any thread: makes the loop look at the port. */
static void wake_up(void *user) {
  uint64_t one = 1;
  if (write(((Host *)user)->wakeup, &one, sizeof one) < 0) abort();
}

static void port_ready(Host *host, Watch *watch) {
  uint64_t count;
  if (read(watch->fd, &count, sizeof count) > 0) mote_run_posted(host->vm, host->port);
}

/* --- the program --- */

static bool host_print(MoteVm *vm, MoteCall *call) {
  char *text;
  if (!mote_to_utf8(vm, mote_argument(call, 0), &text, NULL)) return false;
  puts(text);
  mote_free(text);
  return true;
}

static const char program[] =
    "async function lines() {\n"
    "  for (let text; (text = await read()) !== null;) print(`read: ${text.trim()}`);\n"
    "  print('end of the pipe');\n"
    "}\n"
    "async function main() {\n"
    "  await lines();\n"
    "  const squares = await Promise.all([2, 3, 4].map((n) => square(n)));\n"
    "  print(`squares: ${squares}`);\n"
    "  await sleep(5);\n"
    "  print('slept');\n"
    "}\n"
    "main();\n";

static bool define_functions(MoteVm *vm) {
  MoteValue global = mote_global(vm);
  return mote_define_function(vm, global, "sleep", host_sleep, 1) &&
         mote_define_function(vm, global, "read", host_read, 0) &&
         mote_define_function(vm, global, "square", host_square, 1) &&
         mote_define_function(vm, global, "print", host_print, 1);
}

static int fail(MoteVm *vm) {
  char *text = vm ? mote_error_text(vm, mote_take_exception(vm)) : NULL;
  fprintf(stderr, "epoll: %s\n", text ? text : "no memory");
  mote_free(text);
  return 1;
}

static void run_loop(Host *host) {
  struct epoll_event events[16];
  while (mote_async_pending(host->vm)) {
    int count = epoll_wait(host->epoll, events, 16, -1);
    for (int i = 0; i < count; i++) {
      Watch *ready = events[i].data.ptr;
      ready->ready(host, ready);
    }
  }
}

int main(void) {
  int ends[2];
  Host host = {.epoll = epoll_create1(EPOLL_CLOEXEC), .wakeup = eventfd(0, EFD_CLOEXEC)};
  if (pipe(ends) || write(ends[1], "hello\n", 6) != 6 || close(ends[1])) return 1;
  host.pipe = ends[0];
  host.vm = mote_vm_create(&(MoteVmOptions){.user = &host});
  host.port = host.vm ? mote_port_open(host.vm, wake_up, &host) : NULL;
  MoteSource source = {.text = program, .length = MOTE_NUL_TERMINATED, .name = "epoll.js"};
  Watch wake = {host.wakeup, port_ready, NULL};
  if (!host.port || !add_watch(&host, &wake) || !define_functions(host.vm) ||
      !mote_run_script(host.vm, &source, NULL))
    return fail(host.vm);
  run_loop(&host);
  mote_port_release(host.port);
  mote_vm_destroy(host.vm);
}
/* expect: read: hello
 * expect: end of the pipe
 * expect: squares: 4,9,16
 * expect: slept */
