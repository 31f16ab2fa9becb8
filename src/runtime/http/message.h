/* SPDX-License-Identifier: MIT */
/* message.h: what a Request and a Response have in common: a header list, a body, and the objects that show them.
 *
 * Objects that were made for one of its attributes are kept by the instance itself (mote_instance_value): its
 * body's, as long as that is the only one; a list of them afterwards. */
#ifndef RUNTIME_HTTP_MESSAGE_H
#define RUNTIME_HTTP_MESSAGE_H

#include "runtime/http/header_list.h"
#include "runtime/http/http.h"

struct Incoming;

/* The head of a request as it came: its bytes, and where the headers lie in them. */
typedef struct RawHead {
  const char *bytes;
  uint32_t target, target_length;
  uint32_t count;
  const Header *headers; /* offsets into the bytes */
} RawHead;

typedef enum BodyKind {
  BODY_NONE, /* null */
  BODY_TEXT, /* PART_BODY is a string */
  BODY_BYTES, /* bytes, length */
  BODY_BLOB, /* PART_BODY is a Blob */
  BODY_STREAM, /* PART_BODY is a ReadableStream */
  BODY_INCOMING, /* comes from a connection */
} BodyKind;

typedef struct Body {
  BodyKind kind;
  bool used; /* has been read, or is being read; of streams the stream knows */
  char *bytes; /* malloc'ed */
  size_t length;
  struct Incoming *incoming; /* with a hold on it */
} Body;

typedef struct Message {
  Http *http;
  HeaderList *headers; /* NULL: none, or those of `raw` */
  const RawHead *raw; /* of a request that came in; else NULL */
  Body body;
  const char *
      type; /* the Content-Type that its body implies, and that is not in the list yet; NULL: none */
  HeaderGuard guard;
  bool has_list; /* the instance keeps a list of parts */
  bool follows_signal; /* unread, the body fails where PART_SIGNAL, its fetch's, is aborted */
} Message;

typedef enum MessagePart { PART_BODY, PART_HEADERS, PART_SIGNAL, PART_COUNT } MessagePart;

/* The object kept for an attribute; undefined: none yet. Run no JavaScript. */
MoteValue message_part(MoteVm *vm, MoteValue instance, const Message *message, MessagePart part);
MOTE_CHECK bool message_set_part(MoteVm *vm, MoteValue instance, Message *message, MessagePart part,
                                 MoteValue value);

/* The body fails from now on where this signal is aborted before it is read. */
MOTE_CHECK bool message_follow_signal(MoteVm *vm, MoteValue instance, Message *message,
                                      MoteValue signal);

/* The header list, made when it is first needed. NULL: out of memory (exception). */
HeaderList *message_headers(MoteVm *vm, Message *message);
/* The value of a header, without making the list: of its first one; NULL: none. `name` in lower case. */
const char *message_header(const Message *message, const char *name, size_t *length);
/* The getter of the `headers` attribute. */
MOTE_CHECK bool message_headers_object(MoteVm *vm, MoteValue instance, Message *message,
                                       MoteValue *out);
/* Takes the bytes of its body over, which do not count as the message's memory any more (http_count_memory). NULL: it
 * has none. Uses no VM. */
char *message_take_bytes(Message *message);
/* Frees what the message has; uses no VM. */
void message_free(Message *message);

#endif
