/* SPDX-License-Identifier: MIT */
/* file_url.h: between paths and file: URLs, as node:url has it.
 * https://nodejs.org/api/url.html#urlfileurltopathurl-options */
#ifndef RUNTIME_WEB_FILE_URL_H
#define RUNTIME_WEB_FILE_URL_H

#include "runtime/web/url.h"

/* The path of a file: URL, malloc'ed. TypeError with the code ERR_INVALID_URL_SCHEME, ERR_INVALID_FILE_URL_HOST (only
 * an empty one is here) or ERR_INVALID_FILE_URL_PATH (an escaped "/" or NUL). */
MOTE_CHECK bool file_url_path(MoteVm *vm, const Url *url, char **out);
/* The same from the URL's text. TypeError with the code ERR_INVALID_URL, too. */
MOTE_CHECK bool file_url_parse(MoteVm *vm, const char *text, char **out);
/* Appends the file: URL of an absolute path. */
void file_url_append(Text *out, const char *path);

#endif
