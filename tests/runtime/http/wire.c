/* SPDX-License-Identifier: MIT */
/* wire.c: sends bytes to a server and looks at what comes back: for requests that no client would send.
 *
 *   wire MOTE SERVER.mjs TABLE
 *
 * The server prints its port. The table's lines:
 *   case NAME          a new connection
 *   send TEXT          with \r \n \t \0 \\ \xHH
 *   repeat N TEXT
 *   wait MS
 *   end                the client sends no more
 *   reset              and is gone, with a RST; nothing is expected
 *   expect [STATUS …] close|open
 *   body TEXT          is somewhere in the answers
 * Connections that are to stay open are given QUIET milliseconds without a byte. */
#include <arpa/inet.h>
#include <ctype.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { QUIET = 250, PATIENCE = 5000, MOST = 1 << 20 };

static int port, passed, failed;
static int connection = -1;
static char name[128];
static char *answer;
static size_t answer_length;
static bool answer_ended;

static void die(const char *what) {
  perror(what);
  exit(2);
}

/* --- the server --- */

static pid_t start_server(const char *mote, const char *file) {
  int out[2];
  char line[64] = "";
  if (pipe(out) != 0) die("pipe");
  pid_t pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) {
    dup2(out[1], STDOUT_FILENO);
    close(out[0]);
    close(out[1]);
    execl(mote, mote, file, (char *)NULL);
    die(mote);
  }
  close(out[1]);
  FILE *lines = fdopen(out[0], "r");
  if (!lines || !fgets(line, sizeof line, lines)) die("the server has not said its port");
  port = atoi(line);
  return pid;
}

/* --- the client --- */

static void open_connection(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connection >= 0) close(connection);
  connection = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0) die("connect");
  answer_length = 0;
  answer_ended = false;
}

static size_t unescape(const char *text, char *out) {
  size_t length = 0;
  while (*text) {
    char c = *text++;
    if (c == '\\' && *text) {
      c = *text++;
      if (c == 'x') {
        char digits[3] = {text[0], text[1], 0};
        c = (char)strtol(digits, NULL, 16);
        text += 2;
      } else {
        c = c == 'r' ? '\r' : c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? 0 : c;
      }
    }
    out[length++] = c;
  }
  return length;
}

/* The server may refuse before all is sent. */
static void send_text(const char *text, int times) {
  static char bytes[MOST];
  size_t length = unescape(text, bytes);
  while (times-- > 0)
    if (send(connection, bytes, length, MSG_NOSIGNAL) < 0) return;
}

static void receive(int patience) {
  struct pollfd ready = {connection, POLLIN, 0};
  while (!answer_ended && poll(&ready, 1, patience) > 0) {
    ssize_t count = recv(connection, answer + answer_length, MOST - answer_length, 0);
    if (count <= 0) answer_ended = true;
    else answer_length += (size_t)count;
  }
  answer[answer_length] = 0;
}

static void reset_connection(void) {
  struct linger now = {1, 0};
  setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close(connection);
  connection = -1;
}

/* --- comparing --- */

static void result(bool ok, const char *want, const char *got) {
  if (ok) {
    passed++;
    return;
  }
  failed++;
  printf("FAIL %s\n    expected %s\n    got      %s\n", name, want, got);
}

/* "200 400 close" of what has come. */
static void summarise(char *out, size_t size) {
  static const char version[] = "HTTP/1.1 ";
  size_t at = 0;
  *out = 0;
  for (const char *p = answer; (p = memmem(p, (size_t)(answer + answer_length - p), version, 9));
       p += 9)
    at += (size_t)snprintf(out + at, size - at, "%.3s ", p + 9);
  snprintf(out + at, size - at, "%s", answer_ended ? "close" : "open");
}

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text), width = strlen(end);
  return length >= width && strcmp(text + length - width, end) == 0;
}

static void expect(const char *want) {
  char got[512];
  receive(ends_with(want, "close") ? PATIENCE : QUIET);
  summarise(got, sizeof got);
  result(strcmp(got, want) == 0, want, got);
}

static void expect_body(const char *text) {
  static char bytes[MOST];
  size_t length = unescape(text, bytes);
  result(memmem(answer, answer_length, bytes, length) != NULL, text, answer);
}

static const char *argument(const char *line, const char *word) {
  size_t length = strlen(word);
  if (strncmp(line, word, length) != 0) return NULL;
  if (!line[length]) return line + length;
  return line[length] == ' ' ? line + length + 1 : NULL;
}

static void run_line(char *line) {
  const char *rest;
  if (!*line || *line == '#') return;
  if ((rest = argument(line, "case"))) {
    snprintf(name, sizeof name, "%.*s", (int)sizeof name - 1, rest);
    open_connection();
  } else if ((rest = argument(line, "send"))) {
    send_text(rest, 1);
  } else if ((rest = argument(line, "repeat"))) {
    char *text;
    int times = (int)strtol(rest, &text, 10);
    send_text(text + 1, times);
  } else if ((rest = argument(line, "wait"))) {
    usleep((useconds_t)atoi(rest) * 1000);
  } else if (argument(line, "end")) {
    shutdown(connection, SHUT_WR);
  } else if (argument(line, "reset")) {
    reset_connection();
  } else if ((rest = argument(line, "expect"))) {
    expect(rest);
  } else if ((rest = argument(line, "body"))) {
    expect_body(rest);
  } else {
    fprintf(stderr, "wire: what is this: %s\n", line);
    exit(2);
  }
}

static void run_table(const char *path) {
  static char line[1 << 16];
  FILE *table = fopen(path, "r");
  if (!table) die(path);
  while (fgets(line, sizeof line, table)) {
    line[strcspn(line, "\n")] = 0;
    run_line(line);
  }
  fclose(table);
}

/* The server has been asked to stop. Its status; -1: it had to be killed. */
static int wait_for(pid_t server) {
  int status;
  for (int waited = 0; waited < PATIENCE; waited += 10) {
    if (waitpid(server, &status, WNOHANG) == server) return status;
    usleep(10000);
  }
  kill(server, SIGKILL);
  waitpid(server, &status, 0);
  return -1;
}

int main(int count, char **arguments) {
  int status;
  if (count != 4) {
    fputs("usage: wire MOTE SERVER TABLE\n", stderr);
    return 2;
  }
  answer = malloc(MOST + 1);
  if (!answer) die("malloc");
  pid_t server = start_server(arguments[1], arguments[2]);
  run_table(arguments[3]);
  if (connection >= 0) close(connection);
  snprintf(name, sizeof name, "the server ends by itself, with status 0");
  status = wait_for(server);
  result(status == 0, "0", status < 0 ? "it is still there" : "another status");
  printf("%d passed, %d failed\n", passed, failed);
  return failed != 0;
}
