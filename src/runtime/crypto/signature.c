/* SPDX-License-Identifier: MIT */
/* signature.c: signatures with key pairs: RSASSA-PKCS1-v1_5, RSA-PSS, ECDSA, Ed25519. */
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rsa.h>
#include <stdlib.h>

#include "runtime/crypto/crypto.h"
#include "runtime/crypto/key.h"
#include "runtime/crypto/operations.h"
#include "runtime/crypto/small_order.h"

typedef struct SignatureTask {
  CryptoTask task;
  KeyMaterial *material;
  KeyAlgorithm algorithm;
  Curve curve;
  Hash hash;
  int salt_length; /* RSA-PSS */
  Bytes signature; /* to be verified; NULL: sign */
} SignatureTask;

static void signature_free(CryptoTask *task) {
  SignatureTask *of = (SignatureTask *)task;
  key_material_release(of->material);
  bytes_free(&of->signature);
}

/* --- ECDSA's two numbers: one after the other here, DER for OpenSSL --- */

static bool numbers_from_der(const Bytes *der, size_t size, Bytes *out) {
  const uint8_t *at = der->data;
  ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &at, (long)der->length);
  if (!signature) return false;
  const BIGNUM *r, *s;
  ECDSA_SIG_get0(signature, &r, &s);
  bool ok = bytes_make(out, 2 * size) && BN_bn2binpad(r, out->data, (int)size) >= 0 &&
            BN_bn2binpad(s, out->data + size, (int)size) >= 0;
  ECDSA_SIG_free(signature);
  return ok;
}

static bool der_from_numbers(const Bytes *numbers, size_t size, Bytes *out) {
  ECDSA_SIG *signature = ECDSA_SIG_new();
  BIGNUM *r = BN_bin2bn(numbers->data, (int)size, NULL);
  BIGNUM *s = BN_bin2bn(numbers->data + size, (int)size, NULL);
  if (!signature || !r || !s || !ECDSA_SIG_set0(signature, r, s)) {
    BN_free(r);
    BN_free(s);
    ECDSA_SIG_free(signature);
    return false;
  }
  uint8_t *at = NULL;
  int length = i2d_ECDSA_SIG(signature, &at);
  bool ok = length > 0 && bytes_make(out, (size_t)length);
  if (ok) memcpy(out->data, at, (size_t)length);
  CRYPTO_free(at, __FILE__, __LINE__);
  ECDSA_SIG_free(signature);
  return ok;
}

/* --- work --- */

static EVP_MD_CTX *context_of(SignatureTask *of, bool verify) {
  OSSL_PARAM pss[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE, OSSL_PKEY_RSA_PAD_MODE_PSS,
                                       0),
      OSSL_PARAM_construct_int(OSSL_SIGNATURE_PARAM_PSS_SALTLEN, &of->salt_length),
      OSSL_PARAM_construct_end(),
  };
  const OSSL_PARAM *parameters = of->algorithm == ALGORITHM_RSA_PSS ? pss : NULL;
  const char *hash = of->hash == HASH_NONE ? NULL : hash_openssl_name(of->hash);
  EVP_PKEY *pkey = of->material->pkey;
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context &&
      (verify ? EVP_DigestVerifyInit_ex(context, NULL, hash, NULL, NULL, pkey, parameters)
              : EVP_DigestSignInit_ex(context, NULL, hash, NULL, NULL, pkey, parameters)) == 1)
    return context;
  EVP_MD_CTX_free(context);
  return NULL;
}

static bool sign_with(SignatureTask *of, EVP_MD_CTX *context) {
  const Bytes *input = &of->task.input;
  Bytes *output = &of->task.output;
  size_t length = 0;
  if (EVP_DigestSign(context, NULL, &length, input->data, input->length) != 1 ||
      !bytes_make(output, length) ||
      EVP_DigestSign(context, output->data, &length, input->data, input->length) != 1)
    return false;
  output->length = length;
  if (of->algorithm != ALGORITHM_ECDSA) return true;
  Bytes der = *output;
  *output = (Bytes){0};
  bool ok = numbers_from_der(&der, curve_size(of->curve), output);
  bytes_free(&der);
  return ok;
}

static bool sign_work(CryptoTask *task) {
  SignatureTask *of = (SignatureTask *)task;
  EVP_MD_CTX *context = context_of(of, false);
  if (!context) return false;
  bool ok = sign_with(of, context);
  EVP_MD_CTX_free(context);
  return ok;
}

static bool verify_with(SignatureTask *of, EVP_MD_CTX *context, const Bytes *signature) {
  const Bytes *input = &of->task.input;
  return EVP_DigestVerify(context, signature->data, signature->length, input->data,
                          input->length) == 1;
}

static bool verify_ecdsa(SignatureTask *of, EVP_MD_CTX *context) {
  Bytes der = {0};
  size_t size = curve_size(of->curve);
  bool ok = of->signature.length == 2 * size && der_from_numbers(&of->signature, size, &der) &&
            verify_with(of, context, &der);
  bytes_free(&der);
  return ok;
}

/* A key or a signature's point of small order fits many messages: not valid, though OpenSSL takes them
 * (https://w3c.github.io/webcrypto/#ed25519-operations-verify). */
static bool verify_ed25519(SignatureTask *of, EVP_MD_CTX *context) {
  uint8_t key[ED25519_POINT_SIZE];
  size_t length = sizeof key;
  return of->signature.length == ED25519_SIGNATURE_SIZE &&
         EVP_PKEY_get_raw_public_key(of->material->pkey, key, &length) == 1 &&
         length == sizeof key && !ed25519_is_small_order(key) &&
         !ed25519_is_small_order(of->signature.data) && verify_with(of, context, &of->signature);
}

static bool verify(SignatureTask *of, EVP_MD_CTX *context) {
  switch (of->algorithm) {
    case ALGORITHM_ECDSA: return verify_ecdsa(of, context);
    case ALGORITHM_ED25519: return verify_ed25519(of, context);
    default: return verify_with(of, context, &of->signature);
  }
}

static bool verify_work(CryptoTask *task) {
  SignatureTask *of = (SignatureTask *)task;
  EVP_MD_CTX *context = context_of(of, true);
  if (!context) return false;
  of->task.is_valid = verify(of, context);
  EVP_MD_CTX_free(context);
  return true;
}

static const CryptoTaskKind sign_kind = {sign_work, NULL, signature_free};
static const CryptoTaskKind verify_kind = {verify_work, crypto_task_is_valid, signature_free};

static bool signature_parse(MoteVm *vm, MoteCall *call, SignatureTask *of) {
  CryptoKey *key;
  TRY(key_argument(vm, mote_argument(call, 0), &key) &&
      hash_argument(vm, mote_argument(call, 2), &of->hash));
  of->material = key_material_hold(key->material);
  of->algorithm = key->algorithm;
  of->curve = key->curve;
  if (algorithm_family(key->algorithm) == FAMILY_RSA) of->hash = key->hash;
  double salt = mote_as_number(vm, mote_argument(call, 3));
  of->salt_length = salt > INT32_MAX ? INT32_MAX : (int)salt;
  return bytes_copy(vm, mote_argument(call, 1), &of->task.input) &&
         bytes_copy(vm, mote_argument(call, 4), &of->signature);
}

/* sign(key, data, ECDSA's hash, RSA-PSS's length of the salt in bytes); with a fifth argument, the signature: whether
 * it is right. */
bool operation_sign(MoteVm *vm, MoteCall *call) {
  const CryptoTaskKind *kind =
      mote_is_undefined(vm, mote_argument(call, 4)) ? &sign_kind : &verify_kind;
  SignatureTask *of = calloc(1, sizeof *of);
  if (!of) return mote_throw_out_of_memory(vm);
  of->task.kind = kind;
  if (!signature_parse(vm, call, of)) {
    crypto_task_free(&of->task);
    return false;
  }
  return crypto_task_start(vm, call, kind, &of->task, false);
}
