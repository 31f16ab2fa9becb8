/* SPDX-License-Identifier: MIT */
/* api_module.c: modules of mote.h: the host's hooks behind the engine's, and the map of modules.
 *
 * A realm's map is an object without prototype, in Realm.host_data: the key of a module, and its
 * type if it is imported with one, gives the Module cell. */
#include <stdlib.h>

#include "api/api_source.h"
#include "builtins/json.h"
#include "ops/property.h"
#include "vm/host_hooks.h"
#include "async/module_evaluation.h"

/* --- the map --- */

static Object *module_map(Vm *vm) {
  Realm *realm = vm->realm;
  Cell *present = slot_cell(vm, realm->host_data);
  if (present && cell_type(present) >= CELL_FIRST_OBJECT) return (Object *)(void *)present;
  Object *map = object_new_with_prototype(vm, value_null(vm), 0);
  if (map) slot_store_cell(vm, realm, &realm->host_data, map);
  return map;
}

/* "KEY" or "TYPE KEY": keys are paths or URLs, types are words. */
static bool map_key(Vm *vm, const char *key, const char *type, PropertyKey *out) {
  String *text =
      type ? string_new_format(vm, "%s %s", type, key) : string_new_utf8(vm, key, strlen(key));
  return text && key_from_string(vm, text, out);
}

/* NULL in *out: not there. */
static bool map_find(Vm *vm, const char *key, const char *type, Module **out) {
  PropertyKey place;
  OwnProperty own = {0};
  Object *map = module_map(vm);
  TRY(map);
  TRY(map_key(vm, key, type, &place));
  TRY(object_get_own(vm, map, place, &own));
  *out = own.found ? (Module *)(void *)value_as_cell(own.value) : NULL;
  return true;
}

static bool map_put(Vm *vm, const char *key, const char *type, Module *module) {
  PropertyKey place;
  Object *map = module_map(vm);
  return map && map_key(vm, key, type, &place) &&
         object_put_own(vm, map, place, value_cell(module), PROPERTY_DEFAULT);
}

/* --- making modules of what the host read --- */

static Module *module_from_source(Vm *vm, const char *key, const MoteSource *text) {
  CompiledProgram program;
  Source *source = api_source_new(vm, text);
  String *name = source ? string_new_utf8(vm, key, strlen(key)) : NULL;
  if (!name) return NULL;
  if (!api_compile(vm, text, source, MOTE_GOAL_MODULE, &program)) return NULL;
  return module_new(vm, &program.module, source, name);
}

static Module *module_with_default(Vm *vm, const char *key, Value value) {
  String *name = string_new_utf8(vm, key, strlen(key));
  String *export_name = name ? string_intern_ascii(vm, "default") : NULL;
  if (!export_name) return NULL;
  return module_new_synthetic(vm, name, &export_name, &value, 1);
}

/* The text as a string, without a byte order mark. NULL: exception. */
static String *string_of_content(Vm *vm, const MoteModuleContent *content) {
  bool marked = content->length >= 3 && memcmp(content->text, "\xef\xbb\xbf", 3) == 0;
  return string_new_utf8(vm, content->text + (marked ? 3 : 0), content->length - (marked ? 3 : 0));
}

/* ParseJSONModule ( source )   #sec-parse-json-module */
static Module *module_from_json(Vm *vm, const char *key, const MoteModuleContent *content) {
  Value value;
  String *string = string_of_content(vm, content);
  if (!string || !json_read(vm, string, &value, NULL)) return NULL;
  return module_with_default(vm, key, value);
}

/* CreateTextModule ( source )   #sec-create-text-module */
static Module *module_from_text(Vm *vm, const char *key, const MoteModuleContent *content) {
  String *string = string_of_content(vm, content);
  return string ? module_with_default(vm, key, value_string(string)) : NULL;
}

/* Exports of an object: its own enumerable properties, and itself as the default unless it has one.
 * The vectors root the names and values. */
static bool collect_exports(Vm *vm, Object *object, RootVec *names, RootVec *values) {
  PropertyKey default_key;
  RootVec keys;
  bool has_default, ok = true;
  TRY(api_key(vm, "default", &default_key));
  TRY(has_own_property(vm, object, default_key, &has_default));
  TRY(roots_init(vm, &keys));
  ok = object_own_property_keys(vm, object, KEYS_STRINGS, &keys);
  for (size_t i = 0; ok && i < keys.count; i++) {
    PropertyKey key;
    Value value;
    ok = to_property_key(vm, keys.items[i], &key) && get(vm, object, key, &value) &&
         roots_push(vm, names, keys.items[i]) && roots_push(vm, values, value);
  }
  root_vec_destroy(&keys);
  if (!ok || has_default) return ok;
  return roots_push(vm, names, (Value){default_key.bits}) &&
         roots_push(vm, values, value_cell(object));
}

static Module *synthetic_from_exports(Vm *vm, const char *key, const RootVec *names,
                                      const RootVec *values) {
  String *name = string_new_utf8(vm, key, strlen(key));
  String **strings = name ? malloc((names->count + 1) * sizeof *strings) : NULL;
  Module *module = NULL;
  if (!strings) {
    if (name) throw_out_of_memory(vm);
    return NULL;
  }
  bool ok = true;
  for (size_t i = 0; ok && i < names->count; i++) {
    strings[i] = string_intern(vm, value_as_string(names->items[i]));
    if (strings[i]) names->items[i] = value_string(strings[i]);
    else ok = false;
  }
  if (ok) module = module_new_synthetic(vm, name, strings, values->items, (uint32_t)names->count);
  free(strings);
  return module;
}

static Module *module_from_object(Vm *vm, const char *key, Value object) {
  RootVec names, values;
  Module *module = NULL;
  if (!value_is_object(object)) return module_with_default(vm, key, object);
  if (!roots_init(vm, &names)) return NULL;
  if (roots_init(vm, &values)) {
    if (collect_exports(vm, value_as_object(object), &names, &values))
      module = synthetic_from_exports(vm, key, &names, &values);
    root_vec_destroy(&values);
  }
  root_vec_destroy(&names);
  return module;
}

static Module *module_from_content(Vm *vm, const char *key, MoteModuleContent *content) {
  MoteSource text = {
      .text = content->text, .length = content->length, .name = key, .language = content->language};
  switch (content->kind) {
    case MOTE_MODULE_SOURCE: return module_from_source(vm, key, &text);
    case MOTE_MODULE_JSON: return module_from_json(vm, key, content);
    case MOTE_MODULE_TEXT: return module_from_text(vm, key, content);
    default: return module_from_object(vm, key, api_value(vm, content->values));
  }
}

/* The module of a key: from the map, or read. NULL: exception. */
static Module *module_of_key(Vm *vm, const char *key, const char *type) {
  Module *module = NULL;
  MoteModuleContent content = {0};
  if (!map_find(vm, key, type, &module)) return NULL;
  if (module) return module;
  if (vm->api->module_hooks.load(api_mote_vm(vm), key, type, &content))
    module = module_from_content(vm, key, &content);
  free(content.text); /* whatever was read, on failure too */
  return module && map_put(vm, key, type, module) ? module : NULL;
}

/* --- the engine's hooks --- */

/* The key of the module, or the name of the script, that imports; malloc'ed. */
static char *referrer_name(Vm *vm, Value referrer) {
  Value name = referrer;
  if (value_is_type(referrer, CELL_MODULE))
    name = slot_load(vm, ((const Module *)(const void *)value_as_cell(referrer))->name);
  if (!value_is_none(name) && value_is_string(name))
    return string_to_utf8(vm, value_as_string(name), false, NULL);
  return strdup("");
}

/* The `type` among import attributes; others are refused (those of import() have been, by then).
 * NULL in *type: none. */
static bool attribute_type(Vm *vm, Value attributes, char **type) {
  *type = NULL;
  if (!value_is_array_cell(attributes)) return true;
  Array *array = value_as_array(attributes);
  for (uint32_t i = 0; i + 1 < array->length; i += 2) {
    Value key = object_get_element(vm, &array->base, i);
    Value value = object_get_element(vm, &array->base, i + 1);
    char *text = string_to_utf8(vm, value_as_string(value), false, NULL);
    TRY(text);
    if (mote_string_is(api_mote_vm(vm), api_mote_value(key), "type") && !*type) {
      *type = text;
      continue;
    }
    char name[64];
    key_describe(vm, (PropertyKey){key.bits}, name, sizeof name);
    throw_syntax_error(vm, ERROR_IMPORT_ATTRIBUTE, name, text);
    free(text);
    return false;
  }
  return true;
}

static Module *find_module(Vm *vm, const char *specifier, const char *referrer, char *type) {
  char *key = NULL;
  MoteModuleRequest request = {specifier, referrer, type};
  if (!vm->api->module_hooks.resolve(api_mote_vm(vm), &request, &key)) return NULL;
  Module *module = module_of_key(vm, key, type);
  free(key);
  return module;
}

/* GetModuleSource: modules of JavaScript have no source object, and there are no others yet. */
static bool check_phase(Vm *vm, int phase, const char *specifier) {
  return phase != IMPORT_PHASE_SOURCE || throw_syntax_error(vm, ERROR_NO_MODULE_SOURCE, specifier);
}

static bool load_module(Vm *vm, Value referrer, String *specifier, Value attributes, int phase,
                        ModuleLoad *load, void *data) {
  (void)data;
  Module *module = NULL;
  char *type = NULL, *text = string_to_utf8(vm, specifier, false, NULL);
  char *from = text ? referrer_name(vm, referrer) : NULL;
  if (from && attribute_type(vm, attributes, &type)) module = find_module(vm, text, from, type);
  if (module && !check_phase(vm, phase, text)) module = NULL;
  free(type);
  free(from);
  free(text);
  return module_loaded(vm, load, module);
}

static bool import_meta(Vm *vm, Module *module, Object *meta, void *data) {
  (void)data;
  if (!vm->api->module_hooks.import_meta) return true;
  char *key = referrer_name(vm, value_cell(module));
  TRY(key);
  bool ok =
      vm->api->module_hooks.import_meta(api_mote_vm(vm), key, api_mote_value(value_cell(meta)));
  free(key);
  return ok;
}

bool api_modules_init(Vm *vm) {
  if (vm->hooks) return true;
  vm->hooks = calloc(1, sizeof *vm->hooks);
  return vm->hooks != NULL;
}
void api_modules_destroy(Vm *vm) {
  free(vm->hooks);
  vm->hooks = NULL;
}

void mote_set_module_hooks(MoteVm *mote, const MoteModuleHooks *hooks) {
  Vm *vm = api_vm(mote);
  vm->api->module_hooks = *hooks;
  vm->hooks->load_module = load_module;
  vm->hooks->import_meta = import_meta;
}

/* --- running --- */

static bool rejected_promise(MoteVm *vm, MoteValue *promise) {
  MoteValue reject, reason = mote_take_exception(vm);
  if (mote_is_interrupted(vm)) return mote_throw(vm, reason);
  return mote_promise_new(vm, promise, NULL, &reject) &&
         mote_call(vm, reject, mote_undefined(), &reason, 1, NULL);
}

static Module *module_to_run(Vm *vm, const char *key, const MoteSource *text) {
  if (!text) return module_of_key(vm, key, NULL);
  Module *module = module_from_source(vm, key, text);
  return module && map_put(vm, key, NULL, module) ? module : NULL;
}

bool mote_run_module(MoteVm *mote, const char *key, const MoteSource *text, MoteValue *promise) {
  Vm *vm = api_vm(mote);
  Value out;
  Module *module = module_to_run(vm, key, text);
  if (!module) return rejected_promise(mote, promise);
  api_enter(vm);
  TRY(api_leave(vm, module_run(vm, module, &out)));
  return api_give(promise, out);
}

/* The outcome of a step that is done by now, as a module without top-level await does it. */
static bool settled_now(Vm *vm, Value promise, const char *key) {
  MoteValue result;
  MoteValue value = api_mote_value(promise);
  mote_promise_mark_handled(api_mote_vm(vm), value);
  switch (mote_promise_state(api_mote_vm(vm), value, &result)) {
    case MOTE_FULFILLED: return true;
    case MOTE_REJECTED: return throw_value(vm, api_value(vm, result));
    default:
      return mote_throw_code(api_mote_vm(vm), MOTE_ERROR, "ERR_REQUIRE_ASYNC_MODULE",
                             "require() cannot be used on an ECMAScript module with top-level "
                             "await: %s",
                             key);
  }
}

bool mote_require_module(MoteVm *mote, const char *key, const MoteSource *text, MoteValue *ns) {
  Vm *vm = api_vm(mote);
  Promise *loading;
  Value evaluation;
  Module *module;
  TRY(map_find(vm, key, NULL, &module));
  if (!module) module = module_to_run(vm, key, text);
  TRY(module && module_load_requested(vm, module, &loading));
  TRY(settled_now(vm, value_cell(loading), key) && module_link(vm, module));
  api_enter(vm);
  TRY(api_leave(vm, module_evaluate(vm, module, &evaluation)));
  return settled_now(vm, evaluation, key) && api_give_cell(ns, module_namespace(vm, module));
}

bool mote_module_namespace(MoteVm *mote, const char *key, MoteValue *out) {
  Vm *vm = api_vm(mote);
  Module *module;
  *out = mote_undefined();
  TRY(map_find(vm, key, NULL, &module));
  if (!module || module->status < MODULE_LINKED) return true;
  return api_give_cell(out, module_namespace(vm, module));
}

bool mote_import(MoteVm *mote, const char *specifier, const char *referrer, MoteValue *promise) {
  Vm *vm = api_vm(mote);
  Value out;
  String *text = string_new_utf8(vm, specifier, strlen(specifier));
  String *from = text ? string_new_utf8(vm, referrer, strlen(referrer)) : NULL;
  TRY(from);
  api_enter(vm);
  bool ok = module_import(vm, value_string(from), value_string(text), value_undefined(vm), 0, &out);
  TRY(api_leave(vm, ok));
  return api_give(promise, out);
}

/* --- what stands still --- */

typedef struct SuspendedWalk {
  void (*fn)(const MotePosition *position, void *data);
  void *data;
} SuspendedWalk;

static void visit_module(Vm *vm, Cell *cell, void *data) {
  const SuspendedWalk *walk = data;
  Source *source;
  uint32_t offset;
  MotePosition position;
  if (cell_type(cell) != CELL_MODULE) return;
  if (!module_unsettled_await(vm, (Module *)(void *)cell, &source, &offset)) return;
  if (!api_position(vm, source, offset, offset + 1, &position)) return;
  walk->fn(&position, walk->data);
  mote_position_free(&position);
}

void mote_each_suspended_module(MoteVm *vm, void (*fn)(const MotePosition *position, void *data),
                                void *data) {
  SuspendedWalk walk = {fn, data};
  heap_each_cell(api_vm(vm), visit_module, &walk);
}
