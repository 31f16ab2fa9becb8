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

void root_vec_destroy(RootVec *vec) {
  heap_remove_roots(vec->vm, root_vec_mark, vec);
  free(vec->items);
}

bool root_vec_push(RootVec *vec, Value value) {
  if (vec->count == vec->capacity) {
    size_t capacity = vec->capacity ? vec->capacity * 2 : 16;
    Value *items = realloc(vec->items, capacity * sizeof *items);
    if (!items) return false;
    vec->items = items;
    vec->capacity = capacity;
  }
  vec->items[vec->count++] = value;
  return true;
}
