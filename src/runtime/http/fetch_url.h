/* SPDX-License-Identifier: MIT */
/* fetch_url.h: URLs as the Fetch classes take them. */
#ifndef RUNTIME_HTTP_FETCH_URL_H
#define RUNTIME_HTTP_FETCH_URL_H

#include "runtime/http/http.h"

/* Parses a URL, which is absolute, or relative to `location` if the program has that, and serialises it, malloc'ed.
 * TypeError where it is none; `bare`: or where it has a user name or password. Runs JavaScript for objects. */
MOTE_CHECK bool fetch_url_parse(MoteVm *vm, MoteValue value, char **out);
MOTE_CHECK bool fetch_url_parse_bare(MoteVm *vm, MoteValue value, char **out);
/* The same of UTF-8 that is known to be a URL but for details; as it is, where it is none. */
MOTE_CHECK bool fetch_url_normalise(MoteVm *vm, const char *text, size_t length, MoteValue *out);

#endif
