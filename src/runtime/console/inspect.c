/* SPDX-License-Identifier: MIT */
/* inspect.c: values of every kind: which keys are shown, what stands before them, circles, depth.
 *
 * An object becomes a Frame: names, a base ("[Function: f]"), braces and entries, which
 * inspect_layout.c puts together. */
#include "runtime/console/inspect.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "runtime/console/inspect_internal.h"

/* Nobody reads what is deeper. */
#define LEVELS_MAX 1000
#define OUTPUT_MAX ((size_t)1 << 27)

InspectOptions inspect_defaults(void) {
  return (InspectOptions){.depth = 2,
                          .break_length = 80,
                          .compact = 3,
                          .max_array_length = 100,
                          .max_string_length = 10000,
                          .custom = true};
}

/* --- options --- */

static bool read_number(MoteVm *vm, MoteValue object, const char *name, int32_t *out) {
  MoteValue value;
  TRY(mote_get(vm, object, name, &value));
  if (mote_is_null(vm, value)) *out = INSPECT_UNLIMITED;
  if (!mote_is_number(vm, value)) return true;
  double number = mote_as_number(vm, value);
  *out = number >= INSPECT_UNLIMITED ? INSPECT_UNLIMITED : number <= -1 ? -1 : (int32_t)number;
  return true;
}

static bool read_flag(MoteVm *vm, MoteValue object, const char *name, bool *out) {
  MoteValue value;
  TRY(mote_get(vm, object, name, &value));
  if (!mote_is_undefined(vm, value)) *out = mote_to_boolean(vm, value);
  return true;
}

bool inspect_read_options(MoteVm *vm, MoteValue object, InspectOptions *options) {
  MoteValue compact;
  if (!mote_is_object(vm, object)) return true;
  TRY(mote_get(vm, object, "compact", &compact));
  if (mote_is_boolean(vm, compact)) options->compact = mote_as_boolean(vm, compact) ? 3 : 0;
  return read_number(vm, object, "depth", &options->depth) &&
         read_number(vm, object, "breakLength", &options->break_length) &&
         read_number(vm, object, "compact", &options->compact) &&
         read_number(vm, object, "maxArrayLength", &options->max_array_length) &&
         read_number(vm, object, "maxStringLength", &options->max_string_length) &&
         read_flag(vm, object, "colors", &options->colours) &&
         read_flag(vm, object, "showHidden", &options->show_hidden) &&
         read_flag(vm, object, "showProxy", &options->show_proxy) &&
         read_flag(vm, object, "customInspect", &options->custom) &&
         read_flag(vm, object, "sorted", &options->sorted) &&
         read_flag(vm, object, "getters", &options->getters);
}

/* --- keys --- */

static bool object_keys(Inspector *in, Frame *frame) {
  unsigned which = MOTE_KEYS_STRINGS | MOTE_KEYS_SYMBOLS;
  if (!in->options.show_hidden) which |= MOTE_KEYS_ENUMERABLE;
  if (frame->is_array) which |= MOTE_KEYS_NO_INDICES;
  return mote_own_keys(in->vm, frame->value, which, &frame->keys);
}

static uint32_t key_count(Inspector *in, const Frame *frame) {
  return mote_array_length(in->vm, frame->keys);
}

/* --- what stands before the entries --- */

/* How an object is shown: with its entries, or by its base or prefix alone. */
typedef struct Plan {
  bool (*entries)(Inspector *in, Frame *frame); /* NULL: properties only */
  bool done;      /* the whole text is in frame->base */
} Plan;

/* Nothing to list: the base is all. */
static bool only_base(Inspector *in, Frame *frame, Style style, Plan *plan) {
  if (key_count(in, frame)) return true;
  Text base = {0};
  if (style != STYLE_NAME) style_begin(in, style, &base);
  text_append(&base, text_string(&frame->base), frame->base.length);
  if (style != STYLE_NAME) style_end(in, style, &base);
  text_free(&frame->base);
  frame->base = base;
  plan->done = true;
  return true;
}

static void open_with_prefix(Frame *frame, const char *fallback, const char *size,
                             const char *brace) {
  frame_prefix(frame, fallback, size, &frame->open);
  text_add(&frame->open, brace);
}

static bool names_are(const Frame *frame, const char *constructor) {
  return !frame->null_prototype && frame->constructor.length &&
         strcmp(frame->constructor.data, constructor) == 0;
}

/* Braces with nothing between them are the whole text. */
static void close_if_empty(Inspector *in, Frame *frame, bool no_entries, Plan *plan) {
  if (!no_entries || key_count(in, frame)) return;
  text_format(&frame->base, "%s%s", text_string(&frame->open), frame->close);
  plan->done = true;
}

static bool plan_array(Inspector *in, Frame *frame, Plan *plan) {
  char size[32];
  MoteValue length;
  double count;
  frame->is_array = true;
  frame->close = "]";
  TRY(object_keys(in, frame));
  TRY(mote_get(in->vm, frame->value, "length", &length) && mote_to_number(in->vm, length, &count));
  snprintf(size, sizeof size, "(%.0f)", count);
  if (names_are(frame, "Array") && !frame->tag.length) text_add(&frame->open, "[");
  else open_with_prefix(frame, "Array", size, "[");
  plan->entries = array_entries;
  close_if_empty(in, frame, count == 0, plan);
  return true;
}

static bool plan_collection(Inspector *in, Frame *frame, const char *name, Plan *plan) {
  char size[32];
  uint32_t count = mote_collection_size(in->vm, frame->value);
  snprintf(size, sizeof size, "(%u)", count);
  TRY(object_keys(in, frame));
  open_with_prefix(frame, name, size, "{");
  plan->entries = collection_entries;
  close_if_empty(in, frame, count == 0, plan);
  return true;
}

static bool plan_typed_array(Inspector *in, Frame *frame, Plan *plan) {
  char size[32];
  MoteBytes bytes = mote_bytes(in->vm, frame->value);
  frame->is_array = true;
  frame->close = "]";
  TRY(object_keys(in, frame));
  snprintf(size, sizeof size, "(%zu)", bytes.length / bytes.element_size);
  open_with_prefix(frame, bytes.array_type, size, "[");
  plan->entries = typed_array_entries;
  close_if_empty(in, frame, bytes.length == 0, plan);
  return true;
}

static bool plan_iterator(Inspector *in, Frame *frame, const char *kind, Plan *plan) {
  TRY(object_keys(in, frame));
  text_add_char(&frame->open, '[');
  Text own = {0};
  text_format(&own, "%s Iterator", kind);
  if (frame->tag.length && strcmp(frame->tag.data, own.data) != 0)
    text_format(&frame->open, "%s] [", frame->tag.data);
  text_format(&frame->open, "%s] {", text_string(&own));
  text_free(&own);
  plan->entries = iterator_entries;
  return true;
}

static bool unknown_entries(Inspector *in, Frame *frame) {
  Text *entry = entries_add(in, &frame->entries);
  if (entry) styled(in, STYLE_SPECIAL, "<items unknown>", entry);
  return entry != NULL;
}

static bool plan_wrapped(Inspector *in, Frame *frame, const char *name,
                         bool (*entries)(Inspector *, Frame *), Plan *plan) {
  TRY(object_keys(in, frame));
  open_with_prefix(frame, name, "", "{");
  plan->entries = entries;
  return true;
}

static bool weak_ref_entries(Inspector *in, Frame *frame) {
  MoteValue target;
  Text text = {0};
  TRY(mote_weak_ref_target(in->vm, frame->value, &target));
  if (mote_is_undefined(in->vm, target)) return unknown_entries(in, frame);
  in->indentation += 2;
  bool made = inspect_value(in, target, frame->depth + 1, &text);
  in->indentation -= 2;
  return entries_take(in, &frame->entries, made, &text);
}

static bool plan_function(Inspector *in, Frame *frame, Plan *plan) {
  TRY(object_keys(in, frame) && function_base(in, frame, &frame->base));
  text_add(&frame->open, "{");
  return only_base(in, frame, STYLE_SPECIAL, plan);
}

static bool plan_error(Inspector *in, Frame *frame, Plan *plan) {
  TRY(object_keys(in, frame) && error_base(in, frame));
  text_add(&frame->open, "{");
  return only_base(in, frame, STYLE_NAME, plan);
}

/* The keys of a String object without those of its characters, which come first. */
static bool drop_characters(Inspector *in, Frame *frame, MoteValue string) {
  MoteValue kept, key;
  TRY(object_keys(in, frame) && mote_array_new(in->vm, 0, &kept));
  uint32_t first = (uint32_t)mote_string_length(in->vm, string);
  for (uint32_t i = first; i < mote_array_length(in->vm, frame->keys); i++)
    TRY(mote_get_index(in->vm, frame->keys, i, &key) && mote_array_push(in->vm, kept, key));
  frame->keys = kept;
  return true;
}

/* [Number: 5], [String: 'abc'] */
static bool plan_boxed(Inspector *in, Frame *frame, Plan *plan) {
  static const char *const names[] = {
      [MOTE_BOOLEAN] = "Boolean", [MOTE_NUMBER] = "Number", [MOTE_STRING] = "String",
      [MOTE_SYMBOL] = "Symbol",   [MOTE_BIGINT] = "BigInt", [MOTE_OBJECT] = ""};
  static const Style styles[] = {
      [MOTE_BOOLEAN] = STYLE_BOOLEAN, [MOTE_NUMBER] = STYLE_NUMBER, [MOTE_STRING] = STYLE_STRING,
      [MOTE_SYMBOL] = STYLE_SYMBOL,   [MOTE_BIGINT] = STYLE_BIGINT, [MOTE_OBJECT] = STYLE_NAME};
  MoteVm *vm = in->vm;
  MoteValue value = mote_boxed_value(vm, frame->value);
  MoteType type = mote_type(vm, value);
  Text shown = {0};
  Inspector plain = *in;
  plain.options.colours = false;
  TRY(type == MOTE_STRING ? drop_characters(in, frame, value) : object_keys(in, frame));
  text_format(&frame->base, "[%s", names[type]);
  if (!names_are(frame, names[type]))
    text_format(&frame->base, frame->null_prototype ? " (null prototype)" : " (%s)",
                text_string(&frame->constructor));
  TRY(inspect_primitive(&plain, value, &shown));
  text_format(&frame->base, ": %s]", text_string(&shown));
  text_free(&shown);
  if (frame->tag.length && !names_are(frame, frame->tag.data))
    text_format(&frame->base, " [%s]", frame->tag.data);
  text_add(&frame->open, "{");
  return only_base(in, frame, styles[type], plan);
}

/* The base of a Date or a RegExp: what a method of it says. */
static bool plan_by_method(Inspector *in, Frame *frame, const char *method, const char *name,
                           Style style, Plan *plan) {
  MoteValue text;
  TRY(object_keys(in, frame) && mote_invoke(in->vm, frame->value, method, NULL, 0, &text));
  if (!names_are(frame, name)) frame_prefix(frame, name, "", &frame->base);
  TRY(text_append_value(in->vm, text, &frame->base));
  text_add(&frame->open, "{");
  return only_base(in, frame, style, plan);
}

static bool plan_date(Inspector *in, Frame *frame, Plan *plan) {
  bool valid = !isnan(mote_date_time(in->vm, frame->value));
  return plan_by_method(in, frame, valid ? "toISOString" : "toString", "Date", STYLE_DATE, plan);
}

/* Objects that only inherit from Error are shown as errors. */
static bool inherits_from_error(Inspector *in, const Frame *frame) {
  MoteValue error;
  bool inherits = false;
  if (names_are(frame, "Object")) return false;
  bool ok = mote_get(in->vm, mote_global(in->vm), "Error", &error) &&
            (!mote_is_callable(in->vm, error) ||
             mote_instance_of(in->vm, frame->value, error, &inherits));
  if (!ok) mote_take_exception(in->vm);
  return inherits;
}

static bool plan_object(Inspector *in, Frame *frame, Plan *plan) {
  bool plain = names_are(frame, "Object");
  TRY(object_keys(in, frame));
  if (mote_kind(in->vm, frame->value) == MOTE_KIND_ARGUMENTS)
    text_add(&frame->open, "[Arguments] {");
  else if (plain && !frame->tag.length) text_add(&frame->open, "{");
  else open_with_prefix(frame, "Object", "", "{");
  close_if_empty(in, frame, true, plan);
  return true;
}

static bool plan_frame(Inspector *in, Frame *frame, Plan *plan) {
  frame->close = "}";
  switch (mote_kind(in->vm, frame->value)) {
    case MOTE_KIND_ARRAY: return plan_array(in, frame, plan);
    case MOTE_KIND_MAP: return plan_collection(in, frame, "Map", plan);
    case MOTE_KIND_SET: return plan_collection(in, frame, "Set", plan);
    case MOTE_KIND_MAP_ITERATOR: return plan_iterator(in, frame, "Map", plan);
    case MOTE_KIND_SET_ITERATOR: return plan_iterator(in, frame, "Set", plan);
    case MOTE_KIND_FUNCTION: return plan_function(in, frame, plan);
    case MOTE_KIND_ERROR: return plan_error(in, frame, plan);
    case MOTE_KIND_BOXED: return plan_boxed(in, frame, plan);
    case MOTE_KIND_PROMISE: return plan_wrapped(in, frame, "Promise", promise_entries, plan);
    case MOTE_KIND_WEAK_SET: return plan_wrapped(in, frame, "WeakSet", unknown_entries, plan);
    case MOTE_KIND_WEAK_MAP: return plan_wrapped(in, frame, "WeakMap", unknown_entries, plan);
    case MOTE_KIND_WEAK_REF: return plan_wrapped(in, frame, "WeakRef", weak_ref_entries, plan);
    case MOTE_KIND_TYPED_ARRAY: return plan_typed_array(in, frame, plan);
    case MOTE_KIND_ARRAY_BUFFER:
      return plan_wrapped(in, frame,
                          mote_bytes(in->vm, frame->value).is_shared ? "SharedArrayBuffer"
                                                                     : "ArrayBuffer",
                          buffer_entries, plan);
    case MOTE_KIND_DATA_VIEW: return plan_wrapped(in, frame, "DataView", data_view_entries, plan);
    case MOTE_KIND_NAMESPACE: return plan_wrapped(in, frame, "Module", NULL, plan);
    case MOTE_KIND_DATE: return plan_date(in, frame, plan);
    case MOTE_KIND_REGEXP:
      return plan_by_method(in, frame, "toString", "RegExp", STYLE_REGEXP, plan);
    default:
      return inherits_from_error(in, frame) ? plan_error(in, frame, plan)
                                            : plan_object(in, frame, plan);
  }
}

/* --- objects --- */

/* [Foo], where the depth is used up. */
static void too_deep(Inspector *in, const Frame *frame, Text *out) {
  MoteKind kind = mote_kind(in->vm, frame->value);
  Text prefix = {0}, text = {0};
  if (frame->null_prototype) {
    const char *name = kind == MOTE_KIND_ARRAY ? "Array"
                       : kind == MOTE_KIND_MAP ? "Map"
                       : kind == MOTE_KIND_SET ? "Set"
                                               : "Object";
    text_format(&text, "[%s: null prototype]", frame->tag.length ? text_string(&frame->tag) : name);
  } else {
    frame_prefix(frame, "Object", "", &prefix);
    if (prefix.length) prefix.data[--prefix.length] = 0;
    text_format(&text, "[%s]", text_string(&prefix));
  }
  styled(in, STYLE_SPECIAL, text_string(&text), out);
  text_free(&prefix);
  text_free(&text);
}

static int compare_texts(const void *a, const void *b) {
  return strcmp(text_string(a), text_string(b));
}

static bool property_entries(Inspector *in, Frame *frame) {
  for (uint32_t i = 0; i < key_count(in, frame); i++) {
    MoteValue key;
    Text entry = {0};
    TRY(mote_get_index(in->vm, frame->keys, i, &key));
    bool made = inspect_property(in, frame, key, false, &entry);
    TRY(entries_take(in, &frame->entries, made, &entry));
  }
  if (in->options.sorted && !frame->is_array)
    qsort(frame->entries.items, frame->entries.count, sizeof(Text), compare_texts);
  return true;
}

/* The number that "[Circular *1]" names an object by; 0: none. *add: give it one. */
static bool circular_number(Inspector *in, MoteValue value, bool add, uint32_t *out) {
  MoteVm *vm = in->vm;
  uint32_t count = mote_array_length(vm, in->circular);
  for (*out = 1; *out <= count; ++*out) {
    MoteValue item;
    TRY(mote_get_index(vm, in->circular, *out - 1, &item));
    if (mote_same_value(vm, item, value)) return true;
  }
  if (!add) return *out = 0, true;
  return mote_array_push(vm, in->circular, value);
}

/* Puts <ref *1> in front of an object that something inside refers to. */
static bool add_reference(Inspector *in, Frame *frame) {
  uint32_t number;
  TRY(circular_number(in, frame->value, false, &number));
  if (!number) return true;
  Text base = {0};
  char text[32];
  snprintf(text, sizeof text, "<ref *%u>", number);
  styled(in, STYLE_SPECIAL, text, &base);
  if (frame->base.length) text_format(&base, " %s", frame->base.data);
  text_free(&frame->base);
  frame->base = base;
  return true;
}

static bool fill_frame(Inspector *in, Frame *frame, const Plan *plan) {
  Level level = {in->levels, frame->value};
  in->levels = &level;
  in->level_count++;
  in->current_depth = frame->depth + 1;
  bool ok = (!plan->entries || plan->entries(in, frame)) && property_entries(in, frame);
  in->levels = level.outer;
  in->level_count--;
  return ok && add_reference(in, frame);
}

/* Whether the C stack has room for one more object inside the others. */
static bool room_for_level(Inspector *in) {
  if (in->level_count >= LEVELS_MAX) return false;
  if (mote_check_c_stack(in->vm)) return true;
  mote_take_exception(in->vm);
  return false;
}

static bool show_frame(Inspector *in, Frame *frame, Text *out) {
  Plan plan = {0};
  TRY(frame_names(in, frame) && plan_frame(in, frame, &plan));
  if (plan.done) {
    text_append(out, text_string(&frame->base), frame->base.length);
    return true;
  }
  if (frame->depth > in->options.depth) {
    too_deep(in, frame, out);
    return true;
  }
  if (!room_for_level(in)) {
    text_format(out, "[%s: Inspection interrupted prematurely. Maximum call stack size exceeded.]",
                text_string(&frame->constructor));
    return true;
  }
  TRY(fill_frame(in, frame, &plan));
  size_t before = out->length;
  layout(in, frame, out);
  in->budget += out->length - before;
  if (in->budget > OUTPUT_MAX) in->options.depth = -1;
  return text_ok(out) || mote_throw_out_of_memory(in->vm);
}

static bool inspect_object(Inspector *in, MoteValue value, int32_t depth, Text *out) {
  Frame frame = {.value = value, .depth = depth};
  bool ok = show_frame(in, &frame, out);
  text_free(&frame.constructor);
  text_free(&frame.tag);
  text_free(&frame.base);
  text_free(&frame.open);
  entries_free(&frame.entries);
  return ok;
}

/* --- proxies and circles --- */

static bool show_proxy(Inspector *in, MoteValue proxy, int32_t depth, Text *out) {
  MoteValue parts[2], pair;
  mote_proxy_parts(in->vm, proxy, &parts[0], &parts[1]);
  if (depth > in->options.depth) {
    styled(in, STYLE_SPECIAL, "Proxy [Array]", out);
    return true;
  }
  TRY(mote_array_of(in->vm, parts, 2, &pair));
  text_add(out, "Proxy ");
  return inspect_object(in, pair, depth, out);
}

/* Follows proxies to what they stand for; null where one is revoked. */
static MoteValue proxy_target(MoteVm *vm, MoteValue value) {
  MoteValue handler;
  while (mote_kind(vm, value) == MOTE_KIND_PROXY) mote_proxy_parts(vm, value, &value, &handler);
  return value;
}

static bool is_circular(const Inspector *in, MoteValue value) {
  for (const Level *level = in->levels; level; level = level->outer)
    if (mote_same_value(in->vm, level->value, value)) return true;
  return false;
}

bool inspect_value(Inspector *in, MoteValue value, int32_t depth, Text *out) {
  MoteVm *vm = in->vm;
  if (!mote_is_object(vm, value)) return inspect_primitive(in, value, out);
  MoteValue target = proxy_target(vm, value);
  bool done = false;
  if (mote_is_null(vm, target)) {
    styled(in, STYLE_SPECIAL, "<Revoked Proxy>", out);
    return true;
  }
  if (in->options.show_proxy && mote_kind(vm, value) == MOTE_KIND_PROXY)
    return show_proxy(in, value, depth, out);
  if (in->options.custom) TRY(inspect_custom(in, target, depth, out, &done));
  if (done) return true;
  if (!is_circular(in, target)) return inspect_object(in, target, depth, out);
  uint32_t number;
  char text[32];
  TRY(circular_number(in, target, true, &number));
  snprintf(text, sizeof text, "[Circular *%u]", number);
  styled(in, STYLE_SPECIAL, text, out);
  return true;
}

bool inspect(MoteVm *vm, MoteValue value, const InspectOptions *options, Text *out) {
  Inspector in = {.vm = vm, .options = *options};
  return mote_array_new(vm, 0, &in.circular) && inspect_value(&in, value, 0, out) &&
         (text_ok(out) || mote_throw_out_of_memory(vm));
}
