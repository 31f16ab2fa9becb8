/* SPDX-License-Identifier: MIT */
/* hash.h: the hash functions by name, and OpenSSL's implementations of them. */
#ifndef RUNTIME_CRYPTO_HASH_H
#define RUNTIME_CRYPTO_HASH_H

#include <openssl/types.h>

#include "runtime/runtime.h"

typedef enum Hash {
  HASH_NONE,
  HASH_SHA1,
  HASH_SHA256,
  HASH_SHA384,
  HASH_SHA512,
  HASH_SHA3_256,
  HASH_SHA3_384,
  HASH_SHA3_512,
  HASH_COUNT
} Hash;

/* What has been fetched from OpenSSL, which takes longer than hashing a few bytes. */
typedef struct Hashes {
  EVP_MD *methods[HASH_COUNT];
} Hashes;

/* "SHA-256"; NULL for HASH_NONE. */
const char *hash_name(Hash hash);
/* As OpenSSL's parameters name it: "SHA2-256". */
const char *hash_openssl_name(Hash hash);
/* Bytes of a digest, and of a block. */
size_t hash_size(Hash hash);
size_t hash_block_size(Hash hash);
/* The hash that a string value names, exactly: lib/ has normalised it. undefined: HASH_NONE. */
MOTE_CHECK bool hash_argument(MoteVm *vm, MoteValue name, Hash *out);
/* The method, with a hold on it that ends with EVP_MD_free. NULL: exception. */
MOTE_CHECK EVP_MD *hash_method(MoteVm *vm, Hash hash);
void hashes_free(Hashes *hashes);

#endif
