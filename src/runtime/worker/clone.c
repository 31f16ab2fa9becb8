/* SPDX-License-Identifier: MIT */
/* clone.c: mote:internal/structured_clone: how objects of classes (Blob, CryptoKey, MessagePort …) go from one VM to
 * another.
 *
 *   register(Class, "mote:internal/blob#Blob", { write, read, transfer, receive })
 *
 *   isSecret                   true: what is written is cleared where messages are freed
 *   write(object, forStorage)  what stands for it: any value that can be sent itself; undefined: it is no true object
 *                              of the class
 *   read(parts)                the object
 *   transfer(object)           an array of the ends of channels (see port.h) that go in its place
 *   receive(ends)              the object
 *
 * Either pair may be missing. The kind names the module that registers it, which the receiving VM requires. */
#include "runtime/worker/clone.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"
#include "runtime/web/dom_exception.h"
#include "runtime/worker/port.h"

/* --- records --- */

static bool register_class(MoteVm *vm, MoteCall *call) {
  Clone *clone = &runtime_of(vm)->clone;
  MoteValue prototype, record = mote_argument(call, 2), map, kinds;
  if (!clone->prototypes) {
    TRY(mote_map_new(vm, &map) && mote_object_new_with_prototype(vm, mote_null(), &kinds));
    clone->kinds = mote_handle_create(vm, kinds);
    TRY(clone->kinds);
    clone->prototypes = mote_handle_create(vm, map);
    TRY(clone->prototypes);
  }
  return mote_get(vm, mote_argument(call, 0), "prototype", &prototype) &&
         mote_set(vm, record, "kind", mote_argument(call, 1)) &&
         mote_map_set(vm, mote_handle_get(clone->prototypes), prototype, record) &&
         mote_set_key(vm, mote_handle_get(clone->kinds), mote_argument(call, 1), record);
}

/* The record of the class that an object is of, or undefined. Objects with many prototypes have none. */
static bool record_of_object(MoteVm *vm, MoteValue object, MoteValue *out) {
  const Clone *clone = &runtime_of(vm)->clone;
  *out = mote_undefined();
  if (!clone->prototypes) return true;
  MoteValue map = mote_handle_get(clone->prototypes), at = object;
  for (int depth = 0; depth < 32 && mote_kind(vm, at) != MOTE_KIND_PROXY; depth++) {
    TRY(mote_prototype(vm, at, &at));
    if (!mote_is_object(vm, at)) return true;
    TRY(mote_map_get(vm, map, at, out));
    if (!mote_is_undefined(vm, *out)) return true;
  }
  return true;
}

/* The record of a kind, whose module is loaded if it must be. */
static bool record_of_kind(MoteVm *vm, MoteValue kind, MoteValue *out) {
  Runtime *rt = runtime_of(vm);
  char *name;
  MoteValue module;
  *out = mote_undefined();
  if (rt->clone.kinds) TRY(mote_get_key(vm, mote_handle_get(rt->clone.kinds), kind, out));
  if (!mote_is_undefined(vm, *out)) return true;
  TRY(mote_to_utf8(vm, kind, &name, NULL));
  name[strcspn(name, "#")] = 0;
  bool ok = builtin_module_get(rt, name, &module);
  mote_free(name);
  TRY(ok);
  if (rt->clone.kinds) TRY(mote_get_key(vm, mote_handle_get(rt->clone.kinds), kind, out));
  return !mote_is_undefined(vm, *out) ||
         throw_dom_exception(vm, "DataCloneError", "The message could not be read.");
}

static bool has_function(MoteVm *vm, MoteValue record, const char *name) {
  MoteValue function;
  if (mote_is_object(vm, record) && mote_get(vm, record, name, &function))
    return mote_is_callable(vm, function);
  mote_take_exception(vm);
  return false;
}

/* --- the hooks --- */

static bool throw_data_clone_error(MoteVm *vm, const char *message) {
  return throw_dom_exception(vm, "DataCloneError", "%s", message);
}

static bool write_object(MoteVm *vm, MoteValue object, bool for_storage, MoteValue *kind,
                         MoteValue *parts, bool *is_secret) {
  MoteValue secret, record, arguments[] = {object, mote_boolean(for_storage)};
  TRY(record_of_object(vm, object, &record));
  if (mote_is_undefined(vm, record)) return true;
  if (!has_function(vm, record, "write"))
    return throw_dom_exception(
        vm, "DataCloneError",
        "Object that needs transfer was found in message but not listed in transferList");
  TRY(mote_invoke(vm, record, "write", arguments, 2, parts) &&
      mote_get(vm, record, "isSecret", &secret));
  *is_secret = mote_to_boolean(vm, secret);
  return mote_is_undefined(vm, *parts) || mote_get(vm, record, "kind", kind);
}

static bool read_object(MoteVm *vm, MoteValue kind, MoteValue parts, MoteValue *out) {
  MoteValue record;
  return record_of_kind(vm, kind, &record) && mote_invoke(vm, record, "read", &parts, 1, out);
}

static bool is_transferable(MoteVm *vm, MoteValue object) {
  MoteValue record;
  if (record_of_object(vm, object, &record)) return has_function(vm, record, "transfer");
  mote_take_exception(vm);
  return false;
}

/* --- transfers: the ends of channels, and what they stand for --- */

typedef struct Moved {
  char *kind;
  uint32_t count;
  PortEnds ends[];
} Moved;

static void moved_release(void *data) {
  Moved *moved = data;
  for (uint32_t i = 0; i < moved->count; i++) port_ends_release(&moved->ends[i]);
  mote_free(moved->kind);
  free(moved);
}

static bool take_ends(MoteVm *vm, MoteValue list, Moved *moved) {
  for (uint32_t count = mote_array_length(vm, list); moved->count < count; moved->count++) {
    MoteValue end;
    TRY(mote_get_index(vm, list, moved->count, &end) &&
        port_take(vm, end, &moved->ends[moved->count]));
  }
  return true;
}

static bool transfer(MoteVm *vm, MoteValue object, MoteTransfer *out) {
  MoteValue record, list, kind;
  TRY(record_of_object(vm, object, &record) &&
      mote_invoke(vm, record, "transfer", &object, 1, &list) &&
      mote_get(vm, record, "kind", &kind));
  Moved *moved = calloc(1, sizeof *moved + mote_array_length(vm, list) * sizeof *moved->ends);
  if (!moved) return mote_throw_out_of_memory(vm);
  if (!mote_to_utf8(vm, kind, &moved->kind, NULL) || !take_ends(vm, list, moved)) {
    moved_release(moved);
    return false;
  }
  *out = (MoteTransfer){"ends", moved, moved_release};
  return true;
}

static bool ends_to_objects(MoteVm *vm, Moved *moved, MoteValue *list) {
  TRY(mote_array_new(vm, moved->count, list));
  for (uint32_t i = 0; i < moved->count; i++) {
    MoteValue end;
    PortEnds ends = moved->ends[i];
    moved->ends[i] = (PortEnds){0};
    TRY(port_new(runtime_of(vm), ends, &end) && mote_array_push(vm, *list, end));
  }
  return true;
}

static bool receive(MoteVm *vm, const MoteTransfer *given, MoteValue *out) {
  Moved *moved = given->data;
  MoteValue kind, record, list;
  bool ok = mote_string(vm, moved->kind, MOTE_NUL_TERMINATED, &kind) &&
            record_of_kind(vm, kind, &record) && ends_to_objects(vm, moved, &list) &&
            mote_invoke(vm, record, "receive", &list, 1, out);
  moved_release(moved);
  return ok;
}

/* --- */

void clone_init(Runtime *rt) {
  static const MoteMessageHooks hooks = {
      .throw_data_clone_error = throw_data_clone_error,
      .write = write_object,
      .read = read_object,
      .is_transferable = is_transferable,
      .transfer = transfer,
      .receive = receive,
  };
  mote_set_message_hooks(rt->vm, &hooks);
}

/* check ( value, transfer ): sends it to nobody. */
static bool check(MoteVm *vm, MoteCall *call) {
  MoteMessage *message = mote_message_write(vm, mote_argument(call, 0), mote_argument(call, 1), 0);
  mote_message_destroy(message);
  return message != NULL;
}

bool clone_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {{"register", register_class, 3}, {"check", check, 2}};
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
