/* SPDX-License-Identifier: MIT */
/* views.c: the functions of mote:internal/views. */
#include "runtime/web/views.h"

#include "runtime/define.h"

/* viewBuffer(value): the ArrayBuffer of a typed array or DataView, or undefined: it is none, or shared */
static bool view_buffer(MoteVm *vm, MoteCall *call) {
  MoteValue value = mote_argument(call, 0);
  MoteBytes bytes = mote_bytes(vm, value);
  bool is_view = mote_kind(vm, value) != MOTE_KIND_ARRAY_BUFFER && !bytes.is_shared;
  return mote_return(call, is_view ? bytes.buffer : mote_undefined());
}

/* viewLength(view): in bytes; 0 where the buffer is detached */
static bool view_length(MoteVm *vm, MoteCall *call) {
  return mote_return_number(call, (double)mote_bytes(vm, mote_argument(call, 0)).length);
}

/* viewOffset(view): in bytes */
static bool view_offset(MoteVm *vm, MoteCall *call) {
  return mote_return_number(call, (double)mote_bytes(vm, mote_argument(call, 0)).offset);
}

/* elementSize(view): bytes; 1 for a DataView */
static bool element_size(MoteVm *vm, MoteCall *call) {
  return mote_return_number(call, (double)mote_bytes(vm, mote_argument(call, 0)).element_size);
}

/* viewType(view): "Uint8Array" …; undefined: a DataView */
static bool view_type(MoteVm *vm, MoteCall *call) {
  const char *type = mote_bytes(vm, mote_argument(call, 0)).array_type;
  return !type || mote_return_string(call, type, MOTE_NUL_TERMINATED);
}

/* isDetached(buffer) */
static bool is_detached(MoteVm *vm, MoteCall *call) {
  return mote_return_boolean(call, mote_bytes(vm, mote_argument(call, 0)).is_detached);
}

bool views_make(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {
      {"viewBuffer", view_buffer, 1},   {"viewLength", view_length, 1},
      {"viewOffset", view_offset, 1},   {"viewType", view_type, 1},
      {"elementSize", element_size, 1}, {"isDetached", is_detached, 1},
  };
  MoteVm *vm = runtime_vm(rt);
  return mote_object_new(vm, out) &&
         define_functions(vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
