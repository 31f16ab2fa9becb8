/* SPDX-License-Identifier: MIT */
/* pkey_export.c: keys into DER, raw bytes and the numbers of a JWK. */
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "runtime/crypto/pkey.h"

bool pkey_to_spki(const EVP_PKEY *pkey, Bytes *out) {
  int length = i2d_PUBKEY(pkey, NULL);
  if (length <= 0 || !bytes_make(out, (size_t)length)) return false;
  uint8_t *at = out->data;
  return i2d_PUBKEY(pkey, &at) == length;
}

bool pkey_to_pkcs8(const EVP_PKEY *pkey, Bytes *out) {
  PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pkey);
  if (!info) return false;
  int length = i2d_PKCS8_PRIV_KEY_INFO(info, NULL);
  bool ok = length > 0 && bytes_make(out, (size_t)length);
  uint8_t *at = out->data;
  ok = ok && i2d_PKCS8_PRIV_KEY_INFO(info, &at) == length;
  PKCS8_PRIV_KEY_INFO_free(info);
  return ok;
}

static bool okp_bytes(const EVP_PKEY *pkey, bool is_private, Bytes *out) {
  size_t length = 32;
  return bytes_make(out, length) &&
         (is_private ? EVP_PKEY_get_raw_private_key(pkey, out->data, &length)
                     : EVP_PKEY_get_raw_public_key(pkey, out->data, &length)) == 1 &&
         length == out->length;
}

bool pkey_to_raw(const EVP_PKEY *pkey, const PkeyKind *kind, Bytes *out) {
  if (algorithm_family(kind->algorithm) == FAMILY_OKP) return okp_bytes(pkey, false, out);
  size_t length = 1 + 2 * curve_size(kind->curve), got;
  return bytes_make(out, length) &&
         EVP_PKEY_get_octet_string_param(pkey, OSSL_PKEY_PARAM_PUB_KEY, out->data, length, &got) &&
         got == length;
}

/* A number of the key; size 0: as many bytes as it needs. */
static bool number_bytes(const EVP_PKEY *pkey, const char *name, size_t size, Bytes *out) {
  BIGNUM *number = NULL;
  if (!EVP_PKEY_get_bn_param(pkey, name, &number)) return false;
  if (size == 0) size = (size_t)BN_num_bytes(number);
  bool ok = bytes_make(out, size) && BN_bn2binpad(number, out->data, (int)size) >= 0;
  BN_clear_free(number);
  return ok;
}

static bool copy_part(const uint8_t *from, size_t length, Bytes *out) {
  if (!bytes_make(out, length)) return false;
  memcpy(out->data, from, length);
  return true;
}

static bool ec_to_jwk(const EVP_PKEY *pkey, const PkeyKind *kind, bool is_private, Jwk *out) {
  Bytes point = {0};
  size_t size = curve_size(kind->curve);
  bool ok =
      pkey_to_raw(pkey, kind, &point) && copy_part(point.data + 1, size, &out->fields[JWK_X]) &&
      copy_part(point.data + 1 + size, size, &out->fields[JWK_Y]) &&
      (!is_private || number_bytes(pkey, OSSL_PKEY_PARAM_PRIV_KEY, size, &out->fields[JWK_D]));
  bytes_free(&point);
  return ok;
}

static bool rsa_to_jwk(const EVP_PKEY *pkey, bool is_private, Jwk *out) {
  size_t count = is_private ? JWK_RSA_FIELDS : 2;
  for (size_t i = 0; i < count; i++)
    TRY(number_bytes(pkey, jwk_rsa_parameters[i], 0, &out->fields[i]));
  return true;
}

bool pkey_to_jwk(const EVP_PKEY *pkey, const PkeyKind *kind, bool is_private, Jwk *out) {
  switch (algorithm_family(kind->algorithm)) {
    case FAMILY_RSA: return rsa_to_jwk(pkey, is_private, out);
    case FAMILY_EC: return ec_to_jwk(pkey, kind, is_private, out);
    default:
      return okp_bytes(pkey, false, &out->fields[JWK_X]) &&
             (!is_private || okp_bytes(pkey, true, &out->fields[JWK_D]));
  }
}
