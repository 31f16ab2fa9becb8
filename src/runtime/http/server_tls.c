/* SPDX-License-Identifier: MIT */
/* server_tls.c: TLS between a server's connections and their sockets. The engine is net/tls.h's. */
#include "runtime/http/server_tls.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/http/http2.h"
#include "runtime/internal.h"
#include "runtime/net/tls.h"
#include "runtime/report.h"

enum { PLAIN_BUFFER = 16 * 1024 };

/* --- options --- */

/* A text in PEM form: a string, or bytes; malloc'ed. */
static bool pem_option(MoteVm *vm, MoteValue options, const char *name, char **out,
                       size_t *length) {
  MoteValue value;
  TRY(mote_get(vm, options, name, &value));
  if (mote_is_undefined(vm, value)) return true;
  MoteBytes bytes = mote_bytes(vm, value);
  if (mote_is_string(vm, value)) return mote_string_utf8(vm, value, out, length);
  if (mote_is_undefined(vm, bytes.buffer))
    return throw_argument_type(vm, name, "string or an instance of Uint8Array", value);
  *out = malloc(bytes.length + 1);
  if (!*out) return mote_throw_out_of_memory(vm);
  memcpy(*out, bytes.data, bytes.length);
  *length = bytes.length;
  return true;
}

typedef struct PemTexts {
  char *certificate, *key, *authorities, *passphrase;
  TlsOptions options;
} PemTexts;

static bool read_texts(MoteVm *vm, MoteValue tls, PemTexts *texts) {
  TlsOptions *options = &texts->options;
  size_t length;
  TRY(pem_option(vm, tls, "cert", &texts->certificate, &options->certificate.length) &&
      pem_option(vm, tls, "key", &texts->key, &options->key.length) &&
      pem_option(vm, tls, "ca", &texts->authorities, &options->authorities.length) &&
      pem_option(vm, tls, "passphrase", &texts->passphrase, &length));
  if (!texts->certificate || !texts->key)
    return throw_argument_type(vm, texts->certificate ? "tls.key" : "tls.cert", "string",
                               mote_undefined());
  options->certificate.text = texts->certificate;
  options->key.text = texts->key;
  options->authorities.text = texts->authorities;
  options->passphrase = texts->passphrase;
  return true;
}

bool server_tls_options(MoteVm *vm, MoteValue options, Server *server) {
  static const char *const protocols[] = {"h2", "http/1.1"};
  PemTexts texts = {.options = {.is_server = true}};
  MoteValue tls;
  TRY(mote_get(vm, options, "tls", &tls));
  if (mote_is_undefined(vm, tls)) return true;
  if (!mote_is_object(vm, tls)) return throw_argument_type(vm, "tls", "an instance of Object", tls);
  bool has_http2 = server->allows_http2 && http2_is_available(vm);
  texts.options.protocols = protocols + !has_http2;
  texts.options.protocol_count = 1 + has_http2;
  bool ok = read_texts(vm, tls, &texts) && tls_context_create(vm, &texts.options, &server->tls);
  free(texts.certificate);
  free(texts.key);
  free(texts.authorities);
  free(texts.passphrase);
  return ok;
}

/* --- connections --- */

bool server_tls_accept(MoteVm *vm, Connection *connection) {
  Http *http = connection->server->http;
  if (!http->plain_buffer) http->plain_buffer = malloc(PLAIN_BUFFER);
  if (!http->plain_buffer) return mote_throw_out_of_memory(vm);
  return tls_session_create(vm, connection->server->tls, NULL, NULL, &connection->tls);
}

/* Sends what the session has for the other side. */
static void flush(Connection *connection) {
  char *bytes;
  size_t length;
  if (connection->state != CONNECTION_CLOSED && tls_take_output(connection->tls, &bytes, &length))
    connection_write_raw(connection, NULL, 0, bytes, length);
}

/* The handshake is over. */
static void begin(Connection *connection) {
  const char *protocol = tls_protocol(connection->tls);
  if (protocol && strcmp(protocol, "h2") == 0) http2_start(connection);
  connection_update_deadline(connection);
}

void server_tls_feed(Connection *connection, const char *bytes, size_t length) {
  char *plain = connection->server->http->plain_buffer;
  bool was_established = tls_is_established(connection->tls);
  TlsStatus status = TLS_DONE;
  size_t count;
  tls_feed(connection->tls, bytes, length);
  while (status == TLS_DONE && connection->state != CONNECTION_CLOSED) {
    status = tls_read(connection->tls, plain, PLAIN_BUFFER, &count);
    if (!was_established && tls_is_established(connection->tls)) {
      was_established = true;
      begin(connection);
    }
    if (status == TLS_DONE) connection_take(connection, plain, count);
  }
  bool ok = tls_feed_end(connection->tls);
  flush(connection);
  if (!ok || status == TLS_FAILED) connection_close(connection);
  else if (status == TLS_ENDED) connection_end_input(connection);
}

void server_tls_write(Connection *connection, const char *head, size_t head_length,
                      const char *rest, size_t length) {
  bool ok = (!head_length || tls_write(connection->tls, head, head_length) == TLS_DONE) &&
            (!length || tls_write(connection->tls, rest, length) == TLS_DONE);
  if (ok) flush(connection);
  else connection_close(connection);
}

void server_tls_finish(Connection *connection) {
  tls_end_output(connection->tls);
  flush(connection);
}
