/* SPDX-License-Identifier: MIT */
/* operations.c: mote:internal/crypto_operations. */
#include "runtime/crypto/operations.h"

#include "runtime/crypto/crypto.h"
#include "runtime/define.h"
#include "runtime/lazy/lazy_library.h"

/* isBufferSource(value): an ArrayBuffer, or a view of one, which is not shared */
static bool is_buffer_source(MoteVm *vm, MoteCall *call) {
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  return mote_return_boolean(call, !mote_is_undefined(vm, bytes.buffer) && !bytes.is_shared);
}

static unsigned lower(unsigned unit) { return unit >= 'A' && unit <= 'Z' ? unit + 32 : unit; }

static unsigned unit_at(const MoteStringView *view, size_t i) {
  return view->wide ? ((const uint16_t *)view->units)[i] : ((const uint8_t *)view->units)[i];
}

/* equalsIgnoringCase(a, b): of ASCII letters alone */
static bool equals_ignoring_case(MoteVm *vm, MoteCall *call) {
  MoteStringView a, b;
  TRY(mote_string_view(vm, mote_argument(call, 0), &a) &&
      mote_string_view(vm, mote_argument(call, 1), &b));
  bool equal = a.length == b.length;
  for (size_t i = 0; equal && i < a.length; i++)
    equal = lower(unit_at(&a, i)) == lower(unit_at(&b, i));
  return mote_return_boolean(call, equal);
}

static const FunctionRow functions[] = {
    {"digest", operation_digest, 2},
    {"equalsIgnoringCase", equals_ignoring_case, 2},
    {"isBufferSource", is_buffer_source, 1},
};

bool crypto_make_operations(Runtime *rt, MoteValue *out) {
  return library_load(runtime_vm(rt), LIBRARY_CRYPTO) && mote_object_new(runtime_vm(rt), out) &&
         define_functions(runtime_vm(rt), *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
