/* SPDX-License-Identifier: MIT */
/* incoming.c: the buffer between a connection and the reader of a body. */
#include "runtime/http/incoming.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/internal.h"

enum { BUFFER_FULL = 64 * 1024 };

struct Incoming {
  uint32_t holds;
  Http *http;
  const IncomingSource *source; /* NULL: is not to be called any more */
  void *owner;
  Text buffer;
  MoteHandle *error;   /* failed */
  MoteHandle *listener; /* of a failure; NULL: nobody, or it has been told */
  MoteAsync *reader;   /* waits for a chunk, or for all */
  Package package;     /* all */
  bool collects, ended, failed, cancelled, out_of_memory;
};

Incoming *incoming_create(MoteVm *vm, const IncomingSource *source, void *owner) {
  Incoming *incoming = calloc(1, sizeof *incoming);
  if (!incoming) {
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  incoming->holds = 1;
  incoming->http = runtime_of(vm)->http;
  incoming->source = source;
  incoming->owner = owner;
  return incoming;
}

Incoming *incoming_retain(Incoming *incoming) {
  incoming->holds++;
  return incoming;
}

/* Only the source is left, and nobody waits for the body. */
static void abandon(Incoming *incoming) {
  const IncomingSource *source = incoming->source;
  if (source && source->abandon && !incoming->reader) source->abandon(incoming->owner);
}

void incoming_release(Incoming *incoming) {
  if (!incoming) return;
  if (--incoming->holds == 1) abandon(incoming);
  if (incoming->holds) return;
  text_free(&incoming->buffer);
  if (!incoming->http->ended) { /* else the VM has done it */
    mote_handle_destroy(incoming->error);
    mote_handle_destroy(incoming->listener);
  }
  free(incoming->package.type);
  free(incoming);
}

/* --- giving --- */

static MoteAsync *take_reader(Incoming *incoming) {
  MoteAsync *reader = incoming->reader;
  incoming->reader = NULL;
  return reader;
}

/* The buffer's memory becomes the chunk's. */
static char *take_buffer(Incoming *incoming, size_t *length) {
  char *bytes = incoming->buffer.data;
  *length = incoming->buffer.length;
  incoming->buffer = (Text){0};
  return bytes;
}

static void give_chunk(Incoming *incoming) {
  size_t length;
  char *bytes = take_buffer(incoming, &length);
  MoteValue chunk = mote_undefined();
  static const Package package = {PACKAGE_BYTES, NULL};
  bool made = package_make(incoming->http->rt->vm, &package, bytes, length, &chunk);
  mote_async_finish(take_reader(incoming), made, chunk);
}

static void give_all(Incoming *incoming) {
  size_t length;
  char *bytes = take_buffer(incoming, &length);
  Package package = incoming->package;
  incoming->package.type = NULL;
  package_settle(incoming->http->rt->vm, take_reader(incoming), package, bytes, length);
}

static MoteValue failure(Incoming *incoming) {
  MoteVm *vm = incoming->http->rt->vm;
  if (incoming->error) return mote_handle_get(incoming->error);
  mote_throw_out_of_memory(vm);
  return mote_take_exception(vm);
}

static void give_failure(Incoming *incoming) {
  MoteAsync *reader = take_reader(incoming);
  mote_async_reject(reader, failure(incoming));
  mote_async_release(reader);
}

/* There is no failure to come any more. */
static void drop_listener(Incoming *incoming) {
  if (!incoming->http->ended) mote_handle_destroy(incoming->listener); /* else the VM has done it */
  incoming->listener = NULL;
}

static void tell_listener(Incoming *incoming) {
  MoteVm *vm = incoming->http->rt->vm;
  if (!incoming->listener || incoming->collects) return;
  MoteValue result, listener = mote_handle_get(incoming->listener), reason = failure(incoming);
  drop_listener(incoming);
  if (!mote_call(vm, listener, mote_undefined(), &reason, 1, &result)) mote_take_exception(vm);
}

/* Tells the reader what there is to tell. */
static void give(Incoming *incoming) {
  if (!incoming->reader) return;
  if (incoming->failed) give_failure(incoming);
  else if (incoming->collects) {
    if (incoming->ended) give_all(incoming);
  } else if (incoming->buffer.length) give_chunk(incoming);
  else if (incoming->ended) mote_async_finish(take_reader(incoming), true, mote_null());
}

/* --- the source's side --- */

bool incoming_push(Incoming *incoming, const char *bytes, size_t length) {
  if (incoming->cancelled || incoming->failed) return true;
  text_append(&incoming->buffer, bytes, length);
  if (!text_ok(&incoming->buffer)) {
    incoming->failed = true; /* the rest is dropped as it comes */
    text_free(&incoming->buffer);
    give(incoming);
    tell_listener(incoming);
    return true;
  }
  give(incoming);
  return incoming->collects || incoming->buffer.length < BUFFER_FULL;
}

void incoming_end(Incoming *incoming) {
  incoming->ended = true;
  incoming->source = NULL;
  drop_listener(incoming);
  give(incoming);
}

void incoming_fail(Incoming *incoming, MoteValue reason) {
  MoteVm *vm = incoming->http->rt->vm;
  incoming->failed = true;
  incoming->source = NULL;
  incoming->error = mote_handle_create(vm, reason);
  if (!incoming->error) mote_take_exception(vm);
  incoming->holds++; /* JavaScript may end the other ones */
  give(incoming);
  tell_listener(incoming);
  incoming_release(incoming);
}

bool incoming_is_collected(const Incoming *incoming) { return incoming->collects; }

bool incoming_is_open(const Incoming *incoming) { return !incoming->ended && !incoming->failed; }

/* --- the reader's side --- */

static void resume(Incoming *incoming) {
  if (incoming->source) incoming->source->resume(incoming->owner);
}

void incoming_collect(Incoming *incoming, MoteAsync *operation, Package package) {
  incoming->collects = true;
  incoming->reader = operation;
  incoming->package = package;
  incoming->holds++; /* giving may end the last other hold */
  give(incoming);
  if (incoming->reader) resume(incoming);
  incoming_release(incoming);
}

static bool this_incoming(MoteVm *vm, MoteCall *call, Incoming **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_INCOMING], &data));
  *out = data;
  return true;
}

/* The streams ask for one chunk at a time. */
static bool reader_read(MoteVm *vm, MoteCall *call) {
  Incoming *incoming;
  TRY(this_incoming(vm, call, &incoming));
  if (incoming->reader)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "The body is being read already");
  incoming->reader = mote_async_start(vm, call);
  TRY(incoming->reader);
  bool was_full = incoming->buffer.length >= BUFFER_FULL;
  give(incoming);
  if (incoming->reader || was_full) resume(incoming);
  return true;
}

static bool reader_watch(MoteVm *vm, MoteCall *call) {
  Incoming *incoming;
  TRY(this_incoming(vm, call, &incoming));
  drop_listener(incoming);
  if (incoming->ended || incoming->cancelled) return true;
  incoming->listener = mote_handle_create(vm, mote_argument(call, 0));
  TRY(incoming->listener);
  if (incoming->failed) tell_listener(incoming);
  return true;
}

static bool reader_cancel(MoteVm *vm, MoteCall *call) {
  Incoming *incoming;
  TRY(this_incoming(vm, call, &incoming));
  incoming->cancelled = true;
  drop_listener(incoming);
  text_free(&incoming->buffer);
  if (incoming->reader) mote_async_finish(take_reader(incoming), true, mote_null());
  if (incoming->source) incoming->source->cancel(incoming->owner);
  return true;
}

static void reader_finalize(void *data) { incoming_release(data); }

bool incoming_reader(MoteVm *vm, Incoming *incoming, MoteValue *out) {
  static const MoteMethod methods[] = {
      {"read", reader_read, 0, NULL, MOTE_METHOD},
      {"watch", reader_watch, 1, NULL, MOTE_METHOD},
      {"cancel", reader_cancel, 1, NULL, MOTE_METHOD},
  };
  static const MoteClassSpec spec = {.name = "IncomingBody",
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = reader_finalize};
  TRY(runtime_instance(vm, CLASS_INCOMING, &spec, incoming, out));
  incoming->holds++;
  return true;
}
