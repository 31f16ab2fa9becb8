/* SPDX-License-Identifier: MIT */
/* crypto_task.h: an operation of SubtleCrypto: an async host function whose work is done on the pool or, if it is
 * small, at once.
 *
 * To the program both are the same: the standard settles promises in a task of the loop's, so what was done at once
 * waits for the loop's next turn. */
#ifndef RUNTIME_CRYPTO_CRYPTO_TASK_H
#define RUNTIME_CRYPTO_CRYPTO_TASK_H

#include "runtime/crypto/bytes.h"
#include "runtime/pool_task.h"

typedef struct CryptoTask CryptoTask;

typedef struct CryptoTaskKind {
  /* On any thread. False: the operation failed; task->failure may say how. */
  bool (*work)(CryptoTask *task);
  /* The value, or throws. NULL: an ArrayBuffer with the output. */
  bool (*result)(MoteVm *vm, CryptoTask *task, MoteValue *out);
  /* Frees what the task has beyond its input and output. May be NULL. */
  void (*free)(CryptoTask *task);
} CryptoTaskKind;

/* The first member of each operation's struct, from calloc. */
struct CryptoTask {
  PoolTask pool;
  const CryptoTaskKind *kind;
  Bytes input; /* a copy of the program's bytes */
  Bytes output;
  const char *failure; /* the message of the error; NULL: the usual one */
  const char *failure_name; /* of the DOMException; NULL: OperationError */
  bool ok;
  bool is_valid; /* what a kind that verifies found */
  bool is_secret; /* input and output are cleared when they are freed */
  CryptoTask *next;
};

/* CryptoTaskKind.result of what verifies: is_valid. */
bool crypto_task_is_valid(MoteVm *vm, CryptoTask *task, MoteValue *out);

/* Those done at once and not settled yet. */
typedef struct FinishedTasks {
  uv_idle_t idle;
  CryptoTask *first, **last;
  unsigned count;
  bool is_open; /* the handle is the loop's */
} FinishedTasks;

/* Starts the task for a call and takes it over, also where it fails. at_once: it is over in a few microseconds. */
bool crypto_task_start(MoteVm *vm, MoteCall *call, const CryptoTaskKind *kind, CryptoTask *task,
                       bool at_once);
/* For a task that was not started. */
void crypto_task_free(CryptoTask *task);

bool finished_tasks_open(Runtime *rt, FinishedTasks *finished);
/* When the runtime ends: what has not settled never will. */
void finished_tasks_close(FinishedTasks *finished);

#endif
