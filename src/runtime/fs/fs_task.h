/* SPDX-License-Identifier: MIT */
/* fs_task.h: one operation on files, in whichever way it was asked for.
 *
 * An operation has three steps: `parse` reads the arguments, `work` does the system calls (on a thread
 * of libuv's pool, or at once for the …Sync functions; it sees bytes, never values), `result` makes
 * the value. */
#ifndef RUNTIME_FS_TASK_H
#define RUNTIME_FS_TASK_H

#include <sys/stat.h>

#include "runtime/encoding.h"
#include "runtime/runtime.h"

typedef enum FsMode {
  FS_PROMISE,  /* an async host function */
  FS_SYNC,
  FS_CALLBACK, /* the last argument is called with (error, result) */
} FsMode;

/* A folder's entry, or a file's name. */
typedef struct FsEntry {
  char *name;
  char *folder;      /* that it is in */
  uint8_t type;      /* DT_ of dirent.h */
} FsEntry;

typedef struct FsTask FsTask;

typedef struct FsKind {
  const char *name;  /* "readFile" */
  uint32_t length;   /* of the function */
  bool (*parse)(MoteVm *vm, MoteCall *call, FsTask *task);
  void (*work)(FsTask *task);
  /* NULL: undefined */
  bool (*result)(MoteVm *vm, FsTask *task, MoteValue *out);
} FsKind;

struct FsTask {
  Runtime *rt;
  const FsKind *kind;
  uv_work_t request;
  MoteAsync *operation;  /* FS_PROMISE */
  MoteHandle *callback;  /* FS_CALLBACK */
  MoteHandle *kept;      /* an object that must live meanwhile; NULL */
  MoteHandle *into;      /* the buffer that is read into or written from; NULL */
  /* arguments */
  char *path, *path2;
  Text data;             /* to be written; or what was read */
  int fd;                /* -1: none */
  int flags;
  uint32_t mode;
  int64_t position;      /* -1: where the file stands */
  size_t offset, length;
  double times[2];
  Encoding encoding;
  bool recursive, force, with_types, missing_is_undefined;
  /* results */
  int error;             /* libuv's, negative; 0: none */
  const char *syscall;   /* that failed */
  char *error_path;      /* in its message; NULL: path */
  bool no_error_path;
  struct stat info;
  FsEntry *entries;
  size_t entry_count, entry_capacity;
  size_t count;          /* bytes read or written */
};

/* --- fs_task.c --- */

/* Runs an operation for a call. `kept` may be undefined. */
bool fs_run(MoteVm *vm, MoteCall *call, const FsKind *kind, FsMode mode, MoteValue kept);
/* Notes the error of a system call, once. */
void fs_fail(FsTask *task, int error, const char *syscall);

/* --- fs_kinds.c: the operations by name --- */

extern const FsKind fs_kinds[];
extern const size_t fs_kind_count;
/* The operation of this name; NULL: none. */
const FsKind *fs_kind_find(const char *name);

/* --- fs_arguments.c --- */

/* A path: a string or a file: URL. Throws ERR_INVALID_ARG_TYPE or, for NULs, ERR_INVALID_ARG_VALUE. */
bool fs_path_argument(MoteVm *vm, MoteValue value, const char *name, char **out);
/* A whole number from 0 on; TypeError or RangeError for others. */
bool fs_descriptor_argument(MoteVm *vm, MoteValue value, int *out);
/* "utf8" and so on; undefined and null leave it as it is. */
bool fs_encoding_argument(MoteVm *vm, MoteValue value, Encoding *out);
/* The encoding in options, which may be an object or its name. */
bool fs_encoding_option(MoteVm *vm, MoteValue options, Encoding *out);
/* "r", "w+" … or a number. */
bool fs_flags_argument(MoteVm *vm, MoteValue value, int *out);
/* A number, or a string of octal digits. */
bool fs_mode_argument(MoteVm *vm, MoteValue value, uint32_t *out);
/* What is to be written: a string in the encoding, or the bytes of a buffer or view. */
bool fs_data_argument(MoteVm *vm, MoteValue value, Encoding encoding, Text *out);
/* Reads a property of options, if it is there. */
bool fs_boolean_option(MoteVm *vm, MoteValue options, const char *name, bool *out);

/* --- fs_result.c: what tasks found, as values --- */

bool fs_stats_result(MoteVm *vm, FsTask *task, MoteValue *out);
bool fs_text_result(MoteVm *vm, FsTask *task, MoteValue *out);
bool fs_entries_result(MoteVm *vm, FsTask *task, MoteValue *out);
bool fs_path_result(MoteVm *vm, FsTask *task, MoteValue *out);
bool fs_descriptor_result(MoteVm *vm, FsTask *task, MoteValue *out);
bool fs_count_result(MoteVm *vm, FsTask *task, MoteValue *out);

/* --- fs_work.c: the system calls --- */

void fs_work_read_file(FsTask *task);
void fs_work_write_file(FsTask *task);
void fs_work_open(FsTask *task);
void fs_work_close(FsTask *task);
void fs_work_read(FsTask *task);
void fs_work_write(FsTask *task);
void fs_work_stat(FsTask *task);
void fs_work_lstat(FsTask *task);
void fs_work_fstat(FsTask *task);
void fs_work_access(FsTask *task);
void fs_work_unlink(FsTask *task);
void fs_work_rename(FsTask *task);
void fs_work_copy_file(FsTask *task);
void fs_work_truncate(FsTask *task);
void fs_work_chmod(FsTask *task);
void fs_work_times(FsTask *task);
void fs_work_realpath(FsTask *task);
void fs_work_readlink(FsTask *task);
void fs_work_symlink(FsTask *task);
void fs_work_link(FsTask *task);
void fs_work_sync(FsTask *task);

/* --- fs_folders.c --- */

void fs_work_readdir(FsTask *task);
void fs_work_mkdir(FsTask *task);
void fs_work_mkdtemp(FsTask *task);
void fs_work_rmdir(FsTask *task);
void fs_work_rm(FsTask *task);

#endif
