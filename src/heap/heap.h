/* SPDX-License-Identifier: MIT */
/* heap.h: cells of one VM: allocation, collection, roots.
 *
 * A VM's cage is 4 GiB of address space, aligned to 4 GiB; the Vm struct stands at its base, the
 * Heap struct in it at HEAP_OFFSET. Behind the Vm come the pages' metadata, then pages of 16 KiB,
 * each holding cells of one size, or a run of pages holding one large cell.
 *
 * Collection is mark-sweep and moves nothing. It happens only inside an allocation (or in
 * heap_collect). The C stack and the callee-saved registers are scanned conservatively, so a cell
 * that a C local points at (into, too) stays alive; memory from malloc is not scanned: use a
 * RootVec or a root function for values kept there.
 *
 * Memory of a new cell is zero but for its header, so that every slot in it is none. A cell must
 * be traceable before the next allocation. */
#ifndef HEAP_HEAP_H
#define HEAP_HEAP_H

#include "heap/slot.h"

#define HEAP_OFFSET    0x1000
#define CELL_ALIGNMENT 8

typedef struct Heap Heap;

/* A function that marks values kept outside of the heap, by mark_value and mark_cell. */
typedef void (*RootFunction)(Vm *vm, void *data);
/* A function called after marking and before sweeping, which drops references to dead cells
 * (heap_is_marked tells) from weak tables. */
typedef RootFunction WeakFunction;

typedef struct HeapOptions {
  const CellTypeInfo *types;
  uint32_t type_count;
  size_t memory_limit;      /* bytes of cells and of external memory; 0: no limit but the cage */
  uint32_t stress_interval; /* collect at every Nth allocation; 0: never for that reason */
  uint32_t fail_at;         /* the Nth allocation fails (tests); 0: none */
  uint32_t fail_count;      /* so many in a row with it; 0: it alone */
  bool poison;              /* fill freed cells with 0xdb */
  bool verify;              /* check the heap after each collection */
  /* Called when boxes exceed the limit: the VM should come to a safe point soon and ask
   * heap_take_limit_exceeded. */
  void (*limit_exceeded)(Vm *vm);
  /* Called when not even a number can be stored any more; should not return (abort() follows). */
  void (*fatal)(const char *message);
} HeapOptions;

typedef struct HeapStatistics {
  size_t cells_bytes; /* bytes in pages that are in use */
  size_t external_bytes; /* as told by heap_add_external */
  size_t committed_bytes; /* bytes of the cage that are committed */
  uint64_t collections;
  uint64_t allocations; /* cells allocated since the start (boxes not counted) */
} HeapStatistics;

/* Reserves a cage and makes the heap in it. Gives the cage's base, where `vm_size` bytes are
 * committed and zero for the Vm struct; NULL when the address space or memory can't be had. */
Vm *heap_create(size_t vm_size, const HeapOptions *options);
/* Finalizes all cells and gives the cage back. */
void heap_destroy(Vm *vm);

/* A new cell of `size` bytes (header included), or NULL when memory is exhausted even after a
 * collection: the caller then throws (error_throw_out_of_memory). The header is set to the type
 * with data 0. May collect. */
MUST_USE void *heap_allocate(Vm *vm, CellType type, size_t size);
/* The same for a cell that dies without being finalized, though others of its type are; only the end of the
 * heap finalizes it. */
MUST_USE void *heap_allocate_unfinalized(Vm *vm, CellType type, size_t size);
/* The same for a cell that is filled with bytes at once: memory behind the first 64 bytes may be anything. */
MUST_USE void *heap_allocate_uncleared(Vm *vm, CellType type, size_t size);
/* The bytes that the cell really occupies (at least what was asked for). */
size_t heap_cell_size(const void *cell);
/* The largest size heap_allocate can give. */
#define HEAP_CELL_MAX ((size_t)1 << 31)

/* Collects now. */
void heap_collect(Vm *vm);
/* Pages whose dead wait for their finalizers are condemned. Calls those of so many pages, at most. */
void heap_finalize(Vm *vm, uint32_t pages);
bool heap_has_condemned(Vm *vm);
/* Collects, and gives all free pages back to the system. */
void heap_reduce(Vm *vm);
/* The most that cells and external memory have taken since the last heap_reduce. */
size_t heap_peak(Vm *vm);
/* Puts collections off (nestable): for phases that build cells held only by malloc'ed memory.
 * Collects first where the limit is near. */
void heap_defer_collection(Vm *vm);
void heap_resume_collection(Vm *vm);

/* Tells the heap of memory outside of the cage that a cell is going to keep alive, so that it counts for the limit and
 * for the pace of collections. May collect. False: over the limit, and not counted. */
MUST_USE bool heap_add_external(Vm *vm, size_t bytes);
/* The same without collecting or refusing: for what is little, or there anyway, or (negative) given back. */
void heap_note_external(Vm *vm, ptrdiff_t bytes);
HeapStatistics heap_statistics(Vm *vm);
/* What ran has come to an end, and may have given memory back: the next allocation that finds no room collects, even
 * where collections have been useless. */
void heap_expect_room(Vm *vm);
void heap_set_memory_limit(Vm *vm, size_t bytes);
/* Allows a little more than the limit, without collections, until the end: for the error that tells
 * of it. False: one is under way already. */
MUST_USE bool heap_begin_overdraft(Vm *vm);
void heap_end_overdraft(Vm *vm);
/* True once after the limit was exceeded by boxes: a safe point then throws. */
bool heap_take_limit_exceeded(Vm *vm);
/* The program has caught the error of an exhausted memory, and may have dropped what filled it: the next
 * failure collects, however useless that was before. */
void heap_note_exhaustion_caught(Vm *vm);

/* The lists of functions that a collection calls, in this order. */
typedef enum RootKind {
  ROOTS_CONSERVATIVE, /* call mark_conservatively, and nothing else */
  ROOTS_PRECISE, /* call mark_value, mark_cell, mark_slot(s) */
  ROOTS_EPHEMERON, /* ask heap_is_marked, and mark what that keeps; called again while marks are added */
  ROOTS_WEAK, /* call heap_is_marked and drop references to what is dead */
  ROOTS_KINDS,
} RootKind;
/* Registers a function. False: out of memory. */
MUST_USE bool heap_add_root_function(Vm *vm, RootKind kind, RootFunction function, void *data);
void heap_remove_root_function(Vm *vm, RootKind kind, RootFunction function, void *data);
/* Shorthands for precise roots and weak tables. */
MUST_USE bool heap_add_roots(Vm *vm, RootFunction function, void *data);
void heap_remove_roots(Vm *vm, RootFunction function, void *data);
MUST_USE bool heap_add_weak(Vm *vm, WeakFunction function, void *data);
void heap_remove_weak(Vm *vm, WeakFunction function, void *data);

/* During marking: marks one reference (none and simple values are fine). */
void mark_value(Vm *vm, Value value);
void mark_cell(Vm *vm, void *cell);
void mark_slot(Vm *vm, Slot slot);
void mark_slots(Vm *vm, const Slot *begin, const Slot *end);
/* In a ROOTS_CONSERVATIVE function: keeps every cell that a word of [begin, end) points at or into. */
void mark_conservatively(Vm *vm, const uint64_t *begin, const uint64_t *end);
/* In ROOTS_EPHEMERON and ROOTS_WEAK functions: whether the cell survives (simple values do). */
bool heap_is_marked(Vm *vm, const void *cell);

/* Calls fn for every allocated cell. No allocation meanwhile. */
void heap_each_cell(Vm *vm, void (*fn)(Vm *vm, Cell *cell, void *data), void *data);

/* Keeps a cell reachable for the stack scan until here, after a loop over a pointer into it. */
static inline void keep_alive(const void *cell) { __asm__ volatile("" ::"r"(cell) : "memory"); }

/* A growable vector of values that are roots. */
typedef struct RootVec {
  Vm *vm;
  Value *items;
  size_t count;
  size_t capacity;
} RootVec;
MUST_USE bool root_vec_init(RootVec *vec, Vm *vm);
void root_vec_destroy(RootVec *vec);
/* Makes room for so many more values. */
MUST_USE bool root_vec_reserve(RootVec *vec, size_t more);
MUST_USE static inline bool root_vec_push(RootVec *vec, Value value) {
  if (unlikely(vec->count == vec->capacity) && !root_vec_reserve(vec, 1)) return false;
  vec->items[vec->count++] = value;
  return true;
}

#endif
