/* SPDX-License-Identifier: MIT */
/* web_idl.c: conversions of Web IDL. */
#include "runtime/web/web_idl.h"

#include <stdlib.h>

bool idl_require_arguments(MoteVm *vm, const MoteCall *call, uint32_t count,
                           const char *operation) {
  uint32_t present = mote_argument_count(call);
  if (present >= count) return true;
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_MISSING_ARGS",
                         "Failed to execute '%s': %u argument%s required, but only %u present.",
                         operation, count, count == 1 ? "" : "s", present);
}

bool idl_usv_string(MoteVm *vm, MoteValue value, MoteValue *string, MoteText *out) {
  return mote_to_string(vm, value, string) && mote_text_open(vm, *string, out);
}

bool idl_byte_string(MoteVm *vm, MoteValue value, char **out, size_t *length) {
  MoteValue string;
  MoteStringView view;
  TRY(mote_to_string(vm, value, &string) && mote_string_view(vm, string, &view));
  char *bytes = malloc(view.length + 1);
  if (!bytes) return mote_throw_out_of_memory(vm);
  for (size_t i = 0; i < view.length; i++) {
    uint16_t unit =
        view.wide ? ((const uint16_t *)view.units)[i] : ((const uint8_t *)view.units)[i];
    if (unit > 0xff) {
      free(bytes);
      return mote_throw_code(
          vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_VALUE",
          "Cannot convert to a ByteString: the character at index %zu has the value %u, "
          "which is greater than 255.",
          i, unit);
    }
    bytes[i] = (char)unit;
  }
  bytes[view.length] = 0;
  *out = bytes;
  *length = view.length;
  return mote_is_string(vm, string); /* which is alive up to here */
}

bool idl_member(MoteVm *vm, MoteValue dictionary, const char *name, MoteValue *out) {
  *out = mote_undefined();
  if (mote_is_nullish(vm, dictionary)) return true;
  if (!mote_is_object(vm, dictionary))
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_TYPE",
                           "The options must be an object");
  return mote_get(vm, dictionary, name, out);
}

/* %IteratorPrototype%: what the prototype of an array's iterators inherits from. */
static bool iterator_prototype(MoteVm *vm, MoteValue *out) {
  MoteValue array, iterator, prototype, values;
  return mote_array_new(vm, 0, &array) &&
         mote_get_key(vm, array, mote_symbol_well_known(vm, "iterator"), &values) &&
         mote_call(vm, values, array, NULL, 0, &iterator) &&
         mote_prototype(vm, iterator, &prototype) && mote_prototype(vm, prototype, out);
}

bool idl_iterator_class(MoteVm *vm, const MoteClassSpec *spec, MoteClass **out) {
  MoteValue parent, key;
  MoteClass *made;
  TRY(iterator_prototype(vm, &parent) && mote_class_create(vm, spec, &made));
  MoteValue prototype = mote_class_prototype(vm, made);
  TRY(mote_set_prototype(vm, prototype, parent) &&
      mote_string(vm, "constructor", MOTE_NUL_TERMINATED, &key) && mote_delete(vm, prototype, key));
  *out = made;
  return true;
}

bool idl_share_entries(MoteVm *vm, MoteClass *class_, MoteValue *entries) {
  MoteValue prototype = mote_class_prototype(vm, class_);
  return mote_get(vm, prototype, "entries", entries) &&
         mote_define(vm, prototype, "@@iterator", *entries, MOTE_HIDDEN);
}
