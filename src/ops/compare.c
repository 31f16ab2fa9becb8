/* SPDX-License-Identifier: MIT */
/* compare.c: testing and comparison operations (#sec-testing-and-comparison-operations).
 *
 * A number may be held as an int32 or as a double, so numbers are never compared by their bits
 * unless both are int32. */
#include "ops/compare.h"

#include "ops/call.h"
#include "value/bigint.h"
#include "value/lookup_cache.h"

static bool strings_equal(Vm *vm, Value a, Value b, bool *out) {
  String *s = value_as_string(a), *t = value_as_string(b);
  if (s == t || s->length != t->length || (string_is_interned(s) && string_is_interned(t))) {
    *out = s == t;
    return true;
  }
  return string_equals(vm, s, t, out);
}

/* What SameValue, SameValueZero and IsStrictlyEqual have in common: everything but numbers. */
static bool same_value_non_number(Vm *vm, Value a, Value b, bool *out) {
  if (value_same_bits(a, b)) {
    *out = true;
    return true;
  }
  *out = false;
  if (value_is_number(a) || value_is_number(b)) return true;
  if (value_is_string(a) && value_is_string(b)) return strings_equal(vm, a, b, out);
  if (value_is_bigint(a) && value_is_bigint(b))
    *out = bigint_compare(value_as_bigint(a), value_as_bigint(b)) == 0;
  return true;
}

/* IsStrictlyEqual ( x, y )   #sec-isstrictlyequal */
bool is_strictly_equal(Vm *vm, Value a, Value b, bool *out) {
  if (value_is_number(a) && value_is_number(b)) {
    *out = value_as_number(a) == value_as_number(b);
    return true;
  }
  return same_value_non_number(vm, a, b, out);
}

/* SameValue ( x, y )   #sec-samevalue */
bool same_value(Vm *vm, Value a, Value b, bool *out) {
  if (value_is_number(a) && value_is_number(b)) {
    *out = value_same_bits(value_double(value_as_number(a)), value_double(value_as_number(b)));
    return true;
  }
  return same_value_non_number(vm, a, b, out);
}

/* SameValueZero ( x, y )   #sec-samevaluezero */
bool same_value_zero(Vm *vm, Value a, Value b, bool *out) {
  if (value_is_number(a) && value_is_number(b)) {
    double x = value_as_number(a), y = value_as_number(b);
    *out = x == y || (x != x && y != y);
    return true;
  }
  return same_value_non_number(vm, a, b, out);
}

/* A primitive that is a BigInt, and a string: compares after StringToBigInt. */
static bool bigint_equals_string(Vm *vm, Value bigint, Value string, bool *out) {
  BigInt *parsed;
  TRY(bigint_from_string(vm, value_as_string(string), &parsed));
  *out = parsed && bigint_compare(value_as_bigint(bigint), parsed) == 0;
  return true;
}

/* Number, BigInt and string, two of different types: the numeric steps of IsLooslyEqual. */
static bool mixed_numeric_equal(Vm *vm, Value a, Value b, bool *out) {
  if (value_is_bigint(a) || value_is_bigint(b)) {
    Value bigint = value_is_bigint(a) ? a : b, other = value_is_bigint(a) ? b : a;
    if (value_is_string(other)) return bigint_equals_string(vm, bigint, other, out);
    double number = value_as_number(other);
    *out = number == number && bigint_compare_double(value_as_bigint(bigint), number) == 0;
    return true;
  }
  double x, y;
  TRY(to_number(vm, a, &x));
  TRY(to_number(vm, b, &y));
  *out = x == y;
  return true;
}

static bool is_numeric_or_string(Value v) {
  return value_is_number(v) || value_is_string(v) || value_is_bigint(v);
}

/* IsLooselyEqual ( x, y )   #sec-islooselyequal */
bool is_loosely_equal(Vm *vm, Value a, Value b, bool *out) {
  for (;;) {
    if (value_is_number(a) && value_is_number(b)) return is_strictly_equal(vm, a, b, out);
    if (value_is_cell(a) && value_is_cell(b) &&
        cell_type(value_as_cell(a)) == cell_type(value_as_cell(b)) &&
        cell_type(value_as_cell(a)) != CELL_SIMPLE)
      return is_strictly_equal(vm, a, b, out);
    if (value_is_nullish(vm, a) || value_is_nullish(vm, b)) {
      *out = value_is_nullish(vm, a) && value_is_nullish(vm, b);
      return true;
    }
    if (value_is_object(a) && value_is_object(b)) return is_strictly_equal(vm, a, b, out);
    if (value_is_bool(vm, a)) {
      a = value_int(value_is_true(vm, a));
    } else if (value_is_bool(vm, b)) {
      b = value_int(value_is_true(vm, b));
    } else if (value_is_object(b)) {
      TRY(to_primitive(vm, b, PREFER_DEFAULT, &b));
    } else if (value_is_object(a)) {
      TRY(to_primitive(vm, a, PREFER_DEFAULT, &a));
    } else if (is_numeric_or_string(a) && is_numeric_or_string(b)) {
      return mixed_numeric_equal(vm, a, b, out);
    } else {
      *out = false; /* a symbol and something else */
      return true;
    }
  }
}

static Ordering ordering_of(bool less) { return less ? LESS_TRUE : LESS_FALSE; }

static Ordering numbers_less(double x, double y) {
  if (x != x || y != y) return LESS_UNDEFINED;
  return ordering_of(x < y);
}

/* One is a BigInt, the other a string. */
static bool bigint_string_less(Vm *vm, Value a, Value b, Ordering *out) {
  BigInt *parsed;
  Value string = value_is_string(a) ? a : b;
  TRY(bigint_from_string(vm, value_as_string(string), &parsed));
  if (!parsed) {
    *out = LESS_UNDEFINED;
  } else {
    const BigInt *x = value_is_string(a) ? parsed : value_as_bigint(a);
    const BigInt *y = value_is_string(b) ? parsed : value_as_bigint(b);
    *out = ordering_of(bigint_compare(x, y) < 0);
  }
  return true;
}

/* Two numeric values, at least one of them a BigInt. */
static Ordering numerics_less(Value a, Value b) {
  if (value_is_bigint(a) && value_is_bigint(b))
    return ordering_of(bigint_compare(value_as_bigint(a), value_as_bigint(b)) < 0);
  double number = value_as_number(value_is_bigint(a) ? b : a);
  if (number != number) return LESS_UNDEFINED;
  if (value_is_bigint(a)) return ordering_of(bigint_compare_double(value_as_bigint(a), number) < 0);
  return ordering_of(bigint_compare_double(value_as_bigint(b), number) > 0);
}

static bool primitives_less(Vm *vm, Value a, Value b, Ordering *out) {
  if (value_is_string(a) && value_is_string(b)) {
    int order;
    TRY(string_compare(vm, value_as_string(a), value_as_string(b), &order));
    *out = ordering_of(order < 0);
    return true;
  }
  if ((value_is_bigint(a) && value_is_string(b)) || (value_is_string(a) && value_is_bigint(b)))
    return bigint_string_less(vm, a, b, out);
  TRY(to_numeric(vm, a, &a));
  TRY(to_numeric(vm, b, &b));
  *out = value_is_number(a) && value_is_number(b)
             ? numbers_less(value_as_number(a), value_as_number(b))
             : numerics_less(a, b);
  return true;
}

/* IsLessThan ( x, y, LeftFirst )   #sec-islessthan */
bool is_less_than(Vm *vm, Value a, Value b, bool left_first, Ordering *out) {
  if (value_is_number(a) && value_is_number(b)) {
    *out = numbers_less(value_as_number(a), value_as_number(b));
    return true;
  }
  if (value_is_bigint(a) && value_is_bigint(b)) { /* OPT: no conversion does anything */
    *out = numerics_less(a, b);
    return true;
  }
  if (left_first) {
    TRY(to_primitive(vm, a, PREFER_NUMBER, &a));
    TRY(to_primitive(vm, b, PREFER_NUMBER, &b));
  } else {
    TRY(to_primitive(vm, b, PREFER_NUMBER, &b));
    TRY(to_primitive(vm, a, PREFER_NUMBER, &a));
  }
  return primitives_less(vm, a, b, out);
}

/* IsArray ( argument )   #sec-isarray */
bool is_array(Vm *vm, Value v, bool *out) {
  while (value_is_type(v, CELL_PROXY)) {
    const Proxy *proxy = (const Proxy *)value_as_cell(v);
    v = slot_load(vm, proxy->target);
    if (value_is_null(vm, v)) return throw_type_error(vm, ERROR_PROXY_REVOKED, "IsArray");
  }
  *out = value_is_array_cell(v);
  return true;
}

/* OPT: a data property that the lookup cache knows; none: it doesn't. */
static Value remembered_data(Vm *vm, Object *o, PropertyKey key) {
  const LookupEntry *entry = lookup_cache_find(vm, o, key);
  if (!entry || entry->holder == LOOKUP_ABSENT || entry->attributes & PROPERTY_ACCESSOR)
    return value_none();
  Object *holder = lookup_entry_holder(vm, entry, o);
  return slot_load(vm, *object_slot(vm, holder, entry->slot, entry->inline_capacity));
}

/* InstanceofOperator ( V, target )   #sec-instanceofoperator */
bool instance_of(Vm *vm, Value v, Value target, bool *out) {
  if (!value_is_object(target)) return throw_type_error(vm, ERROR_INSTANCEOF_NOT_OBJECT);
  Value result;
  PropertyKey has_instance = key_from_symbol(vm->symbols[SYMBOL_HAS_INSTANCE]);
  Value handler = remembered_data(vm, value_as_object(target), has_instance);
  if (value_is_none(handler) || unlikely(!value_is_type(handler, CELL_NATIVE_FUNCTION)))
    TRY(get_method(vm, target, has_instance, &handler));
  if (value_is_builtin_method(vm, handler, INTRINSIC_FUNCTION_PROTOTYPE, "@@hasInstance"))
    return ordinary_has_instance(vm, target, v, out); /* OPT: what the call would do */
  if (!value_is_undefined(vm, handler)) {
    TRY(call_function(vm, handler, target, &v, 1, &result));
    *out = to_boolean(vm, result);
    return true;
  }
  if (!value_is_callable(vm, target)) return throw_type_error(vm, ERROR_INSTANCEOF_NOT_CALLABLE);
  return ordinary_has_instance(vm, target, v, out);
}

/* OrdinaryHasInstance ( C, O )   #sec-ordinaryhasinstance */
bool ordinary_has_instance(Vm *vm, Value constructor, Value v, bool *out) {
  *out = false;
  if (!value_is_callable(vm, constructor)) return true;
  if (value_is_type(constructor, CELL_BOUND_FUNCTION)) {
    TRY(ensure_c_stack(vm));
    const BoundFunction *bound = (const BoundFunction *)value_as_cell(constructor);
    return instance_of(vm, v, slot_load(vm, bound->target), out);
  }
  if (!value_is_object(v)) return true;
  Value prototype = remembered_data(vm, value_as_object(constructor), vm->names.prototype);
  if (unlikely(value_is_none(prototype)))
    TRY(get(vm, value_as_object(constructor), vm->names.prototype, &prototype));
  if (!value_is_object(prototype)) {
    char text[64];
    return throw_type_error(vm, ERROR_INSTANCEOF_PROTOTYPE,
                            value_describe(vm, prototype, text, sizeof text));
  }
  uint32_t proxies = 0;
  for (;;) {
    Object *o = value_as_object(v);
    if (likely(cell_type(o) != CELL_PROXY)) v = object_prototype(vm, o);
    else TRY(next_prototype(vm, o, &proxies, &v));
    if (value_is_null(vm, v)) return true;
    if (value_same_bits(v, prototype)) break;
  }
  *out = true;
  return true;
}
