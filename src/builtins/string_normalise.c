/* SPDX-License-Identifier: MIT */
/* string_normalise.c: String.prototype.normalize and localeCompare. */
#include "builtins/string.h"
#include "unicode/collation.h"
#include "unicode/normalise.h"

/* Whether a Latin-1 string is normalised: the composing letters begin at À, and U+00A0 is the first
 * character that has a decomposition by compatibility. */
static bool latin1_is_normal(StringView view, NormalForm form) {
  if (form == NORMAL_NFC) return true;
  uint8_t first = form == NORMAL_NFD ? 0xc0 : 0xa0;
  const uint8_t *units = view.units;
  for (uint32_t i = 0; i < view.length; i++)
    if (units[i] >= first) return false;
  return true;
}

/* A string of two parts: what was normalised already, and what has been. */
static String *join_parts(Vm *vm, const uint16_t *units, size_t start, const UnitVec *rest) {
  void *out;
  String *result = string_new_uninitialised(vm, start + rest->length, true, &out);
  if (!result) return NULL;
  memcpy(out, units, start * sizeof *units);
  if (rest->length) memcpy((uint16_t *)out + start, rest->items, rest->length * sizeof *units);
  return result;
}

static String *normalise_wide(Vm *vm, String *s, StringView view, NormalForm form) {
  UnitVec rest = {0};
  const uint16_t *units = view.units;
  String *result = NULL;
  size_t start = unicode_normal_start(units, view.length, form);
  if (start == view.length) return s;
  if (unicode_normalise(units + start, view.length - start, form, &rest))
    result = join_parts(vm, units, start, &rest);
  else throw_out_of_memory(vm);
  UnitVec_destroy(&rest);
  return result;
}

/* A string in a normal form; the string itself if it is. */
static String *normalise(Vm *vm, String *s, NormalForm form) {
  StringView view;
  void *units;
  TRY_NULL(string_view(vm, s, &view));
  if (!view.wide && latin1_is_normal(view, form)) return s;
  if (view.wide) {
    String *result = normalise_wide(vm, s, view, form);
    keep_alive(s);
    return result;
  }
  String *wide = string_new_uninitialised(vm, view.length, true, &units);
  TRY_NULL(wide);
  latin1_to_utf16(view.units, view.length, units);
  keep_alive(s);
  String *result = normalise_wide(vm, wide, (StringView){units, view.length, true}, form);
  keep_alive(wide);
  return result;
}

static bool to_normal_form(Vm *vm, Value value, NormalForm *out) {
  static const char names[][5] = {
      [NORMAL_NFC] = "NFC", [NORMAL_NFD] = "NFD", [NORMAL_NFKC] = "NFKC", [NORMAL_NFKD] = "NFKD"};
  String *name;
  *out = NORMAL_NFC;
  if (value_is_undefined(vm, value)) return true;
  TRY(to_string(vm, value, &name));
  TRY(name = string_flatten(vm, name));
  for (uint32_t form = 0; form < array_length(names); form++) {
    *out = (NormalForm)form;
    if (string_is_ascii_text(vm, name, names[form])) return true;
  }
  return throw_range_error(vm, ERROR_NORMALIZATION_FORM);
}

/* String.prototype.normalize ( [ form ] )   #sec-string.prototype.normalize */
bool string_prototype_normalize(Vm *vm, Call *call) {
  String *s;
  NormalForm form;
  TRY(this_string(vm, call, "String.prototype.normalize", &s));
  TRY(to_normal_form(vm, call_arg(vm, call, 0), &form));
  return call_return_cell(call, normalise(vm, s, form));
}

/* String.prototype.localeCompare ( that )   #sec-string.prototype.localecompare
 * The order is that of English text, whatever the locale. */
bool string_prototype_locale_compare(Vm *vm, Call *call) {
  String *s, *that;
  StringView a, b;
  TRY(this_string(vm, call, "String.prototype.localeCompare", &s));
  TRY(to_string(vm, call_arg(vm, call, 0), &that));
  if (s == that) return call_return(call, value_int(0));
  TRY(s = normalise(vm, s, NORMAL_NFC));
  TRY(that = normalise(vm, that, NORMAL_NFC));
  TRY(string_view(vm, s, &a));
  TRY(string_view(vm, that, &b));
  int order = unicode_collate((CollationText){a.units, a.length, a.wide},
                              (CollationText){b.units, b.length, b.wide});
  keep_alive(s);
  keep_alive(that);
  return call_return(call, value_int(order));
}
