/* SPDX-License-Identifier: MIT */
/* crypto.h: the global `crypto` (https://w3c.github.io/webcrypto/#crypto-interface), and what a runtime keeps for it.
 *
 * The parts: random.c has the random bytes, operations.c the table of C functions behind SubtleCrypto, which itself
 * is lib/web/subtle_crypto.ts. OpenSSL's libcrypto is loaded when the first of them is called. */
#ifndef RUNTIME_CRYPTO_CRYPTO_H
#define RUNTIME_CRYPTO_CRYPTO_H

#include "runtime/crypto/crypto_task.h"
#include "runtime/crypto/hash.h"
#include "runtime/crypto/random.h"

/* Lives as long as the runtime's VM: it is the data of the `crypto` object. */
typedef struct Crypto {
  RandomPool random;
  Hashes hashes;
  EVP_CIPHER
  *ciphers[12]; /* four modes of AES, each with keys of 128, 192 and 256 bits; see cipher.c */
  EVP_MAC *hmac;
  FinishedTasks finished;
} Crypto;

/* The runtime's own, made when first asked for. NULL: exception. */
Crypto *crypto_of(Runtime *rt);
/* mote:internal/crypto: crypto, Crypto, CryptoKey and what node:crypto takes from C. */
bool crypto_make_module(Runtime *rt, MoteValue *out);
/* mote:internal/crypto_operations: see operations.c. */
bool crypto_make_operations(Runtime *rt, MoteValue *out);

#endif
