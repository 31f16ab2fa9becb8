/* SPDX-License-Identifier: MIT */
/* resource.h: a handle of libuv's behind an object of the program: a socket, a child process, a watcher.
 *
 * The memory is a struct whose first member is the Resource, from malloc. It is freed when the object is dead and the
 * handle closed, whichever comes last. An object that dies open is closed; one for which somebody waits does not die,
 * and keeps the loop alive unless the program has said unref(). */
#ifndef RUNTIME_LOOP_RESOURCE_H
#define RUNTIME_LOOP_RESOURCE_H

#include "runtime/classes.h"

typedef struct Resource Resource;

typedef struct ResourceKind {
  /* Gives up operations that have not settled: the runtime ends. Must not use the VM otherwise. */
  void (*abandon)(Resource *resource);
  /* The handle is closed; the runtime does not end. May be NULL. */
  void (*closed)(Resource *resource);
  /* Frees the struct and what it has. */
  void (*free)(Resource *resource);
} ResourceKind;

struct Resource {
  const ResourceKind *kind;
  Runtime *rt;
  Resource *next, **link; /* all open ones of the runtime */
  uv_handle_t *handle;
  MoteHandle *self; /* the object, while somebody waits */
  MoteAsync *closing; /* close() */
  uint32_t waiting; /* how many operations keep it alive */
  bool is_open; /* up to the handle's close callback */
  bool has_object, unref, is_ending;
  bool stays; /* open, it keeps the loop alive though nobody waits */
  bool is_counted; /* in rt->staying */
};

/* A struct whose handle has just been initialised. From now on resource_close frees it, or its object's death. False:
 * out of memory (exception), and it is being closed. */
MOTE_CHECK bool resource_open(Runtime *rt, Resource *resource, const ResourceKind *kind,
                              uv_handle_t *handle);
/* Makes the class of such objects, if it has not been: with these methods, and those that all have: close() (async),
 * ref(), unref(). */
MOTE_CHECK bool resource_class(MoteVm *vm, RuntimeClass which, const char *name,
                               const MoteMethod *methods, uint32_t method_count);
/* close(), for methods that end so. */
bool resource_close_method(MoteVm *vm, MoteCall *call);
/* Its object, once, of a class that has been made. On failure it is being closed. */
MOTE_CHECK bool resource_object(Resource *resource, RuntimeClass which, MoteValue *out);
/* Begins to close the handle, if that has not begun; the object stays. */
void resource_close(Resource *resource);
/* Whether it is open and not being closed. */
static inline bool resource_is_usable(const Resource *resource) {
  return resource->is_open && !uv_is_closing(resource->handle);
}

/* Somebody waits: the object lives and, unless it is unref'd, the loop. */
MOTE_CHECK bool resource_hold(Resource *resource, MoteValue object);
void resource_let_go(Resource *resource);
/* Finishes an operation that held it (mote_async_finish, with undefined), and lets go; where the runtime ends, the
 * operation is only released. */
void resource_finish(Resource *resource, MoteAsync *operation, bool ok);

/* Whether it keeps the loop alive as long as it is open, its object lives, and it is not unref'd. */
void resource_set_stays(Resource *resource, bool stays);

/* --- operations that wait for the same thing, first come, first served --- */

typedef struct WaitEntry {
  struct WaitEntry *next;
  MoteAsync *operation;
} WaitEntry;

typedef struct WaitQueue {
  WaitEntry *first, *last;
} WaitQueue;

/* Makes the call wait, and holds the resource. */
MOTE_CHECK bool wait_queue_add(MoteVm *vm, MoteCall *call, WaitQueue *queue, Resource *resource);
/* The first, which is let go and to be settled and released by the caller; NULL: none. */
MoteAsync *wait_queue_take(WaitQueue *queue, Resource *resource);
static inline bool wait_queue_is_empty(const WaitQueue *queue) { return !queue->first; }
/* For ResourceKind.abandon. */
void wait_queue_abandon(WaitQueue *queue);

#endif
