/* SPDX-License-Identifier: MIT */
/* async.c: makes and ends the async core. */
#include "async/async.h"
#include "async/waiter_list.h"

#include <stdlib.h>
#include <string.h>

static void mark(Vm *vm, void *data) {
  (void)data;
  job_queue_mark(vm, &vm->async->jobs);
  waiters_mark(vm);
}

/* What is remembered by address or shape index, which may be used again. */
static void forget_dead(Vm *vm, void *data) {
  (void)data;
  PromiseGuard *guard = &vm->async->guard;
  if (guard->realm && !heap_is_marked(vm, guard->realm)) guard->realm = NULL;
  memset(vm->async->no_then_headers, 0,
         sizeof vm->async->no_then_headers); /* shapes' indices are used again */
}

bool async_init(Vm *vm) {
  vm->async = calloc(1, sizeof *vm->async);
  return vm->async && heap_add_roots(vm, mark, NULL) && heap_add_weak(vm, forget_dead, NULL);
}

void async_destroy(Vm *vm) {
  if (!vm->async) return;
  waiters_destroy(vm);
  job_queue_destroy(&vm->async->jobs);
  free(vm->async);
}
