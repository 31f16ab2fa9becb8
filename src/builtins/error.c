/* SPDX-License-Identifier: MIT */
/* error.c: Error, the native errors, AggregateError and SuppressedError   #sec-error-objects
 *
 * The constructors differ in their prototypes only, so native errors come from one list. An error
 * captures the running frames when it is made; vm/stack_trace.c turns them into text when
 * somebody looks at `stack`. captureStackTrace and stackTraceLimit are V8's. */
#include "ops/iterate.h"
#include "value/native.h"

/* The most frames that a stack shows, unless Error.stackTraceLimit is changed. */
#define STACK_TRACE_LIMIT 10

/* Steps 1 and 2 of every constructor: the object. */
static bool create_error(Vm *vm, const Call *call, IntrinsicId prototype, ErrorObject **out) {
  Value new_target = call_is_construct(vm, call) ? call->new_target : call->callee;
  void *cell;
  TRY(ordinary_create_from_constructor(vm, new_target, prototype, CELL_ERROR, sizeof **out, &cell));
  *out = cell;
  return true;
}

/* The last step of every constructor: the stack; frames of the classes' own constructors are left
 * out. */
static bool return_error(Vm *vm, Call *call, ErrorObject *error) {
  error_capture_stack_above(vm, error, call->new_target);
  return call_return_cell(call, error);
}

/* The message step of every constructor. */
static bool install_message(Vm *vm, ErrorObject *error, Value message) {
  if (value_is_undefined(vm, message)) return true;
  String *text;
  TRY(to_string(vm, message, &text));
  return create_non_enumerable_data_property_or_throw(vm, &error->base, vm->names.message,
                                                      value_string(text));
}

/* InstallErrorCause ( O, options )   #sec-installerrorcause */
static bool install_error_cause(Vm *vm, ErrorObject *error, Value options) {
  if (!value_is_object(options)) return true;
  bool has_cause;
  TRY(object_has_property(vm, value_as_object(options), vm->names.cause, &has_cause));
  if (!has_cause) return true;
  Value cause;
  TRY(get(vm, value_as_object(options), vm->names.cause, &cause));
  return create_non_enumerable_data_property_or_throw(vm, &error->base, vm->names.cause, cause);
}

/* Error ( message [ , options ] )   #sec-error-message
 * NativeError ( message [ , options ] )   #sec-nativeerror */
static bool construct_error(Vm *vm, Call *call, IntrinsicId prototype) {
  ErrorObject *error;
  TRY(create_error(vm, call, prototype, &error));
  TRY(install_message(vm, error, call_arg(vm, call, 0)));
  TRY(install_error_cause(vm, error, call_arg(vm, call, 1)));
  return return_error(vm, call, error);
}

/* AggregateError ( errors, message [ , options ] )   #sec-aggregate-error */
static bool aggregate_error_constructor(Vm *vm, Call *call) {
  ErrorObject *error;
  TRY(create_error(vm, call, INTRINSIC_AGGREGATE_ERROR_PROTOTYPE, &error));
  TRY(install_message(vm, error, call_arg(vm, call, 1)));
  TRY(install_error_cause(vm, error, call_arg(vm, call, 2)));
  RootVec errors;
  TRY(roots_init(vm, &errors));
  Array *array = NULL;
  if (iterate_to_list(vm, call_arg(vm, call, 0), &errors))
    array = array_from_values(vm, errors.items, (uint32_t)errors.count);
  root_vec_destroy(&errors);
  TRY(array);
  TRY(create_non_enumerable_data_property_or_throw(vm, &error->base, vm->names.errors,
                                                   value_cell(array)));
  return return_error(vm, call, error);
}

/* SuppressedError ( error, suppressed, message )   #sec-suppressederror */
static bool suppressed_error_constructor(Vm *vm, Call *call) {
  ErrorObject *error;
  TRY(create_error(vm, call, INTRINSIC_SUPPRESSED_ERROR_PROTOTYPE, &error));
  TRY(install_message(vm, error, call_arg(vm, call, 2)));
  TRY(create_non_enumerable_data_property_or_throw(vm, &error->base, vm->names.error,
                                                   call_arg(vm, call, 0)));
  TRY(create_non_enumerable_data_property_or_throw(vm, &error->base, vm->names.suppressed,
                                                   call_arg(vm, call, 1)));
  return return_error(vm, call, error);
}

/* Error ( message [ , options ] )   #sec-error-message */
static bool error_constructor(Vm *vm, Call *call) {
  return construct_error(vm, call, INTRINSIC_ERROR_PROTOTYPE);
}

/* Error.isError ( arg )   #sec-error.iserror */
static bool error_is_error(Vm *vm, Call *call) {
  return call_return_bool(vm, call, value_is_type(call_arg(vm, call, 0), CELL_ERROR));
}

/* A property as a string; `missing` where it is undefined. */
static bool get_text(Vm *vm, Object *o, PropertyKey key, String *missing, String **out) {
  Value value;
  TRY(get(vm, o, key, &value));
  *out = missing;
  return value_is_undefined(vm, value) || to_string(vm, value, out);
}

/* Steps 3 to 9 of Error.prototype.toString. */
static bool error_to_string(Vm *vm, Value object, Value *out) {
  Object *o = value_as_object(object);
  String *name, *message, *text, *unnamed = string_new_ascii(vm, "Error");
  TRY(unnamed);
  TRY(get_text(vm, o, vm->names.name, unnamed, &name));
  TRY(get_text(vm, o, vm->names.message, vm->empty_string, &message));
  if (name->length == 0 || message->length == 0) {
    text = name->length == 0 ? message : name;
  } else {
    StringBuilder builder;
    string_builder_init(&builder, vm);
    string_builder_string(&builder, name);
    string_builder_ascii(&builder, ": ");
    string_builder_string(&builder, message);
    text = string_builder_finish(&builder);
    TRY(text);
  }
  *out = value_string(text);
  return true;
}

/* Whether the object is an error whose `stack` nobody has looked at: the text is still to be made. */
static bool has_unseen_stack(const Object *o) {
  const ErrorObject *error = (const ErrorObject *)o;
  return cell_type(o) == CELL_ERROR && !slot_is_none(error->stack) &&
         slot_is_none(error->stack_made);
}

/* Error.captureStackTrace ( object [ , above ] )   (https://v8.dev/docs/stack-trace-api)
 * Gives any object a `stack`: the object as a string, and the running frames without those down
 * to that of the function `above`. An error has its first line made later, from the name and the
 * message that it has when somebody looks. */
static bool error_capture_stack_trace(Vm *vm, Call *call) {
  Value object = call_arg(vm, call, 0), header;
  if (!value_is_object(object)) {
    char text[64];
    return throw_type_error(vm, ERROR_INVALID_ARGUMENT,
                            value_describe(vm, object, text, sizeof text));
  }
  Value above = call_arg(vm, call, 1);
  if (has_unseen_stack(value_as_object(object))) {
    error_capture_stack_above(vm, (ErrorObject *)value_as_object(object), above);
    return true;
  }
  ErrorObject *error = error_new(vm, ERROR_KIND_ERROR, NULL);
  TRY(error);
  error_capture_stack_above(vm, error, above);
  TRY(error_to_string(vm, object, &header));
  String *frames = error_frames_text(vm, error);
  TRY(frames);
  String *text = string_concat(vm, value_as_string(header), frames);
  TRY(text);
  PropertyDescriptor stack = descriptor_data(vm, value_string(text), PROPERTY_HIDDEN);
  return define_property_or_throw(vm, value_as_object(object), vm->names.stack, &stack);
}

/* Error.prototype.toString ( )   #sec-error.prototype.tostring */
static bool error_prototype_to_string(Vm *vm, Call *call) {
  if (!value_is_object(call->this_value)) {
    char text[64];
    return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, "Error.prototype.toString",
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  return error_to_string(vm, call->this_value, &call->result);
}

static const BuiltinProperty error_constructor_properties[] = {
    FUNCTION("captureStackTrace", error_capture_stack_trace, 2),
    FUNCTION("isError", error_is_error, 1),
    INTRINSIC_WITH("prototype", ERROR_PROTOTYPE, 0),
    {.name = "stackTraceLimit",
     .kind = BUILTIN_NUMBER,
     .attributes = PROPERTY_DEFAULT,
     .number = STACK_TRACE_LIMIT},
};

const BuiltinObject error_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Error",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = error_constructor,
    .properties = error_constructor_properties,
    .property_count = array_length(error_constructor_properties),
};

static const BuiltinProperty error_prototype_properties[] = {
    INTRINSIC("constructor", ERROR),
    STRING_WITH("message", "", PROPERTY_HIDDEN),
    STRING_WITH("name", "Error", PROPERTY_HIDDEN),
    FUNCTION("toString", error_prototype_to_string, 0),
};

const BuiltinObject error_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = error_prototype_properties,
    .property_count = array_length(error_prototype_properties),
};

/* The native errors   #sec-native-error-types-used-in-this-standard
 * X(identifier, intrinsic, name): their constructors. */
#define NATIVE_ERRORS(X)                                \
  X(eval_error, EVAL_ERROR, "EvalError")                \
  X(range_error, RANGE_ERROR, "RangeError")             \
  X(reference_error, REFERENCE_ERROR, "ReferenceError") \
  X(syntax_error, SYNTAX_ERROR, "SyntaxError")          \
  X(type_error, TYPE_ERROR, "TypeError")                \
  X(uri_error, URI_ERROR, "URIError")

#define X(identifier, id, text)                                   \
  static bool identifier##_constructor(Vm *vm, Call *call) {      \
    return construct_error(vm, call, INTRINSIC_##id##_PROTOTYPE); \
  }
NATIVE_ERRORS(X)
#undef X

/* The constructor and the prototype of one kind of error.
 * X(identifier, intrinsic, name, length of the constructor) */
#define ERROR_OBJECTS(identifier, id, text, argument_count)                \
  static const BuiltinProperty identifier##_constructor_properties[] = {   \
      INTRINSIC_WITH("prototype", id##_PROTOTYPE, 0),                      \
  };                                                                       \
  const BuiltinObject identifier##_constructor_builtin = {                 \
      .type = CELL_NATIVE_FUNCTION,                                        \
      .prototype = INTRINSIC_ERROR,                                        \
      .name = text,                                                        \
      .length = argument_count,                                            \
      .flags = NATIVE_CONSTRUCTOR,                                         \
      .function = identifier##_constructor,                                \
      .properties = identifier##_constructor_properties,                   \
      .property_count = array_length(identifier##_constructor_properties), \
  };                                                                       \
  static const BuiltinProperty identifier##_prototype_properties[] = {     \
      INTRINSIC("constructor", id),                                        \
      STRING_WITH("message", "", PROPERTY_HIDDEN),                         \
      STRING_WITH("name", text, PROPERTY_HIDDEN),                          \
  };                                                                       \
  const BuiltinObject identifier##_prototype_builtin = {                   \
      .type = CELL_OBJECT,                                                 \
      .prototype = INTRINSIC_ERROR_PROTOTYPE,                              \
      .properties = identifier##_prototype_properties,                     \
      .property_count = array_length(identifier##_prototype_properties),   \
  };

#define X(identifier, id, text) ERROR_OBJECTS(identifier, id, text, 1)
NATIVE_ERRORS(X)
#undef X
ERROR_OBJECTS(aggregate_error, AGGREGATE_ERROR, "AggregateError", 2)
ERROR_OBJECTS(suppressed_error, SUPPRESSED_ERROR, "SuppressedError", 3)
