/* SPDX-License-Identifier: MIT */
/* client.h: HTTP requests as a client, by libcurl on the loop.
 *
 * A runtime has one HttpClient, made with the first request: curl's multi handle with its connections, and easy handles
 * that are used again. An HttpTransfer is one request with its response. curl's callbacks only move bytes; whoever
 * waits for them is told when curl has returned (client_drive), so that JavaScript never runs within curl. */
#ifndef RUNTIME_FETCH_CLIENT_H
#define RUNTIME_FETCH_CLIENT_H

#include <curl/curl.h>
#include <sys/socket.h>

#include "runtime/http/header_list.h"
#include "runtime/runtime.h"

typedef struct HttpClient HttpClient;
typedef struct HttpTransfer HttpTransfer;

/* An easy handle; in the client's pool, or of a transfer that runs. */
typedef struct EasySlot {
  struct EasySlot *next; /* in the pool */
  CURL *easy;
  HttpTransfer *transfer;
  HttpClient *client;
  bool plain;            /* set up for GET without a body */
  bool own_headers;      /* the header list is not the client's common one */
  bool connects_only;    /* for a connection without HTTP: not used again */
  unsigned attempts;     /* connections that the request has been sent on */
  char error[CURL_ERROR_SIZE];
} EasySlot;

typedef enum TransferState {
  TRANSFER_NEW,
  TRANSFER_RUNNING,
  TRANSFER_DONE, /* all that will come has come; `result` tells how it ended */
  TRANSFER_CONNECTED, /* of http_transfer_connect: bytes may go both ways */
  TRANSFER_STOPPED, /* by its owner */
} TransferState;

/* Why a head was not taken. */
typedef enum HeadProblem {
  HEAD_FINE,
  HEAD_TOO_LARGE,
  HEAD_LONE_CR,
  HEAD_WRONG_LENGTH,
  HEAD_TWO_LENGTHS
} HeadProblem;

/* Who made a transfer. Both are called outside of curl. */
typedef struct TransferOwner {
  /* Something has come, or the end, or there is room for more of the upload. May free the transfer. */
  void (*progress)(HttpTransfer *transfer);
  /* The runtime ends: frees the transfer. Must not run JavaScript. */
  void (*end)(HttpTransfer *transfer);
  /* Connected ones: the socket is readable or writable (UV_READABLE, UV_WRITABLE). May free the transfer. */
  void (*socket)(HttpTransfer *transfer, int events);
} TransferOwner;

struct HttpTransfer {
  const TransferOwner *owner;
  void *user; /* the owner's */
  HttpTransfer *next, *previous; /* of the client's */
  HttpTransfer *next_touched;
  HttpClient *client;
  EasySlot *slot; /* while it runs */
  struct curl_slist *request_headers;
  Text head; /* status line and header lines of the response, as they came */
  Text body; /* received, and not taken */
  Text upload; /* of the request's body, given to curl up to `upload_at` */
  size_t upload_at;
  char peer[64]; /* address of the last attempt to connect */
  int peer_port;
  char message[CURL_ERROR_SIZE]; /* curl's, about the error */
  int os_error;
  curl_socket_t socket; /* when it is connected */
  long verify_result; /* of X509_verify_cert */
  CURLcode result;
  TransferState state;
  uint16_t status;
  bool touched;
  bool connects_only;
  bool upload_ended;
  bool upload_waits; /* curl is paused until there is more */
  bool download_paused;
  bool collects; /* the body is wanted whole: it is never paused */
  bool head_done; /* the head of the final response is complete */
  HeadProblem head_problem;
  int64_t announced; /* the response's Content-Length; -1: none yet */
  uint8_t digits; /* of it */
};

typedef enum UploadKind {
  UPLOAD_NONE,
  UPLOAD_BYTES, /* bytes and length, which stay where they are until the end */
  UPLOAD_PIECES, /* they come by http_transfer_upload */
} UploadKind;

/* What to send. */
typedef struct HttpRequest {
  const char *url; /* http: or https:, as the URL parser serialises it */
  const char *method;
  const HeaderList *headers; /* may be NULL */
  UploadKind upload;
  const char *bytes;
  int64_t length; /* UPLOAD_PIECES: of all, -1: nobody knows */
} HttpRequest;

/* The runtime's client; made if need be. NULL: exception. */
HttpClient *http_client_of(Runtime *rt);
Runtime *http_client_runtime(HttpClient *client);
/* Lets curl do what is due, then tells those who wait. Must not be called from curl's callbacks. */
void http_client_drive(HttpClient *client);
/* From one to the other http_client_drive does nothing: JavaScript that is called by one who uses a transfer cannot
 * make it end. Driving is the caller's own affair then. */
void http_client_hold(HttpClient *client);
void http_client_let_go(HttpClient *client);

/* An easy handle with the common options. NULL: out of memory, without an exception. */
EasySlot *http_client_take_slot(HttpClient *client, HttpTransfer *transfer);
void http_client_give_slot(HttpClient *client, EasySlot *slot);
struct curl_slist *http_client_common_headers(HttpClient *client);
CURLM *http_client_multi(HttpClient *client);
/* For client_trust.c: which of OpenSSL's stores has the authorities of NODE_EXTRA_CA_CERTS. */
const void **http_client_extended_store(HttpClient *client);
/* Watches a socket of a connected transfer; events 0: no more. */
void http_client_watch(HttpTransfer *transfer, curl_socket_t socket, int events);
/* The transfer is looked at when curl returns. */
void http_client_touch(HttpTransfer *transfer);
/* Takes that back. */
void http_client_forget(HttpTransfer *transfer);
/* The client's list of transfers, from their beginning to their end. */
void http_client_link(HttpTransfer *transfer);
void http_client_unlink(HttpTransfer *transfer);

/* --- client_transfer.c --- */
/* A transfer that has not begun. NULL: exception. */
HttpTransfer *http_transfer_create(MoteVm *vm, const TransferOwner *owner, void *user);
/* Frees everything, and stops it if need be. */
void http_transfer_free(HttpTransfer *transfer);
/* As when it was new, for another request. */
void http_transfer_reset(HttpTransfer *transfer);
/* Starts it. False: exception. */
bool http_transfer_start(MoteVm *vm, HttpTransfer *transfer, const HttpRequest *request);
/* The same for a connection, by TCP or TLS (and a proxy's tunnel), on which no HTTP is spoken by curl. */
bool http_transfer_connect(MoteVm *vm, HttpTransfer *transfer, const HttpRequest *request);
/* Of a connected one: which events its owner is told of; sending and receiving, CURLE_AGAIN: not now. */
void http_transfer_watch(HttpTransfer *transfer, int events);
CURLcode http_transfer_send_raw(HttpTransfer *transfer, const void *bytes, size_t length,
                                size_t *sent);
CURLcode http_transfer_receive_raw(HttpTransfer *transfer, void *buffer, size_t size,
                                   size_t *received);
/* Stops it wherever it is; its owner is not told. May be called by a finalizer. */
void http_transfer_stop(HttpTransfer *transfer);
/* The body's bytes have been taken: goes on receiving, if that was paused and there is room again. */
void http_transfer_resume(HttpTransfer *transfer);
/* Adds to the upload; the bytes are copied. False: out of memory. */
bool http_transfer_upload(HttpTransfer *transfer, const void *bytes, size_t length);
void http_transfer_upload_end(HttpTransfer *transfer);
/* The head has come. From 300 on curl sends no more of the body, but waits for a paused upload all the same. */
void http_transfer_upload_refused(HttpTransfer *transfer);
static inline bool http_transfer_has_room(const HttpTransfer *transfer) {
  return transfer->upload_at == transfer->upload.length;
}
static inline bool http_transfer_succeeded(const HttpTransfer *transfer) {
  return transfer->state == TRANSFER_DONE && transfer->result == CURLE_OK;
}
static inline bool http_transfer_failed(const HttpTransfer *transfer) {
  return transfer->state == TRANSFER_DONE && transfer->result != CURLE_OK;
}
/* Options that every easy handle has; false: curl refused. */
bool http_transfer_prepare_easy(EasySlot *slot);
/* Remembers whom it connects to, for messages. */
void http_transfer_note_peer(HttpTransfer *transfer, const struct sockaddr *address);
/* curl says that it has ended. */
void http_transfer_finished(HttpTransfer *transfer, CURLcode result);

/* --- client_trust.c --- */
/* Whom to trust, where the environment says so: SSL_CERT_FILE or SSL_CERT_DIR instead of the system's authorities,
 * NODE_EXTRA_CA_CERTS beside them. False: curl refused. */
bool http_client_set_trust(HttpClient *client, CURL *easy);

/* --- client_request.c --- */
/* Sets the easy handle up for a request. False: out of memory. */
bool http_request_apply(HttpTransfer *transfer, const HttpRequest *request);

/* --- client_error.c --- */
/* An Error with code and message (errno, syscall and the like, as Node's have them): why a transfer has failed. */
MOTE_CHECK bool http_transfer_error(MoteVm *vm, const HttpTransfer *transfer, const char *url,
                                    MoteValue *out);

#endif
