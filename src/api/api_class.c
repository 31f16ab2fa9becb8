/* SPDX-License-Identifier: MIT */
/* api_class.c: classes of the host: a constructor, a prototype, and instances that carry a pointer. */
#include <stdio.h>
#include <stdlib.h>

#include "api/api.h"
#include "ops/call.h"

/* The constructor of a class that scripts cannot construct. */
static bool illegal_constructor(MoteVm *vm, MoteCall *call) {
  (void)call;
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
}

static bool add_class(Vm *vm, MoteClass *class_) {
  Api *api = vm->api;
  if (api->class_count == api->class_capacity) {
    uint32_t capacity = api->class_capacity ? api->class_capacity * 2 : 16;
    MoteClass **classes = realloc(api->classes, capacity * sizeof *classes);
    if (!classes) return throw_out_of_memory(vm);
    api->classes = classes;
    api->class_capacity = capacity;
  }
  class_->index = api->class_count;
  api->classes[api->class_count++] = class_;
  return true;
}

void api_classes_destroy(Vm *vm) {
  for (uint32_t i = 0; i < vm->api->class_count; i++) free(vm->api->classes[i]);
  free(vm->api->classes);
}

/* --- making --- */

/* "name", or of a well-known symbol "[Symbol.name]", behind "get " or "set ". */
static void function_name(const MoteMethod *method, const char *prefix, char out[64]) {
  bool is_symbol = strncmp(method->name, "@@", 2) == 0;
  snprintf(out, 64, is_symbol ? "%s[Symbol.%s]" : "%s%s", prefix, method->name + 2 * is_symbol);
}

static bool define_accessor(Vm *vm, MoteValue target, const MoteMethod *method, PropertyKey key,
                            unsigned attributes) {
  Value getter = value_undefined(vm), setter = getter, undefined = getter;
  char name[64];
  if (method->function) {
    function_name(method, "get ", name);
    NativeFunctionObject *f = api_function_object(vm, method->function, name, 0, 0, undefined);
    TRY(f);
    getter = value_cell(f);
  }
  if (method->setter) {
    function_name(method, "set ", name);
    NativeFunctionObject *f = api_function_object(vm, method->setter, name, 1, 0, undefined);
    TRY(f);
    setter = value_cell(f);
  }
  Value key_value;
  TRY(key_to_value(vm, key, &key_value));
  return mote_define_accessor(api_mote_vm(vm), target, api_mote_value(key_value),
                              api_mote_value(getter), api_mote_value(setter), attributes);
}

static bool define_method(Vm *vm, MoteValue constructor, MoteValue prototype,
                          const MoteMethod *method, bool enumerable) {
  PropertyKey key;
  TRY(api_method_key(vm, method->name, &key));
  unsigned shown = enumerable && !key_is_symbol(key) ? MOTE_ENUMERABLE : 0;
  if (method->kind == MOTE_ACCESSOR)
    return define_accessor(vm, prototype, method, key, MOTE_CONFIGURABLE | shown);
  char name[64];
  function_name(method, "", name);
  NativeFunctionObject *f =
      api_function_object(vm, method->function, name, method->length, 0, value_undefined(vm));
  TRY(f);
  return mote_define(api_mote_vm(vm), method->kind == MOTE_METHOD ? prototype : constructor,
                     method->name, api_mote_value(value_cell(f)), MOTE_HIDDEN | shown);
}

static bool define_tag(MoteVm *vm, MoteValue prototype, const char *name) {
  MoteValue tag;
  return mote_string(vm, name, MOTE_NUL_TERMINATED, &tag) &&
         mote_define(vm, prototype, "@@toStringTag", tag, MOTE_CONFIGURABLE);
}

static bool make_prototype(Vm *vm, const MoteClassSpec *spec, MoteValue *out) {
  if (!spec->parent) return mote_object_new(api_mote_vm(vm), out);
  return mote_object_new_with_prototype(api_mote_vm(vm),
                                        mote_class_prototype(api_mote_vm(vm), spec->parent), out);
}

static bool fill_class(MoteVm *mote, MoteClass *class_) {
  Vm *vm = api_vm(mote);
  const MoteClassSpec *spec = &class_->spec;
  MoteValue prototype;
  NativeFunctionObject *f =
      api_function_object(vm, spec->construct ? spec->construct : illegal_constructor, spec->name,
                          spec->length, NATIVE_CONSTRUCTOR | NATIVE_CLASS, value_undefined(vm));
  TRY(f);
  MoteValue constructor = api_mote_value(value_cell(f));
  if (spec->finalize) TRY(host_finalizer_register(vm, spec->finalize, &class_->finalizer));
  TRY(make_prototype(vm, spec, &prototype));
  if (spec->parent)
    TRY(mote_set_prototype(mote, constructor, mote_class_constructor(mote, spec->parent)));
  TRY(mote_define(mote, constructor, "prototype", prototype, 0));
  TRY(mote_define(mote, prototype, "constructor", constructor, MOTE_HIDDEN));
  for (uint32_t i = 0; i < spec->method_count; i++)
    TRY(define_method(vm, constructor, prototype, &spec->methods[i], spec->is_interface));
  if (spec->is_interface) TRY(define_tag(mote, prototype, spec->name));
  class_->constructor = mote_handle_create(mote, constructor);
  TRY(class_->constructor);
  class_->prototype = mote_handle_create(mote, prototype);
  TRY(class_->prototype);
  const Shape *shape = shape_root(vm, class_->prototype->value, 0, 0);
  TRY(shape);
  class_->shape = mote_handle_create(mote, api_mote_value(value_cell(shape)));
  return class_->shape != NULL;
}

bool mote_class_create(MoteVm *mote, const MoteClassSpec *spec, MoteClass **out) {
  Vm *vm = api_vm(mote);
  MoteClass *class_ = calloc(1, sizeof *class_);
  if (!class_) return throw_out_of_memory(vm);
  class_->spec = *spec;
  if (!add_class(vm, class_)) {
    free(class_);
    return false;
  }
  TRY(fill_class(mote, class_)); /* what is half made stays in the list, to be freed */
  *out = class_;
  return true;
}

MoteValue mote_class_constructor(MoteVm *vm, const MoteClass *class_) {
  (void)vm;
  return mote_handle_get(class_->constructor);
}
MoteValue mote_class_prototype(MoteVm *vm, const MoteClass *class_) {
  (void)vm;
  return mote_handle_get(class_->prototype);
}

/* --- instances --- */

/* OPT: the shape of instances with the class's own prototype is looked up once. */
static Shape *instance_shape(Vm *vm, const MoteClass *class_, Value prototype) {
  if (value_same_bits(prototype, class_->prototype->value))
    return (Shape *)value_as_cell(class_->shape->value);
  return shape_root(vm, prototype, 0, 0);
}

static HostObject *new_object(Vm *vm, const MoteClass *class_, Value prototype) {
  Shape *shape = instance_shape(vm, class_, prototype);
  if (!shape) return NULL;
  return host_object_new(vm, shape, class_->index, class_->finalizer, class_->spec.data_size);
}

static bool instance_new(Vm *vm, const MoteClass *class_, Value prototype, void *data, Value *out) {
  size_t size = class_->spec.data_size;
  HostObject *object = new_object(vm, class_, prototype);
  TRY(object);
  if (!size) object->data = data;
  else if (data) memcpy(object->data, data, size);
  *out = value_cell(object);
  return true;
}

bool mote_instance_new(MoteVm *mote, const MoteClass *class_, void *data, MoteValue *out) {
  Value instance;
  TRY(instance_new(api_vm(mote), class_, class_->prototype->value, data, &instance));
  return api_give(out, instance);
}

bool mote_instance_new_keeping(MoteVm *mote, const MoteClass *class_, MoteValue value, void **data,
                               MoteValue *out) {
  Vm *vm = api_vm(mote);
  HostObject *object = new_object(vm, class_, class_->prototype->value);
  TRY(object);
  slot_store(vm, object, &object->value, api_value(vm, value));
  *data = object->data;
  return api_give(out, value_cell(object));
}

/* The prototype that new_target asks for; the class's own where it has no object for one. */
static bool instance_prototype(Vm *vm, const Call *call, const MoteClass *class_, Value *out) {
  *out = class_->prototype->value;
  if (value_same_bits(call->new_target, class_->constructor->value)) return true;
  Value prototype;
  TRY(get(vm, value_as_object(call->new_target), vm->names.prototype, &prototype));
  if (value_is_object(prototype)) *out = prototype;
  return true;
}

bool mote_construct_instance(MoteVm *mote, MoteCall *host_call, const MoteClass *class_,
                             void *data) {
  Vm *vm = api_vm(mote);
  Call *call = host_call->call;
  Value prototype;
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CLASS_WITHOUT_NEW, class_->spec.name);
  TRY(instance_prototype(vm, call, class_, &prototype));
  return instance_new(vm, class_, prototype, data, &call->result);
}

bool mote_instance_data(MoteVm *mote, MoteValue value, const MoteClass *class_, void **out) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, value);
  *out = NULL;
  if (!value_is_type(v, CELL_HOST_OBJECT)) return true;
  const MoteClass *found = vm->api->classes[value_as_host_object(v)->class_index];
  while (found && found != class_) found = found->spec.parent;
  if (found) *out = value_as_host_object(v)->data;
  return true;
}

bool mote_this_data(MoteVm *mote, MoteCall *call, const MoteClass *class_, void **out) {
  Vm *vm = api_vm(mote);
  char text[128];
  TRY(mote_instance_data(mote, mote_this(call), class_, out));
  if (*out) return true;
  return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, class_->spec.name,
                          value_describe(vm, call->call->this_value, text, sizeof text));
}

MoteValue mote_instance_value(MoteVm *vm, MoteValue instance) {
  Value v = api_value(api_vm(vm), instance);
  if (!value_is_type(v, CELL_HOST_OBJECT)) return mote_undefined();
  Slot value = value_as_host_object(v)->value;
  return slot_is_none(value) ? mote_undefined() : api_mote_value(slot_load(api_vm(vm), value));
}

void mote_instance_set_value(MoteVm *mote, MoteValue instance, MoteValue value) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, instance);
  if (!value_is_type(v, CELL_HOST_OBJECT)) return;
  HostObject *object = value_as_host_object(v);
  slot_store(vm, object, &object->value, api_value(vm, value));
}

void mote_instance_set_data(MoteVm *vm, MoteValue instance, void *data) {
  Value v = api_value(api_vm(vm), instance);
  if (value_is_type(v, CELL_HOST_OBJECT)) value_as_host_object(v)->data = data;
}
