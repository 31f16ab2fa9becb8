/* SPDX-License-Identifier: MIT */
/* group.h: the BroadcastChannels of a process: inboxes with names, of all its runtimes. */
#ifndef RUNTIME_WORKER_GROUP_H
#define RUNTIME_WORKER_GROUP_H

#include "runtime/worker/port.h"

/* NULL: no memory (no exception). */
Group *group_create(void);
Group *group_retain(Group *group);
void group_release(Group *group);
/* Makes an inbox one of those with this name. False: no memory. */
bool group_join(Group *group, Inbox *inbox, const char *name);
void group_leave(Group *group, Inbox *inbox);
/* Posts to all others of the name of `from`. The message is for many; the caller keeps its hold. */
void group_post(Group *group, Inbox *from, MoteMessage *message);

#endif
