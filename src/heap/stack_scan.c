/* SPDX-License-Identifier: MIT */
/* stack_scan.c: the C stack and the callee-saved registers as conservative roots. */
#include "base/os.h"
#include "heap/page.h"

/* Its frame is the lowest that is scanned; everything its callers hold in registers has been
 * spilled above it. */
__attribute__((no_sanitize("address"))) static NO_INLINE void scan_from_here(Vm *vm) {
  uintptr_t low = (uintptr_t)__builtin_frame_address(0);
  low &= ~(uintptr_t)7;
  mark_stack_words(vm, (const uint64_t *)low, (const uint64_t *)heap_of(vm)->stack_high);
}

NO_INLINE void stack_scan(Vm *vm) {
  Heap *heap = heap_of(vm);
  if (!heap->stack_high || !pthread_equal(heap->thread, pthread_self())) {
    heap->stack_high = os_stack_bounds().high;
    heap->thread = pthread_self();
  }
  __builtin_unwind_init(); /* callee-saved registers go to this frame */
  scan_from_here(vm);
  __asm__ volatile("" ::: "memory");
}
