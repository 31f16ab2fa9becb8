/* SPDX-License-Identifier: MIT */
/* soak_clients.c: good, bad, slow and vanishing clients over plain sockets. They talk to fixtures/routes.mjs. */
#include "soak_clients.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { BODY_MAX = 900, PATIENCE = 30 /* seconds */ };

char soak_problem[400];

/* --- one connection --- */

int soak_connect(int port) {
  struct timeval patience = {PATIENCE, 0};
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
  snprintf(soak_problem, sizeof soak_problem, "connect: %s", strerror(errno));
  if (fd >= 0) close(fd);
  return -1;
}

void soak_reset(int fd) {
  struct linger now = {1, 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close(fd);
}

bool soak_send(int fd, const void *bytes, size_t length) {
  if (send(fd, bytes, length, MSG_NOSIGNAL) == (ssize_t)length) return true;
  snprintf(soak_problem, sizeof soak_problem, "send: %s", strerror(errno));
  return false;
}

static bool send_text(int fd, const char *text) { return soak_send(fd, text, strlen(text)); }

static bool missing(const char *want, const char *got, size_t length, ssize_t count) {
  const char *why = count == 0 ? "the connection ended" : count < 0 ? strerror(errno) : "too much";
  snprintf(soak_problem, sizeof soak_problem,
           "wanted '...%.60s', got %zu bytes '...%.*s', then: %s", want, length,
           (int)(length < 200 ? length : 200), got + (length < 200 ? 0 : length - 200), why);
  return false;
}

bool soak_read_until(int fd, const char *end) {
  char bytes[16384];
  size_t length = 0, width = strlen(end);
  ssize_t count = 1;
  while (length < sizeof bytes) {
    count = recv(fd, bytes + length, sizeof bytes - length, 0);
    if (count <= 0) break;
    length += (size_t)count;
    if (length >= width && memcmp(bytes + length - width, end, width) == 0) return true;
  }
  return missing(end, bytes, length, count);
}

static bool read_exactly(int fd, void *out, size_t length) {
  size_t done = 0;
  while (done < length) {
    ssize_t count = recv(fd, (char *)out + done, length - done, 0);
    if (count <= 0) return missing("more of a frame", out, done, count);
    done += (size_t)count;
  }
  return true;
}

static void rest(int most_ms) { usleep((useconds_t)(rand() % (most_ms * 1000))); }

/* --- requests that are answered --- */

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

static bool plain(int fd) {
  for (int i = rand() % 20; i >= 0; i--)
    if (!send_text(fd, GET("/")) || !soak_read_until(fd, "\r\n\r\nok")) return false;
  return true;
}

static bool pipelined(int fd) {
  return send_text(fd, GET("/") GET("/late")) && soak_read_until(fd, "\r\n\r\nlate");
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
  if (!soak_send(fd, request, (size_t)cut)) return false;
  rest(2);
  return soak_send(fd, request + cut, (size_t)(head + length - cut)) && soak_read_until(fd, body);
}

static bool chunked(int fd) {
  char body[BODY_MAX + 1], chunk[BODY_MAX + 32];
  if (!send_text(fd, "POST /through HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"))
    return false;
  for (int i = 0; i < 4; i++) {
    int length = 1 + rand() % (BODY_MAX / 4);
    random_body(body, length);
    int size = snprintf(chunk, sizeof chunk, "%x\r\n%s\r\n", length, body);
    if (!soak_send(fd, chunk, (size_t)size)) return false;
    rest(1);
  }
  return send_text(fd, "0\r\n\r\n") && soak_read_until(fd, "\r\n0\r\n\r\n");
}

static bool stream(int fd) {
  return send_text(fd, GET("/stream")) && soak_read_until(fd, "\r\n0\r\n\r\n");
}

static bool failing(int fd) {
  return send_text(fd, GET("/throw")) && soak_read_until(fd, "thrown on purpose");
}

static bool malformed(int fd) {
  return send_text(fd, "GET / HTTP/1.1\nHost: a\n\n") && soak_read_until(fd, "Bad Request");
}

static bool half_closed(int fd) {
  if (!send_text(fd, GET("/") GET("/late"))) return false;
  shutdown(fd, SHUT_WR);
  return soak_read_until(fd, "\r\n\r\nlate");
}

/* --- slow ones --- */

/* Longer than the server waits for a head; seldom, since it takes its time. */
static bool slow_sender(int fd) {
  char bytes[1024];
  if (rand() % 100) return echo(fd);
  if (!send_text(fd, "GET / ")) return false;
  while (recv(fd, bytes, sizeof bytes, 0) > 0) continue;
  return true;
}

/* A big answer, some of it at a time; or not all of it. */
static bool slow_reader(int fd) {
  static const char end[] = "end of it";
  static char bytes[64 * 1024];
  int small = 32 * 1024;
  size_t total = 0, most = rand() % 2 ? SIZE_MAX : (size_t)(rand() % 1000000);
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  if (!send_text(fd, GET("/big"))) return false;
  while (total < most) {
    ssize_t count = recv(fd, bytes, sizeof bytes, 0);
    if (count <= 0) return missing(end, bytes, 0, count);
    total += (size_t)count;
    if (count >= 9 && memcmp(bytes + count - 9, end, 9) == 0 && total > 1 << 20) return true;
    rest(20);
  }
  return true;
}

/* --- those that go: the answer, or what is left of it, is not waited for --- */

static bool vanishing(int fd) {
  static const char *const requests[] = {
      "GET / HT",
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\nhalf",
      "POST /through HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
      GET("/stream"),
      GET("/endless"),
      GET("/hang"),
      GET("/events"),
  };
  const char *request = requests[rand() % (int)(sizeof requests / sizeof requests[0])];
  soak_send(fd, request, strlen(request));
  rest(8);
  return true;
}

/* --- WebSockets --- */

static bool shake_hands(int fd) {
  return send_text(fd, "GET /socket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                       "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n") &&
         soak_read_until(fd, "\r\n\r\n");
}

/* first: FIN, opcode. Up to 125 bytes. */
static bool send_frame(int fd, int first, const char *bytes, size_t length) {
  unsigned char frame[131] = {(unsigned char)first, (unsigned char)(0x80 | length)};
  for (int i = 2; i < 6; i++) frame[i] = (unsigned char)rand();
  for (size_t i = 0; i < length; i++) frame[6 + i] = (unsigned char)(bytes[i] ^ frame[2 + i % 4]);
  return soak_send(fd, frame, 6 + length);
}

static bool expect_frame(int fd, int first, const char *bytes, size_t length) {
  unsigned char frame[127];
  if (!read_exactly(fd, frame, 2 + length)) return false;
  if (frame[0] == first && frame[1] == length && memcmp(frame + 2, bytes, length) == 0) return true;
  snprintf(soak_problem, sizeof soak_problem, "wanted the frame %02x %zu, got %02x %d", first,
           length, frame[0], frame[1]);
  return false;
}

/* A message in two parts with a ping between them, some times; then the closing handshake. */
static bool websocket(int fd) {
  char text[61];
  if (!shake_hands(fd)) return false;
  for (int i = rand() % 10; i >= 0; i--) {
    random_body(text, 60);
    if (!send_frame(fd, 0x01, text, 30) || !send_frame(fd, 0x89, "are you there", 13) ||
        !send_frame(fd, 0x80, text + 30, 30) || !expect_frame(fd, 0x8a, "are you there", 13) ||
        !expect_frame(fd, 0x81, text, 60))
      return false;
    rest(2);
  }
  return send_frame(fd, 0x88, "\x03\xe8", 2) && expect_frame(fd, 0x88, "\x03\xe8", 2);
}

static bool vanishing_websocket(int fd) {
  if (!shake_hands(fd)) return false;
  soak_send(fd, "\x81\xfe\x01\x00 half a frame", (size_t)(4 + rand() % 12));
  rest(8);
  return true;
}

/* A frame without a mask: 1002. */
static bool wrong_websocket(int fd) {
  char frame[4];
  if (!shake_hands(fd) || !soak_send(fd, "\x81\x02no", 4) || !read_exactly(fd, frame, 4))
    return false;
  if ((frame[0] & 0xff) == 0x88 && memcmp(frame + 2, "\x03\xea", 2) == 0) return true;
  snprintf(soak_problem, sizeof soak_problem, "the frame without a mask was not refused with 1002");
  return false;
}

const SoakClient soak_clients[] = {
    {"plain", plain},
    {"pipelined", pipelined},
    {"echo", echo},
    {"chunked", chunked},
    {"stream", stream},
    {"failing", failing},
    {"malformed", malformed},
    {"half-closed", half_closed},
    {"slow sender", slow_sender},
    {"slow reader", slow_reader},
    {"vanishing", vanishing},
    {"vanishing", vanishing},
    {"websocket", websocket},
    {"vanishing websocket", vanishing_websocket},
    {"wrong websocket", wrong_websocket},
};
const int soak_client_count = sizeof soak_clients / sizeof soak_clients[0];
