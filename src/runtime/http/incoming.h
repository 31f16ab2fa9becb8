/* SPDX-License-Identifier: MIT */
/* incoming.h: the bytes of a body that comes in from a connection, on their way to whoever reads it.
 *
 * The source (a server's connection, a client's transfer) pushes bytes; the reader takes all at once, or chunk by
 * chunk as a stream does. Between them is a buffer: when it is full and nobody collects the whole body, push says so,
 * and the source stops until `resume`. Both sides, and the message, have a hold on it:
 * the source until it has called incoming_end or incoming_fail, whatever happens. */
#ifndef RUNTIME_HTTP_INCOMING_H
#define RUNTIME_HTTP_INCOMING_H

#include "runtime/http/package.h"

typedef struct Incoming Incoming;

typedef struct IncomingSource {
  /* The first time somebody wants bytes, and whenever there is room again. */
  void (*resume)(void *owner);
  /* Nobody wants the rest. */
  void (*cancel)(void *owner);
  /* Nobody can want it any more: its reader has died. Called by a finalizer; must not use the VM. May be NULL. */
  void (*abandon)(void *owner);
} IncomingSource;

/* With one hold on it. NULL: out of memory (exception). */
Incoming *incoming_create(MoteVm *vm, const IncomingSource *source, void *owner);
Incoming *incoming_retain(Incoming *incoming);
/* NULL is fine; uses no VM. */
void incoming_release(Incoming *incoming);

/* --- for the source --- */

/* False: the buffer is full now (the bytes were taken), or memory ran out: stop until `resume`. */
bool incoming_push(Incoming *incoming, const char *bytes, size_t length);
/* That was all. The source is not called any more. */
void incoming_end(Incoming *incoming);
/* The rest will not come; reason: an error value. The source is not called any more. May run JavaScript. */
void incoming_fail(Incoming *incoming, MoteValue reason);
/* Whether somebody waits for the whole body. */
bool incoming_is_collected(const Incoming *incoming);
/* Whether it has neither ended nor failed. */
bool incoming_is_open(const Incoming *incoming);

/* --- for the reader --- */

/* Takes the whole body for an operation, which it settles and releases: see package.h. */
void incoming_collect(Incoming *incoming, MoteAsync *operation, Package package);
/* An object { read(): Promise<Uint8Array | null>, watch(listener), cancel() } for the stream of lib/web/body.ts. The
 * last listener is called with the error when the body fails, also while nobody reads. It lives until the body has
 * come: one that holds the object keeps a body going that nobody else wants. */
MOTE_CHECK bool incoming_reader(MoteVm *vm, Incoming *incoming, MoteValue *out);

#endif
