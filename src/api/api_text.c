/* SPDX-License-Identifier: MIT */
/* api_text.c: characters of mote.h that are not copied, or into memory of the host's: strings over the host's memory,
 * views of strings, UTF-8; and domain names. */
#include <stdlib.h>

#include "api/api.h"
#include "base/utf.h"
#include "ops/convert.h"
#include "unicode/domain.h"

/* --- strings over memory of the host's --- */

bool mote_string_borrow_latin1(MoteVm *vm, uint8_t *units, size_t length, MoteRelease release,
                               void *user, MoteValue *out) {
  return api_give_cell(out, string_new_external(api_vm(vm), units, length, false, release, user));
}

bool mote_string_borrow_utf16(MoteVm *vm, uint16_t *units, size_t length, MoteRelease release,
                              void *user, MoteValue *out) {
  return api_give_cell(out, string_new_external(api_vm(vm), units, length, true, release, user));
}

bool mote_string_borrow(MoteVm *vm, char *utf8, size_t length, MoteRelease release, void *user,
                        MoteValue *out) {
  uint8_t *units = (uint8_t *)utf8;
  length = api_length(utf8, length);
  if (latin1_is_ascii(units, length))
    return mote_string_borrow_latin1(vm, units, length, release, user, out);
  TRY(mote_string(vm, utf8, length, out));
  if (release) release(utf8, user);
  return true;
}

/* --- views --- */

bool mote_string_view(MoteVm *vm, MoteValue string, MoteStringView *out) {
  StringView view;
  TRY(string_view(api_vm(vm), value_as_string(api_value(api_vm(vm), string)), &view));
  *out = (MoteStringView){view.units, view.length, view.wide};
  return true;
}

bool mote_text_open(MoteVm *mote, MoteValue string, MoteText *out) {
  Vm *vm = api_vm(mote);
  String *s = value_as_string(api_value(vm, string));
  StringView view;
  TRY(string_view(vm, s, &view));
  *out = (MoteText){.bytes = view.units, .length = view.length};
  if (!view.wide && latin1_is_ascii(view.units, view.length)) return true;
  out->bytes = out->copy = string_to_utf8(vm, s, false, &out->length);
  return out->copy != NULL;
}

void mote_text_close(MoteText *text) {
  free(text->copy);
  *text = (MoteText){0};
}

/* --- copies --- */

static bool copy_out(Vm *vm, String *string, bool wtf8, char **out, size_t *length) {
  *out = string_to_utf8(vm, string, wtf8, length);
  return *out != NULL;
}
bool mote_string_utf8(MoteVm *vm, MoteValue string, char **out, size_t *length) {
  return copy_out(api_vm(vm), value_as_string(api_value(api_vm(vm), string)), false, out, length);
}
bool mote_string_wtf8(MoteVm *vm, MoteValue string, char **out, size_t *length) {
  return copy_out(api_vm(vm), value_as_string(api_value(api_vm(vm), string)), true, out, length);
}
bool mote_to_utf8(MoteVm *vm, MoteValue value, char **out, size_t *length) {
  String *text;
  TRY(to_string(api_vm(vm), api_value(api_vm(vm), value), &text));
  return copy_out(api_vm(vm), text, false, out, length);
}

bool mote_string_write_utf8(MoteVm *mote, MoteValue string, char *buffer, size_t size,
                            size_t *written, size_t *read) {
  Vm *vm = api_vm(mote);
  StringView view;
  size_t taken;
  uint8_t *out = (uint8_t *)buffer;
  String *s = value_as_string(api_value(vm, string));
  TRY(string_view(vm, s, &view));
  *written = view.wide ? utf16_write_utf8(view.units, view.length, out, size,
                                          UTF_SURROGATES_REPLACE, &taken)
                       : latin1_write_utf8(view.units, view.length, out, size, &taken);
  if (read) *read = taken;
  keep_alive(s);
  return true;
}

/* --- domain names --- */

static bool give_domain(MoteVm *vm, DomainResult result) {
  return result != DOMAIN_OUT_OF_MEMORY || throw_out_of_memory(api_vm(vm));
}

bool mote_domain_to_ascii(MoteVm *vm, const char *domain, size_t length, char **out) {
  return give_domain(vm, unicode_domain_to_ascii(domain, api_length(domain, length), out));
}

bool mote_domain_to_unicode(MoteVm *vm, const char *domain, size_t length, char **out) {
  return give_domain(vm, unicode_domain_to_unicode(domain, api_length(domain, length), out));
}
