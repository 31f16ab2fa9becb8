/* SPDX-License-Identifier: MIT */
/* client_transfer.c: one request and its response: curl's callbacks, pausing, stopping.
 *
 * What comes is collected in `head` and `body`. When the body has grown to BODY_FULL bytes that nobody has read,
 * curl is paused, and goes on when less than half of that is left. The upload waits in `upload`, a piece at a time. */
#include <stdlib.h>
#include <strings.h>

#include "runtime/fetch/client.h"

enum {
  BODY_FULL = 128 * 1024,
  HEAD_MAX = 256 * 1024,
  BUFFER_SIZE = 64 * 1024,
  CONNECT_TIMEOUT_MS = 10000,
  IDLE_SECONDS = 3, /* whole ones: servers close a connection that was idle for 5 or so */
};

/* --- curl's callbacks --- */

static bool is_status_line(const char *line, size_t length) {
  return length > 5 && memcmp(line, "HTTP/", 5) == 0;
}

static uint16_t status_of(const char *line, size_t length) {
  const char *at = memchr(line, ' ', length);
  unsigned status = 0;
  if (!at) return 0;
  for (at++; at < line + length && *at >= '0' && *at <= '9'; at++)
    status = status * 10 + (unsigned)(*at - '0');
  return (uint16_t)status;
}

static bool fail_head(HttpTransfer *transfer, HeadProblem problem) {
  transfer->head_problem = problem;
  return false;
}

static const char *skip_blanks(const char *at, const char *end) {
  while (at < end && strchr(" \t\r\n", *at)) at++;
  return at;
}

/* A length, which must be what others have been, to the digit. */
static bool check_one_length(HttpTransfer *transfer, const char **text, const char *end) {
  const char *at = *text = skip_blanks(*text, end);
  int64_t number = 0;
  for (; at < end && *at >= '0' && *at <= '9' && at - *text < 18; at++)
    number = number * 10 + (*at - '0');
  uint8_t digits = (uint8_t)(at - *text);
  *text = skip_blanks(at, end);
  if (!digits || (*text < end && **text != ',')) return fail_head(transfer, HEAD_WRONG_LENGTH);
  if (transfer->announced >= 0 && (transfer->announced != number || transfer->digits != digits))
    return fail_head(transfer, HEAD_TWO_LENGTHS);
  transfer->announced = number;
  transfer->digits = digits;
  return true;
}

/* curl takes "2x" for 2, and the last of several; a proxy in between may have understood another, and what is behind
 * the body would be somebody else's response. Several that are the same, also in a list, are one. */
static bool check_length(HttpTransfer *transfer, const char *line, size_t length) {
  static const char name[] = "content-length:";
  const size_t width = sizeof name - 1;
  if (length <= width || strncasecmp(line, name, width) != 0) return true;
  const char *at = line + width, *end = line + length;
  for (;; at++) { /* at a comma */
    TRY(check_one_length(transfer, &at, end));
    if (at == end) return true;
  }
}

/* Others may take a CR for the end of a line, and what follows for a header. */
static bool has_lone_cr(const char *line, size_t length) {
  const char *cr = memchr(line, '\r', length);
  return cr && (cr + 2 != line + length || cr[1] != '\n');
}

/* Trailers come here, too, after the body: they are left out. */
static size_t on_header(char *line, size_t size, size_t length, void *user) {
  (void)size;
  HttpTransfer *transfer = ((EasySlot *)user)->transfer;
  if (transfer->head_done) return length;
  if (is_status_line(line, length)) {
    text_clear(&transfer->head);
    transfer->status = status_of(line, length);
    transfer->announced = -1;
  }
  if (has_lone_cr(line, length)) return fail_head(transfer, HEAD_LONE_CR);
  if (!check_length(transfer, line, length)) return 0;
  if (transfer->head.length + length > HEAD_MAX) return fail_head(transfer, HEAD_TOO_LARGE);
  text_append(&transfer->head, line, length);
  if (length <= 2 && (line[0] == '\r' || line[0] == '\n')) {
    transfer->head_done = transfer->status >= 200 || transfer->status == 101;
    if (transfer->head_done) http_client_touch(transfer);
  }
  return text_ok(&transfer->head) ? length : 0;
}

static size_t on_body(char *bytes, size_t size, size_t length, void *user) {
  (void)size;
  HttpTransfer *transfer = ((EasySlot *)user)->transfer;
  if (transfer->state == TRANSFER_STOPPED) return length;
  text_append(&transfer->body, bytes, length);
  if (!text_ok(&transfer->body)) return 0;
  http_client_touch(transfer);
  if (transfer->body.length >= BODY_FULL && !transfer->download_paused && !transfer->collects) {
    transfer->download_paused = true;
    curl_easy_pause(transfer->slot->easy,
                    CURLPAUSE_RECV | (transfer->upload_waits ? CURLPAUSE_SEND : 0));
  }
  return length;
}

static size_t on_upload(char *buffer, size_t size, size_t count, void *user) {
  HttpTransfer *transfer = ((EasySlot *)user)->transfer;
  size_t left = transfer->upload.length - transfer->upload_at;
  size_t length = left < size * count ? left : size * count;
  if (length == 0) {
    if (transfer->upload_ended) return 0;
    transfer->upload_waits = true;
    return CURL_READFUNC_PAUSE;
  }
  memcpy(buffer, transfer->upload.data + transfer->upload_at, length);
  transfer->upload_at += length;
  if (http_transfer_has_room(transfer)) http_client_touch(transfer);
  return length;
}

/* A request whose kept connection turns out to be closed is sent again, on another. */
static int on_attempt(void *user, char *address, char *local_address, int port, int local_port) {
  (void)address, (void)local_address, (void)port, (void)local_port;
  ((EasySlot *)user)->attempts++;
  return CURL_PREREQFUNC_OK;
}

bool http_transfer_prepare_easy(EasySlot *slot) {
  CURL *easy = slot->easy;
  return curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_HEADERDATA, slot) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_WRITEDATA, slot) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_upload) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_READDATA, slot) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_attempt) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_PREREQDATA, slot) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, slot->error) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)BUFFER_SIZE) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_TIMEOUT_MS) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, (long)IDLE_SECONDS) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_USERAGENT, "mote/" MOTE_VERSION) == CURLE_OK &&
         http_client_set_trust(slot->client, easy);
}

/* --- its course --- */

HttpTransfer *http_transfer_create(MoteVm *vm, const TransferOwner *owner, void *user) {
  HttpClient *client = http_client_of(runtime_of(vm));
  if (!client) return NULL;
  HttpTransfer *transfer = calloc(1, sizeof *transfer);
  if (!transfer) {
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  transfer->client = client;
  transfer->owner = owner;
  transfer->user = user;
  http_client_link(transfer);
  return transfer;
}

static bool set_connects_only(EasySlot *slot) {
  CURL *easy = slot->easy;
  slot->connects_only = true;
  return curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, 1L) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK;
}

bool http_transfer_connect(MoteVm *vm, HttpTransfer *transfer, const HttpRequest *request) {
  transfer->connects_only = true;
  return http_transfer_start(vm, transfer, request);
}

void http_transfer_watch(HttpTransfer *transfer, int events) {
  if (transfer->state == TRANSFER_CONNECTED) http_client_watch(transfer, transfer->socket, events);
}

CURLcode http_transfer_send_raw(HttpTransfer *transfer, const void *bytes, size_t length,
                                size_t *sent) {
  return curl_easy_send(transfer->slot->easy, bytes, length, sent);
}

CURLcode http_transfer_receive_raw(HttpTransfer *transfer, void *buffer, size_t size,
                                   size_t *received) {
  return curl_easy_recv(transfer->slot->easy, buffer, size, received);
}

bool http_transfer_start(MoteVm *vm, HttpTransfer *transfer, const HttpRequest *request) {
  HttpClient *client = transfer->client;
  transfer->slot = http_client_take_slot(client, transfer);
  if (!transfer->slot) return mote_throw_out_of_memory(vm);
  transfer->slot->error[0] = 0;
  transfer->state = TRANSFER_RUNNING;
  if (http_request_apply(transfer, request) &&
      (!transfer->connects_only || set_connects_only(transfer->slot)) &&
      curl_multi_add_handle(http_client_multi(client), transfer->slot->easy) == CURLM_OK)
    return true;
  http_transfer_stop(transfer);
  return mote_throw_out_of_memory(vm);
}

void http_transfer_note_peer(HttpTransfer *transfer, const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    const struct sockaddr_in *in = (const struct sockaddr_in *)address;
    uv_ip4_name(in, transfer->peer, sizeof transfer->peer);
    transfer->peer_port = ntohs(in->sin_port);
  } else if (address->sa_family == AF_INET6) {
    const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)address;
    uv_ip6_name(in, transfer->peer, sizeof transfer->peer);
    transfer->peer_port = ntohs(in->sin6_port);
  }
}

/* Gives the easy handle back. */
static void leave(HttpTransfer *transfer, TransferState state) {
  EasySlot *slot = transfer->slot;
  HttpClient *client = transfer->client;
  transfer->state = state;
  transfer->slot = NULL;
  curl_multi_remove_handle(http_client_multi(client), slot->easy);
  http_client_give_slot(client, slot);
}

static bool is_connected(HttpTransfer *transfer, CURLcode result) {
  curl_socket_t socket = CURL_SOCKET_BAD;
  if (!transfer->connects_only || result != CURLE_OK) return false;
  curl_easy_getinfo(transfer->slot->easy, CURLINFO_ACTIVESOCKET, &socket);
  transfer->socket = socket;
  transfer->state = TRANSFER_CONNECTED;
  return true;
}

/* Whether a kept connection of HTTP/2 has ended before anything of the request had left, or while a GET, which may be
 * sent twice, had no answer. By HTTP/1 libcurl sends them again itself. */
static bool was_too_late(const HttpTransfer *transfer, CURLcode result) {
  const EasySlot *slot = transfer->slot;
  long sent = 0, connects = 0;
  if (result != CURLE_HTTP2 || transfer->head.length) return false;
  curl_easy_getinfo(slot->easy, CURLINFO_REQUEST_SIZE, &sent);
  curl_easy_getinfo(slot->easy, CURLINFO_NUM_CONNECTS, &connects);
  return connects == 0 && (sent == 0 || slot->plain);
}

/* On a connection of its own. The handle does not come into the pool again: see http_client_give_slot. */
static bool send_again(HttpTransfer *transfer) {
  CURLM *multi = http_client_multi(transfer->client);
  CURL *easy = transfer->slot->easy;
  return curl_multi_remove_handle(multi, easy) == CURLM_OK &&
         curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
         curl_multi_add_handle(multi, easy) == CURLM_OK;
}

void http_transfer_finished(HttpTransfer *transfer, CURLcode result) {
  EasySlot *slot = transfer->slot;
  if (was_too_late(transfer, result) && send_again(transfer)) return;
  http_client_touch(transfer);
  if (is_connected(transfer, result)) return;
  /* for curl, the end of a connection ends the head, too */
  if (result == CURLE_OK && !transfer->head_done) result = CURLE_GOT_NOTHING;
  transfer->result = result;
  if (result != CURLE_OK) {
    long number = 0;
    curl_easy_getinfo(slot->easy, CURLINFO_OS_ERRNO, &number);
    transfer->os_error = (int)number;
    curl_easy_getinfo(slot->easy, CURLINFO_SSL_VERIFYRESULT, &transfer->verify_result);
    memcpy(transfer->message, slot->error, sizeof slot->error);
  }
  leave(transfer, TRANSFER_DONE);
}

static void unpause(HttpTransfer *transfer) {
  curl_easy_pause(transfer->slot->easy, (transfer->download_paused ? CURLPAUSE_RECV : 0) |
                                            (transfer->upload_waits ? CURLPAUSE_SEND : 0));
}

/* What libcurl (7.88) keeps of a transfer that is paused when it is removed it gives to another one of its connection,
 * by HTTP/2. */
static void drop_kept(HttpTransfer *transfer) {
  if (!transfer->download_paused) return;
  transfer->state = TRANSFER_STOPPED;
  transfer->download_paused = false;
  unpause(transfer);
}

void http_transfer_stop(HttpTransfer *transfer) {
  if (!transfer->slot) return;
  if (transfer->state == TRANSFER_CONNECTED) http_client_watch(transfer, transfer->socket, 0);
  drop_kept(transfer);
  leave(transfer, TRANSFER_STOPPED);
  http_client_forget(transfer);
}

void http_transfer_resume(HttpTransfer *transfer) {
  if (transfer->state != TRANSFER_RUNNING || !transfer->download_paused ||
      transfer->body.length >= BODY_FULL / 2)
    return;
  transfer->download_paused = false;
  unpause(transfer);
}

static void upload_more(HttpTransfer *transfer) {
  if (transfer->state != TRANSFER_RUNNING || !transfer->upload_waits) return;
  transfer->upload_waits = false;
  unpause(transfer);
}

bool http_transfer_upload(HttpTransfer *transfer, const void *bytes, size_t length) {
  Text *upload = &transfer->upload;
  if (transfer->state != TRANSFER_RUNNING) return true;
  if (http_transfer_has_room(transfer)) text_clear(upload), transfer->upload_at = 0;
  text_append(upload, bytes, length);
  upload_more(transfer);
  return text_ok(upload);
}

void http_transfer_upload_refused(HttpTransfer *transfer) {
  if (transfer->status >= 300) upload_more(transfer);
}

void http_transfer_upload_end(HttpTransfer *transfer) {
  transfer->upload_ended = true;
  upload_more(transfer);
}

static void free_parts(HttpTransfer *transfer) {
  http_transfer_stop(transfer);
  http_client_forget(transfer);
  curl_slist_free_all(transfer->request_headers);
  text_free(&transfer->head);
  text_free(&transfer->body);
  text_free(&transfer->upload);
}

void http_transfer_reset(HttpTransfer *transfer) {
  HttpTransfer *next = transfer->next, *previous = transfer->previous;
  free_parts(transfer);
  *transfer = (HttpTransfer){.owner = transfer->owner,
                             .user = transfer->user,
                             .client = transfer->client,
                             .next = next,
                             .previous = previous,
                             .collects = transfer->collects};
}

void http_transfer_free(HttpTransfer *transfer) {
  if (!transfer) return;
  free_parts(transfer);
  http_client_unlink(transfer);
  free(transfer);
}
