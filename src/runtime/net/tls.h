/* SPDX-License-Identifier: MIT */
/* tls.h: TLS as an engine without I/O of its own: ciphertext in, ciphertext out, plaintext in and out.
 *
 * A context holds what many connections share: certificates, settings, sessions to be resumed. A session is one
 * connection, client or server. The owner of the transport
 *   1. lends what it received to tls_feed,
 *   2. calls tls_handshake until it is done, then tls_read, until they want more,
 *   3. calls tls_feed_end, and sends whatever tls_take_output gives.
 * Output may be there after any call. The library is loaded with the first context. A context and its sessions
 * belong to one thread at a time. */
#ifndef RUNTIME_NET_TLS_H
#define RUNTIME_NET_TLS_H

#include "runtime/runtime.h"

typedef struct TlsContext TlsContext;
typedef struct TlsSession TlsSession;

/* Text in PEM form. */
typedef struct TlsPem {
  const char *text; /* NULL: none */
  size_t length;
} TlsPem;

/* Finds the context for the name that a client asks for; NULL: the server's own. The result is borrowed. */
typedef TlsContext *TlsChoose(void *data, const char *server_name);

/* Zero is a sensible value for every field of a client. */
typedef struct TlsOptions {
  bool is_server;
  TlsPem
      certificate; /* the own one, with those that lead to its issuer behind it; servers need one */
  TlsPem key;
  const char *passphrase; /* of the key; NULL: none */
  TlsPem authorities; /* whom to trust, instead of those of the system */
  bool no_verify; /* clients: accept whatever certificate */
  bool ask_client; /* servers: ask for a certificate … */
  bool require_client; /* … and refuse clients that have none, or whose is not to be trusted */
  const char *const *protocols; /* ALPN, the best first */
  size_t protocol_count;
  int lowest_version, highest_version; /* 0x0301 … 0x0304; 0: TLS 1.2, and the newest */
  const char *ciphers; /* OpenSSL's list for TLS 1.2; NULL: its own */
  TlsChoose *choose; /* servers, may be NULL */
  void *choose_data;
} TlsOptions;

/* A context, with one hold on it. Options are copied, but for choose_data. Throws: ERR_LIBRARY_NOT_FOUND, and errors
 * with the codes of OpenSSL ("ERR_OSSL_PEM_NO_START_LINE", "ERR_OSSL_X509_KEY_VALUES_MISMATCH"). */
MOTE_CHECK bool tls_context_create(MoteVm *vm, const TlsOptions *options, TlsContext **out);
TlsContext *tls_context_retain(TlsContext *context);
/* NULL is fine. */
void tls_context_release(TlsContext *context);

typedef enum TlsStatus {
  TLS_DONE,
  TLS_WANTS_INPUT, /* nothing more can be done before the other side has sent something */
  TLS_ENDED, /* the other side has said that it sends no more */
  TLS_FAILED, /* see tls_error_code; what is there to be sent (an alert) should be */
} TlsStatus;

/* A session. host: clients: the name or address to be verified, and asked for; NULL: none, servers. Its sessions are
 * resumed by host and service (a port; may be NULL). Throws. */
MOTE_CHECK bool tls_session_create(MoteVm *vm, TlsContext *context, const char *host,
                                   const char *service, TlsSession **out);
/* NULL is fine. */
void tls_session_destroy(TlsSession *session);
/* Clients, before the handshake: the protocols of ALPN, instead of the context's. */
MOTE_CHECK bool tls_set_protocols(MoteVm *vm, TlsSession *session, const char *const *protocols,
                                  size_t count);

/* Lends ciphertext, up to tls_feed_end, which keeps a copy of what has not been used (none, where the session was read
 * until it wanted more). */
void tls_feed(TlsSession *session, const void *bytes, size_t length);
/* False: out of memory, and the session has failed. */
bool tls_feed_end(TlsSession *session);
/* The transport has ended. If the other side has not said so before, reading fails after what is there: ECONNRESET in
 * the handshake, ERR_TLS_TRUNCATED behind it. */
void tls_feed_eof(TlsSession *session);

/* Goes on with the handshake. A client begins it. Reading and writing do so as well. */
TlsStatus tls_handshake(TlsSession *session);
bool tls_is_established(const TlsSession *session);
/* Plaintext: up to `size` bytes. TLS_DONE: *count is at least 1. */
TlsStatus tls_read(TlsSession *session, void *buffer, size_t size, size_t *count);
/* Takes all of it, or, before the handshake is over (TLS_WANTS_INPUT), nothing. Output grows without limit: the caller
 * sends it before it writes more. */
TlsStatus tls_write(TlsSession *session, const void *bytes, size_t length);
/* Says that there is no more to come (close_notify). Reading goes on. Nothing, before the handshake is over. */
void tls_end_output(TlsSession *session);

/* Bytes to be sent. */
size_t tls_output_length(const TlsSession *session);
/* Takes them: *bytes is malloc'ed, and the caller's. False: there are none. */
bool tls_take_output(TlsSession *session, char **bytes, size_t *length);

/* After TLS_FAILED: a code ("DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID",
 * "ERR_SSL_WRONG_VERSION_NUMBER") and what it means. NULL: nothing has failed. Valid as long as the session. */
const char *tls_error_code(const TlsSession *session);
const char *tls_error_message(const TlsSession *session);
/* Throws it as an Error. Always false. */
bool tls_throw(MoteVm *vm, const TlsSession *session);

/* Once established. The protocol that ALPN agreed on; NULL: none. Valid as long as the session. */
const char *tls_protocol(const TlsSession *session);
/* "TLSv1.3" */
const char *tls_version(const TlsSession *session);
const char *tls_cipher(const TlsSession *session);
/* The name that the client asked for, or NULL. */
const char *tls_server_name(const TlsSession *session);
bool tls_is_resumed(const TlsSession *session);
/* Why the other's certificate is not to be trusted, where that is no failure; NULL: it is, or there is none. */
const char *tls_verify_code(const TlsSession *session);
/* { subject: { CN … }, issuer, subjectaltname, valid_from, valid_to, fingerprint256, serialNumber, raw }, as Node has
 * it; undefined: there is none. */
MOTE_CHECK bool tls_peer_certificate(MoteVm *vm, const TlsSession *session, MoteValue *out);

#endif
