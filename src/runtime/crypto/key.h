/* SPDX-License-Identifier: MIT */
/* key.h: CryptoKey (https://w3c.github.io/webcrypto/#cryptokey-interface) and the material behind it. */
#ifndef RUNTIME_CRYPTO_KEY_H
#define RUNTIME_CRYPTO_KEY_H

#include <openssl/types.h>

#include "runtime/crypto/bytes.h"
#include "runtime/crypto/hash.h"

typedef enum KeyAlgorithm {
#define ALGORITHM(id, name, family) ALGORITHM_##id,
#include "runtime/crypto/algorithms.def"
#undef ALGORITHM
  ALGORITHM_COUNT
} KeyAlgorithm;

typedef enum KeyFamily {
  FAMILY_AES,
  FAMILY_HMAC,
  FAMILY_KDF,
  FAMILY_RSA,
  FAMILY_EC,
  FAMILY_OKP
} KeyFamily;

typedef enum KeyType { KEY_SECRET, KEY_PUBLIC, KEY_PRIVATE } KeyType;

typedef enum Curve { CURVE_NONE, CURVE_P256, CURVE_P384, CURVE_P521, CURVE_COUNT } Curve;

/* In the standard's order. */
typedef enum KeyUsage {
  USAGE_ENCRYPT = 1,
  USAGE_DECRYPT = 2,
  USAGE_SIGN = 4,
  USAGE_VERIFY = 8,
  USAGE_DERIVE_KEY = 16,
  USAGE_DERIVE_BITS = 32,
  USAGE_WRAP_KEY = 64,
  USAGE_UNWRAP_KEY = 128,
} KeyUsage;

/* Never changed once it is made, so that threads of the pool may use it, and keys of several VMs. */
typedef struct KeyMaterial {
  unsigned holds;
  EVP_PKEY *pkey; /* RSA, EC, OKP: of a key pair the same for both keys */
  Bytes secret; /* the others; cleared when it is freed */
} KeyMaterial;

typedef struct CryptoKey {
  KeyMaterial *material;
  KeyAlgorithm algorithm;
  KeyType type;
  Hash hash; /* RSA, HMAC */
  Curve curve; /* EC */
  uint32_t length; /* in bits: of AES and HMAC keys; of RSA's modulus */
  unsigned usages; /* KeyUsage's bits */
  bool extractable;
} CryptoKey;

/* "AES-GCM" */
const char *algorithm_name(KeyAlgorithm algorithm);
KeyFamily algorithm_family(KeyAlgorithm algorithm);
/* "P-256"; NULL for CURVE_NONE. */
const char *curve_name(Curve curve);
/* As OpenSSL calls it: "prime256v1". */
const char *curve_group(Curve curve);
/* Bytes of a coordinate, and of a scalar. */
size_t curve_size(Curve curve);

/* Take over what they are given, also where they fail: NULL, without an exception. */
MOTE_CHECK KeyMaterial *key_material_of_pkey(EVP_PKEY *pkey);
MOTE_CHECK KeyMaterial *key_material_of_secret(Bytes *secret);
KeyMaterial *key_material_hold(KeyMaterial *material);
/* NULL is fine. Any thread. */
void key_material_release(KeyMaterial *material);

/* The class's constructor. */
MOTE_CHECK bool key_class(Runtime *rt, MoteClass **out);
/* A new CryptoKey; it takes over the hold on key->material, also where it fails. */
MOTE_CHECK bool key_new(MoteVm *vm, const CryptoKey *key, MoteValue *out);
/* The key of a value; NULL if it is none. */
CryptoKey *key_find(MoteVm *vm, MoteValue value);
/* The same, with a TypeError. */
MOTE_CHECK bool key_argument(MoteVm *vm, MoteValue value, CryptoKey **out);
/* Names that lib/ has checked. undefined is CURVE_NONE. */
MOTE_CHECK bool algorithm_argument(MoteVm *vm, MoteValue name, KeyAlgorithm *out);
MOTE_CHECK bool curve_argument(MoteVm *vm, MoteValue name, Curve *out);

/* isKey(value): a boolean. checkKey(key, algorithm, usage): throws InvalidAccessError unless the key is of the
 * algorithm and may be used so (KeyUsage's bit). keyDetails(key): what lib/ wants to know of it. */
bool operation_is_key(MoteVm *vm, MoteCall *call);
bool operation_check_key(MoteVm *vm, MoteCall *call);
bool operation_key_details(MoteVm *vm, MoteCall *call);

#endif
