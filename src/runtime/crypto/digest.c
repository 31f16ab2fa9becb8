/* SPDX-License-Identifier: MIT */
/* digest.c: SubtleCrypto's digest operation. */
#include "runtime/crypto/operations.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "runtime/crypto/crypto.h"

/* Hashing so many bytes takes less time than asking a thread of the pool to do it. */
#define AT_ONCE_MAX ((size_t)8192)

typedef struct DigestTask {
  CryptoTask task;
  EVP_MD *method;
} DigestTask;

static bool digest_work(CryptoTask *task) {
  unsigned size = EVP_MAX_MD_SIZE;
  const DigestTask *digest = (DigestTask *)task;
  if (!bytes_make(&task->output, EVP_MAX_MD_SIZE)) return false;
  bool ok = EVP_Digest(task->input.data, task->input.length, task->output.data, &size,
                       digest->method, NULL);
  task->output.length = size;
  return ok;
}

static void digest_free(CryptoTask *task) {
  DigestTask *digest = (DigestTask *)task;
  if (digest->method) EVP_MD_free(digest->method);
}

static const CryptoTaskKind digest_kind = {digest_work, NULL, digest_free};

static bool digest_parse(MoteVm *vm, MoteCall *call, DigestTask *digest) {
  Hash hash;
  TRY(hash_argument(vm, mote_argument(call, 0), &hash) &&
      bytes_copy(vm, mote_argument(call, 1), &digest->task.input));
  digest->method = hash_method(vm, hash);
  return digest->method != NULL;
}

/* digest(hash, data) */
bool operation_digest(MoteVm *vm, MoteCall *call) {
  DigestTask *digest = calloc(1, sizeof *digest);
  if (!digest) return mote_throw_out_of_memory(vm);
  digest->task.kind = &digest_kind;
  if (!digest_parse(vm, call, digest)) {
    crypto_task_free(&digest->task);
    return false;
  }
  return crypto_task_start(vm, call, &digest_kind, &digest->task,
                           digest->task.input.length <= AT_ONCE_MAX);
}
