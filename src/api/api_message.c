/* SPDX-License-Identifier: MIT */
/* api_message.c: messages of mote.h. A MoteMessage is a Message. */
#include "api/api.h"
#include "builtins/message.h"
#include "ops/iterate.h"
#include "vm/host_hooks.h"

/* --- the host's hooks behind the engine's --- */

static bool throw_data_clone(Vm *vm, const char *message, void *data) {
  (void)data;
  return vm->api->message_hooks.throw_data_clone_error(api_mote_vm(vm), message);
}

static bool write_object(Vm *vm, Value object, bool for_storage, Value *kind, Value *parts,
                         bool *is_secret, void *data) {
  (void)data;
  MoteValue given_kind = mote_undefined(), given_parts = mote_undefined();
  TRY(vm->api->message_hooks.write(api_mote_vm(vm), api_mote_value(object), for_storage,
                                   &given_kind, &given_parts, is_secret));
  *kind = api_value(vm, given_kind);
  *parts = api_value(vm, given_parts);
  return true;
}

static bool read_object(Vm *vm, Value kind, Value parts, Value *out, void *data) {
  (void)data;
  MoteValue object;
  TRY(vm->api->message_hooks.read(api_mote_vm(vm), api_mote_value(kind), api_mote_value(parts),
                                  &object));
  *out = api_value(vm, object);
  return true;
}

static bool is_transferable(Vm *vm, Value object, void *data) {
  (void)data;
  return vm->api->message_hooks.is_transferable(api_mote_vm(vm), api_mote_value(object));
}

static bool transfer_object(Vm *vm, Value object, HostTransfer *out, void *data) {
  (void)data;
  MoteTransfer transfer;
  TRY(vm->api->message_hooks.transfer(api_mote_vm(vm), api_mote_value(object), &transfer));
  *out = (HostTransfer){transfer.kind, transfer.data, transfer.release};
  return true;
}

static bool receive_object(Vm *vm, HostTransfer transfer, Value *out, void *data) {
  (void)data;
  MoteTransfer given = {transfer.kind, transfer.data, transfer.release};
  MoteValue object;
  TRY(vm->api->message_hooks.receive(api_mote_vm(vm), &given, &object));
  *out = api_value(vm, object);
  return true;
}

void mote_set_message_hooks(MoteVm *mote, const MoteMessageHooks *hooks) {
  Vm *vm = api_vm(mote);
  vm->api->message_hooks = *hooks;
  vm->hooks->data = vm->api;
  vm->hooks->throw_data_clone = hooks->throw_data_clone_error ? throw_data_clone : NULL;
  vm->hooks->write_object = hooks->write ? write_object : NULL;
  vm->hooks->read_object = hooks->read ? read_object : NULL;
  bool transfers = hooks->is_transferable && hooks->transfer;
  vm->hooks->is_transferable = transfers ? is_transferable : NULL;
  vm->hooks->transfer_object = transfers ? transfer_object : NULL;
  vm->hooks->receive_object = hooks->receive ? receive_object : NULL;
}

/* --- writing and reading --- */

static bool list_transfer(Vm *vm, MoteValue transfer, RootVec *list) {
  Value v = api_value(vm, transfer);
  return value_is_nullish(vm, v) || iterate_to_list(vm, v, list);
}

MoteMessage *mote_message_write(MoteVm *mote, MoteValue value, MoteValue transfer, unsigned flags) {
  Vm *vm = api_vm(mote);
  Message *message = NULL;
  RootVec list;
  if (!roots_init(vm, &list)) return NULL;
  api_enter(vm);
  if (list_transfer(vm, transfer, &list))
    message = message_write(vm, api_value(vm, value), &list, flags);
  root_vec_destroy(&list);
  if (api_leave(vm, message != NULL)) return (MoteMessage *)message;
  message_release(message);
  return NULL;
}

bool mote_message_read(MoteVm *mote, MoteMessage *message, MoteValue *out, MoteValue *transferred) {
  Vm *vm = api_vm(mote);
  Array *list = NULL;
  Value value;
  if (transferred) TRY(list = array_new(vm, 0));
  api_enter(vm);
  TRY(api_leave(vm, message_read(vm, (Message *)message, &value, list)));
  if (transferred) *transferred = api_mote_value(value_cell(list));
  return api_give(out, value);
}

MoteMessage *mote_message_retain(MoteMessage *message) {
  ((Message *)message)->holds++;
  return message;
}

void mote_message_destroy(MoteMessage *message) { message_release((Message *)message); }

const void *mote_message_bytes(const MoteMessage *message, size_t *length) {
  const Message *m = (const Message *)message;
  if (m->parts.length) return NULL;
  *length = m->bytes.length;
  return m->bytes.data;
}

MoteMessage *mote_message_of_bytes(const void *bytes, size_t length) {
  return (MoteMessage *)message_create(bytes, length);
}
