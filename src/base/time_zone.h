/* SPDX-License-Identifier: MIT */
/* time_zone.h: a zone of the system's time-zone database (TZif files, POSIX TZ rules).
 *
 * A zone is read once and then answers without system calls; it remembers the period that it was
 * last asked for, so it belongs to one thread at a time. Times are seconds since 1970-01-01 UTC. */
#ifndef MOTE_BASE_TIME_ZONE_H
#define MOTE_BASE_TIME_ZONE_H

#include "base/common.h"

typedef struct TimeZone TimeZone;

/* A stretch of time without a change: [start, end). */
typedef struct ZonePeriod {
  int64_t start, end;
  int32_t offset; /* seconds east of UTC */
  bool daylight; /* clocks are ahead of the zone's standard time */
} ZonePeriod;

/* The zone that a value of the variable TZ names: "Europe/Berlin", ":Europe/Berlin", the path of a
 * TZif file, a POSIX rule ("CET-1CEST,M3.5.0,M10.5.0/3"); NULL: the system's own. What cannot be
 * read is UTC. NULL: out of memory. */
MUST_USE TimeZone *time_zone_create(const char *tz);
void time_zone_destroy(TimeZone *zone);

/* The period that a moment lies in. A zone that is NULL is UTC, here and below. */
ZonePeriod time_zone_period(TimeZone *zone, int64_t seconds);

/* The offset that local time is to be read with: where clocks are put back the earlier one's, where
 * they are put forward the one before the change. */
int32_t time_zone_offset_of_local(TimeZone *zone, int64_t local_seconds);

/* The zone's English name, "Central European Summer Time", or "GMT+02:00" where it has none; at most
 * ZONE_NAME_SIZE bytes of UTF-8 with the NUL. */
#define ZONE_NAME_SIZE 64
void time_zone_name(const TimeZone *zone, bool daylight, char *out);

#endif
