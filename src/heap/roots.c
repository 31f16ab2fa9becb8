/* SPDX-License-Identifier: MIT */
/* roots.c: the functions that tell a collection what is alive, and vectors of values that are roots. */
#include <stdlib.h>

#include "heap/page.h"

bool heap_add_root_function(Vm *vm, RootKind kind, RootFunction function, void *data) {
  RootList *list = &heap_of(vm)->roots[kind];
  if (list->count == list->capacity) {
    uint32_t capacity = list->capacity ? list->capacity * 2 : 8;
    RootEntry *items = realloc(list->items, capacity * sizeof *items);
    if (!items) return false;
    list->items = items;
    list->capacity = capacity;
  }
  list->items[list->count++] = (RootEntry){function, data};
  return true;
}

/* Searched from the end: what was added last usually goes first. */
void heap_remove_root_function(Vm *vm, RootKind kind, RootFunction function, void *data) {
  RootList *list = &heap_of(vm)->roots[kind];
  for (uint32_t i = list->count; i-- > 0;) {
    if (list->items[i].function != function || list->items[i].data != data) continue;
    list->count--;
    memmove(&list->items[i], &list->items[i + 1], (list->count - i) * sizeof *list->items);
    return;
  }
}

bool heap_add_roots(Vm *vm, RootFunction function, void *data) {
  return heap_add_root_function(vm, ROOTS_PRECISE, function, data);
}
void heap_remove_roots(Vm *vm, RootFunction function, void *data) {
  heap_remove_root_function(vm, ROOTS_PRECISE, function, data);
}
bool heap_add_weak(Vm *vm, WeakFunction function, void *data) {
  return heap_add_root_function(vm, ROOTS_WEAK, function, data);
}
void heap_remove_weak(Vm *vm, WeakFunction function, void *data) {
  heap_remove_root_function(vm, ROOTS_WEAK, function, data);
}

void roots_call(Vm *vm, RootKind kind) {
  RootList *list = &heap_of(vm)->roots[kind];
  for (uint32_t i = 0; i < list->count; i++) list->items[i].function(vm, list->items[i].data);
}

static void root_vec_mark(Vm *vm, void *data) {
  RootVec *vec = data;
  for (size_t i = 0; i < vec->count; i++) mark_value(vm, vec->items[i]);
}

bool root_vec_init(RootVec *vec, Vm *vm) {
  *vec = (RootVec){.vm = vm};
  return heap_add_roots(vm, root_vec_mark, vec);
}

/* Vectors up to this capacity are not counted as memory of the heap's. */
#define UNCOUNTED_ROOTS ((size_t)4096)

void root_vec_destroy(RootVec *vec) {
  heap_remove_roots(vec->vm, root_vec_mark, vec);
  if (vec->capacity > UNCOUNTED_ROOTS)
    heap_note_external(vec->vm, -(ptrdiff_t)(vec->capacity * sizeof *vec->items));
  free(vec->items);
}

bool root_vec_reserve(RootVec *vec, size_t more) {
  if (vec->capacity - vec->count >= more) return true;
  size_t capacity = size_max(vec->capacity ? vec->capacity * 2 : 16, vec->count + more);
  size_t counted = vec->capacity > UNCOUNTED_ROOTS ? vec->capacity : 0;
  size_t grown = capacity > UNCOUNTED_ROOTS ? (capacity - counted) * sizeof *vec->items : 0;
  if (grown && !heap_add_external(vec->vm, grown)) return false;
  Value *items = realloc(vec->items, capacity * sizeof *items);
  if (!items) {
    heap_note_external(vec->vm, -(ptrdiff_t)grown);
    return false;
  }
  vec->items = items;
  vec->capacity = capacity;
  return true;
}
