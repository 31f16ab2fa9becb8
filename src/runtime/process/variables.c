/* SPDX-License-Identifier: MIT */
/* variables.c: see variables.h.
 *
 * glibc replaces and removes entries in place, and never frees them. What is left to do here is to add: into a list of
 * this file's, which is left alone when a larger one takes its place. */
#include "runtime/process/variables.h"

#include <stdlib.h>
#include <string.h>

struct Variables {
  char **entries; /* with a NULL behind them */
  size_t count, capacity; /* without and with the NULL */
};

extern char **environ;

/* A list that is, or was, the process's. */
typedef struct OwnList {
  struct OwnList *older;
  size_t capacity;
  char *entries[];
} OwnList;

/* An entry that was added to it, and stays for good. */
typedef struct OwnEntry {
  struct OwnEntry *older;
  char text[];
} OwnEntry;

/* Writers are the threads of main programs: one, but for the agents of test262. */
static uv_once_t once = UV_ONCE_INIT;
static uv_mutex_t lock;
static OwnList *own;
static OwnEntry *own_entries;

static void make_lock(void) { uv_mutex_init(&lock); }

static size_t count_entries(char *const *entries) {
  size_t count = 0;
  while (entries && entries[count]) count++;
  return count;
}

/* The index of a variable's entry, or that behind the last. */
static size_t find(char *const *entries, const char *name) {
  size_t length = strlen(name), i = 0;
  for (; entries && entries[i]; i++)
    if (strncmp(entries[i], name, length) == 0 && entries[i][length] == '=') break;
  return i;
}

static size_t entry_size(const char *name, const char *value) {
  return strlen(name) + strlen(value) + 2;
}

static void write_entry(char *entry, const char *name, const char *value) {
  size_t length = strlen(name);
  memcpy(entry, name, length);
  entry[length] = '=';
  strcpy(entry + length + 1, value);
}

/* --- the process's --- */

/* Sees to it that the process's list is `own`, with room for one more. */
static bool make_room(size_t count) {
  if (own && environ == own->entries && count + 2 <= own->capacity) return true;
  size_t capacity = 2 * (count + 16);
  OwnList *larger = calloc(1, sizeof *larger + capacity * sizeof *larger->entries);
  if (!larger) return false;
  *larger = (OwnList){own, capacity};
  if (count) memcpy(larger->entries, environ, count * sizeof *larger->entries);
  own = larger;
  __atomic_store_n(&environ, larger->entries, __ATOMIC_RELEASE);
  return true;
}

static bool add_to_process(const char *name, const char *value) {
  size_t count = count_entries(environ);
  OwnEntry *entry = make_room(count) ? malloc(sizeof *entry + entry_size(name, value)) : NULL;
  if (!entry) return false;
  write_entry(entry->text, name, value);
  entry->older = own_entries;
  own_entries = entry;
  __atomic_store_n(&environ[count], entry->text, __ATOMIC_RELEASE); /* a NULL is behind it */
  return true;
}

static bool set_of_process(const char *name, const char *value) {
  uv_once(&once, make_lock);
  uv_mutex_lock(&lock);
  bool ok = getenv(name) ? setenv(name, value, 1) == 0 : add_to_process(name, value);
  uv_mutex_unlock(&lock);
  return ok;
}

static void remove_of_process(const char *name) {
  uv_once(&once, make_lock);
  uv_mutex_lock(&lock);
  unsetenv(name);
  uv_mutex_unlock(&lock);
}

/* --- copies --- */

void variables_free(Variables *variables) {
  if (!variables) return;
  for (size_t i = 0; i < variables->count; i++) free(variables->entries[i]);
  free(variables->entries);
  free(variables);
}

Variables *variables_copy(const Variables *from) {
  char *const *entries = variables_list(from);
  Variables *copy = calloc(1, sizeof *copy);
  if (!copy) return NULL;
  copy->capacity = count_entries(entries) + 1;
  copy->entries = calloc(copy->capacity, sizeof *copy->entries);
  while (copy->entries && entries && entries[copy->count]) {
    char *entry = copy->entries[copy->count] = strdup(entries[copy->count]);
    if (!entry) break;
    copy->count++;
  }
  if (copy->entries && copy->count + 1 == copy->capacity) return copy;
  variables_free(copy);
  return NULL;
}

static bool grow(Variables *variables) {
  if (variables->count + 2 <= variables->capacity) return true;
  size_t capacity = 2 * variables->capacity + 1;
  char **entries = realloc(variables->entries, capacity * sizeof *entries);
  if (!entries) return false;
  variables->entries = entries;
  variables->capacity = capacity;
  return true;
}

/* --- either --- */

char *const *variables_list(const Variables *variables) {
  return variables ? variables->entries : environ;
}

const char *variables_get(const Variables *variables, const char *name) {
  char *entry;
  if (!variables) return getenv(name);
  entry = variables->entries[find(variables->entries, name)];
  return entry ? entry + strlen(name) + 1 : NULL;
}

bool variables_set(Variables *variables, const char *name, const char *value) {
  if (!variables) return set_of_process(name, value);
  size_t i = find(variables->entries, name);
  if (!grow(variables)) return false;
  char *entry = malloc(entry_size(name, value));
  if (!entry) return false;
  write_entry(entry, name, value);
  if (i == variables->count) variables->entries[++variables->count] = NULL;
  else free(variables->entries[i]);
  variables->entries[i] = entry;
  return true;
}

void variables_remove(Variables *variables, const char *name) {
  if (!variables) {
    remove_of_process(name);
    return;
  }
  size_t i = find(variables->entries, name);
  if (i == variables->count) return;
  free(variables->entries[i]);
  memmove(variables->entries + i, variables->entries + i + 1,
          (variables->count - i) * sizeof *variables->entries);
  variables->count--;
}
