/* SPDX-License-Identifier: MIT */
/* response.h: the interface Response. https://fetch.spec.whatwg.org/#response-class */
#ifndef RUNTIME_HTTP_RESPONSE_H
#define RUNTIME_HTTP_RESPONSE_H

#include "runtime/http/message.h"

typedef enum ResponseType { RESPONSE_DEFAULT, RESPONSE_ERROR, RESPONSE_BASIC } ResponseType;

typedef struct ResponseData {
  Message message;    /* first */
  uint16_t status;
  ResponseType type;
  bool redirected;
  uint64_t upgrade;   /* that it is the answer of; 0: none. See upgrade.h */
  char *status_text;  /* malloc'ed; NULL: "" */
  char *url;          /* malloc'ed, without its fragment; NULL: "" */
} ResponseData;

MOTE_CHECK bool response_class(MoteVm *vm, MoteClass **out);
/* The data of a Response, or NULL. */
ResponseData *response_data_of(MoteVm *vm, MoteValue value);
/* A new Response, without body, with this guard of its headers. The data is the object's. */
MOTE_CHECK bool response_new(MoteVm *vm, uint16_t status, HeaderGuard guard, MoteValue *out,
                             ResponseData **data);

#endif
