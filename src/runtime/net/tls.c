/* SPDX-License-Identifier: MIT */
/* tls.c: one TLS connection: the handshake, reading, writing, the end.
 *
 * Once a call has failed the session stays failed: OpenSSL must not be called on after a fatal error. */
#include "runtime/net/tls.h"

#include <openssl/err.h>
#include <stdlib.h>

#include "runtime/net/tls_internal.h"

void tls_session_destroy(TlsSession *session) {
  if (!session) return;
  /* otherwise OpenSSL would take a connection that was not closed in order as a reason never to resume it */
  if (session->ssl && !session->error_code)
    SSL_set_shutdown(session->ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  SSL_free(session->ssl);
  tls_context_release(session->context);
  text_free(&session->kept);
  text_free(&session->output);
  text_free(&session->error_message);
  free(session->host);
  free(session->ticket_key);
  free(session->protocol);
  free(session->error_code);
  free(session);
}

/* --- the transport's side --- */

void tls_feed(TlsSession *session, const void *bytes, size_t length) {
  session->lent = bytes;
  session->lent_length = length;
}

bool tls_feed_end(TlsSession *session) {
  if (session->lent_length && !session->error_code && !session->ended)
    text_append(&session->kept, (const char *)session->lent, session->lent_length);
  session->lent = NULL;
  session->lent_length = 0;
  if (text_ok(&session->kept)) return true;
  tls_note_error(session, "ENOMEM", "Out of memory");
  return false;
}

void tls_feed_eof(TlsSession *session) { session->eof = true; }

size_t tls_output_length(const TlsSession *session) { return session->output.length; }

bool tls_take_output(TlsSession *session, char **bytes, size_t *length) {
  if (!session->output.length) return false;
  *bytes = session->output.data;
  *length = session->output.length;
  session->output = (Text){0};
  return true;
}

/* --- the program's side --- */

static void note_established(TlsSession *session) {
  const unsigned char *name;
  unsigned int length;
  session->established = true;
  SSL_get0_alpn_selected(session->ssl, &name, &length);
  if (length) session->protocol = strndup((const char *)name, length);
}

/* What the result of a call means. */
static TlsStatus status_of(TlsSession *session, int result) {
  if (result > 0) return TLS_DONE;
  if (!text_ok(&session->output)) {
    tls_note_error(session, "ENOMEM", "Out of memory");
    return TLS_FAILED;
  }
  switch (SSL_get_error(session->ssl, result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE: return TLS_WANTS_INPUT;
    case SSL_ERROR_ZERO_RETURN: session->ended = true; return TLS_ENDED;
    default: tls_note_failure(session); return TLS_FAILED;
  }
}

TlsStatus tls_handshake(TlsSession *session) {
  if (session->error_code) return TLS_FAILED;
  if (session->established) return TLS_DONE;
  ERR_clear_error();
  TlsStatus status = status_of(session, SSL_do_handshake(session->ssl));
  if (status == TLS_DONE) note_established(session);
  return status;
}

bool tls_is_established(const TlsSession *session) { return session->established; }

TlsStatus tls_read(TlsSession *session, void *buffer, size_t size, size_t *count) {
  *count = 0;
  if (session->ended) return TLS_ENDED;
  TlsStatus status = tls_handshake(session);
  if (status != TLS_DONE) return status;
  ERR_clear_error();
  return status_of(session, SSL_read_ex(session->ssl, buffer, size, count));
}

TlsStatus tls_write(TlsSession *session, const void *bytes, size_t length) {
  TlsStatus status = tls_handshake(session);
  if (status != TLS_DONE || !length) return status;
  size_t count;
  ERR_clear_error();
  return status_of(session, SSL_write_ex(session->ssl, bytes, length, &count));
}

void tls_end_output(TlsSession *session) {
  if (!session->established || session->error_code) return;
  ERR_clear_error();
  SSL_shutdown(session->ssl);
  ERR_clear_error();
}

/* --- what is known of it --- */

const char *tls_protocol(const TlsSession *session) { return session->protocol; }
const char *tls_version(const TlsSession *session) { return SSL_get_version(session->ssl); }

const char *tls_cipher(const TlsSession *session) {
  const SSL_CIPHER *cipher = SSL_get_current_cipher(session->ssl);
  return cipher ? SSL_CIPHER_get_name(cipher) : NULL;
}

const char *tls_server_name(const TlsSession *session) {
  return SSL_get_servername(session->ssl, TLSEXT_NAMETYPE_host_name);
}

bool tls_is_resumed(const TlsSession *session) { return SSL_session_reused(session->ssl); }
