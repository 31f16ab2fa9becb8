/* SPDX-License-Identifier: MIT */
/* bytes.h: copies of the program's bytes, for threads of the pool and for keys. */
#ifndef RUNTIME_CRYPTO_BYTES_H
#define RUNTIME_CRYPTO_BYTES_H

#include "runtime/runtime.h"

/* Memory from malloc, never NULL once it is made, also for no bytes. */
typedef struct Bytes {
  uint8_t *data;
  size_t length;
} Bytes;

/* Room for so many bytes. False: out of memory, without an exception. */
MOTE_CHECK bool bytes_make(Bytes *bytes, size_t length);
/* A copy of the content of an ArrayBuffer or a view, no bytes where it is detached. TypeError for other values and for
 * shared memory. undefined: NULL with no bytes, without an error. */
MOTE_CHECK bool bytes_copy(MoteVm *vm, MoteValue source, Bytes *bytes);
/* An ArrayBuffer that takes the memory over; also where this fails, *bytes is empty afterwards. */
MOTE_CHECK bool bytes_to_buffer(MoteVm *vm, Bytes *bytes, MoteValue *out);
void bytes_free(Bytes *bytes);
/* Clears the memory before it is freed: for keys and what they are made of. */
void bytes_wipe(Bytes *bytes);

#endif
