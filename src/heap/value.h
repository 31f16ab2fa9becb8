/* SPDX-License-Identifier: MIT */
/* value.h: a JavaScript value as registers and C code hold it.
 *
 * 64 bits, NaN-boxed:
 *   0x0000'aaaa'aaaa'aaaa   the raw address of a cell (undefined, null, the booleans, the hole and
 *                           the uninitialised marker are cells in the first page of the VM's cage)
 *   0x0002'… - 0xfffc'…     a double, its bits offset by 2^49
 *   0xfffe'0000'iiii'iiii   an int32
 * All bits zero is "no value": never seen by JavaScript.
 *
 * A number that fits an int32 and is not -0 may be held either way; value_number() makes the
 * canonical (int32) form, and comparisons must not assume one. */
#ifndef HEAP_VALUE_H
#define HEAP_VALUE_H

#include <string.h>

#include "base/common.h"

typedef struct Vm Vm;

/* A heap cell: the header's low byte is its CellType, the rest belongs to the type
 * (for objects: the index of the shape). */
typedef struct Cell {
  uint32_t header;
} Cell;

typedef struct Value {
  uint64_t bits;
} Value;

#define VALUE_DOUBLE_OFFSET 0x0002000000000000u
#define VALUE_INT_TAG       0xfffe000000000000u

/* Offsets from the cage's base of the cells that stand for the simple values. */
enum {
  OFFSET_UNDEFINED = 0x800,
  OFFSET_NULL = 0x808,
  OFFSET_FALSE = 0x810,
  OFFSET_TRUE = 0x818,
  OFFSET_HOLE = 0x820,          /* an array element that is not there */
  OFFSET_UNINITIALISED = 0x828, /* a binding in its temporal dead zone */
};

static inline Value value_from_offset(Vm *vm, uint32_t offset) {
  return (Value){(uint64_t)(uintptr_t)vm + offset};
}
static inline Value value_undefined(Vm *vm) { return value_from_offset(vm, OFFSET_UNDEFINED); }
static inline Value value_null(Vm *vm) { return value_from_offset(vm, OFFSET_NULL); }
static inline Value value_bool(Vm *vm, bool b) {
  return value_from_offset(vm, OFFSET_FALSE + (uint32_t)b * 8);
}
static inline Value value_hole(Vm *vm) { return value_from_offset(vm, OFFSET_HOLE); }
static inline Value value_uninitialised(Vm *vm) {
  return value_from_offset(vm, OFFSET_UNINITIALISED);
}
static inline Value value_none(void) { return (Value){0}; }
static inline Value value_int(int32_t i) { return (Value){VALUE_INT_TAG | (uint32_t)i}; }
static inline Value value_cell(const void *cell) { return (Value){(uint64_t)(uintptr_t)cell}; }

/* A double as it is, without looking for an int32 (NaNs are made canonical). */
static inline Value value_double(double d) {
  uint64_t bits;
  if (d != d) d = __builtin_nan("");
  memcpy(&bits, &d, 8);
  return (Value){bits + VALUE_DOUBLE_OFFSET};
}

/* The canonical form of a number: an int32 where it is one (and not -0). */
static inline Value value_number(double d) {
  if (d >= -2147483648.0 && d <= 2147483647.0) {
    int32_t i = (int32_t)d;
    if ((double)i == d && (i != 0 || !__builtin_signbit(d))) return value_int(i);
  }
  return value_double(d);
}
static inline Value value_uint32(uint32_t u) {
  return u <= INT32_MAX ? value_int((int32_t)u) : value_double((double)u);
}

static inline bool value_same_bits(Value a, Value b) { return a.bits == b.bits; }
static inline bool value_is_none(Value v) { return v.bits == 0; }
static inline bool value_is_int(Value v) { return v.bits >= VALUE_INT_TAG; }
static inline bool value_is_number(Value v) { return v.bits >= VALUE_DOUBLE_OFFSET; }
static inline bool value_is_double(Value v) { return value_is_number(v) && !value_is_int(v); }
static inline bool value_is_cell(Value v) { return v.bits < VALUE_DOUBLE_OFFSET; }
static inline bool value_both_int(Value a, Value b) { return (a.bits & b.bits) >= VALUE_INT_TAG; }

static inline int32_t value_as_int(Value v) { return (int32_t)(uint32_t)v.bits; }
static inline double value_as_double(Value v) {
  uint64_t bits = v.bits - VALUE_DOUBLE_OFFSET;
  double d;
  memcpy(&d, &bits, 8);
  return d;
}
/* The number in v, which must be one, as a double. */
static inline double value_as_number(Value v) {
  return value_is_int(v) ? (double)value_as_int(v) : value_as_double(v);
}
static inline Cell *value_as_cell(Value v) { return (Cell *)(uintptr_t)v.bits; }

static inline bool value_is_undefined(Vm *vm, Value v) {
  return v.bits == value_undefined(vm).bits;
}
static inline bool value_is_null(Vm *vm, Value v) { return v.bits == value_null(vm).bits; }
/* undefined or null: they differ in one address bit. */
static inline bool value_is_nullish(Vm *vm, Value v) {
  return (v.bits & ~(uint64_t)8) == value_undefined(vm).bits;
}
static inline bool value_is_bool(Vm *vm, Value v) {
  return (v.bits & ~(uint64_t)8) == value_bool(vm, false).bits;
}
static inline bool value_is_true(Vm *vm, Value v) { return v.bits == value_bool(vm, true).bits; }
static inline bool value_is_false(Vm *vm, Value v) { return v.bits == value_bool(vm, false).bits; }
static inline bool value_is_hole(Vm *vm, Value v) { return v.bits == value_hole(vm).bits; }
static inline bool value_is_uninitialised(Vm *vm, Value v) {
  return v.bits == value_uninitialised(vm).bits;
}

#endif
