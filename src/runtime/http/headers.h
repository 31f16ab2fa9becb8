/* SPDX-License-Identifier: MIT */
/* headers.h: the interface Headers. https://fetch.spec.whatwg.org/#headers-class */
#ifndef RUNTIME_HTTP_HEADERS_H
#define RUNTIME_HTTP_HEADERS_H

#include "runtime/http/header_list.h"
#include "runtime/http/http.h"

MOTE_CHECK bool headers_class(MoteVm *vm, MoteClass **out);
/* A Headers object for a list, with a hold of its own. */
MOTE_CHECK bool headers_object(MoteVm *vm, HeaderList *list, MoteValue *out);
/* Fills a list from a HeadersInit: a sequence of pairs or a record. Runs JavaScript. */
MOTE_CHECK bool headers_fill(MoteVm *vm, HeaderList *list, MoteValue init);
/* Appends the headers of another list, as far as the guard lets them in. */
MOTE_CHECK bool headers_copy(MoteVm *vm, HeaderList *list, const HeaderList *from);
/* The list of a Headers object, or NULL. */
HeaderList *headers_list_of(MoteVm *vm, MoteValue value);

#endif
