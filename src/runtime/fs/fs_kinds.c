/* SPDX-License-Identifier: MIT */
/* fs_kinds.c: the operations of node:fs: their arguments, and the table of their steps. */
#include <fcntl.h>
#include <unistd.h>

#include "runtime/fs/fs_task.h"
#include "runtime/report.h"

#define FILE_MODE   0666
#define FOLDER_MODE 0777

static bool parse_path(MoteVm *vm, MoteCall *call, FsTask *task) {
  return fs_path_argument(vm, mote_argument(call, 0), "path", &task->path);
}

static bool parse_two_paths(MoteVm *vm, MoteCall *call, FsTask *task, const char *first,
                            const char *second) {
  return fs_path_argument(vm, mote_argument(call, 0), first, &task->path) &&
         fs_path_argument(vm, mote_argument(call, 1), second, &task->path2);
}

static bool parse_descriptor(MoteVm *vm, MoteCall *call, FsTask *task) {
  return fs_descriptor_argument(vm, mote_argument(call, 0), &task->fd);
}

/* A path or, for readFile and its kin, an open descriptor. */
static bool parse_file(MoteVm *vm, MoteCall *call, FsTask *task) {
  MoteValue value = mote_argument(call, 0);
  return mote_is_number(vm, value) ? fs_descriptor_argument(vm, value, &task->fd)
                                   : parse_path(vm, call, task);
}

/* { encoding, flag, mode } or the name of an encoding. */
static bool parse_options(MoteVm *vm, MoteValue options, FsTask *task) {
  MoteValue flag, mode;
  TRY(fs_encoding_option(vm, options, &task->encoding));
  if (!mote_is_object(vm, options) || mote_is_callable(vm, options)) return true;
  return mote_get(vm, options, "flag", &flag) && fs_flags_argument(vm, flag, &task->flags) &&
         mote_get(vm, options, "mode", &mode) && fs_mode_argument(vm, mode, &task->mode);
}

static bool parse_read_file(MoteVm *vm, MoteCall *call, FsTask *task) {
  task->flags = O_RDONLY;
  return parse_file(vm, call, task) && parse_options(vm, mote_argument(call, 1), task);
}

static bool parse_write(MoteVm *vm, MoteCall *call, FsTask *task, int flags) {
  task->flags = O_WRONLY | O_CREAT | flags;
  task->mode = FILE_MODE;
  return parse_file(vm, call, task) && parse_options(vm, mote_argument(call, 2), task) &&
         fs_data_argument(vm, mote_argument(call, 1), task->encoding, &task->data);
}
static bool parse_write_file(MoteVm *vm, MoteCall *call, FsTask *task) {
  return parse_write(vm, call, task, O_TRUNC);
}
static bool parse_append_file(MoteVm *vm, MoteCall *call, FsTask *task) {
  return parse_write(vm, call, task, O_APPEND);
}

static bool parse_open(MoteVm *vm, MoteCall *call, FsTask *task) {
  task->flags = O_RDONLY;
  task->mode = FILE_MODE;
  TRY(parse_path(vm, call, task));
  if (!mote_is_callable(vm, mote_argument(call, 1)))
    TRY(fs_flags_argument(vm, mote_argument(call, 1), &task->flags));
  return fs_mode_argument(vm, mote_argument(call, 2), &task->mode);
}

static bool parse_access(MoteVm *vm, MoteCall *call, FsTask *task) {
  task->mode = F_OK;
  return parse_path(vm, call, task) && fs_mode_argument(vm, mote_argument(call, 1), &task->mode);
}

static bool parse_stat(MoteVm *vm, MoteCall *call, FsTask *task) {
  bool throws = true;
  TRY(parse_path(vm, call, task) &&
      fs_boolean_option(vm, mote_argument(call, 1), "throwIfNoEntry", &throws));
  task->missing_is_undefined = !throws;
  return true;
}

static bool parse_readdir(MoteVm *vm, MoteCall *call, FsTask *task) {
  MoteValue options = mote_argument(call, 1);
  return parse_path(vm, call, task) && fs_encoding_option(vm, options, &task->encoding) &&
         fs_boolean_option(vm, options, "withFileTypes", &task->with_types) &&
         fs_boolean_option(vm, options, "recursive", &task->recursive);
}

static bool parse_mkdir(MoteVm *vm, MoteCall *call, FsTask *task) {
  MoteValue options = mote_argument(call, 1), mode = options;
  task->mode = FOLDER_MODE;
  TRY(parse_path(vm, call, task));
  if (mote_is_callable(vm, options)) return true;
  TRY(fs_boolean_option(vm, options, "recursive", &task->recursive));
  if (mote_is_object(vm, options)) TRY(mote_get(vm, options, "mode", &mode));
  return fs_mode_argument(vm, mode, &task->mode);
}

static bool parse_rm(MoteVm *vm, MoteCall *call, FsTask *task) {
  MoteValue options = mote_argument(call, 1);
  return parse_path(vm, call, task) &&
         fs_boolean_option(vm, options, "recursive", &task->recursive) &&
         fs_boolean_option(vm, options, "force", &task->force);
}

static bool parse_rename(MoteVm *vm, MoteCall *call, FsTask *task) {
  return parse_two_paths(vm, call, task, "oldPath", "newPath");
}
static bool parse_symlink(MoteVm *vm, MoteCall *call, FsTask *task) {
  return parse_two_paths(vm, call, task, "target", "path");
}
static bool parse_link(MoteVm *vm, MoteCall *call, FsTask *task) {
  return parse_two_paths(vm, call, task, "existingPath", "newPath");
}

static bool parse_copy_file(MoteVm *vm, MoteCall *call, FsTask *task) {
  uint32_t mode = 0;
  TRY(parse_two_paths(vm, call, task, "src", "dest"));
  TRY(fs_mode_argument(vm, mote_argument(call, 2), &mode));
  task->flags = (int)mode;
  return true;
}

static bool parse_truncate(MoteVm *vm, MoteCall *call, FsTask *task) {
  double length = 0;
  TRY(parse_file(vm, call, task));
  if (mote_is_number(vm, mote_argument(call, 1)))
    TRY(mote_to_integer(vm, mote_argument(call, 1), &length));
  task->length = length > 0 ? (size_t)length : 0;
  return true;
}

static bool parse_chmod(MoteVm *vm, MoteCall *call, FsTask *task) {
  return parse_path(vm, call, task) && fs_mode_argument(vm, mote_argument(call, 1), &task->mode);
}

/* Seconds: a number, or a Date. */
static bool time_argument(MoteVm *vm, MoteValue value, double *out) {
  TRY(mote_to_number(vm, value, out));
  if (mote_kind(vm, value) == MOTE_KIND_DATE) *out /= 1e3;
  return true;
}

static bool parse_times(MoteVm *vm, MoteCall *call, FsTask *task) {
  return parse_path(vm, call, task) && time_argument(vm, mote_argument(call, 1), &task->times[0]) &&
         time_argument(vm, mote_argument(call, 2), &task->times[1]);
}

/* write(fd, string[, position[, encoding]]) */
static bool parse_write_descriptor(MoteVm *vm, MoteCall *call, FsTask *task) {
  MoteValue position = mote_argument(call, 2);
  TRY(parse_descriptor(vm, call, task));
  if (mote_is_number(vm, position)) task->position = (int64_t)mote_as_number(vm, position);
  if (mote_is_string(vm, mote_argument(call, 3)))
    TRY(fs_encoding_argument(vm, mote_argument(call, 3), &task->encoding));
  return fs_data_argument(vm, mote_argument(call, 1), task->encoding, &task->data);
}

const FsKind fs_kinds[] = {
    {"access", 2, parse_access, fs_work_access, NULL},
    {"appendFile", 3, parse_append_file, fs_work_write_file, NULL},
    {"chmod", 2, parse_chmod, fs_work_chmod, NULL},
    {"close", 1, parse_descriptor, fs_work_close, NULL},
    {"copyFile", 3, parse_copy_file, fs_work_copy_file, NULL},
    {"fstat", 2, parse_descriptor, fs_work_fstat, fs_stats_result},
    {"fsync", 1, parse_descriptor, fs_work_sync, NULL},
    {"ftruncate", 2, parse_truncate, fs_work_truncate, NULL},
    {"link", 2, parse_link, fs_work_link, NULL},
    {"lstat", 2, parse_stat, fs_work_lstat, fs_stats_result},
    {"mkdir", 2, parse_mkdir, fs_work_mkdir, fs_path_result},
    {"mkdtemp", 2, parse_path, fs_work_mkdtemp, fs_path_result},
    {"open", 3, parse_open, fs_work_open, fs_descriptor_result},
    {"readFile", 2, parse_read_file, fs_work_read_file, fs_text_result},
    {"readdir", 2, parse_readdir, fs_work_readdir, fs_entries_result},
    {"readlink", 2, parse_path, fs_work_readlink, fs_path_result},
    {"realpath", 2, parse_path, fs_work_realpath, fs_path_result},
    {"rename", 2, parse_rename, fs_work_rename, NULL},
    {"rm", 2, parse_rm, fs_work_rm, NULL},
    {"rmdir", 2, parse_rm, fs_work_rmdir, NULL},
    {"stat", 2, parse_stat, fs_work_stat, fs_stats_result},
    {"symlink", 2, parse_symlink, fs_work_symlink, NULL},
    {"truncate", 2, parse_truncate, fs_work_truncate, NULL},
    {"unlink", 1, parse_path, fs_work_unlink, NULL},
    {"utimes", 3, parse_times, fs_work_times, NULL},
    {"write", 4, parse_write_descriptor, fs_work_write, fs_count_result},
    {"writeFile", 3, parse_write_file, fs_work_write_file, NULL},
};
const size_t fs_kind_count = LENGTH_OF(fs_kinds);

const FsKind *fs_kind_find(const char *name) {
  for (size_t i = 0; i < fs_kind_count; i++)
    if (strcmp(fs_kinds[i].name, name) == 0) return &fs_kinds[i];
  return NULL;
}
