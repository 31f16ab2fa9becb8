/* SPDX-License-Identifier: MIT */
/* request.h: the interface Request. https://fetch.spec.whatwg.org/#request-class
 *
 * A request that a server has received is one cell and one block of memory with its head as it came; URL, headers,
 * body stream and signal are made when they are looked at. */
#ifndef RUNTIME_HTTP_REQUEST_H
#define RUNTIME_HTTP_REQUEST_H

#include "runtime/http/message.h"

/* What is chosen among names: see the table in request_init.c. */
typedef enum RequestChoice {
  CHOICE_CACHE,
  CHOICE_CREDENTIALS,
  CHOICE_MODE,
  CHOICE_REDIRECT,
  CHOICE_REFERRER_POLICY,
  CHOICE_COUNT
} RequestChoice;

enum { MODE_NAVIGATE, MODE_SAME_ORIGIN, MODE_NO_CORS, MODE_CORS };
enum { REDIRECT_FOLLOW, REDIRECT_ERROR, REDIRECT_MANUAL };
enum { CACHE_ONLY_IF_CACHED = 5 };

/* Of a server's request: how it is tied to its connection. */
typedef struct RequestOwner {
  /* The scheme and host of its URL, for requests without a Host header; "http" and "localhost:80". */
  const char *(*scheme)(void *owner);
  void (*host)(void *owner, char *buffer, size_t size);
} RequestOwner;

typedef struct RequestData {
  Message message; /* first */
  uint32_t holds; /* the object's, and the server's */
  const char *method; /* a constant, or own_method */
  char *own_method;
  char *url; /* malloc'ed; NULL: from raw */
  char *integrity; /* malloc'ed; NULL: "" */
  char *referrer; /* malloc'ed, or NULL: "about:client"; "": none */
  uint8_t choices[CHOICE_COUNT];
  bool keepalive;
  MoteHandle *
      signal; /* of a server's request, while its connection may abort it; NULL: nobody has asked */
  const RequestOwner *owner_kind; /* NULL: of no server, or it is answered */
  void *owner;
  struct Upgrade *upgrade; /* to a WebSocket, that waits for the answer; NULL: none */
  bool failed_once; /* its handler has; its error handler is at work */
  RawHead raw; /* of a server's request; its bytes are behind this struct */
} RequestData;

MOTE_CHECK bool request_class(MoteVm *vm, MoteClass **out);
/* The data of a Request, or NULL. */
RequestData *request_data_of(MoteVm *vm, MoteValue value);
/* The message of a Request or a Response, or NULL. */
Message *message_of(MoteVm *vm, MoteValue value);

/* Data for a request that came in, with one hold on it, and a copy of its head. NULL: out of memory, without an
 * exception. */
RequestData *request_data_create(Http *http, const RawHead *head, const char *bytes, size_t length);
/* The object for it, which gets a hold of its own. */
MOTE_CHECK bool request_object(MoteVm *vm, RequestData *data, MoteValue *out);
/* Gives a hold up. */
void request_release(RequestData *data);
/* The client may have gone: request.signal is aborted. */
void request_abort(MoteVm *vm, RequestData *data);
/* The server is done with it: it is not tied to the connection any more. aborted: the client has gone before it had its
 * answer. Runs JavaScript. */
void request_untie(MoteVm *vm, RequestData *data, bool aborted);

/* The URL of a request, as a string value. */
MOTE_CHECK bool request_url(MoteVm *vm, const RequestData *data, MoteValue *out);

/* `new Request(input, init)` into data that is new. Runs JavaScript. */
MOTE_CHECK bool request_initialize(MoteVm *vm, MoteValue instance, RequestData *data,
                                   MoteValue input, MoteValue init);
/* The name of what was chosen. */
const char *request_choice_name(const RequestData *data, RequestChoice choice);

#endif
