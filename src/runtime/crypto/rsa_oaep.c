/* SPDX-License-Identifier: MIT */
/* rsa_oaep.c: RSA-OAEP. */
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rsa.h>
#include <stdlib.h>

#include "runtime/crypto/crypto.h"
#include "runtime/crypto/key.h"
#include "runtime/crypto/operations.h"

typedef struct OaepTask {
  CryptoTask task;
  KeyMaterial *material;
  Hash hash;
  bool encrypt;
  Bytes label;
} OaepTask;

static void oaep_free(CryptoTask *task) {
  OaepTask *of = (OaepTask *)task;
  key_material_release(of->material);
  bytes_free(&of->label);
}

static bool oaep_with(OaepTask *of, EVP_PKEY_CTX *context) {
  char *hash = (char *)hash_openssl_name(of->hash);
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_ASYM_CIPHER_PARAM_PAD_MODE, OSSL_PKEY_RSA_PAD_MODE_OAEP,
                                       0),
      OSSL_PARAM_construct_utf8_string(OSSL_ASYM_CIPHER_PARAM_OAEP_DIGEST, hash, 0),
      OSSL_PARAM_construct_utf8_string(OSSL_ASYM_CIPHER_PARAM_MGF1_DIGEST, hash, 0),
      OSSL_PARAM_construct_end(),
      OSSL_PARAM_construct_end(),
  };
  const Bytes *input = &of->task.input;
  Bytes *output = &of->task.output;
  size_t length = 0;
  if (of->label.length > 0)
    parameters[3] = OSSL_PARAM_construct_octet_string(OSSL_ASYM_CIPHER_PARAM_OAEP_LABEL,
                                                      of->label.data, of->label.length);
  if ((of->encrypt ? EVP_PKEY_encrypt_init_ex(context, parameters)
                   : EVP_PKEY_decrypt_init_ex(context, parameters)) != 1)
    return false;
  int (*run)(EVP_PKEY_CTX *, unsigned char *, size_t *, const unsigned char *, size_t) =
      of->encrypt ? EVP_PKEY_encrypt : EVP_PKEY_decrypt;
  if (run(context, NULL, &length, input->data, input->length) != 1 || !bytes_make(output, length) ||
      run(context, output->data, &length, input->data, input->length) != 1)
    return false;
  output->length = length;
  return true;
}

static bool oaep_work(CryptoTask *task) {
  OaepTask *of = (OaepTask *)task;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, of->material->pkey, NULL);
  bool ok = context && oaep_with(of, context);
  EVP_PKEY_CTX_free(context);
  return ok;
}

static const CryptoTaskKind oaep_kind = {oaep_work, NULL, oaep_free};

static bool oaep_parse(MoteVm *vm, MoteCall *call, OaepTask *of) {
  CryptoKey *key;
  TRY(key_argument(vm, mote_argument(call, 0), &key));
  of->material = key_material_hold(key->material);
  of->hash = key->hash;
  of->encrypt = mote_as_boolean(vm, mote_argument(call, 1));
  return bytes_copy(vm, mote_argument(call, 2), &of->task.input) &&
         bytes_copy(vm, mote_argument(call, 3), &of->label);
}

/* rsaOaep(key, encrypt, data, label) */
bool operation_rsa_oaep(MoteVm *vm, MoteCall *call) {
  OaepTask *of = calloc(1, sizeof *of);
  if (!of) return mote_throw_out_of_memory(vm);
  of->task.kind = &oaep_kind;
  of->task.is_secret = true;
  if (!oaep_parse(vm, call, of)) {
    crypto_task_free(&of->task);
    return false;
  }
  return crypto_task_start(vm, call, &oaep_kind, &of->task, false);
}
