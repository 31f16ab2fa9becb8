/* SPDX-License-Identifier: MIT */
/* operations.h: the C functions behind lib/web/subtle_crypto.ts: the operations of the algorithms. What they are given
 * has been checked and normalised there; a function that finds it otherwise throws a TypeError. */
#ifndef RUNTIME_CRYPTO_OPERATIONS_H
#define RUNTIME_CRYPTO_OPERATIONS_H

#include "runtime/runtime.h"

bool operation_base64url_length(MoteVm *vm, MoteCall *call);
bool operation_cipher(MoteVm *vm, MoteCall *call);
bool operation_derive_bits(MoteVm *vm, MoteCall *call);
bool operation_digest(MoteVm *vm, MoteCall *call);
bool operation_equal_bytes(MoteVm *vm, MoteCall *call);
bool operation_export_bytes(MoteVm *vm, MoteCall *call);
bool operation_export_jwk(MoteVm *vm, MoteCall *call);
bool operation_generate_pair(MoteVm *vm, MoteCall *call);
bool operation_generate_secret(MoteVm *vm, MoteCall *call);
bool operation_hash_copy(MoteVm *vm, MoteCall *call);
bool operation_hash_digest(MoteVm *vm, MoteCall *call);
bool operation_hash_new(MoteVm *vm, MoteCall *call);
bool operation_hash_update(MoteVm *vm, MoteCall *call);
bool operation_hmac(MoteVm *vm, MoteCall *call);
bool operation_import_pkey(MoteVm *vm, MoteCall *call);
bool operation_import_secret(MoteVm *vm, MoteCall *call);
bool operation_rsa_oaep(MoteVm *vm, MoteCall *call);
bool operation_sign(MoteVm *vm, MoteCall *call);

#endif
