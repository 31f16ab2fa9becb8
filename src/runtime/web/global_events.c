/* SPDX-License-Identifier: MIT */
/* global_events.c: calls lib/web/global_scope.ts where an error or a rejection is reported.
 *
 * A program that never looked at events has no listeners, and its errors load nothing. */
#include "runtime/web/global_events.h"

#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"

static const char scope_module[] = "mote:internal/global_scope";

/* Calls a function of the module that answers with a boolean. */
static bool ask_scope(Runtime *rt, const char *function, const MoteValue *arguments, uint32_t count,
                      MoteValue *answer) {
  MoteValue scope;
  return builtin_module_get(rt, scope_module, &scope) &&
         mote_invoke(rt->vm, scope, function, arguments, count, answer);
}

static bool ask(Runtime *rt, const char *function, const MoteValue *arguments, uint32_t count) {
  MoteValue answer;
  if (ask_scope(rt, function, arguments, count, &answer)) return mote_as_boolean(rt->vm, answer);
  mote_take_exception(rt->vm);
  return false;
}

/* "Uncaught " and the error as a string. */
static bool error_message(MoteVm *vm, MoteValue error, MoteValue *out) {
  Text text = {0};
  text_add(&text, "Uncaught ");
  if (!text_append_value(vm, error, &text)) {
    mote_take_exception(vm);
    text_add(&text, "exception");
  }
  bool ok = mote_string(vm, text_string(&text), text.length, out);
  text_free(&text);
  return ok;
}

static bool error_arguments(MoteVm *vm, MoteValue error, MoteValue arguments[5]) {
  MotePosition position = {0};
  bool placed = mote_error_position(vm, error, &position);
  arguments[0] = error;
  arguments[3] = mote_uint32(placed ? position.line : 0);
  arguments[4] = mote_uint32(placed ? position.column : 0);
  bool ok = error_message(vm, error, &arguments[1]) &&
            mote_string(vm, placed && position.file ? position.file : "", MOTE_NUL_TERMINATED,
                        &arguments[2]);
  if (placed) mote_position_free(&position);
  return ok;
}

bool global_events_error(Runtime *rt, MoteValue error) {
  MoteValue arguments[5];
  if (!builtin_module_is_loaded(rt, "mote:internal/events")) return false;
  if (error_arguments(rt->vm, error, arguments)) return ask(rt, "fireError", arguments, 5);
  mote_take_exception(rt->vm);
  return false;
}

bool global_events_rejection(Runtime *rt, const char *type, MoteValue promise, MoteValue reason) {
  MoteValue arguments[3] = {mote_undefined(), promise, reason};
  if (!builtin_module_is_loaded(rt, "mote:internal/events")) return false;
  if (mote_string(rt->vm, type, MOTE_NUL_TERMINATED, &arguments[0]))
    return ask(rt, "fireRejection", arguments, 3);
  mote_take_exception(rt->vm);
  return false;
}

/* --- onerror and the like: accessors that the module replaces when it is loaded --- */

static const char *const handlers[] = {"onerror", "onunhandledrejection", "onrejectionhandled"};

static bool load_scope(MoteVm *vm) {
  MoteValue scope;
  return builtin_module_get(runtime_of(vm), scope_module, &scope);
}

static bool get_handler(MoteVm *vm, MoteCall *call) {
  MoteValue value;
  return load_scope(vm) && mote_get_key(vm, mote_global(vm), mote_function_data(call), &value) &&
         mote_return(call, value);
}

static bool set_handler(MoteVm *vm, MoteCall *call) {
  return load_scope(vm) &&
         mote_set_key(vm, mote_global(vm), mote_function_data(call), mote_argument(call, 0));
}

bool global_events_define(MoteVm *vm, MoteValue global) {
  for (size_t i = 0; i < LENGTH_OF(handlers); i++) {
    MoteValue name, getter, setter;
    TRY(mote_string(vm, handlers[i], MOTE_NUL_TERMINATED, &name) &&
        mote_function_new(vm, get_handler, handlers[i], 0, name, &getter) &&
        mote_function_new(vm, set_handler, handlers[i], 1, name, &setter) &&
        mote_define_accessor(vm, global, name, getter, setter,
                             MOTE_ENUMERABLE | MOTE_CONFIGURABLE));
  }
  return true;
}
