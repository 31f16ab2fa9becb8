/* SPDX-License-Identifier: MIT */
/* serve.c: mote:http: serve(options), and the class Server.
 *
 *   const server = serve({ port: 8000, fetch(request, info) { return new Response("hello"); } });
 *   server.port, server.hostname, server.url
 *   await server.stop();        finishes what is in work; stop(true) at once
 *   await server.closed; server.ref(); server.unref(); await using server = serve(…);
 */
#include <stdlib.h>
#include <string.h>

#include "runtime/define.h"
#include "runtime/http/headers.h"
#include "runtime/http/response.h"
#include "runtime/http/server.h"
#include "runtime/http/server_tls.h"
#include "runtime/http/upgrade.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"
#include "runtime/report.h"

/* --- options --- */

static const ServerLimits default_limits = {.head_bytes = 32 * 1024,
                                            .url_bytes = 16 * 1024,
                                            .body_bytes = 128.0 * 1024 * 1024,
                                            .head_time = 30e3,
                                            .body_time = 60e3,
                                            .idle_time = 60e3,
                                            .write_time = 60e3,
                                            .streams = 100};

static const struct {
  const char *name;
  size_t offset;
} limit_options[] = {
    {"maxHeaderSize", offsetof(ServerLimits, head_bytes)},
    {"maxUrlLength", offsetof(ServerLimits, url_bytes)},
    {"maxBodySize", offsetof(ServerLimits, body_bytes)},
    {"headersTimeout", offsetof(ServerLimits, head_time)},
    {"bodyTimeout", offsetof(ServerLimits, body_time)},
    {"keepAliveTimeout", offsetof(ServerLimits, idle_time)},
    {"writeTimeout", offsetof(ServerLimits, write_time)},
    {"maxConnections", offsetof(ServerLimits, connections)},
    {"maxConcurrentStreams", offsetof(ServerLimits, streams)},
};

bool server_number_option(MoteVm *vm, MoteValue options, const char *name, double max,
                          double *out) {
  MoteValue value;
  TRY(mote_get(vm, options, name, &value));
  if (mote_is_undefined(vm, value)) return true;
  if (!mote_is_number(vm, value)) return throw_argument_type(vm, name, "number", value);
  double number = mote_as_number(vm, value);
  if (!(number >= 0 && number <= max)) {
    char range[48];
    snprintf(range, sizeof range, ">= 0 && <= %.0f", max);
    return throw_out_of_range(vm, name, range, value);
  }
  *out = number;
  return true;
}

static bool read_limits(MoteVm *vm, MoteValue options, ServerLimits *out) {
  *out = default_limits;
  for (size_t i = 0; i < LENGTH_OF(limit_options); i++) {
    double *place = (double *)(void *)((char *)out + limit_options[i].offset);
    TRY(server_number_option(vm, options, limit_options[i].name, __builtin_inf(), place));
  }
  /* What is kept of a head is counted in 32 bits. */
  const double most = 1 << 28;
  if (out->head_bytes > most) out->head_bytes = most;
  return true;
}

static bool text_option(MoteVm *vm, MoteValue options, const char *name, char **out) {
  MoteValue value;
  TRY(mote_get(vm, options, name, &value));
  if (mote_is_undefined(vm, value)) return true;
  if (!mote_is_string(vm, value)) return throw_argument_type(vm, name, "string", value);
  return mote_string_utf8(vm, value, out, NULL);
}

static bool function_option(MoteVm *vm, MoteValue options, const char *name, MoteHandle **out) {
  MoteValue value;
  TRY(mote_get(vm, options, name, &value));
  if (mote_is_undefined(vm, value)) return true;
  if (!mote_is_callable(vm, value)) return throw_argument_type(vm, name, "function", value);
  *out = mote_handle_create(vm, value);
  return *out != NULL;
}

static bool read_address(MoteVm *vm, MoteValue options, ServerAddress *out) {
  MoteValue reuse;
  double port = 8000, backlog = 511;
  TRY(server_number_option(vm, options, "port", 65535, &port) &&
      server_number_option(vm, options, "backlog", 1 << 20, &backlog) &&
      text_option(vm, options, "hostname", &out->hostname) &&
      text_option(vm, options, "unix", &out->path) && mote_get(vm, options, "reusePort", &reuse));
  out->port = (int)port;
  out->backlog = (int)backlog;
  out->reuse_port = mote_to_boolean(vm, reuse);
  return true;
}

/* Before the options of TLS, which offer it. */
static bool read_http2(MoteVm *vm, MoteValue options, Server *server) {
  MoteValue value;
  TRY(mote_get(vm, options, "http2", &value));
  if (!mote_is_undefined(vm, value)) server->allows_http2 = mote_to_boolean(vm, value);
  return true;
}

static bool make_closed(MoteVm *vm, Server *server) {
  MoteValue promise, resolve;
  TRY(mote_promise_new(vm, &promise, &resolve, NULL));
  server->closed = mote_handle_create(vm, promise);
  server->resolve_closed = mote_handle_create(vm, resolve);
  return server->closed && server->resolve_closed;
}

static bool read_options(MoteVm *vm, MoteValue options, Server *server) {
  TRY(read_address(vm, options, &server->address) && read_limits(vm, options, &server->limits) &&
      read_http2(vm, options, server) && server_tls_options(vm, options, server) &&
      function_option(vm, options, "fetch", &server->handler) &&
      function_option(vm, options, "error", &server->on_error));
  if (!server->handler)
    return throw_argument_type(vm, "options.fetch", "function", mote_undefined());
  server->options = mote_handle_create(vm, options);
  return server->options && make_closed(vm, server);
}

/* --- the class --- */

/* The server's object: it has a hold on the server, and keeps the promise `closed`. */
static void server_finalize(void *data) { server_release(data); }

static bool this_server(MoteVm *vm, MoteCall *call, Server **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_SERVER], &data));
  *out = data;
  return true;
}

static bool get_port(MoteVm *vm, MoteCall *call) {
  Server *server;
  TRY(this_server(vm, call, &server));
  return server->address.path || mote_return_number(call, server->address.port);
}

static const char *hostname_of(const Server *server) {
  return server->address.hostname ? server->address.hostname : "0.0.0.0";
}

static bool get_hostname(MoteVm *vm, MoteCall *call) {
  Server *server;
  TRY(this_server(vm, call, &server));
  return server->address.path || mote_return_string(call, hostname_of(server), MOTE_NUL_TERMINATED);
}

/* A URL by which this machine reaches it. */
static bool get_url(MoteVm *vm, MoteCall *call) {
  Server *server;
  MoteValue url;
  TRY(this_server(vm, call, &server));
  const char *name = hostname_of(server);
  bool is_any = strcmp(name, "0.0.0.0") == 0 || strcmp(name, "::") == 0;
  bool is_v6 = strchr(name, ':') && !is_any;
  if (server->address.path)
    return mote_string_format(vm, &url, "unix:%s", server->address.path) && mote_return(call, url);
  return mote_string_format(vm, &url, "%s://%s%s%s:%d/", server->tls ? "https" : "http",
                            is_v6 ? "[" : "", is_any ? "localhost" : name, is_v6 ? "]" : "",
                            server->address.port) &&
         mote_return(call, url);
}

static bool get_closed(MoteVm *vm, MoteCall *call) {
  Server *server;
  return this_server(vm, call, &server) &&
         mote_return(call, mote_instance_value(vm, mote_this(call)));
}

static bool server_method_stop(MoteVm *vm, MoteCall *call) {
  Server *server;
  TRY(this_server(vm, call, &server));
  server_stop(server, mote_to_boolean(vm, mote_argument(call, 0)));
  return get_closed(vm, call);
}

static bool server_ref(MoteVm *vm, MoteCall *call) {
  Server *server;
  TRY(this_server(vm, call, &server));
  if (server->is_open) uv_ref(&server->socket.handle);
  return mote_return(call, mote_this(call));
}

static bool server_unref(MoteVm *vm, MoteCall *call) {
  Server *server;
  TRY(this_server(vm, call, &server));
  if (server->is_open) uv_unref(&server->socket.handle);
  return mote_return(call, mote_this(call));
}

static bool server_class(MoteVm *vm, MoteClass **out) {
  static const MoteMethod methods[] = {
      {"port", get_port, 0, NULL, MOTE_ACCESSOR},
      {"hostname", get_hostname, 0, NULL, MOTE_ACCESSOR},
      {"url", get_url, 0, NULL, MOTE_ACCESSOR},
      {"closed", get_closed, 0, NULL, MOTE_ACCESSOR},
      {"stop", server_method_stop, 0, NULL, MOTE_METHOD},
      {"shutdown", server_method_stop, 0, NULL, MOTE_METHOD},
      {"ref", server_ref, 0, NULL, MOTE_METHOD},
      {"unref", server_unref, 0, NULL, MOTE_METHOD},
      {"@@asyncDispose", server_method_stop, 0, NULL, MOTE_METHOD},
  };
  static const MoteClassSpec spec = {.name = "Server",
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = server_finalize,
                                     .is_interface = true};
  return runtime_class(vm, CLASS_SERVER, &spec, out);
}

/* --- serve --- */

static bool stop_by_signal(MoteVm *vm, MoteCall *call) {
  MoteValue server = mote_function_data(call);
  return mote_invoke(vm, server, "stop", NULL, 0, NULL);
}

/* The server stops when the signal is aborted. */
static bool follow_signal(MoteVm *vm, MoteValue options, MoteValue server) {
  MoteValue module, add, is_signal, answer, arguments[2], aborted;
  TRY(mote_get(vm, options, "signal", &arguments[0]));
  if (mote_is_undefined(vm, arguments[0])) return true;
  TRY(builtin_module_get(runtime_of(vm), "mote:internal/abort", &module) &&
      mote_get(vm, module, "isAbortSignal", &is_signal) &&
      mote_get(vm, module, "addAbortAlgorithm", &add) &&
      mote_call(vm, is_signal, mote_undefined(), arguments, 1, &answer));
  if (!mote_to_boolean(vm, answer))
    return throw_argument_type(vm, "signal", "an instance of AbortSignal", arguments[0]);
  TRY(mote_get(vm, arguments[0], "aborted", &aborted));
  if (mote_to_boolean(vm, aborted)) return mote_invoke(vm, server, "stop", NULL, 0, NULL);
  return mote_function_new(vm, stop_by_signal, "", 0, server, &arguments[1]) &&
         mote_call(vm, add, mote_undefined(), arguments, 2, NULL);
}

static bool call_on_listen(MoteVm *vm, MoteValue options, MoteValue server) {
  MoteValue function;
  TRY(mote_get(vm, options, "onListen", &function));
  if (mote_is_undefined(vm, function)) return true;
  if (!mote_is_callable(vm, function))
    return throw_argument_type(vm, "onListen", "function", function);
  return mote_call(vm, function, options, &server, 1, NULL);
}

static void drop_unstarted(Server *server) {
  server_drop_handles(server);
  server_release(server);
}

static bool start(MoteVm *vm, MoteValue options, MoteValue *out) {
  MoteClass *class_, *other;
  TRY(server_class(vm, &class_) && headers_class(vm, &other) && response_class(vm, &other));
  Server *server = server_create(vm);
  TRY(server);
  if (!read_options(vm, options, server) || !mote_instance_new(vm, class_, server, out)) {
    drop_unstarted(server);
    return false;
  }
  mote_instance_set_value(vm, *out, mote_handle_get(server->closed));
  mote_handle_destroy(server->closed); /* its object keeps it */
  server->closed = NULL;
  if (server_listen(vm, server)) return true;
  server_drop_handles(server);
  return false;
}

/* serve(options) */
static bool http_serve(MoteVm *vm, MoteCall *call) {
  MoteValue options = mote_argument(call, 0), server;
  if (mote_is_callable(vm, options) || !mote_is_object(vm, options))
    return throw_argument_type(vm, "options", "an instance of Object", options);
  TRY(start(vm, options, &server));
  if (follow_signal(vm, options, server) && call_on_listen(vm, options, server))
    return mote_return(call, server);
  void *data;
  mote_instance_data(vm, server, runtime_of(vm)->classes[CLASS_SERVER], &data);
  MoteValue exception = mote_take_exception(vm);
  server_stop(data, true);
  return mote_throw(vm, exception);
}

bool http_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow rows[] = {{"serve", http_serve, 1},
                                     {"upgradeWebSocket", http_upgrade_websocket, 1}};
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, rows, LENGTH_OF(rows), MOTE_DEFAULT);
}
