/* SPDX-License-Identifier: MIT */
/* soak.c: mixed clients against one server for a while: no answer may be lost or wrong, no descriptor stay open, and
 * memory must be flat.
 *
 *   soak MOTE FOLDER SECONDS
 *
 * CLIENTS processes, with one connection at a time each, do what soak_clients.c has, at random; another one runs
 * soak_clients.mjs, with fetch, WebSocket and EventSource, over TLS as well. All pause between connections: this is to
 * find what is lost over time, not to measure. Loopback only. After a quarter of the time, and at the end, everybody
 * stops for a while, and the server must then have no connection left; its memory is compared. */
#include <dirent.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "soak_clients.h"

enum {
  CLIENTS = 8,
  WRONG_MAX = 10,
  PAUSE_MS = 30,
  GROWTH_KIB = 6000,
  QUIET = 3, /* seconds */
  SETTLE = 15,
};

typedef struct Counters {
  long done[32];
} Counters;

static int port, tls_port;
static pid_t server;
static Counters *counters; /* of all client processes */
static int failed;

static void die(const char *what) {
  perror(what);
  exit(2);
}

static void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  printf("FAIL ");
  vprintf(format, arguments);
  putchar('\n');
  va_end(arguments);
  failed++;
}

/* A program that has its standard output read. */
static pid_t start(FILE **lines, char *const *arguments) {
  int out[2];
  if (pipe(out) != 0) die("pipe");
  pid_t pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) {
    dup2(out[1], STDOUT_FILENO);
    close(out[0]);
    close(out[1]);
    execv(arguments[0], arguments);
    die(arguments[0]);
  }
  close(out[1]);
  *lines = fdopen(out[0], "r");
  if (!*lines) die("fdopen");
  return pid;
}

static void start_server(char *mote, const char *folder) {
  char file[4096], line[64];
  FILE *lines;
  snprintf(file, sizeof file, "%s/fixtures/soak_server.mjs", folder);
  char *arguments[] = {mote, file, NULL};
  server = start(&lines, arguments);
  if (!fgets(line, sizeof line, lines) || sscanf(line, "%d %d", &port, &tls_port) != 2)
    die("the server has not said its ports");
}

/* --- clients --- */

static int run_client(int number, time_t until) {
  int wrong = 0;
  srand((unsigned)number + (unsigned)until);
  while (time(NULL) < until && wrong < WRONG_MAX) {
    int kind = rand() % soak_client_count, fd = soak_connect(port);
    if (fd < 0 || !soak_clients[kind].run(fd)) {
      wrong++;
      fprintf(stderr, "soak: %s: %s\n", soak_clients[kind].name, soak_problem);
    }
    __atomic_add_fetch(&counters->done[kind], 1, __ATOMIC_RELAXED);
    if (rand() % 2) close(fd);
    else soak_reset(fd);
    usleep((useconds_t)(rand() % (PAUSE_MS * 1000)));
  }
  return wrong;
}

static long resident_kib(void) {
  char path[64], line[256];
  long kib = 0;
  snprintf(path, sizeof path, "/proc/%d/status", (int)server);
  FILE *file = fopen(path, "r");
  while (file && fgets(line, sizeof line, file))
    if (strncmp(line, "VmRSS:", 6) == 0) kib = atol(line + 6);
  if (file) fclose(file);
  return kib;
}

static int descriptors(void) {
  char path[64];
  int count = 0;
  snprintf(path, sizeof path, "/proc/%d/fd", (int)server);
  DIR *folder = opendir(path);
  while (folder && readdir(folder)) count++;
  if (folder) closedir(folder);
  return count;
}

static long total_done(void) {
  long total = 0;
  for (int i = 0; i < soak_client_count; i++) total += counters->done[i];
  return total;
}

static void report(const char *when) {
  printf("%-9s %8ld connections, %6ld KiB, %3d descriptors\n", when, total_done(), resident_kib(),
         descriptors());
  fflush(stdout);
}

/* Once a minute. */
static void watch(time_t until) {
  char when[32];
  time_t began = time(NULL);
  while (time(NULL) < until) {
    sleep(1);
    long seconds = (long)(time(NULL) - began);
    if (seconds == 0 || seconds % 60) continue;
    snprintf(when, sizeof when, "%ld min", seconds / 60);
    report(when);
  }
}

static void run_clients(char *mote, const char *folder, int seconds) {
  char file[4096], numbers[3][16], line[32] = "";
  FILE *lines;
  time_t until = time(NULL) + seconds;
  snprintf(file, sizeof file, "%s/fixtures/soak_clients.mjs", folder);
  snprintf(numbers[0], 16, "%d", port);
  snprintf(numbers[1], 16, "%d", tls_port);
  snprintf(numbers[2], 16, "%d", seconds);
  char *arguments[] = {mote, file, numbers[0], numbers[1], numbers[2], NULL};
  pid_t web = start(&lines, arguments);
  fflush(stdout);
  for (int i = 0; i < CLIENTS; i++) {
    pid_t pid = fork();
    if (pid == 0) _exit(run_client(i + 1, until));
    if (pid < 0) die("fork");
  }
  watch(until);
  int status, wrong = 0;
  for (int i = 0; i <= CLIENTS; i++) {
    pid_t pid = waitpid(-1, &status, 0);
    if (pid == server) die("the server has ended");
    if (pid == web && status != 0) fail("the programs' clients ended with %#x", (unsigned)status);
    else wrong += WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  }
  if (wrong) fail("%d answers wrong or missing", wrong);
  if (!fgets(line, sizeof line, lines) || atol(line) < 1) fail("the programs' clients did nothing");
  else printf("%ld things done by the programs' clients\n", atol(line));
  fclose(lines);
}

/* --- the server's state --- */

/* Some connections end by the server's time limits. */
static void settle(void) {
  int last = 0;
  for (int quiet = 0, i = 0; quiet < QUIET * 10 && i < SETTLE * 10; i++) {
    int now = descriptors();
    quiet = now == last ? quiet + 1 : 0;
    last = now;
    usleep(100000);
  }
  int fd = soak_connect(port);
  if (fd < 0 || !soak_send(fd, "GET /counts HTTP/1.1\r\nHost: a\r\n\r\n", 34) ||
      !soak_read_until(fd, "sockets=0"))
    fail("WebSockets left open, or no answer: %s", soak_problem);
  soak_reset(fd);
  for (int i = 0; i < SETTLE * 10 && descriptors() > last; i++) usleep(100000);
}

static bool stop_server(void) {
  static const char request[] = "GET /quit HTTP/1.1\r\nHost: a\r\n\r\n";
  int status = -1, fd = soak_connect(port);
  if (fd >= 0) soak_send(fd, request, sizeof request - 1);
  for (int i = 0; i < 1000; i++) {
    if (waitpid(server, &status, WNOHANG) == server) return status == 0;
    usleep(10000);
  }
  kill(server, SIGKILL);
  return false;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fputs("usage: soak MOTE FOLDER SECONDS\n", stderr);
    return 2;
  }
  int seconds = atoi(argv[3]);
  counters =
      mmap(NULL, sizeof *counters, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (counters == MAP_FAILED) die("mmap");
  start_server(argv[1], argv[2]);
  run_clients(argv[1], argv[2], (seconds + 3) / 4);
  settle();
  long warm = resident_kib();
  int before = descriptors();
  report("warm");
  run_clients(argv[1], argv[2], seconds - seconds / 4);
  settle();
  long after = resident_kib();
  report("the end");
  if (descriptors() > before) fail("%d descriptors left", descriptors() - before);
  if (after - warm > GROWTH_KIB && !getenv("ASAN_BUILD"))
    fail("memory grew from %ld to %ld KiB", warm, after);
  if (!stop_server()) fail("the server has not ended with status 0");
  for (int i = 0; i < soak_client_count; i++)
    printf("%8ld %s\n", counters->done[i], soak_clients[i].name);
  int checks = 5;
  printf("%d passed, %d failed\n", checks - (failed < checks ? failed : checks), failed);
  return failed != 0;
}
