/* SPDX-License-Identifier: MIT */
/* body.c: bodies of requests and responses. What takes a stream, a Blob or a FormData apart is lib/web/body.ts. */
#include "runtime/http/body.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/http/incoming.h"
#include "runtime/http/request.h"
#include "runtime/http/response.h"
#include "runtime/internal.h"
#include "runtime/web/url_search_params.h"

/* --- extracting --- */

static bool extract_text(MoteVm *vm, MoteValue value, BodyInit *out) {
  out->body.kind = BODY_TEXT;
  out->type = "text/plain;charset=UTF-8";
  return mote_to_string(vm, value, &out->part);
}

static bool extract_bytes(MoteVm *vm, const MoteBytes *bytes, BodyInit *out) {
  out->body.kind = BODY_BYTES;
  out->body.length = bytes->length;
  out->body.bytes = malloc(bytes->length ? bytes->length : 1);
  if (!out->body.bytes) return mote_throw_out_of_memory(vm);
  if (bytes->length) memcpy(out->body.bytes, bytes->data, bytes->length);
  return true;
}

/* What only lib/ can tell: extractBody(value) gives [kind, part, type], or null for what is none of those. */
static bool extract_object(MoteVm *vm, MoteValue value, BodyInit *out) {
  MoteValue helper, result, kind;
  if (search_params_pairs(vm, value)) {
    TRY(extract_text(vm, value, out));
    out->type = "application/x-www-form-urlencoded;charset=UTF-8";
    return true;
  }
  TRY(http_helper(vm, "extractBody", &helper) &&
      mote_call(vm, helper, mote_undefined(), &value, 1, &result));
  if (mote_is_null(vm, result)) return extract_text(vm, value, out);
  TRY(mote_get_index(vm, result, 0, &kind) && mote_get_index(vm, result, 1, &out->part) &&
      mote_get_index(vm, result, 2, &out->type_value));
  MoteBytes bytes = mote_bytes(vm, out->part);
  if (mote_string_is(vm, kind, "bytes")) return extract_bytes(vm, &bytes, out);
  out->body.kind = mote_string_is(vm, kind, "text")   ? BODY_TEXT
                   : mote_string_is(vm, kind, "blob") ? BODY_BLOB
                                                      : BODY_STREAM;
  return true;
}

bool body_extract(MoteVm *vm, MoteValue init, BodyInit *out) {
  *out = (BodyInit){.part = mote_undefined(), .type_value = mote_undefined()};
  if (!mote_is_object(vm, init)) return extract_text(vm, init, out);
  MoteBytes bytes = mote_bytes(vm, init);
  if (!mote_is_undefined(vm, bytes.buffer) && !bytes.is_shared)
    return extract_bytes(vm, &bytes, out);
  return extract_object(vm, init, out);
}

void body_init_drop(BodyInit *init) {
  free(init->body.bytes);
  init->body.bytes = NULL;
}

static bool add_type(MoteVm *vm, Message *message, const char *type) {
  if (!message->headers && !message->raw) {
    message->type = type;
    return true;
  }
  HeaderList *list = message_headers(vm, message);
  TRY(list);
  return header_list_value(list, "content-type") ||
         header_list_append(list, "content-type", strlen("content-type"), type, strlen(type)) ||
         mote_throw_out_of_memory(vm);
}

static bool add_type_value(MoteVm *vm, Message *message, MoteValue type) {
  char *text;
  HeaderList *list = message_headers(vm, message);
  TRY(list && mote_to_utf8(vm, type, &text, NULL));
  bool ok = add_type(vm, message, text);
  mote_free(text);
  return ok;
}

static void take_body(Message *message, BodyInit *init) {
  message->body = init->body;
  init->body.bytes = NULL;
  if (message->body.bytes) http_count_memory(message->http, message->body.length);
}

bool body_install(MoteVm *vm, MoteValue instance, Message *message, BodyInit *init) {
  take_body(message, init);
  if (message->body.kind != BODY_BYTES)
    TRY(message_set_part(vm, instance, message, PART_BODY, init->part));
  if (init->type) return add_type(vm, message, init->type);
  return mote_is_undefined(vm, init->type_value) || add_type_value(vm, message, init->type_value);
}

/* --- its state --- */

/* Asks lib/ about a stream. */
static bool ask(MoteVm *vm, const char *question, MoteValue stream, bool *out) {
  MoteValue helper, answer;
  TRY(http_helper(vm, question, &helper) &&
      mote_call(vm, helper, mote_undefined(), &stream, 1, &answer));
  *out = mote_to_boolean(vm, answer);
  return true;
}

static MoteValue stream_part(MoteVm *vm, MoteValue instance, const Message *message) {
  return message_part(vm, instance, message, PART_BODY);
}

bool body_is_unusable(MoteVm *vm, MoteValue instance, const Message *message, bool *out) {
  if (message->body.kind == BODY_STREAM)
    return ask(vm, "isUnusable", stream_part(vm, instance, message), out);
  *out = message->body.used;
  return true;
}

/* --- as a stream --- */

static bool call_helper(MoteVm *vm, const char *name, MoteValue argument, MoteValue *out) {
  MoteValue helper;
  return http_helper(vm, name, &helper) &&
         mote_call(vm, helper, mote_undefined(), &argument, 1, out);
}

static bool bytes_value(MoteVm *vm, MoteValue instance, const Message *message, MoteValue *out) {
  MoteText text;
  if (message->body.kind == BODY_BYTES)
    return mote_uint8_array_new(vm, message->body.bytes, message->body.length, out);
  MoteValue string = message_part(vm, instance, message, PART_BODY);
  TRY(mote_text_open(vm, string, &text));
  bool ok = mote_uint8_array_new(vm, text.bytes, text.length, out);
  mote_text_close(&text);
  return ok && mote_is_string(vm, string);
}

/* streamOf…(source, signal) */
static bool abortable_stream(MoteVm *vm, MoteValue instance, const Message *message,
                             const char *name, MoteValue source, MoteValue *out) {
  MoteValue helper, arguments[2] = {source, mote_undefined()};
  if (message->follows_signal) arguments[1] = message_part(vm, instance, message, PART_SIGNAL);
  return http_helper(vm, name, &helper) &&
         mote_call(vm, helper, mote_undefined(), arguments, 2, out);
}

static bool make_stream(MoteVm *vm, MoteValue instance, Message *message, MoteValue *out) {
  MoteValue source;
  if (message->body.used) return call_helper(vm, "usedStream", mote_undefined(), out);
  switch (message->body.kind) {
    case BODY_BLOB: return call_helper(vm, "streamOfBlob", stream_part(vm, instance, message), out);
    case BODY_INCOMING:
      return incoming_reader(vm, message->body.incoming, &source) &&
             abortable_stream(vm, instance, message, "streamOfReader", source, out);
    default:
      return bytes_value(vm, instance, message, &source) &&
             abortable_stream(vm, instance, message, "streamOfBytes", source, out);
  }
}

static void drop_source(Message *message) {
  free(message_take_bytes(message));
  incoming_release(message->body.incoming);
  message->body = (Body){.kind = BODY_STREAM};
}

bool body_stream(MoteVm *vm, MoteValue instance, Message *message, MoteValue *out) {
  *out = mote_null();
  if (message->body.kind == BODY_NONE) return true;
  if (message->body.kind == BODY_STREAM) {
    *out = stream_part(vm, instance, message);
    return true;
  }
  TRY(make_stream(vm, instance, message, out) &&
      message_set_part(vm, instance, message, PART_BODY, *out));
  drop_source(message);
  return true;
}

/* --- cloning and moving --- */

static bool clone_bytes(MoteVm *vm, const Message *from, Message *to) {
  MoteBytes bytes = {.data = (uint8_t *)from->body.bytes, .length = from->body.length};
  BodyInit init = {0};
  TRY(extract_bytes(vm, &bytes, &init));
  take_body(to, &init);
  return true;
}

static bool clone_stream(MoteVm *vm, MoteValue from_instance, Message *from, MoteValue to_instance,
                         Message *to) {
  MoteValue stream, branches, first, second;
  TRY(body_stream(vm, from_instance, from, &stream) &&
      call_helper(vm, "teeStream", stream, &branches) && mote_get_index(vm, branches, 0, &first) &&
      mote_get_index(vm, branches, 1, &second) &&
      message_set_part(vm, from_instance, from, PART_BODY, first));
  to->body.kind = BODY_STREAM;
  return message_set_part(vm, to_instance, to, PART_BODY, second);
}

bool body_clone(MoteVm *vm, MoteValue from_instance, Message *from, MoteValue to_instance,
                Message *to) {
  switch (from->body.kind) {
    case BODY_NONE: return true;
    case BODY_BYTES: return clone_bytes(vm, from, to);
    case BODY_TEXT:
    case BODY_BLOB:
      to->body.kind = from->body.kind;
      return message_set_part(vm, to_instance, to, PART_BODY,
                              message_part(vm, from_instance, from, PART_BODY));
    default: return clone_stream(vm, from_instance, from, to_instance, to);
  }
}

bool body_move(MoteVm *vm, MoteValue from_instance, Message *from, MoteValue to_instance,
               Message *to) {
  MoteValue part = message_part(vm, from_instance, from, PART_BODY);
  if (from->body.kind == BODY_STREAM) {
    TRY(call_helper(vm, "proxyStream", part, &part));
    to->body.kind = BODY_STREAM;
  } else {
    to->body = from->body;
    from->body = (Body){.kind = from->body.kind == BODY_NONE ? BODY_NONE : BODY_TEXT, .used = true};
  }
  return to->body.kind == BODY_NONE || message_set_part(vm, to_instance, to, PART_BODY, part);
}

/* --- consuming --- */

static bool this_message(MoteVm *vm, MoteCall *call, Message **out) {
  *out = message_of(vm, mote_this(call));
  return *out || mote_throw_error(vm, MOTE_TYPE_ERROR, "This is neither a Request nor a Response");
}

static bool needs_type(PackageKind kind) {
  return kind == PACKAGE_BLOB || kind == PACKAGE_FORM_DATA;
}

static bool package_init(MoteVm *vm, const Message *message, PackageKind kind, Package *out) {
  size_t length;
  *out = (Package){kind, NULL};
  const char *type = needs_type(kind) ? message_header(message, "content-type", &length) : NULL;
  if (!type) return true;
  out->type = strndup(type, length);
  return out->type || mote_throw_out_of_memory(vm);
}

/* Of streams and Blobs: the promise that lib/ gives. */
static bool consume_by_helper(MoteVm *vm, MoteCall *call, Message *message, Package *package) {
  static const char *const names[] = {"arrayBuffer", "blob", "bytes", "formData", "json", "text"};
  MoteValue helper, promise, arguments[3];
  arguments[0] = message_part(vm, mote_this(call), message, PART_BODY);
  message->body.used = true;
  bool ok = mote_string(vm, names[package->kind], MOTE_NUL_TERMINATED, &arguments[1]) &&
            package_type(vm, package, &arguments[2]) && http_helper(vm, "consume", &helper) &&
            mote_call(vm, helper, mote_undefined(), arguments, 3, &promise);
  free(package->type);
  return ok && mote_return(call, promise);
}

/* OPT: text() of a string, which is that string, if it is well-formed and has no byte order mark. */
static bool is_plain_text(MoteVm *vm, MoteValue string) {
  MoteStringView view;
  if (mote_string_view(vm, string, &view)) return !view.wide;
  mote_take_exception(vm);
  return false;
}

static bool copy_of_text(MoteVm *vm, MoteValue string, char **bytes, size_t *length) {
  return mote_string_utf8(vm, string, bytes, length);
}

static void settle_text(MoteVm *vm, MoteAsync *operation, Package package, MoteValue string) {
  char *bytes;
  size_t length;
  if (package.kind == PACKAGE_TEXT && is_plain_text(vm, string)) {
    mote_async_finish(operation, true, string);
  } else if (copy_of_text(vm, string, &bytes, &length)) {
    package_settle(vm, operation, package, bytes, length);
  } else {
    package_reject(vm, operation, package);
  }
}

static void settle_now(MoteVm *vm, MoteValue instance, Message *message, MoteAsync *operation,
                       Package package) {
  Body *body = &message->body;
  body->used = body->kind != BODY_NONE;
  if (body->kind == BODY_TEXT) {
    settle_text(vm, operation, package, message_part(vm, instance, message, PART_BODY));
  } else if (body->kind == BODY_INCOMING) {
    incoming_collect(body->incoming, operation, package);
  } else {
    package_settle(vm, operation, package, message_take_bytes(message), body->length);
  }
}

static bool throw_unusable(MoteVm *vm) {
  return mote_throw_error(vm, MOTE_TYPE_ERROR, "Body is unusable: Body has already been read");
}

static bool start_consuming(MoteVm *vm, MoteCall *call, Message *message, Package *package) {
  BodyKind kind = message->body.kind;
  if (kind == BODY_STREAM || kind == BODY_BLOB)
    return consume_by_helper(vm, call, message, package);
  MoteAsync *operation = mote_async_start(vm, call);
  if (!operation) {
    free(package->type);
    return false;
  }
  settle_now(vm, mote_this(call), message, operation, *package);
  return true;
}

/* Throws the reason of the signal. Streams have failed by themselves. */
static bool check_signal(MoteVm *vm, MoteValue instance, const Message *message) {
  const Body *body = &message->body;
  MoteValue result;
  if (!message->follows_signal || body->used || body->kind == BODY_NONE ||
      body->kind == BODY_STREAM)
    return true;
  return call_helper(vm, "throwIfAborted", message_part(vm, instance, message, PART_SIGNAL),
                     &result);
}

static bool consume(MoteVm *vm, MoteCall *call, PackageKind kind) {
  Message *message;
  Package package;
  bool unusable;
  if (!this_message(vm, call, &message) || !check_signal(vm, mote_this(call), message) ||
      !body_is_unusable(vm, mote_this(call), message, &unusable) ||
      (unusable && !throw_unusable(vm)) || !package_init(vm, message, kind, &package))
    return mote_async_return(vm, call, false, mote_undefined()); /* async methods reject */
  return start_consuming(vm, call, message, &package);
}

bool body_array_buffer(MoteVm *vm, MoteCall *call) {
  return consume(vm, call, PACKAGE_ARRAY_BUFFER);
}
bool body_blob(MoteVm *vm, MoteCall *call) { return consume(vm, call, PACKAGE_BLOB); }
bool body_bytes(MoteVm *vm, MoteCall *call) { return consume(vm, call, PACKAGE_BYTES); }
bool body_form_data(MoteVm *vm, MoteCall *call) { return consume(vm, call, PACKAGE_FORM_DATA); }
bool body_json(MoteVm *vm, MoteCall *call) { return consume(vm, call, PACKAGE_JSON); }
bool body_text(MoteVm *vm, MoteCall *call) { return consume(vm, call, PACKAGE_TEXT); }

/* --- attributes --- */

bool body_get_body(MoteVm *vm, MoteCall *call) {
  Message *message;
  MoteValue stream;
  return this_message(vm, call, &message) && body_stream(vm, mote_this(call), message, &stream) &&
         mote_return(call, stream);
}

bool body_get_body_used(MoteVm *vm, MoteCall *call) {
  Message *message;
  bool used;
  TRY(this_message(vm, call, &message));
  used = message->body.used;
  if (message->body.kind == BODY_STREAM)
    TRY(ask(vm, "isDisturbed", stream_part(vm, mote_this(call), message), &used));
  return mote_return_boolean(call, used);
}
