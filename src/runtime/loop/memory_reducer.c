/* SPDX-License-Identifier: MIT */
/* memory_reducer.c: see memory_reducer.h.
 *
 * A collection is due when memory has grown by half, and by STEP at least, since the last one that was made here; it is
 * made when hardly anything was allocated for a while. So each growth costs one collection more than it would anyway,
 * and a heap that stays as it is none. */
#include "runtime/loop/memory_reducer.h"

#include <malloc.h>

#include "runtime/internal.h"

enum {
  STEP = 16 << 20,
  QUIET_TIME = 500, /* milliseconds */
  QUIET_SHARE = 16, /* a program that waits allocates less than this part of its memory meanwhile */
};

static size_t in_use(const MoteMemory *memory) {
  return memory->used_bytes + memory->external_bytes;
}

static void reduce(Runtime *rt) {
  mote_reduce_memory(rt->vm);
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  MoteMemory memory = mote_memory(rt->vm);
  size_t now = in_use(&memory);
  rt->memory_reducer.due = now + (now / 2 > STEP ? now / 2 : STEP);
}

static void start_timer(Runtime *rt);

static void on_timer(uv_timer_t *timer) {
  Runtime *rt = timer->data;
  const MemoryReducer *reducer = &rt->memory_reducer;
  MoteMemory memory = mote_memory(rt->vm);
  bool is_quiet = memory.collections == reducer->collections &&
                  in_use(&memory) <= reducer->in_use + reducer->in_use / QUIET_SHARE;
  if (is_quiet) reduce(rt);
  else start_timer(rt);
}

static void start_timer(Runtime *rt) {
  MemoryReducer *reducer = &rt->memory_reducer;
  MoteMemory memory = mote_memory(rt->vm);
  reducer->in_use = in_use(&memory);
  reducer->collections = memory.collections;
  uv_timer_start(&reducer->timer, on_timer, QUIET_TIME, 0);
}

static void on_idle(uv_idle_t *idle) { (void)idle; }

static void finalize_dead(Runtime *rt) {
  uv_idle_t *idle = &rt->memory_reducer.idle;
  if (mote_finalize_some(rt->vm)) uv_idle_start(idle, on_idle);
  else uv_idle_stop(idle);
}

static void on_prepare(uv_prepare_t *prepare) {
  Runtime *rt = prepare->data;
  finalize_dead(rt);
  const MemoryReducer *reducer = &rt->memory_reducer;
  if (mote_peak_memory(rt->vm) < reducer->due) return;
  if (!uv_is_active((const uv_handle_t *)&reducer->timer)) start_timer(rt);
}

void memory_reducer_init(Runtime *rt) {
  MemoryReducer *reducer = &rt->memory_reducer;
  uv_prepare_init(&rt->loop, &reducer->prepare);
  uv_timer_init(&rt->loop, &reducer->timer);
  uv_idle_init(&rt->loop, &reducer->idle);
  reducer->prepare.data = reducer->timer.data = rt;
  reducer->due = STEP;
  uv_prepare_start(&reducer->prepare, on_prepare);
  uv_unref((uv_handle_t *)&reducer->prepare);
  uv_unref((uv_handle_t *)&reducer->timer);
  uv_unref((uv_handle_t *)&reducer->idle);
}
