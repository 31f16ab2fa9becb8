/* SPDX-License-Identifier: MIT */
/* fetch.h: one call of fetch(), from its Request to the last byte of its Response.
 * https://fetch.spec.whatwg.org/#fetching
 *
 * A Fetch drives one transfer at a time: the request's, then that of each redirect. It lives until the body has come,
 * or nobody wants it any more, and frees itself then (fetch_progress). What of it needs streams or signals is in
 * lib/web/fetch.ts, which is loaded for these alone. */
#ifndef RUNTIME_FETCH_FETCH_H
#define RUNTIME_FETCH_FETCH_H

#include "runtime/fetch/client.h"
#include "runtime/fetch/content_decoding.h"
#include "runtime/http/incoming.h"
#include "runtime/http/request.h"
#include "runtime/web/url.h"

struct FetchControl;

typedef struct Fetch {
  Runtime *rt;
  HttpTransfer *transfer;
  MoteAsync *operation;   /* the caller's, until there is a response */
  MoteHandle *request;    /* the Request; NULL: a GET without anything else */
  struct FetchControl *controls; /* what lib/ holds */
  MoteHandle *signal, *watch;   /* the signal that may abort it, and what watches it */
  Url *url;               /* the present one */
  const char *method;
  HeaderList *headers;    /* to be sent; NULL: none */
  UploadKind upload;
  Text text;              /* the body to be sent, if it was a string */
  const char *bytes;
  size_t length;
  MoteHandle *source;     /* UPLOAD_PIECES: a stream or Blob */
  MoteHandle *reason; /* why it has failed, for the source; NULL: it has not */
  MoteAsync *writing;     /* lib/ waits for room */
  bool can_repeat;        /* the body can be sent again */
  uint8_t redirect_mode, redirects;
  const char *integrity;  /* of the request; NULL: none */
  /* the response */
  Incoming *incoming;     /* NULL: not yet, or no more */
  ContentDecoder *decoder;
  bool is_blocked;        /* the reader of the body wants no more for now */
  bool is_dropped;        /* nobody wants the rest */
} Fetch;

/* --- fetch.c --- */
/* The function fetch, for the global object. */
bool fetch_function(MoteVm *vm, MoteCall *call);
/* Sends the request, as it is now. False: exception. */
bool fetch_send(MoteVm *vm, Fetch *fetch);
/* Ends it with an error: a TypeError with the message whose cause is the pending exception. */
void fetch_fail(Fetch *fetch, const char *message);
/* The same with just this reason. */
void fetch_abort(Fetch *fetch, MoteValue reason);
/* Nobody wants the rest: the transfer is stopped, and the Fetch freed later. A finalizer may call it. */
void fetch_drop(Fetch *fetch);

/* --- fetch_redirect.c --- */
typedef enum RedirectResult {
  REDIRECT_NONE, /* the response is what was asked for */
  REDIRECT_SENT, /* another request is under way */
  REDIRECT_FAILED, /* exception */
} RedirectResult;
/* Looks at a response's head. */
RedirectResult fetch_redirect(MoteVm *vm, Fetch *fetch);
/* Whether a port must not be connected to. https://fetch.spec.whatwg.org/#port-blocking */
bool fetch_port_is_blocked(const Url *url);

/* --- fetch_response.c --- */
/* The value of a header of the response, trimmed; NULL: it has none. */
const char *fetch_response_header(const Fetch *fetch, const char *name, size_t *length);
/* A Response of the head that has come. */
MOTE_CHECK bool fetch_response(MoteVm *vm, Fetch *fetch, MoteValue *out);
/* Hands what has come of the body to its reader. */
void fetch_feed(Fetch *fetch);

/* --- fetch_control.c --- */
/* Calls a function of lib/web/fetch.ts with (control, value, request), where the control is an object by which it gets
 * at the fetch. is_upload: it is for the body of the present transfer. False: exception. */
MOTE_CHECK bool fetch_call_library(MoteVm *vm, Fetch *fetch, bool is_upload, const char *name,
                                   MoteValue value, MoteValue *out);
/* The controls (for an upload alone) have nothing to control any more; who waits for room is told so. */
void fetch_control_detach(Fetch *fetch, bool uploads_only);

/* --- client_module.c --- */
/* "mote:internal/http_client" */
bool http_client_make_module(Runtime *rt, MoteValue *out);

/* --- integrity.c --- */
/* Whether bytes match the metadata of an `integrity` option. https://w3c.github.io/webappsec-subresource-integrity/ */
MOTE_CHECK bool integrity_check(MoteVm *vm, const char *metadata, const char *bytes, size_t length,
                                bool *out);

#endif
