/* SPDX-License-Identifier: MIT */
/* url_class.h: the classes URL and URLSearchParams. https://url.spec.whatwg.org/#api */
#ifndef RUNTIME_WEB_URL_CLASS_H
#define RUNTIME_WEB_URL_CLASS_H

#include "runtime/web/url.h"

/* mote:internal/url: { URL, URLSearchParams }, and the functions of url_functions.c. */
bool url_make_module(Runtime *rt, MoteValue *out);

/* The Url of an object of class URL, which lives until a part of the object is set; NULL: it is none. */
const Url *url_of_object(MoteVm *vm, MoteValue value);
/* A new object of class URL, which takes the Url over, on failure, too. */
MOTE_CHECK bool url_object_new(MoteVm *vm, Url *url, MoteValue *out);
/* Throws TypeError "Invalid URL" with the code ERR_INVALID_URL, the input, and the base unless it is undefined. Always
 * false. */
bool throw_invalid_url(MoteVm *vm, MoteValue input, MoteValue base);

#endif
