/* SPDX-License-Identifier: MIT */
/* dom_exception.c: making DOMExceptions. */
#include "runtime/web/dom_exception.h"

#include <string.h>

#include "runtime/modules/builtin_modules.h"

bool dom_exception_new(MoteVm *vm, const char *name, const char *message, MoteValue *out) {
  MoteValue module, constructor, arguments[2];
  bool has_class = strcmp(name, "QuotaExceededError") == 0;
  return builtin_module_get(runtime_of(vm), "mote:internal/dom_exception", &module) &&
         mote_get(vm, module, has_class ? name : "DOMException", &constructor) &&
         mote_string(vm, message, MOTE_NUL_TERMINATED, &arguments[0]) &&
         mote_string(vm, name, MOTE_NUL_TERMINATED, &arguments[1]) &&
         mote_construct(vm, constructor, arguments, has_class ? 1 : 2, out);
}

bool throw_dom_exception(MoteVm *vm, const char *name, const char *format, ...) {
  Text message = {0};
  MoteValue exception;
  va_list list;
  va_start(list, format);
  text_format_list(&message, format, list);
  va_end(list);
  bool ok = dom_exception_new(vm, name, text_string(&message), &exception);
  text_free(&message);
  return ok && mote_throw(vm, exception);
}
