/* SPDX-License-Identifier: MIT */
/* soak.c: mixed clients against one server for a while: no answer may be lost or wrong, no descriptor stay open, and
 * memory must be flat.
 *
 *   soak MOTE SERVER.mjs SECONDS
 *
 * Some processes, one connection at a time each, do at random: plain requests, several on one connection, echoed bodies
 * with a length or in chunks, streams, answers that are not read to their end, requests cut off by a reset or a
 * time-out. Loopback only, at most CLIENTS connections at once. The server is fixtures/server.mjs. */
#include <arpa/inet.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS = 8, BODY_MAX = 900, GROWTH_KIB = 6000 };

static int port;

static void die(const char *what) {
  perror(what);
  exit(2);
}

static pid_t start_server(const char *mote, const char *file) {
  int out[2];
  char line[64] = "";
  if (pipe(out) != 0) die("pipe");
  pid_t pid = fork();
  if (pid == 0) {
    dup2(out[1], STDOUT_FILENO);
    if (!freopen("/dev/null", "w", stderr)) die("/dev/null");
    execl(mote, mote, file, (char *)NULL);
    die(mote);
  }
  close(out[1]);
  FILE *lines = fdopen(out[0], "r");
  if (pid < 0 || !lines || !fgets(line, sizeof line, lines))
    die("the server has not said its port");
  port = atoi(line);
  return pid;
}

/* --- one connection --- */

static int open_connection(void) {
  struct timeval patience = {10, 0};
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) return -1;
  return fd;
}

static void reset(int fd) {
  struct linger now = {1, 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close(fd);
}

static bool send_all(int fd, const char *bytes, size_t length) {
  return send(fd, bytes, length, MSG_NOSIGNAL) == (ssize_t)length;
}

/* Reads up to the end of what is expected: until `end` stands at the end of all that came. */
static bool read_until(int fd, const char *end) {
  char bytes[16384];
  size_t length = 0, width = strlen(end);
  while (length < sizeof bytes) {
    ssize_t count = recv(fd, bytes + length, sizeof bytes - length, 0);
    if (count <= 0) return false;
    length += (size_t)count;
    if (length >= width && memcmp(bytes + length - width, end, width) == 0) return true;
  }
  return false;
}

/* --- what clients do --- */

static bool plain(int fd) {
  static const char request[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (int i = rand() % 20; i >= 0; i--)
    if (!send_all(fd, request, sizeof request - 1) || !read_until(fd, "\r\n\r\nok")) return false;
  return true;
}

static bool pipelined(int fd) {
  static const char requests[] =
      "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /late HTTP/1.1\r\nHost: a\r\n\r\n";
  return send_all(fd, requests, sizeof requests - 1) && read_until(fd, "\r\n\r\nlate");
}

static void random_body(char *body, int length) {
  for (int i = 0; i < length; i++) body[i] = (char)('a' + rand() % 26);
  body[length] = 0;
}

static bool echo(int fd) {
  char body[BODY_MAX + 1], request[BODY_MAX + 200];
  int length = 1 + rand() % BODY_MAX;
  random_body(body, length);
  int head = snprintf(request, sizeof request,
                      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n", length);
  memcpy(request + head, body, (size_t)length);
  int cut = rand() % (head + length);
  if (!send_all(fd, request, (size_t)cut)) return false;
  usleep((useconds_t)(rand() % 2000));
  return send_all(fd, request + cut, (size_t)(head + length - cut)) && read_until(fd, body);
}

static bool chunked(int fd) {
  static const char head[] =
      "POST /through HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  char body[BODY_MAX + 1], chunk[BODY_MAX + 32];
  if (!send_all(fd, head, sizeof head - 1)) return false;
  for (int i = 0; i < 4; i++) {
    int length = 1 + rand() % (BODY_MAX / 4);
    random_body(body, length);
    int size = snprintf(chunk, sizeof chunk, "%x\r\n%s\r\n", length, body);
    if (!send_all(fd, chunk, (size_t)size)) return false;
    usleep((useconds_t)(rand() % 1000));
  }
  return send_all(fd, "0\r\n\r\n", 5) && read_until(fd, "\r\n0\r\n\r\n");
}

static bool stream(int fd) {
  static const char request[] = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n";
  return send_all(fd, request, sizeof request - 1) && read_until(fd, "\r\n0\r\n\r\n");
}

static bool failing(int fd) {
  static const char request[] = "GET /throw HTTP/1.1\r\nHost: a\r\n\r\n";
  return send_all(fd, request, sizeof request - 1) && read_until(fd, "thrown on purpose");
}

static bool malformed(int fd) {
  static const char request[] = "GET / HTTP/1.1\nHost: a\n\n";
  return send_all(fd, request, sizeof request - 1) && read_until(fd, "Bad Request");
}

/* Clients that go: the answer, or what is left of it, is not waited for. */
static bool vanishing(int fd) {
  static const char *const requests[] = {
      "GET / HT",
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\nhalf",
      "POST /through HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
      "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /hang HTTP/1.1\r\nHost: a\r\n\r\n",
  };
  const char *request = requests[rand() % 5];
  send_all(fd, request, strlen(request));
  usleep((useconds_t)(rand() % 8000));
  return true;
}

/* Longer than the server waits for a head. */
static bool slow(int fd) {
  char bytes[1024];
  if (rand() % 20) return plain(fd);
  if (!send_all(fd, "GET / ", 6)) return false;
  while (recv(fd, bytes, sizeof bytes, 0) > 0) continue;
  return true;
}

static int run_client(int number, time_t until) {
  static bool (*const kinds[])(int) = {plain,   pipelined, echo,      chunked,   stream,
                                       failing, malformed, vanishing, vanishing, slow};
  int wrong = 0;
  srand((unsigned)number);
  while (time(NULL) < until) {
    int kind = rand() % (int)(sizeof kinds / sizeof kinds[0]), fd = open_connection();
    if (fd < 0 || !kinds[kind](fd)) {
      fprintf(stderr, "soak: client %d: an answer of kind %d is wrong or missing\n", number, kind);
      if (++wrong == 10) break;
    }
    if (rand() % 2) close(fd);
    else reset(fd);
  }
  return wrong;
}

static int run_clients(time_t until) {
  int wrong = 0, status;
  for (int i = 0; i < CLIENTS; i++) {
    pid_t pid = fork();
    if (pid == 0) _exit(run_client(i + 1, until));
    if (pid < 0) die("fork");
  }
  for (int i = 0; i < CLIENTS; i++)
    if (wait(&status) > 0) wrong += WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  return wrong;
}

/* --- the server's state --- */

static long resident_kib(pid_t pid) {
  char path[64], line[256];
  long kib = 0;
  snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
  FILE *file = fopen(path, "r");
  while (file && fgets(line, sizeof line, file))
    if (strncmp(line, "VmRSS:", 6) == 0) kib = atol(line + 6);
  if (file) fclose(file);
  return kib;
}

static int descriptors(pid_t pid) {
  char path[64];
  int count = 0;
  snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
  DIR *folder = opendir(path);
  while (folder && readdir(folder)) count++;
  if (folder) closedir(folder);
  return count;
}

static bool stop_server(pid_t server) {
  static const char request[] = "GET /quit HTTP/1.1\r\nHost: a\r\n\r\n";
  int status = -1, fd = open_connection();
  if (fd >= 0) send_all(fd, request, sizeof request - 1);
  for (int i = 0; i < 1000; i++) {
    if (waitpid(server, &status, WNOHANG) == server) return status == 0;
    usleep(10000);
  }
  kill(server, SIGKILL);
  return false;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fputs("usage: soak MOTE SERVER SECONDS\n", stderr);
    return 2;
  }
  int seconds = atoi(argv[3]);
  pid_t server = start_server(argv[1], argv[2]);
  int before = descriptors(server);
  int wrong = run_clients(time(NULL) + (seconds + 3) / 4);
  sleep(2);
  long warm = resident_kib(server);
  wrong += run_clients(time(NULL) + seconds - seconds / 4);
  sleep(2); /* idle and half-open connections time out */
  long after = resident_kib(server);
  int left = descriptors(server) - before;
  bool ended = stop_server(server);
  bool flat = after - warm < GROWTH_KIB || getenv("ASAN_BUILD");
  if (wrong) printf("FAIL %d answers wrong or missing\n", wrong);
  if (left > 0) printf("FAIL %d descriptors left\n", left);
  if (!flat) printf("FAIL memory grew from %ld to %ld KiB\n", warm, after);
  if (!ended) printf("FAIL the server has not ended with status 0\n");
  printf("memory %ld KiB after a quarter, %ld at the end\n", warm, after);
  int failed = (wrong != 0) + (left > 0) + !flat + !ended;
  printf("%d passed, %d failed\n", 4 - failed, failed);
  return failed != 0;
}
