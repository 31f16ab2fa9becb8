/* SPDX-License-Identifier: MIT */
/* client.c: curl's multi handle on the loop: a uv_poll for each socket, one uv_timer, easy handles that are used again.
 *
 * curl forgets a connection's socket whenever it is idle, and asks for it again with the next request. Its watch stays
 * as it is between the two, without keeping the loop alive, which saves two system calls a request; it ends when the
 * socket is closed, which curl tells of connected sockets. Those that were never connected it closes without a word.
 *
 * Invariant: watches[fd] is the watch of this descriptor, if there is one; a watch that is being closed is no longer
 * there. */
#include "runtime/fetch/client.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/fetch/content_decoding.h"
#include "runtime/internal.h"
#include "runtime/lazy/lazy_library.h"

enum { POOL_MAX = 64, CONNECTIONS_KEPT = 256 };

typedef struct SocketWatch {
  uv_poll_t poll;
  HttpClient *client;
  int fd;
  int events; /* that libuv watches for; 0: stopped */
  HttpTransfer *connected; /* whose socket it is, without curl; NULL: curl's */
  bool is_idle; /* curl does not want it now */
  bool is_own; /* opened by on_open */
  bool is_connected; /* and so will be closed by on_close, if it is its own */
} SocketWatch;

struct HttpClient {
  Runtime *rt;
  CURLM *multi;
  uv_timer_t timer;
  SocketWatch **watches;
  int watch_capacity;
  EasySlot *pool;
  int pooled;
  int running; /* transfers that have a slot */
  HttpTransfer *transfers; /* all that there are */
  HttpTransfer *touched;
  struct curl_slist *common_headers;
  const void *extended_store; /* see client_trust.c */
  bool is_due; /* curl has something to do at once */
  bool is_driving; /* curl is running */
  unsigned holds; /* of http_client_hold */
};

CURLM *http_client_multi(HttpClient *client) { return client->multi; }
const void **http_client_extended_store(HttpClient *client) { return &client->extended_store; }
Runtime *http_client_runtime(HttpClient *client) { return client->rt; }
struct curl_slist *http_client_common_headers(HttpClient *client) { return client->common_headers; }

/* --- transfers --- */

void http_client_link(HttpTransfer *transfer) {
  HttpClient *client = transfer->client;
  transfer->previous = NULL;
  transfer->next = client->transfers;
  if (client->transfers) client->transfers->previous = transfer;
  client->transfers = transfer;
}

void http_client_unlink(HttpTransfer *transfer) {
  if (transfer->previous) transfer->previous->next = transfer->next;
  else transfer->client->transfers = transfer->next;
  if (transfer->next) transfer->next->previous = transfer->previous;
  transfer->next = transfer->previous = NULL;
}

void http_client_touch(HttpTransfer *transfer) {
  if (transfer->touched) return;
  transfer->touched = true;
  transfer->next_touched = transfer->client->touched;
  transfer->client->touched = transfer;
}

void http_client_forget(HttpTransfer *transfer) {
  if (!transfer->touched) return;
  HttpTransfer **link = &transfer->client->touched;
  while (*link != transfer) link = &(*link)->next_touched;
  *link = transfer->next_touched;
  transfer->touched = false;
}

static void take_results(HttpClient *client) {
  CURLMsg *message;
  int left;
  while ((message = curl_multi_info_read(client->multi, &left))) {
    EasySlot *slot;
    if (message->msg != CURLMSG_DONE) continue;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
    if (slot->transfer) http_transfer_finished(slot->transfer, message->data.result);
  }
}

/* Owners may free any transfer, so each is taken from the list first. */
static void tell_touched(HttpClient *client) {
  while (client->touched) {
    HttpTransfer *transfer = client->touched;
    client->touched = transfer->next_touched;
    transfer->touched = false;
    transfer->owner->progress(transfer);
  }
}

static void act(HttpClient *client, curl_socket_t socket, int events) {
  int running;
  client->is_driving = true;
  curl_multi_socket_action(client->multi, socket, events, &running);
  while (client->is_due) {
    client->is_due = false;
    curl_multi_socket_action(client->multi, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  client->is_driving = false;
  take_results(client);
}

void http_client_drive(HttpClient *client) {
  if (client->is_driving || client->holds) return;
  do {
    if (client->is_due) act(client, CURL_SOCKET_TIMEOUT, 0);
    tell_touched(client);
  } while (client->is_due);
}

void http_client_hold(HttpClient *client) { client->holds++; }
void http_client_let_go(HttpClient *client) { client->holds--; }

/* --- watches --- */

static void on_watch_closed(uv_handle_t *handle) { free(handle->data); }

static void watch_close(SocketWatch *watch) {
  watch->client->watches[watch->fd] = NULL;
  uv_close((uv_handle_t *)&watch->poll, on_watch_closed);
}

static bool reserve_watch(HttpClient *client, int fd) {
  if (fd < client->watch_capacity) return true;
  int capacity = client->watch_capacity * 2 > fd ? client->watch_capacity * 2 : fd + 16;
  SocketWatch **watches = realloc(client->watches, (size_t)capacity * sizeof *watches);
  if (!watches) return false;
  memset(watches + client->watch_capacity, 0,
         (size_t)(capacity - client->watch_capacity) * sizeof *watches);
  client->watches = watches;
  client->watch_capacity = capacity;
  return true;
}

static SocketWatch *watch_of(HttpClient *client, int fd) {
  if (!reserve_watch(client, fd)) return NULL;
  if (client->watches[fd]) return client->watches[fd];
  SocketWatch *watch = calloc(1, sizeof *watch);
  if (!watch || uv_poll_init(&client->rt->loop, &watch->poll, fd) != 0) {
    free(watch);
    return NULL;
  }
  watch->poll.data = watch;
  watch->client = client;
  watch->fd = fd;
  client->watches[fd] = watch;
  return watch;
}

static void on_socket_ready(uv_poll_t *poll, int status, int events);

static void watch_start(SocketWatch *watch, int events) {
  if (watch->events != events && uv_poll_start(&watch->poll, events, on_socket_ready) == 0)
    watch->events = events;
  if (watch->is_idle) uv_ref((uv_handle_t *)&watch->poll);
  watch->is_idle = false;
  if (events & UV_READABLE) watch->is_connected = true; /* before that curl waits for room alone */
}

/* libuv has stopped the watch of a socket with an error. What the error is curl learns from reading or writing, and
 * what came before it is still to be read. Gives what is watched for. */
static int resume_watch(SocketWatch *watch) {
  int events = watch->events;
  watch->events = 0;
  watch_start(watch, events);
  return events;
}

static void on_socket_ready(uv_poll_t *poll, int status, int events) {
  SocketWatch *watch = poll->data;
  HttpClient *client = watch->client;
  if (watch->connected) {
    HttpTransfer *transfer = watch->connected;
    transfer->owner->socket(transfer, status < 0 ? UV_READABLE : events);
    http_client_drive(client);
    runtime_after_callback(client->rt);
    return;
  }
  if (watch->is_idle) { /* the server has closed it, which curl sees when it wants to use it */
    uv_poll_stop(poll);
    watch->events = 0;
    return;
  }
  if (status < 0) events = resume_watch(watch);
  act(client, watch->fd,
      (events & UV_READABLE ? CURL_CSELECT_IN : 0) | (events & UV_WRITABLE ? CURL_CSELECT_OUT : 0));
  http_client_drive(client);
  tell_touched(client);
  runtime_after_callback(client->rt);
}

static void watch_stop(SocketWatch *watch) {
  if (!watch->is_own || !watch->is_connected) {
    watch_close(watch);
    return;
  }
  watch->is_idle = true;
  uv_unref((uv_handle_t *)&watch->poll);
}

void http_client_watch(HttpTransfer *transfer, curl_socket_t socket, int events) {
  SocketWatch *watch = watch_of(transfer->client, socket);
  if (!watch) return;
  watch->connected = events ? transfer : NULL;
  if (events) watch_start(watch, events);
  else if (!watch->is_idle) watch_stop(watch);
}

static int on_watch_wanted(CURL *easy, curl_socket_t fd, int what, void *user, void *socket_user) {
  (void)easy;
  (void)socket_user;
  HttpClient *client = user;
  SocketWatch *watch =
      what == CURL_POLL_REMOVE && fd >= client->watch_capacity ? NULL : watch_of(client, fd);
  if (!watch) return what == CURL_POLL_REMOVE ? 0 : -1;
  if (what == CURL_POLL_REMOVE) watch_stop(watch);
  else
    watch_start(watch,
                (what & CURL_POLL_IN ? UV_READABLE : 0) | (what & CURL_POLL_OUT ? UV_WRITABLE : 0));
  return 0;
}

static curl_socket_t on_open(void *user, curlsocktype purpose, struct curl_sockaddr *address) {
  (void)purpose;
  EasySlot *slot = user;
  int fd =
      socket(address->family, address->socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address->protocol);
  if (fd < 0) return CURL_SOCKET_BAD;
  HttpClient *client = slot->client;
  bool is_stale = fd < client->watch_capacity && client->watches[fd];
  if (is_stale) watch_close(client->watches[fd]);
  SocketWatch *watch = watch_of(client, fd);
  if (!watch) {
    close(fd);
    return CURL_SOCKET_BAD;
  }
  watch->is_own = watch->is_idle = true;
  uv_unref((uv_handle_t *)&watch->poll);
  if (slot->transfer) http_transfer_note_peer(slot->transfer, &address->addr);
  return fd;
}

static int on_close(void *user, curl_socket_t fd) {
  HttpClient *client = user;
  if (fd < client->watch_capacity && client->watches[fd]) watch_close(client->watches[fd]);
  return close(fd);
}

/* --- the timer: curl may leave it running when nothing else does --- */

static void on_timer(uv_timer_t *timer) {
  HttpClient *client = timer->data;
  client->is_due = true;
  http_client_drive(client);
  runtime_after_callback(client->rt);
}

static int on_timer_wanted(CURLM *multi, long milliseconds, void *user) {
  (void)multi;
  HttpClient *client = user;
  if (milliseconds < 0) uv_timer_stop(&client->timer);
  else if (milliseconds == 0) client->is_due = true;
  else uv_timer_start(&client->timer, on_timer, (uint64_t)milliseconds, 0);
  return 0;
}

/* --- easy handles --- */

static bool prepare_slot(EasySlot *slot) {
  CURL *easy = slot->easy;
  return curl_easy_setopt(easy, CURLOPT_PRIVATE, slot) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, slot) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, slot->client) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_HTTPHEADER, slot->client->common_headers) == CURLE_OK &&
         http_transfer_prepare_easy(slot);
}

static void slot_destroy(EasySlot *slot) {
  curl_easy_cleanup(slot->easy);
  free(slot);
}

static EasySlot *slot_create(HttpClient *client) {
  EasySlot *slot = calloc(1, sizeof *slot);
  if (!slot) return NULL;
  slot->client = client;
  slot->plain = true;
  slot->easy = curl_easy_init();
  if (slot->easy && prepare_slot(slot)) return slot;
  slot_destroy(slot);
  return NULL;
}

EasySlot *http_client_take_slot(HttpClient *client, HttpTransfer *transfer) {
  EasySlot *slot = client->pool;
  if (slot) {
    client->pool = slot->next;
    client->pooled--;
  } else {
    slot = slot_create(client);
  }
  if (!slot) return NULL;
  slot->transfer = transfer;
  if (client->running++ == 0) uv_ref((uv_handle_t *)&client->timer);
  return slot;
}

void http_client_give_slot(HttpClient *client, EasySlot *slot) {
  /* curl counts attempts over all requests of a handle, and gives up after five. */
  bool is_used_up = slot->connects_only || slot->attempts > 1;
  if (--client->running == 0) uv_unref((uv_handle_t *)&client->timer);
  slot->transfer = NULL;
  slot->attempts = 0;
  if (client->pooled >= POOL_MAX || is_used_up) {
    slot_destroy(slot);
    return;
  }
  slot->next = client->pool;
  client->pool = slot;
  client->pooled++;
}

/* --- the client --- */

static void on_timer_closed(uv_handle_t *handle) {
  HttpClient *client = handle->data;
  free(client->watches);
  free(client);
}

static void on_end(Runtime *rt, void *data) {
  HttpClient *client = data;
  rt->http_client = NULL;
  while (client->transfers) {
    HttpTransfer *transfer = client->transfers;
    transfer->owner->end(transfer);
  }
  while (client->pool) {
    EasySlot *slot = client->pool;
    client->pool = slot->next;
    slot_destroy(slot);
  }
  curl_multi_cleanup(client->multi);
  curl_slist_free_all(client->common_headers);
  for (int fd = 0; fd < client->watch_capacity; fd++)
    if (client->watches[fd]) watch_close(client->watches[fd]);
  uv_close((uv_handle_t *)&client->timer, on_timer_closed);
}

/* libcurl up to 8.0 loses bytes where two answers share a connection: by HTTP/2, each has one of its own then. */
static long multiplexing(void) {
  return curl_version_info(CURLVERSION_NOW)->version_num >= 0x080100 ? CURLPIPE_MULTIPLEX
                                                                     : CURLPIPE_NOTHING;
}

static bool prepare_multi(HttpClient *client) {
  CURLM *multi = client->multi;
  return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_watch_wanted) == CURLM_OK &&
         curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, client) == CURLM_OK &&
         curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer_wanted) == CURLM_OK &&
         curl_multi_setopt(multi, CURLMOPT_TIMERDATA, client) == CURLM_OK &&
         curl_multi_setopt(multi, CURLMOPT_PIPELINING, multiplexing()) == CURLM_OK &&
         curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS_KEPT) == CURLM_OK;
}

/* Those that a request without headers of its own has. Accept and User-Agent are curl's. "Expect:" keeps curl from
 * sending that header. */
static bool make_common_headers(HttpClient *client) {
  static const char *const lines[] = {"Accept: */*", "Accept-Language: *", "Sec-Fetch-Mode: cors",
                                      ("Accept-Encoding: " CONTENT_ENCODINGS), "Expect:"};
  for (size_t i = 0; i < LENGTH_OF(lines); i++) {
    struct curl_slist *list = curl_slist_append(client->common_headers, lines[i]);
    if (!list) return false;
    client->common_headers = list;
  }
  return true;
}

static HttpClient *client_create(Runtime *rt) {
  if (!library_load(rt->vm, LIBRARY_CURL)) return NULL;
  HttpClient *client = calloc(1, sizeof *client);
  if (client) client->multi = curl_multi_init();
  if (client && client->multi && prepare_multi(client) && make_common_headers(client)) {
    client->rt = rt;
    client->timer.data = client;
    if (runtime_on_end(rt, on_end, client)) {
      uv_timer_init(&rt->loop, &client->timer);
      uv_unref((uv_handle_t *)&client->timer);
      return client;
    }
  } else {
    mote_throw_out_of_memory(rt->vm);
  }
  if (client && client->multi) curl_multi_cleanup(client->multi);
  if (client) curl_slist_free_all(client->common_headers);
  free(client);
  return NULL;
}

HttpClient *http_client_of(Runtime *rt) {
  if (!rt->http_client) rt->http_client = client_create(rt);
  return rt->http_client;
}
