/* SPDX-License-Identifier: MIT */
/* api_string.c: strings, symbols and property keys of mote.h. */
#include <stdio.h>
#include <stdlib.h>

#include "api/api.h"

/* --- strings in --- */

bool mote_string(MoteVm *vm, const char *utf8, size_t length, MoteValue *out) {
  return api_give_cell(out, string_new_utf8(api_vm(vm), utf8, api_length(utf8, length)));
}
bool mote_string_latin1(MoteVm *vm, const uint8_t *units, size_t length, MoteValue *out) {
  return api_give_cell(out, string_new_latin1(api_vm(vm), units, length));
}
bool mote_string_utf16(MoteVm *vm, const uint16_t *units, size_t length, MoteValue *out) {
  return api_give_cell(out, string_new_utf16(api_vm(vm), units, length));
}

bool mote_string_format(MoteVm *vm, MoteValue *out, const char *format, ...) {
  char *text;
  va_list list;
  va_start(list, format);
  int length = vasprintf(&text, format, list);
  va_end(list);
  if (length < 0) return throw_out_of_memory(api_vm(vm));
  bool ok = mote_string(vm, text, (size_t)length, out);
  free(text);
  return ok;
}

/* --- looking at strings (see api_text.c, too) --- */

size_t mote_string_length(MoteVm *vm, MoteValue string) {
  Value v = api_value(api_vm(vm), string);
  return value_is_string(v) ? value_as_string(v)->length : 0;
}

bool mote_string_is(MoteVm *mote, MoteValue value, const char *ascii) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, value);
  StringView view;
  if (!value_is_string(v)) return false;
  if (!string_view(vm, value_as_string(v), &view)) {
    exception_take(vm);
    return false;
  }
  size_t length = strlen(ascii);
  if (view.length != length) return false;
  for (uint32_t i = 0; i < view.length; i++)
    if (view_at(view, i) != (uint8_t)ascii[i]) return false;
  return true;
}

/* --- symbols --- */

bool mote_symbol_new(MoteVm *mote, const char *description, MoteValue *out) {
  Vm *vm = api_vm(mote);
  String *text = NULL;
  if (description) {
    text = string_new_utf8(vm, description, strlen(description));
    TRY(text);
  }
  return api_give_cell(out, symbol_new(vm, text, 0));
}

bool mote_symbol_for(MoteVm *mote, const char *key, MoteValue *out) {
  Vm *vm = api_vm(mote);
  String *text = string_new_utf8(vm, key, strlen(key));
  TRY(text);
  return api_give_cell(out, symbol_for(vm, text));
}

static const char *const symbol_names[SYMBOL_COUNT] = {
#define X(id, name) name,
#include "value/symbols.def"
#undef X
};

/* The number of a well-known symbol; SYMBOL_COUNT: there is none of that name. */
static uint32_t find_symbol(const char *name) {
  uint32_t i = 0;
  while (i < SYMBOL_COUNT && strcmp(symbol_names[i], name) != 0) i++;
  return i;
}

MoteValue mote_symbol_well_known(MoteVm *vm, const char *name) {
  uint32_t i = find_symbol(name);
  return i < SYMBOL_COUNT ? api_mote_value(value_cell(api_vm(vm)->symbols[i])) : mote_undefined();
}

MoteValue mote_symbol_description(MoteVm *vm, MoteValue symbol) {
  Value v = api_value(api_vm(vm), symbol);
  if (!value_is_symbol(v)) return mote_undefined();
  return api_mote_value(slot_load(api_vm(vm), value_as_symbol(v)->description));
}

/* --- property keys --- */

bool api_key(Vm *vm, const char *name, PropertyKey *out) {
  String *text = string_intern_utf8(vm, name, strlen(name));
  return text && key_from_string(vm, text, out);
}

bool api_method_key(Vm *vm, const char *name, PropertyKey *out) {
  uint32_t i = name[0] == '@' && name[1] == '@' ? find_symbol(name + 2) : SYMBOL_COUNT;
  if (i == SYMBOL_COUNT) return api_key(vm, name, out);
  *out = key_from_symbol(vm->symbols[i]);
  return true;
}
