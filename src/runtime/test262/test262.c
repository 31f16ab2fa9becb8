/* SPDX-License-Identifier: MIT */
/* test262.c: the host functions that the test262 suite wants. */
#include "runtime/test262/test262.h"

#include "runtime/test262/agent.h"
#include "runtime/define.h"
#include "runtime/internal.h"

static bool print(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  char *text;
  size_t length;
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &text, &length));
  output_write(&rt->out, text, length);
  output_write(&rt->out, "\n", 1);
  mote_free(text);
  return true;
}

static bool make_host_object(Runtime *rt, MoteValue global, MoteValue *out);

static bool create_realm(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  MoteRealm realm;
  MoteValue host, global;
  TRY(mote_realm_new(vm, &realm));
  global = mote_realm_global(vm, realm);
  MoteRealm before = mote_realm_enter(vm, realm);
  bool ok = make_host_object(rt, global, &host) &&
            mote_define(vm, global, "$262", host, MOTE_HIDDEN) &&
            mote_define_function(vm, global, "print", print, 1);
  mote_realm_enter(vm, before);
  return ok && mote_return(call, host);
}

/* Runs in the realm that the function belongs to. */
static bool eval_script(MoteVm *vm, MoteCall *call) {
  char *text;
  size_t length;
  MoteValue result;
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &text, &length));
  MoteSource source = {.text = text, .length = length, .name = "<evalScript>"};
  bool ok = mote_run_script(vm, &source, &result);
  mote_free(text);
  return ok && mote_return(call, result);
}

static bool detach_array_buffer(MoteVm *vm, MoteCall *call) {
  MoteValue buffer = mote_argument(call, 0);
  if (mote_kind(vm, buffer) != MOTE_KIND_ARRAY_BUFFER)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "Not an ArrayBuffer");
  return mote_detach_array_buffer(vm, buffer) && mote_return(call, mote_null());
}

static bool collect(MoteVm *vm, MoteCall *call) {
  (void)call;
  mote_collect_garbage(vm);
  return true;
}

static bool make_host_object(Runtime *rt, MoteValue global, MoteValue *out) {
  static const FunctionRow functions[] = {
      {"createRealm", create_realm, 0},
      {"evalScript", eval_script, 1},
      {"detachArrayBuffer", detach_array_buffer, 1},
      {"gc", collect, 0},
  };
  MoteVm *vm = rt->vm;
  return mote_object_new(vm, out) &&
         define_functions(vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN) &&
         agent_define(rt, *out) && mote_define(vm, *out, "global", global, MOTE_HIDDEN);
}

bool test262_define(Runtime *rt, MoteValue global) {
  MoteValue host;
  return mote_define_function(rt->vm, global, "print", print, 1) &&
         make_host_object(rt, global, &host) &&
         mote_define(rt->vm, global, "$262", host, MOTE_HIDDEN);
}
