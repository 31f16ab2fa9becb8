/* SPDX-License-Identifier: MIT */
/* cipher.c: AES in the modes CTR, CBC, GCM and KW. */
#include <openssl/evp.h>
#include <stdlib.h>

#include "runtime/crypto/crypto.h"
#include "runtime/crypto/key.h"
#include "runtime/crypto/operations.h"
#include "runtime/web/dom_exception.h"

/* Ciphering so many bytes takes less time than asking a thread of the pool to do it. */
#define AT_ONCE_MAX ((size_t)16384)
#define BLOCK       16
/* OpenSSL counts bytes in ints. */
#define STEP_MAX ((size_t)1 << 30)

typedef struct CipherTask {
  CryptoTask task;
  KeyMaterial *material;
  EVP_CIPHER *method;
  KeyAlgorithm algorithm;
  bool encrypt;
  Bytes iv;              /* CTR: the counter block */
  Bytes additional_data; /* GCM */
  size_t tag_length;     /* GCM, in bytes */
  unsigned counter_bits; /* CTR */
} CipherTask;

static void cipher_free(CryptoTask *task) {
  CipherTask *of = (CipherTask *)task;
  key_material_release(of->material);
  if (of->method) EVP_CIPHER_free(of->method);
  bytes_free(&of->iv);
  bytes_free(&of->additional_data);
}

/* --- methods --- */

static const char *method_name(KeyAlgorithm algorithm, size_t key_length) {
  static const char *const names[][3] = {
      [ALGORITHM_AES_CTR] = {"AES-128-CTR", "AES-192-CTR", "AES-256-CTR"},
      [ALGORITHM_AES_CBC] = {"AES-128-CBC", "AES-192-CBC", "AES-256-CBC"},
      [ALGORITHM_AES_GCM] = {"AES-128-GCM", "AES-192-GCM", "AES-256-GCM"},
      [ALGORITHM_AES_KW] = {"AES-128-WRAP", "AES-192-WRAP", "AES-256-WRAP"},
  };
  return names[algorithm][key_length / 8 - 2];
}

/* With a hold on it; NULL: exception. */
static EVP_CIPHER *method_of(MoteVm *vm, KeyAlgorithm algorithm, size_t key_length) {
  Crypto *crypto = crypto_of(runtime_of(vm));
  if (!crypto) return NULL;
  EVP_CIPHER **kept = &crypto->ciphers[(size_t)algorithm * 3 + key_length / 8 - 2];
  if (!*kept) *kept = EVP_CIPHER_fetch(NULL, method_name(algorithm, key_length), NULL);
  if (*kept && EVP_CIPHER_up_ref(*kept)) return *kept;
  throw_dom_exception(vm, "OperationError", "OpenSSL has no %s",
                      method_name(algorithm, key_length));
  return NULL;
}

/* --- work --- */

static bool update(EVP_CIPHER_CTX *context, uint8_t *to, const uint8_t *from, size_t length,
                   size_t *written) {
  while (length > 0) {
    size_t step = length < STEP_MAX ? length : STEP_MAX;
    int count;
    if (!EVP_CipherUpdate(context, to ? to + *written : NULL, &count, from, (int)step))
      return false;
    if (to) *written += (size_t)count;
    from += step;
    length -= step;
  }
  return true;
}

static bool begin(CipherTask *of, EVP_CIPHER_CTX *context, const uint8_t *iv) {
  return EVP_CipherInit_ex2(context, of->method, of->material->secret.data, iv, of->encrypt, NULL);
}

static bool cbc_work(CipherTask *of, EVP_CIPHER_CTX *context) {
  const Bytes *input = &of->task.input;
  Bytes *output = &of->task.output;
  size_t written = 0;
  int last;
  if (!of->encrypt && (input->length == 0 || input->length % BLOCK != 0)) return false;
  if (!bytes_make(output, input->length + BLOCK) || !begin(of, context, of->iv.data) ||
      !update(context, output->data, input->data, input->length, &written) ||
      !EVP_CipherFinal_ex(context, output->data + written, &last))
    return false;
  output->length = written + (size_t)last;
  return true;
}

/* --- CTR, whose counter is the last bits of the block, and turns over within them --- */

/* How many blocks there are until the counter is all zeros; at most `limit`. */
static uint64_t blocks_until_zero(const CipherTask *of, uint64_t limit) {
  uint64_t counter = 0, mask = of->counter_bits < 64 ? (1ull << of->counter_bits) - 1 : UINT64_MAX;
  unsigned high = of->counter_bits > 64 ? of->counter_bits - 64 : 0; /* bits before the last 64 */
  for (size_t i = BLOCK - 9; high > 0; i--) {
    unsigned bits = high < 8 ? high : 8, ones = (1u << bits) - 1;
    if ((of->iv.data[i] & ones) != ones) return limit;
    high -= bits;
  }
  for (size_t i = BLOCK - 8; i < BLOCK; i++) counter = counter << 8 | of->iv.data[i];
  uint64_t left = mask - (counter & mask); /* and one more */
  return left >= limit ? limit : left + 1;
}

static void zero_counter(const CipherTask *of, uint8_t block[BLOCK]) {
  unsigned bits = of->counter_bits;
  memcpy(block, of->iv.data, BLOCK);
  for (size_t i = BLOCK; bits > 0; bits -= bits < 8 ? bits : 8) {
    i--;
    block[i] = bits < 8 ? (uint8_t)(block[i] >> bits << bits) : 0;
  }
}

static bool ctr_work(CipherTask *of, EVP_CIPHER_CTX *context) {
  const Bytes *input = &of->task.input;
  uint64_t blocks = (input->length + BLOCK - 1) / BLOCK;
  size_t written = 0;
  if (of->counter_bits < 64 && blocks > 1ull << of->counter_bits) return false;
  if (!bytes_make(&of->task.output, input->length) || !begin(of, context, of->iv.data))
    return false;
  uint64_t before = blocks_until_zero(of, blocks);
  size_t first = before < blocks ? (size_t)before * BLOCK : input->length;
  if (!update(context, of->task.output.data, input->data, first, &written)) return false;
  if (first == input->length) return true;
  uint8_t block[BLOCK];
  zero_counter(of, block);
  return begin(of, context, block) && update(context, of->task.output.data, input->data + first,
                                             input->length - first, &written);
}

/* --- GCM, whose tag stands behind the ciphertext --- */

static bool gcm_begin(CipherTask *of, EVP_CIPHER_CTX *context) {
  size_t none = 0;
  return of->iv.length > 0 && of->iv.length <= INT32_MAX &&
         EVP_CipherInit_ex2(context, of->method, NULL, NULL, of->encrypt, NULL) &&
         EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, (int)of->iv.length, NULL) == 1 &&
         EVP_CipherInit_ex2(context, NULL, of->material->secret.data, of->iv.data, of->encrypt,
                            NULL) &&
         update(context, NULL, of->additional_data.data, of->additional_data.length, &none);
}

static bool gcm_encrypt(CipherTask *of, EVP_CIPHER_CTX *context) {
  const Bytes *input = &of->task.input;
  Bytes *output = &of->task.output;
  size_t written = 0;
  int last;
  return bytes_make(output, input->length + of->tag_length) && gcm_begin(of, context) &&
         update(context, output->data, input->data, input->length, &written) &&
         EVP_CipherFinal_ex(context, output->data + written, &last) &&
         EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, (int)of->tag_length,
                             output->data + written) == 1;
}

static bool gcm_decrypt(CipherTask *of, EVP_CIPHER_CTX *context) {
  const Bytes *input = &of->task.input;
  Bytes *output = &of->task.output;
  size_t written = 0;
  int last;
  if (input->length < of->tag_length) return false;
  size_t length = input->length - of->tag_length;
  return bytes_make(output, length) && gcm_begin(of, context) &&
         update(context, output->data, input->data, length, &written) &&
         EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, (int)of->tag_length,
                             input->data + length) == 1 &&
         EVP_CipherFinal_ex(context, output->data + written, &last);
}

/* --- KW --- */

static bool kw_work(CipherTask *of, EVP_CIPHER_CTX *context) {
  const Bytes *input = &of->task.input;
  Bytes *output = &of->task.output;
  size_t written = 0;
  size_t shortest = of->encrypt ? 16 : 24;
  if (input->length % 8 != 0 || input->length < shortest || input->length > STEP_MAX) return false;
  EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  if (!bytes_make(output, input->length + 8) || !begin(of, context, NULL) ||
      !update(context, output->data, input->data, input->length, &written))
    return false;
  output->length = written;
  return true;
}

static bool cipher_work(CryptoTask *task) {
  CipherTask *of = (CipherTask *)task;
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  bool ok = false;
  if (!context) return false;
  switch (of->algorithm) {
    case ALGORITHM_AES_CBC: ok = cbc_work(of, context); break;
    case ALGORITHM_AES_CTR: ok = ctr_work(of, context); break;
    case ALGORITHM_AES_GCM:
      ok = of->encrypt ? gcm_encrypt(of, context) : gcm_decrypt(of, context);
      break;
    default: ok = kw_work(of, context); break;
  }
  EVP_CIPHER_CTX_free(context);
  return ok;
}

static const CryptoTaskKind cipher_kind = {cipher_work, NULL, cipher_free};

static bool cipher_parse(MoteVm *vm, MoteCall *call, CipherTask *of) {
  CryptoKey *key;
  TRY(key_argument(vm, mote_argument(call, 0), &key));
  of->material = key_material_hold(key->material);
  of->algorithm = key->algorithm;
  of->encrypt = mote_as_boolean(vm, mote_argument(call, 1));
  of->method = method_of(vm, key->algorithm, key->material->secret.length);
  of->tag_length = (size_t)mote_as_number(vm, mote_argument(call, 5)) / 8;
  of->counter_bits = (unsigned)mote_as_number(vm, mote_argument(call, 6));
  return of->method && bytes_copy(vm, mote_argument(call, 2), &of->task.input) &&
         bytes_copy(vm, mote_argument(call, 3), &of->iv) &&
         bytes_copy(vm, mote_argument(call, 4), &of->additional_data);
}

/* cipher(key, encrypt, data, iv, additional data, tag's length, counter's length): lengths in bits, and undefined what
 * the mode lacks. */
bool operation_cipher(MoteVm *vm, MoteCall *call) {
  CipherTask *of = calloc(1, sizeof *of);
  if (!of) return mote_throw_out_of_memory(vm);
  of->task.kind = &cipher_kind;
  if (!cipher_parse(vm, call, of)) {
    crypto_task_free(&of->task);
    return false;
  }
  return crypto_task_start(vm, call, &cipher_kind, &of->task,
                           of->task.input.length + of->additional_data.length <= AT_ONCE_MAX);
}
