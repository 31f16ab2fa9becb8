/* SPDX-License-Identifier: MIT */
/* object_url.h: URL.createObjectURL and URL.revokeObjectURL, which lib/web/blob.ts has. */
#ifndef RUNTIME_WEB_OBJECT_URL_H
#define RUNTIME_WEB_OBJECT_URL_H

#include "runtime/runtime.h"

bool object_url_create(MoteVm *vm, MoteCall *call);
bool object_url_revoke(MoteVm *vm, MoteCall *call);

#endif
