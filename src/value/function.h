/* SPDX-License-Identifier: MIT */
/* function.h: function objects of bytecode, bound functions, environments. */
#ifndef VALUE_FUNCTION_H
#define VALUE_FUNCTION_H

#include "value/native.h"

enum {
  CODE_STRICT = 1 << 0,
  CODE_ASYNC = 1 << 1,
  CODE_GENERATOR = 1 << 2,
  CODE_ARROW = 1 << 3,
  CODE_METHOD = 1 << 4,         /* method, getter or setter: no [[Construct]], no prototype */
  CODE_CLASS_BASE = 1 << 5,     /* class constructor */
  CODE_CLASS_DERIVED = 1 << 6,
  CODE_SCRIPT = 1 << 7,
  CODE_MODULE = 1 << 8,
  CODE_EVAL = 1 << 9,
  CODE_USES_THIS = 1 << 10,
  CODE_CLASS_FIELDS = 1 << 11,  /* the function that defines fields */
  CODE_GETTER_SETTER = 1 << 12,
  CODE_HAS_CACHES = 1 << 13,    /* some inline cache may be filled (set by the interpreter) */
  CODE_NATIVE_TO_STRING = 1 << 14, /* toString shows no source */
  CODE_DEFAULT_CONSTRUCTOR = 1 << 15, /* made by the compiler for a class that has none */
};

/* The head of struct Code (bytecode/code.h): what the value layer must know of a function's code. */
typedef struct CodeHead {
  uint32_t header;
  uint32_t flags; /* CODE_ */
  Slot name; /* string: the name property at creation */
  Slot realm;
  uint16_t length; /* the length property */
} CodeHead;

static inline bool code_flags_constructor(uint32_t flags) {
  return !(flags & (CODE_ASYNC | CODE_GENERATOR | CODE_ARROW | CODE_METHOD | CODE_GETTER_SETTER |
                    CODE_CLASS_FIELDS | CODE_SCRIPT | CODE_MODULE | CODE_EVAL));
}

/* The lazy root shapes of functions that a realm keeps (Realm.function_shapes): by what their
 * prototype is. */
typedef enum ClosureKind {
  CLOSURE_NORMAL, /* Function.prototype; native functions too */
  CLOSURE_GENERATOR,
  CLOSURE_ASYNC,
  CLOSURE_ASYNC_GENERATOR,
  CLOSURE_KIND_COUNT,
} ClosureKind;

/* A closure. Its own properties (length, name, prototype …) are made when first looked at: until
 * then its shape is lazy. */
typedef struct Function {
  Object base;
  Slot code; /* CELL_CODE */
  Slot environment; /* CELL_ENVIRONMENT, or none */
  Slot home; /* methods: the home object; else none */
} Function;

/* A class constructor's closure has two more fields. */
typedef struct ClassConstructor {
  Function base;
  Slot fields; /* the function that defines the fields of a new instance, or none */
  Slot name; /* the class's name when it has been computed, or none */
} ClassConstructor;

enum { BOUND_CONSTRUCTOR = 1 };

typedef struct BoundFunction {
  Object base;
  Slot target;
  Slot bound_this;
  Slot arguments; /* CELL_SLOTS, or none */
  uint32_t flags; /* BOUND_ */
} BoundFunction;

/* Captured variables of one scope. items[0 …) as the compiler numbers them. */
typedef struct Environment {
  uint32_t header; /* type | slot count */
  Slot parent; /* CELL_ENVIRONMENT or none */
  Slot info; /* CELL_SCOPE_INFO: names of the slots, for scopes that eval or `with` can see;
                      an Object: a `with` environment or the variables that eval declared */
  Slot items[];
} Environment;

static inline Function *value_as_function(Value v) { return (Function *)value_as_cell(v); }
static inline CodeHead *function_code_head(Vm *vm, const Function *f) {
  return (CodeHead *)slot_cell_present(vm, f->code);
}
bool value_is_callable(Vm *vm, Value v);
bool value_is_constructor(Vm *vm, Value v);

/* The environment `hops` further out. Mostly one or two: unrolled, the loop only gets longer. */
static inline Environment *environment_up(Vm *vm, Environment *e, uint32_t hops) {
#pragma GCC unroll 1
  for (; hops; hops--) e = slot_cell_present(vm, e->parent);
  return e;
}
static inline uint32_t environment_slot_count(const Environment *e) { return e->header >> 8; }
/* All slots uninitialised. NULL: out of memory (exception set). */
MUST_USE Environment *environment_new(Vm *vm, Environment *parent, uint32_t slot_count);

#endif
