/* SPDX-License-Identifier: MIT */
/* atomics.c: Atomics   #sec-atomics-object   Waiting is atomics_wait.c's.
 *
 * All operations are sequentially consistent, on unshared memory too. Elements are aligned. */
#include "builtins/atomics.h"

/* ValidateIntegerTypedArray ( typedArray, waitable )   #sec-validateintegertypedarray */
bool validate_integer_typed_array(Vm *vm, Value v, bool waitable, const char *method,
                                  TypedArray **out) {
  TRY(validate_typed_array(vm, v, method, out));
  ElementType type = (ElementType)(*out)->kind;
  if (waitable ? type == ELEMENT_INT32 || type == ELEMENT_BIGINT64 : element_is_integer(type))
    return true;
  char text[128];
  return throw_type_error(vm, ERROR_NOT_AN_INTEGER_ARRAY, value_describe(vm, v, text, sizeof text));
}

/* ValidateAtomicAccess ( taRecord, requestIndex )   #sec-validateatomicaccess */
bool validate_atomic_access(Vm *vm, const TypedArray *array, Value request, double *out) {
  double length = (double)view_length(vm, array);
  TRY(to_index(vm, request, out));
  return *out < length || throw_range_error(vm, ERROR_ATOMICS_INDEX);
}

/* ValidateAtomicAccessOnIntegerTypedArray ( typedArray, requestIndex )
 * #sec-validateatomicaccessonintegertypedarray */
static bool validate_access(Vm *vm, const Call *call, bool writes, const char *method,
                            TypedArray **array, double *index) {
  TRY(validate_integer_typed_array(vm, call_arg(vm, call, 0), false, method, array));
  if (writes) TRY(require_mutable_view(vm, *array, method));
  return validate_atomic_access(vm, *array, call_arg(vm, call, 1), index);
}

/* RevalidateAtomicAccess ( typedArray, byteIndexInBuffer )   #sec-revalidateatomicaccess */
static bool revalidate_access(Vm *vm, const TypedArray *array, double index, const char *method,
                              uint8_t **out) {
  if (view_is_out_of_bounds(vm, array)) return throw_view_out_of_bounds(vm, array, method);
  return typed_array_element(vm, array, index, out) || throw_range_error(vm, ERROR_ATOMICS_INDEX);
}

/* The BigInt, or the integer, that an element is to be combined with or replaced by. */
static bool to_operand(Vm *vm, const TypedArray *array, Value value, Value *out) {
  double number;
  if (element_types[array->kind].is_bigint)
    return to_element_content(vm, (ElementType)array->kind, value, out);
  TRY(to_integer_or_infinity(vm, value, &number));
  *out = value_number(number);
  return true;
}

/* --- memory --- */

/* Runs a statement with WORD standing for the unsigned type of an element. */
#define WITH_WORD(size, statement) \
  switch (size) {                  \
    case 1: {                      \
      typedef uint8_t WORD;        \
      statement;                   \
      break;                       \
    }                              \
    case 2: {                      \
      typedef uint16_t WORD;       \
      statement;                   \
      break;                       \
    }                              \
    case 4: {                      \
      typedef uint32_t WORD;       \
      statement;                   \
      break;                       \
    }                              \
    default: {                     \
      typedef uint64_t WORD;       \
      statement;                   \
      break;                       \
    }                              \
  }

static uint64_t atomic_load_bits(size_t size, const uint8_t *at) {
  uint64_t bits = 0;
  WITH_WORD(size, bits = __atomic_load_n((const WORD *)(const void *)at, __ATOMIC_SEQ_CST))
  return bits;
}

static void atomic_store_bits(size_t size, uint8_t *at, uint64_t bits) {
  WITH_WORD(size, __atomic_store_n((WORD *)(void *)at, (WORD)bits, __ATOMIC_SEQ_CST))
}

/* Gives what was there. */
static uint64_t atomic_compare_exchange_bits(size_t size, uint8_t *at, uint64_t expected,
                                             uint64_t replacement) {
  uint64_t before = 0;
  WITH_WORD(size, WORD old = (WORD)expected;
            __atomic_compare_exchange_n((WORD *)(void *)at, &old, (WORD)replacement, false,
                                        __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
            before = old)
  return before;
}

/* A read-modify-write modification function. */
typedef uint64_t (*Modification)(uint64_t old, uint64_t operand);

/* AtomicReadModifyWrite ( typedArray, index, value, op )   #sec-atomicreadmodifywrite */
static bool atomic_read_modify_write(Vm *vm, Call *call, Modification op, const char *method) {
  TypedArray *array;
  Value operand;
  double index;
  uint8_t *at;
  TRY(validate_access(vm, call, true, method, &array, &index));
  TRY(to_operand(vm, array, call_arg(vm, call, 2), &operand));
  TRY(revalidate_access(vm, array, index, method, &at));
  ElementType type = (ElementType)array->kind;
  size_t size = element_size(type);
  uint64_t bits = element_to_bits(type, operand), old = atomic_load_bits(size, at), seen;
  while ((seen = atomic_compare_exchange_bits(size, at, old, op(old, bits))) != old) old = seen;
  return element_from_bits(vm, type, old, &call->result);
}

/* --- the methods --- */

/* Atomics.add ( typedArray, index, value )   #sec-atomics.add */
static uint64_t add_bits(uint64_t old, uint64_t operand) { return old + operand; }
static bool atomics_add(Vm *vm, Call *call) {
  return atomic_read_modify_write(vm, call, add_bits, "Atomics.add");
}

/* Atomics.and ( typedArray, index, value )   #sec-atomics.and */
static uint64_t and_bits(uint64_t old, uint64_t operand) { return old & operand; }
static bool atomics_and(Vm *vm, Call *call) {
  return atomic_read_modify_write(vm, call, and_bits, "Atomics.and");
}

/* Atomics.compareExchange ( typedArray, index, expectedValue, replacementValue )
 * #sec-atomics.compareexchange */
static bool atomics_compare_exchange(Vm *vm, Call *call) {
  static const char method[] = "Atomics.compareExchange";
  TypedArray *array;
  Value expected, replacement;
  double index;
  uint8_t *at;
  TRY(validate_access(vm, call, true, method, &array, &index));
  TRY(to_operand(vm, array, call_arg(vm, call, 2), &expected));
  TRY(to_operand(vm, array, call_arg(vm, call, 3), &replacement));
  TRY(revalidate_access(vm, array, index, method, &at));
  ElementType type = (ElementType)array->kind;
  uint64_t old = atomic_compare_exchange_bits(
      element_size(type), at, element_to_bits(type, expected), element_to_bits(type, replacement));
  return element_from_bits(vm, type, old, &call->result);
}

/* Atomics.exchange ( typedArray, index, value )   #sec-atomics.exchange */
static uint64_t second_bits(uint64_t old, uint64_t operand) {
  (void)old;
  return operand;
}
static bool atomics_exchange(Vm *vm, Call *call) {
  return atomic_read_modify_write(vm, call, second_bits, "Atomics.exchange");
}

/* Atomics.isLockFree ( size )   #sec-atomics.islockfree */
static bool atomics_is_lock_free(Vm *vm, Call *call) {
  double n;
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &n));
  bool lock_free = (n == 1 && __atomic_always_lock_free(1, 0)) ||
                   (n == 2 && __atomic_always_lock_free(2, 0)) || n == 4 ||
                   (n == 8 && __atomic_always_lock_free(8, 0));
  return call_return_bool(vm, call, lock_free);
}

/* Atomics.load ( typedArray, index )   #sec-atomics.load */
static bool atomics_load(Vm *vm, Call *call) {
  TypedArray *array;
  double index;
  uint8_t *at;
  TRY(validate_access(vm, call, false, "Atomics.load", &array, &index));
  TRY(revalidate_access(vm, array, index, "Atomics.load", &at));
  ElementType type = (ElementType)array->kind;
  return element_from_bits(vm, type, atomic_load_bits(element_size(type), at), &call->result);
}

/* Atomics.or ( typedArray, index, value )   #sec-atomics.or */
static uint64_t or_bits(uint64_t old, uint64_t operand) { return old | operand; }
static bool atomics_or(Vm *vm, Call *call) {
  return atomic_read_modify_write(vm, call, or_bits, "Atomics.or");
}

/* Atomics.pause ( [ iterationNumber ] )   #sec-atomics.pause */
static bool atomics_pause(Vm *vm, Call *call) {
  Value n = call_arg(vm, call, 0);
  bool integral =
      value_is_number(n) && value_as_number(n) - __builtin_trunc(value_as_number(n)) == 0;
  if (!value_is_undefined(vm, n) && !integral) {
    char text[64];
    return throw_type_error(vm, ERROR_INVALID_ARGUMENT, value_describe(vm, n, text, sizeof text));
  }
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
  return true;
}

/* Atomics.store ( typedArray, index, value )   #sec-atomics.store */
static bool atomics_store(Vm *vm, Call *call) {
  TypedArray *array;
  Value value;
  double index;
  uint8_t *at;
  TRY(validate_access(vm, call, true, "Atomics.store", &array, &index));
  TRY(to_operand(vm, array, call_arg(vm, call, 2), &value));
  TRY(revalidate_access(vm, array, index, "Atomics.store", &at));
  ElementType type = (ElementType)array->kind;
  atomic_store_bits(element_size(type), at, element_to_bits(type, value));
  return call_return(call, value);
}

/* Atomics.sub ( typedArray, index, value )   #sec-atomics.sub */
static uint64_t sub_bits(uint64_t old, uint64_t operand) { return old - operand; }
static bool atomics_sub(Vm *vm, Call *call) {
  return atomic_read_modify_write(vm, call, sub_bits, "Atomics.sub");
}

/* Atomics.xor ( typedArray, index, value )   #sec-atomics.xor */
static uint64_t xor_bits(uint64_t old, uint64_t operand) { return old ^ operand; }
static bool atomics_xor(Vm *vm, Call *call) {
  return atomic_read_modify_write(vm, call, xor_bits, "Atomics.xor");
}

static const BuiltinProperty atomics_properties[] = {
    FUNCTION("add", atomics_add, 3),
    FUNCTION("and", atomics_and, 3),
    FUNCTION("compareExchange", atomics_compare_exchange, 4),
    FUNCTION("exchange", atomics_exchange, 3),
    FUNCTION("isLockFree", atomics_is_lock_free, 1),
    FUNCTION("load", atomics_load, 2),
    FUNCTION("notify", atomics_notify, 3),
    FUNCTION("or", atomics_or, 3),
    FUNCTION("pause", atomics_pause, 0),
    FUNCTION("store", atomics_store, 3),
    FUNCTION("sub", atomics_sub, 3),
    FUNCTION("wait", atomics_wait, 4),
    FUNCTION("waitAsync", atomics_wait_async, 4),
    FUNCTION("xor", atomics_xor, 3),
    STRING("@@toStringTag", "Atomics"),
    INTERNAL("", atomics_wait_async_timeout, 0),
};

const BuiltinObject atomics_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = atomics_properties,
    .property_count = array_length(atomics_properties),
};
