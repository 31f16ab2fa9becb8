/* SPDX-License-Identifier: MIT */
/* pkey_import.c: keys out of DER, raw bytes and the numbers of a JWK.
 *
 * What comes out is a valid key of the kind that was asked for: OpenSSL sees to it that points lie on their curves;
 * that the parts of a private key belong together is looked at here, without tests of primality, which would take
 * long. */
#include "runtime/crypto/pkey.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

void jwk_wipe(Jwk *jwk) {
  for (JwkField i = 0; i < JWK_FIELDS; i++) bytes_wipe(&jwk->fields[i]);
}

const char *const jwk_rsa_parameters[JWK_RSA_FIELDS] = {
    [JWK_N] = OSSL_PKEY_PARAM_RSA_N,          [JWK_E] = OSSL_PKEY_PARAM_RSA_E,
    [JWK_D] = OSSL_PKEY_PARAM_RSA_D,          [JWK_P] = OSSL_PKEY_PARAM_RSA_FACTOR1,
    [JWK_Q] = OSSL_PKEY_PARAM_RSA_FACTOR2,    [JWK_DP] = OSSL_PKEY_PARAM_RSA_EXPONENT1,
    [JWK_DQ] = OSSL_PKEY_PARAM_RSA_EXPONENT2, [JWK_QI] = OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
};

uint32_t pkey_bits(const EVP_PKEY *pkey) { return (uint32_t)EVP_PKEY_get_bits(pkey); }

/* --- checks --- */

#define RSA_BITS_MAX 16384

static BIGNUM *number_of(const EVP_PKEY *pkey, const char *name) {
  BIGNUM *number = NULL;
  EVP_PKEY_get_bn_param(pkey, name, &number);
  return number;
}

static bool is_valid_rsa_public(const EVP_PKEY *pkey) {
  BIGNUM *n = number_of(pkey, OSSL_PKEY_PARAM_RSA_N), *e = number_of(pkey, OSSL_PKEY_PARAM_RSA_E);
  bool ok = n && e && BN_is_odd(n) && BN_num_bits(n) <= RSA_BITS_MAX && BN_is_odd(e) &&
            !BN_is_one(e) && BN_cmp(e, n) < 0;
  BN_free(n);
  BN_free(e);
  return ok;
}

/* The numbers of a private key, and one for results. */
typedef struct RsaParts {
  BIGNUM *n, *e, *d, *p, *q, *dp, *dq, *qi, *result;
  BN_CTX *context;
} RsaParts;

static void parts_free(RsaParts *parts) {
  BIGNUM *const all[] = {parts->n,  parts->e,  parts->d,  parts->p,     parts->q,
                         parts->dp, parts->dq, parts->qi, parts->result};
  for (size_t i = 0; i < LENGTH_OF(all); i++) BN_clear_free(all[i]);
  BN_CTX_free(parts->context);
}

/* dp == d mod (p - 1), and e * dp == 1 mod (p - 1). prime is changed to prime - 1. */
static bool is_valid_exponent(const RsaParts *parts, BIGNUM *prime, const BIGNUM *exponent) {
  return BN_sub_word(prime, 1) && !BN_is_zero(prime) &&
         BN_mod(parts->result, parts->d, prime, parts->context) &&
         BN_cmp(parts->result, exponent) == 0 &&
         BN_mod_mul(parts->result, exponent, parts->e, prime, parts->context) &&
         BN_is_one(parts->result);
}

static bool is_valid_rsa_private(const EVP_PKEY *pkey) {
  RsaParts parts = {number_of(pkey, OSSL_PKEY_PARAM_RSA_N),
                    number_of(pkey, OSSL_PKEY_PARAM_RSA_E),
                    number_of(pkey, OSSL_PKEY_PARAM_RSA_D),
                    number_of(pkey, OSSL_PKEY_PARAM_RSA_FACTOR1),
                    number_of(pkey, OSSL_PKEY_PARAM_RSA_FACTOR2),
                    number_of(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT1),
                    number_of(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT2),
                    number_of(pkey, OSSL_PKEY_PARAM_RSA_COEFFICIENT1),
                    BN_new(),
                    BN_CTX_new()};
  bool ok = parts.n && parts.e && parts.d && parts.p && parts.q && parts.dp && parts.dq &&
            parts.qi && parts.result && parts.context && BN_is_odd(parts.p) && BN_is_odd(parts.q) &&
            BN_mul(parts.result, parts.p, parts.q, parts.context) &&
            BN_cmp(parts.result, parts.n) == 0 &&
            BN_mod_mul(parts.result, parts.q, parts.qi, parts.p, parts.context) &&
            BN_is_one(parts.result) && is_valid_exponent(&parts, parts.p, parts.dp) &&
            is_valid_exponent(&parts, parts.q, parts.dq);
  parts_free(&parts);
  return ok;
}

/* The curve that was asked for, given by its name; whatever form a point came in, it goes out uncompressed. */
static bool is_on_curve(EVP_PKEY *pkey, Curve curve) {
  char group[64], encoding[64];
  size_t length;
  return EVP_PKEY_get_group_name(pkey, group, sizeof group, &length) &&
         strcmp(group, curve_group(curve)) == 0 &&
         EVP_PKEY_get_utf8_string_param(pkey, OSSL_PKEY_PARAM_EC_ENCODING, encoding,
                                        sizeof encoding, &length) &&
         strcmp(encoding, OSSL_PKEY_EC_ENCODING_GROUP) == 0 &&
         EVP_PKEY_set_utf8_string_param(pkey, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                        OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED);
}

static bool is_pair(EVP_PKEY *pkey) {
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(pkey, NULL);
  bool ok =
      context && EVP_PKEY_private_check(context) == 1 && EVP_PKEY_pairwise_check(context) == 1;
  EVP_PKEY_CTX_free(context);
  return ok;
}

static bool is_valid(EVP_PKEY *pkey, const PkeyKind *kind, bool is_private) {
  switch (algorithm_family(kind->algorithm)) {
    case FAMILY_RSA:
      return EVP_PKEY_is_a(pkey, "RSA") && is_valid_rsa_public(pkey) &&
             (!is_private || is_valid_rsa_private(pkey));
    case FAMILY_EC:
      return EVP_PKEY_is_a(pkey, "EC") && is_on_curve(pkey, kind->curve) &&
             (!is_private || is_pair(pkey));
    case FAMILY_OKP: return EVP_PKEY_is_a(pkey, algorithm_name(kind->algorithm));
    default: return false;
  }
}

/* The key if it is valid; takes it over. */
static EVP_PKEY *checked(EVP_PKEY *pkey, const PkeyKind *kind, bool is_private) {
  if (pkey && is_valid(pkey, kind, is_private)) return pkey;
  EVP_PKEY_free(pkey);
  return NULL;
}

/* --- DER --- */

EVP_PKEY *pkey_from_spki(const PkeyKind *kind, const Bytes *der) {
  const uint8_t *at = der->data;
  EVP_PKEY *pkey = d2i_PUBKEY(NULL, &at, (long)der->length);
  if (at != der->data + der->length) {
    EVP_PKEY_free(pkey);
    return NULL;
  }
  return checked(pkey, kind, false);
}

EVP_PKEY *pkey_from_pkcs8(const PkeyKind *kind, const Bytes *der) {
  const uint8_t *at = der->data;
  PKCS8_PRIV_KEY_INFO *info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &at, (long)der->length);
  EVP_PKEY *pkey = info && at == der->data + der->length ? EVP_PKCS82PKEY(info) : NULL;
  PKCS8_PRIV_KEY_INFO_free(info);
  return checked(pkey, kind, true);
}

/* --- raw and JWK --- */

/* A key out of parameters, which it takes over. */
static EVP_PKEY *from_parameters(const char *type, int selection, OSSL_PARAM_BLD *builder,
                                 bool built) {
  EVP_PKEY *pkey = NULL;
  OSSL_PARAM *parameters = built ? OSSL_PARAM_BLD_to_param(builder) : NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
  if (parameters && context && EVP_PKEY_fromdata_init(context) == 1)
    EVP_PKEY_fromdata(context, &pkey, selection, parameters);
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(builder);
  return pkey;
}

/* An uncompressed or compressed point; the scalar may be NULL. */
static EVP_PKEY *ec_from_point(Curve curve, const uint8_t *point, size_t length,
                               const Bytes *scalar) {
  BIGNUM *d = NULL;
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  bool ok =
      builder &&
      OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, curve_group(curve), 0) &&
      OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, length);
  if (ok && scalar) {
    d = BN_bin2bn(scalar->data, (int)scalar->length, NULL);
    ok = d && OSSL_PARAM_BLD_push_BN_pad(builder, OSSL_PKEY_PARAM_PRIV_KEY, d, curve_size(curve));
  }
  EVP_PKEY *pkey =
      from_parameters("EC", scalar ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, builder, ok);
  BN_clear_free(d);
  return pkey;
}

EVP_PKEY *pkey_from_raw(const PkeyKind *kind, const Bytes *raw) {
  size_t size = curve_size(kind->curve);
  if (algorithm_family(kind->algorithm) == FAMILY_OKP)
    return checked(EVP_PKEY_new_raw_public_key_ex(NULL, algorithm_name(kind->algorithm), NULL,
                                                  raw->data, raw->length),
                   kind, false);
  bool is_whole = raw->length == 1 + 2 * size && raw->data[0] == 4;
  bool is_compressed = raw->length == 1 + size && (raw->data[0] == 2 || raw->data[0] == 3);
  if (!is_whole && !is_compressed) return NULL;
  return checked(ec_from_point(kind->curve, raw->data, raw->length, NULL), kind, false);
}

static EVP_PKEY *ec_from_jwk(const PkeyKind *kind, const Jwk *jwk) {
  const Bytes *x = &jwk->fields[JWK_X], *y = &jwk->fields[JWK_Y], *d = &jwk->fields[JWK_D];
  size_t size = curve_size(kind->curve);
  uint8_t point[1 + 2 * 66] = {4};
  if (!x->data || !y->data || x->length != size || y->length != size) return NULL;
  if (d->data && d->length != size) return NULL;
  memcpy(point + 1, x->data, size);
  memcpy(point + 1 + size, y->data, size);
  return checked(ec_from_point(kind->curve, point, 1 + 2 * size, d->data ? d : NULL), kind,
                 d->data != NULL);
}

static bool has_public_bytes(const EVP_PKEY *pkey, const Bytes *expected) {
  uint8_t bytes[32];
  size_t length = sizeof bytes;
  return EVP_PKEY_get_raw_public_key(pkey, bytes, &length) == 1 && length == expected->length &&
         memcmp(bytes, expected->data, length) == 0;
}

static EVP_PKEY *okp_from_jwk(const PkeyKind *kind, const Jwk *jwk) {
  const Bytes *x = &jwk->fields[JWK_X], *d = &jwk->fields[JWK_D];
  if (!x->data) return NULL;
  if (!d->data) return pkey_from_raw(kind, x);
  EVP_PKEY *pkey = EVP_PKEY_new_raw_private_key_ex(NULL, algorithm_name(kind->algorithm), NULL,
                                                   d->data, d->length);
  if (pkey && has_public_bytes(pkey, x)) return checked(pkey, kind, true);
  EVP_PKEY_free(pkey);
  return NULL;
}

static EVP_PKEY *rsa_from_jwk(const PkeyKind *kind, const Jwk *jwk) {
  bool is_private = jwk->fields[JWK_D].data != NULL;
  size_t count = is_private ? JWK_RSA_FIELDS : 2;
  BIGNUM *numbers[JWK_RSA_FIELDS] = {NULL};
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  bool ok = builder != NULL;
  for (size_t i = 0; ok && i < count; i++) {
    const Bytes *bytes = &jwk->fields[i];
    ok = bytes->data && bytes->length <= RSA_BITS_MAX / 8 + 1;
    if (ok) numbers[i] = BN_bin2bn(bytes->data, (int)bytes->length, NULL);
    ok = ok && numbers[i] && !BN_is_zero(numbers[i]) &&
         OSSL_PARAM_BLD_push_BN(builder, jwk_rsa_parameters[i], numbers[i]);
  }
  EVP_PKEY *pkey =
      from_parameters("RSA", is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, builder, ok);
  for (size_t i = 0; i < count; i++) BN_clear_free(numbers[i]);
  return checked(pkey, kind, is_private);
}

EVP_PKEY *pkey_from_jwk(const PkeyKind *kind, const Jwk *jwk) {
  switch (algorithm_family(kind->algorithm)) {
    case FAMILY_RSA: return rsa_from_jwk(kind, jwk);
    case FAMILY_EC: return ec_from_jwk(kind, jwk);
    default: return okp_from_jwk(kind, jwk);
  }
}
