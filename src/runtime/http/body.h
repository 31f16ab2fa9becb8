/* SPDX-License-Identifier: MIT */
/* body.h: bodies: from what a program gives to what it asks for, and the methods that Request and Response share.
 * https://fetch.spec.whatwg.org/#bodies
 *
 * A body is kept as it was given; a stream is made when somebody looks at `body`, not before. */
#ifndef RUNTIME_HTTP_BODY_H
#define RUNTIME_HTTP_BODY_H

#include "runtime/http/message.h"

/* What a BodyInit gives. */
typedef struct BodyInit {
  Body body; /* not owned by a message yet: body_init_drop, or hand it to one */
  MoteValue part; /* PART_BODY */
  const char *type; /* Content-Type: a constant text; NULL: none, or type_value */
  MoteValue type_value; /* … or a string */
} BodyInit;

/* Extracts. init: not null or undefined. Runs JavaScript. keepalive: streams are refused. */
MOTE_CHECK bool body_extract(MoteVm *vm, MoteValue init, BodyInit *out);
void body_init_drop(BodyInit *init);
/* Gives the message this body, and a Content-Type where it has none. */
MOTE_CHECK bool body_install(MoteVm *vm, MoteValue instance, Message *message, BodyInit *init);

/* Whether it was read, or is being read, by somebody; for streams also: is locked. */
MOTE_CHECK bool body_is_unusable(MoteVm *vm, MoteValue instance, const Message *message, bool *out);
/* A clone of the body of `from`, which has no body used. Runs JavaScript for streams. */
MOTE_CHECK bool body_clone(MoteVm *vm, MoteValue from_instance, Message *from,
                           MoteValue to_instance, Message *to);
/* The `body` attribute: a stream or null. */
MOTE_CHECK bool body_stream(MoteVm *vm, MoteValue instance, Message *message, MoteValue *out);
/* Moves the body of one message to another; that of `from` is used afterwards. */
MOTE_CHECK bool body_move(MoteVm *vm, MoteValue from_instance, Message *from, MoteValue to_instance,
                          Message *to);

/* The mixin's rows for a class. message_of: in request.c and response.c. */
#define BODY_METHODS                                                                          \
  {"body", body_get_body, 0, NULL, MOTE_ACCESSOR},                                            \
      {"bodyUsed", body_get_body_used, 0, NULL, MOTE_ACCESSOR},                               \
      {"arrayBuffer", body_array_buffer, 0, NULL, MOTE_METHOD},                               \
      {"blob", body_blob, 0, NULL, MOTE_METHOD}, {"bytes", body_bytes, 0, NULL, MOTE_METHOD}, \
      {"formData", body_form_data, 0, NULL, MOTE_METHOD},                                     \
      {"json", body_json, 0, NULL, MOTE_METHOD}, {                                            \
    "text", body_text, 0, NULL, MOTE_METHOD                                                   \
  }
bool body_get_body(MoteVm *vm, MoteCall *call);
bool body_get_body_used(MoteVm *vm, MoteCall *call);
bool body_array_buffer(MoteVm *vm, MoteCall *call);
bool body_blob(MoteVm *vm, MoteCall *call);
bool body_bytes(MoteVm *vm, MoteCall *call);
bool body_form_data(MoteVm *vm, MoteCall *call);
bool body_json(MoteVm *vm, MoteCall *call);
bool body_text(MoteVm *vm, MoteCall *call);

#endif
