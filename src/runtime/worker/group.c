/* SPDX-License-Identifier: MIT */
/* group.c: the BroadcastChannels of a process   (HTML, #broadcasting-to-other-browsing-contexts)
 *
 * Members stand in the order in which they came, so that messages reach them in that order. The group's lock is
 * taken before an inbox's. */
#include "runtime/worker/group.h"

#include <stdlib.h>

typedef struct Member {
  struct Member *next;
  Inbox *inbox; /* with a hold */
  char *name;
} Member;

struct Group {
  uv_mutex_t lock;
  uint32_t holds;
  Member *first;
};

Group *group_create(void) {
  Group *group = calloc(1, sizeof *group);
  if (!group) return NULL;
  uv_mutex_init(&group->lock);
  group->holds = 1;
  return group;
}

Group *group_retain(Group *group) {
  uv_mutex_lock(&group->lock);
  group->holds++;
  uv_mutex_unlock(&group->lock);
  return group;
}

static void member_free(Member *member) {
  inbox_release(member->inbox);
  free(member->name);
  free(member);
}

void group_release(Group *group) {
  if (!group) return;
  uv_mutex_lock(&group->lock);
  bool last = --group->holds == 0;
  uv_mutex_unlock(&group->lock);
  if (!last) return;
  while (group->first) {
    Member *member = group->first;
    group->first = member->next;
    member_free(member);
  }
  uv_mutex_destroy(&group->lock);
  free(group);
}

bool group_join(Group *group, Inbox *inbox, const char *name) {
  Member *member = calloc(1, sizeof *member);
  if (!member || !(member->name = strdup(name))) {
    free(member);
    return false;
  }
  member->inbox = inbox_retain(inbox);
  uv_mutex_lock(&group->lock);
  Member **last = &group->first;
  while (*last) last = &(*last)->next;
  *last = member;
  uv_mutex_unlock(&group->lock);
  return true;
}

void group_leave(Group *group, Inbox *inbox) {
  uv_mutex_lock(&group->lock);
  Member **at = &group->first;
  while (*at && (*at)->inbox != inbox) at = &(*at)->next;
  Member *member = *at;
  if (member) *at = member->next;
  uv_mutex_unlock(&group->lock);
  if (member) member_free(member);
}

void group_post(Group *group, Inbox *from, MoteMessage *message) {
  uv_mutex_lock(&group->lock);
  const Member *sender = group->first;
  while (sender && sender->inbox != from) sender = sender->next;
  for (const Member *member = sender ? group->first : NULL; member; member = member->next)
    if (member != sender && strcmp(member->name, sender->name) == 0)
      inbox_post(member->inbox, LETTER_MESSAGE, mote_message_retain(message), 0);
  uv_mutex_unlock(&group->lock);
}
