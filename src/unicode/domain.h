/* SPDX-License-Identifier: MIT */
/* domain.h: internationalised domain names, as the URL Standard wants them converted: by UTS 46, not transitional, with
 * CheckBidi and CheckJoiners, without CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength.
 *
 * Labels of more than PUNYCODE_MAX characters that are not ASCII are refused. */
#ifndef MOTE_UNICODE_DOMAIN_H
#define MOTE_UNICODE_DOMAIN_H

#include "base/common.h"

typedef enum DomainResult { DOMAIN_CONVERTED, DOMAIN_INVALID, DOMAIN_OUT_OF_MEMORY } DomainResult;

/* ToASCII and ToUnicode of a domain in UTF-8; what is ill-formed is invalid. *out: from malloc, with a NUL behind it;
 * NULL where nothing is converted.   https://www.unicode.org/reports/tr46/#ToASCII */
DomainResult unicode_domain_to_ascii(const char *domain, size_t length, char **out);
DomainResult unicode_domain_to_unicode(const char *domain, size_t length, char **out);

#endif
