/* SPDX-License-Identifier: MIT */
/* inspect_names.c: what an object is called: its constructor, its tag, a function's heading. */
#include "runtime/console/inspect_internal.h"

/* The own `constructor` of an object, if it is a function with a name. *found tells. */
static bool own_constructor(MoteVm *vm, MoteValue object, MoteValue *function, MoteValue *name,
                            bool *found) {
  MoteValue key;
  MoteProperty own;
  *found = false;
  TRY(mote_string(vm, "constructor", MOTE_NUL_TERMINATED, &key));
  TRY(mote_own_property(vm, object, key, &own));
  if (!own.found || own.is_accessor || !mote_is_callable(vm, own.value)) return true;
  *function = own.value;
  TRY(mote_get(vm, own.value, "name", name));
  *found = mote_is_string(vm, *name) && mote_string_length(vm, *name) > 0;
  return true;
}

/* value instanceof function, errors being no. */
static bool is_instance(MoteVm *vm, MoteValue value, MoteValue function) {
  bool yes = false;
  if (!mote_instance_of(vm, value, function, &yes)) mote_take_exception(vm);
  return yes;
}

/* What an object is by its nature, where no constructor can be found. */
static const char *nature(MoteVm *vm, MoteValue value) {
  switch (mote_kind(vm, value)) {
    case MOTE_KIND_ARRAY: return "Array";
    case MOTE_KIND_FUNCTION: return "Function";
    case MOTE_KIND_ERROR: return "Error";
    case MOTE_KIND_PROMISE: return "Promise";
    case MOTE_KIND_MAP: return "Map";
    case MOTE_KIND_SET: return "Set";
    case MOTE_KIND_WEAK_MAP: return "WeakMap";
    case MOTE_KIND_WEAK_SET: return "WeakSet";
    case MOTE_KIND_DATE: return "Date";
    case MOTE_KIND_REGEXP: return "RegExp";
    case MOTE_KIND_ARRAY_BUFFER:
      return mote_bytes(vm, value).is_shared ? "SharedArrayBuffer" : "ArrayBuffer";
    case MOTE_KIND_TYPED_ARRAY: return mote_bytes(vm, value).array_type;
    case MOTE_KIND_DATA_VIEW: return "DataView";
    default: return "Object";
  }
}

/* *found false: the chain of prototypes ends at once. */
static bool constructor_name(Inspector *in, MoteValue value, int32_t depth, Text *out,
                             bool *found) {
  MoteVm *vm = in->vm;
  MoteValue object = value, first = mote_undefined(), function, name;
  while (mote_is_object(vm, object)) {
    TRY(own_constructor(vm, object, &function, &name, found));
    if (*found && is_instance(vm, value, function)) return text_append_value(vm, name, out);
    TRY(mote_prototype(vm, object, &object));
    if (mote_is_undefined(vm, first)) first = object;
  }
  *found = !mote_is_null(vm, first);
  if (!*found) return true;
  text_add(out, nature(vm, value));
  if (depth > in->options.depth) {
    text_add(out, " <Complex prototype>");
    return true;
  }
  bool inner_found;
  text_add(out, " <");
  TRY(constructor_name(in, first, depth + 1, out, &inner_found));
  if (!inner_found) {
    Inspector nested = *in;
    nested.options.custom = false;
    nested.options.depth = -1;
    TRY(inspect_value(&nested, first, 0, out));
  }
  text_add_char(out, '>');
  return true;
}

/* Symbol.toStringTag, if it is a string that is not shown among the properties. */
static bool find_tag(Inspector *in, Frame *frame) {
  MoteVm *vm = in->vm;
  MoteValue symbol = mote_symbol_well_known(vm, "toStringTag"), tag;
  MoteProperty own;
  TRY(mote_get_key(vm, frame->value, symbol, &tag));
  if (!mote_is_string(vm, tag) || mote_string_length(vm, tag) == 0) return true;
  TRY(mote_own_property(vm, frame->value, symbol, &own));
  if (own.found && (in->options.show_hidden || (own.attributes & MOTE_ENUMERABLE))) return true;
  return text_append_value(vm, tag, &frame->tag);
}

bool frame_names(Inspector *in, Frame *frame) {
  bool found;
  TRY(constructor_name(in, frame->value, frame->depth, &frame->constructor, &found));
  frame->null_prototype = !found;
  return find_tag(in, frame);
}

static bool text_is(const Text *text, const char *string) {
  return strcmp(text_string(text), string) == 0;
}
static bool same_text(const Text *a, const Text *b) { return text_is(a, text_string(b)); }

void frame_prefix(const Frame *frame, const char *fallback, const char *size, Text *out) {
  if (frame->null_prototype) text_format(out, "[%s%s: null prototype] ", fallback, size);
  else text_format(out, "%s%s ", text_string(&frame->constructor), size);
  if (!frame->tag.length) return;
  if (frame->null_prototype ? !text_is(&frame->tag, fallback)
                            : !same_text(&frame->tag, &frame->constructor))
    text_format(out, "[%s] ", text_string(&frame->tag));
}

/* --- functions --- */

static void add_tag(const Frame *frame, Text *out) {
  if (frame->tag.length && !same_text(&frame->tag, &frame->constructor))
    text_format(out, " [%s]", text_string(&frame->tag));
}

/* [class A extends B] */
static bool class_base(Inspector *in, const Frame *frame, Text *out) {
  MoteVm *vm = in->vm;
  MoteValue key, name, parent;
  bool named;
  text_add(out, "[class ");
  TRY(mote_string(vm, "name", MOTE_NUL_TERMINATED, &key) &&
      mote_has_own(vm, frame->value, key, &named));
  if (named) TRY(mote_get(vm, frame->value, "name", &name));
  if (named && mote_is_string(vm, name) && mote_string_length(vm, name))
    TRY(text_append_value(vm, name, out));
  else text_add(out, "(anonymous)");
  if (!frame->null_prototype && !text_is(&frame->constructor, "Function"))
    text_format(out, " [%s]", text_string(&frame->constructor));
  add_tag(frame, out);
  if (frame->null_prototype) {
    text_add(out, " extends [null prototype]");
  } else {
    TRY(mote_prototype(vm, frame->value, &parent));
    if (mote_is_object(vm, parent)) {
      TRY(mote_get(vm, parent, "name", &name));
      if (mote_is_string(vm, name) && mote_string_length(vm, name)) {
        text_add(out, " extends ");
        TRY(text_append_value(vm, name, out));
      }
    }
  }
  text_add_char(out, ']');
  return true;
}

/* [AsyncFunction: f] */
bool function_base(Inspector *in, const Frame *frame, Text *out) {
  MoteVm *vm = in->vm;
  MoteFunctionInfo info = mote_function_info(vm, frame->value);
  MoteValue name;
  Text type = {0};
  if (info.is_class) return class_base(in, frame, out);
  text_format(&type, "%s%sFunction", info.is_async ? "Async" : "",
              info.is_generator ? "Generator" : "");
  text_format(out, "[%s", text_string(&type));
  if (frame->null_prototype) text_add(out, " (null prototype)");
  bool ok = mote_get(vm, frame->value, "name", &name);
  if (ok && mote_is_string(vm, name) && mote_string_length(vm, name) == 0) {
    text_add(out, " (anonymous)");
  } else if (ok) {
    text_add(out, ": ");
    ok = mote_is_string(vm, name) ? text_append_value(vm, name, out)
                                  : inspect_value(in, name, frame->depth, out);
  }
  text_add_char(out, ']');
  if (!frame->null_prototype && !same_text(&frame->constructor, &type))
    text_format(out, " %s", text_string(&frame->constructor));
  text_free(&type);
  add_tag(frame, out);
  return ok;
}
