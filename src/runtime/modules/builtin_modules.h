/* SPDX-License-Identifier: MIT */
/* builtin_modules.h: the modules that the runtime brings: node:fs and the like. */
#ifndef RUNTIME_BUILTIN_MODULES_H
#define RUNTIME_BUILTIN_MODULES_H

#include "runtime/runtime.h"

/* The name of a module without "node:"; those of mote keep their "mote:". */
const char *builtin_module_name(const char *specifier);
/* Whether programs may import it, with or without "node:". */
bool builtin_module_exists(const char *specifier);
/* The exports object, made when first asked for. May run JavaScript. */
bool builtin_module_get(Runtime *rt, const char *name, MoteValue *out);
/* Whether somebody has asked for it. */
bool builtin_module_is_loaded(Runtime *rt, const char *name);
/* module.builtinModules: an array of names. */
bool builtin_module_names(MoteVm *vm, MoteValue *out);

#endif
