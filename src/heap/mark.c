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

static NO_INLINE bool queue_grow(MarkQueue *queue) {
  size_t capacity = queue->capacity ? queue->capacity * 2 : 1024;
  Cell **items = realloc(queue->items, capacity * sizeof *items);
  if (!items) {
    queue->overflowed = true;
    return false;
  }
  queue->items = items;
  queue->capacity = capacity;
  return true;
}

static inline void queue_push(MarkQueue *queue, Cell *cell) {
  if (unlikely(queue->count == queue->capacity) && !queue_grow(queue)) return;
  queue->items[queue->count++] = cell;
}

void mark_queue_shrink(Vm *vm) {
  MarkQueue *queue = &heap_of(vm)->queue;
  free(queue->items);
  queue->items = NULL;
  queue->capacity = 0;
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
  uint32_t start =
      page_cell_index(info, (uint32_t)offset & (PAGE_SIZE_BYTES - 1)) * info->cell_size;
  if (start >= page_extent(info)) return NULL;
  Cell *cell = (Cell *)(void *)(page_address(vm, page) + start);
  return start < info->cursor || cell_is_marked(vm, cell) ? cell : NULL;
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

/* Marks the cell at an offset, a page's at least. */
static inline void mark_offset(Vm *vm, Heap *heap, uint32_t offset) {
  if (!offset_mark(vm, offset)) return;
  heap->queue.added = true;
  queue_push(&heap->queue, (Cell *)(void *)((char *)vm + offset));
}

void mark_cell(Vm *vm, void *cell) {
  uint32_t offset = (uint32_t)(uintptr_t)cell;
  ASSERT(!cell || vm_of_cell(cell) == vm);
  if (offset >= FIRST_PAGE << PAGE_SHIFT) mark_offset(vm, heap_of(vm), offset);
}

void mark_value(Vm *vm, Value value) {
  if (value_is_cell(value)) mark_cell(vm, value_as_cell(value));
}

static inline void mark_slot_inline(Vm *vm, Heap *heap, Slot slot) {
  if (slot_is_cell(slot)) {
    if (slot.bits >= FIRST_PAGE << PAGE_SHIFT) mark_offset(vm, heap, slot.bits);
  } else if (slot_is_double(slot)) {
    offset_mark(vm, slot.bits & ~3u); /* the box: nothing to trace in it */
  }
}

void mark_slot(Vm *vm, Slot slot) { mark_slot_inline(vm, heap_of(vm), slot); }

void mark_slots(Vm *vm, const Slot *begin, const Slot *end) {
  Heap *heap = heap_of(vm);
  for (const Slot *slot = begin; slot < end; slot++) mark_slot_inline(vm, heap, *slot);
}

static void trace_cell(Vm *vm, Cell *cell) {
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
  size_t pages = heap->page_end - heap->page_begin;
  memset(page_marks(vm, heap->page_begin), 0, pages * PAGE_MARK_WORDS * sizeof(uint64_t));
}

/* Takes the conservative roots, which only lie in the queue so far, and marks them. */
void mark_pending_roots(Vm *vm) {
  MarkQueue *queue = &heap_of(vm)->queue;
  clear_marks(vm);
  size_t kept = 0;
  for (size_t i = 0; i < queue->count; i++) {
    Cell *cell = queue->items[i];
    bool is_box = page_info(vm, page_of(cell))->space == SPACE_BOXES;
    if (offset_mark(vm, (uint32_t)(uintptr_t)cell) && !is_box) queue->items[kept++] = cell;
  }
  queue->count = kept;
}

bool heap_is_marked(Vm *vm, const void *cell) {
  return page_of(cell) < FIRST_PAGE || cell_is_marked(vm, cell);
}
