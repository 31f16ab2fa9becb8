/* SPDX-License-Identifier: MIT */
/* pkey.h: RSA, EC, Ed25519 and X25519 keys as OpenSSL has them: from their formats, and into them. On any thread. */
#ifndef RUNTIME_CRYPTO_PKEY_H
#define RUNTIME_CRYPTO_PKEY_H

#include "runtime/crypto/key.h"

typedef enum KeyFormat { FORMAT_RAW, FORMAT_SPKI, FORMAT_PKCS8, FORMAT_JWK } KeyFormat;

/* The members of a JWK that hold numbers or bytes. */
typedef enum JwkField {
  JWK_N,
  JWK_E,
  JWK_D,
  JWK_P,
  JWK_Q,
  JWK_DP,
  JWK_DQ,
  JWK_QI,
  JWK_X,
  JWK_Y,
  JWK_FIELDS
} JwkField;

/* Those that are absent are NULL. */
typedef struct Jwk {
  Bytes fields[JWK_FIELDS];
} Jwk;

void jwk_wipe(Jwk *jwk);
/* How OpenSSL calls the numbers of an RSA key, from JWK_N to JWK_QI. */
#define JWK_RSA_FIELDS 8
extern const char *const jwk_rsa_parameters[JWK_RSA_FIELDS];

/* What a key is to be. */
typedef struct PkeyKind {
  KeyAlgorithm algorithm;
  Curve curve; /* EC */
} PkeyKind;

/* Each gives the key, or NULL if it is not a valid one of the kind. is_private: which of the two is wanted. */
EVP_PKEY *pkey_from_spki(const PkeyKind *kind, const Bytes *der);
EVP_PKEY *pkey_from_pkcs8(const PkeyKind *kind, const Bytes *der);
/* A public key. */
EVP_PKEY *pkey_from_raw(const PkeyKind *kind, const Bytes *raw);
/* A private key if there is the member d. */
EVP_PKEY *pkey_from_jwk(const PkeyKind *kind, const Jwk *jwk);

/* False: OpenSSL failed, or no memory. */
MOTE_CHECK bool pkey_to_spki(const EVP_PKEY *pkey, Bytes *out);
MOTE_CHECK bool pkey_to_pkcs8(const EVP_PKEY *pkey, Bytes *out);
/* A public key's point or bytes. */
MOTE_CHECK bool pkey_to_raw(const EVP_PKEY *pkey, const PkeyKind *kind, Bytes *out);
MOTE_CHECK bool pkey_to_jwk(const EVP_PKEY *pkey, const PkeyKind *kind, bool is_private, Jwk *out);

/* Bits of an RSA modulus. */
uint32_t pkey_bits(const EVP_PKEY *pkey);

#endif
