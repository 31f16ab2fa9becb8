/* SPDX-License-Identifier: MIT */
/* tls_internal.h: what the files of the TLS engine share. */
#ifndef RUNTIME_NET_TLS_INTERNAL_H
#define RUNTIME_NET_TLS_INTERNAL_H

#include <openssl/ssl.h>

#include "runtime/net/tls.h"

/* A session that a client may resume. */
typedef struct TlsTicket {
  char *key; /* host and service */
  SSL_SESSION *session;
} TlsTicket;

#define TLS_TICKET_LIMIT 64

struct TlsContext {
  SSL_CTX *ssl;
  BIO_METHOD *transport; /* see tls_bio.c */
  uint32_t holds;
  bool is_server, verifies;
  unsigned char *protocols; /* ALPN, as it is sent: a length before each */
  size_t protocols_length;
  TlsChoose *choose;
  void *choose_data;
  TlsTicket tickets[TLS_TICKET_LIMIT];
  uint32_t ticket_count, next_ticket; /* the oldest is replaced */
};

struct TlsSession {
  SSL *ssl;
  TlsContext *context;
  const uint8_t *lent; /* between tls_feed and tls_feed_end */
  size_t lent_length;
  Text kept;           /* ciphertext that has not been read, from `kept_start` on */
  size_t kept_start;
  Text output;
  bool eof;            /* of the transport */
  bool established, ended;
  char *host;          /* that the certificate must be for; NULL: none */
  char *ticket_key;
  char *protocol;      /* a copy with a NUL */
  char *error_code;    /* NULL: none */
  Text error_message;
};

/* --- tls_bio.c --- */

/* The way by which OpenSSL reads `lent` and `kept`, and writes `output`. NULL: out of memory. */
BIO_METHOD *tls_transport_method(void);
/* Connects a session's SSL. */
bool tls_transport_attach(TlsSession *session);

/* --- tls_error.c --- */

/* Notes the error that OpenSSL's queue, or the verification, has for a call that failed; once. */
void tls_note_failure(TlsSession *session);
/* Notes an error in words, once. */
void tls_note_error(TlsSession *session, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Throws the newest error of OpenSSL's queue, and clears it: code ERR_OSSL_…  Always false. */
bool tls_throw_openssl(MoteVm *vm, const char *what);
/* OpenSSL's callback at each step of the verification: notes what fails. */
int tls_on_verification(int ok, X509_STORE_CTX *store);
/* Node's name for a result of X509_verify_cert. */
const char *tls_verify_name(long result);

/* --- tls_certificate.c --- */

/* Its names, as messages have them: "DNS:localhost, IP Address:127.0.0.1". */
void tls_certificate_names(X509 *certificate, Text *out);

#endif
