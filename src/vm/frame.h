/* SPDX-License-Identifier: MIT */
/* frame.h: activations on the register stack.
 *
 * A frame is a call window (see opcodes.def) and the callee's registers behind it:
 *
 *   r[-4]  callee: a function object; or, resumed, the CONTINUATION or generator it came from
 *   r[-3]  this, as it was passed
 *   r[-2]  the instruction to go on with in the caller
 *   r[-1]  link: argc | base register of the window in the caller << 32 | flags
 *   r[0]…  parameters, locals, temporaries
 *
 * The caller's registers begin at r - 4 - (link's window register). A frame that C entered has
 * FRAME_ENTRY and returns to the HALT instruction; the EntryRecord on the C stack tells where the
 * frames before it go on. Native calls have a frame, too: callee is the native function. */
#ifndef VM_FRAME_H
#define VM_FRAME_H

#include "bytecode/code.h"

#define FRAME_WINDOW_SHIFT 32
#define FRAME_GETTER       ((uint64_t)1 << 59) /* the result is what a GET_PROPERTY of the caller reads */
#define FRAME_WENT_ON      ((uint64_t)1 << 60) /* went straight on: its caller waits, calls no longer */
#define FRAME_CONSTRUCT    ((uint64_t)1 << 61) /* result must be an object, else this */
#define FRAME_STRAIGHT     ((uint64_t)1 << 62) /* awaited calls alone between it and the job loop */
#define FRAME_ENTRY        ((uint64_t)1 << 63) /* called by C */

static inline Value *frame_window(Value *r) { return r - FRAME_HEADER; }
static inline Value frame_callee(const Value *r) { return r[-4]; }
static inline Value frame_this(const Value *r) { return r[-3]; }
static inline const uint32_t *frame_return_pc(const Value *r) {
  return (const uint32_t *)(uintptr_t)r[-2].bits;
}
static inline uint64_t frame_link(const Value *r) { return r[-1].bits; }
static inline uint32_t frame_argc(const Value *r) { return (uint32_t)r[-1].bits; }
/* The register of the caller's at which the call window begins. */
static inline uint8_t frame_window_register(const Value *r) {
  return (uint8_t)(r[-1].bits >> FRAME_WINDOW_SHIFT);
}
static inline Value *frame_caller(Value *r) { return r - FRAME_HEADER - frame_window_register(r); }
static inline void frame_set_link(Value *r, const uint32_t *return_pc, uint32_t argc,
                                  uint32_t window, uint64_t flags) {
  r[-2].bits = (uint64_t)(uintptr_t)return_pc;
  r[-1].bits = (uint64_t)argc | (uint64_t)window << FRAME_WINDOW_SHIFT | flags;
}

/* Whether the frame of the code, called with this window, ends below a limit. */
static inline bool frame_fits(const Code *code, const Value *window, const void *limit) {
  return (const char *)window + code->frame_bytes <= (const char *)limit;
}

/* The code of a frame, or NULL for a native one. */
Code *frame_code(Vm *vm, const Value *r);
/* The first register above everything the running frame uses. */
Value *frame_top(Vm *vm);

/* One nested entry of the interpreter from C. */
typedef struct EntryRecord {
  struct EntryRecord *previous;
  Realm *realm; /* that was current before */
  Value *registers; /* of the frame that was running before */
  const uint32_t *pc;
} EntryRecord;

#endif
