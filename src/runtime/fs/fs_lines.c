/* SPDX-License-Identifier: MIT */
/* fs_lines.c: FileHandle.readLines(): an async iterator over the lines of a file.
 *
 * next() may be called again before it has been answered: the calls wait in order. While one waits
 * for more text, a thread of the pool reads the next chunk; when no call waits, nothing is read. A
 * line ends with \n, \r\n or \r. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/system_error.h"
#include "runtime/fs/fs_handle.h"
#include "runtime/internal.h"

#define CHUNK ((size_t)64 * 1024)

typedef struct Waiting {
  struct Waiting *next;
  MoteAsync *operation;
} Waiting;

typedef struct FileLines {
  Runtime *rt;
  uv_work_t request;
  MoteHandle *self;      /* while a chunk is read */
  Text text;             /* read, not given yet from `start` on */
  size_t start, scanned; /* no line ends in [start, scanned) */
  Waiting *first, **last;
  int fd, error;
  bool reading, ended, closed;
} FileLines;

static void lines_free(void *data) {
  FileLines *lines = data;
  text_free(&lines->text);
  while (lines->first) {
    Waiting *waiting = lines->first;
    lines->first = waiting->next;
    mote_async_release(waiting->operation);
    free(waiting);
  }
  free(lines);
}

/* --- finding lines --- */

/* The next whole line: its length and that of its end. A \r at the end of what was read may be half of
 * a \r\n. False: more must be read. */
static bool find_line(FileLines *lines, size_t *length, size_t *end_length) {
  const Text *text = &lines->text;
  for (size_t i = lines->scanned; i < text->length; i++) {
    if (text->data[i] != '\n' && text->data[i] != '\r') continue;
    bool last = i + 1 == text->length;
    lines->scanned = i;
    if (text->data[i] == '\r' && last && !lines->ended) return false;
    *length = i - lines->start;
    *end_length = text->data[i] == '\r' && !last && text->data[i + 1] == '\n' ? 2 : 1;
    return true;
  }
  lines->scanned = text->length;
  *end_length = 0;
  *length = text->length - lines->start;
  return lines->ended && *length > 0;
}

static void drop_given(FileLines *lines) {
  Text *text = &lines->text;
  if (lines->start < CHUNK && lines->start < text->length) return;
  text->length -= lines->start;
  if (text->data) {
    memmove(text->data, text->data + lines->start, text->length);
    text->data[text->length] = 0;
  }
  lines->scanned -= lines->start;
  lines->start = 0;
}

/* --- answering --- */

static bool iterator_result(MoteVm *vm, MoteValue value, bool done, MoteValue *out) {
  return mote_object_new(vm, out) && mote_set(vm, *out, "value", value) &&
         mote_set(vm, *out, "done", mote_boolean(done));
}

static MoteAsync *take_waiting(FileLines *lines) {
  Waiting *waiting = lines->first;
  MoteAsync *operation = waiting->operation;
  lines->first = waiting->next;
  if (!lines->first) lines->last = &lines->first;
  free(waiting);
  return operation;
}

static void answer(FileLines *lines, bool made, MoteValue result) {
  mote_async_finish(take_waiting(lines), made, result);
}

static void answer_line(FileLines *lines, size_t length, size_t end_length) {
  MoteVm *vm = lines->rt->vm;
  MoteValue line, result = mote_undefined();
  bool made = mote_string(vm, lines->text.data + lines->start, length, &line) &&
              iterator_result(vm, line, false, &result);
  lines->start += length + end_length;
  lines->scanned = lines->start;
  drop_given(lines);
  answer(lines, made, result);
}

static void answer_end(FileLines *lines) {
  MoteVm *vm = lines->rt->vm;
  MoteValue result = mote_undefined();
  bool made = iterator_result(vm, mote_undefined(), true, &result);
  answer(lines, made, result);
}

static void answer_error(FileLines *lines) {
  int error = lines->error;
  lines->error = 0;
  lines->closed = true;
  answer(lines, throw_system_error(lines->rt->vm, error, "read", NULL, NULL), mote_undefined());
}

/* --- reading --- */

static void read_chunk(uv_work_t *request) {
  FileLines *lines = request->data;
  ssize_t count;
  if (!text_reserve(&lines->text, CHUNK)) {
    lines->error = UV_ENOMEM;
    return;
  }
  do count = read(lines->fd, lines->text.data + lines->text.length, CHUNK);
  while (count < 0 && errno == EINTR);
  if (count < 0) lines->error = -errno;
  else if (count == 0) lines->ended = true;
  else lines->text.length += (size_t)count;
}

static void pump(FileLines *lines, MoteValue self);

static void on_chunk(uv_work_t *request, int status) {
  (void)status;
  FileLines *lines = request->data;
  Runtime *rt = lines->rt;
  MoteHandle *handle = lines->self;
  lines->reading = false;
  lines->self = NULL;
  pump(lines, mote_handle_get(handle));
  mote_handle_destroy(handle);
  runtime_after_callback(rt);
}

static MoteValue file_of(FileLines *lines, MoteValue self) {
  MoteValue file;
  if (mote_get(lines->rt->vm, self, "file", &file)) return file;
  mote_take_exception(lines->rt->vm);
  return mote_undefined();
}

static void start_reading(FileLines *lines, MoteValue self) {
  MoteVm *vm = lines->rt->vm;
  lines->self = NULL;
  if (fs_handle_descriptor(vm, file_of(lines, self), "read", &lines->fd))
    lines->self = mote_handle_create(vm, self);
  if (!lines->self) {
    answer(lines, false, mote_undefined());
    return;
  }
  lines->request.data = lines;
  lines->reading = true;
  uv_queue_work(&lines->rt->loop, &lines->request, read_chunk, on_chunk);
}

/* Answers whom it can; reads on where somebody still waits. The file is closed at its end. */
static void pump(FileLines *lines, MoteValue self) {
  while (lines->first && !lines->reading) {
    size_t length, end_length;
    if (lines->closed) answer_end(lines);
    else if (lines->error) answer_error(lines);
    else if (find_line(lines, &length, &end_length)) answer_line(lines, length, end_length);
    else if (!lines->ended) start_reading(lines, self);
    else lines->closed = true;
    if (lines->closed) fs_handle_close_now(lines->rt->vm, file_of(lines, self));
  }
}

/* --- the object --- */

static bool this_lines(MoteVm *vm, MoteCall *call, FileLines **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_FILE_LINES], &data));
  *out = data;
  return true;
}

static bool lines_next(MoteVm *vm, MoteCall *call) {
  FileLines *lines;
  TRY(this_lines(vm, call, &lines));
  Waiting *waiting = malloc(sizeof *waiting);
  if (!waiting) return mote_throw_out_of_memory(vm);
  MoteAsync *operation = mote_async_start(vm, call);
  if (!operation) {
    free(waiting);
    return false;
  }
  *waiting = (Waiting){NULL, operation};
  *lines->last = waiting;
  lines->last = &waiting->next;
  pump(lines, mote_this(call));
  return true;
}

/* What is being read now is not given any more. */
static bool lines_close(MoteVm *vm, MoteCall *call) {
  FileLines *lines;
  TRY(this_lines(vm, call, &lines));
  lines->closed = true;
  if (!lines->reading) fs_handle_close_now(vm, file_of(lines, mote_this(call)));
  return true;
}

static bool lines_return(MoteVm *vm, MoteCall *call) {
  MoteValue result = mote_undefined();
  TRY(lines_close(vm, call));
  bool ok = iterator_result(vm, mote_argument(call, 0), true, &result);
  return mote_async_return(vm, call, ok, result);
}

static bool lines_iterator(MoteVm *vm, MoteCall *call) {
  (void)vm;
  return mote_return(call, mote_this(call));
}

static const MoteMethod lines_methods[] = {
    {"next", lines_next, 0, NULL, MOTE_METHOD},
    {"return", lines_return, 1, NULL, MOTE_METHOD},
    {"close", lines_close, 0, NULL, MOTE_METHOD},
    {"@@asyncIterator", lines_iterator, 0, NULL, MOTE_METHOD},
    {"@@dispose", lines_close, 0, NULL, MOTE_METHOD},
};

bool fs_lines_new(MoteVm *vm, MoteValue handle, MoteValue *out) {
  static const MoteClassSpec spec = {.name = "FileLines",
                                     .methods = lines_methods,
                                     .method_count = LENGTH_OF(lines_methods),
                                     .finalize = lines_free};
  Runtime *rt = runtime_of(vm);
  int fd;
  TRY(fs_handle_descriptor(vm, handle, "read", &fd));
  FileLines *lines = calloc(1, sizeof *lines);
  if (!lines) return mote_throw_out_of_memory(vm);
  lines->rt = rt;
  lines->last = &lines->first;
  if (!runtime_instance(vm, CLASS_FILE_LINES, &spec, lines, out)) {
    free(lines);
    return false;
  }
  return mote_define(vm, *out, "file", handle, 0);
}
