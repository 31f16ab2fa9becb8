/* SPDX-License-Identifier: MIT */
/* function.c: Function.prototype and %ThrowTypeError%. The constructors of functions from text are in
 * function_constructor.c. */
#include "builtins/apply.h"
#include "builtins/array_dense.h"
#include "bytecode/code.h"

/* What Function.prototype does when called: nothing.   #sec-properties-of-the-function-prototype-object
 */
static bool function_prototype(Vm *vm, Call *call) {
  (void)vm;
  (void)call;
  return true;
}

/* Arguments of apply that fit here need no memory. */
#define APPLY_LOCAL_MAX 8

/* The length of an array, or of an arguments object that nobody has changed; UINT32_MAX of others. */
static uint32_t plain_list_length(Vm *vm, Value list) {
  if (value_is_array_cell(list)) return value_as_array(list)->length;
  if (!value_is_type(list, CELL_ARGUMENTS)) return UINT32_MAX;
  const Object *o = value_as_object(list);
  const Slot *shapes = vm->realm->arguments_shapes;
  Shape *shape = object_shape_raw(vm, o);
  if (shape != slot_cell(vm, shapes[0]) && shape != slot_cell(vm, shapes[1])) return UINT32_MAX;
  Value length = slot_load(vm, ((Slots *)slot_cell_present(vm, o->overflow))->items[0]);
  return value_is_int(length) && value_as_int(length) >= 0 ? (uint32_t)value_as_int(length)
                                                           : UINT32_MAX;
}

static bool plain_list_element(Vm *vm, Value list, uint32_t i, Value *out) {
  Object *o = value_as_object(list);
  if (value_is_array_cell(list)) return element_if_plain(vm, o, i, out);
  if (!slot_is_none(((const Arguments *)o)->environment)) return false; /* perhaps mapped */
  *out = elements_are_dense(vm, o) ? object_get_element(vm, o, i) : value_none();
  return !value_is_none(*out);
}

/* The elements of a short plain array or arguments object. False: it is of another kind. */
static bool short_list(Vm *vm, Value list, Value items[APPLY_LOCAL_MAX], uint32_t *count) {
  *count = plain_list_length(vm, list);
  if (*count > APPLY_LOCAL_MAX) return false;
  for (uint32_t i = 0; i < *count; i++)
    if (!plain_list_element(vm, list, i, &items[i])) return false;
  return true;
}

bool apply_function(Vm *vm, Value function, Value this_value, Value list, Value *out) {
  Value few[APPLY_LOCAL_MAX];
  uint32_t count;
  RootVec items;
  if (short_list(vm, list, few, &count)) /* OPT */
    return call_function(vm, function, this_value, few, count, out);
  TRY(roots_init(vm, &items));
  bool ok = create_list_from_array_like(vm, list, &items) &&
            call_function(vm, function, this_value, items.items, (uint32_t)items.count, out);
  root_vec_destroy(&items);
  return ok;
}

/* Function.prototype.apply ( thisArg, argArray )   #sec-function.prototype.apply */
static bool function_prototype_apply(Vm *vm, Call *call) {
  Value f = call->this_value, this_value = call_arg(vm, call, 0), list = call_arg(vm, call, 1);
  if (!value_is_callable(vm, f)) return throw_not_callable(vm, f);
  if (value_is_nullish(vm, list)) return call_function(vm, f, this_value, NULL, 0, &call->result);
  return apply_function(vm, f, this_value, list, &call->result);
}

/* The length of a bound function: that of its target less the bound arguments. */
static bool bound_length(Vm *vm, Object *target, uint32_t bound_count, double *out) {
  bool has_length;
  Value length;
  *out = 0;
  TRY(has_own_property(vm, target, vm->names.length, &has_length));
  if (!has_length) return true;
  TRY(get(vm, target, vm->names.length, &length));
  if (!value_is_number(length)) return true;
  TRY(to_integer_or_infinity(vm, length, out));
  *out = *out > bound_count ? *out - bound_count : 0;
  return true;
}

static bool set_bound_name(Vm *vm, Object *f, Object *target) {
  Value name;
  TRY(get(vm, target, vm->names.name, &name));
  String *text = value_is_string(name) ? value_as_string(name) : vm->empty_string;
  /* OPT: SetFunctionName would make a property key of it, which a rope need not become. */
  String *prefix = string_new_ascii(vm, "bound ");
  TRY(prefix);
  TRY(text = string_concat(vm, prefix, text));
  return object_put_own(vm, f, vm->names.name, value_string(text), PROPERTY_CONFIGURABLE);
}

/* Function.prototype.bind ( thisArg, ...args )   #sec-function.prototype.bind */
static bool function_prototype_bind(Vm *vm, Call *call) {
  Value target = call->this_value, f;
  uint32_t count = call->argc > 1 ? call->argc - 1 : 0;
  double length;
  if (!value_is_callable(vm, target)) return throw_type_error(vm, ERROR_BIND_NOT_CALLABLE);
  TRY(bound_function_create(vm, target, call_arg(vm, call, 0), call->args + 1, count, &f));
  TRY(bound_length(vm, value_as_object(target), count, &length));
  TRY(define_value(vm, value_as_object(f), vm->names.length, value_number(length),
                   PROPERTY_CONFIGURABLE));
  TRY(set_bound_name(vm, value_as_object(f), value_as_object(target)));
  return call_return(call, f);
}

/* Function.prototype.call ( thisArg, ...args )   #sec-function.prototype.call
 * OPT: call instructions pass a callable's call on (vm/call.c), and come here with others only. */
static bool function_prototype_call(Vm *vm, Call *call) {
  if (!value_is_callable(vm, call->this_value)) return throw_not_callable(vm, call->this_value);
  uint32_t count = call->argc > 1 ? call->argc - 1 : 0;
  return call_function(vm, call->this_value, call_arg(vm, call, 0), call->args + 1, count,
                       &call->result);
}
const BuiltinObject function_prototype_call_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "call",
    .length = 1,
    .function = function_prototype_call,
};

/* Whether a name may stand in the text of a native function: an identifier, perhaps behind "get " or
 * "set ", or a well-known symbol in brackets. */
static bool is_native_function_name(Vm *vm, String *name) {
  StringView view = string_view_flat(vm, name);
  uint32_t i = 0;
  bool bracketed;
  if (view.length > 4 && view_at(view, 3) == ' ' && view_at(view, 1) == 'e' &&
      view_at(view, 2) == 't' && (view_at(view, 0) == 'g' || view_at(view, 0) == 's'))
    i = 4;
  bracketed = i < view.length && view_at(view, i) == '[';
  uint32_t end = view.length - (bracketed ? 1 : 0);
  if (bracketed && view_at(view, end) != ']') return false;
  for (uint32_t k = bracketed ? i + 1 : i; k < end; k++) {
    uint16_t unit = view_at(view, k);
    bool digit = unit >= '0' && unit <= '9', lower = unit >= 'a' && unit <= 'z';
    bool upper = unit >= 'A' && unit <= 'Z';
    if (!(lower || upper || unit == '_' || unit == '$' || (digit && k > i) ||
          (bracketed && unit == '.')))
      return false;
  }
  return true;
}

/* The name that the text of a native function shows. */
static bool native_function_name(Vm *vm, Object *f, String **out) {
  OwnProperty own;
  *out = vm->empty_string;
  if (cell_type(f) != CELL_NATIVE_FUNCTION) return true;
  TRY(object_get_own(vm, f, vm->names.name, &own));
  if (!own.found || own.attributes & PROPERTY_ACCESSOR || !value_is_string(own.value)) return true;
  String *name = string_flatten(vm, value_as_string(own.value));
  TRY(name);
  if (is_native_function_name(vm, name)) *out = name;
  return true;
}

/* NativeFunction   #prod-NativeFunction */
static bool native_function_text(Vm *vm, Object *f, Value *out) {
  String *name;
  StringBuilder builder;
  TRY(native_function_name(vm, f, &name));
  string_builder_init(&builder, vm);
  string_builder_ascii(&builder, "function ");
  string_builder_string(&builder, name);
  string_builder_ascii(&builder, "() { [native code] }");
  String *text = string_builder_finish(&builder);
  TRY(text);
  *out = value_string(text);
  return true;
}

static bool source_text(Vm *vm, const Code *code, Value *out) {
  const Source *source = slot_cell_present(vm, code->source);
  String *text =
      string_new_utf8(vm, source->text + code->source_start, code->source_end - code->source_start);
  TRY(text);
  keep_alive(source);
  *out = value_string(text);
  return true;
}

/* Function.prototype.toString ( )   #sec-function.prototype.tostring */
static bool function_prototype_to_string(Vm *vm, Call *call) {
  Value f = call->this_value;
  if (value_is_type(f, CELL_FUNCTION)) {
    const Code *code = slot_cell_present(vm, value_as_function(f)->code);
    if (!(code->flags & CODE_NATIVE_TO_STRING)) return source_text(vm, code, &call->result);
  }
  if (value_is_callable(vm, f)) return native_function_text(vm, value_as_object(f), &call->result);
  return throw_type_error(vm, ERROR_REQUIRES_THIS, "Function.prototype.toString", "Function");
}

/* Function.prototype [ @@hasInstance ] ( V )   #sec-function.prototype-@@hasinstance */
static bool function_prototype_has_instance(Vm *vm, Call *call) {
  bool result;
  TRY(ordinary_has_instance(vm, call->this_value, call_arg(vm, call, 0), &result));
  return call_return_bool(vm, call, result);
}

/* An accessor whose getter and setter are both %ThrowTypeError%.   #sec-addrestrictedfunctionproperties */
#define RESTRICTED(n)                   \
  {.name = n,                           \
   .kind = BUILTIN_INTRINSIC_ACCESSOR,  \
   .attributes = PROPERTY_CONFIGURABLE, \
   .id = INTRINSIC_THROW_TYPE_ERROR}

static const BuiltinProperty function_prototype_properties[] = {
    FUNCTION("apply", function_prototype_apply, 2),
    RESTRICTED("arguments"),
    FUNCTION("bind", function_prototype_bind, 1),
    INTRINSIC("call", FUNCTION_PROTOTYPE_CALL),
    RESTRICTED("caller"),
    INTRINSIC("constructor", FUNCTION),
    FUNCTION("toString", function_prototype_to_string, 0),
    FUNCTION_WITH("@@hasInstance", function_prototype_has_instance, 1, 0),
    NULL_PROPERTY("@@metadata"), /* classes without decorators have no metadata */
};

const BuiltinObject function_prototype_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .name = "",
    .function = function_prototype,
    .properties = function_prototype_properties,
    .property_count = array_length(function_prototype_properties),
};

/* Whether v is a sloppy function of the plain kind. */
static bool is_sloppy_function(Vm *vm, Value v) {
  if (!value_is_type(v, CELL_FUNCTION)) return false;
  const Code *code = slot_cell_present(vm, value_as_function(v)->code);
  return !(code->flags & CODE_STRICT) && code_is_constructor(code);
}

/* %ThrowTypeError% ( )   #sec-%throwtypeerror%
 * Departure: `caller` and `arguments` of sloppy functions, which the specification leaves to the
 * engine, read as undefined instead of throwing: programs for the web rely on that. */
static bool throw_type_error_function(Vm *vm, Call *call) {
  if (is_sloppy_function(vm, call->this_value)) return true; /* undefined */
  return throw_type_error(vm, ERROR_RESTRICTED_PROPERTY);
}

const BuiltinObject throw_type_error_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "",
    .flags = NATIVE_FROZEN,
    .function = throw_type_error_function,
};
