/* SPDX-License-Identifier: MIT */
/* tls_bio.c: the transport that OpenSSL sees. It reads straight from what the owner lent, and writes into memory that
 * the owner takes away, so that no byte is copied more often than OpenSSL itself does. */
#include "runtime/net/tls_internal.h"

static size_t take(void *to, size_t size, const void *from, size_t available) {
  size_t count = size < available ? size : available;
  memcpy(to, from, count);
  return count;
}

static size_t take_kept(TlsSession *session, char *buffer, size_t size) {
  Text *kept = &session->kept;
  size_t count =
      take(buffer, size, kept->data + session->kept_start, kept->length - session->kept_start);
  session->kept_start += count;
  if (session->kept_start == kept->length) {
    text_free(kept);
    session->kept_start = 0;
  }
  return count;
}

static size_t take_lent(TlsSession *session, char *buffer, size_t size) {
  size_t count = take(buffer, size, session->lent, session->lent_length);
  session->lent += count;
  session->lent_length -= count;
  return count;
}

static int transport_read(BIO *bio, char *buffer, size_t size, size_t *count) {
  TlsSession *session = BIO_get_data(bio);
  BIO_clear_flags(bio, BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY);
  *count = 0;
  if (session->kept.length) *count = take_kept(session, buffer, size);
  else if (session->lent_length) *count = take_lent(session, buffer, size);
  if (*count) return 1;
  if (!session->eof) BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
  return 0;
}

static int transport_write(BIO *bio, const char *bytes, size_t length, size_t *count) {
  TlsSession *session = BIO_get_data(bio);
  BIO_clear_flags(bio, BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY);
  text_append(&session->output, bytes, length);
  *count = length;
  return text_ok(&session->output);
}

static long transport_control(BIO *bio, int command, long number, void *pointer) {
  (void)number;
  (void)pointer;
  TlsSession *session = BIO_get_data(bio);
  switch (command) {
    case BIO_CTRL_FLUSH: return 1;
    case BIO_CTRL_EOF: return session->eof;
    default: return 0;
  }
}

BIO_METHOD *tls_transport_method(void) {
  BIO_METHOD *method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "mote");
  if (!method) return NULL;
  BIO_meth_set_read_ex(method, transport_read);
  BIO_meth_set_write_ex(method, transport_write);
  BIO_meth_set_ctrl(method, transport_control);
  return method;
}

bool tls_transport_attach(TlsSession *session) {
  BIO *bio = BIO_new(session->context->transport);
  if (!bio) return false;
  BIO_set_data(bio, session);
  BIO_set_init(bio, 1);
  BIO_up_ref(bio);
  SSL_set0_rbio(session->ssl, bio);
  SSL_set0_wbio(session->ssl, bio);
  return true;
}
