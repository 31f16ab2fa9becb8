/* SPDX-License-Identifier: MIT */
/* http.h: what the HTTP area keeps for a runtime, and the modules it makes. */
#ifndef RUNTIME_HTTP_HTTP_H
#define RUNTIME_HTTP_HTTP_H

#include <time.h>

#include "runtime/runtime.h"

struct Server;

enum { HTTP_READ_BUFFER = 64 * 1024 };

typedef struct Http {
  Runtime *rt;
  MoteVm *vm;
  struct Server *servers;  /* that have not ended */
  char *read_buffer;       /* all connections read into it; NULL: none has yet */
  char *plain_buffer;      /* of those with TLS: what they have read; NULL: none has */
  Text output;             /* answers on their way into the socket, empty between two of them */
  MoteHandle *helpers;     /* lib/web/body.ts; NULL: not needed yet */
  MoteHandle *entries;     /* Headers.prototype.entries */
  struct Http2Shared *http2; /* NULL: no connection of HTTP/2 has been there */
  ptrdiff_t uncounted;     /* bytes of memory that the VM has not been told of */
  uint64_t upgrades;       /* to WebSockets, so far */
  bool ended;              /* the runtime is: handles go with the VM */
  time_t date_second;      /* when `date` was made */
  char date[40];           /* "Sun, 06 Nov 1994 08:49:37 GMT" */
} Http;

/* Made when it is first needed. False: exception. */
MOTE_CHECK bool http_of(MoteVm *vm, Http **out);
/* At the very end, when the VM is gone. */
void http_destroy(Runtime *rt);
/* Tells the VM, now and then, of memory that its objects keep: so many bytes more, or fewer (as finalizers do). */
void http_count_memory(Http *http, ptrdiff_t bytes);
/* A function of lib/web/body.ts. */
MOTE_CHECK bool http_helper(MoteVm *vm, const char *name, MoteValue *out);

/* "mote:internal/fetch": { Headers, Request, Response } */
bool fetch_make_module(Runtime *rt, MoteValue *out);
/* "mote:http": { serve, upgradeWebSocket } */
bool http_make_module(Runtime *rt, MoteValue *out);

#endif
