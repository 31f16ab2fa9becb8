/* SPDX-License-Identifier: MIT */
/* call.h: calling from C. The functions are implemented by the interpreter (vm/call.c); they nest on
 * the C stack and throw RangeError when it runs out. All run JavaScript; false: exception. */
#ifndef OPS_CALL_H
#define OPS_CALL_H

#include "ops/property.h"

/* Call(f, this, args). TypeError unless callable. The arguments are copied first. */
MUST_USE bool call_function(Vm *vm, Value f, Value this_value, const Value *args, uint32_t argc,
                            Value *out);
/* Call(f, this, args) again and again from the loop of one native function, with what stays the same looked up once. */
typedef struct Callback {
  Value function, this_value;
  Value *registers; /* of the frame that the calls are made from */
  Value *window; /* where their frames begin; NULL: call_function makes the calls */
} Callback;
Callback callback_make(Vm *vm, Value f, Value this_value);
MUST_USE bool callback_call(Vm *vm, const Callback *callback, const Value *args, uint32_t argc,
                            Value *out);
/* Whether a callback does nothing but give its first argument minus its second (*swapped: the second minus the first),
 * which for two numbers can be had without calling it. */
bool callback_is_difference(Vm *vm, const Callback *callback, bool *swapped);
/* Construct(f, args, new_target): f and new_target are constructors. */
MUST_USE bool construct(Vm *vm, Value f, const Value *args, uint32_t argc, Value new_target,
                        Value *out);
/* Invoke(v, key, args) */
MUST_USE bool invoke(Vm *vm, Value v, PropertyKey key, const Value *args, uint32_t argc,
                     Value *out);
/* get C [ %Symbol.species% ] of every builtin constructor: its receiver   #sec-get-array-%symbol.species% and kin */
bool species_getter(Vm *vm, Call *call);
/* OPT: whether reading @@species of a builtin constructor gives it itself, by the getter that it, or the constructor
 * that it inherits from, came with, which nobody notices. Runs nothing; false: perhaps not. */
bool is_its_species(Vm *vm, Object *constructor);
/* SpeciesConstructor(o, default) */
MUST_USE bool species_constructor(Vm *vm, Object *o, Value default_constructor, Value *out);
/* ArraySpeciesCreate(o, length) */
MUST_USE bool array_species_create(Vm *vm, Object *o, double length, Object **out);
/* ArrayCreate as an operation: RangeError above 2^32-1. */
MUST_USE bool array_create(Vm *vm, double length, Value prototype, Array **out);
/* GetPrototypeFromConstructor */
MUST_USE bool get_prototype_from_constructor(Vm *vm, Value constructor, IntrinsicId fallback,
                                             Value *out);
/* OrdinaryCreateFromConstructor: an object of a cell type and size. */
MUST_USE bool ordinary_create_from_constructor(Vm *vm, Value constructor, IntrinsicId fallback,
                                               CellType type, size_t size, void **out);
/* [[Call]] and [[Construct]] of a proxy, for call_function and construct. */
MUST_USE bool proxy_call(Vm *vm, Proxy *proxy, Value this_value, const Value *args, uint32_t argc,
                         Value *out);
MUST_USE bool proxy_construct(Vm *vm, Proxy *proxy, const Value *args, uint32_t argc,
                              Value new_target, Value *out);
/* GetFunctionRealm; TypeError for revoked proxies. */
MUST_USE bool get_function_realm(Vm *vm, Value function, Realm **out);
/* Whether v is the builtin method that the table of an intrinsic object names so ("next",
 * "@@hasInstance"), of any realm: for fast paths that do what calling it would. Runs nothing. */
bool value_is_builtin_method(Vm *vm, Value v, IntrinsicId id, const char *name);
/* The same for an intrinsic that is a function itself. */
bool value_is_builtin_function(Value v, IntrinsicId id);
/* A TypeError "x is not a function" for a value that stands for a callee. Always false. */
bool throw_not_callable(Vm *vm, Value v);
MUST_USE bool bound_function_create(Vm *vm, Value target, Value bound_this, const Value *args,
                                    uint32_t argc, Value *out);
/* SetFunctionName on a new function object. prefix may be NULL. */
MUST_USE bool set_function_name(Vm *vm, Object *f, PropertyKey name, const char *prefix);

#endif
