/* SPDX-License-Identifier: MIT */
/* message.h: messages: values taken out of a VM, to be read by the same or another one
 * (HTML, #safe-passing-of-structured-data).
 *
 * A message is bytes without any pointer into a VM, and a table of parts that bytes cannot be: memory that
 * is shared or has been moved, and what the embedder transfers. The bytes:
 *
 *   magic and version (4 bytes) | number of parts that were transferred | one value
 *
 * A value is a tag (message_tags.def) and what the tag says. Integers are LEB128 with seven bits a byte; units
 * of two bytes and limbs of BigInts are aligned from the beginning of the message on. Objects are numbered
 * as they are met, first those of the list of transfers; a REFERENCE names one of them. So are the names of
 * properties.
 *
 * Invariant: whoever reads trusts nothing: every length is checked against what is left. */
#ifndef BUILTINS_MESSAGE_H
#define BUILTINS_MESSAGE_H

#include "base/buffer.h"
#include "base/vec.h"
#include "ops/property.h"
#include "value/buffer_object.h"
#include "vm/host_hooks.h"

/* Changes with the format: older bytes are refused. */
#define MESSAGE_MAGIC 0x01674d6du

typedef enum MessageTag {
#define X(name, meaning) MESSAGE_##name,
#include "builtins/message_tags.def"
#undef X
  MESSAGE_TAG_COUNT,
} MessageTag;

/* What stands beside the bytes. Each is taken by the first who reads it, but for shared memory. */
typedef struct MessagePart {
  enum { PART_BYTES, PART_SHARED, PART_HOST } kind;
  uint32_t flags; /* PART_BYTES: those of the buffer */
  uint8_t *data; /* PART_BYTES: NULL once taken */
  size_t length, max_length;
  HostBytes *lender; /* PART_BYTES: who lent them; NULL: malloc'ed */
  SharedBytes *shared;
  HostTransfer host; /* release NULL once taken */
} MessagePart;

VEC_DECLARE(MessageParts, MessagePart);

typedef struct Message {
  _Atomic uint32_t holds;
  Buffer bytes;
  MessageParts parts; /* first those that were transferred, in the order of the list */
  uint32_t transferred;
} Message;

/* Flags of message_write. */
enum {
  MESSAGE_FOR_STORAGE = 1, /* nothing but bytes: no shared memory, no transfers */
  MESSAGE_FOR_MANY = 2, /* long buffers, too, are bytes, so that they can be read again */
};

/* StructuredSerializeWithTransfer. transfer: the list; may be empty. NULL: exception, a DataCloneError of the
 * embedder's for what cannot be sent. Runs JavaScript (getters). */
MUST_USE Message *message_write(Vm *vm, Value value, const RootVec *transfer, uint32_t flags);
/* StructuredDeserializeWithTransfer. transferred (may be NULL): an array that the objects which were
 * transferred are appended to. Parts of bytes are taken by the first reading; another one throws.
 * Runs JavaScript only by the embedder's hooks. */
MUST_USE bool message_read(Vm *vm, Message *message, Value *out, Array *transferred);

/* One with these bytes, copied. NULL: no memory (no exception). */
MUST_USE Message *message_create(const void *bytes, size_t length);
/* Gives a hold up; the last frees everything that nobody took. Any thread; NULL is fine. */
void message_release(Message *message);

/* Always false: a DataCloneError of the embedder's, or an Error with that name. */
bool throw_data_clone_error(Vm *vm, const char *message);

#endif
