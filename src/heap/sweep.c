/* SPDX-License-Identifier: MIT */
/* sweep.c: a collection from end to end, and what happens to the dead.
 *
 * Sweeping is lazy: after marking, a page is only put on its allocator's list; its dead cells are
 * found as free intervals when the allocator comes to it. Pages without live cells go back at once. Pages that are
 * nearly full are left alone, for short intervals cost more than they give.
 *
 * Finalizers take most of the time of a collection where the dead have some: a server's requests. So pages with such
 * dead wait, condemned, and whoever allocates pays for a few of them at a time (heap_finalize); what is left when the
 * next collection begins is done then. Memory outside of the heap is told of only by finalizers: where it is much,
 * and where a collection is asked for, nothing waits. */
#include "heap/page.h"

#define GROWTH_MAX ((size_t)32 << 20)
/* The bounds of what is allocated between two collections of a small heap. */
#define SMALL_MIN ((size_t)1 << 20)
#define SMALL_MAX ((size_t)4 << 20)
/* Free memory up to this much stays committed. */
#define FREE_KEPT ((size_t)16 << 20)
/* With more external memory than this the dead do not wait for their finalizers. */
#define EXTERNAL_MUCH ((size_t)4 << 20)

static void call_finalizers(Vm *vm, uint32_t page) {
  PageInfo *info = page_info(vm, page);
  uint32_t extent = info->kind == PAGE_LARGE ? 1 : page_extent(info);
  for (uint32_t offset = 0; offset < extent; offset += info->cell_size) {
    Cell *cell = (Cell *)(void *)(page_address(vm, page) + offset);
    if (cell_is_marked(vm, cell) || cell_type(cell) == 0) continue;
    heap_of(vm)->options.types[cell_type(cell)].finalize(vm, cell);
    cell->header = 0;
  }
}

static void poison_page(Vm *vm, uint32_t page) {
  PageInfo *info = page_info(vm, page);
  uint32_t extent = page_extent(info);
  for (uint32_t offset = 0; offset < extent; offset += info->cell_size) {
    char *cell = page_address(vm, page) + offset;
    if (cell_is_marked(vm, cell)) continue;
    memset(cell, 0xdb, info->cell_size);
    if (info->space == SPACE_FINALIZED) ((Cell *)(void *)cell)->header = 0;
  }
}

static uint32_t page_live_cells(Vm *vm, uint32_t page) {
  const uint64_t *marks = page_marks(vm, page);
  uint32_t live = 0;
  for (uint32_t i = 0; i < PAGE_MARK_WORDS; i++) live += (uint32_t)__builtin_popcountll(marks[i]);
  return live;
}

static Allocator *allocator_of_page(Heap *heap, const PageInfo *info) {
  if (info->space == SPACE_BOXES) return &heap->boxes;
  return info->space == SPACE_FINALIZED ? &heap->finalized[info->class_index]
                                        : &heap->cells[info->class_index];
}

/* What the dead of a page have left is free. */
static void settle_page(Vm *vm, uint32_t page, uint32_t live, uint32_t all) {
  Heap *heap = heap_of(vm);
  PageInfo *info = page_info(vm, page);
  if (heap->options.poison) poison_page(vm, page);
  if (live == 0) {
    pages_release(vm, page, 1);
  } else if (live < all - all / 8) {
    Allocator *allocator = allocator_of_page(heap, info);
    info->next = allocator->sweep_page;
    allocator->sweep_page = page;
  }
}

static void sweep_small_page(Vm *vm, uint32_t page) {
  Heap *heap = heap_of(vm);
  PageInfo *info = page_info(vm, page);
  uint32_t live = page_live_cells(vm, page), all = PAGE_SIZE_BYTES / info->cell_size;
  info->cursor = 0;
  heap->live_bytes += (size_t)live * info->cell_size;
  if (info->space == SPACE_FINALIZED && live < all) {
    info->next = heap->condemned;
    heap->condemned = page;
  } else {
    settle_page(vm, page, live, all);
  }
}

static void sweep_large_page(Vm *vm, uint32_t page) {
  PageInfo *info = page_info(vm, page);
  if (offset_is_marked(vm, page << PAGE_SHIFT)) {
    info->cursor = 0;
    heap_of(vm)->live_bytes += (size_t)info->run << PAGE_SHIFT;
    return;
  }
  if (info->space == SPACE_FINALIZED) call_finalizers(vm, page);
  pages_release(vm, page, info->run);
}

static void allocator_reset(Vm *vm, Allocator *allocator) {
  (void)vm;
  *allocator = (Allocator){0};
}

static void sweep_all(Vm *vm) {
  Heap *heap = heap_of(vm);
  heap->live_bytes = 0;
  allocators_each(vm, allocator_reset);
  /* from the end, so that the lists are in address order and low pages are filled first */
  for (uint32_t page = heap->page_end; page-- > heap->page_begin;) {
    uint8_t kind = page_info(vm, page)->kind;
    if (kind == PAGE_SMALL) sweep_small_page(vm, page);
    else if (kind == PAGE_LARGE) sweep_large_page(vm, page);
  }
}

static void mark_ephemerons(Vm *vm) {
  MarkQueue *queue = &heap_of(vm)->queue;
  do {
    queue->added = false;
    roots_call(vm, ROOTS_EPHEMERON);
    mark_drain(vm);
  } while (queue->added);
}

/* How much may be allocated before the next collection: as much as lives. Where nearly everything lived the
 * heap is growing, and looking at it all again soon would be in vain: then more, within bounds. Where little lives,
 * a collection takes as long as the dead have finalizers, and is the shorter the sooner it comes. */
static size_t next_threshold(size_t live, size_t before) {
  size_t growing = live > before - before / 4 ? size_min(2 * live, GROWTH_MAX) : 0;
  size_t small = size_max(SMALL_MIN, size_min(4 * live, SMALL_MAX));
  return size_max(small, live + growing);
}

static void finalize_page(Vm *vm, uint32_t page) {
  const PageInfo *info = page_info(vm, page);
  call_finalizers(vm, page);
  settle_page(vm, page, page_live_cells(vm, page), PAGE_SIZE_BYTES / info->cell_size);
}

void heap_finalize(Vm *vm, uint32_t pages) {
  Heap *heap = heap_of(vm);
  if (!heap->condemned) return;
  size_t external_before = heap->external_bytes;
  heap->collecting = true;
  for (; heap->condemned && pages; pages--) {
    uint32_t page = heap->condemned;
    heap->condemned = page_info(vm, page)->next;
    finalize_page(vm, page);
  }
  heap->collecting = false;
  heap->live_bytes -= size_min(heap->live_bytes, external_before - heap->external_bytes);
  heap->threshold = next_threshold(heap->live_bytes, heap->bytes_before);
}

bool heap_has_condemned(Vm *vm) { return heap_of(vm)->condemned != 0; }

size_t heap_peak(Vm *vm) {
  const Heap *heap = heap_of(vm);
  return size_max(heap->peak_bytes, heap->used_bytes + heap->external_bytes);
}

void heap_reduce(Vm *vm) {
  heap_collect(vm);
  pages_discard_free(vm);
  mark_queue_shrink(vm);
  heap_of(vm)->peak_bytes = 0;
}

void heap_collect_lazily(Vm *vm) {
  Heap *heap = heap_of(vm);
  if (heap->collecting) return;
  heap_finalize(vm, UINT32_MAX);
  heap->collecting = true;
  heap->peak_bytes = heap_peak(vm);
  allocators_flush(vm);
  stack_scan(vm);
  roots_call(vm, ROOTS_CONSERVATIVE);
  mark_pending_roots(vm);
  roots_call(vm, ROOTS_PRECISE);
  mark_drain(vm);
  mark_ephemerons(vm);
  roots_call(vm, ROOTS_WEAK);
  if (heap->options.verify) heap_verify(vm);
  size_t used_before = heap->used_bytes;
  heap->bytes_before = used_before + heap->external_bytes;
  sweep_all(vm);
  heap->collections++;
  heap->bytes_since_collection = 0;
  heap->live_bytes += heap->external_bytes;
  heap->threshold = next_threshold(heap->live_bytes, heap->bytes_before);
  /* memory goes back to the system after a burst: when more is free than in use */
  if (heap->used_bytes < used_before / 2 &&
      ((size_t)heap->free_pages << PAGE_SHIFT) > size_max(2 * heap->used_bytes, FREE_KEPT))
    pages_discard_free(vm);
  heap->collecting = false;
  if (heap->external_bytes > EXTERNAL_MUCH) heap_finalize(vm, UINT32_MAX);
}

void heap_collect(Vm *vm) {
  heap_collect_lazily(vm);
  heap_finalize(vm, UINT32_MAX);
}
