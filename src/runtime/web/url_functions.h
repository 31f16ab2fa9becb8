/* SPDX-License-Identifier: MIT */
/* url_functions.h: the functions in C behind node:url. */
#ifndef RUNTIME_WEB_URL_FUNCTIONS_H
#define RUNTIME_WEB_URL_FUNCTIONS_H

#include "runtime/runtime.h"

/* Defines domainToASCII(text), domainToUnicode(text), filePath(href) and fileUrl(path). */
bool url_functions_define(MoteVm *vm, MoteValue exports);

#endif
