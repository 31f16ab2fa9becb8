/* SPDX-License-Identifier: MIT */
/* port.h: the ends of channels, as host objects: what is behind MessagePort, BroadcastChannel and Worker.
 *
 * An end reads one inbox and posts to another, or to all of a group that have its name. While it is started, a
 * handle keeps the function that takes its letters, and with it the objects around; otherwise an end that is
 * collected is closed. */
#ifndef RUNTIME_WORKER_PORT_H
#define RUNTIME_WORKER_PORT_H

#include "runtime/worker/inbox.h"

typedef struct Group Group;
typedef struct Port Port;

/* The state of a runtime: what its ports need. */
typedef struct Ports {
  Mailbox *mailbox; /* NULL: no port has been started yet */
  uv_poll_t *poll; /* for other threads' letters; keeps the loop alive while a port is referenced */
  uv_idle_t *idle; /* active while there are letters of this thread */
  uint32_t references;
  uint32_t waiting; /* started ports that wait for somebody to read: see ports_linger */
  bool lingers;
  Group *group; /* of the process's BroadcastChannels; shared with workers */
} Ports;

/* Two inboxes on their way, as a transfer or to a worker's thread. */
typedef struct PortEnds {
  Inbox *own, *other; /* with holds; NULL: closed */
} PortEnds;

/* Makes both sides of a channel. False: no memory (no exception). */
bool port_ends_create(PortEnds *first, PortEnds *second);
void port_ends_release(PortEnds *ends);

/* A host object over the ends, which it takes over, also where it fails. */
MOTE_CHECK bool port_new(Runtime *rt, PortEnds ends, MoteValue *out);
/* Takes the ends out of one: it is closed then, and letters wait. TypeError for another value, DataCloneError for one
 * that is closed. */
MOTE_CHECK bool port_take(MoteVm *vm, MoteValue object, PortEnds *out);

/* mote:internal/messaging */
MOTE_CHECK bool port_make_module(Runtime *rt, MoteValue *out);

/* Asked where the loop has nothing to do any more: whether it is to run on for those who may yet read what waits here
 * (a stream that was sent and not read, or a worker with such a stream). Only a worker does so, and tells its parent,
 * which does not wait for it: where all are idle, nobody will ever read. */
bool ports_linger(Runtime *rt);

/* The group that a worker shall share: a hold on it. NULL: no memory. */
Group *port_share_group(Runtime *rt);
void group_release(Group *group);

#endif
