/* SPDX-License-Identifier: MIT */
/* tls_object.c: contexts of TLS as objects, made of the program's options. */
#include <stdlib.h>
#include <strings.h>

#include "runtime/internal.h"
#include "runtime/net/net.h"
#include "runtime/report.h"
#include "runtime/web/web_idl.h"

/* A server's other names, each with its context. */
typedef struct TlsName {
  char *name;
  TlsContext *context;
} TlsName;

typedef struct TlsObject {
  TlsContext *context;
  TlsName *names;
  uint32_t name_count;
} TlsObject;

static void object_free(void *data) {
  TlsObject *object = data;
  for (uint32_t i = 0; i < object->name_count; i++) {
    mote_free(object->names[i].name);
    tls_context_release(object->names[i].context);
  }
  free(object->names);
  tls_context_release(object->context);
  free(object);
}

static TlsContext *choose(void *data, const char *server_name) {
  const TlsObject *object = data;
  for (uint32_t i = 0; i < object->name_count; i++)
    if (strcasecmp(object->names[i].name, server_name) == 0) return object->names[i].context;
  return NULL;
}

/* --- options --- */

#define PROTOCOL_LIMIT 16

/* The options' texts, which TlsOptions points to. */
typedef struct TlsTexts {
  char *texts[5 + PROTOCOL_LIMIT];
  uint32_t count;
  const char *protocols[PROTOCOL_LIMIT];
} TlsTexts;

static void texts_free(TlsTexts *texts) {
  for (uint32_t i = 0; i < texts->count; i++) mote_free(texts->texts[i]);
}

/* A value as text: a string, or bytes. */
static bool take_text(MoteVm *vm, TlsTexts *texts, const char *name, MoteValue value, TlsPem *out) {
  char *text;
  MoteBytes bytes = mote_bytes(vm, value);
  if (bytes.data) {
    text = malloc(bytes.length + 1);
    if (!text) return mote_throw_out_of_memory(vm);
    memcpy(text, bytes.data, bytes.length);
    text[bytes.length] = 0;
    out->length = bytes.length;
  } else if (mote_is_string(vm, value)) {
    TRY(mote_to_utf8(vm, value, &text, &out->length));
  } else {
    return throw_argument_type(vm, name, "string or an instance of Uint8Array", value);
  }
  texts->texts[texts->count++] = text;
  out->text = text;
  return true;
}

static bool text_option(MoteVm *vm, TlsTexts *texts, MoteValue options, const char *name,
                        TlsPem *out) {
  MoteValue value;
  TRY(idl_member(vm, options, name, &value));
  return mote_is_nullish(vm, value) || take_text(vm, texts, name, value, out);
}

static bool flag_option(MoteVm *vm, MoteValue options, const char *name, bool *out) {
  MoteValue value;
  TRY(idl_member(vm, options, name, &value));
  if (!mote_is_undefined(vm, value)) *out = mote_to_boolean(vm, value);
  return true;
}

static bool protocols_option(MoteVm *vm, TlsTexts *texts, MoteValue options, TlsOptions *out) {
  MoteValue list, item;
  TlsPem text;
  TRY(idl_member(vm, options, "protocols", &list));
  if (mote_is_nullish(vm, list)) return true;
  uint32_t count = mote_array_length(vm, list);
  if (!mote_is_array(vm, list) || count > PROTOCOL_LIMIT)
    return throw_argument_type(vm, "protocols", "array of at most 16 strings", list);
  for (uint32_t i = 0; i < count; i++) {
    TRY(mote_get_index(vm, list, i, &item) && take_text(vm, texts, "protocols", item, &text));
    texts->protocols[i] = text.text;
  }
  out->protocols = texts->protocols;
  out->protocol_count = count;
  return true;
}

static bool version_option(MoteVm *vm, MoteValue options, const char *name, int *out) {
  static const char *const versions[] = {"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"};
  MoteValue value;
  TRY(idl_member(vm, options, name, &value));
  if (mote_is_nullish(vm, value)) return true;
  for (size_t i = 0; i < LENGTH_OF(versions); i++)
    if (mote_is_string(vm, value) && mote_string_is(vm, value, versions[i])) {
      *out = 0x0301 + (int)i;
      return true;
    }
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_TLS_INVALID_PROTOCOL_VERSION",
                         "The option '%s' must be 'TLSv1.2' or 'TLSv1.3'", name);
}

static bool read_options(MoteVm *vm, MoteValue options, TlsTexts *texts, TlsOptions *out) {
  TlsPem passphrase = {0}, ciphers = {0};
  bool verifies = true;
  TRY(text_option(vm, texts, options, "cert", &out->certificate) &&
      text_option(vm, texts, options, "key", &out->key) &&
      text_option(vm, texts, options, "passphrase", &passphrase) &&
      text_option(vm, texts, options, "ca", &out->authorities) &&
      text_option(vm, texts, options, "ciphers", &ciphers) &&
      protocols_option(vm, texts, options, out) &&
      flag_option(vm, options, "rejectUnauthorized", &verifies) &&
      flag_option(vm, options, "requestCert", &out->ask_client) &&
      version_option(vm, options, "minVersion", &out->lowest_version) &&
      version_option(vm, options, "maxVersion", &out->highest_version));
  out->passphrase = passphrase.text;
  out->ciphers = ciphers.text;
  out->no_verify = !verifies;
  out->require_client = out->ask_client && verifies;
  if (!out->is_server || (out->certificate.text && out->key.text)) return true;
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_MISSING_OPTION",
                         "The options 'cert' and 'key' are required for a TLS server");
}

/* --- objects --- */

static bool context_of_options(MoteVm *vm, MoteValue options, bool is_server, TlsObject *object,
                               TlsContext **out) {
  TlsTexts texts = {0};
  TlsOptions parsed = {.is_server = is_server};
  if (object) {
    parsed.choose = choose;
    parsed.choose_data = object;
  }
  bool ok = read_options(vm, options, &texts, &parsed) && tls_context_create(vm, &parsed, out);
  texts_free(&texts);
  return ok;
}

/* names: { "b.example": { cert, key } } */
static bool read_names(MoteVm *vm, MoteValue options, TlsObject *object) {
  MoteValue names, keys, key, value;
  TRY(idl_member(vm, options, "names", &names));
  if (mote_is_nullish(vm, names)) return true;
  TRY(mote_own_keys(vm, names, MOTE_KEYS_STRINGS | MOTE_KEYS_ENUMERABLE, &keys));
  uint32_t count = mote_array_length(vm, keys);
  object->names = calloc(count ? count : 1, sizeof *object->names);
  if (!object->names) return mote_throw_out_of_memory(vm);
  for (uint32_t i = 0; i < count; i++) {
    TlsName *name = &object->names[i];
    TRY(mote_get_index(vm, keys, i, &key) && mote_get_key(vm, names, key, &value) &&
        context_of_options(vm, value, true, NULL, &name->context));
    object->name_count = i + 1;
    TRY(mote_to_utf8(vm, key, &name->name, NULL));
  }
  return true;
}

static bool ensure_class(MoteVm *vm) {
  static const MoteClassSpec spec = {.name = "TlsContext", .finalize = object_free};
  MoteClass *class_;
  return runtime_class(vm, CLASS_TLS_CONTEXT, &spec, &class_);
}

/* tlsContext(options, isServer) */
bool net_tls_context(MoteVm *vm, MoteCall *call) {
  MoteValue options = mote_argument(call, 0), out;
  bool is_server = mote_to_boolean(vm, mote_argument(call, 1));
  TRY(ensure_class(vm));
  TlsObject *object = calloc(1, sizeof *object);
  if (!object) return mote_throw_out_of_memory(vm);
  bool ok =
      (!is_server || read_names(vm, options, object)) &&
      context_of_options(vm, options, is_server, is_server ? object : NULL, &object->context) &&
      mote_instance_new(vm, runtime_of(vm)->classes[CLASS_TLS_CONTEXT], object, &out);
  if (!ok) object_free(object);
  return ok && mote_return(call, out);
}

bool net_context_argument(MoteVm *vm, MoteValue value, TlsContext **out) {
  void *data = NULL;
  if (mote_is_undefined(vm, value)) return net_client_context(vm, out);
  TRY(ensure_class(vm) &&
      mote_instance_data(vm, value, runtime_of(vm)->classes[CLASS_TLS_CONTEXT], &data));
  if (!data) return throw_argument_type(vm, "context", "TlsContext", value);
  *out = ((TlsObject *)data)->context;
  return true;
}
