/* SPDX-License-Identifier: MIT */
/* fs_work.c: system calls on files. Runs on any thread: no values here. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/fs/fs_task.h"

/* Notes a failed call; true where it did not fail. */
static bool check(FsTask *task, int64_t result, const char *syscall) {
  if (result >= 0) return true;
  fs_fail(task, -errno, syscall);
  return false;
}

/* --- whole files --- */

static bool open_path(FsTask *task, int flags) {
  do task->fd = open(task->path, flags | O_CLOEXEC, (mode_t)task->mode);
  while (task->fd < 0 && errno == EINTR);
  return check(task, task->fd, "open");
}

static void read_to_end(FsTask *task, int fd) {
  struct stat info;
  if (!check(task, fstat(fd, &info), "fstat")) return;
  size_t expected = S_ISREG(info.st_mode) ? (size_t)info.st_size : 0;
  if (!text_read_descriptor(&task->data, fd, expected)) fs_fail(task, -errno, "read");
}

void fs_work_read_file(FsTask *task) {
  bool opens = task->fd < 0;
  if (opens && !open_path(task, task->flags)) return;
  read_to_end(task, task->fd);
  if (task->error) task->no_error_path = true;
  if (opens) close(task->fd);
}

static void write_all(FsTask *task, int fd) {
  const char *bytes = text_string(&task->data);
  size_t left = task->data.length;
  while (left) {
    ssize_t count = task->position < 0 ? write(fd, bytes, left)
                                       : pwrite(fd, bytes, left, (off_t)task->position);
    if (count < 0 && errno == EINTR) continue;
    if (!check(task, count, "write")) return;
    bytes += count;
    left -= (size_t)count;
    task->count += (size_t)count;
    if (task->position >= 0) task->position += count;
  }
}

void fs_work_write_file(FsTask *task) {
  bool opens = task->fd < 0;
  if (opens && !open_path(task, task->flags)) return;
  write_all(task, task->fd);
  if (task->error) task->no_error_path = true;
  if (opens && close(task->fd) < 0) fs_fail(task, -errno, "close");
}

/* --- descriptors --- */

void fs_work_open(FsTask *task) { open_path(task, task->flags); }

void fs_work_close(FsTask *task) {
  task->no_error_path = true;
  check(task, close(task->fd), "close");
}

void fs_work_read(FsTask *task) {
  task->no_error_path = true;
  if (!text_reserve(&task->data, task->length)) {
    fs_fail(task, UV_ENOMEM, "read");
    return;
  }
  ssize_t count;
  do
    count = task->position < 0
                ? read(task->fd, task->data.data, task->length)
                : pread(task->fd, task->data.data, task->length, (off_t)task->position);
  while (count < 0 && errno == EINTR);
  if (!check(task, count, "read")) return;
  task->count = task->data.length = (size_t)count;
  task->data.data[count] = 0;
}

void fs_work_write(FsTask *task) {
  task->no_error_path = true;
  write_all(task, task->fd);
}

void fs_work_sync(FsTask *task) {
  task->no_error_path = true;
  check(task, fsync(task->fd), "fsync");
}

void fs_work_truncate(FsTask *task) {
  if (task->fd >= 0) {
    task->no_error_path = true;
    check(task, ftruncate(task->fd, (off_t)task->length), "ftruncate");
  } else {
    check(task, truncate(task->path, (off_t)task->length), "open");
  }
}

/* --- what is known of a file --- */

void fs_work_stat(FsTask *task) { check(task, stat(task->path, &task->info), "stat"); }
void fs_work_lstat(FsTask *task) { check(task, lstat(task->path, &task->info), "lstat"); }
void fs_work_fstat(FsTask *task) {
  task->no_error_path = true;
  check(task, fstat(task->fd, &task->info), "fstat");
}
void fs_work_access(FsTask *task) { check(task, access(task->path, (int)task->mode), "access"); }

static struct timespec to_timespec(double seconds) {
  return (struct timespec){(time_t)floor(seconds), (long)((seconds - floor(seconds)) * 1e9)};
}

void fs_work_times(FsTask *task) {
  struct timespec times[2] = {to_timespec(task->times[0]), to_timespec(task->times[1])};
  check(task, utimensat(AT_FDCWD, task->path, times, 0), "utime");
}

void fs_work_chmod(FsTask *task) { check(task, chmod(task->path, (mode_t)task->mode), "chmod"); }

/* --- names --- */

void fs_work_unlink(FsTask *task) { check(task, unlink(task->path), "unlink"); }
void fs_work_rename(FsTask *task) { check(task, rename(task->path, task->path2), "rename"); }
void fs_work_symlink(FsTask *task) { check(task, symlink(task->path, task->path2), "symlink"); }
void fs_work_link(FsTask *task) { check(task, link(task->path, task->path2), "link"); }

void fs_work_realpath(FsTask *task) {
  char *path = realpath(task->path, NULL);
  if (!path) {
    fs_fail(task, -errno, "realpath");
    return;
  }
  text_add(&task->data, path);
  free(path);
}

void fs_work_readlink(FsTask *task) {
  char path[PATH_MAX];
  ssize_t length = readlink(task->path, path, sizeof path);
  if (check(task, length, "readlink")) text_append(&task->data, path, (size_t)length);
}

/* By way of libuv, which knows about reflinks and copies in the kernel. */
void fs_work_copy_file(FsTask *task) {
  uv_fs_t request;
  int error = uv_fs_copyfile(NULL, &request, task->path, task->path2, task->flags, NULL);
  uv_fs_req_cleanup(&request);
  if (error < 0) fs_fail(task, error, "copyfile");
}
