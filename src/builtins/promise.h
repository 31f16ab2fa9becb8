/* SPDX-License-Identifier: MIT */
/* promise.h: the functions of the Promise constructor that promise_combinators.c implements. */
#ifndef BUILTINS_PROMISE_H
#define BUILTINS_PROMISE_H

#include "value/native.h"

bool promise_constructor_all(Vm *vm, Call *call);
bool promise_constructor_all_settled(Vm *vm, Call *call);
bool promise_constructor_any(Vm *vm, Call *call);
bool promise_constructor_race(Vm *vm, Call *call);
/* The functions that they pass to then. */
bool promise_all_element(Vm *vm, Call *call);
bool promise_all_settled_fulfilled(Vm *vm, Call *call);
bool promise_all_settled_rejected(Vm *vm, Call *call);
bool promise_any_element(Vm *vm, Call *call);

#endif
