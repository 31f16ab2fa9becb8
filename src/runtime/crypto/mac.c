/* SPDX-License-Identifier: MIT */
/* mac.c: HMAC. */
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdlib.h>

#include "runtime/crypto/crypto.h"
#include "runtime/crypto/key.h"
#include "runtime/crypto/operations.h"
#include "runtime/web/dom_exception.h"

#define AT_ONCE_MAX ((size_t)8192)

typedef struct MacTask {
  CryptoTask task;
  KeyMaterial *material;
  EVP_MAC *method;
  Hash hash;
  Bytes signature; /* to be verified; NULL: sign */
} MacTask;

static void mac_free(CryptoTask *task) {
  MacTask *of = (MacTask *)task;
  key_material_release(of->material);
  if (of->method) EVP_MAC_free(of->method);
  bytes_free(&of->signature);
}

/* With a hold on it; NULL: exception. */
static EVP_MAC *method_of(MoteVm *vm) {
  Crypto *crypto = crypto_of(runtime_of(vm));
  if (!crypto) return NULL;
  if (!crypto->hmac) crypto->hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
  if (crypto->hmac && EVP_MAC_up_ref(crypto->hmac)) return crypto->hmac;
  throw_dom_exception(vm, "OperationError", "OpenSSL has no HMAC");
  return NULL;
}

static bool mac_work(CryptoTask *task) {
  MacTask *of = (MacTask *)task;
  const Bytes *key = &of->material->secret;
  size_t size = hash_size(of->hash);
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)hash_openssl_name(of->hash),
                                       0),
      OSSL_PARAM_construct_end(),
  };
  EVP_MAC_CTX *context = EVP_MAC_CTX_new(of->method);
  bool ok = context && bytes_make(&task->output, size) &&
            EVP_MAC_init(context, key->data, key->length, parameters) &&
            EVP_MAC_update(context, task->input.data, task->input.length) &&
            EVP_MAC_final(context, task->output.data, &size, size);
  EVP_MAC_CTX_free(context);
  if (ok && of->signature.data)
    of->task.is_valid = of->signature.length == size &&
                        CRYPTO_memcmp(of->signature.data, task->output.data, size) == 0;
  return ok;
}

static const CryptoTaskKind sign_kind = {mac_work, NULL, mac_free};
static const CryptoTaskKind verify_kind = {mac_work, crypto_task_is_valid, mac_free};

static bool mac_parse(MoteVm *vm, MoteCall *call, MacTask *of) {
  CryptoKey *key;
  TRY(key_argument(vm, mote_argument(call, 0), &key));
  of->material = key_material_hold(key->material);
  of->hash = key->hash;
  of->method = method_of(vm);
  return of->method && bytes_copy(vm, mote_argument(call, 1), &of->task.input) &&
         bytes_copy(vm, mote_argument(call, 2), &of->signature);
}

/* hmac(key, data): the MAC. hmac(key, data, signature): whether it is right. */
bool operation_hmac(MoteVm *vm, MoteCall *call) {
  const CryptoTaskKind *kind =
      mote_is_undefined(vm, mote_argument(call, 2)) ? &sign_kind : &verify_kind;
  MacTask *of = calloc(1, sizeof *of);
  if (!of) return mote_throw_out_of_memory(vm);
  of->task.kind = kind;
  if (!mac_parse(vm, call, of)) {
    crypto_task_free(&of->task);
    return false;
  }
  return crypto_task_start(vm, call, kind, &of->task, of->task.input.length <= AT_ONCE_MAX);
}
