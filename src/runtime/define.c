/* SPDX-License-Identifier: MIT */
/* define.c: texts and tables of functions as properties. */
#include "runtime/define.h"

bool define_functions(MoteVm *vm, MoteValue object, const FunctionRow *rows, size_t count,
                      unsigned attributes) {
  for (size_t i = 0; i < count; i++) {
    MoteValue function;
    TRY(mote_function_new(vm, rows[i].function, rows[i].name, rows[i].length, mote_undefined(),
                          &function) &&
        mote_define(vm, object, rows[i].name, function, attributes));
  }
  return true;
}

bool define_text(MoteVm *vm, MoteValue object, const char *name, const char *text,
                 unsigned attributes) {
  MoteValue value;
  return mote_string(vm, text, MOTE_NUL_TERMINATED, &value) &&
         mote_define(vm, object, name, value, attributes);
}
