/* SPDX-License-Identifier: MIT */
/* module_internal.h: what module.c shares with the loading and evaluation of modules (async/). */
#ifndef VM_MODULE_INTERNAL_H
#define VM_MODULE_INTERNAL_H

#include "vm/interpreter.h"
#include "vm/module.h"

/* Rows of the lists of compile.h. */
uint32_t module_rows(Vm *vm, Slot list, uint32_t fields);
Value module_row(Vm *vm, Slot list, uint32_t fields, uint32_t row, uint32_t field);
/* The module of a request; NULL: not loaded. */
Module *module_loaded_request(Vm *vm, const Module *m, uint32_t request);
/* NULL: exception. */
MUST_USE Environment *module_environment(Vm *vm, Module *m);
/* Gives the pending error the position of a byte range of the module's source. Always false. */
bool module_mark_error(Vm *vm, Module *m, int32_t start, int32_t end);
MUST_USE bool module_link(Vm *vm, Module *m);

#endif
