/* SPDX-License-Identifier: MIT */
/* slow_operators.c: operators on what the handlers have no fast path for: strings, BigInts, objects,
 * and numbers that overflow. */
#include <math.h>

#include "base/number.h"
#include "ops/compare.h"
#include "value/bigint.h"
#include "vm/slow.h"

/* --- numeric operators --- */

typedef double NumberOperation(double a, double b);
typedef BigInt *BigIntOperation(Vm *vm, const BigInt *a, const BigInt *b);
typedef struct NumericOperator {
  NumberOperation *numbers;
  BigIntOperation *bigints;
} NumericOperator;

static double number_sub(double a, double b) { return a - b; }
static double number_mul(double a, double b) { return a * b; }
static double number_div(double a, double b) { return a / b; }
static double number_mod(double a, double b) {
  double result = fmod(a, b);
  return result == 0 ? copysign(0, a) : result;
}
/* Number::exponentiate differs from pow where the base is ±1 and the exponent infinite or NaN. */
static double number_exp(double a, double b) {
  if (b != b || (fabs(a) == 1 && isinf(b))) return NAN;
  return pow(a, b);
}
static double number_and(double a, double b) { return number_to_int32(a) & number_to_int32(b); }
static double number_or(double a, double b) { return number_to_int32(a) | number_to_int32(b); }
static double number_xor(double a, double b) { return number_to_int32(a) ^ number_to_int32(b); }
static double number_shl(double a, double b) {
  return (int32_t)((uint32_t)number_to_int32(a) << (number_to_int32(b) & 31));
}
static double number_shr(double a, double b) {
  return number_to_int32(a) >> (number_to_int32(b) & 31);
}
static double number_ushr(double a, double b) {
  return (uint32_t)number_to_int32(a) >> (number_to_int32(b) & 31);
}
static BigInt *bigint_no_ushr(Vm *vm, const BigInt *a, const BigInt *b) {
  (void)a;
  (void)b;
  throw_type_error(vm, ERROR_BIGINT_USHR);
  return NULL;
}

static const NumericOperator operator_sub = {number_sub, bigint_subtract};
static const NumericOperator operator_mul = {number_mul, bigint_multiply};
static const NumericOperator operator_div = {number_div, bigint_divide};
static const NumericOperator operator_mod = {number_mod, bigint_remainder};
static const NumericOperator operator_exp = {number_exp, bigint_exponentiate};
static const NumericOperator operator_and = {number_and, bigint_and};
static const NumericOperator operator_or = {number_or, bigint_or};
static const NumericOperator operator_xor = {number_xor, bigint_xor};
static const NumericOperator operator_shl = {number_shl, bigint_shift_left};
static const NumericOperator operator_shr = {number_shr, bigint_shift_right};
static const NumericOperator operator_ushr = {number_ushr, bigint_no_ushr};

static BigInt *as_bigint(Value v) { return (BigInt *)(void *)value_as_cell(v); }

/* Both operands are numeric already. */
static bool apply_numeric(Vm *vm, const NumericOperator *op, Value left, Value right, Value *out) {
  if (value_is_number(left) && value_is_number(right)) {
    *out = value_number(op->numbers(value_as_number(left), value_as_number(right)));
    return true;
  }
  if (!value_is_bigint(left) || !value_is_bigint(right))
    return throw_type_error(vm, ERROR_BIGINT_MIX);
  BigInt *result = op->bigints(vm, as_bigint(left), as_bigint(right));
  if (!result) return false;
  *out = value_cell(result);
  return true;
}

static bool numeric(Vm *vm, const NumericOperator *op, Value left, Value right, Value *out) {
  if (!value_is_bigint(left) || !value_is_bigint(right)) { /* OPT: those are numeric */
    TRY(to_numeric(vm, left, &left));
    TRY(to_numeric(vm, right, &right));
  }
  return apply_numeric(vm, op, left, right, out);
}

/* The two forms of an operator: both operands in registers, or C a small number. */
#define NUMERIC(name)                                                                            \
  bool slow_##name(Vm *vm, const uint32_t *pc, Value *r) {                                       \
    return numeric(vm, &operator_##name, r[OPERAND_B(pc)], r[OPERAND_C(pc)], &r[OPERAND_A(pc)]); \
  }
#define NUMERIC_INT(name)                                                                    \
  bool slow_##name##_int(Vm *vm, const uint32_t *pc, Value *r) {                             \
    return numeric(vm, &operator_##name, r[OPERAND_B(pc)], value_int((int8_t)OPERAND_C(pc)), \
                   &r[OPERAND_A(pc)]);                                                       \
  }
#define operator_bit_and operator_and
#define operator_bit_or  operator_or
#define operator_bit_xor operator_xor
NUMERIC(sub)
NUMERIC(mul)
NUMERIC(div)
NUMERIC(mod)
NUMERIC(exp)
NUMERIC(bit_and)
NUMERIC(bit_or)
NUMERIC(bit_xor)
NUMERIC(shl)
NUMERIC(shr)
NUMERIC(ushr)
NUMERIC_INT(sub)
NUMERIC_INT(bit_and)
NUMERIC_INT(bit_or)
NUMERIC_INT(shl)
NUMERIC_INT(shr)
NUMERIC_INT(ushr)

/* ApplyStringOrNumericBinaryOperator for + */
static bool add(Vm *vm, Value left, Value right, Value *out) {
  if (value_is_bigint(left) && value_is_bigint(right)) { /* OPT: no conversion does anything */
    BigInt *sum = bigint_add(vm, as_bigint(left), as_bigint(right));
    if (sum) *out = value_cell(sum);
    return sum != NULL;
  }
  if (!value_is_string(left) || !value_is_string(right)) {
    TRY(to_primitive(vm, left, PREFER_DEFAULT, &left));
    TRY(to_primitive(vm, right, PREFER_DEFAULT, &right));
  }
  if (value_is_string(left) || value_is_string(right)) {
    String *a, *b;
    TRY(to_string(vm, left, &a));
    TRY(to_string(vm, right, &b));
    String *joined = string_concat(vm, a, b);
    if (!joined) return false;
    *out = value_string(joined);
    return true;
  }
  TRY(to_numeric(vm, left, &left));
  TRY(to_numeric(vm, right, &right));
  if (value_is_number(left) && value_is_number(right)) {
    *out = value_number(value_as_number(left) + value_as_number(right));
    return true;
  }
  if (!value_is_bigint(left) || !value_is_bigint(right))
    return throw_type_error(vm, ERROR_BIGINT_MIX);
  BigInt *sum = bigint_add(vm, as_bigint(left), as_bigint(right));
  if (!sum) return false;
  *out = value_cell(sum);
  return true;
}

bool slow_add(Vm *vm, const uint32_t *pc, Value *r) {
  return add(vm, r[OPERAND_B(pc)], r[OPERAND_C(pc)], &r[OPERAND_A(pc)]);
}
bool slow_add_int(Vm *vm, const uint32_t *pc, Value *r) {
  return add(vm, r[OPERAND_B(pc)], value_int((int8_t)OPERAND_C(pc)), &r[OPERAND_A(pc)]);
}

/* --- unary operators --- */

static bool increment(Vm *vm, Value v, int by, Value *out) {
  TRY(to_numeric(vm, v, &v));
  if (value_is_number(v)) {
    *out = value_number(value_as_number(v) + by);
    return true;
  }
  BigInt *result = bigint_add_int64(vm, as_bigint(v), by);
  if (!result) return false;
  *out = value_cell(result);
  return true;
}

bool slow_inc(Vm *vm, const uint32_t *pc, Value *r) {
  return increment(vm, r[OPERAND_B(pc)], 1, &r[OPERAND_A(pc)]);
}
bool slow_dec(Vm *vm, const uint32_t *pc, Value *r) {
  return increment(vm, r[OPERAND_B(pc)], -1, &r[OPERAND_A(pc)]);
}

bool slow_negate(Vm *vm, const uint32_t *pc, Value *r) {
  Value v;
  TRY(to_numeric(vm, r[OPERAND_B(pc)], &v));
  if (value_is_number(v)) {
    r[OPERAND_A(pc)] = value_number(-value_as_number(v));
    return true;
  }
  BigInt *result = bigint_negate(vm, as_bigint(v));
  if (!result) return false;
  r[OPERAND_A(pc)] = value_cell(result);
  return true;
}

bool slow_bit_not(Vm *vm, const uint32_t *pc, Value *r) {
  Value v;
  TRY(to_numeric(vm, r[OPERAND_B(pc)], &v));
  if (value_is_number(v)) {
    r[OPERAND_A(pc)] = value_int(~number_to_int32(value_as_number(v)));
    return true;
  }
  BigInt *result = bigint_not(vm, as_bigint(v));
  if (!result) return false;
  r[OPERAND_A(pc)] = value_cell(result);
  return true;
}

bool slow_to_number(Vm *vm, const uint32_t *pc, Value *r) {
  double number;
  TRY(to_number(vm, r[OPERAND_B(pc)], &number));
  r[OPERAND_A(pc)] = value_number(number);
  return true;
}
bool slow_to_numeric(Vm *vm, const uint32_t *pc, Value *r) {
  return to_numeric(vm, r[OPERAND_B(pc)], &r[OPERAND_A(pc)]);
}

/* --- comparison --- */

typedef enum Relation { RELATION_LT, RELATION_LE, RELATION_GT, RELATION_GE } Relation;

static bool relation(Vm *vm, Relation kind, Value a, Value b, bool *out) {
  Ordering ordering;
  switch (kind) {
    case RELATION_LT: TRY(is_less_than(vm, a, b, true, &ordering)); break;
    case RELATION_GT: TRY(is_less_than(vm, b, a, false, &ordering)); break;
    case RELATION_LE:
      TRY(is_less_than(vm, b, a, false, &ordering));
      *out = ordering == LESS_FALSE;
      return true;
    default:
      TRY(is_less_than(vm, a, b, true, &ordering));
      *out = ordering == LESS_FALSE;
      return true;
  }
  *out = ordering == LESS_TRUE;
  return true;
}

#define RELATIONAL(name, kind)                                           \
  bool slow_##name(Vm *vm, const uint32_t *pc, Value *r) {               \
    bool holds;                                                          \
    TRY(relation(vm, kind, r[OPERAND_B(pc)], r[OPERAND_C(pc)], &holds)); \
    r[OPERAND_A(pc)] = value_bool(vm, holds);                            \
    return true;                                                         \
  }
RELATIONAL(lt, RELATION_LT)
RELATIONAL(le, RELATION_LE)
RELATIONAL(gt, RELATION_GT)
RELATIONAL(ge, RELATION_GE)

#define EQUALITY(name, operation, wanted)                           \
  bool slow_##name(Vm *vm, const uint32_t *pc, Value *r) {          \
    bool equal;                                                     \
    TRY(operation(vm, r[OPERAND_B(pc)], r[OPERAND_C(pc)], &equal)); \
    r[OPERAND_A(pc)] = value_bool(vm, equal == (wanted));           \
    return true;                                                    \
  }
EQUALITY(eq, is_loosely_equal, true)
EQUALITY(ne, is_loosely_equal, false)
EQUALITY(strict_eq, is_strictly_equal, true)
EQUALITY(strict_ne, is_strictly_equal, false)

static bool jump_equality(Vm *vm, uint8_t op, Value a, Value b) {
  bool equal;
  bool strict = op == OPCODE_JUMP_STRICT_EQ || op == OPCODE_JUMP_STRICT_NE;
  if (strict) TRY(is_strictly_equal(vm, a, b, &equal));
  else TRY(is_loosely_equal(vm, a, b, &equal));
  vm->condition = equal == (op == OPCODE_JUMP_EQ || op == OPCODE_JUMP_STRICT_EQ);
  return true;
}

/* Relation and wanted outcome of a compare-and-jump. */
static bool jump_relation(Vm *vm, uint8_t op, Value a, Value b) {
  static const struct {
    uint8_t kind;
    bool wanted;
  } rows[] = {
      [OPCODE_JUMP_LT - OPCODE_JUMP_LT] = {RELATION_LT, true},
      [OPCODE_JUMP_LE - OPCODE_JUMP_LT] = {RELATION_LE, true},
      [OPCODE_JUMP_GT - OPCODE_JUMP_LT] = {RELATION_GT, true},
      [OPCODE_JUMP_GE - OPCODE_JUMP_LT] = {RELATION_GE, true},
      [OPCODE_JUMP_NOT_LT - OPCODE_JUMP_LT] = {RELATION_LT, false},
      [OPCODE_JUMP_NOT_LE - OPCODE_JUMP_LT] = {RELATION_LE, false},
      [OPCODE_JUMP_NOT_GT - OPCODE_JUMP_LT] = {RELATION_GT, false},
      [OPCODE_JUMP_NOT_GE - OPCODE_JUMP_LT] = {RELATION_GE, false},
      [OPCODE_JUMP_NOT_LT_INT - OPCODE_JUMP_LT] = {RELATION_LT, false},
      [OPCODE_JUMP_NOT_LE_INT - OPCODE_JUMP_LT] = {RELATION_LE, false},
      [OPCODE_JUMP_NOT_GT_INT - OPCODE_JUMP_LT] = {RELATION_GT, false},
      [OPCODE_JUMP_NOT_GE_INT - OPCODE_JUMP_LT] = {RELATION_GE, false},
      [OPCODE_LOOP_LT - OPCODE_JUMP_LT] = {RELATION_LT, true},
      [OPCODE_LOOP_LE - OPCODE_JUMP_LT] = {RELATION_LE, true},
      [OPCODE_LOOP_GT - OPCODE_JUMP_LT] = {RELATION_GT, true},
      [OPCODE_LOOP_GE - OPCODE_JUMP_LT] = {RELATION_GE, true},
      [OPCODE_LOOP_LT_INT - OPCODE_JUMP_LT] = {RELATION_LT, true},
      [OPCODE_LOOP_LE_INT - OPCODE_JUMP_LT] = {RELATION_LE, true},
      [OPCODE_LOOP_GT_INT - OPCODE_JUMP_LT] = {RELATION_GT, true},
      [OPCODE_LOOP_GE_INT - OPCODE_JUMP_LT] = {RELATION_GE, true},
  };
  bool holds;
  TRY(relation(vm, rows[op - OPCODE_JUMP_LT].kind, a, b, &holds));
  vm->condition = holds == rows[op - OPCODE_JUMP_LT].wanted;
  return true;
}

bool slow_jump_compare(Vm *vm, const uint32_t *pc, Value *r) {
  uint8_t op = instruction_op(pc);
  Value left = r[OPERAND_A(pc)];
  if (op >= OPCODE_JUMP_EQ) return jump_equality(vm, op, left, r[OPERAND_B(pc)]);
  bool small = opcode_info[op].bytes[1] == 'i';
  Value right = small ? value_int((int8_t)OPERAND_B(pc)) : r[OPERAND_B(pc)];
  return jump_relation(vm, op, left, right);
}
