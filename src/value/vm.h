/* SPDX-License-Identifier: MIT */
/* vm.h: the struct at the base of the cage: what every layer above the heap may use of the VM.
 *
 * The interpreter's own state (vm/interpreter.h) and the async core's (async/async.h) hang off it
 * as opaque pointers. */
#ifndef VALUE_VM_H
#define VALUE_VM_H

#include "heap/heap_struct.h"
#include "value/array.h"
#include "value/exotic.h"
#include "value/realm.h"

typedef enum SymbolId {
#define X(id, name) SYMBOL_##id,
#include "value/symbols.def"
#undef X
  SYMBOL_COUNT,
} SymbolId;

typedef struct Names {
#define X(id, text) PropertyKey id;
#include "value/names.def"
#undef X
} Names;

typedef struct Interpreter Interpreter;
typedef struct AsyncCore AsyncCore;
typedef struct HostHooks HostHooks;

struct Vm {
  void *dispatch[256];          /* the interpreter's handlers */
  Cell simple[12];              /* undefined … uninitialised: see OFFSET_ in heap/value.h */
  uint32_t *shape_offsets;      /* shapes by index: see value/shape.h */
  uint8_t pad[HEAP_OFFSET - 0x838];
  Heap heap;

  Value exception;              /* pending; none: none */
  uint32_t prototype_epoch;     /* from 1 on; see value/shape.h */
  bool prototypes_have_elements; /* some prototype has (had) indexed properties, or is exotic */

  /* For awaits that go straight on (vm/straight.h). */
  int64_t job_budget; /* jobs that may still begin; negative (that and INT64_MIN): barred */
  uint32_t fulfilled_header; /* of fulfilled promises without own properties */

  /* The register stack; see vm/frame.h. `registers` and `pc` are those of the running frame as of
   * its last instruction that could allocate, throw or call. */
  Value *registers;
  const uint32_t *pc;
  Value *stack_base;
  Value *stack_end;
  Value *stack_limit; /* calls check against it; an interrupt sets it to stack_base */
  Value *straight_end; /* frames above do not go straight on */
  bool condition; /* the outcome of a fused compare-and-jump's slow path */
  Value new_target; /* handed from a construct to the callee's first instructions */
  const char *c_stack_limit; /* native recursion below this address throws */
  _Atomic bool interrupt; /* raised by any thread */

  Realm *realm; /* current */
  Names names;
  Symbol *symbols[SYMBOL_COUNT];
  String *single_unit_strings[256];
  String *empty_string;

  struct ShapeTable *shapes;
  struct StringTable *strings;
  struct SymbolRegistry *symbol_registry;
  struct NativeTable *natives;
  struct WeakState *weak;
  struct FinalizationState *finalization; /* value/finalization.c */
  struct LookupCache *lookups; /* value/lookup_cache.h */
  struct RegExpCache *regexps; /* programs compiled lately: value/regexp_object.c; may be NULL */
  Interpreter *interpreter;
  AsyncCore *async;
  HostHooks *hooks; /* what the embedder supplies; see vm/host_hooks.h */
  struct Api *api; /* the state of mote.h's implementation */
  Value out_of_memory_error; /* preallocated */
  struct JoinFrame *joining; /* arrays being joined now; see builtins/array_join.c */
  struct TimeZone *time_zone; /* builtins/date_clock.c; NULL: not asked for yet */
  struct AsyncWaiter *async_waiters; /* of Atomics.waitAsync: async/waiter_list.h */
  struct AsyncWaiter
      *_Atomic notified_waiters; /* those that are to be settled; any thread pushes */
  bool can_block; /* AgentCanSuspend: Atomics.wait may block the thread */
  uint64_t hash_seed;
  uint64_t random_state[4]; /* of Math.random (builtins/math.c); all zero: not seeded yet */
};

_Static_assert(offsetof(Vm, simple) == OFFSET_UNDEFINED, "simple values have fixed offsets");
_Static_assert(offsetof(Vm, shape_offsets) == VM_SHAPE_OFFSETS, "shapes are found by offset");
_Static_assert(offsetof(Vm, heap) == HEAP_OFFSET, "the heap has a fixed offset");

/* A VM with everything of the value layer but a realm; `types` of the options is filled in.
 * NULL: out of memory or address space. Ends with vm_destroy_base, which runs all finalizers. */
MUST_USE Vm *vm_create_base(const HeapOptions *options);
void vm_destroy_base(Vm *vm);

/* From now on no await goes straight on, until the async core has looked again: a job was queued, a
 * prototype changed, or the like. */
static inline void vm_bar_straight_on(Vm *vm) {
  if (vm->job_budget > 0) vm->job_budget |= INT64_MIN;
}

static inline Value value_string(const String *s) { return value_cell(s); }
/* A name from names.def as a value. */
static inline Value name_value(PropertyKey name) { return (Value){name.bits}; }

#endif
