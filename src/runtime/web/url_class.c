/* SPDX-License-Identifier: MIT */
/* url_class.c: class URL. https://url.spec.whatwg.org/#url-class
 *
 * The query object is made when it is first asked for; it is the instance's value, and the URL object is the value of
 * the query object, so that each keeps the other alive. */
#include "runtime/web/url_class.h"

#include <stdlib.h>

#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"
#include "runtime/web/object_url.h"
#include "runtime/web/url_functions.h"
#include "runtime/web/url_search_params.h"
#include "runtime/web/web_idl.h"

/* The data of an instance, which lies in it. */
typedef struct UrlObject {
  MoteVm *vm;
  Url *url; /* owned */
  size_t counted; /* bytes that the VM has been told of */
} UrlObject;

/* Tells the VM how much memory the object has now. False, without an exception: over the limit. */
static bool count_memory(UrlObject *object) {
  size_t before = object->counted;
  object->counted = sizeof *object->url + object->url->length;
  return mote_add_external_memory(object->vm, (ptrdiff_t)(object->counted - before));
}

static void object_free(void *data) {
  UrlObject *object = data;
  mote_add_external_memory(object->vm, -(ptrdiff_t)object->counted);
  url_free(object->url);
}

/* Takes the Url over, on failure, too. */
static bool object_init(MoteVm *vm, Url *url, UrlObject *out) {
  *out = (UrlObject){vm, url, 0};
  if (count_memory(out)) return true;
  object_free(out);
  return mote_throw_out_of_memory(vm);
}

static bool this_url(MoteVm *vm, MoteCall *call, UrlObject **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_URL], &data));
  *out = data;
  return true;
}

static bool text_value(MoteVm *vm, UrlText text, MoteValue *out) {
  return mote_string_latin1(vm, (const uint8_t *)text.bytes, text.length, out);
}

static bool return_text(MoteVm *vm, MoteCall *call, UrlText text) {
  MoteValue value;
  return text_value(vm, text, &value) && mote_return(call, value);
}

/* --- errors --- */

bool throw_invalid_url(MoteVm *vm, MoteValue input, MoteValue base) {
  mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_URL", "Invalid URL");
  MoteValue error = mote_take_exception(vm);
  if (mote_is_object(vm, error)) {
    TRY(mote_define(vm, error, "input", input, MOTE_DEFAULT));
    if (!mote_is_undefined(vm, base)) TRY(mote_define(vm, error, "base", base, MOTE_DEFAULT));
  }
  return mote_throw(vm, error);
}

/* --- parsing arguments --- */

/* The arguments (url, base) of the constructor and its static methods, as strings; base stays undefined if it is. */
typedef struct UrlArguments {
  MoteValue input, base;
} UrlArguments;

static bool url_arguments(MoteVm *vm, MoteCall *call, const char *operation, UrlArguments *out) {
  out->base = mote_argument(call, 1);
  TRY(idl_require_arguments(vm, call, 1, operation) &&
      mote_to_string(vm, mote_argument(call, 0), &out->input));
  return mote_is_undefined(vm, out->base) || mote_to_string(vm, out->base, &out->base);
}

/* A string value against a base or NULL. *valid: it is a URL, which *out is, unless out is NULL. */
static bool parse_value(MoteVm *vm, MoteValue string, const Url *base, bool *valid, Url **out) {
  MoteText text;
  TRY(mote_text_open(vm, string, &text));
  bool ok = out ? url_parse(vm, text.bytes, text.length, base, out)
                : url_can_parse(vm, text.bytes, text.length, base, valid);
  if (out) *valid = ok && *out;
  mote_text_close(&text);
  return ok && mote_is_string(vm, string); /* which is alive up to here */
}

/* The API URL parser, as above. */
static bool parse_arguments(MoteVm *vm, const UrlArguments *arguments, bool *valid, Url **out) {
  Url *base = NULL;
  *valid = false;
  if (!mote_is_undefined(vm, arguments->base)) {
    TRY(parse_value(vm, arguments->base, NULL, valid, &base));
    if (!*valid) return true;
  }
  bool ok = parse_value(vm, arguments->input, base, valid, out);
  url_free(base);
  return ok;
}

/* --- the constructor and static methods --- */

static bool url_construct(MoteVm *vm, MoteCall *call) {
  MoteClass *class_ = runtime_of(vm)->classes[CLASS_URL];
  UrlArguments arguments;
  bool valid;
  Url *url;
  if (mote_is_undefined(vm, mote_new_target(call)))
    return mote_construct_instance(vm, call, class_, NULL); /* which throws */
  TRY(url_arguments(vm, call, "constructor' on 'URL", &arguments) &&
      parse_arguments(vm, &arguments, &valid, &url));
  if (!valid) return throw_invalid_url(vm, arguments.input, arguments.base);
  UrlObject object;
  TRY(object_init(vm, url, &object));
  if (mote_construct_instance(vm, call, class_, &object)) return true;
  object_free(&object);
  return false;
}

bool url_object_new(MoteVm *vm, Url *url, MoteValue *out) {
  Runtime *rt = runtime_of(vm);
  MoteValue module;
  if (!rt->classes[CLASS_URL] && !builtin_module_get(rt, "mote:internal/url", &module)) {
    url_free(url);
    return false;
  }
  UrlObject object;
  TRY(object_init(vm, url, &object));
  if (mote_instance_new(vm, rt->classes[CLASS_URL], &object, out)) return true;
  object_free(&object);
  return false;
}

static bool url_static_parse(MoteVm *vm, MoteCall *call) {
  UrlArguments arguments;
  bool valid;
  Url *url;
  MoteValue object = mote_null();
  TRY(url_arguments(vm, call, "parse' on 'URL", &arguments) &&
      parse_arguments(vm, &arguments, &valid, &url));
  return (!valid || url_object_new(vm, url, &object)) && mote_return(call, object);
}

static bool url_static_can_parse(MoteVm *vm, MoteCall *call) {
  UrlArguments arguments;
  bool valid;
  TRY(url_arguments(vm, call, "canParse' on 'URL", &arguments) &&
      parse_arguments(vm, &arguments, &valid, NULL));
  return mote_return_boolean(call, valid);
}

/* --- attributes --- */

static bool get_attribute(MoteVm *vm, MoteCall *call, UrlText (*part)(const Url *)) {
  UrlObject *object;
  return this_url(vm, call, &object) && return_text(vm, call, part(object->url));
}

static bool set_attribute(MoteVm *vm, MoteCall *call, UrlSetter *set) {
  UrlObject *object;
  MoteValue string;
  MoteText text;
  TRY(this_url(vm, call, &object) && idl_usv_string(vm, mote_argument(call, 0), &string, &text));
  bool ok = set(vm, &object->url, text.bytes, text.length);
  count_memory(object);
  mote_text_close(&text);
  return ok && mote_is_string(vm, string);
}

#define ATTRIBUTE(name) \
  static bool get_##name(MoteVm *vm, MoteCall *call) { return get_attribute(vm, call, url_##name); }
#define SETTER(name)                                   \
  static bool set_##name(MoteVm *vm, MoteCall *call) { \
    return set_attribute(vm, call, url_set_##name);    \
  }
ATTRIBUTE(protocol)
ATTRIBUTE(username)
ATTRIBUTE(password)
ATTRIBUTE(host)
ATTRIBUTE(hostname)
ATTRIBUTE(port)
ATTRIBUTE(pathname)
ATTRIBUTE(search)
ATTRIBUTE(hash)
SETTER(protocol)
SETTER(username)
SETTER(password)
SETTER(host)
SETTER(hostname)
SETTER(port)
SETTER(pathname)
SETTER(hash)
#undef ATTRIBUTE
#undef SETTER

/* --- href, origin, and the query object --- */

static UrlText whole(const Url *url) { return (UrlText){url->href, url->length}; }

static bool get_href(MoteVm *vm, MoteCall *call) { return get_attribute(vm, call, whole); }

/* The query object, if it has been made, gets the pairs of a query. */
static bool refill_params(MoteVm *vm, MoteValue self, UrlText query) {
  MoteValue params = mote_instance_value(vm, self);
  return mote_is_undefined(vm, params) || search_params_refill(vm, params, query);
}

static UrlText without_mark(UrlText text, char mark) {
  bool marked = text.length && text.bytes[0] == mark;
  return (UrlText){text.bytes + marked, text.length - marked};
}

static bool set_href(MoteVm *vm, MoteCall *call) {
  UrlObject *object;
  bool valid;
  Url *url;
  MoteValue input;
  TRY(this_url(vm, call, &object) && mote_to_string(vm, mote_argument(call, 0), &input) &&
      parse_value(vm, input, NULL, &valid, &url));
  if (!valid) return throw_invalid_url(vm, input, mote_undefined());
  url_free(object->url);
  object->url = url;
  count_memory(object);
  return refill_params(vm, mote_this(call), without_mark(url_search(url), '?'));
}

static bool get_origin(MoteVm *vm, MoteCall *call) {
  UrlObject *object;
  Text text = {0};
  TRY(this_url(vm, call, &object));
  bool ok = url_origin(vm, object->url, &text) &&
            return_text(vm, call, (UrlText){text_string(&text), text.length});
  text_free(&text);
  return ok;
}

static bool set_search(MoteVm *vm, MoteCall *call) {
  UrlObject *object;
  MoteValue string;
  MoteText text;
  TRY(this_url(vm, call, &object) && idl_usv_string(vm, mote_argument(call, 0), &string, &text));
  UrlText query = without_mark((UrlText){text.bytes, text.length}, '?');
  bool ok = url_set_search(vm, &object->url, text.bytes, text.length) &&
            refill_params(vm, mote_this(call), query);
  count_memory(object);
  mote_text_close(&text);
  return ok && mote_is_string(vm, string);
}

static bool get_search_params(MoteVm *vm, MoteCall *call) {
  UrlObject *object;
  TRY(this_url(vm, call, &object));
  MoteValue self = mote_this(call), params = mote_instance_value(vm, self);
  if (mote_is_undefined(vm, params)) {
    UrlText query = without_mark(url_search(object->url), '?');
    TRY(search_params_new(vm, self, query, &params));
    mote_instance_set_value(vm, self, params);
  }
  return mote_return(call, params);
}

const Url *url_of_object(MoteVm *vm, MoteValue value) {
  MoteClass *class_ = runtime_of(vm)->classes[CLASS_URL];
  void *data = NULL;
  if (!class_ || !mote_instance_data(vm, value, class_, &data) || !data) return NULL;
  return ((UrlObject *)data)->url;
}

bool url_object_set_query(MoteVm *vm, MoteValue object, UrlText query) {
  void *data = NULL;
  TRY(mote_instance_data(vm, object, runtime_of(vm)->classes[CLASS_URL], &data));
  if (!data) return true;
  bool ok = url_set_query(vm, &((UrlObject *)data)->url, query.bytes, query.length);
  count_memory(data);
  return ok;
}

/* --- the module --- */

static const MoteMethod url_methods[] = {
    {"toString", get_href, 0, NULL, MOTE_METHOD},
    {"href", get_href, 0, set_href, MOTE_ACCESSOR},
    {"origin", get_origin, 0, NULL, MOTE_ACCESSOR},
    {"protocol", get_protocol, 0, set_protocol, MOTE_ACCESSOR},
    {"username", get_username, 0, set_username, MOTE_ACCESSOR},
    {"password", get_password, 0, set_password, MOTE_ACCESSOR},
    {"host", get_host, 0, set_host, MOTE_ACCESSOR},
    {"hostname", get_hostname, 0, set_hostname, MOTE_ACCESSOR},
    {"port", get_port, 0, set_port, MOTE_ACCESSOR},
    {"pathname", get_pathname, 0, set_pathname, MOTE_ACCESSOR},
    {"search", get_search, 0, set_search, MOTE_ACCESSOR},
    {"searchParams", get_search_params, 0, NULL, MOTE_ACCESSOR},
    {"hash", get_hash, 0, set_hash, MOTE_ACCESSOR},
    {"toJSON", get_href, 0, NULL, MOTE_METHOD},
    {"canParse", url_static_can_parse, 1, NULL, MOTE_STATIC_METHOD},
    {"parse", url_static_parse, 1, NULL, MOTE_STATIC_METHOD},
    {"createObjectURL", object_url_create, 1, NULL, MOTE_STATIC_METHOD},
    {"revokeObjectURL", object_url_revoke, 1, NULL, MOTE_STATIC_METHOD},
};

static bool url_class(MoteVm *vm, MoteClass **out) {
  static const MoteClassSpec spec = {.name = "URL",
                                     .construct = url_construct,
                                     .length = 1,
                                     .methods = url_methods,
                                     .method_count = LENGTH_OF(url_methods),
                                     .finalize = object_free,
                                     .data_size = sizeof(UrlObject),
                                     .is_interface = true};
  Runtime *rt = runtime_of(vm);
  *out = rt->classes[CLASS_URL];
  if (*out) return true;
  TRY(mote_class_create(vm, &spec, out) && define_inspect(vm, *out, url_inspect));
  rt->classes[CLASS_URL] = *out;
  return true;
}

bool url_make_module(Runtime *rt, MoteValue *out) {
  MoteVm *vm = rt->vm;
  MoteClass *url, *params;
  return mote_object_new(vm, out) && url_class(vm, &url) && search_params_class(vm, &params) &&
         mote_set(vm, *out, "URL", mote_class_constructor(vm, url)) &&
         mote_set(vm, *out, "URLSearchParams", mote_class_constructor(vm, params)) &&
         url_functions_define(vm, *out);
}
