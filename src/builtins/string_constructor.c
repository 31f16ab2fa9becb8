/* SPDX-License-Identifier: MIT */
/* string_constructor.c: the String constructor and its methods   #sec-string-constructor */
#include <math.h>

#include "base/number.h"
#include "builtins/loop.h"
#include "builtins/string.h"

/* String ( value )   #sec-string-constructor-string-value */
static bool string_constructor(Vm *vm, Call *call) {
  String *s = vm->empty_string;
  if (call->argc > 0) {
    Value value = call->args[0];
    if (!call_is_construct(vm, call) && value_is_symbol(value))
      return call_return_cell(call, symbol_descriptive_string(vm, value_as_symbol(value)));
    TRY(to_string(vm, value, &s));
  }
  if (!call_is_construct(vm, call)) return call_return_cell(call, s);
  void *cell;
  TRY(ordinary_create_from_constructor(vm, call->new_target, INTRINSIC_STRING_PROTOTYPE,
                                       CELL_PRIMITIVE_OBJECT, sizeof(PrimitiveObject), &cell));
  PrimitiveObject *object = cell;
  slot_store(vm, object, &object->value, value_string(s));
  return call_return_cell(call, object);
}

/* ToUint16 ( argument )   #sec-touint16 */
static bool to_uint16(Vm *vm, Value value, uint16_t *out) {
  uint32_t integer;
  TRY(to_uint32(vm, value, &integer));
  *out = (uint16_t)integer;
  return true;
}

/* String.fromCharCode ( ...codeUnits )   #sec-string.fromcharcode */
static bool string_from_char_code(Vm *vm, Call *call) {
  uint16_t unit;
  if (call->argc == 1) {
    /* OPT: one unit needs no builder. */
    TRY(to_uint16(vm, call->args[0], &unit));
    return call_return_cell(call, string_from_unit(vm, unit));
  }
  StringBuilder out;
  string_builder_init(&out, vm);
  for (uint32_t i = 0; i < call->argc; i++) {
    if (!to_uint16(vm, call->args[i], &unit)) {
      string_builder_destroy(&out);
      return false;
    }
    string_builder_unit(&out, unit);
  }
  return call_return_cell(call, string_builder_finish(&out));
}

static bool to_code_point(Vm *vm, Value value, uint32_t *out) {
  double number;
  TRY(to_number(vm, value, &number));
  if (!(number >= 0 && number <= 0x10ffff) || trunc(number) != number) {
    char text[64];
    return throw_range_error(vm, ERROR_CODE_POINT,
                             value_describe(vm, value_number(number), text, sizeof text));
  }
  *out = (uint32_t)number;
  return true;
}

/* String.fromCodePoint ( ...codePoints )   #sec-string.fromcodepoint */
static bool string_from_code_point_list(Vm *vm, Call *call) {
  StringBuilder out;
  string_builder_init(&out, vm);
  for (uint32_t i = 0; i < call->argc; i++) {
    uint32_t code_point;
    if (!to_code_point(vm, call->args[i], &code_point)) {
      string_builder_destroy(&out);
      return false;
    }
    string_builder_code_point(&out, code_point);
  }
  return call_return_cell(call, string_builder_finish(&out));
}

/* One literal of String.raw and the substitution behind it, if there is one. */
static bool append_raw(Vm *vm, const Call *call, Object *literals, double index, bool last,
                       StringBuilder *out) {
  Value value;
  String *s;
  TRY(get_index(vm, literals, index, &value));
  TRY(to_string(vm, value, &s));
  string_builder_string(out, s);
  if (last || index + 1 >= call->argc) return true;
  TRY(to_string(vm, call->args[(uint32_t)index + 1], &s));
  string_builder_string(out, s);
  return true;
}

/* String.raw ( template, ...substitutions )   #sec-string.raw */
static bool string_raw(Vm *vm, Call *call) {
  Object *cooked, *literals;
  Value raw;
  double count;
  TRY(to_object(vm, call_arg(vm, call, 0), &cooked));
  TRY(get(vm, cooked, vm->names.raw, &raw));
  TRY(to_object(vm, raw, &literals));
  TRY(length_of_array_like(vm, literals, &count));
  StringBuilder out;
  string_builder_init(&out, vm);
  for (double i = 0; i < count; i++) {
    if (!append_raw(vm, call, literals, i, i + 1 >= count, &out) || !loop_turn(vm, i)) {
      string_builder_destroy(&out);
      return false;
    }
  }
  return call_return_cell(call, string_builder_finish(&out));
}

static const BuiltinProperty string_constructor_properties[] = {
    FUNCTION("fromCharCode", string_from_char_code, 1),
    FUNCTION("fromCodePoint", string_from_code_point_list, 1),
    INTRINSIC_WITH("prototype", STRING_PROTOTYPE, 0),
    FUNCTION("raw", string_raw, 1),
};

const BuiltinObject string_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "String",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = string_constructor,
    .properties = string_constructor_properties,
    .property_count = array_length(string_constructor_properties),
};
