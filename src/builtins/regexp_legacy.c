/* SPDX-License-Identifier: MIT */
/* regexp_legacy.c: what RegExp remembers of the last match: RegExp.$1, RegExp.lastMatch and so on, as
 * the proposal "Legacy RegExp features" describes them.
 *
 * A departure: matches of subclasses' instances are remembered, too. */
#include "builtins/regexp.h"

#define GROUPS 9

static void remember_place(Vm *vm, Realm *realm, Slot *slot, uint32_t place) {
  slot_store(vm, realm, slot,
             place == REGEXP_UNMATCHED ? value_undefined(vm) : value_uint32(place));
}

void regexp_remember_match(Vm *vm, String *s, const RegExpFound *found) {
  Realm *realm = vm->realm;
  uint32_t kept = u32_min(found->group_count, GROUPS + 1) * 2;
  slot_store_cell(vm, realm, &realm->match_string, s);
  realm->regexp_input = slot_none();
  for (uint32_t i = 0; i < kept; i++)
    remember_place(vm, realm, &realm->match_places[i], found->captures[i]);
  slot_store(vm, realm, &realm->match_kept, value_uint32(kept));
  for (uint32_t i = 0; i < 2; i++) {
    uint32_t last = found->group_count * 2 - 2 + i;
    remember_place(vm, realm, &realm->match_last_group[i],
                   last < 2 ? REGEXP_UNMATCHED : found->captures[last]);
  }
}

/* GetLegacyRegExpStaticProperty's check: this is the constructor itself. */
static bool require_regexp(Vm *vm, const Call *call) {
  char text[128];
  Object *constructor = intrinsic(vm, INTRINSIC_REGEXP);
  TRY(constructor);
  return value_same_bits(call->this_value, value_cell(constructor)) ||
         throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, "RegExp",
                          value_describe(vm, call->this_value, text, sizeof text));
}

/* The part of the last string between two places; empty where there is none. */
static bool return_part(Vm *vm, Call *call, uint32_t begin, uint32_t end) {
  String *s = slot_cell(vm, vm->realm->match_string);
  return call_return_cell(call, s ? string_substring(vm, s, begin, end) : vm->empty_string);
}

static bool return_group(Vm *vm, Call *call, const Slot places[2]) {
  TRY(require_regexp(vm, call));
  if (slot_is_none(places[0]) || slot_is_none(places[1])) return return_part(vm, call, 0, 0);
  Value begin = slot_load(vm, places[0]), end = slot_load(vm, places[1]);
  if (!value_is_number(begin) || !value_is_number(end)) return return_part(vm, call, 0, 0);
  return return_part(vm, call, (uint32_t)value_as_number(begin), (uint32_t)value_as_number(end));
}

static uint32_t place(Vm *vm, uint32_t i) {
  Slot slot = vm->realm->match_places[i];
  return slot_is_none(slot) ? 0 : (uint32_t)value_as_number(slot_load(vm, slot));
}

/* get RegExp.input */
bool regexp_legacy_input(Vm *vm, Call *call) {
  TRY(require_regexp(vm, call));
  String *set = slot_cell(vm, vm->realm->regexp_input);
  String *s = set ? set : slot_cell(vm, vm->realm->match_string);
  return call_return_cell(call, s ? s : vm->empty_string);
}
/* set RegExp.input */
bool regexp_legacy_set_input(Vm *vm, Call *call) {
  String *s;
  TRY(require_regexp(vm, call));
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  slot_store_cell(vm, vm->realm, &vm->realm->regexp_input, s);
  return true;
}

/* get RegExp.lastMatch */
bool regexp_legacy_last_match(Vm *vm, Call *call) {
  return return_group(vm, call, vm->realm->match_places);
}
/* get RegExp.lastParen */
bool regexp_legacy_last_paren(Vm *vm, Call *call) {
  return return_group(vm, call, vm->realm->match_last_group);
}

/* get RegExp.leftContext */
bool regexp_legacy_left_context(Vm *vm, Call *call) {
  TRY(require_regexp(vm, call));
  return return_part(vm, call, 0, place(vm, 0));
}
/* get RegExp.rightContext */
bool regexp_legacy_right_context(Vm *vm, Call *call) {
  const String *s = slot_cell(vm, vm->realm->match_string);
  TRY(require_regexp(vm, call));
  return return_part(vm, call, place(vm, 1), s ? s->length : 0);
}

static bool return_numbered(Vm *vm, Call *call, uint32_t n) {
  static const Slot none[2];
  Slot kept = vm->realm->match_kept;
  bool is_kept = !slot_is_none(kept) && 2 * n < (uint32_t)value_as_int(slot_load(vm, kept));
  return return_group(vm, call, is_kept ? &vm->realm->match_places[2 * n] : none);
}

/* get RegExp.$1 … get RegExp.$9 */
#define GROUP_GETTER(n) \
  bool regexp_legacy_##n(Vm *vm, Call *call) { return return_numbered(vm, call, n); }
GROUP_GETTER(1)
GROUP_GETTER(2)
GROUP_GETTER(3)
GROUP_GETTER(4)
GROUP_GETTER(5)
GROUP_GETTER(6)
GROUP_GETTER(7)
GROUP_GETTER(8)
GROUP_GETTER(9)
