/* SPDX-License-Identifier: MIT */
/* date_clock.c: what time it is, and what time it is here.
 *
 * The VM's time zone is read when local time is first asked for, and kept until the host says that
 * it may have changed. */
#include <math.h>
#include <stdlib.h>

#include "base/os.h"
#include "base/time_zone.h"
#include "builtins/date.h"
#include "vm/host_hooks.h"

double date_current_time(Vm *vm) {
  if (vm->hooks && vm->hooks->current_time)
    return time_clip(floor(vm->hooks->current_time(vm, vm->hooks->data)));
  return floor(os_wall_clock_ms());
}

/* NULL (UTC) if there is no memory for it. */
static TimeZone *local_zone(Vm *vm) {
  if (!vm->time_zone) vm->time_zone = time_zone_create(getenv("TZ"));
  return vm->time_zone;
}

void date_forget_zone(Vm *vm) {
  time_zone_destroy(vm->time_zone);
  vm->time_zone = NULL;
}

static int64_t whole_seconds(double time) {
  int64_t milliseconds = (int64_t)time, seconds = milliseconds / MS_PER_SECOND;
  return milliseconds % MS_PER_SECOND < 0 ? seconds - 1 : seconds;
}

double date_local_time(Vm *vm, double time) {
  if (isnan(time)) return time;
  return time + time_zone_period(local_zone(vm), whole_seconds(time)).offset * 1e3;
}

double date_utc(Vm *vm, double local) {
  if (!(fabs(local) <= TIME_MAX + 2.0 * MS_PER_DAY)) return NAN;
  return local - time_zone_offset_of_local(local_zone(vm), whole_seconds(local)) * 1e3;
}

void date_zone_name(Vm *vm, double time, char *out) {
  TimeZone *zone = local_zone(vm);
  time_zone_name(zone, time_zone_period(zone, whole_seconds(time)).daylight, out);
}

static double same_time(Vm *vm, double time) {
  (void)vm;
  return time;
}

const DateClock date_clock_local = {date_local_time, date_utc};
const DateClock date_clock_utc = {same_time, same_time};
