/* SPDX-License-Identifier: MIT */
/* url_search_params.h: class URLSearchParams, and the query object of a URL.
 * https://url.spec.whatwg.org/#interface-urlsearchparams */
#ifndef RUNTIME_WEB_URL_SEARCH_PARAMS_H
#define RUNTIME_WEB_URL_SEARCH_PARAMS_H

#include "runtime/web/urlencoded.h"

/* Makes the class, if it has not been. */
MOTE_CHECK bool search_params_class(MoteVm *vm, MoteClass **out);
/* A new query object of an object of class URL. */
MOTE_CHECK bool search_params_new(MoteVm *vm, MoteValue url_object, UrlText query, MoteValue *out);
/* Gives a query object the pairs of another query. */
MOTE_CHECK bool search_params_refill(MoteVm *vm, MoteValue params, UrlText query);
/* An array of what an iterator has still to give; undefined: it is none. The iterator does not move. */
MOTE_CHECK bool search_params_iterator_rest(MoteVm *vm, MoteValue iterator, MoteValue *out);
/* The pairs of a URLSearchParams object; NULL: it is none. */
const PairList *search_params_pairs(MoteVm *vm, MoteValue value);

/* How they are shown by console.log: the functions behind Symbol.for("nodejs.util.inspect.custom"). url_inspect.c */
bool url_inspect(MoteVm *vm, MoteCall *call);
bool search_params_inspect(MoteVm *vm, MoteCall *call);
bool search_params_iterator_inspect(MoteVm *vm, MoteCall *call);
/* Defines such a function on a class's prototype. */
MOTE_CHECK bool define_inspect(MoteVm *vm, const MoteClass *class_, MoteFunction function);

/* url_class.c: gives the URL of an object of class URL this query. */
MOTE_CHECK bool url_object_set_query(MoteVm *vm, MoteValue object, UrlText query);

#endif
