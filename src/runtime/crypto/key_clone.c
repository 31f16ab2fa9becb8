/* SPDX-License-Identifier: MIT */
/* key_clone.c: see key_clone.h.
 *
 * What stands for a key in a message is a Uint8Array: the struct without its material, and behind it the material,
 * as PKCS #8, SubjectPublicKeyInfo or the secret itself. Messages may be dropped or read many times, so they hold no
 * material of a VM's. The bytes never meet the program, also those of keys that are not extractable; they are
 * cleared where they have been written and read, and in messages that are freed. */
#include "runtime/crypto/key_clone.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/crypto/key.h"
#include "runtime/crypto/pkey.h"
#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"
#include "runtime/web/dom_exception.h"

static bool material_to_bytes(const CryptoKey *key, Bytes *out) {
  const KeyMaterial *material = key->material;
  if (key->type == KEY_PUBLIC) return pkey_to_spki(material->pkey, out);
  if (key->type == KEY_PRIVATE) return pkey_to_pkcs8(material->pkey, out);
  if (!bytes_make(out, material->secret.length)) return false;
  if (out->length) memcpy(out->data, material->secret.data, out->length);
  return true;
}

/* NULL: no memory. */
static KeyMaterial *material_from_bytes(const CryptoKey *key, const uint8_t *data, size_t length) {
  Bytes bytes;
  if (!bytes_make(&bytes, length)) return NULL;
  if (length) memcpy(bytes.data, data, length);
  if (key->type == KEY_SECRET) return key_material_of_secret(&bytes);
  const PkeyKind kind = {key->algorithm, key->curve};
  EVP_PKEY *pkey =
      key->type == KEY_PUBLIC ? pkey_from_spki(&kind, &bytes) : pkey_from_pkcs8(&kind, &bytes);
  bytes_wipe(&bytes);
  return pkey ? key_material_of_pkey(pkey) : NULL;
}

/* False: no memory. */
static bool key_to_bytes(const CryptoKey *key, Bytes *out) {
  CryptoKey head = *key;
  Bytes material;
  if (!material_to_bytes(key, &material)) return false;
  bool ok = bytes_make(out, sizeof head + material.length);
  head.material = NULL;
  if (ok) {
    memcpy(out->data, &head, sizeof head);
    memcpy(out->data + sizeof head, material.data, material.length);
  }
  bytes_wipe(&material);
  return ok;
}

static void release_secret(void *memory, void *length) {
  explicit_bzero(memory, (size_t)(uintptr_t)length);
  free(memory);
}

/* An ArrayBuffer that takes the memory over, and clears it. */
static bool lend_secret(MoteVm *vm, const Bytes *bytes, MoteValue *out) {
  return mote_array_buffer_borrow(vm, bytes->data, bytes->length, release_secret,
                                  (void *)(uintptr_t)bytes->length, out);
}

/* write ( object, forStorage ) */
static bool write_key(MoteVm *vm, MoteCall *call) {
  const CryptoKey *key = key_find(vm, mote_argument(call, 0));
  Bytes bytes;
  MoteValue buffer, array;
  if (!key) return true; /* an object that only inherits from the prototype */
  if (mote_as_boolean(vm, mote_argument(call, 1)))
    return throw_dom_exception(vm, "DataCloneError", "A CryptoKey cannot be stored");
  if (!key_to_bytes(key, &bytes)) return mote_throw_out_of_memory(vm);
  if (!lend_secret(vm, &bytes, &buffer)) {
    bytes_wipe(&bytes);
    return false;
  }
  return mote_typed_array_new(vm, "Uint8Array", buffer, 0, bytes.length, &array) &&
         mote_return(call, array);
}

/* read ( bytes ) */
static bool read_key(MoteVm *vm, MoteCall *call) {
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  CryptoKey key;
  MoteValue object;
  if (bytes.length < sizeof key)
    return throw_dom_exception(vm, "DataCloneError", "The CryptoKey could not be read");
  memcpy(&key, bytes.data, sizeof key);
  key.material = material_from_bytes(&key, (const uint8_t *)bytes.data + sizeof key,
                                     bytes.length - sizeof key);
  explicit_bzero(bytes.data, bytes.length);
  if (!key.material) return mote_throw_out_of_memory(vm);
  return key_new(vm, &key, &object) && mote_return(call, object);
}

bool key_clone_register(Runtime *rt, MoteValue constructor) {
  static const FunctionRow functions[] = {{"write", write_key, 2}, {"read", read_key, 1}};
  MoteVm *vm = rt->vm;
  MoteValue module, record, kind, result;
  TRY(builtin_module_get(rt, "mote:internal/structured_clone", &module) &&
      mote_string(vm, "mote:internal/crypto#CryptoKey", MOTE_NUL_TERMINATED, &kind) &&
      mote_object_new(vm, &record) && mote_set(vm, record, "isSecret", mote_boolean(true)) &&
      define_functions(vm, record, functions, LENGTH_OF(functions), MOTE_HIDDEN));
  const MoteValue arguments[] = {constructor, kind, record};
  return mote_invoke(vm, module, "register", arguments, LENGTH_OF(arguments), &result);
}
