/* SPDX-License-Identifier: MIT */
/* api_port.c: ports: how other threads reach a VM.
 *
 * A port is counted memory behind a mutex, and outlives its VM. Posting appends to its list and,
 * when the list was empty, wakes the host up; the VM's thread takes the whole list at once. */
#include <pthread.h>
#include <stdlib.h>

#include "api/api.h"

typedef struct PostedItem {
  struct PostedItem *next;
  void (*run)(MoteVm *vm, void *data);
  void *data;
} PostedItem;

struct MotePort {
  pthread_mutex_t mutex;
  Vm *vm;           /* NULL once it is gone */
  MoteWakeup wakeup;
  void *user;
  PostedItem *first, **last;
  uint32_t holds;   /* those of the host, and one of the VM until its end */
  MotePort *next;   /* of the VM's ports; used on its thread only */
};

MotePort *mote_port_open(MoteVm *mote, MoteWakeup wakeup, void *user) {
  Vm *vm = api_vm(mote);
  MotePort *port = calloc(1, sizeof *port);
  if (!port) return NULL;
  pthread_mutex_init(&port->mutex, NULL);
  port->vm = vm;
  port->wakeup = wakeup;
  port->user = user;
  port->last = &port->first;
  port->holds = 2; /* the caller's, and the VM's list */
  port->next = vm->api->ports;
  vm->api->ports = port;
  return port;
}

MotePort *mote_port_retain(MotePort *port) {
  pthread_mutex_lock(&port->mutex);
  port->holds++;
  pthread_mutex_unlock(&port->mutex);
  return port;
}

void mote_port_release(MotePort *port) {
  if (!port) return;
  pthread_mutex_lock(&port->mutex);
  bool last = --port->holds == 0;
  pthread_mutex_unlock(&port->mutex);
  if (!last) return;
  pthread_mutex_destroy(&port->mutex);
  free(port);
}

bool mote_post(MotePort *port, void (*run)(MoteVm *vm, void *data), void *data) {
  PostedItem *item = malloc(sizeof *item);
  if (!item) return false;
  *item = (PostedItem){NULL, run, data};
  pthread_mutex_lock(&port->mutex);
  bool open = port->vm != NULL, first = !port->first;
  if (open) {
    *port->last = item;
    port->last = &item->next;
    /* under the lock, so that the VM's end waits for it */
    if (first && port->wakeup) port->wakeup(port->user);
  }
  pthread_mutex_unlock(&port->mutex);
  if (!open) free(item);
  return open;
}

static PostedItem *take_items(MotePort *port, bool close) {
  pthread_mutex_lock(&port->mutex);
  PostedItem *items = port->first;
  port->first = NULL;
  port->last = &port->first;
  if (close) port->vm = NULL;
  pthread_mutex_unlock(&port->mutex);
  return items;
}

uint32_t mote_run_posted(MoteVm *vm, MotePort *port) {
  uint32_t count = 0;
  for (PostedItem *next, *item = take_items(port, false); item; item = next, count++) {
    next = item->next;
    item->run(vm, item->data);
    free(item);
    if (!mote_has_exception(vm)) continue;
    MoteValue error = mote_take_exception(vm);
    const MoteHooks *hooks = &api_vm(vm)->api->hooks;
    if (hooks->uncaught) hooks->uncaught(vm, error);
  }
  return count;
}

void api_ports_abandon(Vm *vm) {
  for (MotePort *next, *port = vm->api->ports; port; port = next) {
    next = port->next;
    for (PostedItem *following, *item = take_items(port, true); item; item = following) {
      following = item->next;
      item->run(NULL, item->data);
      free(item);
    }
    mote_port_release(port);
  }
  vm->api->ports = NULL;
}
