/* SPDX-License-Identifier: MIT */
/* inbox.h: how messages go from one runtime to another, or to itself.
 *
 * An inbox is a queue of letters. Whoever has a hold on it posts, from any thread. A runtime that reads it has it
 * attached to its mailbox, which tells its loop when there is something to take. Both are counted memory, and
 * neither knows of a VM.
 *
 * Nobody who has one lock takes another. */
#ifndef RUNTIME_WORKER_INBOX_H
#define RUNTIME_WORKER_INBOX_H

#include "runtime/runtime.h"

typedef enum LetterKind {
  LETTER_MESSAGE, /* of postMessage */
  LETTER_ERROR,   /* nobody caught it in the worker */
  LETTER_CLOSED,  /* the other side has closed */
  LETTER_EXIT,    /* a worker's thread is over: its last letter */
  LETTER_IDLE,    /* a worker has nothing to do but wait for those who may read its streams … */
  LETTER_BUSY,    /* … and has again */
} LetterKind;

typedef struct Letter {
  struct Letter *next;
  LetterKind kind;
  int status;           /* LETTER_EXIT */
  MoteMessage *message; /* may be NULL */
} Letter;

typedef struct Inbox Inbox;
typedef struct Mailbox Mailbox;

/* --- mailboxes --- */

/* Called on the mailbox's own thread when something has been posted there. */
typedef void MailboxWakeup(void *user);
/* A mailbox of the calling thread. NULL: no memory, or no descriptors (no exception). */
Mailbox *mailbox_create(MailboxWakeup *wakeup, void *user);
/* Becomes readable when other threads have posted something, until mailbox_take_wakeup, which comes before
 * mailbox_deliver. */
uv_os_sock_t mailbox_descriptor(const Mailbox *mailbox);
void mailbox_take_wakeup(Mailbox *mailbox);
/* The runtime ends: nobody is woken up any more. Then gives its hold up. */
void mailbox_close(Mailbox *mailbox);
/* Whether there is something to take. */
bool mailbox_has_letters(Mailbox *mailbox);
/* Calls deliver for the letters that are there now, with the owner of their inbox; it takes the letter over. */
void mailbox_deliver(Mailbox *mailbox, void (*deliver)(void *owner, Letter *letter));

/* --- inboxes --- */

/* NULL: no memory (no exception). */
Inbox *inbox_create(void);
Inbox *inbox_retain(Inbox *inbox);
/* NULL is fine. */
void inbox_release(Inbox *inbox);
/* Puts a letter into the queue. False: nobody will read it, or there is no memory; the message is destroyed. */
bool inbox_post(Inbox *inbox, LetterKind kind, MoteMessage *message, int status);
/* From now on the mailbox's runtime reads it. */
void inbox_attach(Inbox *inbox, Mailbox *mailbox, void *owner);
/* Nobody reads it for now: letters wait. */
void inbox_detach(Inbox *inbox);
/* Nobody will: what is in it, and what comes, is dropped. */
void inbox_close(Inbox *inbox);

void letter_free(Letter *letter);

#endif
