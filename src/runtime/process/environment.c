/* SPDX-License-Identifier: MIT */
/* environment.c: process.env is a proxy whose traps read and write variables: those of the process, in a Worker those
 * that it was given a copy of.
 *
 * The target stays empty: every property is configurable, so the proxy's invariants hold. console.log
 * shows a proxy's target, so it has a custom inspector. */
#include "runtime/process/environment.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/process/variables.h"

static Variables *variables_of(MoteVm *vm) { return runtime_of(vm)->options.variables; }

/* The name of a variable, or NULL in *out for a symbol. */
static bool variable_name(MoteVm *vm, MoteValue key, char **out) {
  *out = NULL;
  return !mote_is_string(vm, key) || mote_string_utf8(vm, key, out, NULL);
}

static bool env_get(MoteVm *vm, MoteCall *call) {
  char *name;
  MoteValue value;
  TRY(variable_name(vm, mote_argument(call, 1), &name));
  const char *text = name ? variables_get(variables_of(vm), name) : NULL;
  mote_free(name);
  if (text) return mote_return_string(call, text, MOTE_NUL_TERMINATED);
  /* Object.prototype's methods */
  return mote_get_key(vm, mote_argument(call, 0), mote_argument(call, 1), &value) &&
         mote_return(call, value);
}

/* Date's time zone follows the process's TZ. */
static void tell_of_change(MoteVm *vm, const char *name) {
  if (strcmp(name, "TZ") == 0) mote_time_zone_changed(vm);
}

/* Names that no variable can have are passed over, as Node does it. */
static bool is_name(const char *name) { return *name && !strchr(name, '='); }

static bool set_variable(MoteVm *vm, MoteValue key, MoteValue value) {
  char *name, *text;
  if (mote_is_symbol(vm, key) || mote_is_symbol(vm, value))
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "Cannot convert a Symbol value to a string");
  TRY(variable_name(vm, key, &name));
  bool ok = mote_to_utf8(vm, value, &text, NULL);
  if (ok) {
    if (is_name(name) && !variables_set(variables_of(vm), name, text))
      ok = mote_throw_out_of_memory(vm);
    tell_of_change(vm, name);
    mote_free(text);
  }
  mote_free(name);
  return ok;
}

static bool env_set(MoteVm *vm, MoteCall *call) {
  return set_variable(vm, mote_argument(call, 1), mote_argument(call, 2)) &&
         mote_return_boolean(call, true);
}

static bool env_define(MoteVm *vm, MoteCall *call) {
  MoteValue value;
  return mote_get(vm, mote_argument(call, 2), "value", &value) &&
         set_variable(vm, mote_argument(call, 1), value) && mote_return_boolean(call, true);
}

static bool env_has(MoteVm *vm, MoteCall *call) {
  char *name;
  TRY(variable_name(vm, mote_argument(call, 1), &name));
  bool has = name && variables_get(variables_of(vm), name);
  mote_free(name);
  return mote_return_boolean(call, has);
}

static bool env_delete(MoteVm *vm, MoteCall *call) {
  char *name;
  TRY(variable_name(vm, mote_argument(call, 1), &name));
  if (name && is_name(name)) {
    variables_remove(variables_of(vm), name);
    tell_of_change(vm, name);
  }
  mote_free(name);
  return mote_return_boolean(call, true);
}

static bool env_keys(MoteVm *vm, MoteCall *call) {
  MoteValue keys, key;
  TRY(mote_array_new(vm, 0, &keys));
  for (char *const *entry = variables_list(variables_of(vm)); entry && *entry; entry++) {
    const char *end = strchr(*entry, '=');
    if (!end || end == *entry) continue;
    TRY(mote_string(vm, *entry, (size_t)(end - *entry), &key) && mote_array_push(vm, keys, key));
  }
  return mote_return(call, keys);
}

static bool env_descriptor(MoteVm *vm, MoteCall *call) {
  char *name;
  MoteValue value, out;
  TRY(variable_name(vm, mote_argument(call, 1), &name));
  const char *text = name ? variables_get(variables_of(vm), name) : NULL;
  mote_free(name);
  if (!text) return true;
  return mote_string(vm, text, MOTE_NUL_TERMINATED, &value) && mote_object_new(vm, &out) &&
         mote_set(vm, out, "value", value) && mote_set(vm, out, "writable", mote_boolean(true)) &&
         mote_set(vm, out, "enumerable", mote_boolean(true)) &&
         mote_set(vm, out, "configurable", mote_boolean(true)) && mote_return(call, out);
}

/* A plain object with the variables, for the inspector. */
static bool env_inspect(MoteVm *vm, MoteCall *call) {
  MoteValue copy, value;
  TRY(mote_object_new(vm, &copy));
  for (char *const *entry = variables_list(variables_of(vm)); entry && *entry; entry++) {
    const char *end = strchr(*entry, '=');
    if (!end || end == *entry) continue;
    char *name = strndup(*entry, (size_t)(end - *entry));
    if (!name) return mote_throw_out_of_memory(vm);
    bool ok =
        mote_string(vm, end + 1, MOTE_NUL_TERMINATED, &value) && mote_set(vm, copy, name, value);
    free(name);
    TRY(ok);
  }
  return mote_return(call, copy);
}

bool process_environment_new(MoteVm *vm, MoteValue *out) {
  static const FunctionRow traps[] = {
      {"get", env_get, 3},
      {"set", env_set, 3},
      {"has", env_has, 3},
      {"deleteProperty", env_delete, 3},
      {"ownKeys", env_keys, 3},
      {"getOwnPropertyDescriptor", env_descriptor, 3},
      {"defineProperty", env_define, 3},
  };
  MoteValue parts[2], proxy, symbol, inspector;
  TRY(mote_object_new(vm, &parts[0]) && mote_object_new(vm, &parts[1]));
  TRY(define_functions(vm, parts[1], traps, LENGTH_OF(traps), MOTE_HIDDEN));
  TRY(mote_symbol_for(vm, "nodejs.util.inspect.custom", &symbol) &&
      mote_function_new(vm, env_inspect, "", 0, mote_undefined(), &inspector) &&
      mote_define_key(vm, parts[0], symbol, inspector, MOTE_HIDDEN));
  return mote_get(vm, mote_global(vm), "Proxy", &proxy) && mote_construct(vm, proxy, parts, 2, out);
}
