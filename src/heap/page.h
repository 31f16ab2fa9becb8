/* SPDX-License-Identifier: MIT */
/* page.h: pages and what is known of each.
 *
 * Invariant between collections: a cell of a page is allocated exactly when it lies below the page's
 * cursor, or is marked. (The page an allocator works in keeps its cursor in the Allocator;
 * allocators_flush writes it back.) */
#ifndef HEAP_PAGE_H
#define HEAP_PAGE_H

#include "heap/heap_struct.h"

typedef enum PageKind { PAGE_FREE, PAGE_SMALL, PAGE_LARGE, PAGE_LARGE_REST } PageKind;

#define PAGE_MARK_WORDS (PAGE_SIZE_BYTES / CELL_ALIGNMENT / 64)

static inline PageInfo *page_info(Vm *vm, uint32_t page) {
  return (PageInfo *)((char *)vm + PAGE_INFO_OFFSET) + page;
}
static inline char *page_address(Vm *vm, uint32_t page) {
  return (char *)vm + ((size_t)page << PAGE_SHIFT);
}
static inline uint32_t page_of(const void *cell) { return (uint32_t)(uintptr_t)cell >> PAGE_SHIFT; }
static inline Vm *vm_of_cell(const void *cell) {
  return (Vm *)((uintptr_t)cell & ~(uintptr_t)(CAGE_SIZE - 1));
}
/* The mark bits of a page, PAGE_MARK_WORDS of them. */
static inline uint64_t *page_marks(Vm *vm, uint32_t page) {
  return mark_word(vm, page << PAGE_SHIFT);
}
/* Sets a mark; false if it was set. */
static inline bool offset_mark(Vm *vm, uint32_t offset) {
  uint64_t bit = (uint64_t)1 << (offset >> 3 & 63), *word = mark_word(vm, offset);
  if (*word & bit) return false;
  *word |= bit;
  return true;
}
/* The bytes of a page that hold whole cells. */
static inline uint32_t page_extent(const PageInfo *info) {
  return PAGE_SIZE_BYTES / info->cell_size * info->cell_size;
}
static inline uint32_t page_cell_index(const PageInfo *info, uint32_t offset) {
  return (uint32_t)((uint64_t)offset * info->reciprocal >> 32);
}

uint32_t size_class_bytes(uint32_t class_index);
/* A free run of pages, committed, its contents undefined; 0: none to be had. */
uint32_t pages_take(Vm *vm, uint32_t count);
/* Gives a run back. */
void pages_release(Vm *vm, uint32_t first, uint32_t count);
/* Gives the memory of free pages back to the system. */
void pages_discard_free(Vm *vm);

/* Moves the allocator to its next free interval, taking a new page if `grow`. False: none. */
bool allocator_next_interval(Vm *vm, Allocator *allocator, int space, uint32_t class_index,
                             bool grow);
/* Adds the cells that were taken straight from the interval to the count of allocations. */
void allocator_count(Vm *vm, Allocator *allocator);
/* Collects, and leaves finalizers to heap_finalize. */
void heap_collect_lazily(Vm *vm);
/* Calls fn for every allocator. */
void allocators_each(Vm *vm, void (*fn)(Vm *vm, Allocator *allocator));
/* Writes the cursors back to the pages, and forgets the intervals. */
void allocators_flush(Vm *vm);

/* mark.c */
void mark_begin(Vm *vm);
void mark_drain(Vm *vm);
/* Frees the queue between collections; the next makes a new one. */
void mark_queue_shrink(Vm *vm);
void mark_pending_roots(Vm *vm);
/* Conservative marking of a part of the C stack. */
void mark_stack_words(Vm *vm, const uint64_t *begin, const uint64_t *end);
/* stack_scan.c */
void stack_scan(Vm *vm);
/* verify.c */
void heap_verify(Vm *vm);
/* roots.c */
void roots_call(Vm *vm, RootKind kind);

#endif
