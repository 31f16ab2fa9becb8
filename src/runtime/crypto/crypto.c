/* SPDX-License-Identifier: MIT */
/* crypto.c: the classes Crypto and CryptoKey, and the object `crypto`. */
#include "runtime/crypto/crypto.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "runtime/crypto/key.h"
#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"

/* --- the runtime's state --- */

static void crypto_free(void *data) {
  Crypto *crypto = data;
  finished_tasks_close(&crypto->finished);
  hashes_free(&crypto->hashes);
  for (size_t i = 0; i < LENGTH_OF(crypto->ciphers); i++)
    if (crypto->ciphers[i]) EVP_CIPHER_free(crypto->ciphers[i]);
  if (crypto->hmac) EVP_MAC_free(crypto->hmac);
  explicit_bzero(&crypto->random, sizeof crypto->random);
  free(crypto);
}

static void on_end(Runtime *rt, void *data) {
  (void)rt;
  Crypto *crypto = data;
  finished_tasks_close(&crypto->finished);
}

/* get subtle   #dfn-Crypto-attribute-subtle */
static bool get_subtle(MoteVm *vm, MoteCall *call) {
  void *data;
  MoteValue module, subtle;
  Runtime *rt = runtime_of(vm);
  return mote_this_data(vm, call, rt->classes[CLASS_CRYPTO], &data) &&
         builtin_module_get(rt, "mote:internal/subtle_crypto", &module) &&
         mote_get(vm, module, "subtle", &subtle) && mote_return(call, subtle);
}

static bool method_get_random_values(MoteVm *vm, MoteCall *call) {
  void *data;
  return mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_CRYPTO], &data) &&
         random_get_values(vm, call);
}

static bool method_random_uuid(MoteVm *vm, MoteCall *call) {
  void *data;
  return mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_CRYPTO], &data) &&
         random_uuid(vm, call);
}

static const MoteMethod crypto_methods[] = {
    {"subtle", get_subtle, 0, NULL, MOTE_ACCESSOR},
    {"getRandomValues", method_get_random_values, 1, NULL, MOTE_METHOD},
    {"randomUUID", method_random_uuid, 0, NULL, MOTE_METHOD},
};

static bool ensure_class(Runtime *rt) {
  static const MoteClassSpec spec = {.name = "Crypto",
                                     .methods = crypto_methods,
                                     .method_count = LENGTH_OF(crypto_methods),
                                     .finalize = crypto_free,
                                     .is_interface = true};
  MoteClass *class_;
  return runtime_class(rt->vm, CLASS_CRYPTO, &spec, &class_);
}

/* The object lives to the VM's end, and the state with it. */
static Crypto *crypto_create(Runtime *rt) {
  MoteValue object;
  if (!ensure_class(rt)) return NULL;
  Crypto *crypto = calloc(1, sizeof *crypto);
  if (!crypto) mote_throw_out_of_memory(rt->vm);
  if (!crypto || !mote_instance_new(rt->vm, rt->classes[CLASS_CRYPTO], crypto, &object)) {
    free(crypto);
    return NULL;
  }
  rt->crypto_object = mote_handle_create(rt->vm, object);
  if (!rt->crypto_object || !finished_tasks_open(rt, &crypto->finished) ||
      !runtime_on_end(rt, on_end, crypto))
    return NULL;
  return rt->crypto = crypto;
}

Crypto *crypto_of(Runtime *rt) { return rt->crypto ? rt->crypto : crypto_create(rt); }

/* --- the module --- */

bool crypto_make_module(Runtime *rt, MoteValue *out) {
  MoteVm *vm = rt->vm;
  static const FunctionRow functions[] = {
      {"getRandomValues", random_get_values, 1},
      {"randomUUID", random_uuid, 0},
  };
  MoteClass *class_;
  return crypto_of(rt) && mote_object_new(vm, out) && key_class(rt, &class_) &&
         mote_set(vm, *out, "CryptoKey", mote_class_constructor(vm, class_)) &&
         mote_set(vm, *out, "crypto", mote_handle_get(rt->crypto_object)) &&
         mote_set(vm, *out, "Crypto", mote_class_constructor(vm, rt->classes[CLASS_CRYPTO])) &&
         define_functions(vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
