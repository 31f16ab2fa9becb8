/* SPDX-License-Identifier: MIT */
/* keys.c: fuzzes the formats of keys: whatever bytes say, they are a valid key or none; what is taken goes out in every
 * format and comes back as the same key. */
#include "fuzz.h"

#include <openssl/evp.h>
#include <openssl/err.h>

#include "runtime/crypto/pkey.h"
#include "runtime/lazy/lazy_library.h"

static const PkeyKind kinds[] = {
    {ALGORITHM_RSA_PSS, CURVE_NONE}, {ALGORITHM_ECDSA, CURVE_P256},
    {ALGORITHM_ECDH, CURVE_P384},    {ALGORITHM_ECDSA, CURVE_P521},
    {ALGORITHM_ED25519, CURVE_NONE}, {ALGORITHM_X25519, CURVE_NONE},
};

/* The members of a JWK, each behind its length in two bytes; 0: absent. */
static EVP_PKEY *from_jwk(const PkeyKind *kind, FuzzInput input) {
  Jwk jwk = {0};
  for (JwkField i = 0; i < JWK_FIELDS && input.length > 0; i++) {
    size_t length = fuzz_uint16(&input);
    if (length == 0) continue;
    if (length > input.length) length = input.length;
    if (!bytes_make(&jwk.fields[i], length)) continue;
    memcpy(jwk.fields[i].data, input.bytes, length);
    input.bytes += length;
    input.length -= length;
  }
  EVP_PKEY *pkey = pkey_from_jwk(kind, &jwk);
  jwk_wipe(&jwk);
  return pkey;
}

static EVP_PKEY *from_bytes(const PkeyKind *kind, KeyFormat format, FuzzInput input) {
  Bytes bytes;
  if (!bytes_make(&bytes, input.length)) return NULL;
  if (input.length) memcpy(bytes.data, input.bytes, input.length);
  bool is_rsa = algorithm_family(kind->algorithm) == FAMILY_RSA;
  EVP_PKEY *pkey = format == FORMAT_SPKI    ? pkey_from_spki(kind, &bytes)
                   : format == FORMAT_PKCS8 ? pkey_from_pkcs8(kind, &bytes)
                   : is_rsa                 ? NULL
                                            : pkey_from_raw(kind, &bytes);
  bytes_free(&bytes);
  return pkey;
}

static void expect_same(const EVP_PKEY *pkey, EVP_PKEY *again, const char *format) {
  Bytes one = {0}, two = {0};
  if (!again) fuzz_fail("%s of a key that was taken is refused", format);
  if (!pkey_to_spki(pkey, &one) || !pkey_to_spki(again, &two)) fuzz_fail("no spki");
  if (one.length != two.length || memcmp(one.data, two.data, one.length) != 0)
    fuzz_fail("%s gives another key", format);
  bytes_free(&one);
  bytes_free(&two);
  EVP_PKEY_free(again);
}

static void check_public(const PkeyKind *kind, const EVP_PKEY *pkey) {
  Bytes spki = {0};
  Jwk jwk = {0};
  if (!pkey_to_spki(pkey, &spki)) fuzz_fail("no spki");
  expect_same(pkey, pkey_from_spki(kind, &spki), "spki");
  if (!pkey_to_jwk(pkey, kind, false, &jwk)) fuzz_fail("no JWK");
  expect_same(pkey, pkey_from_jwk(kind, &jwk), "a JWK");
  bytes_free(&spki);
  jwk_wipe(&jwk);
}

static void check_private(const PkeyKind *kind, const EVP_PKEY *pkey) {
  Bytes pkcs8 = {0};
  Jwk jwk = {0};
  if (!pkey_to_pkcs8(pkey, &pkcs8)) fuzz_fail("no pkcs8");
  expect_same(pkey, pkey_from_pkcs8(kind, &pkcs8), "pkcs8");
  if (!pkey_to_jwk(pkey, kind, true, &jwk)) fuzz_fail("no private JWK");
  expect_same(pkey, pkey_from_jwk(kind, &jwk), "a private JWK");
  bytes_wipe(&pkcs8);
  jwk_wipe(&jwk);
}

FUZZ_SANITIZER_OPTIONS("1")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput input = {data, size};
  if (!library_load(NULL, LIBRARY_CRYPTO)) fuzz_fail("no libcrypto");
  uint8_t choice = fuzz_byte(&input);
  const PkeyKind *kind = &kinds[choice / 4 % (sizeof kinds / sizeof kinds[0])];
  KeyFormat format = (KeyFormat)(choice % 4);
  EVP_PKEY *pkey = format == FORMAT_JWK ? from_jwk(kind, input) : from_bytes(kind, format, input);
  if (pkey) {
    bool is_private = format == FORMAT_PKCS8;
    check_public(kind, pkey);
    if (is_private) check_private(kind, pkey);
    EVP_PKEY_free(pkey);
  }
  ERR_clear_error();
  return 0;
}
