/* SPDX-License-Identifier: MIT */
/* hash.c: the table of hash functions. */
#include "runtime/crypto/hash.h"

#include <openssl/evp.h>

#include "runtime/crypto/crypto.h"
#include "runtime/web/dom_exception.h"

static const struct {
  const char *name, *openssl_name;
  size_t size, block_size;
} hashes[HASH_COUNT] = {
    [HASH_SHA1] = {"SHA-1", "SHA1", 20, 64},
    [HASH_SHA256] = {"SHA-256", "SHA2-256", 32, 64},
    [HASH_SHA384] = {"SHA-384", "SHA2-384", 48, 128},
    [HASH_SHA512] = {"SHA-512", "SHA2-512", 64, 128},
    [HASH_SHA3_256] = {"SHA3-256", "SHA3-256", 32, 136},
    [HASH_SHA3_384] = {"SHA3-384", "SHA3-384", 48, 104},
    [HASH_SHA3_512] = {"SHA3-512", "SHA3-512", 64, 72},
};

const char *hash_name(Hash hash) { return hashes[hash].name; }
const char *hash_openssl_name(Hash hash) { return hashes[hash].openssl_name; }
size_t hash_size(Hash hash) { return hashes[hash].size; }
size_t hash_block_size(Hash hash) { return hashes[hash].block_size; }

bool hash_argument(MoteVm *vm, MoteValue name, Hash *out) {
  *out = HASH_NONE;
  if (mote_is_undefined(vm, name)) return true;
  for (Hash hash = HASH_SHA1; hash < HASH_COUNT; hash++)
    if (mote_string_is(vm, name, hashes[hash].name)) return *out = hash, true;
  return throw_dom_exception(vm, "NotSupportedError", "Unrecognized hash function");
}

EVP_MD *hash_method(MoteVm *vm, Hash hash) {
  Crypto *crypto = crypto_of(runtime_of(vm));
  if (!crypto) return NULL;
  EVP_MD **method = &crypto->hashes.methods[hash];
  if (!*method) *method = EVP_MD_fetch(NULL, hashes[hash].openssl_name, NULL);
  if (*method && EVP_MD_up_ref(*method)) return *method;
  throw_dom_exception(vm, "OperationError", "OpenSSL has no %s", hashes[hash].name);
  return NULL;
}

void hashes_free(Hashes *all) {
  for (Hash hash = HASH_SHA1; hash < HASH_COUNT; hash++)
    if (all->methods[hash]) EVP_MD_free(all->methods[hash]);
}
