/* SPDX-License-Identifier: MIT */
/* fs_stream.c: reading a file in chunks, on the pool, into memory that the chunk then owns: no byte is copied. */
#include "runtime/fs/fs_stream.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/define.h"
#include "runtime/fs/fs_handle.h"
#include "runtime/internal.h"
#include "runtime/pool_task.h"
#include "runtime/report.h"
#include "runtime/system_error.h"

typedef struct ChunkTask {
  PoolTask task;
  MoteHandle *file; /* which must not be collected, and so closed, meanwhile */
  int fd, error;
  int64_t position; /* -1: where the file stands */
  size_t size, length;
  char *bytes;
} ChunkTask;

static void chunk_work(PoolTask *task) {
  ChunkTask *chunk = (ChunkTask *)task;
  ssize_t count;
  chunk->bytes = malloc(chunk->size);
  if (!chunk->bytes) {
    chunk->error = UV_ENOMEM;
    return;
  }
  do
    count = chunk->position < 0
                ? read(chunk->fd, chunk->bytes, chunk->size)
                : pread(chunk->fd, chunk->bytes, chunk->size, (off_t)chunk->position);
  while (count < 0 && errno == EINTR);
  if (count < 0) chunk->error = -errno;
  else chunk->length = (size_t)count;
}

/* A short chunk does not keep the memory of a long one. */
static void shrink(ChunkTask *chunk) {
  if (chunk->length > chunk->size / 2) return;
  char *bytes = realloc(chunk->bytes, chunk->length);
  if (bytes) chunk->bytes = bytes;
}

static bool chunk_result(MoteVm *vm, PoolTask *task, MoteValue *out) {
  ChunkTask *chunk = (ChunkTask *)task;
  MoteValue buffer;
  if (chunk->error) return throw_system_error(vm, chunk->error, "read", NULL, NULL);
  *out = mote_null();
  if (chunk->length == 0) return true;
  shrink(chunk);
  TRY(mote_array_buffer_take(vm, chunk->bytes, chunk->length, &buffer));
  chunk->bytes = NULL;
  return mote_typed_array_new(vm, "Uint8Array", buffer, 0, chunk->length, out);
}

static void chunk_free(PoolTask *task) {
  ChunkTask *chunk = (ChunkTask *)task;
  mote_handle_destroy(chunk->file);
  free(chunk->bytes);
  free(chunk);
}

#define CHUNK_MAX ((double)(1 << 24))

/* readChunk(handle, size, position): a Uint8Array; null: the file's end. position -1: where it stands. */
static bool read_chunk(MoteVm *vm, MoteCall *call) {
  static const PoolTaskKind kind = {chunk_work, chunk_result, chunk_free};
  double size = mote_as_number(vm, mote_argument(call, 1));
  ChunkTask *chunk = calloc(1, sizeof *chunk);
  if (!chunk) return mote_throw_out_of_memory(vm);
  chunk->size = size >= 1 && size <= CHUNK_MAX ? (size_t)size : 65536;
  chunk->position = (int64_t)mote_as_number(vm, mote_argument(call, 2));
  chunk->file = mote_handle_create(vm, mote_argument(call, 0));
  if (chunk->file && fs_handle_descriptor(vm, mote_argument(call, 0), "read", &chunk->fd))
    return pool_task_start(vm, call, &kind, &chunk->task);
  chunk_free(&chunk->task);
  return false;
}

bool fs_native_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {{"readChunk", read_chunk, 3}, {"watch", fs_watch, 2}};
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_DEFAULT);
}
