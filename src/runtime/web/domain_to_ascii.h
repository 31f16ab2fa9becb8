/* SPDX-License-Identifier: MIT */
/* domain_to_ascii.h: internationalised domain names. https://url.spec.whatwg.org/#idna */
#ifndef RUNTIME_WEB_DOMAIN_TO_ASCII_H
#define RUNTIME_WEB_DOMAIN_TO_ASCII_H

#include "runtime/runtime.h"

/* Unicode ToASCII of a domain in UTF-8, as the domain parser that is not strict calls it. *out: malloc'ed; NULL: it is
 * no domain. False: exception. */
MOTE_CHECK bool domain_to_ascii(MoteVm *vm, const char *domain, size_t length, char **out);
/* Unicode ToUnicode. *out: malloc'ed, in UTF-8; where the standard finds errors, the domain itself. */
MOTE_CHECK bool domain_to_unicode(MoteVm *vm, const char *domain, size_t length, char **out);

#endif
