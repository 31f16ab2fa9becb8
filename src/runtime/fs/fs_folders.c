/* SPDX-License-Identifier: MIT */
/* fs_folders.c: system calls on folders: listing, making, removing, recursively too. Runs on any thread. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/fs/fs_task.h"
#include "runtime/path.h"

/* Notes an error about a path other than the task's own. */
static void fail_at(FsTask *task, int error, const char *syscall, const char *path) {
  if (task->error) return;
  fs_fail(task, error, syscall);
  task->error_path = strdup(path);
}

/* --- listing --- */

static bool add_entry(FsTask *task, const char *name, const char *folder, uint8_t type) {
  if (task->entry_count == task->entry_capacity) {
    size_t capacity = task->entry_capacity ? task->entry_capacity * 2 : 32;
    FsEntry *entries = realloc(task->entries, capacity * sizeof *entries);
    if (!entries) return false;
    task->entries = entries;
    task->entry_capacity = capacity;
  }
  FsEntry entry = {strdup(name), strdup(folder), type};
  if (!entry.name || !entry.folder) {
    free(entry.name);
    free(entry.folder);
    return false;
  }
  task->entries[task->entry_count++] = entry;
  return true;
}

static bool is_dots(const char *name) {
  return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]));
}

/* The type of an entry, also where the file system does not say it in the listing. */
static uint8_t entry_type(const char *path, const struct dirent *entry) {
  struct stat info;
  if (entry->d_type != DT_UNKNOWN || lstat(path, &info) != 0) return entry->d_type;
  return (uint8_t)IFTODT(info.st_mode);
}

/* Lists a folder; names get `prefix`, the path below the task's folder, in front. */
static void list(FsTask *task, const char *folder, const char *prefix) {
  DIR *directory = opendir(folder);
  if (!directory) {
    fail_at(task, -errno, "scandir", folder);
    return;
  }
  for (struct dirent *entry; !task->error && (entry = readdir(directory));) {
    if (is_dots(entry->d_name)) continue;
    char *path = path_join(folder, entry->d_name);
    char *name = *prefix ? path_join(prefix, entry->d_name) : strdup(entry->d_name);
    uint8_t type = path ? entry_type(path, entry) : DT_UNKNOWN;
    if (!path || !name || !add_entry(task, task->with_types ? entry->d_name : name, folder, type))
      fs_fail(task, UV_ENOMEM, "scandir");
    else if (task->recursive && type == DT_DIR) list(task, path, name);
    free(path);
    free(name);
  }
  closedir(directory);
}

static int compare_entries(const void *a, const void *b) {
  return strcmp(((const FsEntry *)a)->name, ((const FsEntry *)b)->name);
}

void fs_work_readdir(FsTask *task) {
  list(task, task->path, "");
  if (!task->recursive && task->entry_count)
    qsort(task->entries, task->entry_count, sizeof *task->entries, compare_entries);
}

/* --- making --- */

/* Makes a folder and those it is in; the first that was made is the result. */
static bool make_all(FsTask *task, char *path) {
  if (mkdir(path, (mode_t)task->mode) == 0) {
    text_clear(&task->data);
    text_add(&task->data, path);
    return true;
  }
  int error = errno;
  if (error == EEXIST && path_is_folder(path)) return true;
  char *slash = error == ENOENT ? strrchr(path, '/') : NULL;
  if (!slash || slash == path) {
    fs_fail(task, error == EEXIST ? UV_EEXIST : -error, "mkdir");
    return false;
  }
  *slash = 0;
  bool ok = make_all(task, path);
  *slash = '/';
  Text first = task->data;
  task->data = (Text){0};
  ok = ok && (mkdir(path, (mode_t)task->mode) == 0 || errno == EEXIST);
  if (!ok) fs_fail(task, -errno, "mkdir");
  if (first.length) {
    text_free(&task->data);
    task->data = first;
  } else {
    text_free(&first);
    text_add(&task->data, path);
  }
  return ok;
}

void fs_work_mkdir(FsTask *task) {
  if (!task->recursive) {
    if (mkdir(task->path, (mode_t)task->mode) < 0) fs_fail(task, -errno, "mkdir");
    return;
  }
  char *path = strdup(task->path);
  size_t length = path ? strlen(path) : 0;
  while (length > 1 && path[length - 1] == '/') path[--length] = 0;
  if (path) make_all(task, path);
  else fs_fail(task, UV_ENOMEM, "mkdir");
  free(path);
}

void fs_work_mkdtemp(FsTask *task) {
  text_format(&task->data, "%sXXXXXX", task->path);
  if (!mkdtemp(task->data.data)) fs_fail(task, -errno, "mkdtemp");
}

/* --- removing --- */

static void remove_tree(FsTask *task, const char *path) {
  struct stat info;
  if (lstat(path, &info) != 0) {
    if (errno != ENOENT) fail_at(task, -errno, "rm", path);
    return;
  }
  if (!S_ISDIR(info.st_mode)) {
    if (unlink(path) < 0 && errno != ENOENT) fail_at(task, -errno, "unlink", path);
    return;
  }
  DIR *directory = opendir(path);
  if (!directory) {
    fail_at(task, -errno, "rm", path);
    return;
  }
  for (struct dirent *entry; !task->error && (entry = readdir(directory));) {
    if (is_dots(entry->d_name)) continue;
    char *inner = path_join(path, entry->d_name);
    if (inner) remove_tree(task, inner);
    else fs_fail(task, UV_ENOMEM, "rm");
    free(inner);
  }
  closedir(directory);
  if (!task->error && rmdir(path) < 0 && errno != ENOENT) fail_at(task, -errno, "rmdir", path);
}

void fs_work_rmdir(FsTask *task) {
  if (task->recursive) remove_tree(task, task->path);
  else if (rmdir(task->path) < 0) fs_fail(task, -errno, "rmdir");
}

void fs_work_rm(FsTask *task) {
  struct stat info;
  if (lstat(task->path, &info) < 0) {
    if (!(task->force && errno == ENOENT)) fs_fail(task, -errno, "lstat");
  } else if (S_ISDIR(info.st_mode) && !task->recursive) {
    fs_fail(task, UV_EISDIR, "rm");
  } else {
    remove_tree(task, task->path);
  }
}
