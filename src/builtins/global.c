/* SPDX-License-Identifier: MIT */
/* global.c: the global object: its table, and the functions on numbers. Those on URIs are in uri.c. */
#include <math.h>

#include "base/number.h"
#include "builtins/global.h"
#include "ops/convert.h"
#include "vm/eval.h"

/* eval ( x )   #sec-eval-x   A direct eval is the interpreter's. */
static bool global_eval(Vm *vm, Call *call) {
  return eval_indirect(vm, call_arg(vm, call, 0), &call->result);
}

const BuiltinObject eval_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "eval",
    .length = 1,
    .function = global_eval,
};

/* isFinite ( number )   #sec-isfinite-number */
static bool global_is_finite(Vm *vm, Call *call) {
  double number;
  TRY(to_number(vm, call_arg(vm, call, 0), &number));
  return call_return_bool(vm, call, isfinite(number));
}

/* isNaN ( number )   #sec-isnan-number */
static bool global_is_nan(Vm *vm, Call *call) {
  double number;
  TRY(to_number(vm, call_arg(vm, call, 0), &number));
  return call_return_bool(vm, call, isnan(number));
}

/* parseFloat ( string )   #sec-parsefloat-string */
static bool global_parse_float(Vm *vm, Call *call) {
  String *s;
  StringView view;
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  TRY(string_view(vm, s, &view));
  double number = view.wide ? number_parse_float_utf16(view.units, view.length)
                            : number_parse_float_latin1(view.units, view.length);
  keep_alive(s);
  return call_return_number(call, number);
}

const BuiltinObject parse_float_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "parseFloat",
    .length = 1,
    .function = global_parse_float,
};

/* parseInt ( string, radix )   #sec-parseint-string-radix */
static bool global_parse_int(Vm *vm, Call *call) {
  Value string = call_arg(vm, call, 0);
  String *s;
  StringView view;
  int32_t radix;
  /* OPT: the text of an integer reads as that integer. */
  if (value_is_int(string) && call->argc < 2) return call_return(call, string);
  TRY(to_string(vm, string, &s));
  TRY(to_int32(vm, call_arg(vm, call, 1), &radix));
  TRY(string_view(vm, s, &view));
  double number = view.wide ? number_parse_int_utf16(view.units, view.length, radix)
                            : number_parse_int_latin1(view.units, view.length, radix);
  keep_alive(s);
  return call_return_number(call, number);
}

const BuiltinObject parse_int_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "parseInt",
    .length = 2,
    .function = global_parse_int,
};

static const BuiltinProperty global_properties[] = {
    NUMBER("Infinity", (double)INFINITY),
    NUMBER("NaN", (double)NAN),
    UNDEFINED_PROPERTY("undefined"),

    INTRINSIC("eval", EVAL),
    FUNCTION("isFinite", global_is_finite, 1),
    FUNCTION("isNaN", global_is_nan, 1),
    INTRINSIC("parseFloat", PARSE_FLOAT),
    INTRINSIC("parseInt", PARSE_INT),
    FUNCTION("decodeURI", global_decode_uri, 1),
    FUNCTION("decodeURIComponent", global_decode_uri_component, 1),
    FUNCTION("encodeURI", global_encode_uri, 1),
    FUNCTION("encodeURIComponent", global_encode_uri_component, 1),
    FUNCTION("escape", global_escape, 1),
    FUNCTION("unescape", global_unescape, 1),
    FUNCTION_WITH("structuredClone", global_structured_clone, 1, PROPERTY_DEFAULT),

    INTRINSIC("AggregateError", AGGREGATE_ERROR),
    INTRINSIC("Array", ARRAY),
    INTRINSIC("ArrayBuffer", ARRAY_BUFFER),
    INTRINSIC("AsyncDisposableStack", ASYNC_DISPOSABLE_STACK),
    INTRINSIC("BigInt", BIGINT),
    INTRINSIC("BigInt64Array", BIGINT64_ARRAY),
    INTRINSIC("BigUint64Array", BIGUINT64_ARRAY),
    INTRINSIC("Boolean", BOOLEAN),
    INTRINSIC("DataView", DATA_VIEW),
    INTRINSIC("Date", DATE),
    INTRINSIC("DisposableStack", DISPOSABLE_STACK),
    INTRINSIC("Error", ERROR),
    INTRINSIC("EvalError", EVAL_ERROR),
    INTRINSIC("FinalizationRegistry", FINALIZATION_REGISTRY),
    INTRINSIC("Float16Array", FLOAT16_ARRAY),
    INTRINSIC("Float32Array", FLOAT32_ARRAY),
    INTRINSIC("Float64Array", FLOAT64_ARRAY),
    INTRINSIC("Function", FUNCTION),
    INTRINSIC("Int16Array", INT16_ARRAY),
    INTRINSIC("Int32Array", INT32_ARRAY),
    INTRINSIC("Int8Array", INT8_ARRAY),
    INTRINSIC("Iterator", ITERATOR),
    INTRINSIC("Map", MAP),
    INTRINSIC("Number", NUMBER),
    INTRINSIC("Object", OBJECT),
    INTRINSIC("Promise", PROMISE),
    INTRINSIC("Proxy", PROXY),
    INTRINSIC("RangeError", RANGE_ERROR),
    INTRINSIC("ReferenceError", REFERENCE_ERROR),
    INTRINSIC("RegExp", REGEXP),
    INTRINSIC("Set", SET),
    INTRINSIC("SharedArrayBuffer", SHARED_ARRAY_BUFFER),
    INTRINSIC("String", STRING),
    INTRINSIC("SuppressedError", SUPPRESSED_ERROR),
    INTRINSIC("Symbol", SYMBOL),
    INTRINSIC("SyntaxError", SYNTAX_ERROR),
    INTRINSIC("TypeError", TYPE_ERROR),
    INTRINSIC("URIError", URI_ERROR),
    INTRINSIC("Uint16Array", UINT16_ARRAY),
    INTRINSIC("Uint32Array", UINT32_ARRAY),
    INTRINSIC("Uint8Array", UINT8_ARRAY),
    INTRINSIC("Uint8ClampedArray", UINT8_CLAMPED_ARRAY),
    INTRINSIC("WeakMap", WEAK_MAP),
    INTRINSIC("WeakRef", WEAK_REF),
    INTRINSIC("WeakSet", WEAK_SET),

    INTRINSIC("Atomics", ATOMICS),
    INTRINSIC("JSON", JSON),
    INTRINSIC("Math", MATH),
    INTRINSIC("Reflect", REFLECT),
};

/* #sec-global-object   globalThis is added by lazy.c, since it need not be the global object. */
const BuiltinObject global_builtin = {
    .type = CELL_GLOBAL,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = global_properties,
    .property_count = array_length(global_properties),
};
