/* SPDX-License-Identifier: MIT */
/* path.c: see path.h. Everything that is not a letter, a digit or plain punctuation is escaped in URLs. */
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

/* --- file: URLs --- */

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

char *path_of_url(const char *url) {
  if (strncmp(url, "file://", 7) != 0) return NULL;
  const char *from = strchr(url + 7, '/');
  char *path = from ? malloc(strlen(from) + 1) : NULL, *to = path;
  if (!path) return NULL;
  for (; *from && *from != '?' && *from != '#'; from++) {
    bool escape = from[0] == '%' && hex_digit(from[1]) >= 0 && hex_digit(from[2]) >= 0;
    *to++ = escape ? (char)(hex_digit(from[1]) * 16 + hex_digit(from[2])) : *from;
    from += escape ? 2 : 0;
  }
  *to = 0;
  return path;
}

void path_append_url(Text *out, const char *path) {
  text_add(out, "file://");
  for (; *path; path++) {
    uint8_t c = (uint8_t)*path;
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 strchr("/-_.!~*'():@&=+$,;", c);
    if (plain) text_add_char(out, (char)c);
    else text_format(out, "%%%02X", c);
  }
}
