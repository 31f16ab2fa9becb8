/* SPDX-License-Identifier: MIT */
/* url_inspect.c: how console.log shows URLs, URLSearchParams and their iterators: as Node does. */
#include <string.h>

#include "runtime/console/inspect.h"
#include "runtime/web/url_class.h"
#include "runtime/web/url_search_params.h"

bool define_inspect(MoteVm *vm, const MoteClass *class_, MoteFunction function) {
  MoteValue key, custom;
  return mote_symbol_for(vm, "nodejs.util.inspect.custom", &key) &&
         mote_function_new(vm, function, "[nodejs.util.inspect.custom]", 2, mote_undefined(),
                           &custom) &&
         mote_define_key(vm, mote_class_prototype(vm, class_), key, custom, MOTE_HIDDEN);
}

/* The arguments of such a function: (depth, options, inspect). */
static bool read_arguments(MoteVm *vm, MoteCall *call, InspectOptions *options, bool *too_deep) {
  MoteValue depth = mote_argument(call, 0);
  *options = inspect_defaults();
  *too_deep = mote_is_number(vm, depth) && mote_as_number(vm, depth) < 0;
  if (mote_is_object(vm, mote_argument(call, 1)))
    TRY(inspect_read_options(vm, mote_argument(call, 1), options));
  if (mote_is_number(vm, depth)) options->depth = (int32_t)mote_as_number(vm, depth);
  return true;
}

/* Appends the name of the value's class. */
static bool append_class_name(MoteVm *vm, MoteValue value, Text *out) {
  MoteValue constructor, name;
  return mote_get(vm, value, "constructor", &constructor) &&
         mote_get(vm, constructor, "name", &name) && text_append_value(vm, name, out);
}

static bool return_made(MoteVm *vm, MoteCall *call, bool ok, Text *text) {
  ok = ok && (text_ok(text) || mote_throw_out_of_memory(vm)) &&
       mote_return_string(call, text_string(text), text->length);
  text_free(text);
  return ok;
}

bool url_inspect(MoteVm *vm, MoteCall *call) {
  static const char *const attributes[] = {"href",     "origin", "protocol",     "username",
                                           "password", "host",   "hostname",     "port",
                                           "pathname", "search", "searchParams", "hash"};
  MoteValue self = mote_this(call), parts, value;
  InspectOptions options;
  bool too_deep;
  Text text = {0};
  TRY(read_arguments(vm, call, &options, &too_deep));
  if (too_deep || !url_of_object(vm, self)) return mote_return(call, self);
  TRY(mote_object_new(vm, &parts));
  for (size_t i = 0; i < LENGTH_OF(attributes); i++)
    TRY(mote_get(vm, self, attributes[i], &value) && mote_set(vm, parts, attributes[i], value));
  bool ok = append_class_name(vm, self, &text);
  text_add_char(&text, ' ');
  return return_made(vm, call, ok && inspect(vm, parts, &options, &text), &text);
}

static bool inspect_text(MoteVm *vm, UrlText text, const InspectOptions *options, Text *out) {
  MoteValue string;
  return mote_string(vm, text.bytes, text.length, &string) && inspect(vm, string, options, out);
}

static bool inspect_pairs(MoteVm *vm, const PairList *list, const InspectOptions *options,
                          const char *separator, Text *out) {
  for (size_t i = 0; i < list->count; i++) {
    if (i > 0) text_add(out, separator);
    TRY(inspect_text(vm, pair_name(list, i), options, out));
    text_add(out, " => ");
    TRY(inspect_text(vm, pair_value(list, i), options, out));
  }
  return true;
}

bool search_params_inspect(MoteVm *vm, MoteCall *call) {
  MoteValue self = mote_this(call);
  const PairList *list = search_params_pairs(vm, self);
  InspectOptions options;
  bool too_deep;
  Text pairs = {0}, text = {0};
  TRY(read_arguments(vm, call, &options, &too_deep));
  if (!list) return mote_return(call, self);
  if (too_deep) return mote_return_string(call, "[Object]", MOTE_NUL_TERMINATED);
  bool ok = append_class_name(vm, self, &text) && inspect_pairs(vm, list, &options, ", ", &pairs);
  bool breaks = pairs.length > (size_t)options.break_length;
  if (ok && breaks) {
    text_clear(&pairs);
    ok = inspect_pairs(vm, list, &options, ",\n  ", &pairs);
  }
  text_format(&text, pairs.length ? breaks ? " {\n  %s }" : " { %s }" : " {%s}",
              text_string(&pairs));
  text_free(&pairs);
  return return_made(vm, call, ok, &text);
}

/* The elements of an array, each by itself. */
static bool inspect_elements(MoteVm *vm, MoteValue array, const InspectOptions *options,
                             const char *separator, Text *out) {
  uint32_t count = mote_array_length(vm, array);
  MoteValue element;
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) text_add(out, separator);
    TRY(mote_get_index(vm, array, i, &element) && inspect(vm, element, options, out));
  }
  return true;
}

bool search_params_iterator_inspect(MoteVm *vm, MoteCall *call) {
  MoteValue self = mote_this(call), rest;
  InspectOptions options;
  bool too_deep;
  Text whole = {0}, text = {0};
  TRY(read_arguments(vm, call, &options, &too_deep) &&
      search_params_iterator_rest(vm, self, &rest));
  if (mote_is_undefined(vm, rest)) return mote_return(call, self);
  if (too_deep) return mote_return_string(call, "[Object]", MOTE_NUL_TERMINATED);
  bool ok = inspect(vm, rest, &options, &whole);
  bool breaks = strchr(text_string(&whole), '\n');
  text_free(&whole);
  text_add(&text, breaks ? "URLSearchParams Iterator {\n  " : "URLSearchParams Iterator { ");
  ok = ok && inspect_elements(vm, rest, &options, breaks ? ",\n  " : ", ", &text);
  text_add(&text, " }");
  return return_made(vm, call, ok, &text);
}
