/* SPDX-License-Identifier: MIT */
/* key.c: the class CryptoKey.
 *
 * Whatever an operation needs of a key is in the C struct: the objects that `algorithm` and `usages` give are for the
 * program to look at, and may be changed by it. */
#include "runtime/crypto/key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <stdlib.h>

#include "runtime/crypto/key_clone.h"
#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/web/dom_exception.h"

static const struct {
  const char *name;
  KeyFamily family;
} algorithms[ALGORITHM_COUNT] = {
#define ALGORITHM(id, name, family) {name, FAMILY_##family},
#include "runtime/crypto/algorithms.def"
#undef ALGORITHM
};

static const struct {
  const char *name, *group;
  size_t size;
} curves[CURVE_COUNT] = {
    [CURVE_P256] = {"P-256", "prime256v1", 32},
    [CURVE_P384] = {"P-384", "secp384r1", 48},
    [CURVE_P521] = {"P-521", "secp521r1", 66},
};

const char *algorithm_name(KeyAlgorithm algorithm) { return algorithms[algorithm].name; }
KeyFamily algorithm_family(KeyAlgorithm algorithm) { return algorithms[algorithm].family; }
const char *curve_name(Curve curve) { return curves[curve].name; }
const char *curve_group(Curve curve) { return curves[curve].group; }
size_t curve_size(Curve curve) { return curves[curve].size; }

/* --- material --- */

KeyMaterial *key_material_of_pkey(EVP_PKEY *pkey) {
  KeyMaterial *material = calloc(1, sizeof *material);
  if (!material) {
    EVP_PKEY_free(pkey);
    return NULL;
  }
  material->holds = 1;
  material->pkey = pkey;
  return material;
}

KeyMaterial *key_material_of_secret(Bytes *secret) {
  KeyMaterial *material = calloc(1, sizeof *material);
  if (!material) {
    bytes_wipe(secret);
    return NULL;
  }
  material->holds = 1;
  material->secret = *secret;
  *secret = (Bytes){0};
  return material;
}

KeyMaterial *key_material_hold(KeyMaterial *material) {
  __atomic_fetch_add(&material->holds, 1, __ATOMIC_RELAXED);
  return material;
}

void key_material_release(KeyMaterial *material) {
  if (!material || __atomic_sub_fetch(&material->holds, 1, __ATOMIC_ACQ_REL) > 0) return;
  if (material->pkey) EVP_PKEY_free(material->pkey);
  bytes_wipe(&material->secret);
  free(material);
}

/* --- the objects of algorithm and usages --- */

static bool define_number(MoteVm *vm, MoteValue object, const char *name, double number) {
  return mote_define(vm, object, name, mote_number(number), MOTE_DEFAULT);
}

static bool define_hash(MoteVm *vm, MoteValue object, Hash hash) {
  MoteValue inner;
  return mote_object_new(vm, &inner) &&
         define_text(vm, inner, "name", hash_name(hash), MOTE_DEFAULT) &&
         mote_define(vm, object, "hash", inner, MOTE_DEFAULT);
}

static bool define_exponent(MoteVm *vm, MoteValue object, const EVP_PKEY *pkey) {
  BIGNUM *exponent = NULL;
  uint8_t bytes[512] = {0};
  MoteValue array;
  if (!EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_E, &exponent) ||
      BN_num_bytes(exponent) > (int)sizeof bytes) {
    BN_free(exponent);
    return throw_dom_exception(vm, "OperationError", "The key's public exponent cannot be read");
  }
  int length = BN_bn2bin(exponent, bytes);
  BN_free(exponent);
  return mote_uint8_array_new(vm, bytes, length > 0 ? (size_t)length : 1, &array) &&
         mote_define(vm, object, "publicExponent", array, MOTE_DEFAULT);
}

/* The members in the order that Web IDL gives a dictionary's. */
static bool make_algorithm(MoteVm *vm, const CryptoKey *key, MoteValue *out) {
  TRY(mote_object_new(vm, out) &&
      define_text(vm, *out, "name", algorithm_name(key->algorithm), MOTE_DEFAULT));
  switch (algorithm_family(key->algorithm)) {
    case FAMILY_AES: return define_number(vm, *out, "length", key->length);
    case FAMILY_HMAC:
      return define_hash(vm, *out, key->hash) && define_number(vm, *out, "length", key->length);
    case FAMILY_RSA:
      return define_number(vm, *out, "modulusLength", key->length) &&
             define_exponent(vm, *out, key->material->pkey) && define_hash(vm, *out, key->hash);
    case FAMILY_EC:
      return define_text(vm, *out, "namedCurve", curve_name(key->curve), MOTE_DEFAULT);
    default: return true;
  }
}

static bool make_usages(MoteVm *vm, const CryptoKey *key, MoteValue *out) {
  static const char *const names[] = {"encrypt",   "decrypt",    "sign",    "verify",
                                      "deriveKey", "deriveBits", "wrapKey", "unwrapKey"};
  TRY(mote_array_new(vm, 0, out));
  for (unsigned i = 0; i < LENGTH_OF(names); i++) {
    MoteValue name;
    if (!(key->usages & 1u << i)) continue;
    TRY(mote_string(vm, names[i], MOTE_NUL_TERMINATED, &name) && mote_array_push(vm, *out, name));
  }
  return true;
}

/* --- the class --- */

static void key_finalize(void *data) {
  CryptoKey *key = data;
  key_material_release(key->material);
  free(key);
}

static bool this_key(MoteVm *vm, MoteCall *call, CryptoKey **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_CRYPTO_KEY], &data));
  *out = data;
  return true;
}

static bool get_type(MoteVm *vm, MoteCall *call) {
  static const char *const names[] = {"secret", "public", "private"};
  CryptoKey *key;
  TRY(this_key(vm, call, &key));
  return mote_return_string(call, names[key->type], MOTE_NUL_TERMINATED);
}

static bool get_extractable(MoteVm *vm, MoteCall *call) {
  CryptoKey *key;
  TRY(this_key(vm, call, &key));
  return mote_return_boolean(call, key->extractable);
}

typedef bool MakeObject(MoteVm *vm, const CryptoKey *key, MoteValue *out);

/* The object made when it is first asked for: number `index` of the pair that the instance keeps. */
static bool get_cached(MoteVm *vm, MoteCall *call, uint32_t index, MakeObject *make) {
  CryptoKey *key;
  MoteValue object;
  TRY(this_key(vm, call, &key));
  MoteValue pair = mote_instance_value(vm, mote_this(call));
  if (mote_is_undefined(vm, pair)) {
    const MoteValue none[2] = {mote_undefined(), mote_undefined()};
    TRY(mote_array_of(vm, none, 2, &pair));
    mote_instance_set_value(vm, mote_this(call), pair);
  }
  TRY(mote_get_index(vm, pair, index, &object));
  if (mote_is_undefined(vm, object))
    TRY(make(vm, key, &object) && mote_set_index(vm, pair, index, object));
  return mote_return(call, object);
}

static bool get_algorithm(MoteVm *vm, MoteCall *call) {
  return get_cached(vm, call, 0, make_algorithm);
}

static bool get_usages(MoteVm *vm, MoteCall *call) { return get_cached(vm, call, 1, make_usages); }

static const MoteMethod key_methods[] = {
    {"type", get_type, 0, NULL, MOTE_ACCESSOR},
    {"extractable", get_extractable, 0, NULL, MOTE_ACCESSOR},
    {"algorithm", get_algorithm, 0, NULL, MOTE_ACCESSOR},
    {"usages", get_usages, 0, NULL, MOTE_ACCESSOR},
};

bool key_class(Runtime *rt, MoteClass **out) {
  static const MoteClassSpec spec = {.name = "CryptoKey",
                                     .methods = key_methods,
                                     .method_count = LENGTH_OF(key_methods),
                                     .finalize = key_finalize,
                                     .is_interface = true};
  MoteClass *made;
  *out = rt->classes[CLASS_CRYPTO_KEY];
  if (*out) return true;
  TRY(mote_class_create(rt->vm, &spec, &made) &&
      key_clone_register(rt, mote_class_constructor(rt->vm, made)));
  *out = rt->classes[CLASS_CRYPTO_KEY] = made;
  return true;
}

bool key_new(MoteVm *vm, const CryptoKey *key, MoteValue *out) {
  MoteClass *class_;
  CryptoKey *copy = malloc(sizeof *copy);
  if (copy) *copy = *key;
  if (copy && key_class(runtime_of(vm), &class_) && mote_instance_new(vm, class_, copy, out))
    return true;
  key_material_release(key->material);
  if (!copy) return mote_throw_out_of_memory(vm);
  free(copy);
  return false;
}

/* --- arguments --- */

CryptoKey *key_find(MoteVm *vm, MoteValue value) {
  const MoteClass *class_ = runtime_of(vm)->classes[CLASS_CRYPTO_KEY];
  void *data = NULL;
  return class_ && mote_instance_data(vm, value, class_, &data) ? data : NULL;
}

bool key_argument(MoteVm *vm, MoteValue value, CryptoKey **out) {
  *out = key_find(vm, value);
  return *out || mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_TYPE",
                                 "The key must be a CryptoKey");
}

bool algorithm_argument(MoteVm *vm, MoteValue name, KeyAlgorithm *out) {
  for (KeyAlgorithm i = 0; i < ALGORITHM_COUNT; i++)
    if (mote_string_is(vm, name, algorithms[i].name)) return *out = i, true;
  return throw_dom_exception(vm, "NotSupportedError", "Unrecognized algorithm name");
}

bool curve_argument(MoteVm *vm, MoteValue name, Curve *out) {
  *out = CURVE_NONE;
  if (mote_is_undefined(vm, name)) return true;
  for (Curve i = CURVE_P256; i < CURVE_COUNT; i++)
    if (mote_string_is(vm, name, curves[i].name)) return *out = i, true;
  return throw_dom_exception(vm, "NotSupportedError", "Unrecognized namedCurve");
}

/* --- functions for lib/ --- */

bool operation_is_key(MoteVm *vm, MoteCall *call) {
  return mote_return_boolean(call, key_find(vm, mote_argument(call, 0)) != NULL);
}

bool operation_check_key(MoteVm *vm, MoteCall *call) {
  CryptoKey *key;
  TRY(key_argument(vm, mote_argument(call, 0), &key));
  if (!mote_string_is(vm, mote_argument(call, 1), algorithm_name(key->algorithm)))
    return throw_dom_exception(vm, "InvalidAccessError", "Key algorithm mismatch");
  if (!(key->usages & (unsigned)mote_as_number(vm, mote_argument(call, 2))))
    return throw_dom_exception(vm, "InvalidAccessError",
                               "The key's usages do not permit this operation");
  return true;
}

bool operation_key_details(MoteVm *vm, MoteCall *call) {
  static const char *const types[] = {"secret", "public", "private"};
  CryptoKey *key;
  MoteValue out, usages;
  TRY(key_argument(vm, mote_argument(call, 0), &key));
  TRY(mote_object_new_with_prototype(vm, mote_null(), &out) &&
      define_text(vm, out, "name", algorithm_name(key->algorithm), MOTE_DEFAULT) &&
      define_text(vm, out, "type", types[key->type], MOTE_DEFAULT) &&
      define_number(vm, out, "length", key->length) &&
      mote_define(vm, out, "extractable", mote_boolean(key->extractable), MOTE_DEFAULT) &&
      make_usages(vm, key, &usages) && mote_define(vm, out, "usages", usages, MOTE_DEFAULT));
  if (key->hash) TRY(define_text(vm, out, "hash", hash_name(key->hash), MOTE_DEFAULT));
  if (key->curve) TRY(define_text(vm, out, "curve", curve_name(key->curve), MOTE_DEFAULT));
  return mote_return(call, out);
}
