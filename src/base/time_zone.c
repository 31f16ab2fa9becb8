/* SPDX-License-Identifier: MIT */
/* time_zone.c: reads TZif files (RFC 9636), and finds the period that a moment lies in.
 *
 * Before the first transition the file's first type holds, between transitions the type of the
 * earlier one, and behind the last the rule in the file's footer, or the last type if there is
 * none. The transitions are kept with the offsets that follow them. */
#include "base/time_zone.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/time_zone_names.h"
#include "base/time_zone_rule.h"

#define UNBOUNDED   INT64_MAX
#define ZONE_FOLDER "/usr/share/zoneinfo/"
/* Far more than any zone needs. */
#define FILE_LIMIT ((size_t)1 << 20)
/* No two offsets of a zone are further apart, in seconds. */
#define OFFSET_SPREAD (2 * 86400)

typedef struct Transition {
  int64_t time;
  int32_t offset; /* from then on */
  bool daylight;
} Transition;

struct TimeZone {
  ZonePeriod last; /* that was asked for */
  Transition before; /* holds before the first transition */
  Transition *transitions; /* malloc'ed */
  uint32_t transition_count;
  bool has_rule;
  ZoneRule rule;
  const ZoneNames *names; /* NULL: it has none */
};

/* --- reading files --- */

/* The six counts of a TZif header, in its order. */
typedef struct TzifCounts {
  uint32_t utc_flags, standard_flags, leaps, times, types, characters;
} TzifCounts;

#define TZIF_HEADER 44

static uint64_t big_endian(const uint8_t *bytes, size_t size) {
  uint64_t value = 0;
  for (size_t i = 0; i < size; i++) value = value << 8 | bytes[i];
  return value;
}

static bool read_header(const uint8_t *bytes, size_t length, TzifCounts *out) {
  if (length < TZIF_HEADER || memcmp(bytes, "TZif", 4) != 0) return false;
  uint32_t counts[6];
  for (size_t i = 0; i < 6; i++) {
    counts[i] = (uint32_t)big_endian(bytes + 20 + 4 * i, 4);
    if (counts[i] > FILE_LIMIT) return false;
  }
  *out = (TzifCounts){counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
  return out->types > 0;
}

/* The bytes behind the header, with times of `width` bytes. */
static size_t block_size(const TzifCounts *counts, size_t width) {
  return counts->times * (width + 1) + (size_t)counts->types * 6 + counts->characters +
         counts->leaps * (width + 4) + counts->standard_flags + counts->utc_flags;
}

static bool read_type(const uint8_t *types, uint32_t count, uint32_t i, Transition *out) {
  if (i >= count) return false;
  out->offset = (int32_t)big_endian(types + 6 * i, 4);
  out->daylight = types[6 * i + 4];
  return abs(out->offset) < OFFSET_SPREAD / 2;
}

static bool read_block(TimeZone *zone, const uint8_t *block, const TzifCounts *counts,
                       size_t width) {
  const uint8_t *indices = block + counts->times * width, *types = indices + counts->times;
  zone->transitions = malloc((counts->times + 1) * sizeof(Transition));
  if (!zone->transitions || !read_type(types, counts->types, 0, &zone->before)) return false;
  for (uint32_t i = 0; i < counts->times; i++) {
    Transition *transition = &zone->transitions[i];
    uint64_t time = big_endian(block + i * width, width);
    transition->time = width == 4 ? (int32_t)(uint32_t)time : (int64_t)time;
    if (i > 0 && transition->time <= transition[-1].time) return false;
    if (!read_type(types, counts->types, indices[i], transition)) return false;
  }
  zone->transition_count = counts->times;
  return true;
}

/* Where a file calls the winter daylight saving, because clocks are put back then from the standard
 * of the summer, it is the summer that is to count as daylight. */
static void turn_negative_saving(TimeZone *zone) {
  const Transition *previous = NULL;
  bool was_saving = false;
  for (uint32_t i = 0; i < zone->transition_count; i++) {
    Transition *now = &zone->transitions[i];
    bool saving = now->daylight;
    if (previous && saving && !was_saving && now->offset < previous->offset) now->daylight = false;
    if (previous && !saving && was_saving && now->offset > previous->offset) now->daylight = true;
    was_saving = saving;
    previous = now;
  }
}

static bool read_tzif(TimeZone *zone, const uint8_t *bytes, size_t length) {
  TzifCounts counts;
  if (!read_header(bytes, length, &counts)) return false;
  size_t skipped = TZIF_HEADER + block_size(&counts, 4);
  if (length < skipped) return false;
  if (bytes[4] < '2') return read_block(zone, bytes + TZIF_HEADER, &counts, 4);
  bytes += skipped;
  length -= skipped;
  if (!read_header(bytes, length, &counts)) return false;
  skipped = TZIF_HEADER + block_size(&counts, 8);
  if (length < skipped || !read_block(zone, bytes + TZIF_HEADER, &counts, 8)) return false;
  const char *footer = (const char *)bytes + skipped;
  size_t rest = length - skipped;
  if (rest > 2 && footer[0] == '\n' && footer[rest - 1] == '\n')
    zone->has_rule = zone_rule_parse(footer + 1, rest - 2, &zone->rule);
  turn_negative_saving(zone);
  return true;
}

static bool read_file(TimeZone *zone, const char *path) {
  FILE *file = fopen(path, "rbe");
  if (!file) return false;
  uint8_t *bytes = malloc(FILE_LIMIT);
  size_t length = bytes ? fread(bytes, 1, FILE_LIMIT, file) : 0;
  fclose(file);
  bool ok = length < FILE_LIMIT && read_tzif(zone, bytes, length);
  free(bytes);
  if (ok) return true;
  free(zone->transitions);
  zone->transitions = NULL;
  zone->transition_count = 0;
  zone->before = (Transition){0};
  return false;
}

/* --- finding the zone --- */

/* What follows "zoneinfo/" in a path is the zone's name. */
static const ZoneNames *names_of_path(const char *path) {
  const char *found = strstr(path, "zoneinfo/");
  return found ? zone_names_find(found + strlen("zoneinfo/")) : NULL;
}

/* /etc/localtime is a link into the database; where it is a copy, /etc/timezone may name it. */
static void find_system_zone(TimeZone *zone) {
  char name[PATH_MAX];
  if (!read_file(zone, "/etc/localtime")) {
    zone->names = zone_names_find("UTC");
    return;
  }
  ssize_t length = readlink("/etc/localtime", name, sizeof name - 1);
  if (length > 0) {
    name[length] = '\0';
    zone->names = names_of_path(name);
    return;
  }
  FILE *file = fopen("/etc/timezone", "re");
  if (!file) return;
  if (fgets(name, sizeof name, file)) {
    name[strcspn(name, "\n")] = '\0';
    zone->names = zone_names_find(name);
  }
  fclose(file);
}

static bool find_named_zone(TimeZone *zone, const char *name) {
  char path[PATH_MAX];
  if (*name == '/') {
    if (!read_file(zone, name)) return false;
    zone->names = names_of_path(name);
    return true;
  }
  const char *folder = getenv("TZDIR");
  bool given = folder && *folder;
  int length =
      snprintf(path, sizeof path, "%s%s%s", given ? folder : ZONE_FOLDER, given ? "/" : "", name);
  if (length <= 0 || (size_t)length >= sizeof path || strstr(name, "..")) return false;
  if (!read_file(zone, path)) return false;
  zone->names = zone_names_find(name);
  return true;
}

TimeZone *time_zone_create(const char *tz) {
  TimeZone *zone = calloc(1, sizeof *zone);
  if (!zone) return NULL;
  if (!tz) {
    find_system_zone(zone);
    return zone;
  }
  if (*tz == ':') tz++;
  if (*tz && find_named_zone(zone, tz)) return zone;
  zone->has_rule = zone_rule_parse(tz, strlen(tz), &zone->rule);
  if (!zone->has_rule) zone->names = zone_names_find("UTC");
  return zone;
}

void time_zone_destroy(TimeZone *zone) {
  if (!zone) return;
  free(zone->transitions);
  free(zone);
}

/* --- periods --- */

/* How many transitions are at or before a moment. */
static uint32_t transitions_until(const TimeZone *zone, int64_t seconds) {
  uint32_t low = 0, high = zone->transition_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (zone->transitions[middle].time <= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

static ZonePeriod find_period(const TimeZone *zone, int64_t seconds) {
  uint32_t passed = transitions_until(zone, seconds), count = zone->transition_count;
  const Transition *now = passed ? &zone->transitions[passed - 1] : &zone->before;
  int64_t start = passed ? now->time : -UNBOUNDED;
  int64_t end = passed < count ? zone->transitions[passed].time : UNBOUNDED;
  if (passed < count || !zone->has_rule)
    return (ZonePeriod){start, end, now->offset, now->daylight};
  ZonePeriod period = zone_rule_period(&zone->rule, seconds);
  if (period.start < start) period.start = start;
  return period;
}

ZonePeriod time_zone_period(TimeZone *zone, int64_t seconds) {
  if (!zone) return (ZonePeriod){-UNBOUNDED, UNBOUNDED, 0, false};
  if (seconds < zone->last.start || seconds >= zone->last.end)
    zone->last = find_period(zone, seconds);
  return zone->last;
}

int32_t time_zone_offset_of_local(TimeZone *zone, int64_t local_seconds) {
  ZonePeriod period = time_zone_period(zone, local_seconds - OFFSET_SPREAD);
  while (local_seconds - period.offset >= period.end) {
    int32_t before = period.offset;
    period = time_zone_period(zone, period.end);
    if (local_seconds - period.offset < period.start) return before;
  }
  return period.offset;
}

/* --- names --- */

/* The offset of the zone's standard time or daylight saving today. */
static int32_t offset_today(const TimeZone *zone, bool daylight) {
  if (zone->has_rule) {
    if (!zone->rule.changes) return zone->rule.standard + (daylight ? 3600 : 0);
    bool greater = zone->rule.daylight > zone->rule.standard;
    return daylight == greater ? zone->rule.daylight : zone->rule.standard;
  }
  uint32_t count = zone->transition_count;
  return count ? zone->transitions[count - 1].offset : zone->before.offset;
}

void time_zone_name(const TimeZone *zone, bool daylight, char *out) {
  const ZoneNames *names = zone ? zone->names : zone_names_find("UTC");
  const char *name = !names ? NULL : daylight ? names->daylight : names->standard;
  if (name) {
    snprintf(out, ZONE_NAME_SIZE, "%s", name);
    return;
  }
  int32_t minutes = offset_today(zone, daylight) / 60, positive = abs(minutes);
  snprintf(out, ZONE_NAME_SIZE, "GMT%c%02d:%02d", minutes < 0 ? '-' : '+', positive / 60,
           positive % 60);
}
