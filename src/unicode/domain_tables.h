/* SPDX-License-Identifier: MIT */
/* domain_tables.h: what may stand in domain names. Private to src/unicode.
 *
 * Runs of characters that have the same value, in order. A run is a byte: the number of the value (5 bits) and the
 * length less one (3 bits); where those are DOMAIN_RUN_ESCAPE, the rest of the length follows, seven bits a byte from
 * the lowest, with the eighth set where more follow. Some runs have an entry, so that none is far from one. Values are
 *
 *   joining (3 bits) | direction (3) | status (2)
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

#define DOMAIN_RUN_BITS   3
#define DOMAIN_RUN_ESCAPE 7u

extern const uint8_t unicode_domain_values[], unicode_domain_runs[];
/* Of an entry: its run's first character, and where in the runs it is. */
extern const uint32_t unicode_domain_points[];
extern const uint16_t unicode_domain_offsets[];
extern const uint32_t unicode_domain_entry_count;

#endif
