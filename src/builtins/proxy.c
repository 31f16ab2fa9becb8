/* SPDX-License-Identifier: MIT */
/* proxy.c: the Proxy constructor   #sec-proxy-objects
 *
 * What proxies do is in ops/exotic_proxy.c. */
#include "ops/call.h"

/* Proxy ( target, handler )   #sec-proxy-target-handler */
static bool proxy_constructor(Vm *vm, Call *call) {
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "Proxy");
  return proxy_create(vm, call_arg(vm, call, 0), call_arg(vm, call, 1), &call->result);
}

/* The closure of Proxy.revocable: data[0] is the proxy, until it has been revoked. */
static bool proxy_revoker(Vm *vm, Call *call) {
  NativeFunctionObject *revoker = value_as_native(call->callee);
  Value value = slot_load(vm, revoker->data[0]);
  if (!value_is_type(value, CELL_PROXY)) return true;
  Proxy *proxy = (Proxy *)value_as_cell(value);
  slot_store(vm, revoker, &revoker->data[0], value_null(vm));
  slot_store(vm, proxy, &proxy->target, value_null(vm));
  slot_store(vm, proxy, &proxy->handler, value_null(vm));
  return true;
}

/* Proxy.revocable ( target, handler )   #sec-proxy.revocable */
static bool proxy_revocable(Vm *vm, Call *call) {
  Value proxy;
  TRY(proxy_create(vm, call_arg(vm, call, 0), call_arg(vm, call, 1), &proxy));
  NativeFunctionObject *revoker = native_new(vm, proxy_revoker, "", 0, 1);
  TRY(revoker);
  slot_store(vm, revoker, &revoker->data[0], proxy);
  Object *result = object_new(vm, 2);
  TRY(result);
  TRY(define_value(vm, result, vm->names.proxy, proxy, PROPERTY_DEFAULT));
  TRY(define_value(vm, result, vm->names.revoke, value_cell(revoker), PROPERTY_DEFAULT));
  return call_return_cell(call, result);
}

static const BuiltinProperty proxy_constructor_properties[] = {
    FUNCTION("revocable", proxy_revocable, 2),
    INTERNAL("", proxy_revoker, 0),
};

/* #sec-properties-of-the-proxy-constructor */
const BuiltinObject proxy_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Proxy",
    .length = 2,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = proxy_constructor,
    .properties = proxy_constructor_properties,
    .property_count = array_length(proxy_constructor_properties),
};
