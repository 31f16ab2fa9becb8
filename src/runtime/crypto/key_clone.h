/* SPDX-License-Identifier: MIT */
/* key_clone.h: CryptoKeys in messages: structuredClone, postMessage.
 * https://w3c.github.io/webcrypto/#cryptokey-interface-clone */
#ifndef RUNTIME_CRYPTO_KEY_CLONE_H
#define RUNTIME_CRYPTO_KEY_CLONE_H

#include "runtime/runtime.h"

/* Makes the class known to mote:internal/structured_clone; `constructor` is CryptoKey. */
MOTE_CHECK bool key_clone_register(Runtime *rt, MoteValue constructor);

#endif
