/* SPDX-License-Identifier: MIT */
/* api_vm.c: VMs and realms of mote.h: creation, the end, limits, memory, interrupts. */
#include <stdlib.h>

#include "api/api.h"
#include "api/vm_create.h"
#include "async/waiter_list.h"
#include "builtins/date.h"
#include "vm/interrupt.h"

/* --- the embedder's part of a VM --- */

static void mark_api(Vm *vm, void *data) {
  (void)data;
  api_handles_mark(vm);
  api_shapes_forget(vm);
  api_operations_mark(vm);
}

static bool api_init(Vm *vm, const MoteVmOptions *options) {
  Api *api = vm->api = calloc(1, sizeof *api);
  if (!api) return false;
  api->handles.previous = api->handles.next = &api->handles;
  api->weak_handles.previous = api->weak_handles.next = &api->weak_handles;
  api->user = options->user;
  api->portable_code = options->portable_code;
  api->job_policy = options->jobs;
  return heap_add_roots(vm, mark_api, NULL) &&
         heap_add_weak(vm, api_weak_handles_clear, &api->weak_handles) && api_functions_init(vm) &&
         api_modules_init(vm);
}

static void api_destroy(Api *api, Vm *vm) {
  api_functions_destroy(vm);
  api_modules_destroy(vm);
  api_classes_destroy(vm);
  free(api);
}

/* --- creation and end --- */

static void set_stack(Vm *vm, size_t size) {
  size_t registers = size / sizeof(Value);
  if (size && registers < (size_t)(vm->stack_end - vm->stack_base))
    set_register_stack(vm, registers);
}

static VmOptions vm_options(const MoteVmOptions *options) {
  return (VmOptions){.heap = {
                         .memory_limit = options->memory_limit,
                         .stress_interval = options->collect_every,
                         .fail_at = options->fail_allocation,
                         .fail_count = options->fail_count,
                         .poison = options->poison_freed,
                         .verify = options->verify_heap,
                         .fatal = options->fatal,
                     }};
}

MoteVm *mote_vm_create(const MoteVmOptions *options) {
  static const MoteVmOptions defaults = {0};
  if (!options) options = &defaults;
  VmOptions inner = vm_options(options);
  Vm *vm = vm_create(&inner);
  if (!vm) return NULL;
  if (options->c_stack_size) set_c_stack(vm, options->c_stack_size, __builtin_frame_address(0));
  set_stack(vm, options->stack_size);
  if (api_init(vm, options)) return api_mote_vm(vm);
  mote_vm_destroy(api_mote_vm(vm));
  return NULL;
}

void mote_vm_destroy(MoteVm *mote) {
  if (!mote) return;
  Vm *vm = api_vm(mote);
  Api *api = vm->api;
  waiters_destroy(vm); /* so that no other thread calls the hooks any more */
  if (api) {
    api_operations_abandon(
        vm); /* first: who learns from a port that the VM is gone may release operations */
    api_ports_abandon(vm);
    api_handles_destroy(vm);
    heap_remove_roots(vm, mark_api, NULL);
    heap_remove_weak(vm, api_weak_handles_clear, &vm->api->weak_handles);
    api_destroy(api, vm);
  }
  vm_destroy(vm);
}

void mote_vm_enter_thread(MoteVm *vm, size_t c_stack_size) {
  set_c_stack(api_vm(vm), c_stack_size, __builtin_frame_address(0));
}

bool mote_check_c_stack(MoteVm *vm) { return check_c_stack(api_vm(vm)); }
void *mote_vm_user(MoteVm *vm) { return api_vm(vm)->api->user; }
void mote_vm_set_user(MoteVm *vm, void *user) { api_vm(vm)->api->user = user; }
const char *mote_version(void) { return MOTE_VERSION; }

/* --- memory --- */

MoteMemory mote_memory(MoteVm *vm) {
  HeapStatistics s = heap_statistics(api_vm(vm));
  return (MoteMemory){.used_bytes = s.cells_bytes,
                      .committed_bytes = s.committed_bytes,
                      .external_bytes = s.external_bytes,
                      .collections = s.collections,
                      .allocations = s.allocations};
}
void mote_collect_garbage(MoteVm *vm) { heap_collect(api_vm(vm)); }
bool mote_finalize_some(MoteVm *vm) {
  heap_finalize(api_vm(vm), 1);
  return heap_has_condemned(api_vm(vm));
}
void mote_reduce_memory(MoteVm *vm) {
  job_queue_shrink(&api_vm(vm)->async->jobs);
  heap_reduce(api_vm(vm));
}
size_t mote_peak_memory(MoteVm *vm) { return heap_peak(api_vm(vm)); }
void mote_set_memory_limit(MoteVm *vm, size_t bytes) { heap_set_memory_limit(api_vm(vm), bytes); }
bool mote_add_external_memory(MoteVm *vm, ptrdiff_t bytes) {
  if (bytes > 0 && heap_add_external(api_vm(vm), (size_t)bytes)) return true;
  heap_note_external(api_vm(vm), bytes); /* over the limit, too: the host has it anyway */
  return bytes <= 0;
}
void mote_free(void *memory) { free(memory); }

/* --- interrupts --- */

void mote_interrupt(MoteVm *vm) { vm_interrupt(api_vm(vm)); }
void mote_clear_interrupt(MoteVm *vm) { vm_clear_interrupt(api_vm(vm)); }
bool mote_is_interrupted(MoteVm *vm) { return api_vm(vm)->interrupt; }
bool mote_check_interrupt(MoteVm *vm) { return check_interrupt(api_vm(vm)); }

/* --- realms --- */

static MoteRealm give_realm(const Realm *realm) { return (MoteRealm){(uintptr_t)realm}; }
static Realm *take_realm(MoteRealm realm) { return (Realm *)(uintptr_t)realm.bits; }

bool mote_realm_new(MoteVm *vm, MoteRealm *out) {
  Realm *realm = realm_new(api_vm(vm));
  if (!realm) return false;
  *out = give_realm(realm);
  return true;
}
MoteRealm mote_realm_current(MoteVm *vm) { return give_realm(api_vm(vm)->realm); }
MoteRealm mote_realm_enter(MoteVm *vm, MoteRealm realm) {
  MoteRealm before = mote_realm_current(vm);
  api_vm(vm)->realm = take_realm(realm);
  return before;
}
MoteValue mote_realm_global(MoteVm *vm, MoteRealm realm) {
  return api_mote_value(slot_load(api_vm(vm), take_realm(realm)->global_this));
}
MoteValue mote_global(MoteVm *vm) { return mote_realm_global(vm, mote_realm_current(vm)); }

void mote_time_zone_changed(MoteVm *vm) { date_forget_zone(api_vm(vm)); }
