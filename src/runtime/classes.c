/* SPDX-License-Identifier: MIT */
/* classes.c: making classes when they are first needed. One that could not be made whole is not kept. */
#include "runtime/classes.h"

#include "runtime/internal.h"

bool runtime_class(MoteVm *vm, RuntimeClass which, const MoteClassSpec *spec, MoteClass **out) {
  MoteClass **class_ = &runtime_of(vm)->classes[which];
  if (!*class_) {
    TRY(mote_class_create(vm, spec, out));
    *class_ = *out;
  }
  *out = *class_;
  return true;
}

bool runtime_instance(MoteVm *vm, RuntimeClass which, const MoteClassSpec *spec, void *data,
                      MoteValue *out) {
  MoteClass *class_;
  return runtime_class(vm, which, spec, &class_) && mote_instance_new(vm, class_, data, out);
}
