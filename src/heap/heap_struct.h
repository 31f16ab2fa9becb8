/* SPDX-License-Identifier: MIT */
/* heap_struct.h: the Heap struct, a part of the Vm, and the inline path of allocation.
 *
 * Pages: 16 KiB, from FIRST_PAGE on. A page holds cells of one size class, or belongs to a run of
 * pages with one large cell. What is known of each page, and the mark bits, lie in two tables inside
 * the cage between the Vm and the pages.
 *
 * A free interval is a stretch of dead cells; allocation bumps through one interval at a time and
 * zeroes it when it is taken. Everything below a page's cursor is allocated; above it, exactly the
 * marked cells are: so no separate bitmap of allocated cells is needed (see page.h). */
#ifndef HEAP_HEAP_STRUCT_H
#define HEAP_HEAP_STRUCT_H

#include <pthread.h>

#include "heap/heap.h"

#define PAGE_SHIFT      14
#define PAGE_SIZE_BYTES ((uint32_t)1 << PAGE_SHIFT)
#define CAGE_SIZE       ((uint64_t)1 << 32)
#define CAGE_PAGES      ((uint32_t)(CAGE_SIZE >> PAGE_SHIFT))

/* Sizes of cells: multiples of 8 up to 128, then four steps a doubling up to SMALL_CELL_MAX. */
#define SMALL_CELL_MAX   2048
#define SIZE_CLASS_COUNT (16 + 4 * 4)

/* Pages are kept apart by what lies in them. */
enum { SPACE_CELLS, SPACE_FINALIZED, SPACE_BOXES };

/* Where the next cells of one size class come from. */
typedef struct Allocator {
  char *cursor;   /* next free cell of the current interval */
  char *end;      /* end of the interval */
  char *counted;  /* cells of the interval below it are in Heap.allocations */
  uint32_t page;       /* the page that the interval is in; 0: none */
  uint32_t sweep_page; /* next page to look for free intervals in, through PageInfo.next; 0: none */
} Allocator;

/* Functions that a collection calls. */
typedef struct RootEntry {
  RootFunction function;
  void *data;
} RootEntry;
typedef struct RootList {
  RootEntry *items;
  uint32_t count, capacity;
} RootList;

/* Cells that are marked, but not yet their children. Filled through a short FIFO of cells whose memory
 * is being prefetched. */
#define MARK_FIFO_LENGTH 16
typedef struct MarkQueue {
  Cell **items;
  size_t count, capacity;
  Cell *fifo[MARK_FIFO_LENGTH];
  uint32_t fifo_position;
  bool overflowed; /* memory for the queue ran out: marked cells must be looked for in the pages */
  bool added; /* something was marked since this was cleared */
} MarkQueue;

struct Heap {
  Allocator cells[SIZE_CLASS_COUNT];
  Allocator finalized[SIZE_CLASS_COUNT];
  Allocator boxes;

  uint32_t countdown; /* allocations until a stress collection or an injected failure */
  uint32_t deferred; /* heap_defer_collection depth */
  bool collecting;
  bool limit_exceeded;
  bool exhausted; /* an allocation has failed, and nobody has caught the error yet */
  bool overdrawn; /* between heap_begin_overdraft and heap_end_overdraft */

  size_t bytes_since_collection; /* in pages and external memory, since the last collection */
  size_t threshold; /* collect when that is reached */
  size_t live_bytes; /* found by the last collection, external memory included */
  size_t bytes_before; /* used and external ones at that collection */
  uint32_t condemned; /* pages whose dead wait for their finalizers, linked by `next`; 0: none */
  uint32_t useless; /* failures in a row after a collection that gave next to nothing */
  uint32_t failures; /* allocations that failed without one, since */
  size_t used_bytes; /* in pages in use */
  size_t external_bytes;
  size_t peak_bytes; /* of both, at collections since the last heap_reduce */
  size_t memory_limit;
  uint64_t collections;
  uint64_t allocations;

  uint32_t page_begin; /* first page that may hold cells */
  uint32_t page_end; /* pages at or above have never been used */
  uint32_t committed_end; /* pages at or above are not committed */
  uint32_t free_pages; /* free pages below page_end */
  uint32_t free_hint; /* no page below is free */

  HeapOptions options;
  RootList roots[ROOTS_KINDS];
  MarkQueue queue;
  uintptr_t stack_high; /* bounds of the C stack of `thread` */
  pthread_t thread;
};

/* What a page is: page.h. Here for its size, which fixes where the mark bits begin. */
typedef struct PageInfo {
  uint8_t kind; /* PageKind */
  uint8_t space; /* SPACE_ */
  uint8_t class_index;
  bool dirty; /* PAGE_FREE: memory holds old data (else zero) */
  uint32_t cell_size;
  uint32_t reciprocal; /* ceil(2^32 / cell_size): offset / cell_size without a division */
  uint32_t next; /* in the allocator's list of pages to sweep */
  uint32_t cursor; /* everything below is allocated */
  uint32_t run; /* PAGE_LARGE: pages in the run; PAGE_LARGE_REST: the run's first page */
} PageInfo;

/* The cage: the Vm, a PageInfo for each page, a mark bit for every 8 bytes, the pages. */
#define PAGE_INFO_OFFSET ((size_t)1 << 20)
#define PAGE_INFO_SIZE   ((size_t)CAGE_PAGES * sizeof(PageInfo))
#define MARKS_OFFSET     (PAGE_INFO_OFFSET + PAGE_INFO_SIZE)
#define MARKS_SIZE       ((size_t)(CAGE_SIZE / CELL_ALIGNMENT / 8))
#define FIRST_PAGE       ((uint32_t)((MARKS_OFFSET + MARKS_SIZE + PAGE_SIZE_BYTES - 1) >> PAGE_SHIFT))

static inline uint64_t *mark_word(Vm *vm, uint32_t offset) {
  return (uint64_t *)(void *)((char *)vm + MARKS_OFFSET) + (offset >> 9);
}
static inline bool offset_is_marked(Vm *vm, uint32_t offset) {
  return *mark_word(vm, offset) >> (offset >> 3 & 63) & 1;
}
/* Whether a cell of this VM is marked; for trace functions that would rather not call. */
static inline bool cell_is_marked(Vm *vm, const void *cell) {
  return offset_is_marked(vm, (uint32_t)(uintptr_t)cell);
}

static inline Heap *heap_of(Vm *vm) { return (Heap *)((char *)vm + HEAP_OFFSET); }

static inline uint32_t size_class_of(size_t size) {
  if (size <= 128) return (uint32_t)(size + 7) / 8 - 1;
  uint32_t log = 63 - (uint32_t)__builtin_clzl(size - 1); /* 7 for 129 … 256 */
  uint32_t step = (uint32_t)((size - 1) >> (log - 2)) & 3;
  return 16 + (log - 7) * 4 + step;
}

/* heap_allocate_unfinalized, inline for the cells of up to 128 bytes; falls back. data: the upper bits of the
 * header. */
static inline void *heap_allocate_headed(Vm *vm, CellType type, uint32_t data, size_t size) {
  char *cell = NULL;
  if (likely(size <= 128)) {
    Allocator *allocator = &heap_of(vm)->cells[size_class_of(size)];
    size_t rounded = (size + 7) & ~(size_t)7;
    if (likely((size_t)(allocator->end - allocator->cursor) >= rounded)) {
      cell = allocator->cursor;
      allocator->cursor = cell + rounded;
    }
  }
  if (unlikely(!cell) && !(cell = heap_allocate_unfinalized(vm, type, size))) return NULL;
  cell_set_header(cell, type, data);
  return cell;
}
static inline void *heap_allocate_inline(Vm *vm, CellType type, size_t size) {
  return heap_allocate_headed(vm, type, 0, size);
}

#endif
