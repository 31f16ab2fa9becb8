/* SPDX-License-Identifier: MIT */
/* inbox.c: queues of letters between runtimes, and what wakes their readers up.
 *
 * A mailbox has a list of notices, one for each letter that came into one of its inboxes, so that letters are
 * delivered in the order in which they were posted, whatever inbox they lie in. A notice whose inbox has gone to
 * another mailbox, which has notices of its own, is passed over.
 *
 * Other threads wake the reader up through a pipe, when the list of notices was empty and after its lock was given
 * back: nobody then waits for whoever was woken up, or the other way round (a reader of uv_async_t spins while its
 * sender has not returned from the kernel). */
#include "runtime/worker/inbox.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct Notice {
  struct Notice *next;
  Inbox *inbox; /* with a hold */
} Notice;

struct Mailbox {
  uv_mutex_t lock;
  _Atomic uint32_t holds;
  Notice *first, **last;
  MailboxWakeup *wakeup; /* NULL: closed */
  void *user;
  uv_thread_t thread; /* of the reader */
  uv_file pipe[2];    /* to be read, to be written to */
};

struct Inbox {
  uv_mutex_t lock;
  _Atomic uint32_t holds;
  Letter *first, **last;
  Mailbox *mailbox; /* with a hold; NULL: nobody reads it at present */
  void *owner;      /* of the mailbox's runtime */
  bool closed;
};

void letter_free(Letter *letter) {
  if (!letter) return;
  mote_message_destroy(letter->message);
  free(letter);
}

static void letters_free(Letter *letter) {
  while (letter) {
    Letter *next = letter->next;
    letter_free(letter);
    letter = next;
  }
}

static void notices_free(Notice *notice) {
  while (notice) {
    Notice *next = notice->next;
    inbox_release(notice->inbox);
    free(notice);
    notice = next;
  }
}

/* --- mailboxes --- */

Mailbox *mailbox_create(MailboxWakeup *wakeup, void *user) {
  Mailbox *mailbox = calloc(1, sizeof *mailbox);
  if (!mailbox) return NULL;
  if (uv_pipe(mailbox->pipe, UV_NONBLOCK_PIPE, UV_NONBLOCK_PIPE) != 0) {
    free(mailbox);
    return NULL;
  }
  mailbox->thread = uv_thread_self();
  uv_mutex_init(&mailbox->lock);
  mailbox->holds = 1;
  mailbox->last = &mailbox->first;
  mailbox->wakeup = wakeup;
  mailbox->user = user;
  return mailbox;
}

uv_os_sock_t mailbox_descriptor(const Mailbox *mailbox) { return mailbox->pipe[0]; }

static Mailbox *mailbox_retain(Mailbox *mailbox) {
  mailbox->holds++;
  return mailbox;
}

static void mailbox_release(Mailbox *mailbox) {
  if (!mailbox || --mailbox->holds > 0) return;
  uv_mutex_destroy(&mailbox->lock);
  close(mailbox->pipe[0]);
  close(mailbox->pipe[1]);
  free(mailbox);
}

/* Of another thread. A full pipe is as good as a written one. */
static void wake_reader(const Mailbox *mailbox) {
  while (write(mailbox->pipe[1], "", 1) < 0 && errno == EINTR) {}
}

void mailbox_take_wakeup(Mailbox *mailbox) {
  char bytes[64];
  while (read(mailbox->pipe[0], bytes, sizeof bytes) < 0 && errno == EINTR) {}
}

/* Takes the list. */
static Notice *take_notices(Mailbox *mailbox, bool close) {
  uv_mutex_lock(&mailbox->lock);
  Notice *notice = mailbox->first;
  mailbox->first = NULL;
  mailbox->last = &mailbox->first;
  if (close) mailbox->wakeup = NULL;
  uv_mutex_unlock(&mailbox->lock);
  return notice;
}

void mailbox_close(Mailbox *mailbox) {
  notices_free(take_notices(mailbox, true));
  mailbox_release(mailbox);
}

/* Notes that a letter came. The caller has holds on both. */
static void mailbox_add(Mailbox *mailbox, Inbox *inbox) {
  Notice *notice = malloc(sizeof *notice);
  if (!notice) return;
  *notice = (Notice){NULL, inbox_retain(inbox)};
  uv_thread_t self = uv_thread_self();
  bool is_own = uv_thread_equal(&self, &mailbox->thread);
  uv_mutex_lock(&mailbox->lock);
  bool open = mailbox->wakeup != NULL, first = !mailbox->first;
  if (open) {
    *mailbox->last = notice;
    mailbox->last = &notice->next;
  }
  uv_mutex_unlock(&mailbox->lock);
  if (!open) {
    notices_free(notice);
  } else if (first) {
    if (is_own) mailbox->wakeup(mailbox->user);
    else wake_reader(mailbox);
  }
}

bool mailbox_has_letters(Mailbox *mailbox) {
  uv_mutex_lock(&mailbox->lock);
  bool has = mailbox->first != NULL;
  uv_mutex_unlock(&mailbox->lock);
  return has;
}

/* --- inboxes --- */

Inbox *inbox_create(void) {
  Inbox *inbox = calloc(1, sizeof *inbox);
  if (!inbox) return NULL;
  uv_mutex_init(&inbox->lock);
  inbox->holds = 1;
  inbox->last = &inbox->first;
  return inbox;
}

Inbox *inbox_retain(Inbox *inbox) {
  inbox->holds++;
  return inbox;
}

void inbox_release(Inbox *inbox) {
  if (!inbox || --inbox->holds > 0) return;
  letters_free(inbox->first);
  mailbox_release(inbox->mailbox);
  uv_mutex_destroy(&inbox->lock);
  free(inbox);
}

bool inbox_post(Inbox *inbox, LetterKind kind, MoteMessage *message, int status) {
  Letter *letter = malloc(sizeof *letter);
  if (!letter) {
    mote_message_destroy(message);
    return false;
  }
  *letter = (Letter){NULL, kind, status, message};
  Mailbox *mailbox = NULL;
  uv_mutex_lock(&inbox->lock);
  bool open = !inbox->closed;
  if (open) {
    *inbox->last = letter;
    inbox->last = &letter->next;
    if (inbox->mailbox) mailbox = mailbox_retain(inbox->mailbox);
  }
  uv_mutex_unlock(&inbox->lock);
  if (mailbox) mailbox_add(mailbox, inbox);
  mailbox_release(mailbox);
  if (!open) letter_free(letter);
  return open;
}

void inbox_attach(Inbox *inbox, Mailbox *mailbox, void *owner) {
  size_t count = 0;
  uv_mutex_lock(&inbox->lock);
  inbox->mailbox = mailbox_retain(mailbox);
  inbox->owner = owner;
  for (const Letter *letter = inbox->first; letter; letter = letter->next) count++;
  uv_mutex_unlock(&inbox->lock);
  while (count-- > 0) mailbox_add(mailbox, inbox);
}

void inbox_detach(Inbox *inbox) {
  uv_mutex_lock(&inbox->lock);
  Mailbox *mailbox = inbox->mailbox;
  inbox->mailbox = NULL;
  inbox->owner = NULL;
  uv_mutex_unlock(&inbox->lock);
  mailbox_release(mailbox);
}

void inbox_close(Inbox *inbox) {
  inbox_detach(inbox);
  uv_mutex_lock(&inbox->lock);
  Letter *letters = inbox->first;
  inbox->first = NULL;
  inbox->last = &inbox->first;
  inbox->closed = true;
  uv_mutex_unlock(&inbox->lock);
  letters_free(letters);
}

/* --- delivering --- */

/* The next letter, if the inbox is still read by this mailbox's runtime. */
static Letter *take_letter(Inbox *inbox, const Mailbox *mailbox, void **owner) {
  uv_mutex_lock(&inbox->lock);
  Letter *letter = inbox->mailbox == mailbox ? inbox->first : NULL;
  if (letter) {
    inbox->first = letter->next;
    if (!inbox->first) inbox->last = &inbox->first;
    *owner = inbox->owner;
  }
  uv_mutex_unlock(&inbox->lock);
  return letter;
}

void mailbox_deliver(Mailbox *mailbox, void (*deliver)(void *owner, Letter *letter)) {
  for (Notice *next, *notice = take_notices(mailbox, false); notice; notice = next) {
    void *owner = NULL;
    next = notice->next;
    Letter *letter = take_letter(notice->inbox, mailbox, &owner);
    if (letter) deliver(owner, letter);
    inbox_release(notice->inbox);
    free(notice);
  }
}
