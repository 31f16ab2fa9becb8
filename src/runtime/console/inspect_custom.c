/* SPDX-License-Identifier: MIT */
/* inspect_custom.c: objects that say themselves how they are shown, through a method named by
 * Symbol.for('nodejs.util.inspect.custom'). It is called with the depth left, the options and
 * util.inspect, and gives a text, or another value to be shown instead. */
#include "runtime/modules/builtin_modules.h"
#include "runtime/console/inspect_internal.h"

/* options.stylize(text, style): the text in the style's colour. */
static bool stylize(MoteVm *vm, MoteCall *call) {
  Inspector in = {.vm = vm};
  char *text, *name;
  Text out = {0};
  in.options.colours = mote_as_boolean(vm, mote_function_data(call));
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &text, NULL));
  bool ok = mote_to_utf8(vm, mote_argument(call, 1), &name, NULL);
  if (ok) {
    styled(&in, style_find(name), text, &out);
    ok = mote_return_string(call, text_string(&out), out.length);
    mote_free(name);
  }
  text_free(&out);
  mote_free(text);
  return ok;
}

/* The options in force. */
static bool options_object(Inspector *in, MoteValue *out) {
  MoteVm *vm = in->vm;
  const InspectOptions *o = &in->options;
  MoteValue depth = o->depth == INSPECT_UNLIMITED ? mote_null() : mote_int32(o->depth), function;
  TRY(mote_object_new(vm, out));
  return mote_set(vm, *out, "showHidden", mote_boolean(o->show_hidden)) &&
         mote_set(vm, *out, "depth", depth) &&
         mote_set(vm, *out, "colors", mote_boolean(o->colours)) &&
         mote_set(vm, *out, "customInspect", mote_boolean(o->custom)) &&
         mote_set(vm, *out, "showProxy", mote_boolean(o->show_proxy)) &&
         mote_set(vm, *out, "maxArrayLength", mote_int32(o->max_array_length)) &&
         mote_set(vm, *out, "maxStringLength", mote_int32(o->max_string_length)) &&
         mote_set(vm, *out, "breakLength", mote_int32(o->break_length)) &&
         mote_set(vm, *out, "compact", mote_int32(o->compact)) &&
         mote_set(vm, *out, "sorted", mote_boolean(o->sorted)) &&
         mote_set(vm, *out, "getters", mote_boolean(o->getters)) &&
         mote_function_new(vm, stylize, "stylize", 2, mote_boolean(o->colours), &function) &&
         mote_set(vm, *out, "stylize", function);
}

/* Whether an object is its own constructor's prototype: those are not asked. */
static bool is_prototype(MoteVm *vm, MoteValue value, bool *out) {
  MoteValue constructor, prototype;
  *out = false;
  TRY(mote_get(vm, value, "constructor", &constructor));
  if (!mote_is_object(vm, constructor)) return true;
  TRY(mote_get(vm, constructor, "prototype", &prototype));
  *out = mote_same_value(vm, prototype, value);
  return true;
}

static void add_with_indentation(const char *text, int32_t indentation, Text *out) {
  for (; *text; text++) {
    text_add_char(out, *text);
    if (*text == '\n') text_repeat(out, ' ', (size_t)indentation);
  }
}

static bool add_result(Inspector *in, MoteValue result, int32_t depth, Text *out) {
  char *text;
  if (mote_is_object(in->vm, result)) return inspect_value(in, result, depth, out);
  TRY(mote_to_utf8(in->vm, result, &text, NULL));
  add_with_indentation(text, in->indentation, out);
  mote_free(text);
  return true;
}

static bool call_custom(Inspector *in, MoteValue function, MoteValue value, int32_t depth,
                        MoteValue *result) {
  MoteVm *vm = in->vm;
  int32_t limit = in->options.depth;
  MoteValue util,
      arguments[3] = {limit == INSPECT_UNLIMITED ? mote_null() : mote_int32(limit - depth)};
  return options_object(in, &arguments[1]) && builtin_module_get(runtime_of(vm), "util", &util) &&
         mote_get(vm, util, "inspect", &arguments[2]) &&
         mote_call(vm, function, value, arguments, 3, result);
}

bool inspect_custom(Inspector *in, MoteValue value, int32_t depth, Text *out, bool *done) {
  MoteVm *vm = in->vm;
  MoteValue symbol, function, result;
  bool prototype;
  TRY(mote_symbol_for(vm, "nodejs.util.inspect.custom", &symbol) &&
      mote_get_key(vm, value, symbol, &function));
  if (!mote_is_callable(vm, function)) return true;
  TRY(is_prototype(vm, value, &prototype));
  if (prototype) return true;
  TRY(call_custom(in, function, value, depth, &result));
  *done = !mote_same_value(vm, result, value);
  return !*done || add_result(in, result, depth, out);
}
