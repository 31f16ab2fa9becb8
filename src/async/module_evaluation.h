/* SPDX-License-Identifier: MIT */
/* module_evaluation.h: loading and evaluation of modules, which promises tell of. */
#ifndef ASYNC_MODULE_EVALUATION_H
#define ASYNC_MODULE_EVALUATION_H

#include "async/promise.h"
#include "vm/module_internal.h"

/* Evaluate: *out is the promise of the module's cycle root. Runs JavaScript. */
MUST_USE bool module_evaluate(Vm *vm, Module *m, Value *out);
/* LoadRequestedModules: a promise. May run JavaScript (the host's). */
MUST_USE bool module_load_requested(Vm *vm, Module *m, Promise **out);

#endif
