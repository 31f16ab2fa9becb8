/* SPDX-License-Identifier: MIT */
/* fs_handle.c: FileHandle. Its methods are the operations of node:fs with the descriptor filled in.
 *
 * A handle that dies open is closed by its finalizer. */
#include "runtime/fs/fs_handle.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/system_error.h"
#include "runtime/fs/fs_task.h"
#include "runtime/internal.h"
#include "runtime/report.h"

static void handle_free(void *data) {
  FileHandle *handle = data;
  if (handle->fd >= 0) close(handle->fd);
  free(handle);
}

bool fs_handle_descriptor(MoteVm *vm, MoteValue value, const char *syscall, int *out) {
  void *data;
  TRY(mote_instance_data(vm, value, runtime_of(vm)->classes[CLASS_FILE_HANDLE], &data));
  if (!data) return mote_throw_error(vm, MOTE_TYPE_ERROR, "This is not a FileHandle");
  *out = ((FileHandle *)data)->fd;
  if (*out >= 0) return true;
  return mote_throw_code(vm, MOTE_ERROR, "EBADF", "file closed, %s", syscall);
}

void fs_handle_close_now(MoteVm *vm, MoteValue value) {
  void *data;
  if (!mote_instance_data(vm, value, runtime_of(vm)->classes[CLASS_FILE_HANDLE], &data) || !data)
    return;
  FileHandle *handle = data;
  if (handle->fd >= 0) close(handle->fd);
  handle->fd = -1;
}

/* --- the methods' operations --- */

static bool parse_this(MoteVm *vm, MoteCall *call, FsTask *task) {
  return fs_handle_descriptor(vm, mote_this(call), task->kind->name, &task->fd);
}

static bool parse_read_file(MoteVm *vm, MoteCall *call, FsTask *task) {
  return parse_this(vm, call, task) &&
         fs_encoding_option(vm, mote_argument(call, 0), &task->encoding);
}

static bool parse_write_file(MoteVm *vm, MoteCall *call, FsTask *task) {
  return parse_this(vm, call, task) &&
         fs_encoding_option(vm, mote_argument(call, 1), &task->encoding) &&
         fs_data_argument(vm, mote_argument(call, 0), task->encoding, &task->data);
}

static bool position_argument(MoteVm *vm, MoteValue value, int64_t *out) {
  if (mote_is_bigint(vm, value)) *out = (int64_t)mote_bigint_to_uint64(vm, value);
  else if (mote_is_number(vm, value)) *out = (int64_t)mote_as_number(vm, value);
  return true;
}

/* A length or offset from 0 to `max`; undefined and null leave it as it is. */
static bool size_argument(MoteVm *vm, MoteValue value, const char *name, size_t max, size_t *out) {
  char range[48];
  if (mote_is_nullish(vm, value)) return true;
  double number = mote_as_number(vm, value);
  snprintf(range, sizeof range, ">= 0 && <= %zu", max);
  if (!mote_is_number(vm, value)) return throw_argument_type(vm, name, "number", value);
  if (!(number >= 0 && number <= (double)max)) return throw_out_of_range(vm, name, range, value);
  *out = (size_t)number;
  return true;
}

/* write(buffer, offset, length, position) */
static bool parse_write_view(MoteVm *vm, MoteCall *call, FsTask *task, const uint8_t *bytes,
                             size_t size) {
  size_t offset = 0, length;
  TRY(size_argument(vm, mote_argument(call, 1), "offset", size, &offset));
  length = size - offset;
  TRY(size_argument(vm, mote_argument(call, 2), "length", length, &length) &&
      position_argument(vm, mote_argument(call, 3), &task->position));
  text_append(&task->data, (const char *)bytes + offset, length);
  return text_ok(&task->data) || mote_throw_out_of_memory(vm);
}

/* write(string[, position[, encoding]]), or write(buffer, …) */
static bool parse_write(MoteVm *vm, MoteCall *call, FsTask *task) {
  MoteValue data = mote_argument(call, 0);
  uint8_t *bytes;
  size_t size;
  TRY(parse_this(vm, call, task));
  task->into = mote_handle_create(vm, data);
  TRY(task->into);
  if (bytes_of(vm, data, &bytes, &size)) return parse_write_view(vm, call, task, bytes, size);
  return fs_encoding_argument(vm, mote_argument(call, 2), &task->encoding) &&
         position_argument(vm, mote_argument(call, 1), &task->position) &&
         fs_data_argument(vm, data, task->encoding, &task->data);
}

#define READ_DEFAULT 16384
#define READ_MAX     ((double)(1 << 30))

/* Into a view: read(buffer, offset, length, position), with the three in an object perhaps. Reading
 * goes to memory of the task's own, for the view's may move while a thread reads. */
static bool parse_read_into(MoteVm *vm, FsTask *task, MoteValue buffer, const MoteValue rest[3]) {
  uint8_t *bytes;
  size_t size;
  if (!bytes_of(vm, buffer, &bytes, &size))
    return throw_argument_type(vm, "buffer", "an instance of Buffer, TypedArray, or DataView",
                               buffer);
  TRY(size_argument(vm, rest[0], "offset", size, &task->offset));
  task->length = size - task->offset;
  TRY(size_argument(vm, rest[1], "length", task->length, &task->length));
  task->into = mote_handle_create(vm, buffer);
  return task->into && position_argument(vm, rest[2], &task->position);
}

static bool read_options(MoteVm *vm, MoteValue options, MoteValue rest[3]) {
  return mote_get(vm, options, "offset", &rest[0]) && mote_get(vm, options, "length", &rest[1]) &&
         mote_get(vm, options, "position", &rest[2]);
}

/* read(buffer, …), read({ buffer, … }) or read(): then it makes a buffer. */
static bool parse_read(MoteVm *vm, MoteCall *call, FsTask *task) {
  MoteValue first = mote_argument(call, 0), buffer = first;
  MoteValue rest[3] = {mote_argument(call, 1), mote_argument(call, 2), mote_argument(call, 3)};
  uint8_t *bytes;
  size_t size;
  TRY(parse_this(vm, call, task));
  bool is_view = bytes_of(vm, first, &bytes, &size);
  if (mote_is_object(vm, first) && !is_view)
    TRY(read_options(vm, first, rest) && mote_get(vm, first, "buffer", &buffer));
  else if (is_view && mote_is_object(vm, rest[0])) TRY(read_options(vm, rest[0], rest));
  if (!mote_is_nullish(vm, buffer)) return parse_read_into(vm, task, buffer, rest);
  task->length = READ_DEFAULT;
  return size_argument(vm, rest[1], "length", (size_t)READ_MAX, &task->length) &&
         position_argument(vm, rest[2], &task->position);
}

static bool parse_truncate(MoteVm *vm, MoteCall *call, FsTask *task) {
  double length = 0;
  TRY(parse_this(vm, call, task));
  if (!mote_is_undefined(vm, mote_argument(call, 0)))
    TRY(mote_to_integer(vm, mote_argument(call, 0), &length));
  task->length = length > 0 ? (size_t)length : 0;
  return true;
}

/* The handle counts as closed from now on. */
static bool parse_close(MoteVm *vm, MoteCall *call, FsTask *task) {
  void *data;
  TRY(parse_this(vm, call, task) &&
      mote_instance_data(vm, mote_this(call), task->rt->classes[CLASS_FILE_HANDLE], &data));
  ((FileHandle *)data)->fd = -1;
  return true;
}

/* { bytesRead, buffer } */
static bool read_result(MoteVm *vm, FsTask *task, MoteValue *out) {
  MoteValue buffer;
  uint8_t *bytes;
  size_t size;
  if (task->into) {
    buffer = mote_handle_get(task->into);
    bytes_of(vm, buffer, &bytes, &size);
    if (task->offset + task->count <= size)
      memcpy(bytes + task->offset, text_string(&task->data), task->count);
  } else {
    TRY(encoding_decode(task->rt, text_string(&task->data), task->data.length, ENCODING_NONE,
                        &buffer));
  }
  return mote_object_new_with_prototype(vm, mote_null(), out) &&
         mote_set(vm, *out, "bytesRead", mote_number((double)task->count)) &&
         mote_set(vm, *out, "buffer", buffer);
}

/* { bytesWritten, buffer } */
static bool write_result(MoteVm *vm, FsTask *task, MoteValue *out) {
  return mote_object_new_with_prototype(vm, mote_null(), out) &&
         mote_set(vm, *out, "bytesWritten", mote_number((double)task->count)) &&
         mote_set(vm, *out, "buffer", mote_handle_get(task->into));
}

#define METHOD(function, text, length, parse, work, result)         \
  static bool function(MoteVm *vm, MoteCall *call) {                \
    static const FsKind kind = {text, length, parse, work, result}; \
    return fs_run(vm, call, &kind, FS_PROMISE, mote_this(call));    \
  }
METHOD(handle_read_file, "readFile", 1, parse_read_file, fs_work_read_file, fs_text_result)
METHOD(handle_write_file, "writeFile", 2, parse_write_file, fs_work_write_file, NULL)
METHOD(handle_write, "write", 3, parse_write, fs_work_write, write_result)
METHOD(handle_read, "read", 1, parse_read, fs_work_read, read_result)
METHOD(handle_stat, "fstat", 1, parse_this, fs_work_fstat, fs_stats_result)
METHOD(handle_truncate, "ftruncate", 1, parse_truncate, fs_work_truncate, NULL)
METHOD(handle_sync, "fsync", 0, parse_this, fs_work_sync, NULL)
METHOD(handle_close_open, "close", 0, parse_close, fs_work_close, NULL)
#undef METHOD

/* Closing twice is fine. */
static bool handle_close(MoteVm *vm, MoteCall *call) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_FILE_HANDLE], &data));
  if (((FileHandle *)data)->fd >= 0) return handle_close_open(vm, call);
  return mote_async_return(vm, call, true, mote_undefined());
}

static bool handle_fd(MoteVm *vm, MoteCall *call) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_FILE_HANDLE], &data));
  return mote_return_number(call, ((FileHandle *)data)->fd);
}

static bool handle_read_lines(MoteVm *vm, MoteCall *call) {
  MoteValue lines;
  return fs_lines_new(vm, mote_this(call), &lines) && mote_return(call, lines);
}

static const MoteMethod handle_methods[] = {
    {"read", handle_read, 1, NULL, MOTE_METHOD},
    {"write", handle_write, 3, NULL, MOTE_METHOD},
    {"readFile", handle_read_file, 1, NULL, MOTE_METHOD},
    {"writeFile", handle_write_file, 2, NULL, MOTE_METHOD},
    {"appendFile", handle_write_file, 2, NULL, MOTE_METHOD},
    {"readLines", handle_read_lines, 1, NULL, MOTE_METHOD},
    {"stat", handle_stat, 1, NULL, MOTE_METHOD},
    {"truncate", handle_truncate, 1, NULL, MOTE_METHOD},
    {"sync", handle_sync, 0, NULL, MOTE_METHOD},
    {"datasync", handle_sync, 0, NULL, MOTE_METHOD},
    {"close", handle_close, 0, NULL, MOTE_METHOD},
    {"@@asyncDispose", handle_close, 0, NULL, MOTE_METHOD},
    {"fd", handle_fd, 0, NULL, MOTE_ACCESSOR},
};

/* --- open --- */

static bool open_result(MoteVm *vm, FsTask *task, MoteValue *out) {
  static const MoteClassSpec spec = {.name = "FileHandle",
                                     .methods = handle_methods,
                                     .method_count = LENGTH_OF(handle_methods),
                                     .finalize = handle_free};
  FileHandle *handle = malloc(sizeof *handle);
  if (!handle) return mote_throw_out_of_memory(vm);
  handle->fd = task->fd;
  if (runtime_instance(vm, CLASS_FILE_HANDLE, &spec, handle, out)) return true;
  handle_free(handle);
  return false;
}

bool fs_open_handle(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  FsKind *kind = &rt->open_handle_kind;
  if (!kind->name) {
    *kind = *fs_kind_find("open");
    kind->result = open_result;
  }
  return fs_run(vm, call, kind, FS_PROMISE, mote_undefined());
}
