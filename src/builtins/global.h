/* SPDX-License-Identifier: MIT */
/* global.h: the functions of the global object that are not in global.c, whose table names them. */
#ifndef BUILTINS_GLOBAL_H
#define BUILTINS_GLOBAL_H

#include "value/native.h"

/* uri.c */
bool global_decode_uri(Vm *vm, Call *call);
bool global_decode_uri_component(Vm *vm, Call *call);
bool global_encode_uri(Vm *vm, Call *call);
bool global_encode_uri_component(Vm *vm, Call *call);
bool global_escape(Vm *vm, Call *call);
bool global_unescape(Vm *vm, Call *call);

/* structured_clone.c */
bool global_structured_clone(Vm *vm, Call *call);

#endif
