/* SPDX-License-Identifier: MIT */
/* path.h: paths as text, and what they lead to. Uses no VM: any thread may call it. */
#ifndef RUNTIME_PATH_H
#define RUNTIME_PATH_H

#include "runtime/text.h"

/* A name in a folder, malloc'ed; NULL: out of memory. Leading "./" of the name are left out, so that messages
 * read well. */
char *path_join(const char *folder, const char *name);
/* The folder part, malloc'ed: "/a" for "/a/b", "/" for "/a", "." for "a". NULL: out of memory. */
char *path_folder(const char *path);
/* The same in place of the path, which is freed; NULL at the root. */
char *path_go_up(char *path);
/* Whether there is something at the path that is a folder, or something that is none. */
bool path_is_folder(const char *path);
bool path_is_file(const char *path);

#endif
