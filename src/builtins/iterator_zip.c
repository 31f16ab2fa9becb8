/* SPDX-License-Identifier: MIT */
/* iterator_zip.c: Iterator.zip and Iterator.zipKeyed.
 *
 * Their helper keeps in data[1] SLOTS of (iterator, next method) pairs, where those of an iterator
 * that has ended are none, and in data[2] an INTERNAL record of the items below. Its iterators are
 * closed in reverse. */
#include "builtins/iterator_helpers.h"
#include "ops/property.h"

typedef enum ZipMode { ZIP_SHORTEST, ZIP_LONGEST, ZIP_STRICT } ZipMode;

enum {
  ZIP_MODE,
  ZIP_PADDING, /* SLOTS of a value for each iterator; none unless ZIP_LONGEST */
  ZIP_KEYS,    /* SLOTS of a key for each iterator; none: results are arrays */
  ZIP_ITEMS,
};

/* --- the closure --- */

static Slots *zip_pairs(Vm *vm, const IteratorObject *helper) {
  return slot_cell_present(vm, helper->data[1]);
}
static Slots *zip_items(Vm *vm, const IteratorObject *helper) {
  return slot_cell_present(vm, helper->data[2]);
}

/* The i-th iterator; false: it has ended. */
static bool get_pair(Vm *vm, const Slots *pairs, uint32_t i, IteratorRecord *out) {
  if (slot_is_none(pairs->items[2 * i])) return false;
  *out = (IteratorRecord){slot_load(vm, pairs->items[2 * i]),
                          slot_load(vm, pairs->items[2 * i + 1]), false};
  return true;
}

static void drop_pair(Slots *pairs, uint32_t i) {
  pairs->items[2 * i] = pairs->items[2 * i + 1] = slot_none();
}

/* IteratorCloseAll ( iters, completion ): `ok` and the result are completions; that of
 * one that throws is pending. */
static bool close_all(Vm *vm, const Slots *pairs, bool ok) {
  for (uint32_t i = cell_header_data(pairs) / 2; i-- > 0;) {
    IteratorRecord record;
    if (!get_pair(vm, pairs, i, &record)) continue;
    ok = ok ? iterator_close(vm, &record) : iterator_close_throwing(vm, &record);
  }
  return ok;
}

static bool is_any_open(const Slots *pairs) {
  for (uint32_t i = 0; i < cell_header_data(pairs); i += 2)
    if (!slot_is_none(pairs->items[i])) return true;
  return false;
}

/* The first has ended: so must the others. */
static bool check_all_ended(Vm *vm, Slots *pairs) {
  for (uint32_t i = 1; i < cell_header_data(pairs) / 2; i++) {
    IteratorRecord record;
    Object *result;
    bool done;
    if (!get_pair(vm, pairs, i, &record)) continue;
    if (!iterator_next(vm, &record, &result) || !iterator_complete(vm, result, &done)) {
      drop_pair(pairs, i);
      return close_all(vm, pairs, false);
    }
    if (!done) return close_all(vm, pairs, throw_type_error(vm, ERROR_ZIP_LENGTHS));
    drop_pair(pairs, i);
  }
  return true;
}

/* The i-th has ended: *done when that is the end of all; otherwise *out is its padding. */
static bool one_ended(Vm *vm, const Slots *items, Slots *pairs, uint32_t i, bool *done,
                      Value *out) {
  drop_pair(pairs, i);
  *done = true;
  switch ((ZipMode)value_as_int(slot_load(vm, items->items[ZIP_MODE]))) {
    case ZIP_SHORTEST: return close_all(vm, pairs, true);
    case ZIP_STRICT:
      if (i == 0) return check_all_ended(vm, pairs);
      return close_all(vm, pairs, throw_type_error(vm, ERROR_ZIP_LENGTHS));
    case ZIP_LONGEST: break;
  }
  *done = !is_any_open(pairs);
  const Slots *padding = slot_cell_present(vm, items->items[ZIP_PADDING]);
  *out = slot_load(vm, padding->items[i]);
  return true;
}

/* The i-th value of the next result. */
static bool next_value(Vm *vm, const Slots *items, Slots *pairs, uint32_t i, bool *done,
                       Value *out) {
  IteratorRecord record;
  *done = false;
  if (!get_pair(vm, pairs, i, &record)) {
    const Slots *padding = slot_cell_present(vm, items->items[ZIP_PADDING]);
    *out = slot_load(vm, padding->items[i]);
    return true;
  }
  if (!iterator_step_value(vm, &record, done, out)) {
    drop_pair(pairs, i);
    return close_all(vm, pairs, false);
  }
  return !*done || one_ended(vm, items, pairs, i, done, out);
}

/* The object of zipKeyed. */
static bool name_results(Vm *vm, const Slots *keys, const RootVec *values, Value *out) {
  Object *o = object_new_with_prototype(vm, value_null(vm), 4);
  TRY(o);
  for (uint32_t i = 0; i < values->count; i++) {
    PropertyKey key;
    TRY(to_property_key(vm, slot_load(vm, keys->items[i]), &key));
    TRY(create_data_property_or_throw(vm, o, key, values->items[i]));
  }
  *out = value_cell(o);
  return true;
}

static bool collect_values(Vm *vm, IteratorObject *helper, RootVec *values, bool *done) {
  Slots *pairs = zip_pairs(vm, helper);
  const Slots *items = zip_items(vm, helper);
  *done = cell_header_data(pairs) == 0;
  for (uint32_t i = 0; i < cell_header_data(pairs) / 2; i++) {
    Value value;
    TRY(next_value(vm, items, pairs, i, done, &value));
    if (*done) return true;
    TRY(roots_push(vm, values, value));
  }
  return true;
}

static bool finish_results(Vm *vm, IteratorObject *helper, const RootVec *values, Value *out) {
  const Slots *keys = slot_cell(vm, zip_items(vm, helper)->items[ZIP_KEYS]);
  if (keys) return name_results(vm, keys, values, out);
  Array *array = array_from_values(vm, values->items, (uint32_t)values->count);
  if (array) *out = value_cell(array);
  return array != NULL;
}

/* IteratorZip ( iters, mode, padding, finishResults ), the closure   #sec-iteratorzip */
bool iterator_zip_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  RootVec values;
  TRY(roots_init(vm, &values));
  bool ok = collect_values(vm, helper, &values, done) &&
            (*done || finish_results(vm, helper, &values, out));
  root_vec_destroy(&values);
  return ok;
}

bool iterator_zip_close(Vm *vm, IteratorObject *helper) {
  return close_all(vm, zip_pairs(vm, helper), true);
}

/* --- making one --- */

typedef struct Zip {
  ZipMode mode;
  bool keyed;
  Value padding_option;
  RootVec pairs, padding, keys;
} Zip;

static bool zip_init(Vm *vm, Zip *zip, bool keyed) {
  RootVec none = {.vm = vm}; /* for zip_end, if one cannot be made */
  *zip = (Zip){ZIP_SHORTEST, keyed, value_undefined(vm), none, none, none};
  return roots_init(vm, &zip->pairs) && roots_init(vm, &zip->padding) && roots_init(vm, &zip->keys);
}

static void zip_end(Zip *zip) {
  root_vec_destroy(&zip->pairs);
  root_vec_destroy(&zip->padding);
  root_vec_destroy(&zip->keys);
}

/* IfAbruptCloseIterators: always false. */
static bool close_pairs_throwing(Vm *vm, const Zip *zip) {
  for (size_t i = zip->pairs.count; i > 0; i -= 2) {
    IteratorRecord record = {zip->pairs.items[i - 2], zip->pairs.items[i - 1], false};
    iterator_close_throwing(vm, &record);
  }
  return false;
}

static bool add_iterator(Vm *vm, Zip *zip, Value v) {
  IteratorRecord record;
  return get_iterator_flattenable(vm, v, false, &record) &&
         roots_push(vm, &zip->pairs, record.iterator) && roots_push(vm, &zip->pairs, record.next);
}

static bool require_object(Vm *vm, Value v) {
  char text[128];
  return value_is_object(v) ||
         throw_type_error(vm, ERROR_NOT_OBJECT, value_describe(vm, v, text, sizeof text));
}

static bool get_named(Vm *vm, Value object, const char *name, Value *out) {
  String *text = string_intern_ascii(vm, name);
  return text && get(vm, value_as_object(object), key_from_name(text), out);
}

/* The first steps of both functions. */
static bool read_options(Vm *vm, const Call *call, Zip *zip) {
  static const char *const texts[] = {"shortest", "longest", "strict"};
  Value options = call_arg(vm, call, 1), mode;
  size_t found;
  char text[128];
  TRY(require_object(vm, call_arg(vm, call, 0)));
  if (value_is_undefined(vm, options)) return true;
  TRY(require_object(vm, options));
  TRY(get_named(vm, options, "mode", &mode));
  if (value_is_undefined(vm, mode)) return true;
  TRY(iterator_option_text(vm, mode, texts, array_length(texts), &found));
  if (found == array_length(texts))
    return throw_type_error(vm, ERROR_INVALID_ARGUMENT,
                            value_describe(vm, mode, text, sizeof text));
  zip->mode = (ZipMode)found;
  if (zip->mode != ZIP_LONGEST) return true;
  TRY(get_named(vm, options, "padding", &zip->padding_option));
  return value_is_undefined(vm, zip->padding_option) || require_object(vm, zip->padding_option);
}

static bool pad_with_undefined(Vm *vm, Zip *zip) {
  while (zip->padding.count < zip->pairs.count / 2)
    TRY(roots_push(vm, &zip->padding, value_undefined(vm)));
  return true;
}

static Slots *slots_of(Vm *vm, const RootVec *values) {
  if (values->count >= 1u << 24) {
    throw_out_of_memory(vm);
    return NULL;
  }
  Slots *slots = slots_new(vm, CELL_INTERNAL, (uint32_t)values->count);
  for (size_t i = 0; slots && i < values->count; i++)
    slot_store(vm, slots, &slots->items[i], values->items[i]);
  return slots;
}

static bool zip_create(Vm *vm, const Zip *zip, Value *out) {
  Slots *pairs = slots_of(vm, &zip->pairs);
  TRY(pairs);
  Slots *padding = slots_of(vm, &zip->padding);
  TRY(padding);
  Slots *keys = slots_of(vm, &zip->keys);
  TRY(keys);
  Slots *items = slots_new(vm, CELL_INTERNAL, ZIP_ITEMS);
  TRY(items);
  slot_store(vm, items, &items->items[ZIP_MODE], value_int(zip->mode));
  slot_store_cell(vm, items, &items->items[ZIP_PADDING], padding);
  slot_store_cell(vm, items, &items->items[ZIP_KEYS], zip->keyed ? keys : NULL);
  IteratorRecord none = {value_undefined(vm), value_undefined(vm), false};
  return iterator_helper_new(vm, HELPER_ZIP, &none, value_cell(pairs), value_cell(items), out);
}

/* --- the iterators and the padding of Iterator.zip --- */

static bool collect_iterators(Vm *vm, Zip *zip, Value iterables) {
  IteratorRecord input;
  TRY(get_iterator(vm, iterables, ITERATOR_SYNC, &input));
  for (;;) {
    bool done;
    Value next;
    if (!iterator_step_value(vm, &input, &done, &next)) return close_pairs_throwing(vm, zip);
    if (done) return true;
    if (add_iterator(vm, zip, next)) continue;
    close_pairs_throwing(vm, zip);
    return iterator_close_throwing(vm, &input);
  }
}

static bool collect_padding(Vm *vm, Zip *zip) {
  IteratorRecord record;
  TRY(get_iterator(vm, zip->padding_option, ITERATOR_SYNC, &record));
  for (size_t i = 0; i < zip->pairs.count / 2; i++) {
    bool done;
    Value next;
    TRY(iterator_step_value(vm, &record, &done, &next));
    if (done) return pad_with_undefined(vm, zip);
    TRY(roots_push(vm, &zip->padding, next));
  }
  return iterator_close(vm, &record);
}

/* --- those of Iterator.zipKeyed --- */

/* The iterable of one key, unless that is not enumerable, or undefined. */
static bool add_keyed(Vm *vm, Zip *zip, Object *iterables, Value name) {
  PropertyKey key;
  PropertyDescriptor descriptor;
  bool found;
  Value value;
  TRY(to_property_key(vm, name, &key));
  TRY(object_get_own_property(vm, iterables, key, &found, &descriptor));
  if (!found || !descriptor.enumerable) return true;
  TRY(get(vm, iterables, key, &value));
  if (value_is_undefined(vm, value)) return true;
  return roots_push(vm, &zip->keys, name) && add_iterator(vm, zip, value);
}

static bool collect_keyed(Vm *vm, Zip *zip, Object *iterables) {
  RootVec names;
  TRY(roots_init(vm, &names));
  bool ok = object_own_property_keys(vm, iterables, KEYS_ALL, &names);
  for (size_t i = 0; ok && i < names.count; i++)
    ok = add_keyed(vm, zip, iterables, names.items[i]) || close_pairs_throwing(vm, zip);
  root_vec_destroy(&names);
  return ok;
}

static bool collect_keyed_padding(Vm *vm, Zip *zip) {
  for (size_t i = 0; i < zip->keys.count; i++) {
    PropertyKey key;
    Value value;
    TRY(to_property_key(vm, zip->keys.items[i], &key));
    TRY(get(vm, value_as_object(zip->padding_option), key, &value));
    TRY(roots_push(vm, &zip->padding, value));
  }
  return true;
}

/* --- both --- */

static bool collect_inputs(Vm *vm, Zip *zip, Value iterables) {
  if (zip->keyed) return collect_keyed(vm, zip, value_as_object(iterables));
  return collect_iterators(vm, zip, iterables);
}

static bool pad(Vm *vm, Zip *zip) {
  if (zip->mode != ZIP_LONGEST || value_is_undefined(vm, zip->padding_option))
    return pad_with_undefined(vm, zip);
  return zip->keyed ? collect_keyed_padding(vm, zip) : collect_padding(vm, zip);
}

static bool zip_inputs(Vm *vm, Call *call, Zip *zip) {
  TRY(read_options(vm, call, zip));
  TRY(collect_inputs(vm, zip, call->args[0]));
  if (!pad(vm, zip)) return close_pairs_throwing(vm, zip);
  return zip_create(vm, zip, &call->result);
}

static bool zip_call(Vm *vm, Call *call, bool keyed) {
  Zip zip;
  bool ok = zip_init(vm, &zip, keyed) && zip_inputs(vm, call, &zip);
  zip_end(&zip);
  return ok;
}

/* Iterator.zip ( iterables [ , options ] )   #sec-iterator.zip */
bool iterator_zip(Vm *vm, Call *call) { return zip_call(vm, call, false); }

/* Iterator.zipKeyed ( iterables [ , options ] )   #sec-iterator.zipkeyed */
bool iterator_zip_keyed(Vm *vm, Call *call) { return zip_call(vm, call, true); }
