/* SPDX-License-Identifier: MIT */
/* api.h: what the files of mote.h's implementation share.
 *
 * A MoteVm is a Vm, a MoteRealm the address of a Realm, and a MoteValue a Value, but that the
 * simple values come without their VM's base: below SIMPLE_END bits are an offset from it (and zero
 * is undefined). api_value() makes a Value of it; what goes out is always a full Value. */
#ifndef API_API_H
#define API_API_H

#include "mote.h"
#include "async/tasks.h"
#include "value/host_object.h"
#include "value/vm.h"

#define SIMPLE_END 4096u

/* A value of the host, kept alive. */
struct MoteHandle {
  Vm *vm;
  Value value;
  MoteHandle *previous, *next;
};

/* See mote_roots_add. */
typedef struct RootsOfHost {
  struct RootsOfHost *next;
  MoteRoots roots;
  void *data;
} RootsOfHost;

/* The shape of the objects that mote_object_of has made with an array of names, in one realm. */
typedef struct NamedShape {
  const char *const *names; /* NULL: none */
  Realm *realm;
  Shape *shape;
} NamedShape;
#define NAMED_SHAPES 32

struct MoteCall {
  Vm *vm;
  Call *call;
};

struct MoteClass {
  MoteClassSpec spec;
  uint32_t index;
  uint32_t finalizer;
  MoteHandle *constructor, *prototype;
  MoteHandle *shape; /* of instances with that prototype: held, so that it need not be looked up */
};

typedef struct HostFunctions {
  MoteFunction *items; /* by the number in a function object's first data slot */
  uint32_t *places; /* open addressing: number + 1 by the function's address; 0: empty */
  uint32_t count, capacity;
} HostFunctions;

/* Everything that belongs to one VM's embedder. */
typedef struct Api {
  void *user;
  MoteJobPolicy job_policy;
  uint32_t depth; /* calls of the host into JavaScript that have not returned */
  MoteHooks hooks;
  MoteModuleHooks module_hooks;
  MoteMessageHooks message_hooks;
  MoteHandle handles; /* the head of a ring */
  MoteHandle weak_handles; /* another */
  RootsOfHost *roots; /* the newest first */
  NamedShape shapes[NAMED_SHAPES]; /* by the hashed address of the names */
  HostFunctions functions;
  MoteClass **classes;
  uint32_t class_count, class_capacity;
  MoteAsync *operations; /* all that the host holds, settled or not */
  uint32_t operations_pending;
  void (*trace)(const MoteAsyncEvent *event, void *data); /* NULL: none */
  void *trace_data;
  MoteClass *watch_class; /* what the reactions of mote_promise_watch keep; NULL: none yet */
  MoteClass *callback_class; /* what the functions of mote_async_callback keep; NULL: none yet */
  MotePort *ports;
  bool portable_code; /* MoteVmOptions.portable_code */
} Api;

static inline Vm *api_vm(MoteVm *vm) { return (Vm *)vm; }
static inline MoteVm *api_mote_vm(Vm *vm) { return (MoteVm *)vm; }
static inline Value api_value(Vm *vm, MoteValue value) {
  if (likely(value.bits >= SIMPLE_END)) return (Value){value.bits};
  return value_from_offset(vm, value.bits ? (uint32_t)value.bits : (uint32_t)OFFSET_UNDEFINED);
}
static inline MoteValue api_mote_value(Value value) { return (MoteValue){value.bits}; }
static inline bool api_give(MoteValue *out, Value value) {
  *out = api_mote_value(value);
  return true;
}
/* False for NULL. */
static inline bool api_give_cell(MoteValue *out, const void *cell) {
  if (!cell) return false;
  out->bits = value_cell(cell).bits;
  return true;
}

/* The bytes that a length argument stands for. */
static inline size_t api_length(const char *text, size_t length) {
  return length == MOTE_NUL_TERMINATED ? strlen(text) : length;
}
/* A key from a name in UTF-8. */
MUST_USE bool api_key(Vm *vm, const char *name, PropertyKey *out);
/* "@@iterator" and the like stand for well-known symbols. */
MUST_USE bool api_method_key(Vm *vm, const char *name, PropertyKey *out);

/* A call from the host into JavaScript: with MOTE_JOBS_AFTER_CALL, the outermost runs the jobs. leave
 * gives `ok`, or false where the jobs were interrupted. */
void api_enter(Vm *vm);
MUST_USE bool api_leave(Vm *vm, bool ok);

/* What the host is told of without running JavaScript and without an exception: an own data property (false: none),
 * and a string in UTF-8, malloc'ed (NULL: not a string, or no memory). */
MUST_USE bool api_own_data(Vm *vm, Value object, PropertyKey key, Value *out);
MUST_USE char *api_text(Vm *vm, Value v);
/* Gives an exception that nobody can catch to the hook for such. */
void api_report(Vm *vm, Value exception);

/* Beginnings and ends of what an Api holds. */
MUST_USE bool api_functions_init(Vm *vm);
void api_functions_destroy(Vm *vm);
void api_classes_destroy(Vm *vm);
MUST_USE bool api_modules_init(Vm *vm);
void api_modules_destroy(Vm *vm);
void api_handles_destroy(Vm *vm);
/* In a collection: the shapes that are remembered are not kept for that. */
void api_shapes_forget(Vm *vm);
/* Marks what handles hold, and what the host's MoteRoots tell. */
void api_handles_mark(Vm *vm);
/* After marking; data: the head of the ring. */
void api_weak_handles_clear(Vm *vm, void *data);
/* Operations and ports outlive the VM: these cut their tie to it. */
void api_operations_abandon(Vm *vm);
void api_ports_abandon(Vm *vm);
/* Calls look for each that has not settled. */
TaskOperations api_operations_each;
/* Marks who waits for an operation. */
void api_operations_mark(Vm *vm);

/* The function object of a host function. flags: NATIVE_. NULL: exception. */
MUST_USE NativeFunctionObject *api_function_object(Vm *vm, MoteFunction function, const char *name,
                                                   uint32_t length, uint32_t flags, Value data);

#endif
