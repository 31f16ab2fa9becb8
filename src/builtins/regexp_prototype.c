/* SPDX-License-Identifier: MIT */
/* regexp_prototype.c: RegExp.prototype, but for the methods that strings call
 * #sec-properties-of-the-regexp-prototype-object */
#include "builtins/regexp.h"

static bool this_regexp(Vm *vm, const Call *call, const char *method, RegExpObject **out) {
  if (!value_is_regexp(call->this_value))
    return throw_incompatible_receiver(vm, method, call->this_value);
  *out = value_as_regexp(call->this_value);
  return true;
}

/* RegExp.prototype.exec ( string )   #sec-regexp.prototype.exec */
bool regexp_prototype_exec(Vm *vm, Call *call) {
  RegExpObject *regexp;
  String *s;
  RegExpFound found;
  TRY(this_regexp(vm, call, "RegExp.prototype.exec", &regexp));
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  TRY(regexp_builtin_exec(vm, regexp, s, &found));
  bool done = regexp_result(vm, regexp, s, &found, &call->result);
  regexp_found_destroy(&found);
  return done;
}

/* RegExp.prototype.test ( S )   #sec-regexp.prototype.test */
static bool regexp_prototype_test(Vm *vm, Call *call) {
  Object *regexp;
  String *s;
  RegExpFound found;
  TRY(this_object(vm, call, "RegExp.prototype.test", &regexp));
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  TRY(regexp_exec(vm, regexp, s, &found));
  regexp_found_destroy(&found);
  return call_return_bool(vm, call, found.matched);
}

/* RegExp.prototype.toString ( )   #sec-regexp.prototype.tostring */
static bool regexp_prototype_to_string(Vm *vm, Call *call) {
  Object *regexp;
  Value value;
  String *source, *flags;
  TRY(this_object(vm, call, "RegExp.prototype.toString", &regexp));
  TRY(get(vm, regexp, vm->names.source, &value));
  TRY(to_string(vm, value, &source));
  TRY(regexp_get_flags(vm, regexp, &flags));
  StringBuilder out;
  string_builder_init(&out, vm);
  string_builder_unit(&out, '/');
  string_builder_string(&out, source);
  string_builder_unit(&out, '/');
  string_builder_string(&out, flags);
  return call_return_cell(call, string_builder_finish(&out));
}

/* RegExp.prototype.compile ( pattern, flags )   #sec-regexp.prototype.compile */
static bool regexp_prototype_compile(Vm *vm, Call *call) {
  RegExpObject *regexp;
  Value pattern = call_arg(vm, call, 0), flags = call_arg(vm, call, 1);
  TRY(this_regexp(vm, call, "RegExp.prototype.compile", &regexp));
  if (slot_cell(vm, regexp->legacy_realm) != vm->realm)
    return throw_incompatible_receiver(vm, "RegExp.prototype.compile", call->this_value);
  if (value_is_regexp(pattern)) {
    if (!value_is_undefined(vm, flags)) return throw_type_error(vm, ERROR_INVALID_FLAGS_ARGUMENT);
    String *text = regexp_flags_string(vm, value_as_regexp(pattern));
    TRY(text);
    flags = value_string(text);
    pattern = slot_load(vm, value_as_regexp(pattern)->source);
  }
  String *source = vm->empty_string, *letters = vm->empty_string;
  if (!value_is_undefined(vm, pattern)) TRY(to_string(vm, pattern, &source));
  if (!value_is_undefined(vm, flags)) TRY(to_string(vm, flags, &letters));
  TRY(regexp_object_set(vm, regexp, source, letters));
  TRY(regexp_set_last_index(vm, &regexp->base, 0));
  return call_return_cell(call, regexp);
}

/* ------------------------------------------------------------------------- flags */

static bool is_regexp_prototype(Vm *vm, Value v) {
  Object *prototype = intrinsic(vm, INTRINSIC_REGEXP_PROTOTYPE);
  return prototype && value_same_bits(v, value_cell(prototype));
}

/* RegExpHasFlag ( R, codeUnit )   #sec-regexphasflag */
static bool regexp_has_flag(Vm *vm, Call *call, uint32_t flag, const char *getter) {
  if (value_is_regexp(call->this_value)) {
    uint32_t flags = regexp_flags(value_as_regexp(call->this_value)->program);
    return call_return_bool(vm, call, flags & flag);
  }
  if (is_regexp_prototype(vm, call->this_value)) return true;
  return throw_incompatible_receiver(vm, getter, call->this_value);
}

#define FLAG_GETTERS(X)                        \
  X(has_indices, "hasIndices", HAS_INDICES)    \
  X(global, "global", GLOBAL)                  \
  X(ignore_case, "ignoreCase", IGNORE_CASE)    \
  X(multiline, "multiline", MULTILINE)         \
  X(dot_all, "dotAll", DOT_ALL)                \
  X(unicode, "unicode", UNICODE)               \
  X(unicode_sets, "unicodeSets", UNICODE_SETS) \
  X(sticky, "sticky", STICKY)

/* get RegExp.prototype.hasIndices and its kin   #sec-get-regexp.prototype.hasIndices */
#define X(id, name, flag)                                                                \
  static bool regexp_prototype_##id(Vm *vm, Call *call) {                                \
    return regexp_has_flag(vm, call, REGEXP_##flag, "RegExp.prototype." name " getter"); \
  }
FLAG_GETTERS(X)
#undef X

/* get RegExp.prototype.flags   #sec-get-regexp.prototype.flags */
static bool regexp_prototype_flags(Vm *vm, Call *call) {
  Object *regexp;
  TRY(this_object(vm, call, "RegExp.prototype.flags getter", &regexp));
  const PropertyKey keys[] = {
#define X(id, name, flag) vm->names.id,
      FLAG_GETTERS(X)
#undef X
  };
  char text[array_length(keys) + 1];
  uint32_t length = 0;
  for (uint32_t i = 0; i < array_length(keys); i++) {
    Value value;
    TRY(get(vm, regexp, keys[i], &value));
    if (to_boolean(vm, value)) text[length++] = REGEXP_FLAG_LETTERS[i];
  }
  text[length] = 0;
  return call_return_cell(call, string_new_ascii(vm, text));
}

/* Whether the prototype's own getter is the builtin one. */
static bool has_getter(Vm *vm, Object *prototype, PropertyKey key, NativeFunction getter,
                       bool *out) {
  OwnProperty own;
  TRY(object_get_own(vm, prototype, key, &own));
  *out = own.found && own.attributes & PROPERTY_ACCESSOR &&
         value_is_native_of(slot_load(vm, ((Accessor *)value_as_cell(own.value))->getter), getter);
  return true;
}

/* Whether the prototype has the builtin exec and getters of flags. */
static bool is_as_born(Vm *vm, Object *prototype, bool *out) {
  OwnProperty exec;
  TRY(object_get_own(vm, prototype, vm->names.exec, &exec));
  *out = exec.found && !(exec.attributes & PROPERTY_ACCESSOR) &&
         value_is_native_of(exec.value, regexp_prototype_exec);
  if (*out) TRY(has_getter(vm, prototype, vm->names.flags, regexp_prototype_flags, out));
#define X(id, name, flag) \
  if (*out) TRY(has_getter(vm, prototype, vm->names.id, regexp_prototype_##id, out));
  FLAG_GETTERS(X)
#undef X
  return true;
}

/* Fills in what the realm knows of its prototype. */
static bool look(Vm *vm) {
  Realm *realm = vm->realm;
  Object *prototype = intrinsic(vm, INTRINSIC_REGEXP_PROTOTYPE);
  Shape *shape = prototype ? regexp_shape(vm) : NULL;
  bool as_born;
  TRY(shape && object_shape(vm, prototype) && shape_unique_watch(vm, prototype));
  TRY(is_as_born(vm, prototype, &as_born));
  realm->regexp_header = as_born ? CELL_REGEXP | shape->index << 8 : 0;
  realm->regexp_epoch = vm->prototype_epoch; /* making the properties may have bumped it */
  return true;
}

bool regexp_look_if_pristine(Vm *vm, const Object *o) {
  Value pending = vm->exception;
  if (look(vm)) return o->header == vm->realm->regexp_header;
  vm->exception = pending; /* memory ran out: the long way will say so */
  return false;
}

bool regexp_get_flags(Vm *vm, Object *regexp, String **out) {
  Value value;
  if (regexp_is_pristine(vm, regexp)) { /* OPT: nine calls less */
    *out = regexp_flags_string(vm, (RegExpObject *)regexp);
    return *out != NULL;
  }
  TRY(get(vm, regexp, vm->names.flags, &value));
  return to_string(vm, value, out);
}

bool regexp_flag_bits(Vm *vm, String *flags, uint32_t *out) {
  StringView view;
  TRY(string_view(vm, flags, &view));
  *out = 0;
  for (uint32_t i = 0; i < view.length; i++) *out |= regexp_flag_of_letter(view_at(view, i));
  keep_alive(flags);
  return true;
}

bool regexp_get_flag_bits(Vm *vm, Object *regexp, uint32_t *out) {
  String *flags;
  if (regexp_is_pristine(vm, regexp)) { /* OPT: no text */
    *out = regexp_flags(((RegExpObject *)regexp)->program);
    return true;
  }
  return regexp_get_flags(vm, regexp, &flags) && regexp_flag_bits(vm, flags, out);
}

/* What a unit of a pattern must be written as between slashes; NULL: as it is. */
static const char *source_escape(uint16_t unit, bool in_class) {
  switch (unit) {
    case '/': return in_class ? NULL : "\\/";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case 0x2028: return "\\u2028";
    case 0x2029: return "\\u2029";
    default: return NULL;
  }
}

/* EscapeRegExpPattern ( P, F )   #sec-escaperegexppattern */
static String *escape_pattern(Vm *vm, String *source) {
  StringView view;
  StringBuilder out;
  bool in_class = false;
  if (source->length == 0) return string_new_ascii(vm, "(?:)");
  if (!string_view(vm, source, &view)) return NULL;
  string_builder_init(&out, vm);
  for (uint32_t i = 0; i < view.length; i++) {
    uint16_t unit = view_at(view, i);
    bool escaped = unit == '\\' && i + 1 < view.length;
    if (escaped) {
      unit = view_at(view, ++i);
      if (unit == '/' || !source_escape(unit, in_class)) string_builder_unit(&out, '\\');
    } else if (unit == '[' || unit == ']') {
      in_class = unit == '[';
    }
    const char *text = escaped && unit == '/' ? NULL : source_escape(unit, in_class);
    if (text) string_builder_ascii(&out, text);
    else string_builder_unit(&out, unit);
  }
  keep_alive(source);
  return string_builder_finish(&out);
}

/* get RegExp.prototype.source   #sec-get-regexp.prototype.source */
static bool regexp_prototype_source(Vm *vm, Call *call) {
  if (value_is_regexp(call->this_value)) {
    Value source = slot_load(vm, value_as_regexp(call->this_value)->source);
    return call_return_cell(call, escape_pattern(vm, value_as_string(source)));
  }
  if (is_regexp_prototype(vm, call->this_value))
    return call_return_cell(call, string_new_ascii(vm, "(?:)"));
  return throw_incompatible_receiver(vm, "RegExp.prototype.source getter", call->this_value);
}

static const BuiltinProperty regexp_prototype_properties[] = {
    INTRINSIC("constructor", REGEXP),
    FUNCTION("exec", regexp_prototype_exec, 1),
#define X(id, name, flag) GETTER(name, regexp_prototype_##id),
    FLAG_GETTERS(X)
#undef X
        GETTER("flags", regexp_prototype_flags),
    GETTER("source", regexp_prototype_source),
    FUNCTION("compile", regexp_prototype_compile, 2),
    FUNCTION("test", regexp_prototype_test, 1),
    FUNCTION("toString", regexp_prototype_to_string, 0),
    FUNCTION("@@match", regexp_prototype_match, 1),
    FUNCTION("@@matchAll", regexp_prototype_match_all, 1),
    FUNCTION("@@replace", regexp_prototype_replace, 2),
    FUNCTION("@@search", regexp_prototype_search, 1),
    FUNCTION("@@split", regexp_prototype_split, 2),
};

const BuiltinObject regexp_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = regexp_prototype_properties,
    .property_count = array_length(regexp_prototype_properties),
};
