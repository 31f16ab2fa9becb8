/* SPDX-License-Identifier: MIT */
/* trace.c: a span for each time that an async function waits, in the Chrome trace format: "b" where it is
 * suspended, "e" where it is resumed. */
#include "runtime/trace.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "runtime/internal.h"

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

static void write_event(const MoteAsyncEvent *event, void *data) {
  Runtime *rt = data;
  FILE *file = rt->trace.file;
  char name[256];
  snprintf(name, sizeof name, "%s:%u", *event->function ? event->function : "(anonymous)",
           event->position.line);
  fputs(rt->trace.any ? ",\n" : "\n", file);
  rt->trace.any = true;
  fputs("{\"cat\":\"await\",\"ph\":\"", file);
  fputs(event->resumed ? "e" : "b", file);
  fputs("\",\"name\":", file);
  write_text(file, name);
  fprintf(file,
          ",\"id\":\"0x%" PRIx64 "\",\"pid\":%d,\"tid\":1,\"ts\":%.3f,\"args\":{\"at\":", event->id,
          (int)getpid(), (double)(uv_hrtime() - rt->started) / 1e3);
  char at[4096];
  snprintf(at, sizeof at, "%s:%u:%u", event->position.file, event->position.line,
           event->position.column);
  write_text(file, at);
  if (event->awaiter) fprintf(file, ",\"awaiter\":\"0x%" PRIx64 "\"", event->awaiter);
  fputs("}}", file);
}

bool trace_start(Runtime *rt, const char *path) {
  rt->trace.file = fopen(path, "w");
  if (!rt->trace.file) {
    fprintf(stderr, "mote: cannot write '%s': %s\n", path, strerror(errno));
    return false;
  }
  fputs("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[", rt->trace.file);
  mote_trace_async(rt->vm, write_event, rt);
  return true;
}

void trace_finish(Runtime *rt) {
  if (!rt->trace.file) return;
  mote_trace_async(rt->vm, NULL, NULL);
  fputs("\n]}\n", rt->trace.file);
  fclose(rt->trace.file);
  rt->trace.file = NULL;
}
