/* SPDX-License-Identifier: MIT */
/* headers.c: the interface Headers over a header list. https://fetch.spec.whatwg.org/#headers-class
 *
 * Departure: the names that a browser forbids (Cookie, Host, Set-Cookie …) may be set here, since a server and a
 * proxy must; of the guards only "immutable" refuses. */
#include "runtime/http/headers.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "runtime/internal.h"
#include "runtime/web/web_idl.h"

/* --- arguments --- */

/* A ByteString argument's bytes: where the string lies, if it is one of 8 bits. */
typedef struct Bytes {
  MoteValue string;
  const char *bytes;
  size_t length;
} Bytes;

static bool byte_string(MoteVm *vm, MoteValue value, Bytes *out) {
  MoteStringView view;
  TRY(mote_to_string(vm, value, &out->string) && mote_string_view(vm, out->string, &view));
  out->bytes = view.units;
  out->length = view.length;
  for (size_t i = 0; view.wide && i < view.length; i++) {
    uint16_t unit = ((const uint16_t *)view.units)[i];
    if (unit <= 0xff) continue;
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "Cannot convert to a ByteString: the character at index %zu has the "
                            "value %u, which is greater than 255.",
                            i, unit);
  }
  if (!view.wide) return true;
  /* Of 16 bits, without need: the same in 8. */
  char *narrow = malloc(view.length + 1);
  if (!narrow) return mote_throw_out_of_memory(vm);
  for (size_t i = 0; i < view.length; i++) narrow[i] = (char)((const uint16_t *)view.units)[i];
  bool ok = mote_string_latin1(vm, (const uint8_t *)narrow, view.length, &out->string) &&
            mote_string_view(vm, out->string, &view);
  out->bytes = view.units;
  free(narrow);
  return ok;
}

static bool throw_invalid(MoteVm *vm, const char *what, const Bytes *bytes) {
  return mote_throw_error(vm, MOTE_TYPE_ERROR, "Invalid header %s: \"%.*s\"", what,
                          (int)(bytes->length < 100 ? bytes->length : 100), bytes->bytes);
}

static bool name_argument(MoteVm *vm, MoteValue value, Bytes *out) {
  TRY(byte_string(vm, value, out));
  return header_name_is_valid(out->bytes, out->length) || throw_invalid(vm, "name", out);
}

static bool check_mutable(MoteVm *vm, const HeaderList *list) {
  return list->guard != HEADERS_IMMUTABLE ||
         mote_throw_error(vm, MOTE_TYPE_ERROR, "These headers are immutable");
}

static bool this_list(MoteVm *vm, MoteCall *call, uint32_t count, const char *operation,
                      HeaderList **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_HEADERS], &data));
  *out = data;
  return idl_require_arguments(vm, call, count, operation);
}

/* --- changing --- */

/* Bytes that a value of a safelisted header may not have. */
static bool has_unsafe_byte(const char *value, size_t length) {
  for (size_t i = 0; i < length; i++) {
    uint8_t c = (uint8_t)value[i];
    if ((c < 0x20 && c != '\t') || c == 0x7f || (c && strchr("\"():<>?@[\\]{}", c))) return true;
  }
  return false;
}

static bool is_language_list(const char *value, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (!isalnum((uint8_t)value[i]) && (!value[i] || !strchr(" *,-.;=", value[i]))) return false;
  return true;
}

static bool name_is(const Bytes *name, const char *text) {
  return name->length == strlen(text) && strncasecmp(name->bytes, text, name->length) == 0;
}

static bool is_form_type(const char *value, size_t length) {
  static const char *const types[] = {"application/x-www-form-urlencoded", "multipart/form-data",
                                      "text/plain"};
  size_t essence = 0;
  while (essence < length && !strchr("; \t", value[essence])) essence++;
  for (size_t i = 0; i < LENGTH_OF(types); i++)
    if (strlen(types[i]) == essence && strncasecmp(types[i], value, essence) == 0) return true;
  return false;
}

/* https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header */
static bool is_safelisted(const Bytes *name, const char *value, size_t length) {
  if (length > 128) return false;
  if (name_is(name, "accept-language") || name_is(name, "content-language"))
    return is_language_list(value, length);
  if (has_unsafe_byte(value, length)) return false;
  return name_is(name, "accept") || (name_is(name, "content-type") && is_form_type(value, length));
}

/* Whether a list of the guard "request-no-cors" takes the header: with what it has of that name, if that stays. */
static bool no_cors_allows(const HeaderList *list, const Bytes *name, const Bytes *value,
                           bool replace) {
  const Header *present = replace ? NULL : header_list_find(list, name->bytes, name->length);
  Text text = {0};
  if (present) text_format(&text, "%s, ", header_value(list, present));
  text_append(&text, value->bytes, value->length);
  bool allowed = text_ok(&text) && is_safelisted(name, text_string(&text), text.length);
  text_free(&text);
  return allowed;
}

/* https://fetch.spec.whatwg.org/#concept-headers-append, and set */
static bool put(MoteVm *vm, HeaderList *list, MoteValue name, MoteValue value, bool replace) {
  Bytes n, v;
  TRY(byte_string(vm, name, &n) && byte_string(vm, value, &v));
  header_value_trim(&v.bytes, &v.length);
  if (!header_name_is_valid(n.bytes, n.length)) return throw_invalid(vm, "name", &n);
  if (!header_value_is_valid(v.bytes, v.length)) return throw_invalid(vm, "value", &v);
  TRY(check_mutable(vm, list));
  if (list->guard == HEADERS_REQUEST_NO_CORS && !no_cors_allows(list, &n, &v, replace)) return true;
  bool ok = replace ? header_list_set(list, n.bytes, n.length, v.bytes, v.length)
                    : header_list_append(list, n.bytes, n.length, v.bytes, v.length);
  if (!ok) return mote_throw_out_of_memory(vm);
  return mote_is_string(vm, n.string) && mote_is_string(vm, v.string); /* alive up to here */
}

typedef struct Pair {
  MoteValue items[2];
  uint32_t count;
} Pair;

static bool take_item(MoteVm *vm, MoteValue value, void *data) {
  Pair *pair = data;
  (void)vm;
  if (pair->count < 2) pair->items[pair->count] = value;
  pair->count++;
  return true;
}

static bool fill_pair(MoteVm *vm, MoteValue value, void *data) {
  Pair pair = {.count = 0};
  if (!mote_is_object(vm, value))
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "Each header must be a [name, value] pair");
  TRY(mote_iterate(vm, value, take_item, &pair));
  if (pair.count != 2)
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "Each header must be a [name, value] pair, this has %u items",
                            pair.count);
  return put(vm, data, pair.items[0], pair.items[1], false);
}

static bool put_pairs(MoteVm *vm, HeaderList *list, MoteValue pairs) {
  MoteValue name, value;
  for (uint32_t i = 0; i + 1 < mote_array_length(vm, pairs); i += 2)
    TRY(mote_get_index(vm, pairs, i, &name) && mote_get_index(vm, pairs, i + 1, &value) &&
        put(vm, list, name, value, false));
  return true;
}

/* All is converted before any of it is checked. */
static bool fill_record(MoteVm *vm, HeaderList *list, MoteValue record) {
  MoteValue keys, key, value, pairs;
  MoteProperty property;
  Bytes converted;
  TRY(mote_own_keys(vm, record, MOTE_KEYS_STRINGS | MOTE_KEYS_SYMBOLS, &keys) &&
      mote_array_new(vm, 0, &pairs));
  for (uint32_t i = 0; i < mote_array_length(vm, keys); i++) {
    TRY(mote_get_index(vm, keys, i, &key) && mote_own_property(vm, record, key, &property));
    if (!property.found || !(property.attributes & MOTE_ENUMERABLE)) continue;
    TRY(byte_string(vm, key, &converted) && mote_array_push(vm, pairs, converted.string));
    value = property.value;
    if (property.is_accessor || mote_kind(vm, record) == MOTE_KIND_PROXY)
      TRY(mote_get_key(vm, record, key, &value));
    TRY(byte_string(vm, value, &converted) && mote_array_push(vm, pairs, converted.string));
  }
  return put_pairs(vm, list, pairs);
}

bool headers_copy(MoteVm *vm, HeaderList *list, const HeaderList *from) {
  for (uint32_t i = 0; i < from->count; i++) {
    const Header *header = &from->items[i];
    Bytes name = {.bytes = header_name(from, header), .length = header->name_length};
    Bytes value = {.bytes = header_value(from, header), .length = header->value_length};
    if (list->guard == HEADERS_REQUEST_NO_CORS && !no_cors_allows(list, &name, &value, false))
      continue;
    if (!header_list_append(list, name.bytes, name.length, value.bytes, value.length))
      return mote_throw_out_of_memory(vm);
  }
  return true;
}

bool headers_fill(MoteVm *vm, HeaderList *list, MoteValue init) {
  MoteValue iterator;
  if (!mote_is_object(vm, init))
    return mote_throw_error(
        vm, MOTE_TYPE_ERROR,
        "The headers must be a Headers object, a sequence of pairs or a record");
  TRY(mote_get_key(vm, init, mote_symbol_well_known(vm, "iterator"), &iterator));
  if (mote_is_nullish(vm, iterator)) return fill_record(vm, list, init);
  const HeaderList *from = headers_list_of(vm, init);
  const Http *http = runtime_of(vm)->http;
  if (from && from != list && http->entries &&
      mote_same_value(vm, iterator, mote_handle_get(http->entries)))
    return headers_copy(vm, list, from); /* OPT: without its iterator, if nobody has changed it */
  return mote_iterate(vm, init, fill_pair, list);
}

static bool headers_append(MoteVm *vm, MoteCall *call) {
  HeaderList *list;
  return this_list(vm, call, 2, "append' on 'Headers", &list) &&
         put(vm, list, mote_argument(call, 0), mote_argument(call, 1), false);
}

static bool headers_set(MoteVm *vm, MoteCall *call) {
  HeaderList *list;
  return this_list(vm, call, 2, "set' on 'Headers", &list) &&
         put(vm, list, mote_argument(call, 0), mote_argument(call, 1), true);
}

static bool headers_delete(MoteVm *vm, MoteCall *call) {
  HeaderList *list;
  Bytes name;
  TRY(this_list(vm, call, 1, "delete' on 'Headers", &list) &&
      name_argument(vm, mote_argument(call, 0), &name) && check_mutable(vm, list));
  bool kept = list->guard == HEADERS_REQUEST_NO_CORS && !is_safelisted(&name, "", 0) &&
              !name_is(&name, "content-type");
  if (kept) return true;
  header_list_delete(list, name.bytes, name.length);
  return mote_is_string(vm, name.string);
}

/* --- looking --- */

/* The values of all headers of this name, with ", " between them. */
static bool combine(MoteVm *vm, const HeaderList *list, const char *name, size_t length,
                    MoteValue *out) {
  const Header *first = header_list_find(list, name, length), *end = list->items + list->count;
  Text text = {0};
  for (const Header *header = first; header < end; header++) {
    if (header->name_length != first->name_length ||
        memcmp(header_name(list, header), header_name(list, first), header->name_length) != 0)
      continue;
    if (header != first) text_add(&text, ", ");
    text_append(&text, header_value(list, header), header->value_length);
  }
  bool ok = text_ok(&text)
                ? mote_string_latin1(vm, (const uint8_t *)text_string(&text), text.length, out)
                : mote_throw_out_of_memory(vm);
  text_free(&text);
  return ok;
}

static bool header_text(MoteVm *vm, const HeaderList *list, const Header *header, MoteValue *out) {
  return mote_string_latin1(vm, (const uint8_t *)header_value(list, header), header->value_length,
                            out);
}

static bool headers_get(MoteVm *vm, MoteCall *call) {
  HeaderList *list;
  Bytes name;
  MoteValue value;
  TRY(this_list(vm, call, 1, "get' on 'Headers", &list) &&
      name_argument(vm, mote_argument(call, 0), &name));
  if (!header_list_find(list, name.bytes, name.length)) return mote_return(call, mote_null());
  return combine(vm, list, name.bytes, name.length, &value) && mote_return(call, value) &&
         mote_is_string(vm, name.string);
}

static bool headers_has(MoteVm *vm, MoteCall *call) {
  HeaderList *list;
  Bytes name;
  TRY(this_list(vm, call, 1, "has' on 'Headers", &list) &&
      name_argument(vm, mote_argument(call, 0), &name));
  mote_return_boolean(call, header_list_find(list, name.bytes, name.length) != NULL);
  return mote_is_string(vm, name.string);
}

static bool headers_get_set_cookie(MoteVm *vm, MoteCall *call) {
  HeaderList *list;
  MoteValue array, value;
  TRY(this_list(vm, call, 0, "getSetCookie' on 'Headers", &list) && mote_array_new(vm, 0, &array));
  for (uint32_t i = 0; i < list->count; i++)
    if (header_is_set_cookie(list, &list->items[i]))
      TRY(header_text(vm, list, &list->items[i], &value) && mote_array_push(vm, array, value));
  return mote_return(call, array);
}

/* --- iteration: sorted, combined, and over the list as it is at each step --- */

/* A walk over a list: its order, made again when the list has changed. */
typedef struct Walk {
  HeaderList *list;
  uint32_t *order; /* malloc'ed */
  uint32_t count, index, version;
} Walk;

static bool walk_init(MoteVm *vm, Walk *walk, HeaderList *list) {
  *walk = (Walk){.list = list, .version = list->version};
  walk->order = header_list_sort(list, &walk->count);
  return walk->order || !list->count || mote_throw_out_of_memory(vm);
}

/* The next entry in *entry; NULL: there is none. */
static bool walk_next(MoteVm *vm, Walk *walk, const Header **entry) {
  if (walk->version != walk->list->version) {
    uint32_t index = walk->index;
    free(walk->order);
    TRY(walk_init(vm, walk, walk->list));
    walk->index = index;
  }
  *entry = walk->index < walk->count ? &walk->list->items[walk->order[walk->index++]] : NULL;
  return true;
}

static bool entry_parts(MoteVm *vm, const HeaderList *list, const Header *header,
                        MoteValue parts[2]) {
  const char *name = header_name(list, header);
  TRY(mote_string_latin1(vm, (const uint8_t *)name, header->name_length, &parts[0]));
  return header_is_set_cookie(list, header)
             ? header_text(vm, list, header, &parts[1])
             : combine(vm, list, name, header->name_length, &parts[1]);
}

static bool call_for_each(MoteVm *vm, Walk *walk, MoteValue callback, MoteValue this_value,
                          MoteValue headers) {
  const Header *entry;
  for (;;) {
    MoteValue parts[2], result;
    TRY(walk_next(vm, walk, &entry));
    if (!entry) return true;
    TRY(entry_parts(vm, walk->list, entry, parts));
    MoteValue arguments[3] = {parts[1], parts[0], headers};
    TRY(mote_call(vm, callback, this_value, arguments, 3, &result));
  }
}

static bool headers_for_each(MoteVm *vm, MoteCall *call) {
  HeaderList *list;
  MoteValue callback = mote_argument(call, 0), this_value = mote_argument(call, 1);
  TRY(this_list(vm, call, 1, "forEach' on 'Headers", &list));
  if (!mote_is_callable(vm, callback))
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_TYPE",
                           "The \"callback\" argument of forEach must be a function");
  Walk walk;
  TRY(walk_init(vm, &walk, list));
  bool ok = call_for_each(vm, &walk, callback, this_value, mote_this(call));
  free(walk.order);
  return ok;
}

typedef enum IterationKind { ITERATE_ENTRIES, ITERATE_KEYS, ITERATE_VALUES } IterationKind;

typedef struct HeadersIterator {
  Walk walk; /* with a hold on the list */
  IterationKind kind;
} HeadersIterator;

static void iterator_free(void *data) {
  HeadersIterator *iterator = data;
  header_list_release(iterator->walk.list);
  free(iterator->walk.order);
  free(iterator);
}

static bool iterator_value(MoteVm *vm, const HeadersIterator *iterator, const Header *entry,
                           MoteValue *out) {
  MoteValue parts[2];
  TRY(entry_parts(vm, iterator->walk.list, entry, parts));
  if (iterator->kind == ITERATE_ENTRIES) return mote_array_of(vm, parts, 2, out);
  *out = parts[iterator->kind == ITERATE_VALUES];
  return true;
}

static bool iterator_next(MoteVm *vm, MoteCall *call) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_HEADERS_ITERATOR], &data));
  HeadersIterator *iterator = data;
  MoteValue value = mote_undefined(), result;
  const Header *entry;
  TRY(walk_next(vm, &iterator->walk, &entry));
  if (entry) TRY(iterator_value(vm, iterator, entry, &value));
  return mote_object_new(vm, &result) && mote_set(vm, result, "value", value) &&
         mote_set(vm, result, "done", mote_boolean(!entry)) && mote_return(call, result);
}

static bool iterator_class(MoteVm *vm, MoteClass **out) {
  static const MoteMethod methods[] = {{"next", iterator_next, 0, NULL, MOTE_METHOD}};
  static const MoteClassSpec spec = {.name = "Headers Iterator",
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = iterator_free,
                                     .is_interface = true};
  MoteClass **class_ = &runtime_of(vm)->classes[CLASS_HEADERS_ITERATOR];
  TRY(*class_ || idl_iterator_class(vm, &spec, class_));
  *out = *class_;
  return true;
}

static bool iterate(MoteVm *vm, MoteCall *call, IterationKind kind, const char *operation) {
  HeaderList *list;
  MoteClass *class_;
  MoteValue object;
  TRY(this_list(vm, call, 0, operation, &list) && iterator_class(vm, &class_));
  HeadersIterator *iterator = calloc(1, sizeof *iterator);
  if (!iterator) return mote_throw_out_of_memory(vm);
  iterator->kind = kind;
  iterator->walk.list = header_list_retain(list);
  iterator->walk.version = list->version - 1; /* sorted at the first step */
  if (mote_instance_new(vm, class_, iterator, &object)) return mote_return(call, object);
  iterator_free(iterator);
  return false;
}

static bool headers_entries(MoteVm *vm, MoteCall *call) {
  return iterate(vm, call, ITERATE_ENTRIES, "entries' on 'Headers");
}
static bool headers_keys(MoteVm *vm, MoteCall *call) {
  return iterate(vm, call, ITERATE_KEYS, "keys' on 'Headers");
}
static bool headers_values(MoteVm *vm, MoteCall *call) {
  return iterate(vm, call, ITERATE_VALUES, "values' on 'Headers");
}

/* --- the class --- */

static void headers_finalize(void *data) { header_list_release(data); }

static bool headers_construct(MoteVm *vm, MoteCall *call) {
  HeaderList *list = header_list_create(HEADERS_NONE);
  if (!list) return mote_throw_out_of_memory(vm);
  MoteValue init = mote_argument(call, 0);
  if ((mote_is_undefined(vm, init) || mote_is_undefined(vm, mote_new_target(call)) ||
       headers_fill(vm, list, init)) &&
      mote_construct_instance(vm, call, runtime_of(vm)->classes[CLASS_HEADERS], list))
    return true;
  header_list_release(list);
  return false;
}

bool headers_class(MoteVm *vm, MoteClass **out) {
  static const MoteMethod methods[] = {
      {"append", headers_append, 2, NULL, MOTE_METHOD},
      {"delete", headers_delete, 1, NULL, MOTE_METHOD},
      {"get", headers_get, 1, NULL, MOTE_METHOD},
      {"getSetCookie", headers_get_set_cookie, 0, NULL, MOTE_METHOD},
      {"has", headers_has, 1, NULL, MOTE_METHOD},
      {"set", headers_set, 2, NULL, MOTE_METHOD},
      {"entries", headers_entries, 0, NULL, MOTE_METHOD},
      {"forEach", headers_for_each, 1, NULL, MOTE_METHOD},
      {"keys", headers_keys, 0, NULL, MOTE_METHOD},
      {"values", headers_values, 0, NULL, MOTE_METHOD},
  };
  static const MoteClassSpec spec = {.name = "Headers",
                                     .construct = headers_construct,
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = headers_finalize,
                                     .is_interface = true};
  Runtime *rt = runtime_of(vm);
  Http *http;
  MoteValue entries;
  *out = rt->classes[CLASS_HEADERS];
  if (*out) return true;
  TRY(http_of(vm, &http) && mote_class_create(vm, &spec, out) &&
      idl_share_entries(vm, *out, &entries));
  http->entries = mote_handle_create(vm, entries);
  TRY(http->entries);
  rt->classes[CLASS_HEADERS] = *out;
  return true;
}

bool headers_object(MoteVm *vm, HeaderList *list, MoteValue *out) {
  MoteClass *class_;
  TRY(headers_class(vm, &class_));
  if (!mote_instance_new(vm, class_, list, out)) return false;
  header_list_retain(list);
  return true;
}

HeaderList *headers_list_of(MoteVm *vm, MoteValue value) {
  void *data = NULL;
  MoteClass *class_ = runtime_of(vm)->classes[CLASS_HEADERS];
  if (class_) mote_instance_data(vm, value, class_, &data);
  return data;
}
