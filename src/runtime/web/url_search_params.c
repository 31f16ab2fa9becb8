/* SPDX-License-Identifier: MIT */
/* url_search_params.c: class URLSearchParams, and its iterators.
 * https://url.spec.whatwg.org/#interface-urlsearchparams */
#include "runtime/web/url_search_params.h"

#include <stdlib.h>

#include "runtime/internal.h"
#include "runtime/report.h"
#include "runtime/web/web_idl.h"

/* The data of an instance, which lies in it; its value is the URL object, or undefined. */
typedef struct Params {
  PairList list;
  MoteVm *vm;
  size_t counted; /* bytes that the VM has been told of */
} Params;

/* Tells the VM how much memory the list has now. False: over the limit (exception). */
static bool count_memory(Params *params) {
  size_t before = params->counted;
  params->counted = pair_list_memory(&params->list);
  if (params->counted == before) return true;
  return mote_add_external_memory(params->vm, (ptrdiff_t)(params->counted - before)) ||
         mote_throw_out_of_memory(params->vm);
}

static void params_free(void *data) {
  Params *params = data;
  mote_add_external_memory(params->vm, -(ptrdiff_t)params->counted);
  pair_list_clear(&params->list);
}

static bool this_params(MoteVm *vm, MoteCall *call, PairList **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_URL_SEARCH_PARAMS], &data));
  *out = &((Params *)data)->list;
  return true;
}

static bool params_of(MoteVm *vm, MoteValue value, Params **out) {
  MoteClass *class_ = runtime_of(vm)->classes[CLASS_URL_SEARCH_PARAMS];
  void *data = NULL;
  bool ok = class_ && mote_instance_data(vm, value, class_, &data);
  *out = data;
  return ok && data;
}

const PairList *search_params_pairs(MoteVm *vm, MoteValue value) {
  Params *params;
  return params_of(vm, value, &params) ? &params->list : NULL;
}

static bool text_value(MoteVm *vm, UrlText text, MoteValue *out) {
  return mote_string(vm, text.bytes, text.length, out);
}

/* --- strings of arguments --- */

/* An argument as a USVString. */
typedef struct Argument {
  MoteValue string;
  MoteText text;
} Argument;

static UrlText argument_text(const Argument *argument) {
  return (UrlText){argument->text.bytes, argument->text.length};
}

static bool open_argument(MoteVm *vm, MoteValue value, Argument *out) {
  return idl_usv_string(vm, value, &out->string, &out->text);
}

/* Also keeps the string alive up to here. */
static bool close_argument(MoteVm *vm, Argument *argument) {
  mote_text_close(&argument->text);
  return mote_is_string(vm, argument->string);
}

/* out: two of them. */
static bool open_pair(MoteVm *vm, MoteValue name, MoteValue value, Argument *out) {
  MoteValue strings[2];
  TRY(mote_to_string(vm, name, &strings[0]) && mote_to_string(vm, value, &strings[1]) &&
      open_argument(vm, strings[0], &out[0]));
  if (open_argument(vm, strings[1], &out[1])) return true;
  close_argument(vm, &out[0]);
  return false;
}

/* Calls pair_list_append or pair_list_set. */
static bool add_pair(MoteVm *vm, PairList *list, MoteValue name, MoteValue value,
                     bool (*add)(PairList *, UrlText, UrlText)) {
  Argument pair[2];
  TRY(open_pair(vm, name, value, pair));
  bool ok = add(list, argument_text(&pair[0]), argument_text(&pair[1]));
  bool alive = close_argument(vm, &pair[0]) && close_argument(vm, &pair[1]);
  return (ok && alive) || mote_throw_out_of_memory(vm);
}

/* --- the constructor --- */

static bool throw_tuple(MoteVm *vm) {
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_TUPLE",
                         "Each query pair must be an iterable [name, value] tuple");
}

typedef struct Tuple {
  MoteValue items; /* an array */
} Tuple;

static bool collect_item(MoteVm *vm, MoteValue value, void *data) {
  MoteValue string;
  return mote_to_string(vm, value, &string) && mote_array_push(vm, ((Tuple *)data)->items, string);
}

/* An element of sequence<sequence<USVString>>. */
static bool fill_tuple(MoteVm *vm, MoteValue value, void *data) {
  MoteValue iterator, name, item;
  Tuple tuple;
  if (!mote_is_object(vm, value)) return throw_tuple(vm);
  TRY(mote_get_key(vm, value, mote_symbol_well_known(vm, "iterator"), &iterator));
  if (!mote_is_callable(vm, iterator)) return throw_tuple(vm);
  TRY(mote_array_new(vm, 2, &tuple.items) && mote_iterate(vm, value, collect_item, &tuple));
  if (mote_array_length(vm, tuple.items) != 2) return throw_tuple(vm);
  return mote_get_index(vm, tuple.items, 0, &name) && mote_get_index(vm, tuple.items, 1, &item) &&
         add_pair(vm, data, name, item, pair_list_append);
}

/* record<USVString, USVString>: names that are the same once their lone surrogates are replaced are one. */
static bool fill_record(MoteVm *vm, MoteValue record, PairList *list) {
  MoteValue keys, key, value;
  TRY(mote_own_keys(vm, record, MOTE_KEYS_STRINGS | MOTE_KEYS_SYMBOLS, &keys));
  for (uint32_t i = 0; i < mote_array_length(vm, keys); i++) {
    MoteProperty own;
    TRY(mote_get_index(vm, keys, i, &key) && mote_own_property(vm, record, key, &own));
    if (!own.found || !(own.attributes & MOTE_ENUMERABLE)) continue;
    TRY(mote_get_key(vm, record, key, &value) && add_pair(vm, list, key, value, pair_list_set));
  }
  return true;
}

static bool fill_text(MoteVm *vm, MoteValue value, PairList *list) {
  Argument init;
  TRY(open_argument(vm, value, &init));
  UrlText text = argument_text(&init);
  bool marked = text.length && text.bytes[0] == '?';
  bool ok = urlencoded_parse((UrlText){text.bytes + marked, text.length - marked}, list);
  return (close_argument(vm, &init) && ok) || mote_throw_out_of_memory(vm);
}

static bool fill(MoteVm *vm, MoteValue init, PairList *list) {
  MoteValue iterator;
  if (mote_is_undefined(vm, init)) return true;
  if (!mote_is_object(vm, init)) return fill_text(vm, init, list);
  TRY(mote_get_key(vm, init, mote_symbol_well_known(vm, "iterator"), &iterator));
  if (mote_is_nullish(vm, iterator)) return fill_record(vm, init, list);
  if (!mote_is_callable(vm, iterator))
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_ARG_NOT_ITERABLE",
                           "Query pairs must be iterable");
  return mote_iterate(vm, init, fill_tuple, list);
}

static bool params_construct(MoteVm *vm, MoteCall *call) {
  Params params = {.vm = vm};
  bool is_call = mote_is_undefined(vm, mote_new_target(call)); /* which throws below */
  if ((is_call || fill(vm, mote_argument(call, 0), &params.list)) && count_memory(&params) &&
      mote_construct_instance(vm, call, runtime_of(vm)->classes[CLASS_URL_SEARCH_PARAMS], &params))
    return true;
  params_free(&params);
  return false;
}

bool search_params_new(MoteVm *vm, MoteValue url_object, UrlText query, MoteValue *out) {
  Params params = {.vm = vm};
  bool ok = urlencoded_parse(query, &params.list) || mote_throw_out_of_memory(vm);
  if (ok && count_memory(&params) &&
      mote_instance_new(vm, runtime_of(vm)->classes[CLASS_URL_SEARCH_PARAMS], &params, out)) {
    mote_instance_set_value(vm, *out, url_object);
    return true;
  }
  params_free(&params);
  return false;
}

bool search_params_refill(MoteVm *vm, MoteValue params, UrlText query) {
  Params *filled;
  if (!params_of(vm, params, &filled)) return true;
  pair_list_clear(&filled->list);
  bool ok = urlencoded_parse(query, &filled->list) || mote_throw_out_of_memory(vm);
  return count_memory(filled) && ok;
}

/* --- methods --- */

static bool serialize(MoteVm *vm, const PairList *list, Text *out) {
  return urlencoded_serialize(list, out) || mote_throw_out_of_memory(vm);
}

/* Update: the URL object's query becomes the list, which has changed. */
static bool update(MoteVm *vm, MoteCall *call, PairList *list) {
  MoteValue url = mote_instance_value(vm, mote_this(call));
  TRY(count_memory((Params *)list)); /* of which it is the beginning */
  if (mote_is_undefined(vm, url)) return true;
  Text text = {0};
  bool ok = serialize(vm, list, &text) &&
            url_object_set_query(vm, url, (UrlText){text_string(&text), text.length});
  text_free(&text);
  return ok;
}

static bool params_size(MoteVm *vm, MoteCall *call) {
  PairList *list;
  return this_params(vm, call, &list) && mote_return_number(call, (double)list->count);
}

static bool params_append(MoteVm *vm, MoteCall *call) {
  PairList *list;
  return this_params(vm, call, &list) &&
         idl_require_arguments(vm, call, 2, "append' on 'URLSearchParams") &&
         add_pair(vm, list, mote_argument(call, 0), mote_argument(call, 1), pair_list_append) &&
         update(vm, call, list);
}

/* The arguments (name, optional value) of delete and has. */
typedef struct Wanted {
  Argument pair[2];
  UrlText name, value;
  bool has_value;
} Wanted;

static bool open_wanted(MoteVm *vm, MoteCall *call, const char *operation, Wanted *out) {
  MoteValue value = mote_argument(call, 1);
  TRY(idl_require_arguments(vm, call, 1, operation));
  out->has_value = !mote_is_undefined(vm, value);
  if (out->has_value) TRY(open_pair(vm, mote_argument(call, 0), value, out->pair));
  else TRY(open_argument(vm, mote_argument(call, 0), &out->pair[0]));
  out->name = argument_text(&out->pair[0]);
  if (out->has_value) out->value = argument_text(&out->pair[1]);
  return true;
}

static bool close_wanted(MoteVm *vm, Wanted *wanted) {
  return close_argument(vm, &wanted->pair[0]) &&
         (!wanted->has_value || close_argument(vm, &wanted->pair[1]));
}

static bool params_delete(MoteVm *vm, MoteCall *call) {
  PairList *list;
  Wanted wanted;
  TRY(this_params(vm, call, &list) &&
      open_wanted(vm, call, "delete' on 'URLSearchParams", &wanted));
  pair_list_remove(list, wanted.name, wanted.has_value ? &wanted.value : NULL, 0);
  return close_wanted(vm, &wanted) && update(vm, call, list);
}

static bool has_wanted(const PairList *list, const Wanted *wanted) {
  for (size_t i = 0; (i = pair_list_find(list, wanted->name, i)) < list->count; i++) {
    UrlText value = pair_value(list, i);
    if (!wanted->has_value || (value.length == wanted->value.length &&
                               memcmp(value.bytes, wanted->value.bytes, value.length) == 0))
      return true;
  }
  return false;
}

static bool params_has(MoteVm *vm, MoteCall *call) {
  PairList *list;
  Wanted wanted;
  TRY(this_params(vm, call, &list) && open_wanted(vm, call, "has' on 'URLSearchParams", &wanted));
  bool found = has_wanted(list, &wanted);
  return close_wanted(vm, &wanted) && mote_return_boolean(call, found);
}

static bool params_get(MoteVm *vm, MoteCall *call) {
  PairList *list;
  Argument name;
  MoteValue value = mote_null();
  TRY(this_params(vm, call, &list) &&
      idl_require_arguments(vm, call, 1, "get' on 'URLSearchParams") &&
      open_argument(vm, mote_argument(call, 0), &name));
  size_t index = pair_list_find(list, argument_text(&name), 0);
  bool ok = close_argument(vm, &name);
  if (ok && index < list->count) ok = text_value(vm, pair_value(list, index), &value);
  return ok && mote_return(call, value);
}

static bool push_values(MoteVm *vm, const PairList *list, UrlText name, MoteValue array) {
  MoteValue value;
  for (size_t i = 0; (i = pair_list_find(list, name, i)) < list->count; i++)
    TRY(text_value(vm, pair_value(list, i), &value) && mote_array_push(vm, array, value));
  return true;
}

static bool params_get_all(MoteVm *vm, MoteCall *call) {
  PairList *list;
  Argument name;
  MoteValue values;
  TRY(this_params(vm, call, &list) &&
      idl_require_arguments(vm, call, 1, "getAll' on 'URLSearchParams") &&
      mote_array_new(vm, 0, &values) && open_argument(vm, mote_argument(call, 0), &name));
  bool ok = push_values(vm, list, argument_text(&name), values);
  return close_argument(vm, &name) && ok && mote_return(call, values);
}

/* Sets the first pair of a name, and removes the others. */
static bool set_only(PairList *list, UrlText name, UrlText value) {
  size_t first = pair_list_find(list, name, 0);
  if (!pair_list_set(list, name, value)) return false;
  pair_list_remove(list, name, NULL, first + 1);
  return true;
}

static bool params_set(MoteVm *vm, MoteCall *call) {
  PairList *list;
  return this_params(vm, call, &list) &&
         idl_require_arguments(vm, call, 2, "set' on 'URLSearchParams") &&
         add_pair(vm, list, mote_argument(call, 0), mote_argument(call, 1), set_only) &&
         update(vm, call, list);
}

static bool params_sort(MoteVm *vm, MoteCall *call) {
  PairList *list;
  TRY(this_params(vm, call, &list));
  pair_list_sort(list);
  return update(vm, call, list);
}

static bool params_to_string(MoteVm *vm, MoteCall *call) {
  PairList *list;
  Text text = {0};
  TRY(this_params(vm, call, &list));
  bool ok = serialize(vm, list, &text) && mote_return_string(call, text_string(&text), text.length);
  text_free(&text);
  return ok;
}

/* The list may change while the callback runs. */
static bool params_for_each(MoteVm *vm, MoteCall *call) {
  PairList *list;
  MoteValue callback = mote_argument(call, 0), ignored;
  TRY(this_params(vm, call, &list) &&
      idl_require_arguments(vm, call, 1, "forEach' on 'URLSearchParams"));
  if (!mote_is_callable(vm, callback))
    return throw_argument_type(vm, "callback", "function", callback);
  for (size_t i = 0; i < list->count; i++) {
    MoteValue arguments[3] = {mote_undefined(), mote_undefined(), mote_this(call)};
    TRY(text_value(vm, pair_value(list, i), &arguments[0]) &&
        text_value(vm, pair_name(list, i), &arguments[1]) &&
        mote_call(vm, callback, mote_argument(call, 1), arguments, 3, &ignored));
  }
  return true;
}

/* --- iterators: the instance's value is the URLSearchParams object --- */

typedef enum IterationKind { ITERATE_KEYS, ITERATE_VALUES, ITERATE_ENTRIES } IterationKind;

typedef struct ParamsIterator {
  size_t index;
  IterationKind kind;
} ParamsIterator;

static bool iterator_value(MoteVm *vm, IterationKind kind, const PairList *list, size_t index,
                           MoteValue *out) {
  MoteValue parts[2];
  if (kind == ITERATE_KEYS) return text_value(vm, pair_name(list, index), out);
  if (kind == ITERATE_VALUES) return text_value(vm, pair_value(list, index), out);
  return text_value(vm, pair_name(list, index), &parts[0]) &&
         text_value(vm, pair_value(list, index), &parts[1]) && mote_array_of(vm, parts, 2, out);
}

static bool iterator_next(MoteVm *vm, MoteCall *call) {
  static const char *const names[] = {"value", "done"};
  void *data;
  MoteValue members[] = {mote_undefined(), mote_boolean(false)}, result;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_URL_SEARCH_PARAMS_ITERATOR], &data));
  ParamsIterator *iterator = data;
  const PairList *list = search_params_pairs(vm, mote_instance_value(vm, mote_this(call)));
  bool done = !list || iterator->index >= list->count;
  if (done) members[1] = mote_boolean(true);
  else TRY(iterator_value(vm, iterator->kind, list, iterator->index++, &members[0]));
  return mote_object_of(vm, names, members, 2, &result) && mote_return(call, result);
}

bool search_params_iterator_rest(MoteVm *vm, MoteValue iterator, MoteValue *out) {
  MoteClass *class_ = runtime_of(vm)->classes[CLASS_URL_SEARCH_PARAMS_ITERATOR];
  void *data = NULL;
  MoteValue item;
  *out = mote_undefined();
  TRY(!class_ || mote_instance_data(vm, iterator, class_, &data));
  const ParamsIterator *at = data;
  if (!at) return true;
  const PairList *list = search_params_pairs(vm, mote_instance_value(vm, iterator));
  TRY(mote_array_new(vm, 0, out));
  for (size_t i = at->index; list && i < list->count; i++)
    TRY(iterator_value(vm, at->kind, list, i, &item) && mote_array_push(vm, *out, item));
  return true;
}

static bool iterator_class(MoteVm *vm, MoteClass **out) {
  static const MoteMethod methods[] = {{"next", iterator_next, 0, NULL, MOTE_METHOD}};
  static const MoteClassSpec spec = {.name = "URLSearchParams Iterator",
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .data_size = sizeof(ParamsIterator),
                                     .is_interface = true};
  MoteClass **class_ = &runtime_of(vm)->classes[CLASS_URL_SEARCH_PARAMS_ITERATOR];
  *out = *class_;
  if (*out) return true;
  TRY(idl_iterator_class(vm, &spec, out) &&
      define_inspect(vm, *out, search_params_iterator_inspect));
  *class_ = *out;
  return true;
}

static bool iterate(MoteVm *vm, MoteCall *call, IterationKind kind) {
  PairList *list;
  MoteClass *class_;
  MoteValue object;
  TRY(this_params(vm, call, &list) && iterator_class(vm, &class_));
  ParamsIterator iterator = {0, kind};
  TRY(mote_instance_new(vm, class_, &iterator, &object));
  mote_instance_set_value(vm, object, mote_this(call));
  return mote_return(call, object);
}

static bool params_entries(MoteVm *vm, MoteCall *call) {
  return iterate(vm, call, ITERATE_ENTRIES);
}
static bool params_keys(MoteVm *vm, MoteCall *call) { return iterate(vm, call, ITERATE_KEYS); }
static bool params_values(MoteVm *vm, MoteCall *call) { return iterate(vm, call, ITERATE_VALUES); }

/* --- the class --- */

static const MoteMethod params_methods[] = {
    {"size", params_size, 0, NULL, MOTE_ACCESSOR},
    {"append", params_append, 2, NULL, MOTE_METHOD},
    {"delete", params_delete, 1, NULL, MOTE_METHOD},
    {"get", params_get, 1, NULL, MOTE_METHOD},
    {"getAll", params_get_all, 1, NULL, MOTE_METHOD},
    {"has", params_has, 1, NULL, MOTE_METHOD},
    {"set", params_set, 2, NULL, MOTE_METHOD},
    {"sort", params_sort, 0, NULL, MOTE_METHOD},
    {"entries", params_entries, 0, NULL, MOTE_METHOD},
    {"forEach", params_for_each, 1, NULL, MOTE_METHOD},
    {"keys", params_keys, 0, NULL, MOTE_METHOD},
    {"values", params_values, 0, NULL, MOTE_METHOD},
    {"toString", params_to_string, 0, NULL, MOTE_METHOD},
};

bool search_params_class(MoteVm *vm, MoteClass **out) {
  static const MoteClassSpec spec = {.name = "URLSearchParams",
                                     .construct = params_construct,
                                     .methods = params_methods,
                                     .method_count = LENGTH_OF(params_methods),
                                     .finalize = params_free,
                                     .data_size = sizeof(Params),
                                     .is_interface = true};
  Runtime *rt = runtime_of(vm);
  MoteValue entries;
  *out = rt->classes[CLASS_URL_SEARCH_PARAMS];
  if (*out) return true;
  TRY(mote_class_create(vm, &spec, out) && idl_share_entries(vm, *out, &entries) &&
      define_inspect(vm, *out, search_params_inspect));
  rt->classes[CLASS_URL_SEARCH_PARAMS] = *out;
  return true;
}
