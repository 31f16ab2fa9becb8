/* SPDX-License-Identifier: MIT */
/* heap.c: makes and ends a heap; allocation's slow path; when to collect.
 *
 * Invariant: a collection is pending only inside of an allocation; between two of them nothing moves,
 * nothing dies. */
#include <stdlib.h>

#include "base/os.h"
#include "heap/page.h"

/* What is allocated before the first collection. */
#define THRESHOLD_FIRST ((size_t)4 << 20)
#define DEFAULT_LIMIT   ((size_t)CAGE_SIZE - ((size_t)160 << 20))
/* Boxes may exceed the limit by this much before the VM is given up. */
#define LIMIT_SLACK ((size_t)16 << 20)
/* And the error that tells of memory exhausted by this much: a few of them. */
#define OVERDRAFT ((size_t)128 << 10)
/* What is to be free below the limit where collections are put off: garbage must not fill it. */
#define DEFERRED_ROOM ((size_t)1 << 20)
/* Collections for want of room that may be useless in a row, before allocations fail without one. */
#define USELESS_MAX 8

/* --- making and ending --- */

Vm *heap_create(size_t vm_size, const HeapOptions *options) {
  if (vm_size > PAGE_INFO_OFFSET) return NULL;
  Vm *vm = os_reserve(CAGE_SIZE, CAGE_SIZE);
  if (!vm) return NULL;
  if (!os_commit(vm, MARKS_OFFSET + MARKS_SIZE)) {
    os_release(vm, CAGE_SIZE);
    return NULL;
  }
  Heap *heap = heap_of(vm);
  heap->options = *options;
  heap->memory_limit = options->memory_limit ? options->memory_limit : DEFAULT_LIMIT;
  heap->threshold = THRESHOLD_FIRST;
  heap->countdown = options->stress_interval;
  heap->page_begin = FIRST_PAGE;
  heap->page_end = heap->committed_end = heap->free_hint = heap->page_begin;
  return vm;
}

static void finalize_cell(Vm *vm, Cell *cell, void *data) {
  (void)data;
  void (*finalize)(Vm *, Cell *) = heap_of(vm)->options.types[cell_type(cell)].finalize;
  if (finalize) finalize(vm, cell);
}

void heap_destroy(Vm *vm) {
  Heap *heap = heap_of(vm);
  heap_finalize(vm, UINT32_MAX);
  heap_each_cell(vm, finalize_cell, NULL);
  for (int kind = 0; kind < ROOTS_KINDS; kind++) free(heap->roots[kind].items);
  free(heap->queue.items);
  os_release(vm, CAGE_SIZE);
}

/* --- limits and pace --- */

static bool within_limit(Heap *heap, size_t more) {
  return heap->used_bytes + heap->external_bytes + more <= heap->memory_limit;
}

/* Called where the allocator must move on: collects if it is time. */
static bool collect_if_due(Vm *vm) {
  Heap *heap = heap_of(vm);
  if (heap->deferred || heap->bytes_since_collection < heap->threshold) return false;
  heap_collect_lazily(vm);
  return true;
}

/* Collects for want of room. False: that can't help, or has proved useless.  A program that takes no notice of its
 * memory's exhaustion fails again and again, and each failure would mark the whole heap for nothing. So failures
 * right after a collection are counted, unless it found garbage or was paid for by allocations; after some of them
 * in a row the next has to be paid for by failures, one a page in use, or by catching the error. */
static bool collect_for_room(Vm *vm, size_t wanted) {
  Heap *heap = heap_of(vm);
  if (heap->deferred || wanted > heap->memory_limit) return false;
  size_t live = heap->live_bytes, little = live / 64;
  bool paid = heap->bytes_since_collection >= little;
  if (!paid && heap->useless >= USELESS_MAX && ++heap->failures < heap->used_bytes >> PAGE_SHIFT)
    return false;
  heap_collect(vm);
  heap->failures = 0;
  if (paid || heap->live_bytes + little < live) heap->useless = 0;
  return true;
}

/* Whether there was room after a collection for want of it. */
static bool collected_for(Heap *heap, bool room) {
  if (!room) heap->useless++;
  return room;
}

void heap_expect_room(Vm *vm) { heap_of(vm)->useless = 0; }

void heap_note_exhaustion_caught(Vm *vm) {
  Heap *heap = heap_of(vm);
  heap->exhausted = false;
  if (heap->useless >= USELESS_MAX) heap->useless = USELESS_MAX - 1;
}

/* The test modes: collect at, or fail, the Nth allocation. True: fail this one. */
static bool test_modes(Vm *vm) {
  Heap *heap = heap_of(vm);
  if (heap->options.stress_interval && !heap->deferred && --heap->countdown == 0) {
    heap_collect_lazily(vm);
    heap->countdown = heap->options.stress_interval;
  }
  if (!heap->options.fail_at || heap->allocations < heap->options.fail_at) return false;
  if (heap->allocations + 1 >= heap->options.fail_at + heap->options.fail_count)
    heap->options.fail_at = 0;
  return true;
}

static bool in_test_mode(const Heap *heap) {
  return heap->options.stress_interval || heap->options.fail_at;
}

void heap_note_external(Vm *vm, ptrdiff_t bytes) {
  Heap *heap = heap_of(vm);
  heap->external_bytes = (size_t)((ptrdiff_t)heap->external_bytes + bytes);
  if (bytes > 0) heap->bytes_since_collection += (size_t)bytes;
}

bool heap_add_external(Vm *vm, size_t bytes) {
  Heap *heap = heap_of(vm);
  if (!within_limit(heap, bytes)) {
    if (!collect_for_room(vm, bytes) || !collected_for(heap, within_limit(heap, bytes)))
      return false;
  }
  heap_note_external(vm, (ptrdiff_t)bytes);
  collect_if_due(vm);
  return true;
}

void heap_set_memory_limit(Vm *vm, size_t bytes) {
  heap_expect_room(vm);
  heap_of(vm)->memory_limit = bytes ? bytes : DEFAULT_LIMIT;
}

bool heap_begin_overdraft(Vm *vm) {
  Heap *heap = heap_of(vm);
  if (heap->overdrawn) return false;
  heap->overdrawn = true;
  heap->memory_limit += OVERDRAFT;
  heap->deferred++;
  return true;
}

void heap_end_overdraft(Vm *vm) {
  Heap *heap = heap_of(vm);
  heap->overdrawn = false;
  heap->memory_limit -= OVERDRAFT;
  heap->deferred--;
}

bool heap_take_limit_exceeded(Vm *vm) {
  bool exceeded = heap_of(vm)->limit_exceeded;
  heap_of(vm)->limit_exceeded = false;
  return exceeded;
}

void heap_defer_collection(Vm *vm) {
  Heap *heap = heap_of(vm);
  if (!within_limit(heap, DEFERRED_ROOM)) collect_for_room(vm, DEFERRED_ROOM);
  heap->deferred++;
}
void heap_resume_collection(Vm *vm) { heap_of(vm)->deferred--; }

HeapStatistics heap_statistics(Vm *vm) {
  allocators_each(vm, allocator_count);
  const Heap *heap = heap_of(vm);
  return (HeapStatistics){
      .cells_bytes = heap->used_bytes,
      .external_bytes = heap->external_bytes,
      .committed_bytes = (size_t)(heap->committed_end - heap->page_begin) << PAGE_SHIFT,
      .collections = heap->collections,
      .allocations = heap->allocations,
  };
}

/* --- large cells --- */

/* What is cleared of a large cell in any case. */
#define HEAD_SIZE 64

static void *large_cell_take(Vm *vm, uint32_t page_count, int space, bool cleared) {
  uint32_t page = pages_take(vm, page_count);
  if (!page) return NULL;
  for (uint32_t i = 0; i < (cleared ? page_count : 1); i++)
    if (page_info(vm, page + i)->dirty)
      memset(page_address(vm, page + i), 0, cleared ? PAGE_SIZE_BYTES : HEAD_SIZE);
  *page_info(vm, page) = (PageInfo){.kind = PAGE_LARGE,
                                    .space = (uint8_t)space,
                                    .cursor = PAGE_SIZE_BYTES,
                                    .run = page_count,
                                    .cell_size = PAGE_SIZE_BYTES,
                                    .reciprocal = 1u << (32 - PAGE_SHIFT)};
  *page_marks(vm, page) = 0;
  for (uint32_t i = 1; i < page_count; i++) {
    PageInfo *rest = page_info(vm, page + i);
    rest->kind = PAGE_LARGE_REST;
    rest->run = page;
  }
  heap_of(vm)->bytes_since_collection += (size_t)page_count << PAGE_SHIFT;
  return page_address(vm, page);
}

static void *allocate_large(Vm *vm, size_t size, int space, bool cleared) {
  Heap *heap = heap_of(vm);
  if (size > HEAP_CELL_MAX) return NULL;
  uint32_t page_count = (uint32_t)((size + PAGE_SIZE_BYTES - 1) >> PAGE_SHIFT);
  size_t bytes = (size_t)page_count << PAGE_SHIFT;
  bool collected = collect_if_due(vm);
  void *cell = within_limit(heap, bytes) ? large_cell_take(vm, page_count, space, cleared) : NULL;
  if (cell || collected || !collect_for_room(vm, bytes)) return cell;
  if (within_limit(heap, bytes)) cell = large_cell_take(vm, page_count, space, cleared);
  return collected_for(heap, cell) ? cell : NULL;
}

/* --- small cells --- */

/* How many condemned pages are finalized for each interval that an allocator moves to: more than can have come from as
 * many intervals before the collection. */
#define FINALIZED_AT_ONCE 2

static bool refill(Vm *vm, Allocator *allocator, int space, uint32_t class_index) {
  Heap *heap = heap_of(vm);
  bool collected = collect_if_due(vm);
  heap_finalize(vm, FINALIZED_AT_ONCE);
  if (allocator->cursor != allocator->end) return true; /* the collection left an interval */
  if (allocator_next_interval(vm, allocator, space, class_index, false)) return true;
  if (within_limit(heap, PAGE_SIZE_BYTES) &&
      allocator_next_interval(vm, allocator, space, class_index, true))
    return true;
  if (collected) return false;
  /* what boxes take beyond the limit is little: they always collect */
  if (space == SPACE_BOXES) heap_expect_room(vm);
  if (!collect_for_room(vm, PAGE_SIZE_BYTES)) return false;
  return collected_for(heap, allocator_next_interval(vm, allocator, space, class_index,
                                                     within_limit(heap, PAGE_SIZE_BYTES)));
}

static void *allocate(Vm *vm, CellType type, size_t size, int space, bool cleared) {
  Heap *heap = heap_of(vm);
  heap->allocations++;
  if (unlikely(in_test_mode(heap)) && test_modes(vm)) return NULL;
  char *cell;
  if (size > SMALL_CELL_MAX) {
    cell = allocate_large(vm, size, space, cleared);
    if (!cell) return NULL;
  } else {
    uint32_t class_index = size_class_of(size), rounded = size_class_bytes(class_index);
    Allocator *allocator =
        space == SPACE_FINALIZED ? &heap->finalized[class_index] : &heap->cells[class_index];
    if ((size_t)(allocator->end - allocator->cursor) < rounded &&
        !refill(vm, allocator, space, class_index))
      return NULL;
    cell = allocator->cursor;
    allocator->cursor += rounded;
    allocator->counted += rounded;
    /* in stress mode every allocation must come here */
    if (unlikely(in_test_mode(heap))) allocator->end = allocator->cursor;
  }
  cell_set_header(cell, type, 0);
  return cell;
}

static int space_of_type(Vm *vm, CellType type) {
  return heap_of(vm)->options.types[type].finalize ? SPACE_FINALIZED : SPACE_CELLS;
}

void *heap_allocate(Vm *vm, CellType type, size_t size) {
  return allocate(vm, type, size, space_of_type(vm, type), true);
}
void *heap_allocate_unfinalized(Vm *vm, CellType type, size_t size) {
  return allocate(vm, type, size, SPACE_CELLS, true);
}
void *heap_allocate_uncleared(Vm *vm, CellType type, size_t size) {
  return allocate(vm, type, size, space_of_type(vm, type), false);
}

size_t heap_cell_size(const void *cell) {
  const PageInfo *info = page_info(vm_of_cell(cell), page_of(cell));
  return info->kind == PAGE_LARGE ? (size_t)info->run << PAGE_SHIFT : info->cell_size;
}

/* --- boxes of doubles --- */

static void give_up(const Heap *heap) {
  if (heap->options.fatal) heap->options.fatal("out of memory");
  abort();
}

static double *box_allocate(Vm *vm) {
  Heap *heap = heap_of(vm);
  Allocator *allocator = &heap->boxes;
  if (unlikely(in_test_mode(heap))) (void)test_modes(vm);
  if (allocator->cursor == allocator->end && !refill(vm, allocator, SPACE_BOXES, 0)) {
    heap->limit_exceeded = true;
    if (heap->options.limit_exceeded) heap->options.limit_exceeded(vm);
    size_t limit = heap->memory_limit;
    heap->memory_limit += LIMIT_SLACK;
    bool ok = within_limit(heap, PAGE_SIZE_BYTES) &&
              allocator_next_interval(vm, allocator, SPACE_BOXES, 0, true);
    heap->memory_limit = limit;
    if (!ok) give_up(heap);
  }
  double *box = (double *)(void *)allocator->cursor;
  allocator->cursor += 8;
  return box;
}

void slot_store_boxed(Vm *vm, void *cell, Slot *slot, Value value) {
  double number = value_as_number(value);
  if (slot_is_double(*slot)) {
    *slot_box(vm, *slot) = number;
    return;
  }
  double *box = box_allocate(vm);
  *box = number;
  slot->bits = (uint32_t)(uintptr_t)box | 2;
  write_barrier(vm, cell, value_none());
}

/* --- walking --- */

static void each_cell_of_page(Vm *vm, uint32_t page, void (*fn)(Vm *, Cell *, void *), void *data) {
  PageInfo *info = page_info(vm, page);
  uint32_t base = page << PAGE_SHIFT;
  if (info->space == SPACE_BOXES) return;
  uint32_t extent = info->kind == PAGE_LARGE ? 1 : page_extent(info);
  for (uint32_t offset = 0; offset < extent; offset += info->cell_size) {
    Cell *cell = (Cell *)(void *)(page_address(vm, page) + offset);
    bool allocated = offset < info->cursor || offset_is_marked(vm, base + offset);
    if (allocated && cell_type(cell) != 0) fn(vm, cell, data);
  }
}

void heap_each_cell(Vm *vm, void (*fn)(Vm *vm, Cell *cell, void *data), void *data) {
  Heap *heap = heap_of(vm);
  allocators_flush(vm);
  for (uint32_t page = heap->page_begin; page < heap->page_end; page++) {
    uint8_t kind = page_info(vm, page)->kind;
    if (kind == PAGE_SMALL || kind == PAGE_LARGE) each_cell_of_page(vm, page, fn, data);
  }
}
