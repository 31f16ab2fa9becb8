/* SPDX-License-Identifier: MIT */
/* time_zone_names.h: the English names of the zones of the time-zone database. */
#ifndef MOTE_BASE_TIME_ZONE_NAMES_H
#define MOTE_BASE_TIME_ZONE_NAMES_H

#include "base/common.h"

/* What zones that share their clocks are called. */
typedef struct ZoneNames {
  const char *standard; /* "Central European Standard Time"; NULL: no name of its own */
  const char *daylight;
  const char *zones; /* every zone's name with a space before and after */
} ZoneNames;

/* The generated table (time_zone_names.c). */
extern const ZoneNames zone_names[];
extern const uint32_t zone_names_count;

/* The names of a zone ("Europe/Berlin"), or NULL. */
static inline const ZoneNames *zone_names_find(const char *zone) {
  size_t length = strlen(zone);
  for (uint32_t i = 0; i < zone_names_count; i++)
    for (const char *at = zone_names[i].zones + 1; length && (at = strstr(at, zone)); at++)
      if (at[-1] == ' ' && at[length] == ' ') return &zone_names[i];
  return NULL;
}

#endif
