/* SPDX-License-Identifier: MIT */
/* page.c: gives out pages and runs of pages, and finds free intervals in them. */
#include "heap/page.h"

#include "base/os.h"

/* Larger runs go back to the system at once; clearing the pages of smaller ones when they are used
 * again costs less than having them mapped again. */
#define DISCARD_PAGES 256

/* Pages are committed this many at a time. */
#define COMMIT_PAGES 64
/* … and brought in at once, where the heap has this many already: it will use them soon. */
#define POPULATE_FROM_PAGES 512

uint32_t size_class_bytes(uint32_t class_index) {
  if (class_index < 16) return (class_index + 1) * 8;
  uint32_t log = 7 + (class_index - 16) / 4, step = (class_index - 16) % 4;
  return (1u << log) + (step + 1) * (1u << (log - 2));
}

/* --- runs of pages --- */

static void run_mark_used(Vm *vm, uint32_t first, uint32_t count) {
  Heap *heap = heap_of(vm);
  heap->used_bytes += (size_t)count << PAGE_SHIFT;
  if (first == heap->free_hint) heap->free_hint = first + count;
}

static uint32_t run_from_free_pages(Vm *vm, uint32_t count) {
  Heap *heap = heap_of(vm);
  if (heap->free_pages < count) return 0;
  uint32_t length = 0;
  for (uint32_t page = heap->free_hint; page < heap->page_end; page++) {
    if (page_info(vm, page)->kind != PAGE_FREE) {
      length = 0;
      continue;
    }
    if (length == 0 && count == 1) heap->free_hint = page;
    if (++length < count) continue;
    heap->free_pages -= count;
    return page + 1 - count;
  }
  return 0;
}

static bool commit_up_to(Vm *vm, uint32_t end) {
  Heap *heap = heap_of(vm);
  if (end <= heap->committed_end) return true;
  uint32_t target = (end + COMMIT_PAGES - 1) / COMMIT_PAGES * COMMIT_PAGES;
  if (target > CAGE_PAGES) target = CAGE_PAGES;
  size_t size = (size_t)(target - heap->committed_end) << PAGE_SHIFT;
  if (!os_commit(page_address(vm, heap->committed_end), size)) return false;
  if (heap->committed_end - heap->page_begin >= POPULATE_FROM_PAGES)
    os_populate(page_address(vm, heap->committed_end), size);
  heap->committed_end = target;
  return true;
}

static uint32_t run_from_fresh_pages(Vm *vm, uint32_t count) {
  Heap *heap = heap_of(vm);
  uint32_t first = heap->page_end;
  if (count > CAGE_PAGES - first || !commit_up_to(vm, first + count)) return 0;
  heap->page_end = first + count;
  return first;
}

uint32_t pages_take(Vm *vm, uint32_t count) {
  uint32_t first = run_from_free_pages(vm, count);
  if (!first) first = run_from_fresh_pages(vm, count);
  if (first) run_mark_used(vm, first, count);
  return first;
}

void pages_release(Vm *vm, uint32_t first, uint32_t count) {
  Heap *heap = heap_of(vm);
  for (uint32_t i = 0; i < count; i++) {
    page_info(vm, first + i)->kind = PAGE_FREE;
    page_info(vm, first + i)->dirty = count <= DISCARD_PAGES;
  }
  heap->free_pages += count;
  heap->used_bytes -= (size_t)count << PAGE_SHIFT;
  if (first < heap->free_hint) heap->free_hint = first;
  if (count > DISCARD_PAGES) os_discard(page_address(vm, first), (size_t)count << PAGE_SHIFT);
}

void pages_discard_free(Vm *vm) {
  Heap *heap = heap_of(vm);
  uint32_t page = heap->free_hint;
  while (page < heap->page_end) {
    uint32_t end = page;
    while (end < heap->page_end && page_info(vm, end)->kind == PAGE_FREE) end++;
    if (end > page) os_discard(page_address(vm, page), (size_t)(end - page) << PAGE_SHIFT);
    for (; page < end; page++) page_info(vm, page)->dirty = false;
    page = end + 1;
  }
}

/* Makes a page one of small cells, without marks and with the cursor at 0. */
static void page_format(Vm *vm, uint32_t page, int space, uint32_t class_index,
                        uint32_t cell_size) {
  PageInfo *info = page_info(vm, page);
  *info = (PageInfo){.kind = PAGE_SMALL,
                     .space = (uint8_t)space,
                     .class_index = (uint8_t)class_index,
                     .cell_size = cell_size};
  memset(page_marks(vm, page), 0, PAGE_MARK_WORDS * sizeof(uint64_t));
  info->reciprocal = (uint32_t)((((uint64_t)1 << 32) + cell_size - 1) / cell_size);
}

/* --- intervals --- */

/* The memory of the interval is zero. */
static void take_interval(Vm *vm, Allocator *allocator, uint32_t page, uint32_t from, uint32_t to) {
  allocator->page = page;
  allocator->cursor = allocator->counted = page_address(vm, page) + from;
  allocator->end = page_address(vm, page) + to;
  heap_of(vm)->bytes_since_collection += to - from;
}

void allocator_count(Vm *vm, Allocator *allocator) {
  Heap *heap = heap_of(vm);
  if (!allocator->page || allocator == &heap->boxes) return;
  size_t bytes = (size_t)(allocator->cursor - allocator->counted);
  heap->allocations += bytes / page_info(vm, allocator->page)->cell_size;
  allocator->counted = allocator->cursor;
}

/* Looks for dead cells in a page, from `offset` on. */
static bool interval_in_page(Vm *vm, Allocator *allocator, uint32_t page, uint32_t offset) {
  PageInfo *info = page_info(vm, page);
  uint32_t size = info->cell_size, extent = page_extent(info), base = page << PAGE_SHIFT;
  while (offset < extent && offset_is_marked(vm, base + offset)) offset += size;
  if (offset >= extent) {
    info->cursor = extent;
    return false;
  }
  uint32_t end = offset + size;
  while (end < extent && !offset_is_marked(vm, base + end)) end += size;
  memset(page_address(vm, page) + offset, 0, end - offset);
  take_interval(vm, allocator, page, offset, end);
  return true;
}

bool allocator_next_interval(Vm *vm, Allocator *allocator, int space, uint32_t class_index,
                             bool grow) {
  if (allocator->page) {
    allocator_count(vm, allocator);
    uint32_t from = (uint32_t)(allocator->end - page_address(vm, allocator->page));
    uint32_t page = allocator->page;
    if (interval_in_page(vm, allocator, page, from)) return true;
    allocator->page = 0;
    allocator->cursor = allocator->end = allocator->counted = NULL;
  }
  while (allocator->sweep_page) {
    uint32_t page = allocator->sweep_page;
    allocator->sweep_page = page_info(vm, page)->next;
    if (interval_in_page(vm, allocator, page, 0)) return true;
  }
  if (!grow) return false;
  uint32_t page = pages_take(vm, 1);
  if (!page) return false;
  if (page_info(vm, page)->dirty) memset(page_address(vm, page), 0, PAGE_SIZE_BYTES);
  page_format(vm, page, space, class_index, size_class_bytes(class_index));
  take_interval(vm, allocator, page, 0, page_extent(page_info(vm, page)));
  return true;
}

void allocators_each(Vm *vm, void (*fn)(Vm *vm, Allocator *allocator)) {
  Heap *heap = heap_of(vm);
  for (uint32_t i = 0; i < SIZE_CLASS_COUNT; i++) {
    fn(vm, &heap->cells[i]);
    fn(vm, &heap->finalized[i]);
  }
  fn(vm, &heap->boxes);
}

static void allocator_flush(Vm *vm, Allocator *allocator) {
  if (!allocator->page) return;
  allocator_count(vm, allocator);
  page_info(vm, allocator->page)->cursor =
      (uint32_t)(allocator->cursor - page_address(vm, allocator->page));
}

void allocators_flush(Vm *vm) { allocators_each(vm, allocator_flush); }
