/* SPDX-License-Identifier: MIT */
/* operations.h: the C functions behind lib/web/subtle_crypto.ts: the operations of the algorithms. What they are given
 * has been checked and normalised there; a function that finds it otherwise throws a TypeError. */
#ifndef RUNTIME_CRYPTO_OPERATIONS_H
#define RUNTIME_CRYPTO_OPERATIONS_H

#include "runtime/runtime.h"

bool operation_digest(MoteVm *vm, MoteCall *call);

#endif
