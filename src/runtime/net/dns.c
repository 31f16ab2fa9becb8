/* SPDX-License-Identifier: MIT */
/* dns.c: names to addresses and back, as the system knows them (files and DNS), on libuv's pool. */
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/net/address.h"
#include "runtime/net/net.h"

/* One question. */
typedef struct NameRequest {
  union {
    uv_getaddrinfo_t forward;
    uv_getnameinfo_t back;
  } uv;
  Runtime *rt;
  MoteAsync *operation;
  char *name;
} NameRequest;

static void request_free(NameRequest *request) {
  mote_async_release(request->operation);
  mote_free(request->name);
  free(request);
}

static NameRequest *request_new(MoteVm *vm, MoteCall *call) {
  NameRequest *request = calloc(1, sizeof *request);
  if (!request) {
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  request->rt = runtime_of(vm);
  if (mote_to_utf8(vm, mote_argument(call, 0), &request->name, NULL))
    request->operation = mote_async_start(vm, call);
  if (request->operation) return request;
  request_free(request);
  return NULL;
}

/* "getaddrinfo ENOTFOUND example.invalid", with the property hostname. */
static bool throw_not_found(MoteVm *vm, int error, const char *syscall, const char *name) {
  char code[32];
  MoteValue value;
  bool is_missing = error == UV_EAI_NONAME || error == UV_EAI_NODATA;
  Text text = {0};
  uv_err_name_r(error, code, sizeof code);
  const char *name_of_error = is_missing ? "ENOTFOUND" : code;
  text_format(&text, "%s %s %s", syscall, name_of_error, name);
  bool ok = mote_error_new(vm, MOTE_ERROR, text_string(&text), &value) &&
            mote_define(vm, value, "errno", mote_int32(error), MOTE_DEFAULT) &&
            define_text(vm, value, "code", name_of_error, MOTE_DEFAULT) &&
            define_text(vm, value, "syscall", syscall, MOTE_DEFAULT) &&
            define_text(vm, value, "hostname", name, MOTE_DEFAULT);
  text_free(&text);
  return ok && mote_throw(vm, value);
}

bool address_look_up(MoteVm *vm, const char *name, int port, struct sockaddr_storage *out) {
  const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
  uv_getaddrinfo_t request;
  if (strcmp(name, "localhost") == 0) name = "127.0.0.1";
  if (address_parse(name, port, out)) return true;
  int error = uv_getaddrinfo(&runtime_of(vm)->loop, &request, NULL, name, NULL, &hints);
  if (error) return throw_not_found(vm, error, "getaddrinfo", name);
  const struct addrinfo *found = request.addrinfo;
  memcpy(out, found->ai_addr, found->ai_addrlen);
  if (found->ai_family == AF_INET) ((struct sockaddr_in *)out)->sin_port = htons((uint16_t)port);
  else ((struct sockaddr_in6 *)out)->sin6_port = htons((uint16_t)port);
  uv_freeaddrinfo(request.addrinfo);
  return true;
}

static void settle(NameRequest *request, bool ok, MoteValue value) {
  Runtime *rt = request->rt;
  if (ok) mote_async_resolve(request->operation, value);
  else mote_async_reject_pending(request->operation);
  request_free(request);
  runtime_after_callback(rt);
}

/* [{ address, family }], in the system's order. */
static bool addresses(MoteVm *vm, const struct addrinfo *first, MoteValue *out) {
  TRY(mote_array_new(vm, 0, out));
  for (const struct addrinfo *each = first; each; each = each->ai_next) {
    MoteValue object;
    TRY(address_object(vm, each->ai_addr, &object) &&
        mote_set(vm, object, "family", mote_int32(each->ai_family == AF_INET6 ? 6 : 4)) &&
        mote_array_push(vm, *out, object));
  }
  return true;
}

static void on_addresses(uv_getaddrinfo_t *uv, int status, struct addrinfo *found) {
  NameRequest *request = uv->data;
  MoteVm *vm = request->rt->vm;
  MoteValue value = mote_undefined();
  bool ok = status == 0 ? addresses(vm, found, &value)
                        : throw_not_found(vm, status, "getaddrinfo", request->name);
  uv_freeaddrinfo(found);
  settle(request, ok, value);
}

/* lookup(name, family): 0, 4 or 6 */
bool net_lookup(MoteVm *vm, MoteCall *call) {
  int family = (int)mote_as_number(vm, mote_argument(call, 1));
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                           .ai_family = family == 4   ? AF_INET
                                        : family == 6 ? AF_INET6
                                                      : AF_UNSPEC};
  NameRequest *request = request_new(vm, call);
  if (!request) return false;
  request->uv.forward.data = request;
  int error = uv_getaddrinfo(&request->rt->loop, &request->uv.forward, on_addresses, request->name,
                             NULL, &hints);
  if (!error) return true;
  throw_not_found(vm, error, "getaddrinfo", request->name);
  mote_async_reject_pending(request->operation);
  request_free(request);
  return true;
}

static void on_name(uv_getnameinfo_t *uv, int status, const char *host, const char *service) {
  (void)service;
  NameRequest *request = uv->data;
  MoteVm *vm = request->rt->vm;
  MoteValue value = mote_undefined();
  bool ok = status == 0 ? mote_string(vm, host, MOTE_NUL_TERMINATED, &value)
                        : throw_not_found(vm, status, "getnameinfo", request->name);
  settle(request, ok, value);
}

/* reverse(address): the name */
bool net_reverse(MoteVm *vm, MoteCall *call) {
  struct sockaddr_storage address;
  TRY(address_argument(vm, mote_argument(call, 0), mote_int32(0), &address));
  NameRequest *request = request_new(vm, call);
  if (!request) return false;
  request->uv.back.data = request;
  int error = uv_getnameinfo(&request->rt->loop, &request->uv.back, on_name,
                             (const struct sockaddr *)&address, NI_NAMEREQD);
  if (!error) return true;
  throw_not_found(vm, error, "getnameinfo", request->name);
  mote_async_reject_pending(request->operation);
  request_free(request);
  return true;
}
