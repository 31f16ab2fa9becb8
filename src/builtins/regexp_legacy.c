/* SPDX-License-Identifier: MIT */
/* regexp_legacy.c: what RegExp remembers of the last match: RegExp.$1, RegExp.lastMatch and so on, as
 * the proposal "Legacy RegExp features" describes them.
 *
 * A departure: matches of subclasses' instances are remembered, too. */
#include "builtins/regexp.h"

#define GROUPS 9

void regexp_remember_match(Vm *vm, String *s, const RegExpFound *found) {
  Realm *realm = vm->realm;
  const uint32_t *last = found->captures + found->group_count * 2 - 2;
  bool has_group = found->group_count > 1;
  slot_store_cell(vm, realm, &realm->match_string, s);
  realm->regexp_input = slot_none();
  realm->match_kept = u32_min(found->group_count, GROUPS + 1) * 2;
  memcpy(realm->match_places, found->captures, realm->match_kept * sizeof *last);
  realm->match_last_group[0] = has_group ? last[0] : REGEXP_UNMATCHED;
  realm->match_last_group[1] = has_group ? last[1] : REGEXP_UNMATCHED;
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

static bool return_group(Vm *vm, Call *call, const uint32_t places[2]) {
  TRY(require_regexp(vm, call));
  bool matched = places[0] != REGEXP_UNMATCHED && places[1] != REGEXP_UNMATCHED;
  return return_part(vm, call, matched ? places[0] : 0, matched ? places[1] : 0);
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
  return return_part(vm, call, 0, vm->realm->match_places[0]);
}
/* get RegExp.rightContext */
bool regexp_legacy_right_context(Vm *vm, Call *call) {
  const String *s = slot_cell(vm, vm->realm->match_string);
  TRY(require_regexp(vm, call));
  return return_part(vm, call, vm->realm->match_places[1], s ? s->length : 0);
}

static bool return_numbered(Vm *vm, Call *call, uint32_t n) {
  static const uint32_t none[2] = {REGEXP_UNMATCHED, REGEXP_UNMATCHED};
  bool kept = 2 * n < vm->realm->match_kept;
  return return_group(vm, call, kept ? &vm->realm->match_places[2 * n] : none);
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
