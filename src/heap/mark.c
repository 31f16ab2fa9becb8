/* SPDX-License-Identifier: MIT */
/* mark.c: finds every live cell.
 *
 * Invariant: a cell in the queue is marked, its children perhaps not; when the queue is empty,
 * reachable means marked. Between the queue and tracing lies a FIFO of a few cells whose memory is
 * on its way to the cache.
 *
 * Conservative roots are looked up before the marks are cleared, for the old marks tell which cells
 * are allocated (page.h); until then they wait in the queue. Roots come from roots.c and stack_scan.c;
 * freeing is sweep.c's. */
#include <stdlib.h>

#include "heap/page.h"

static void queue_push(MarkQueue *queue, Cell *cell) {
  if (queue->count == queue->capacity) {
    size_t capacity = queue->capacity ? queue->capacity * 2 : 1024;
    Cell **items = realloc(queue->items, capacity * sizeof *items);
    if (!items) {
      queue->overflowed = true;
      return;
    }
    queue->items = items;
    queue->capacity = capacity;
  }
  queue->items[queue->count++] = cell;
}

/* --- conservative roots --- */

/* The allocated cell that contains an address, or NULL. */
static Cell *cell_at(Vm *vm, uint64_t address) {
  Heap *heap = heap_of(vm);
  uint64_t offset = address - (uint64_t)(uintptr_t)vm;
  if (offset >= CAGE_SIZE) return NULL;
  uint32_t page = (uint32_t)(offset >> PAGE_SHIFT);
  if (page < heap->page_begin || page >= heap->page_end) return NULL;
  PageInfo *info = page_info(vm, page);
  if (info->kind == PAGE_LARGE_REST) {
    page = info->run;
    return (Cell *)(void *)page_address(vm, page);
  }
  if (info->kind == PAGE_LARGE) return (Cell *)(void *)page_address(vm, page);
  if (info->kind == PAGE_FREE) return NULL;
  uint32_t start = page_cell_index(info, (uint32_t)offset & (PAGE_SIZE_BYTES - 1)) * info->cell_size;
  if (start >= page_extent(info)) return NULL;
  if (start >= info->cursor && !page_is_marked(info, start)) return NULL;
  return (Cell *)(void *)(page_address(vm, page) + start);
}

__attribute__((no_sanitize("address"))) void mark_conservatively(Vm *vm, const uint64_t *begin,
                                                                 const uint64_t *end) {
  for (const uint64_t *word = begin; word < end; word++) {
    Cell *cell = cell_at(vm, *word);
    if (cell) queue_push(&heap_of(vm)->queue, cell);
  }
}

/* The compiler may keep a slot's 32 bits in place of the address that it computes from them, so on the
 * C stack every half of a word counts as an offset, too. */
__attribute__((no_sanitize("address"))) void mark_stack_words(Vm *vm, const uint64_t *begin,
                                                              const uint64_t *end) {
  for (const uint64_t *word = begin; word < end; word++) {
    uint64_t bits = *word, base = (uint64_t)(uintptr_t)vm;
    uint64_t candidates[3] = {bits, base | (uint32_t)bits, base | bits >> 32};
    for (int i = 0; i < 3; i++) {
      Cell *cell = cell_at(vm, candidates[i]);
      if (cell) queue_push(&heap_of(vm)->queue, cell);
    }
  }
}

/* --- precise marking --- */

void mark_cell(Vm *vm, void *cell) {
  uint32_t page = page_of(cell);
  Heap *heap = heap_of(vm);
  if (!cell || page < heap->page_begin) return;
  ASSERT(vm_of_cell(cell) == vm && page < heap->page_end);
  PageInfo *info = page_info(vm, page);
  ASSERT(info->kind == PAGE_SMALL || info->kind == PAGE_LARGE);
  if (!page_mark(info, page_offset(cell))) return;
  heap->queue.added = true;
  queue_push(&heap->queue, cell);
}

void mark_value(Vm *vm, Value value) {
  if (value_is_cell(value)) mark_cell(vm, value_as_cell(value));
}

void mark_slot(Vm *vm, Slot slot) {
  if (slot_is_cell(slot)) {
    mark_cell(vm, slot_cell(vm, slot));
  } else if (slot_is_double(slot)) {
    double *box = slot_box(vm, slot);
    page_mark(page_info(vm, page_of(box)), page_offset(box));
  }
}

void mark_slots(Vm *vm, const Slot *begin, const Slot *end) {
  for (const Slot *slot = begin; slot < end; slot++) mark_slot(vm, *slot);
}

static void trace_cell(Vm *vm, Cell *cell) {
  if (page_info(vm, page_of(cell))->space == SPACE_BOXES) return;
  void (*trace)(Vm *, Cell *) = heap_of(vm)->options.types[cell_type(cell)].trace;
  if (trace) trace(vm, cell);
}

/* The next cell to trace: from the queue through the FIFO; NULL when both are empty. */
static Cell *queue_next(MarkQueue *queue) {
  for (uint32_t tries = 0; tries <= MARK_FIFO_LENGTH; tries++) {
    Cell *in = NULL;
    if (queue->count) {
      in = queue->items[--queue->count];
      __builtin_prefetch(in);
    }
    uint32_t at = queue->fifo_position++ % MARK_FIFO_LENGTH;
    Cell *out = queue->fifo[at];
    queue->fifo[at] = in;
    if (out) return out;
  }
  return NULL;
}

static void trace_if_marked(Vm *vm, Cell *cell, void *data) {
  (void)data;
  if (heap_is_marked(vm, cell)) trace_cell(vm, cell);
}

/* Pages' cells, marked ones: after the queue could not grow, their children are looked at again. */
static void retrace_marked(Vm *vm) {
  heap_of(vm)->queue.overflowed = false;
  heap_each_cell(vm, trace_if_marked, NULL);
}

void mark_drain(Vm *vm) {
  MarkQueue *queue = &heap_of(vm)->queue;
  for (;;) {
    Cell *cell;
    while ((cell = queue_next(queue))) trace_cell(vm, cell);
    if (!queue->overflowed) return;
    retrace_marked(vm);
  }
}

static void clear_marks(Vm *vm) {
  Heap *heap = heap_of(vm);
  for (uint32_t page = heap->page_begin; page < heap->page_end; page++) {
    PageInfo *info = page_info(vm, page);
    if (info->kind == PAGE_SMALL || info->kind == PAGE_LARGE)
      memset(info->marks, 0, sizeof info->marks);
  }
}

/* Takes the conservative roots, which only lie in the queue so far, and marks them. */
void mark_pending_roots(Vm *vm) {
  MarkQueue *queue = &heap_of(vm)->queue;
  clear_marks(vm);
  size_t kept = 0;
  for (size_t i = 0; i < queue->count; i++) {
    Cell *cell = queue->items[i];
    if (page_mark(page_info(vm, page_of(cell)), page_offset(cell))) queue->items[kept++] = cell;
  }
  queue->count = kept;
}

bool heap_is_marked(Vm *vm, const void *cell) {
  uint32_t page = page_of(cell);
  if (page < heap_of(vm)->page_begin) return true;
  return page_is_marked(page_info(vm, page), page_offset(cell));
}

void heap_mark_late(Vm *vm, void *cell) {
  mark_cell(vm, cell);
  mark_drain(vm);
}
