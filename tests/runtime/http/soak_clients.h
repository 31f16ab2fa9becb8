/* SPDX-License-Identifier: MIT */
/* soak_clients.h: what the clients of soak.c do, each on one connection. */
#ifndef SOAK_CLIENTS_H
#define SOAK_CLIENTS_H

#include <stdbool.h>

typedef struct SoakClient {
  const char *name;
  /* Uses a connection once. False: an answer was wrong or missing, and soak_problem says what. */
  bool (*run)(int fd);
} SoakClient;

extern const SoakClient soak_clients[];
extern const int soak_client_count;
extern char soak_problem[400];

/* A connection to the server; -1: there is none. */
int soak_connect(int port);
/* Ends it, so that the server gets a RST. */
void soak_reset(int fd);
bool soak_send(int fd, const void *bytes, unsigned long length);
/* Reads until `end` stands at the end of all that came. */
bool soak_read_until(int fd, const char *end);

#endif
