/* SPDX-License-Identifier: MIT */
/* regexp_exec.c: RegExpExec and what it returns   #sec-regexpexec
 *
 * A match is found as places in the string; the array that exec returns is made from it only
 * where it is seen. */
#include <stdlib.h>

#include "builtins/regexp.h"
#include "vm/interrupt.h"

/* ------------------------------------------------------------------------- lastIndex */

bool regexp_get_last_index(Vm *vm, Object *regexp, double *out) {
  Value value;
  TRY(get(vm, regexp, vm->names.last_index, &value));
  return to_length(vm, value, out);
}

bool regexp_set_last_index(Vm *vm, Object *regexp, double index) {
  if (cell_type(regexp) == CELL_REGEXP && regexp_is_plain(vm, (RegExpObject *)regexp)) {
    slot_store(vm, regexp, &((RegExpObject *)regexp)->last_index, value_number(index));
    return true;
  }
  return set(vm, regexp, vm->names.last_index, value_number(index), true);
}

bool advance_string_index(Vm *vm, String *s, double index, bool unicode, double *out) {
  *out = index + 1;
  if (!unicode || index + 1 >= s->length) return true;
  uint16_t lead, trail;
  TRY(string_unit_at(vm, s, (uint32_t)index, &lead));
  TRY(string_unit_at(vm, s, (uint32_t)index + 1, &trail));
  if ((lead & 0xfc00) == 0xd800 && (trail & 0xfc00) == 0xdc00) *out = index + 2;
  return true;
}

/* ------------------------------------------------------------------------- matching */

static bool poll_interrupt(void *context) { return check_interrupt(context); }

void regexp_found_destroy(RegExpFound *found) {
  if (found->direct && found->captures != found->few) free(found->captures);
}

bool regexp_find(Vm *vm, RegExpObject *regexp, String *s, uint32_t start, bool sticky,
                 RegExpFound *found) {
  RegExpProgram *program = regexp->program;
  StringView view;
  TRY(string_view(vm, s, &view));
  found->matched = false;
  found->direct = true;
  found->group_count = regexp_group_count(program);
  found->captures = found->few;
  if (found->group_count * 2 > array_length(found->few)) {
    found->captures = malloc(found->group_count * 2 * sizeof(uint32_t));
    if (!found->captures) return throw_out_of_memory(vm);
  }
  RegExpText text = {view.units, view.length, view.wide};
  RegExpResult result =
      regexp_match(program, text, start, sticky, found->captures, poll_interrupt, vm);
  keep_alive(s);
  keep_alive(regexp);
  found->matched = result == REGEXP_MATCHED;
  if (result == REGEXP_MATCHED || result == REGEXP_NOT_MATCHED) return true;
  regexp_found_destroy(found);
  found->captures = found->few;
  return result == REGEXP_INTERRUPTED ? false : throw_out_of_memory(vm);
}

/* lastIndex as RegExpBuiltinExec reads it. */
static bool start_index(Vm *vm, RegExpObject *regexp, double *out) {
  Value value = slot_load(vm, regexp->last_index);
  if (likely(value_is_int(value) && regexp_is_plain(vm, regexp))) {
    *out = value_as_int(value) < 0 ? 0 : value_as_int(value);
    return true;
  }
  return regexp_get_last_index(vm, &regexp->base, out);
}

bool regexp_builtin_exec(Vm *vm, RegExpObject *regexp, String *s, RegExpFound *found) {
  double last_index;
  found->matched = false;
  found->direct = true;
  found->captures = found->few;
  TRY(start_index(vm, regexp, &last_index));
  uint32_t flags = regexp_flags(regexp->program);
  bool keeps_index = flags & (REGEXP_GLOBAL | REGEXP_STICKY);
  if (!keeps_index) last_index = 0;
  if (last_index <= s->length)
    TRY(regexp_find(vm, regexp, s, (uint32_t)last_index, flags & REGEXP_STICKY, found));
  if (found->matched) regexp_remember_match(vm, s, found);
  if (!keeps_index) return true;
  if (regexp_set_last_index(vm, &regexp->base, found->matched ? found->captures[1] : 0))
    return true;
  regexp_found_destroy(found);
  return false;
}

/* ------------------------------------------------------------------------- result object */

bool regexp_capture(Vm *vm, String *s, const RegExpFound *found, uint32_t i, Value *out) {
  uint32_t begin = found->captures[i * 2], end = found->captures[i * 2 + 1];
  *out = value_undefined(vm);
  if (begin == REGEXP_UNMATCHED || end == REGEXP_UNMATCHED) return true;
  String *text = string_substring(vm, s, begin, end);
  TRY(text);
  *out = value_string(text);
  return true;
}

/* [ begin, end ] of group i, or undefined. */
static bool capture_indices(Vm *vm, const RegExpFound *found, uint32_t i, Value *out) {
  *out = value_undefined(vm);
  if (found->captures[i * 2] == REGEXP_UNMATCHED) return true;
  Value pair[2] = {value_uint32(found->captures[i * 2]), value_uint32(found->captures[i * 2 + 1])};
  Array *array = array_from_values(vm, pair, 2);
  TRY(array);
  *out = value_cell(array);
  return true;
}

static bool group_value(Vm *vm, String *s, const RegExpFound *found, uint32_t i, bool indices,
                        Value *out) {
  return indices ? capture_indices(vm, found, i, out) : regexp_capture(vm, s, found, i, out);
}

/* Of groups that share a name, the one that took part counts. */
static bool make_groups(Vm *vm, RegExpObject *regexp, String *s, const RegExpFound *found,
                        bool indices, Value *out) {
  uint32_t count = regexp_name_count(regexp->program);
  *out = value_undefined(vm);
  if (count == 0) return true;
  Object *groups = object_new_with_prototype(vm, value_null(vm), count);
  TRY(groups);
  *out = value_cell(groups);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t length, group;
    const char *text = regexp_name(regexp->program, i, &length, &group);
    String *name = string_intern_utf8(vm, text, length);
    TRY(name);
    Value value;
    OwnProperty present;
    PropertyKey key = key_from_name(name);
    TRY(group_value(vm, s, found, group, indices, &value));
    TRY(object_get_own(vm, groups, key, &present));
    if (present.found && value_is_undefined(vm, value)) continue;
    TRY(object_put_own(vm, groups, key, value, PROPERTY_DEFAULT));
  }
  return true;
}

bool regexp_groups(Vm *vm, RegExpObject *regexp, String *s, const RegExpFound *found, Value *out) {
  return make_groups(vm, regexp, s, found, false, out);
}

/* MakeMatchIndicesIndexPairArray   #sec-makematchindicesindexpairarray */
static bool make_indices(Vm *vm, RegExpObject *regexp, String *s, const RegExpFound *found,
                         Value *out) {
  Array *indices = array_new(vm, found->group_count);
  TRY(indices);
  *out = value_cell(indices);
  Value value;
  for (uint32_t i = 0; i < found->group_count; i++) {
    TRY(capture_indices(vm, found, i, &value));
    TRY(array_push(vm, indices, value));
  }
  TRY(make_groups(vm, regexp, s, found, true, &value));
  return object_add_own(vm, &indices->base, vm->names.groups, value, PROPERTY_DEFAULT);
}

/* The shape of an array with index, input, groups, and perhaps indices, in overflow slots 0 to 3. */
static Shape *result_shape(Vm *vm, bool indices) {
  Realm *realm = vm->realm;
  Shape *shape = slot_cell(vm, realm->match_shapes[indices]);
  if (likely(shape)) return shape;
  const PropertyKey keys[] = {vm->names.index, vm->names.input, vm->names.groups,
                              vm->names.indices};
  bool too_many;
  shape = realm_array_shape(vm, realm);
  for (uint32_t i = 0; shape && i < 3u + indices; i++)
    shape = shape_add(vm, shape, keys[i], PROPERTY_DEFAULT, &too_many);
  if (shape) slot_store_cell(vm, realm, &realm->match_shapes[indices], shape);
  return shape;
}

bool regexp_result(Vm *vm, RegExpObject *regexp, String *s, const RegExpFound *found, Value *out) {
  *out = value_null(vm);
  if (!found->matched) return true;
  bool has_indices = regexp_flags(regexp->program) & REGEXP_HAS_INDICES;
  Shape *shape = result_shape(vm, has_indices);
  Array *array = shape ? array_new(vm, found->group_count) : NULL;
  Slots *named = array ? slots_new(vm, CELL_SLOTS, 3 + has_indices) : NULL;
  TRY(named);
  *out = value_cell(array);
  Value value;
  Elements *captures =
      object_dense(vm, &array->base); /* OPT: all that array_push finds out is known */
  for (uint32_t i = 0; i < found->group_count; i++) {
    TRY(regexp_capture(vm, s, found, i, &value));
    slot_store(vm, captures, &captures->items[i], value);
    captures->length = i + 1;
  }
  array->length = found->group_count;
  slot_store(vm, named, &named->items[0], value_uint32(found->captures[0]));
  slot_store(vm, named, &named->items[1], value_string(s));
  TRY(make_groups(vm, regexp, s, found, false, &value));
  slot_store(vm, named, &named->items[2], value);
  if (has_indices) {
    TRY(make_indices(vm, regexp, s, found, &value));
    slot_store(vm, named, &named->items[3], value);
  }
  slot_store_cell(vm, array, &array->base.overflow, named);
  object_set_shape(&array->base, shape);
  return true;
}

/* ------------------------------------------------------------------------- RegExpExec */

static bool is_builtin_exec(Object *regexp, Value exec) {
  return cell_type(regexp) == CELL_REGEXP && value_is_native_of(exec, regexp_prototype_exec);
}

bool regexp_has_builtin_exec(Vm *vm, Object *regexp, bool *out) {
  Value exec;
  TRY(get(vm, regexp, vm->names.exec, &exec));
  *out = is_builtin_exec(regexp, exec);
  return true;
}

bool regexp_exec(Vm *vm, Object *regexp, String *s, RegExpFound *found) {
  Value exec, argument = value_string(s), result;
  if (regexp_is_pristine(vm, regexp)) /* OPT: exec is the builtin one */
    return regexp_builtin_exec(vm, (RegExpObject *)regexp, s, found);
  TRY(get(vm, regexp, vm->names.exec, &exec));
  bool is_regexp_object = cell_type(regexp) == CELL_REGEXP;
  if (is_builtin_exec(regexp, exec) || (is_regexp_object && !value_is_callable(vm, exec)))
    return regexp_builtin_exec(vm, (RegExpObject *)regexp, s, found);
  if (!value_is_callable(vm, exec))
    return throw_incompatible_receiver(vm, "RegExp.prototype.exec", value_cell(regexp));
  TRY(call_function(vm, exec, value_cell(regexp), &argument, 1, &result));
  found->direct = false;
  found->matched = value_is_object(result);
  if (found->matched) found->result = value_as_object(result);
  else if (!value_is_null(vm, result)) {
    char text[64];
    return throw_type_error(vm, ERROR_NOT_OBJECT, value_describe(vm, result, text, sizeof text));
  }
  return true;
}

bool regexp_exec_object(Vm *vm, Object *regexp, String *s, Value *out) {
  RegExpFound found;
  TRY(regexp_exec(vm, regexp, s, &found));
  if (!found.direct) {
    *out = found.matched ? value_cell(found.result) : value_null(vm);
    return true;
  }
  bool done = regexp_result(vm, (RegExpObject *)regexp, s, &found, out);
  regexp_found_destroy(&found);
  return done;
}
