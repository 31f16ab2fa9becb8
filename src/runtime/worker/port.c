/* SPDX-License-Identifier: MIT */
/* port.c: the ends of channels as host objects, and mote:internal/messaging.
 *
 * lib/web/messaging.ts and worker.ts make MessagePort, BroadcastChannel and Worker of them. */
#include "runtime/worker/port.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/web/dom_exception.h"
#include "runtime/worker/group.h"
#include "runtime/worker/worker.h"

struct Port {
  Runtime *rt;
  PortEnds ends;       /* own NULL: closed */
  Group *group;        /* of a BroadcastChannel, with a hold; else NULL */
  MoteHandle *deliver; /* the function that takes letters; NULL: not started */
  bool references;     /* once started, it keeps the loop alive */
  bool waits;          /* once started, for a reader: it keeps a worker, but not its parent */
};

/* --- ends --- */

bool port_ends_create(PortEnds *first, PortEnds *second) {
  Inbox *a = inbox_create(), *b = a ? inbox_create() : NULL;
  if (!b) {
    inbox_release(a);
    return false;
  }
  *first = (PortEnds){a, b};
  *second = (PortEnds){inbox_retain(b), inbox_retain(a)};
  return true;
}

void port_ends_release(PortEnds *ends) {
  if (!ends->own) return;
  inbox_close(ends->own);
  if (ends->other) inbox_post(ends->other, LETTER_CLOSED, NULL, 0);
  inbox_release(ends->own);
  inbox_release(ends->other);
  *ends = (PortEnds){0};
}

/* --- the loop --- */

static void update_handle(const Ports *ports) {
  if (ports->references || ports->lingers) uv_ref((uv_handle_t *)ports->poll);
  else uv_unref((uv_handle_t *)ports->poll);
}

static void change_references(Runtime *rt, int by) {
  Ports *ports = &rt->ports;
  ports->references = (uint32_t)((int)ports->references + by);
  update_handle(ports);
}

static void set_lingers(Runtime *rt, bool lingers) {
  Ports *ports = &rt->ports;
  if (ports->lingers == lingers) return;
  ports->lingers = lingers;
  update_handle(ports);
  worker_tell_idle(rt, lingers);
}

bool ports_linger(Runtime *rt) {
  if (!rt->options.worker || !rt->ports.waiting) return false;
  set_lingers(rt, true);
  return true;
}

/* What is left of a port without its ends; not to be called by a finalizer if it is started. */
static void port_stop(Port *port) {
  if (!port->deliver) return;
  mote_handle_destroy(port->deliver);
  port->deliver = NULL;
  if (port->references) change_references(port->rt, -1);
  if (port->waits) port->rt->ports.waiting--;
}

static void port_close(Port *port) {
  if (port->group) group_leave(port->group, port->ends.own);
  group_release(port->group);
  port->group = NULL;
  port_ends_release(&port->ends);
}

static void port_finalize(void *data) {
  port_close(data);
  free(data);
}

/* The arguments of the function: kind, value, ports, status. False: the message cannot be read. */
static bool letter_arguments(MoteVm *vm, const Letter *letter, MoteValue arguments[4]) {
  arguments[0] = mote_int32((int32_t)letter->kind);
  arguments[1] = arguments[2] = mote_undefined();
  arguments[3] = mote_int32(letter->status);
  return !letter->message || mote_message_read(vm, letter->message, &arguments[1], &arguments[2]);
}

#define UNREADABLE (-1)

static void deliver_letter(void *owner, Letter *letter) {
  Port *port = owner;
  Runtime *rt = port->rt;
  MoteValue arguments[4], deliver = mote_handle_get(port->deliver);
  if (!letter_arguments(rt->vm, letter, arguments)) {
    mote_take_exception(rt->vm);
    arguments[0] = mote_int32(UNREADABLE);
    arguments[1] = arguments[2] = mote_undefined();
  }
  letter_free(letter);
  runtime_call(rt, deliver, mote_undefined(), arguments, 4);
}

static void deliver_letters(Runtime *rt) {
  set_lingers(rt, false);
  if (rt->ports.mailbox) mailbox_deliver(rt->ports.mailbox, deliver_letter);
}

static void on_readable(uv_poll_t *poll, int status, int events) {
  Runtime *rt = poll->data;
  (void)status, (void)events;
  mailbox_take_wakeup(rt->ports.mailbox);
  deliver_letters(rt);
}

/* Those that are posted meanwhile are for the next turn of the loop. */
static void on_idle(uv_idle_t *idle) {
  Runtime *rt = idle->data;
  deliver_letters(rt);
  if (rt->ports.mailbox && !mailbox_has_letters(rt->ports.mailbox)) uv_idle_stop(idle);
}

/* OPT: what the thread posts to itself needs no descriptor: the loop just must not wait. */
static void wake_up(void *user) { uv_idle_start(user, on_idle); }

static void free_handle(uv_handle_t *handle) { free(handle); }

static void ports_end(Runtime *rt, void *data) {
  (void)data;
  Ports *ports = &rt->ports;
  uv_close((uv_handle_t *)ports->poll, free_handle);
  uv_close((uv_handle_t *)ports->idle, free_handle);
  mailbox_close(ports->mailbox);
  ports->mailbox = NULL;
}

/* The handles, not in the loop before nothing can fail any more. */
static bool ports_allocate(Ports *ports) {
  ports->poll = malloc(sizeof *ports->poll);
  ports->idle = malloc(sizeof *ports->idle);
  if (ports->poll && ports->idle) ports->mailbox = mailbox_create(wake_up, ports->idle);
  return ports->mailbox != NULL;
}

static bool ports_open(Runtime *rt) {
  Ports *ports = &rt->ports;
  if (ports->mailbox) return true;
  if (!ports_allocate(ports) ||
      uv_poll_init(&rt->loop, ports->poll, mailbox_descriptor(ports->mailbox)) != 0) {
    if (ports->mailbox) mailbox_close(ports->mailbox);
    ports->mailbox = NULL;
    free(ports->poll);
    free(ports->idle);
    return mote_throw_out_of_memory(rt->vm);
  }
  uv_idle_init(&rt->loop, ports->idle);
  ports->poll->data = ports->idle->data = rt;
  uv_unref((uv_handle_t *)ports->poll);
  uv_unref((uv_handle_t *)ports->idle);
  bool polls = uv_poll_start(ports->poll, UV_READABLE, on_readable) == 0;
  if (polls && runtime_on_end(rt, ports_end, NULL)) return true;
  ports_end(rt, NULL);
  return polls ? false : mote_throw_out_of_memory(rt->vm);
}

/* --- host objects --- */

static bool port_new_with_group(Runtime *rt, PortEnds ends, Group *group, MoteValue *out) {
  static const MoteClassSpec spec = {.name = "Port", .finalize = port_finalize};
  Port *port = calloc(1, sizeof *port);
  if (!port) {
    port_ends_release(&ends);
    return mote_throw_out_of_memory(rt->vm);
  }
  *port = (Port){.rt = rt, .ends = ends, .group = group, .references = true};
  if (runtime_instance(rt->vm, CLASS_PORT, &spec, port, out)) return true;
  port_finalize(port);
  return false;
}

bool port_new(Runtime *rt, PortEnds ends, MoteValue *out) {
  return port_new_with_group(rt, ends, NULL, out);
}

static bool port_of(MoteVm *vm, MoteValue object, Port **out) {
  void *data = NULL;
  Runtime *rt = runtime_of(vm);
  if (rt->classes[CLASS_PORT]) TRY(mote_instance_data(vm, object, rt->classes[CLASS_PORT], &data));
  *out = data;
  return data || mote_throw_error(vm, MOTE_TYPE_ERROR, "Not the end of a channel");
}

bool port_take(MoteVm *vm, MoteValue object, PortEnds *out) {
  Port *port;
  TRY(port_of(vm, object, &port));
  if (!port->ends.own)
    return throw_dom_exception(vm, "DataCloneError",
                               "A MessagePort in the transfer list is closed.");
  port_stop(port);
  inbox_detach(port->ends.own);
  *out = port->ends;
  port->ends = (PortEnds){0};
  return true;
}

/* --- mote:internal/messaging --- */

/* createChannel ( ): two ends. */
static bool create_channel(MoteVm *vm, MoteCall *call) {
  PortEnds first, second;
  MoteValue ends[2], out;
  if (!port_ends_create(&first, &second)) return mote_throw_out_of_memory(vm);
  if (!port_new(runtime_of(vm), first, &ends[0])) {
    port_ends_release(&second);
    return false;
  }
  return port_new(runtime_of(vm), second, &ends[1]) && mote_array_of(vm, ends, 2, &out) &&
         mote_return(call, out);
}

static Group *own_group(Runtime *rt) {
  if (!rt->ports.group)
    rt->ports.group = rt->options.group ? group_retain(rt->options.group) : group_create();
  return rt->ports.group;
}

Group *port_share_group(Runtime *rt) {
  Group *group = own_group(rt);
  return group ? group_retain(group) : NULL;
}

/* createBroadcast ( name ): an end that posts to all others of that name. */
static bool create_broadcast(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  char *name;
  MoteValue out;
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &name, NULL));
  Group *group = port_share_group(rt);
  PortEnds ends = {group ? inbox_create() : NULL, NULL};
  bool joined = ends.own && group_join(group, ends.own, name);
  mote_free(name);
  if (!joined) {
    inbox_release(ends.own);
    group_release(group);
    return mote_throw_out_of_memory(vm);
  }
  return port_new_with_group(rt, ends, group, &out) && mote_return(call, out);
}

/* Whether a port among those that go with a message is the one that it would go to. */
static bool sends_its_target(MoteVm *vm, const Port *port, MoteValue ends) {
  for (uint32_t i = 0; i < mote_array_length(vm, ends); i++) {
    MoteValue end;
    Port *sent;
    if (mote_get_index(vm, ends, i, &end) && port_of(vm, end, &sent) &&
        sent->ends.own == port->ends.other)
      return true;
    mote_take_exception(vm);
  }
  return false;
}

/* post ( end, value, transfer, ends ): ends: those of the ports in the list of transfers. A port that would be sent to
 * itself is lost with the message, as HTML wants it. */
static bool post(MoteVm *vm, MoteCall *call) {
  Port *port;
  TRY(port_of(vm, mote_argument(call, 0), &port));
  Inbox *target = port->ends.other ? inbox_retain(port->ends.other) : NULL;
  bool lost = port->ends.own && sends_its_target(vm, port, mote_argument(call, 3));
  unsigned flags = port->group ? MOTE_MESSAGE_FOR_MANY : 0;
  MoteMessage *message =
      mote_message_write(vm, mote_argument(call, 1), mote_argument(call, 2), flags);
  if (message && port->group && port->ends.own) group_post(port->group, port->ends.own, message);
  if (message && target && !lost) inbox_post(target, LETTER_MESSAGE, message, 0);
  else mote_message_destroy(message);
  inbox_release(target);
  return message != NULL;
}

/* start ( end, deliver ): deliver (kind, value, ports, status) is called for each letter. */
static bool start(MoteVm *vm, MoteCall *call) {
  Port *port;
  TRY(port_of(vm, mote_argument(call, 0), &port) && ports_open(runtime_of(vm)));
  if (!port->ends.own || port->deliver) return true;
  port->deliver = mote_handle_create(vm, mote_argument(call, 1));
  TRY(port->deliver);
  if (port->references) change_references(port->rt, 1);
  if (port->waits) port->rt->ports.waiting++;
  inbox_attach(port->ends.own, port->rt->ports.mailbox, port);
  return true;
}

/* setReferenced ( end, whether it keeps the loop alive ) */
static bool set_referenced(MoteVm *vm, MoteCall *call) {
  Port *port;
  TRY(port_of(vm, mote_argument(call, 0), &port));
  bool references = mote_to_boolean(vm, mote_argument(call, 1));
  if (references != port->references && port->deliver)
    change_references(port->rt, references ? 1 : -1);
  port->references = references;
  return true;
}

/* setWaiting ( end, whether it waits for somebody to read ) */
static bool set_waiting(MoteVm *vm, MoteCall *call) {
  Port *port;
  TRY(port_of(vm, mote_argument(call, 0), &port));
  bool waits = mote_to_boolean(vm, mote_argument(call, 1));
  if (waits != port->waits && port->deliver) {
    if (waits) port->rt->ports.waiting++;
    else port->rt->ports.waiting--;
  }
  port->waits = waits;
  return true;
}

/* close ( end ) */
static bool close_port(MoteVm *vm, MoteCall *call) {
  Port *port;
  TRY(port_of(vm, mote_argument(call, 0), &port));
  port_stop(port);
  port_close(port);
  return true;
}

bool port_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {
      {"createChannel", create_channel, 0},
      {"createBroadcast", create_broadcast, 1},
      {"post", post, 4},
      {"start", start, 2},
      {"setReferenced", set_referenced, 2},
      {"setWaiting", set_waiting, 2},
      {"close", close_port, 1},
  };
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
