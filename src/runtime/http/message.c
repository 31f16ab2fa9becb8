/* SPDX-License-Identifier: MIT */
/* message.c: parts and header lists of requests and responses. */
#include "runtime/http/message.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "runtime/http/headers.h"
#include "runtime/http/incoming.h"

/* --- parts --- */

MoteValue message_part(MoteVm *vm, MoteValue instance, const Message *message, MessagePart part) {
  MoteValue kept = mote_instance_value(vm, instance), value;
  if (!message->has_list) return part == PART_BODY ? kept : mote_undefined();
  if (mote_get_index(vm, kept, part, &value)) return value;
  mote_take_exception(vm);
  return mote_undefined();
}

bool message_set_part(MoteVm *vm, MoteValue instance, Message *message, MessagePart part,
                      MoteValue value) {
  MoteValue kept = mote_instance_value(vm, instance), list;
  if (!message->has_list && part == PART_BODY) {
    mote_instance_set_value(vm, instance, value);
    return true;
  }
  if (message->has_list) return mote_set_index(vm, kept, part, value);
  MoteValue parts[PART_COUNT] = {[PART_BODY] = kept};
  parts[part] = value;
  TRY(mote_array_of(vm, parts, PART_COUNT, &list));
  mote_instance_set_value(vm, instance, list);
  message->has_list = true;
  return true;
}

bool message_follow_signal(MoteVm *vm, MoteValue instance, Message *message, MoteValue signal) {
  TRY(message_set_part(vm, instance, message, PART_SIGNAL, signal));
  message->follows_signal = true;
  return true;
}

/* --- headers --- */

static HeaderList *list_of_raw(const RawHead *raw, HeaderGuard guard) {
  HeaderList *list = header_list_create(guard);
  if (!list) return NULL;
  bool ok = true;
  for (uint32_t i = 0; ok && i < raw->count; i++) {
    const Header *header = &raw->headers[i];
    ok = header_list_append(list, raw->bytes + header->name, header->name_length,
                            raw->bytes + header->value, header->value_length);
  }
  if (ok) return list;
  header_list_release(list);
  return NULL;
}

HeaderList *message_headers(MoteVm *vm, Message *message) {
  if (message->headers) return message->headers;
  message->headers =
      message->raw ? list_of_raw(message->raw, message->guard) : header_list_create(message->guard);
  bool ok = message->headers != NULL;
  if (ok && message->type)
    ok = header_list_append(message->headers, "content-type", strlen("content-type"), message->type,
                            strlen(message->type));
  message->type = NULL;
  if (ok) return message->headers;
  mote_throw_out_of_memory(vm);
  return NULL;
}

static const char *raw_header(const RawHead *raw, const char *name, size_t *length) {
  size_t name_length = strlen(name);
  for (uint32_t i = 0; i < raw->count; i++) {
    const Header *header = &raw->headers[i];
    if (header->name_length != name_length ||
        strncasecmp(raw->bytes + header->name, name, name_length) != 0)
      continue;
    *length = header->value_length;
    return raw->bytes + header->value;
  }
  return NULL;
}

const char *message_header(const Message *message, const char *name, size_t *length) {
  if (message->type && strcmp(name, "content-type") == 0) {
    *length = strlen(message->type);
    return message->type;
  }
  if (!message->headers) return message->raw ? raw_header(message->raw, name, length) : NULL;
  const Header *header = header_list_find(message->headers, name, strlen(name));
  if (!header) return NULL;
  *length = header->value_length;
  return header_value(message->headers, header);
}

bool message_headers_object(MoteVm *vm, MoteValue instance, Message *message, MoteValue *out) {
  *out = message_part(vm, instance, message, PART_HEADERS);
  if (!mote_is_undefined(vm, *out)) return true;
  HeaderList *list = message_headers(vm, message);
  return list && headers_object(vm, list, out) &&
         message_set_part(vm, instance, message, PART_HEADERS, *out);
}

char *message_take_bytes(Message *message) {
  char *bytes = message->body.bytes;
  if (bytes) http_count_memory(message->http, -(ptrdiff_t)message->body.length);
  message->body.bytes = NULL;
  return bytes;
}

void message_free(Message *message) {
  header_list_release(message->headers);
  free(message_take_bytes(message));
  incoming_release(message->body.incoming);
}
