/* SPDX-License-Identifier: MIT */
/* domain_tables.h: what may stand in domain names. Private to src/unicode.
 *
 * Ranges in order, each up to the next one:
 *
 *   first code point (24 bits) | joining (3) | direction (3) | status (2)
 *
 * A status says nothing of mapped characters: they are those that change when they are decomposed for compatibility,
 * folded and composed, see domain.c. */
#ifndef MOTE_UNICODE_DOMAIN_TABLES_H
#define MOTE_UNICODE_DOMAIN_TABLES_H

#include "base/common.h"

/* Numbers are those of tools/unicode/domains.mjs. */
typedef enum DomainStatus {
  DOMAIN_CHARACTER, /* valid, or mapped */
  DOMAIN_MARK, /* the same, but no label begins with it */
  DOMAIN_DISALLOWED,
  DOMAIN_IGNORED,
} DomainStatus;

/* Values of Bidi_Class, as far as RFC 5893 tells them apart. */
typedef enum DomainDirection {
  DIRECTION_REFUSED, /* those that no label of a domain with right-to-left text has */
  DIRECTION_LEFT, /* L */
  DIRECTION_RIGHT, /* R and AL */
  DIRECTION_EUROPEAN_NUMBER,
  DIRECTION_ARABIC_NUMBER,
  DIRECTION_NEUTRAL, /* ES, CS, ET, ON and BN */
  DIRECTION_NONSPACING,
} DomainDirection;

typedef enum DomainJoining {
  JOINING_NONE,
  JOINING_LEFT,
  JOINING_RIGHT,
  JOINING_DUAL,
  JOINING_TRANSPARENT,
} DomainJoining;

extern const uint32_t unicode_domain_ranges[];
extern const uint32_t unicode_domain_range_count;

#endif
