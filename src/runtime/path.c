/* SPDX-License-Identifier: MIT */
/* path.c: see path.h. */
#include "runtime/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

char *path_join(const char *folder, const char *name) {
  char *path;
  while (strncmp(name, "./", 2) == 0) name += 2;
  size_t length = strlen(folder);
  const char *slash = length && folder[length - 1] == '/' ? "" : "/";
  return asprintf(&path, "%s%s%s", folder, slash, name) < 0 ? NULL : path;
}

char *path_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash) return strdup(".");
  return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

char *path_go_up(char *path) {
  char *folder = path_folder(path);
  bool at_root = folder && strcmp(folder, path) == 0;
  free(path);
  if (!at_root) return folder;
  free(folder);
  return NULL;
}

bool path_is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}
bool path_is_file(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && !S_ISDIR(info.st_mode);
}
