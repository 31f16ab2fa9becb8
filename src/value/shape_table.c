/* SPDX-License-Identifier: MIT */
/* shape_table.c: the indices of shapes, and what a collection does to shapes.
 *
 * Invariant: an index that an inline cache may hold is given to another shape only after a collection
 * in which caches could ask shape_index_is_live. So the index of a dead shape is free at once (it
 * dies in a collection), that of a shape that took a new one only after the next. */
#include "value/shape_table.h"

#include <stdlib.h>

#define INDEX_MAX      ((1u << 24) - 1)
#define CAPACITY_FIRST 256

static uint32_t link_make(uint32_t next) { return next << 1 | 1; }
static uint32_t link_next(uint32_t entry) { return entry >> 1; }
static bool entry_is_shape(uint32_t entry) { return entry && !(entry & 1); }

bool shape_index_is_live(Vm *vm, uint32_t index) {
  return index < vm->shapes->used && entry_is_shape(vm->shape_offsets[index]);
}

uint32_t shapes_died(Vm *vm) { return vm->shapes->died; }

static bool table_grow(Vm *vm, ShapeTable *table) {
  uint32_t capacity = table->capacity ? table->capacity * 2 : CAPACITY_FIRST;
  if (table->capacity > INDEX_MAX) return throw_out_of_memory(vm);
  uint32_t *offsets = realloc(vm->shape_offsets, capacity * sizeof *offsets);
  if (!offsets) return throw_out_of_memory(vm);
  vm->shape_offsets = offsets;
  table->capacity = capacity;
  return true;
}

bool shape_take_index(Vm *vm, Shape *shape) {
  ShapeTable *table = vm->shapes;
  uint32_t index = table->free;
  if (index) {
    table->free = link_next(vm->shape_offsets[index]);
  } else {
    if (table->used == table->capacity) TRY(table_grow(vm, table));
    index = table->used++;
  }
  if (shape->index) {
    vm->shape_offsets[shape->index] = link_make(table->retired);
    table->retired = shape->index;
  }
  vm->shape_offsets[index] = (uint32_t)(uintptr_t)shape;
  shape->index = index;
  return true;
}

/* --- collections --- */

void shape_trace(Vm *vm, Cell *cell) {
  Shape *shape = (Shape *)cell;
  mark_slot(vm, shape->prototype);
  mark_slot(vm, shape->parent);
  mark_slot(vm, shape->key);
  mark_slot(vm, shape->maker);
  mark_slot(vm, shape->table);
  shape_set_mark(vm, shape->transitions);
  shape_set_mark(vm, shape->roots);
}

static void mark_roots(Vm *vm, void *data) { shape_set_mark(vm, ((ShapeTable *)data)->null_roots); }

static void free_dead(Vm *vm, ShapeTable *table) {
  for (uint32_t i = 1; i < table->used; i++) {
    uint32_t entry = vm->shape_offsets[i];
    if (!entry_is_shape(entry) || heap_is_marked(vm, (void *)((uintptr_t)vm + entry))) continue;
    vm->shape_offsets[i] = link_make(table->free);
    table->free = i;
    table->died++;
  }
}

static void free_retired(Vm *vm, ShapeTable *table) {
  while (table->retired) {
    uint32_t index = table->retired;
    table->retired = link_next(vm->shape_offsets[index]);
    vm->shape_offsets[index] = link_make(table->free);
    table->free = index;
    table->died++;
  }
}

static void drop_dead(Vm *vm, void *data) {
  ShapeTable *table = data;
  table->died = 0;
  free_dead(vm, table);
  free_retired(vm, table);
  for (uint32_t i = 1; i < table->used; i++) {
    if (!entry_is_shape(vm->shape_offsets[i])) continue;
    Shape *shape = shape_from_index(vm, i);
    shape_set_prune(vm, &shape->transitions);
    shape_set_prune(vm, &shape->roots);
  }
  shape_set_prune(vm, &table->null_roots);
}

bool shapes_init(Vm *vm) {
  ShapeTable *table = calloc(1, sizeof *table);
  if (!table) return false;
  vm->shapes = table;
  TRY(table_grow(vm, table));
  vm->shape_offsets[0] = 0;
  table->used = 1;
  return heap_add_roots(vm, mark_roots, table) && heap_add_weak(vm, drop_dead, table);
}

void shapes_destroy(Vm *vm) {
  if (!vm->shapes) return;
  heap_remove_roots(vm, mark_roots, vm->shapes);
  heap_remove_weak(vm, drop_dead, vm->shapes);
  free(vm->shape_offsets);
  free(vm->shapes);
  vm->shapes = NULL;
  vm->shape_offsets = NULL;
}
