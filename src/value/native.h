/* SPDX-License-Identifier: MIT */
/* native.h: functions written in C as JavaScript sees them, and the tables that name them.
 *
 * A native function is one C function and the Call that it fills. Cells name it by its NativeId,
 * an index into static tables (the same in every VM of one binary), never by address. An embedder's
 * functions are known to the API alone (api_function.c): here they are one native function. */
#ifndef VALUE_NATIVE_H
#define VALUE_NATIVE_H

#include "value/object.h"

typedef struct Call {
  Value this_value;
  Value new_target;   /* undefined when called, the constructor when constructed */
  Value callee;       /* the native function object */
  const Value *args;  /* argc of them; on the register stack, so they are roots */
  uint32_t argc;
  bool entered;       /* a frame took the place of the call's own: its end gives the result */
  Value result;       /* starts undefined */
  struct Realm *caller_realm; /* where the call goes on; NULL: no frame may take its place */
  void *offered; /* an operation that the caller's await is to wait for (async/operation.h) */
} Call;

/* False: an exception is set. May run JavaScript. */
typedef bool (*NativeFunction)(Vm *vm, Call *call);

static inline Value call_arg(Vm *vm, const Call *call, uint32_t i) {
  return i < call->argc ? call->args[i] : value_undefined(vm);
}
static inline bool call_is_construct(Vm *vm, const Call *call) {
  return !value_is_undefined(vm, call->new_target);
}
static inline bool call_return(Call *call, Value value) {
  call->result = value;
  return true;
}
static inline bool call_return_bool(Vm *vm, Call *call, bool b) {
  call->result = value_bool(vm, b);
  return true;
}
static inline bool call_return_number(Call *call, double number) {
  call->result = value_number(number);
  return true;
}
static inline bool call_return_cell(Call *call, const void *cell) {
  if (!cell) return false;
  call->result = value_cell(cell);
  return true;
}

/* A native function object.
 *
 *   header …   object.h
 *   id …       which C function, and what JavaScript may do with it: one word
 *   realm
 *   data …     what a builtin closure keeps (a resolve function its promise): as many slots as it was made with */
typedef struct NativeFunctionObject {
  Object base;
  uint32_t id : 24; /* NativeId: table << 16 | word (native_function_from_id) */
  uint32_t flags : 6; /* NATIVE_… */
  uint32_t data_count : 2;
  Slot realm;
  Slot data[];
} NativeFunctionObject;

enum {
  NATIVE_CONSTRUCTOR = 1, /* has [[Construct]] */
  NATIVE_CLASS = 2, /* throws when called without new (the C function checks) */
  NATIVE_FROZEN = 4, /* %ThrowTypeError%: frozen from the start */
  NATIVE_ANONYMOUS = 8, /* its name is "", its length is flags >> NATIVE_LENGTH_SHIFT */
  NATIVE_LENGTH_SHIFT = 4,
};
/* What fits into the fields above. */
#define NATIVE_TABLE_COUNT_MAX      256
#define NATIVE_ANONYMOUS_LENGTH_MAX 3
#define NATIVE_DATA_MAX             3

static inline NativeFunctionObject *value_as_native(Value v) {
  return (NativeFunctionObject *)value_as_cell(v);
}

/* How a builtin object's own properties are listed: one static table an object, at the end of the
 * file that implements it. */
typedef enum BuiltinKind {
  BUILTIN_FUNCTION, /* a method */
  BUILTIN_ACCESSOR, /* getter and/or setter */
  BUILTIN_NUMBER,
  BUILTIN_STRING,
  BUILTIN_INTRINSIC, /* another intrinsic object of the realm */
  BUILTIN_ALIAS, /* the same value as an earlier property of this table */
  BUILTIN_SHARED, /* the same value as a property of another intrinsic object */
  BUILTIN_SYMBOL, /* a well-known symbol (Symbol.iterator) */
  BUILTIN_UNDEFINED,
  BUILTIN_NULL,
  BUILTIN_TRUE,
  BUILTIN_INTRINSIC_ACCESSOR, /* getter and setter are both the intrinsic function `id` */
  BUILTIN_INTERNAL, /* not a property: a native function that C code makes with native_new */
} BuiltinKind;

typedef struct BuiltinProperty {
  const char *name; /* "at", or "@@iterator" for a key that is a well-known symbol */
  uint8_t kind;
  uint8_t attributes;
  uint8_t length; /* functions: the length property */
  uint16_t id; /* intrinsic, or well-known symbol */
  NativeFunction function; /* method or getter */
  NativeFunction setter;
  double number;
  const char *text; /* string value, or the aliased property */
} BuiltinProperty;

/* One builtin object. */
typedef struct BuiltinObject {
  uint8_t type; /* CELL_OBJECT, CELL_NATIVE_FUNCTION, CELL_ARRAY … */
  uint16_t prototype; /* intrinsic that is its [[Prototype]]; INTRINSIC_NONE: null */
  const char *name; /* functions: the name property */
  uint8_t length; /* functions: the length property */
  uint8_t flags; /* functions: NATIVE_… */
  NativeFunction function; /* functions */
  const BuiltinProperty *properties;
  uint16_t property_count;
} BuiltinObject;

#define FUNCTION(n, f, len) \
  {.name = n, .kind = BUILTIN_FUNCTION, .attributes = PROPERTY_HIDDEN, .length = len, .function = f}
/* A method with attributes other than the usual. */
#define FUNCTION_WITH(n, f, len, attrs) \
  {.name = n, .kind = BUILTIN_FUNCTION, .attributes = attrs, .length = len, .function = f}
#define GETTER(n, f) \
  {.name = n, .kind = BUILTIN_ACCESSOR, .attributes = PROPERTY_CONFIGURABLE, .function = f}
#define ACCESSOR(n, g, s)               \
  {.name = n,                           \
   .kind = BUILTIN_ACCESSOR,            \
   .attributes = PROPERTY_CONFIGURABLE, \
   .function = g,                       \
   .setter = s}
#define NUMBER(n, v) {.name = n, .kind = BUILTIN_NUMBER, .attributes = 0, .number = v}
#define STRING(n, v) \
  {.name = n, .kind = BUILTIN_STRING, .attributes = PROPERTY_CONFIGURABLE, .text = v}
#define STRING_WITH(n, v, attrs) {.name = n, .kind = BUILTIN_STRING, .attributes = attrs, .text = v}
#define INTRINSIC(n, i) \
  {.name = n, .kind = BUILTIN_INTRINSIC, .attributes = PROPERTY_HIDDEN, .id = INTRINSIC_##i}
#define INTRINSIC_WITH(n, i, attrs) \
  {.name = n, .kind = BUILTIN_INTRINSIC, .attributes = attrs, .id = INTRINSIC_##i}
#define ALIAS(n, other) \
  {.name = n, .kind = BUILTIN_ALIAS, .attributes = PROPERTY_HIDDEN, .text = other}
/* globalThis.parseFloat is Number.parseFloat: SHARED("parseFloat", NUMBER, "parseFloat"). */
#define SHARED(n, i, other)       \
  {.name = n,                     \
   .kind = BUILTIN_SHARED,        \
   .attributes = PROPERTY_HIDDEN, \
   .id = INTRINSIC_##i,           \
   .text = other}
#define WELL_KNOWN(n, s)      {.name = n, .kind = BUILTIN_SYMBOL, .attributes = 0, .id = SYMBOL_##s}
#define UNDEFINED_PROPERTY(n) {.name = n, .kind = BUILTIN_UNDEFINED, .attributes = 0}
#define NULL_PROPERTY(n)      {.name = n, .kind = BUILTIN_NULL, .attributes = 0}
#define INTERNAL(n, f, len)   {.name = n, .kind = BUILTIN_INTERNAL, .length = len, .function = f}

/* A native function object for a C function, in the current realm, with this many data slots (up to
 * NATIVE_DATA_MAX), all undefined. The C function stands in some BuiltinObject's table (as a method, accessor
 * or INTERNAL row). `name` may be NULL: "". NULL: exception. */
MUST_USE NativeFunctionObject *native_new(Vm *vm, NativeFunction function, const char *name,
                                          uint32_t length, uint32_t data_count);
/* The rows of intrinsics.def. */
extern const BuiltinObject *const intrinsic_builtins[];
/* The C function behind an id, which says of which intrinsic, and which word of its table of properties has the
 * function's address; word 0 (a name) stands for the object's own function. */
static inline NativeFunction native_function_from_id(uint32_t id) {
  const BuiltinObject *builtin = intrinsic_builtins[id >> 16];
  uint32_t word = id & 0xffff;
  return word ? ((const NativeFunction *)builtin->properties)[word] : builtin->function;
}
/* The property that has the function as its method or getter; NULL: none has. */
const BuiltinProperty *native_method_from_id(uint32_t id);
/* Whether a value is a function object of this C function, of any realm. */
static inline bool value_is_native_of(Value value, NativeFunction function) {
  return value_is_type(value, CELL_NATIVE_FUNCTION) &&
         native_function_from_id(value_as_native(value)->id) == function;
}
void native_function_trace(Vm *vm, Cell *cell);

#endif
