/* SPDX-License-Identifier: MIT */
/* time_zone_rule.h: the rules of POSIX's TZ variable, which also end TZif files:
 * "CET-1CEST,M3.5.0,M10.5.0/3". */
#ifndef MOTE_BASE_TIME_ZONE_RULE_H
#define MOTE_BASE_TIME_ZONE_RULE_H

#include "base/time_zone.h"

/* When in the year clocks change. */
typedef struct ZoneChange {
  char kind; /* 'M': month, week, week day; 'J': day 1 to 365, never 02-29; '0': day 0 to 365 */
  int32_t month, week, day;
  int32_t time; /* seconds after local midnight, also negative */
} ZoneChange;

typedef struct ZoneRule {
  int32_t standard, daylight; /* offsets, seconds east of UTC */
  bool changes; /* false: standard time all the year */
  ZoneChange to_daylight, to_standard;
} ZoneRule;

/* Reads a rule of exactly `length` bytes; false: it is none. */
MUST_USE bool zone_rule_parse(const char *text, size_t length, ZoneRule *out);
/* The period that a moment lies in. */
ZonePeriod zone_rule_period(const ZoneRule *rule, int64_t seconds);

#endif
