/* SPDX-License-Identifier: MIT */
/* inspect_collection.c: the entries of arrays, maps, sets, iterators and promises; properties. */
#include <stdio.h>
#include <stdlib.h>

#include "runtime/console/inspect_internal.h"

/* How many elements of an array, collection or buffer are shown. */
static size_t items_shown(const Inspector *in) {
  return in->options.max_array_length < 0 ? 0 : (size_t)in->options.max_array_length;
}

static bool more_items(Inspector *in, Frame *frame, double count) {
  Text *entry = entries_add(in, &frame->entries);
  TRY(entry);
  text_format(entry, "... %.0f more item%s", count, count > 1 ? "s" : "");
  return true;
}

/* --- properties --- */

static bool getter_value(Inspector *in, Frame *frame, const MoteProperty *own, Text *out) {
  MoteVm *vm = in->vm;
  MoteValue value;
  const char *label = mote_is_undefined(vm, own->setter) ? "Getter" : "Getter/Setter";
  if (!in->options.getters) {
    char text[32];
    snprintf(text, sizeof text, "[%s]", label);
    styled(in, STYLE_SPECIAL, text, out);
    return true;
  }
  if (!mote_call(vm, own->getter, frame->value, NULL, 0, &value)) {
    MoteValue error = mote_take_exception(vm), message;
    char *text;
    TRY(mote_is_object(vm, error) ? mote_get(vm, error, "message", &message)
                                  : (message = error, true));
    TRY(mote_to_utf8(vm, message, &text, NULL));
    text_format(out, "[%s: <Inspection threw (%s)>]", label, text);
    mote_free(text);
    return true;
  }
  bool object = mote_is_object(vm, value);
  text_format(out, object ? "[%s] " : "[%s: ", label);
  TRY(inspect_value(in, value, frame->depth + 1, out));
  if (!object) text_add_char(out, ']');
  return true;
}

static bool property_value(Inspector *in, Frame *frame, const MoteProperty *own, Text *out) {
  MoteVm *vm = in->vm;
  if (own->is_accessor) {
    if (!mote_is_undefined(vm, own->getter)) return getter_value(in, frame, own, out);
    styled(in, STYLE_SPECIAL, mote_is_undefined(vm, own->setter) ? "undefined" : "[Setter]", out);
    return true;
  }
  in->indentation += 2;
  bool ok = inspect_value(in, own->value, frame->depth + 1, out);
  in->indentation -= 2;
  return ok;
}

bool inspect_property(Inspector *in, Frame *frame, MoteValue key, bool element, Text *out) {
  MoteProperty own;
  TRY(mote_own_property(in->vm, frame->value, key, &own));
  if (!own.found) {
    TRY(mote_get_key(in->vm, frame->value, key, &own.value));
    own.attributes = MOTE_DEFAULT;
  }
  if (!element) {
    TRY(inspect_key(in, key, own.attributes & MOTE_ENUMERABLE, out));
    text_add(out, ": ");
  }
  return property_value(in, frame, &own, out);
}

/* --- arrays --- */

/* The first index from `index` on that the array has, up to `length`. */
static bool next_present(MoteVm *vm, MoteValue array, double index, double length, double *out) {
  MoteValue keys;
  for (double i = index; i < length && i < index + 64; i++) {
    bool has;
    TRY(mote_has_own(vm, array, mote_number(i), &has));
    *out = i;
    if (has) return true;
  }
  *out = length;
  if (length - index <= 64) return true;
  TRY(mote_own_keys(vm, array, MOTE_KEYS_STRINGS, &keys));
  for (uint32_t i = 0; i < mote_array_length(vm, keys); i++) {
    MoteValue key;
    double number;
    TRY(mote_get_index(vm, keys, i, &key) && mote_to_number(vm, key, &number));
    if (!(number >= index)) continue;
    if (number < length) *out = number;
    return true;
  }
  return true;
}

static bool empty_items(Inspector *in, Frame *frame, double count) {
  char text[64];
  Text *entry = entries_add(in, &frame->entries);
  TRY(entry);
  snprintf(text, sizeof text, "<%.0f empty item%s>", count, count > 1 ? "s" : "");
  styled(in, STYLE_UNDEFINED, text, entry);
  return true;
}

bool array_entries(Inspector *in, Frame *frame) {
  MoteVm *vm = in->vm;
  MoteValue length_value;
  double length, index = 0;
  TRY(mote_get(vm, frame->value, "length", &length_value) &&
      mote_to_number(vm, length_value, &length));
  size_t max = items_shown(in);
  while (index < length && frame->entries.count < max) {
    double present;
    TRY(next_present(vm, frame->value, index, length, &present));
    if (present > index) {
      TRY(empty_items(in, frame, present - index));
      index = present;
      continue;
    }
    Text entry = {0};
    bool made = inspect_property(in, frame, mote_number(index), true, &entry);
    TRY(entries_take(in, &frame->entries, made, &entry));
    index++;
  }
  return index >= length || more_items(in, frame, length - index);
}

/* --- maps, sets, iterators --- */

static bool pair_entry(Inspector *in, Frame *frame, MoteValue key, MoteValue value, Text *out) {
  TRY(inspect_value(in, key, frame->depth + 1, out));
  text_add(out, " => ");
  return inspect_value(in, value, frame->depth + 1, out);
}

static bool list_entries(Inspector *in, Frame *frame, MoteValue list, uint32_t step,
                         bool (*show)(Inspector *in, Frame *frame, MoteValue key, MoteValue value,
                                      Text *out)) {
  MoteVm *vm = in->vm;
  uint32_t length = mote_array_length(vm, list) / step;
  uint32_t max = (uint32_t)items_shown(in);
  in->indentation += 2;
  for (uint32_t i = 0; i < length && i < max; i++) {
    MoteValue key, value = mote_undefined();
    TRY(mote_get_index(vm, list, i * step, &key));
    if (step == 2) TRY(mote_get_index(vm, list, i * step + 1, &value));
    Text entry = {0};
    bool made = show(in, frame, key, value, &entry);
    TRY(entries_take(in, &frame->entries, made, &entry));
  }
  in->indentation -= 2;
  return length <= max || more_items(in, frame, length - max);
}

static bool single_entry(Inspector *in, Frame *frame, MoteValue key, MoteValue value, Text *out) {
  (void)value;
  return inspect_value(in, key, frame->depth + 1, out);
}

bool collection_entries(Inspector *in, Frame *frame) {
  MoteValue list;
  bool pairs;
  TRY(mote_collection_entries(in->vm, frame->value, &list, &pairs));
  return list_entries(in, frame, list, pairs ? 2 : 1, pairs ? pair_entry : single_entry);
}

/* [ key, value ] */
static bool bracketed_pair(Inspector *in, Frame *frame, MoteValue key, MoteValue value, Text *out) {
  Frame pair = {.value = mote_undefined(), .depth = frame->depth, .close = "]", .is_array = true};
  Text *first = entries_add(in, &pair.entries);
  bool ok = first && inspect_value(in, key, frame->depth + 1, first);
  Text *second = ok ? entries_add(in, &pair.entries) : NULL;
  ok = second && inspect_value(in, value, frame->depth + 1, second);
  text_add(&pair.open, "[");
  if (ok) layout(in, &pair, out);
  entries_free(&pair.entries);
  text_free(&pair.open);
  return ok;
}

/* [Map Entries] { [ 'a', 1 ] } or [Set Iterator] { 1 } */
bool iterator_entries(Inspector *in, Frame *frame) {
  MoteValue list;
  bool pairs;
  TRY(mote_collection_entries(in->vm, frame->value, &list, &pairs));
  char *end = pairs && frame->open.data ? strstr(frame->open.data, " Iterator] {") : NULL;
  if (end) {
    frame->open.length = (size_t)(end - frame->open.data);
    text_add(&frame->open, " Entries] {");
  }
  return list_entries(in, frame, list, pairs ? 2 : 1, pairs ? bracketed_pair : single_entry);
}

/* --- promises --- */

bool promise_entries(Inspector *in, Frame *frame) {
  MoteValue result;
  MotePromiseState state = mote_promise_state(in->vm, frame->value, &result);
  Text entry = {0};
  bool ok = true;
  if (state == MOTE_PENDING) {
    styled(in, STYLE_SPECIAL, "<pending>", &entry);
  } else {
    in->indentation += 2;
    if (state == MOTE_REJECTED) {
      styled(in, STYLE_SPECIAL, "<rejected>", &entry);
      text_add_char(&entry, ' ');
    }
    ok = inspect_value(in, result, frame->depth + 1, &entry);
    in->indentation -= 2;
  }
  return entries_take(in, &frame->entries, ok, &entry);
}

/* --- buffers and their views --- */

bool typed_array_entries(Inspector *in, Frame *frame) {
  MoteBytes bytes = mote_bytes(in->vm, frame->value);
  size_t length = bytes.length / bytes.element_size;
  size_t max = items_shown(in);
  for (size_t i = 0; i < length && i < max; i++) {
    MoteValue item;
    TRY(mote_get_index(in->vm, frame->value, (uint32_t)i, &item));
    Text *entry = entries_add(in, &frame->entries);
    TRY(entry && inspect_primitive(in, item, entry));
  }
  return length <= max || more_items(in, frame, (double)(length - max));
}

/* "name: value" for a property that is no own one. */
static bool named_entry(Inspector *in, Frame *frame, const char *name) {
  MoteValue value;
  Text text = {0};
  TRY(mote_get(in->vm, frame->value, name, &value));
  text_format(&text, "%s: ", name);
  in->indentation += 2;
  bool made = inspect_value(in, value, frame->depth + 1, &text);
  in->indentation -= 2;
  return entries_take(in, &frame->entries, made, &text);
}

/* [Uint8Contents]: <01 02> */
bool buffer_entries(Inspector *in, Frame *frame) {
  MoteBytes bytes = mote_bytes(in->vm, frame->value);
  size_t max = items_shown(in);
  Text *entry = entries_add(in, &frame->entries);
  TRY(entry);
  if (bytes.is_detached) {
    styled(in, STYLE_SPECIAL, "(detached)", entry);
    return named_entry(in, frame, "byteLength");
  }
  styled(in, STYLE_SPECIAL, "[Uint8Contents]", entry);
  text_add(entry, ": <");
  for (size_t i = 0; i < bytes.length && i < max; i++)
    text_format(entry, i ? " %02x" : "%02x", bytes.data[i]);
  if (bytes.length > max)
    text_format(entry, " ... %zu more byte%s", bytes.length - max,
                bytes.length - max > 1 ? "s" : "");
  text_add_char(entry, '>');
  return named_entry(in, frame, "byteLength");
}

bool data_view_entries(Inspector *in, Frame *frame) {
  return named_entry(in, frame, "byteLength") && named_entry(in, frame, "byteOffset") &&
         named_entry(in, frame, "buffer");
}
