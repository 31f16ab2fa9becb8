/* SPDX-License-Identifier: MIT */
/* resource.c: handles behind objects: who keeps what alive, and the end. */
#include "runtime/loop/resource.h"

#include <stdlib.h>

#include "runtime/internal.h"

/* --- life and death --- */

static void free_if_unused(Resource *resource) {
  if (!resource->has_object && !resource->is_open) resource->kind->free(resource);
}

static void drop_self(Resource *resource) {
  resource->waiting = 0;
  mote_handle_destroy(resource->self);
  resource->self = NULL;
}

static void settle_closing(Resource *resource) {
  if (!resource->closing) return;
  if (!resource->is_ending) mote_async_resolve(resource->closing, mote_undefined());
  mote_async_release(resource->closing);
  resource->closing = NULL;
}

static void on_closed(uv_handle_t *handle) {
  Resource *resource = handle->data;
  Runtime *rt = resource->rt;
  bool ends = resource->is_ending;
  *resource->link = resource->next;
  if (resource->next) resource->next->link = resource->link;
  resource->is_open = false;
  if (!ends && resource->kind->closed) resource->kind->closed(resource);
  settle_closing(resource);
  drop_self(resource);
  free_if_unused(resource);
  if (!ends) runtime_after_callback(rt);
}

/* For libuv a socket that is neither read nor written is idle, and does not count. */
static void count_staying(Resource *resource) {
  Runtime *rt = resource->rt;
  bool counts = resource->stays && !resource->unref && resource_is_usable(resource);
  if (counts == resource->is_counted) return;
  resource->is_counted = counts;
  if (counts && rt->staying++ == 0) uv_ref((uv_handle_t *)&rt->wake);
  if (!counts && --rt->staying == 0) uv_unref((uv_handle_t *)&rt->wake);
}

void resource_set_stays(Resource *resource, bool stays) {
  resource->stays = stays;
  count_staying(resource);
}

void resource_close(Resource *resource) {
  if (!resource->is_open || uv_is_closing(resource->handle)) return;
  uv_close(resource->handle, on_closed);
  count_staying(resource);
}

/* The runtime ends. What is being closed already is only told so. */
static void end_all(Runtime *rt, void *data) {
  (void)data;
  for (Resource *each = rt->resources, *next; each; each = next) {
    next = each->next;
    each->is_ending = true;
    each->kind->abandon(each);
    settle_closing(each);
    drop_self(each);
    resource_close(each);
  }
}

bool resource_open(Runtime *rt, Resource *resource, const ResourceKind *kind, uv_handle_t *handle) {
  resource->kind = kind;
  resource->rt = rt;
  resource->handle = handle;
  resource->is_open = true;
  handle->data = resource;
  uv_unref(handle);
  resource->next = rt->resources;
  if (resource->next) resource->next->link = &resource->next;
  resource->link = &rt->resources;
  rt->resources = resource;
  if (!rt->ends_resources && !runtime_on_end(rt, end_all, NULL)) {
    resource_close(resource);
    return false;
  }
  rt->ends_resources = true;
  return true;
}

bool resource_object(Resource *resource, RuntimeClass which, MoteValue *out) {
  const MoteClass *class_ = resource->rt->classes[which];
  resource->has_object = mote_instance_new(resource->rt->vm, class_, resource, out);
  if (!resource->has_object) resource_close(resource);
  return resource->has_object;
}

static void finalize(void *data) {
  Resource *resource = data;
  resource->has_object = false;
  resource_close(resource);
  free_if_unused(resource);
}

/* --- waiting --- */

static void update_ref(Resource *resource) {
  if (!resource->is_open) return;
  count_staying(resource);
  if (resource->waiting && !resource->unref) uv_ref(resource->handle);
  else uv_unref(resource->handle);
}

bool resource_hold(Resource *resource, MoteValue object) {
  if (!resource->self) {
    resource->self = mote_handle_create(resource->rt->vm, object);
    TRY(resource->self);
  }
  resource->waiting++;
  update_ref(resource);
  return true;
}

void resource_let_go(Resource *resource) {
  if (!resource->waiting || --resource->waiting) return;
  drop_self(resource);
  update_ref(resource);
}

void resource_finish(Resource *resource, MoteAsync *operation, bool ok) {
  if (resource->is_ending) {
    mote_async_release(operation);
    return;
  }
  mote_async_finish(operation, ok, mote_undefined());
  resource_let_go(resource);
}

/* --- methods that all have --- */

static bool this_resource(MoteVm *vm, MoteCall *call, Resource **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_RESOURCE], &data));
  *out = data;
  return true;
}

bool resource_close_method(MoteVm *vm, MoteCall *call) {
  Resource *resource;
  TRY(this_resource(vm, call, &resource));
  if (!resource->is_open || resource->closing)
    return mote_async_return(vm, call, true, mote_undefined());
  MoteAsync *operation = mote_async_start(vm, call);
  if (operation && !resource->self) resource->self = mote_handle_create(vm, mote_this(call));
  if (!operation || !resource->self) {
    mote_async_release(operation);
    return false;
  }
  resource->closing = operation;
  resource_close(resource);
  return true;
}

static bool set_unref(MoteVm *vm, MoteCall *call, bool unref) {
  Resource *resource;
  TRY(this_resource(vm, call, &resource));
  resource->unref = unref;
  update_ref(resource);
  return mote_return(call, mote_this(call));
}

static bool ref_method(MoteVm *vm, MoteCall *call) { return set_unref(vm, call, false); }
static bool unref_method(MoteVm *vm, MoteCall *call) { return set_unref(vm, call, true); }

bool resource_class(MoteVm *vm, RuntimeClass which, const char *name, const MoteMethod *methods,
                    uint32_t method_count) {
  static const MoteMethod common[] = {
      {"close", resource_close_method, 0, NULL, MOTE_METHOD},
      {"ref", ref_method, 0, NULL, MOTE_METHOD},
      {"unref", unref_method, 0, NULL, MOTE_METHOD},
  };
  static const MoteClassSpec base = {
      .name = "Resource", .methods = common, .method_count = LENGTH_OF(common)};
  MoteClass *parent, *made;
  if (runtime_of(vm)->classes[which]) return true;
  TRY(runtime_class(vm, CLASS_RESOURCE, &base, &parent));
  MoteClassSpec spec = {.name = name,
                        .methods = methods,
                        .method_count = method_count,
                        .finalize = finalize,
                        .parent = parent};
  return runtime_class(vm, which, &spec, &made);
}

/* --- queues --- */

bool wait_queue_add(MoteVm *vm, MoteCall *call, WaitQueue *queue, Resource *resource) {
  WaitEntry *entry = malloc(sizeof *entry);
  if (!entry) return mote_throw_out_of_memory(vm);
  *entry = (WaitEntry){NULL, mote_async_start(vm, call)};
  if (!entry->operation || !resource_hold(resource, mote_this(call))) {
    mote_async_release(entry->operation);
    free(entry);
    return false;
  }
  if (queue->last) queue->last->next = entry;
  else queue->first = entry;
  queue->last = entry;
  return true;
}

static MoteAsync *take_first(WaitQueue *queue) {
  WaitEntry *entry = queue->first;
  if (!entry) return NULL;
  MoteAsync *operation = entry->operation;
  queue->first = entry->next;
  if (!queue->first) queue->last = NULL;
  free(entry);
  return operation;
}

MoteAsync *wait_queue_take(WaitQueue *queue, Resource *resource) {
  MoteAsync *operation = take_first(queue);
  if (operation) resource_let_go(resource);
  return operation;
}

void wait_queue_abandon(WaitQueue *queue) {
  for (MoteAsync *operation; (operation = take_first(queue));) mote_async_release(operation);
}
