/* SPDX-License-Identifier: MIT */
/* random.h: random bytes of the system. */
#ifndef RUNTIME_CRYPTO_RANDOM_H
#define RUNTIME_CRYPTO_RANDOM_H

#include "runtime/runtime.h"

/* Bytes that have been fetched and not given out yet: a call of the system for each UUID would cost more than all
 * the rest of it. Those that are given out are cleared, so that no later look into memory finds them. */
typedef struct RandomPool {
  uint8_t bytes[4096];
  size_t left; /* the last ones of `bytes` */
} RandomPool;

/* Fills memory. Throws a system error if the system has no random bytes. */
MOTE_CHECK bool random_fill(MoteVm *vm, RandomPool *pool, void *out, size_t length);
/* crypto.getRandomValues(view), crypto.randomUUID(): methods of Crypto, and the same for any `this`. */
bool random_get_values(MoteVm *vm, MoteCall *call);
bool random_uuid(MoteVm *vm, MoteCall *call);

#endif
