/* SPDX-License-Identifier: MIT */
/* trace.c: what async functions do, in the Chrome trace format (https://perfetto.dev/docs, "Trace Event Format").
 *
 * Events "b" and "e" make a span for each time that a function waits at an await; the id is its activation's.
 *
 * An event "X" is a slice of the thread, for each time that a function goes on. It ends at the next suspension or
 * resumption, or when the jobs are done: at most one is open.
 *
 * Events "s", "t" and "f" make a flow from the slices of an awaited function to the slice in which its awaiter goes
 * on. Its id is the awaiter's; which of them have begun is kept, so that each begins and ends once. */
#include "runtime/loop/trace.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/internal.h"

/* --- events --- */

/* A JSON string. */
static void write_text(FILE *file, const char *text) {
  fputc('"', file);
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c < 0x20) fprintf(file, "\\u%04x", c);
    else if (c == '"' || c == '\\') fprintf(file, "\\%c", c);
    else fputc(c, file);
  }
  fputc('"', file);
}

/* Microseconds since the start. */
static double now(const Runtime *rt) { return (double)(uv_hrtime() - rt->started) / 1e3; }

/* The fields that all events have; the closing brace is the caller's. */
static void begin_event(Runtime *rt, const char *phase, const char *name, double time) {
  AsyncTrace *trace = &rt->trace;
  fputs(trace->any ? ",\n" : "\n", trace->file);
  trace->any = true;
  fprintf(trace->file, "{\"cat\":\"await\",\"ph\":\"%s\",\"name\":", phase);
  write_text(trace->file, name);
  fprintf(trace->file, ",\"pid\":%d,\"tid\":1,\"ts\":%.3f", (int)getpid(), time);
}

static void write_id(FILE *file, const char *name, uint64_t id) {
  fprintf(file, ",\"%s\":\"0x%" PRIx64 "\"", name, id);
}

/* --- slices --- */

static void close_slice(Runtime *rt, double time) {
  AsyncTrace *trace = &rt->trace;
  if (!trace->running) return;
  double duration = time - trace->slice_began;
  begin_event(rt, "X", trace->slice_name, trace->slice_began);
  fprintf(trace->file, ",\"dur\":%.3f}", duration > 0.001 ? duration : 0.001);
  trace->running = false;
}

void trace_jobs_done(Runtime *rt) {
  if (rt->trace.running) close_slice(rt, now(rt));
}

static void open_slice(AsyncTrace *trace, const char *name, double time) {
  trace->running = true;
  trace->slice_began = time;
  snprintf(trace->slice_name, sizeof trace->slice_name, "%s", name);
}

/* --- flows: an open-addressed set of the awaiters to which one has begun --- */

static uint32_t flow_place(const AsyncTrace *trace, uint64_t id) {
  uint32_t mask = trace->flow_capacity - 1;
  uint32_t at = (uint32_t)(id * 0x9e3779b97f4a7c15u >> 32) & mask;
  while (trace->flows[at] && trace->flows[at] != id) at = (at + 1) & mask;
  return at;
}

static bool grow_flows(AsyncTrace *trace) {
  AsyncTrace old = *trace;
  uint32_t capacity = old.flow_capacity ? old.flow_capacity * 2 : 64;
  uint64_t *flows = calloc(capacity, sizeof *flows);
  if (!flows) return false;
  trace->flows = flows;
  trace->flow_capacity = capacity;
  for (uint32_t i = 0; i < old.flow_capacity; i++)
    if (old.flows[i]) flows[flow_place(trace, old.flows[i])] = old.flows[i];
  free(old.flows);
  return true;
}

/* Adds one; false: it was there (or there is no memory, and it is left out). */
static bool flow_begins(AsyncTrace *trace, uint64_t id) {
  if (trace->flow_count >= trace->flow_capacity / 2 && !grow_flows(trace)) return false;
  uint32_t at = flow_place(trace, id);
  if (trace->flows[at]) return false;
  trace->flows[at] = id;
  trace->flow_count++;
  return true;
}

/* Takes one away, and moves up what was put behind it; false: there is none. */
static bool flow_ends(AsyncTrace *trace, uint64_t id) {
  if (!trace->flow_count) return false;
  uint32_t at = flow_place(trace, id), mask = trace->flow_capacity - 1;
  if (!trace->flows[at]) return false;
  trace->flows[at] = 0;
  trace->flow_count--;
  for (uint32_t next = (at + 1) & mask; trace->flows[next]; next = (next + 1) & mask) {
    uint64_t moved = trace->flows[next];
    trace->flows[next] = 0;
    trace->flows[flow_place(trace, moved)] = moved;
  }
  return true;
}

static void write_flow(Runtime *rt, const char *phase, uint64_t id, double time) {
  begin_event(rt, phase, "awaited", time);
  write_id(rt->trace.file, "id", id);
  fputs(*phase == 'f' ? ",\"bp\":\"e\"}" : "}", rt->trace.file);
}

/* --- what the engine tells --- */

static void write_span(Runtime *rt, const MoteAsyncEvent *event, const char *name, double time) {
  FILE *file = rt->trace.file;
  char at[4096];
  begin_event(rt, event->resumed ? "e" : "b", name, time);
  write_id(file, "id", event->id);
  snprintf(at, sizeof at, "%s:%u:%u", event->position.file, event->position.line,
           event->position.column);
  fputs(",\"args\":{\"at\":", file);
  write_text(file, at);
  if (event->awaiter) write_id(file, "awaiter", event->awaiter);
  fputs("}}", file);
}

static void on_event(const MoteAsyncEvent *event, void *data) {
  Runtime *rt = data;
  double time = now(rt);
  char name[256];
  snprintf(name, sizeof name, "%s:%u", *event->function ? event->function : "(anonymous)",
           event->position.line);
  close_slice(rt, time);
  write_span(rt, event, name, time);
  if (!event->resumed) return;
  open_slice(&rt->trace, name, time);
  if (flow_ends(&rt->trace, event->id)) write_flow(rt, "f", event->id, time);
  if (event->awaiter)
    write_flow(rt, flow_begins(&rt->trace, event->awaiter) ? "s" : "t", event->awaiter, time);
}

/* --- beginning and end --- */

static void write_thread_name(Runtime *rt) {
  begin_event(rt, "M", "thread_name", 0);
  fputs(",\"args\":{\"name\":\"JavaScript\"}}", rt->trace.file);
}

bool trace_start(Runtime *rt, const char *path) {
  rt->trace.file = fopen(path, "w");
  if (!rt->trace.file) {
    fprintf(stderr, "mote: cannot write '%s': %s\n", path, strerror(errno));
    return false;
  }
  fputs("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[", rt->trace.file);
  write_thread_name(rt);
  mote_trace_async(rt->vm, on_event, rt);
  return true;
}

void trace_finish(Runtime *rt) {
  if (!rt->trace.file) return;
  trace_jobs_done(rt);
  mote_trace_async(rt->vm, NULL, NULL);
  fputs("\n]}\n", rt->trace.file);
  fclose(rt->trace.file);
  free(rt->trace.flows);
  rt->trace = (AsyncTrace){0};
}
