/* SPDX-License-Identifier: MIT */
/* idle.c: what an idle connection costs a server in resident memory.
 *
 *   idle PORT PID COUNT
 *
 * Opens COUNT connections to 127.0.0.1:PORT, with one request on each, keeps them, and prints by how many bytes each of
 * them, but for the first hundred, has made the process PID grow. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

static long resident_kib(const char *pid) {
  char path[64], line[256];
  long kib = 0;
  snprintf(path, sizeof path, "/proc/%s/status", pid);
  FILE *file = fopen(path, "r");
  while (file && fgets(line, sizeof line, file))
    if (strncmp(line, "VmRSS:", 6) == 0) kib = atol(line + 6);
  if (file) fclose(file);
  return kib;
}

/* Several addresses of the loopback, for one has but 28,000 ports to call from. */
static int ask(int port, int number) {
  char answer[4096];
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  struct sockaddr_in own = {.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  own.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + (uint32_t)number / 10000);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  return fd >= 0 && bind(fd, (struct sockaddr *)&own, sizeof own) == 0 &&
         connect(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
         send(fd, request, sizeof request - 1, 0) > 0 && recv(fd, answer, sizeof answer, 0) > 0;
}

int main(int argc, char **argv) {
  enum { WARM_UP = 100 };
  long before = 0;
  if (argc != 4) return 2;
  int port = atoi(argv[1]), count = atoi(argv[3]);
  struct rlimit limit = {(rlim_t)count + 100, (rlim_t)count + 100};
  setrlimit(RLIMIT_NOFILE, &limit);
  for (int i = 0; i < count; i++) {
    if (!ask(port, i)) {
      perror("idle");
      return 1;
    }
    if (i == WARM_UP) before = resident_kib(argv[2]);
  }
  sleep(1);
  printf("%ld\n", (resident_kib(argv[2]) - before) * 1024 / (count - WARM_UP));
  return 0;
}
