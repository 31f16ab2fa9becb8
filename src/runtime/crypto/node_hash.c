/* SPDX-License-Identifier: MIT */
/* node_hash.c: hashes and MACs that are fed piece by piece, for node:crypto's createHash and createHmac. */
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdlib.h>

#include "runtime/crypto/bytes.h"
#include "runtime/crypto/operations.h"
#include "runtime/internal.h"

/* One of the two. */
typedef struct NodeHash {
  EVP_MD_CTX *digest;
  EVP_MAC_CTX *mac;
} NodeHash;

static void hash_free(void *data) {
  NodeHash *hash = data;
  EVP_MD_CTX_free(hash->digest);
  EVP_MAC_CTX_free(hash->mac);
  free(hash);
}

/* An object of the hash, which it takes over, also where it fails. */
static bool hash_object(MoteVm *vm, MoteCall *call, NodeHash *hash) {
  static const MoteClassSpec spec = {.name = "NodeHash", .finalize = hash_free};
  MoteValue out;
  if (runtime_instance(vm, CLASS_NODE_HASH, &spec, hash, &out)) return mote_return(call, out);
  hash_free(hash);
  return false;
}

static bool hash_argument_of(MoteVm *vm, MoteCall *call, NodeHash **out) {
  void *data;
  TRY(mote_instance_data(vm, mote_argument(call, 0), runtime_of(vm)->classes[CLASS_NODE_HASH],
                         &data));
  *out = data;
  return data || mote_throw_error(vm, MOTE_TYPE_ERROR, "This is not a hash");
}

/* --- beginning --- */

static bool begin_digest(NodeHash *hash, const char *name) {
  EVP_MD *method = EVP_MD_fetch(NULL, name, NULL);
  hash->digest = EVP_MD_CTX_new();
  bool ok = method && hash->digest && EVP_DigestInit_ex2(hash->digest, method, NULL) == 1;
  EVP_MD_free(method);
  return ok;
}

static bool begin_mac(NodeHash *hash, char *name, const Bytes *key) {
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
      OSSL_PARAM_construct_end(),
  };
  EVP_MAC *method = EVP_MAC_fetch(NULL, "HMAC", NULL);
  hash->mac = method ? EVP_MAC_CTX_new(method) : NULL;
  EVP_MAC_free(method);
  return hash->mac && EVP_MAC_init(hash->mac, key->data, key->length, parameters) == 1;
}

/* hashNew(name, key): a hash, or with a key an HMAC; undefined: OpenSSL has none of the name. */
bool operation_hash_new(MoteVm *vm, MoteCall *call) {
  char *name;
  Bytes key = {0};
  NodeHash *hash = calloc(1, sizeof *hash);
  if (!hash) return mote_throw_out_of_memory(vm);
  if (!mote_to_utf8(vm, mote_argument(call, 0), &name, NULL)) {
    free(hash);
    return false;
  }
  bool copied = bytes_copy(vm, mote_argument(call, 1), &key);
  bool ok = copied && (key.data ? begin_mac(hash, name, &key) : begin_digest(hash, name));
  ERR_clear_error();
  bytes_wipe(&key);
  mote_free(name);
  if (ok) return hash_object(vm, call, hash);
  hash_free(hash);
  return copied;
}

/* hashCopy(hash): another in the same state */
bool operation_hash_copy(MoteVm *vm, MoteCall *call) {
  NodeHash *from;
  TRY(hash_argument_of(vm, call, &from));
  NodeHash *hash = calloc(1, sizeof *hash);
  if (!hash) return mote_throw_out_of_memory(vm);
  if (from->mac) hash->mac = EVP_MAC_CTX_dup(from->mac);
  else hash->digest = EVP_MD_CTX_new();
  if (hash->mac || (hash->digest && EVP_MD_CTX_copy_ex(hash->digest, from->digest) == 1))
    return hash_object(vm, call, hash);
  hash_free(hash);
  return mote_throw_out_of_memory(vm);
}

/* hashUpdate(hash, bytes) */
bool operation_hash_update(MoteVm *vm, MoteCall *call) {
  NodeHash *hash;
  TRY(hash_argument_of(vm, call, &hash));
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 1));
  if (!bytes.data) return true;
  int ok = hash->mac ? EVP_MAC_update(hash->mac, bytes.data, bytes.length)
                     : EVP_DigestUpdate(hash->digest, bytes.data, bytes.length);
  return ok == 1 || mote_throw_error(vm, MOTE_ERROR, "The hash cannot be updated");
}

/* hashDigest(hash): an ArrayBuffer; the hash is over. */
bool operation_hash_digest(MoteVm *vm, MoteCall *call) {
  NodeHash *hash;
  MoteValue out;
  uint8_t bytes[EVP_MAX_MD_SIZE];
  TRY(hash_argument_of(vm, call, &hash));
  size_t length = sizeof bytes;
  unsigned size = 0;
  int ok = hash->mac ? EVP_MAC_final(hash->mac, bytes, &length, sizeof bytes)
                     : EVP_DigestFinal_ex(hash->digest, bytes, &size);
  if (ok != 1) return mote_throw_error(vm, MOTE_ERROR, "The hash has no digest");
  return mote_array_buffer_new(vm, bytes, hash->mac ? length : size, &out) &&
         mote_return(call, out);
}

/* equalBytes(a, b): in a time that depends on the length alone */
bool operation_equal_bytes(MoteVm *vm, MoteCall *call) {
  MoteBytes a = mote_bytes(vm, mote_argument(call, 0)), b = mote_bytes(vm, mote_argument(call, 1));
  bool equal =
      a.length == b.length && (a.length == 0 || CRYPTO_memcmp(a.data, b.data, a.length) == 0);
  return mote_return_boolean(call, equal);
}
