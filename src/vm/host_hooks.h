/* SPDX-License-Identifier: MIT */
/* host_hooks.h: what the embedder supplies to the engine. */
#ifndef VM_HOST_HOOKS_H
#define VM_HOST_HOOKS_H

#include "vm/module.h"

/* What the embedder sends in the place of an object that is transferred. */
typedef struct HostTransfer {
  const char *kind; /* static */
  void *data;
  void (*release)(void *data); /* by any thread, where nobody receives it */
} HostTransfer;

struct HostHooks {
  /* HostLoadImportedModule: finds the module that `specifier` (string) with `attributes` (an array of
   * key and value strings, or undefined) means when imported from `referrer` (a Module, or a Code's
   * host value; NULL: none), and calls module_loaded with it, at once or later, in every case; false: that did, or
   * an exception is set. phase: ImportPhase of the syntax. May run JavaScript. NULL: no loader. */
  bool (*load_module)(Vm *vm, Value referrer, String *specifier, Value attributes, int phase,
                      ModuleLoad *load, void *data);
  /* HostGetImportMetaProperties: fills the null-prototype object. May be NULL. */
  bool (*import_meta)(Vm *vm, Module *module, Object *meta, void *data);
  /* Milliseconds since the epoch, for Date. NULL: the system's clock. */
  double (*current_time)(Vm *vm, void *data);
  /* Calls a function without arguments after so many milliseconds: for Atomics.waitAsync; *timer is
   * for stop_timer (none: it can't be stopped). NULL: no timers. */
  bool (*start_timer)(Vm *vm, double milliseconds, Value callback, Value *timer, void *data);
  void (*stop_timer)(Vm *vm, Value timer, void *data);
  /* Another thread has given the VM something to do: jobs should run soon. Called by that thread, which
   * holds a lock; must not use the VM. May be NULL. */
  void (*wake)(Vm *vm, void *data);
  /* For messages; all but the first may run JavaScript, and each may be NULL; see MoteMessageHooks in mote.h. */
  bool (*throw_data_clone)(Vm *vm, const char *message, void *data);
  bool (*write_object)(Vm *vm, Value object, bool for_storage, Value *kind, Value *parts,
                       bool *is_secret, void *data);
  bool (*read_object)(Vm *vm, Value kind, Value parts, Value *out, void *data);
  bool (*is_transferable)(Vm *vm, Value object, void *data);
  bool (*transfer_object)(Vm *vm, Value object, HostTransfer *out, void *data);
  bool (*receive_object)(Vm *vm, HostTransfer transfer, Value *out, void *data);
  void *data;
};

#endif
