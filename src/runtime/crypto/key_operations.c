/* SPDX-License-Identifier: MIT */
/* key_operations.c: generating, importing and exporting keys, as functions for lib/.
 *
 * Each that makes a key has these arguments, of which some may be undefined:
 *   algorithm, hash, curve, extractable, usages (bits), and then its own. */
#include <errno.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdlib.h>
#include <sys/random.h>

#include "runtime/crypto/base64url.h"
#include "runtime/crypto/crypto.h"
#include "runtime/crypto/key.h"
#include "runtime/crypto/operations.h"
#include "runtime/crypto/pkey.h"
#include "runtime/define.h"
#include "runtime/web/dom_exception.h"

#define OWN 5 /* the number of the first argument that is a function's own */

static bool read_key(MoteVm *vm, MoteCall *call, CryptoKey *key) {
  key->extractable = mote_as_boolean(vm, mote_argument(call, 3));
  key->usages = (unsigned)mote_as_number(vm, mote_argument(call, 4));
  return algorithm_argument(vm, mote_argument(call, 0), &key->algorithm) &&
         hash_argument(vm, mote_argument(call, 1), &key->hash) &&
         curve_argument(vm, mote_argument(call, 2), &key->curve);
}

/* A task that makes keys. */
typedef struct KeyTask {
  CryptoTask task;
  CryptoKey key;          /* what it is to be; without material until it is done */
  unsigned public_usages; /* of the public key of a pair */
  KeyFormat format;
  Jwk jwk;
  uint32_t modulus_length;
  EVP_PKEY *pkey;
} KeyTask;

static void key_task_free(CryptoTask *task) {
  KeyTask *of = (KeyTask *)task;
  jwk_wipe(&of->jwk);
  if (of->pkey) EVP_PKEY_free(of->pkey);
}

static PkeyKind kind_of(const CryptoKey *key) { return (PkeyKind){key->algorithm, key->curve}; }

/* The key that was made; the task gives its part up. */
static bool take_pkey(MoteVm *vm, KeyTask *of) {
  of->key.material = key_material_of_pkey(of->pkey);
  of->pkey = NULL;
  if (!of->key.material) return mote_throw_out_of_memory(vm);
  if (algorithm_family(of->key.algorithm) == FAMILY_RSA)
    of->key.length = pkey_bits(of->key.material->pkey);
  return true;
}

/* --- importing secrets --- */

static void clear_unused_bits(Bytes *bytes, uint32_t bits) {
  if (bits % 8 != 0) bytes->data[bytes->length - 1] &= (uint8_t)(0xff00 >> bits % 8);
}

static bool secret_argument(MoteVm *vm, MoteValue source, Bytes *out) {
  return mote_is_string(vm, source) ? base64url_decode(vm, source, out)
                                    : bytes_copy(vm, source, out);
}

/* importSecret(…, bytes or base64url, length in bits): a CryptoKey, at once. The bytes are as many as the length
 * needs. */
bool operation_import_secret(MoteVm *vm, MoteCall *call) {
  CryptoKey key = {.type = KEY_SECRET};
  Bytes secret = {0};
  MoteValue out;
  TRY(read_key(vm, call, &key));
  key.length = (uint32_t)mote_as_number(vm, mote_argument(call, OWN + 1));
  if (!secret_argument(vm, mote_argument(call, OWN), &secret)) {
    bytes_wipe(&secret);
    return false;
  }
  clear_unused_bits(&secret, key.length);
  key.material = key_material_of_secret(&secret);
  if (!key.material) return mote_throw_out_of_memory(vm);
  return key_new(vm, &key, &out) && mote_return(call, out);
}

/* base64urlLength(string): bytes, or -1 */
bool operation_base64url_length(MoteVm *vm, MoteCall *call) {
  return mote_return_number(call, base64url_length(vm, mote_argument(call, 0)));
}

/* --- importing key pairs' keys --- */

static bool import_work(CryptoTask *task) {
  KeyTask *of = (KeyTask *)task;
  const PkeyKind kind = kind_of(&of->key);
  task->failure_name = "DataError";
  task->failure = "Invalid keyData";
  switch (of->format) {
    case FORMAT_SPKI: of->pkey = pkey_from_spki(&kind, &task->input); break;
    case FORMAT_PKCS8: of->pkey = pkey_from_pkcs8(&kind, &task->input); break;
    case FORMAT_RAW: of->pkey = pkey_from_raw(&kind, &task->input); break;
    case FORMAT_JWK: of->pkey = pkey_from_jwk(&kind, &of->jwk); break;
  }
  return of->pkey != NULL;
}

static bool import_result(MoteVm *vm, CryptoTask *task, MoteValue *out) {
  KeyTask *of = (KeyTask *)task;
  return take_pkey(vm, of) && key_new(vm, &of->key, out);
}

static const CryptoTaskKind import_kind = {import_work, import_result, key_task_free};

static bool format_argument(MoteVm *vm, MoteValue value, KeyFormat *out) {
  static const char *const names[] = {"raw", "spki", "pkcs8", "jwk"};
  for (KeyFormat i = FORMAT_RAW; i <= FORMAT_JWK; i++)
    if (mote_string_is(vm, value, names[i])) return *out = i, true;
  return throw_dom_exception(vm, "NotSupportedError", "Unsupported key format");
}

/* An array of base64url strings, undefined where a member is absent. */
static bool jwk_argument(MoteVm *vm, MoteValue array, Jwk *out) {
  for (JwkField i = 0; i < JWK_FIELDS; i++) {
    MoteValue text;
    TRY(mote_get_index(vm, array, i, &text));
    if (!mote_is_undefined(vm, text)) TRY(base64url_decode(vm, text, &out->fields[i]));
  }
  return true;
}

static bool import_parse(MoteVm *vm, MoteCall *call, KeyTask *of) {
  TRY(read_key(vm, call, &of->key) && format_argument(vm, mote_argument(call, OWN), &of->format));
  MoteValue data = mote_argument(call, OWN + 1);
  TRY(of->format == FORMAT_JWK ? jwk_argument(vm, data, &of->jwk)
                               : bytes_copy(vm, data, &of->task.input));
  bool is_private =
      of->format == FORMAT_PKCS8 || (of->format == FORMAT_JWK && of->jwk.fields[JWK_D].data);
  of->key.type = is_private ? KEY_PRIVATE : KEY_PUBLIC;
  return true;
}

static KeyTask *key_task_new(const CryptoTaskKind *kind) {
  KeyTask *of = calloc(1, sizeof *of);
  if (!of) return NULL;
  of->task.kind = kind;
  of->task.is_secret = true;
  return of;
}

/* importPkey(…, format, bytes or array of a JWK's members): resolves to a CryptoKey. Public keys are parsed at once:
 * a thread would take longer to be asked. */
bool operation_import_pkey(MoteVm *vm, MoteCall *call) {
  KeyTask *of = key_task_new(&import_kind);
  if (!of) return mote_throw_out_of_memory(vm);
  if (import_parse(vm, call, of))
    return crypto_task_start(vm, call, &import_kind, &of->task, of->key.type == KEY_PUBLIC);
  crypto_task_free(&of->task);
  return false;
}

/* --- exporting --- */

static bool export_der(const CryptoKey *key, KeyFormat format, Bytes *out) {
  const PkeyKind kind = kind_of(key);
  switch (format) {
    case FORMAT_SPKI: return pkey_to_spki(key->material->pkey, out);
    case FORMAT_PKCS8: return pkey_to_pkcs8(key->material->pkey, out);
    default: return pkey_to_raw(key->material->pkey, &kind, out);
  }
}

static bool export_bytes(const CryptoKey *key, KeyFormat format, Bytes *out) {
  if (key->material->pkey) return export_der(key, format, out);
  if (!bytes_make(out, key->material->secret.length)) return false;
  memcpy(out->data, key->material->secret.data, out->length);
  return true;
}

static bool export_failed(MoteVm *vm) {
  ERR_clear_error();
  return throw_dom_exception(vm, "OperationError", "The key cannot be exported");
}

/* exportBytes(key, format): an ArrayBuffer. lib/ has seen to it that the key has this format. */
bool operation_export_bytes(MoteVm *vm, MoteCall *call) {
  CryptoKey *key;
  KeyFormat format;
  Bytes bytes = {0};
  MoteValue out;
  TRY(key_argument(vm, mote_argument(call, 0), &key) &&
      format_argument(vm, mote_argument(call, 1), &format));
  if (!export_bytes(key, format, &bytes)) {
    bytes_wipe(&bytes);
    return export_failed(vm);
  }
  return bytes_to_buffer(vm, &bytes, &out) && mote_return(call, out);
}

static bool define_base64url(MoteVm *vm, MoteValue object, const char *name, const Bytes *bytes) {
  MoteValue text;
  return !bytes->data ||
         (base64url_encode(vm, bytes, &text) && mote_define(vm, object, name, text, MOTE_DEFAULT));
}

static bool define_jwk(MoteVm *vm, const Jwk *jwk, MoteValue object) {
  static const char *const names[JWK_FIELDS] = {"n",  "e",  "d",  "p", "q",
                                                "dp", "dq", "qi", "x", "y"};
  for (JwkField i = 0; i < JWK_FIELDS; i++)
    TRY(define_base64url(vm, object, names[i], &jwk->fields[i]));
  return true;
}

/* exportJwk(key): an object with those members of the JWK that are bytes. */
bool operation_export_jwk(MoteVm *vm, MoteCall *call) {
  CryptoKey *key;
  MoteValue out;
  Jwk jwk = {0};
  TRY(key_argument(vm, mote_argument(call, 0), &key) &&
      mote_object_new_with_prototype(vm, mote_null(), &out));
  if (!key->material->pkey)
    return define_base64url(vm, out, "k", &key->material->secret) && mote_return(call, out);
  const PkeyKind kind = kind_of(key);
  bool ok = pkey_to_jwk(key->material->pkey, &kind, key->type == KEY_PRIVATE, &jwk);
  ok = ok ? define_jwk(vm, &jwk, out) : export_failed(vm);
  jwk_wipe(&jwk);
  return ok && mote_return(call, out);
}

/* --- generating secrets --- */

static bool generate_secret_work(CryptoTask *task) {
  KeyTask *of = (KeyTask *)task;
  size_t filled = 0, length = (of->key.length + 7ull) / 8;
  if (!bytes_make(&task->output, length)) return false;
  while (filled < length) {
    ssize_t count = getrandom(task->output.data + filled, length - filled, 0);
    if (count > 0) filled += (size_t)count;
    else if (errno != EINTR) return false;
  }
  clear_unused_bits(&task->output, of->key.length);
  return true;
}

static bool generate_secret_result(MoteVm *vm, CryptoTask *task, MoteValue *out) {
  KeyTask *of = (KeyTask *)task;
  of->key.material = key_material_of_secret(&task->output);
  if (!of->key.material) return mote_throw_out_of_memory(vm);
  return key_new(vm, &of->key, out);
}

static const CryptoTaskKind generate_secret_kind = {generate_secret_work, generate_secret_result,
                                                    key_task_free};

/* generateSecret(…, length in bits): resolves to a CryptoKey. */
bool operation_generate_secret(MoteVm *vm, MoteCall *call) {
  KeyTask *of = key_task_new(&generate_secret_kind);
  if (!of) return mote_throw_out_of_memory(vm);
  if (!read_key(vm, call, &of->key)) {
    crypto_task_free(&of->task);
    return false;
  }
  of->key.length = (uint32_t)mote_as_number(vm, mote_argument(call, OWN));
  return crypto_task_start(vm, call, &generate_secret_kind, &of->task, of->key.length <= 4096);
}

/* --- generating pairs --- */

/* The longest modulus that is generated, which takes a minute; and the shortest that OpenSSL makes. */
#define MODULUS_MAX 16384
#define MODULUS_MIN 512

static EVP_PKEY *generate_rsa(uint32_t bits, const Bytes *exponent) {
  EVP_PKEY *pkey = NULL;
  if (bits < MODULUS_MIN || bits > MODULUS_MAX || exponent->length > 256) return NULL;
  BIGNUM *e = BN_bin2bn(exponent->data, (int)exponent->length, NULL);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
  bool ok = e && BN_is_odd(e) && !BN_is_one(e) && BN_num_bits(e) <= 256 && context &&
            EVP_PKEY_keygen_init(context) == 1 &&
            EVP_PKEY_CTX_set_rsa_keygen_bits(context, (int)bits) == 1 &&
            EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, e) == 1;
  if (ok && EVP_PKEY_generate(context, &pkey) != 1) pkey = NULL;
  EVP_PKEY_CTX_free(context);
  BN_free(e);
  return pkey;
}

static bool generate_pair_work(CryptoTask *task) {
  KeyTask *of = (KeyTask *)task;
  KeyAlgorithm algorithm = of->key.algorithm;
  switch (algorithm_family(algorithm)) {
    case FAMILY_RSA: of->pkey = generate_rsa(of->modulus_length, &task->input); break;
    case FAMILY_EC:
      of->pkey = EVP_PKEY_Q_keygen(NULL, NULL, "EC", curve_group(of->key.curve));
      break;
    default: of->pkey = EVP_PKEY_Q_keygen(NULL, NULL, algorithm_name(algorithm)); break;
  }
  return of->pkey != NULL;
}

static bool generate_pair_result(MoteVm *vm, CryptoTask *task, MoteValue *out) {
  KeyTask *of = (KeyTask *)task;
  MoteValue private_key, public_key;
  TRY(take_pkey(vm, of));
  CryptoKey public_part = of->key, private_part = of->key;
  public_part.type = KEY_PUBLIC;
  public_part.usages = of->public_usages;
  public_part.extractable = true;
  private_part.type = KEY_PRIVATE;
  key_material_hold(of->key.material);
  if (!key_new(vm, &private_part, &private_key)) {
    key_material_release(of->key.material);
    return false;
  }
  return key_new(vm, &public_part, &public_key) && mote_object_new(vm, out) &&
         mote_define(vm, *out, "privateKey", private_key, MOTE_DEFAULT) &&
         mote_define(vm, *out, "publicKey", public_key, MOTE_DEFAULT);
}

static const CryptoTaskKind generate_pair_kind = {generate_pair_work, generate_pair_result,
                                                  key_task_free};

/* generatePair(…, usages of the public key, modulus length, public exponent): resolves to a CryptoKeyPair. */
bool operation_generate_pair(MoteVm *vm, MoteCall *call) {
  KeyTask *of = key_task_new(&generate_pair_kind);
  if (!of) return mote_throw_out_of_memory(vm);
  of->public_usages = (unsigned)mote_as_number(vm, mote_argument(call, OWN));
  of->modulus_length = (uint32_t)mote_as_number(vm, mote_argument(call, OWN + 1));
  if (!read_key(vm, call, &of->key) ||
      !bytes_copy(vm, mote_argument(call, OWN + 2), &of->task.input)) {
    crypto_task_free(&of->task);
    return false;
  }
  return crypto_task_start(vm, call, &generate_pair_kind, &of->task, false);
}
