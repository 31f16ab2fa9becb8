/* SPDX-License-Identifier: MIT */
/* array_join.c: the methods of Array.prototype that make a string of the elements.
 *
 * An array that is being joined already (further out on the C stack) gives the empty string, as in
 * every engine: vm->joining is the innermost of a list that lives in the C frames. */
#include "base/number.h"
#include "builtins/array.h"
#include "builtins/array_dense.h"
#include "builtins/object.h"

/* One array that is being joined. */
typedef struct JoinFrame {
  const Object *o;
  struct JoinFrame *outer;
} JoinFrame;

static bool is_being_joined(Vm *vm, const Object *o) {
  for (const JoinFrame *frame = vm->joining; frame; frame = frame->outer)
    if (frame->o == o) return true;
  return false;
}

static void append_separator(StringBuilder *builder, StringView separator) {
  if (separator.length == 1) string_builder_unit(builder, view_at(separator, 0));
  else string_builder_view(builder, separator);
}

typedef bool (*ElementToString)(Vm *vm, Value element, String **out);

/* Appends len elements; what comes behind an array's last element is separators alone.   OPT */
static bool join_elements(Vm *vm, StringBuilder *builder, Object *o, double len, String *separator,
                          ElementToString element_to_string) {
  StringView between;
  TRY(string_view(vm, separator, &between));
  for (double k = 0; k < len; k++) {
    Value element;
    String *text;
    if (k > 0 && between.length) append_separator(builder, between);
    if (builder->failed) return false;
    if (separator->length == 0 && skip_absent_tail(vm, o, k, len) >= len) break;
    TRY(loop_turn(vm, k));
    TRY(get_element(vm, o, k, &element));
    if (value_is_nullish(vm, element)) continue;
    /* OPT: a number's text needs no string of its own. */
    if (element_to_string == to_string && value_is_number(element)) {
      string_builder_number(builder, element);
      continue;
    }
    TRY(element_to_string(vm, element, &text));
    string_builder_string(builder, text);
  }
  keep_alive(separator);
  return true;
}

static bool join_with(Vm *vm, Object *o, double len, String *separator,
                      ElementToString element_to_string, String **out) {
  if ((len - 1) * separator->length > STRING_MAX_LENGTH)
    return throw_range_error(vm, ERROR_INVALID_STRING_LENGTH);
  StringBuilder builder;
  JoinFrame frame = {o, vm->joining};
  string_builder_init(&builder, vm);
  vm->joining = &frame;
  bool ok = join_elements(vm, &builder, o, len, separator, element_to_string);
  vm->joining = frame.outer;
  if (ok || builder.failed) {
    *out = string_builder_finish(&builder);
    return *out != NULL;
  }
  string_builder_destroy(&builder);
  return false;
}

/* Array.prototype.join ( separator )   #sec-array.prototype.join */
bool array_prototype_join(Vm *vm, Call *call) {
  Object *o;
  double len;
  String *separator = vm->single_unit_strings[','], *result;
  TRY(to_object(vm, call->this_value, &o));
  if (is_being_joined(vm, o)) return call_return_cell(call, vm->empty_string);
  TRY(check_c_stack(vm));
  TRY(length_of_array_like(vm, o, &len));
  Value separator_arg = call_arg(vm, call, 0);
  if (!value_is_undefined(vm, separator_arg)) TRY(to_string(vm, separator_arg, &separator));
  TRY(join_with(vm, o, len, separator, to_string, &result));
  return call_return_cell(call, result);
}

static bool element_to_locale_string(Vm *vm, Value element, String **out) {
  Value result;
  TRY(invoke(vm, element, vm->names.to_locale_string, NULL, 0, &result));
  return to_string(vm, result, out);
}

/* Array.prototype.toLocaleString ( [ reserved1 [ , reserved2 ] ] )
 * #sec-array.prototype.tolocalestring */
bool array_prototype_to_locale_string(Vm *vm, Call *call) {
  Object *array;
  double len;
  String *result;
  TRY(to_object(vm, call->this_value, &array));
  if (is_being_joined(vm, array)) return call_return_cell(call, vm->empty_string);
  TRY(check_c_stack(vm));
  TRY(length_of_array_like(vm, array, &len));
  TRY(join_with(vm, array, len, vm->single_unit_strings[','], element_to_locale_string, &result));
  return call_return_cell(call, result);
}

/* Array.prototype.toString ( )   #sec-array.prototype.tostring */
bool array_prototype_to_string(Vm *vm, Call *call) {
  Object *array;
  Value function;
  TRY(to_object(vm, call->this_value, &array));
  TRY(get(vm, array, vm->names.join, &function));
  if (value_is_callable(vm, function))
    return call_function(vm, function, value_cell(array), NULL, 0, &call->result);
  return object_to_string_tag(vm, value_cell(array), &call->result);
}
