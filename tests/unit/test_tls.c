/* SPDX-License-Identifier: MIT */
/* test_tls.c: two TLS engines talk to each other, in memory. The certificates are those of tests/runtime/tls; they are
 * found from the root of the sources, in which the tests are run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "runtime/net/tls.h"

#define FOLDER "tests/runtime/tls/_support/"

static MoteVm *vm;

static int set_up(void **state) {
  (void)state;
  vm = mote_vm_create(NULL);
  return vm ? 0 : 1;
}

static int tear_down(void **state) {
  (void)state;
  mote_vm_destroy(vm);
  return 0;
}

/* A file of the folder; freed by free(). */
static char *read_pem(const char *name) {
  char path[256], *text = calloc(1, 16384);
  snprintf(path, sizeof path, FOLDER "%s", name);
  FILE *file = fopen(path, "r");
  if (!file) fail_msg("cannot open %s", path);
  assert_true(fread(text, 1, 16383, file) > 0);
  fclose(file);
  return text;
}

static TlsContext *make_context(TlsOptions options, const char *certificate, const char *key,
                                const char *authorities) {
  char *texts[3] = {certificate ? read_pem(certificate) : NULL, key ? read_pem(key) : NULL,
                    authorities ? read_pem(authorities) : NULL};
  TlsPem *pems[3] = {&options.certificate, &options.key, &options.authorities};
  TlsContext *context = NULL;
  for (int i = 0; i < 3; i++)
    if (texts[i]) *pems[i] = (TlsPem){texts[i], strlen(texts[i])};
  bool ok = tls_context_create(vm, &options, &context);
  for (int i = 0; i < 3; i++) free(texts[i]);
  return ok ? context : NULL;
}

static TlsContext *make_server(TlsOptions options, const char *name) {
  char certificate[64], key[64];
  snprintf(certificate, sizeof certificate, "%s.pem", name);
  snprintf(key, sizeof key, "%s-key.pem", name);
  options.is_server = true;
  TlsContext *context = make_context(options, certificate, key, NULL);
  assert_non_null(context);
  return context;
}

static TlsContext *make_client(TlsOptions options) {
  TlsContext *context = make_context(options, NULL, NULL, "authority.pem");
  assert_non_null(context);
  return context;
}

static TlsSession *start(TlsContext *context, const char *host) {
  TlsSession *session;
  assert_true(tls_session_create(vm, context, host, "443", &session));
  return session;
}

/* Carries what one has to send to the other, `piece` bytes at a time. Whether there was anything. */
static bool carry(TlsSession *from, TlsSession *to, size_t piece) {
  char *bytes;
  size_t length;
  if (!tls_take_output(from, &bytes, &length)) return false;
  for (size_t at = 0; at < length; at += piece) {
    tls_feed(to, bytes + at, length - at < piece ? length - at : piece);
    tls_handshake(to);
    assert_true(tls_feed_end(to));
  }
  free(bytes);
  return true;
}

static void shake_hands(TlsSession *client, TlsSession *server, size_t piece) {
  tls_handshake(client);
  for (bool moved = true; moved;) {
    moved = carry(client, server, piece);
    moved = carry(server, client, piece) || moved;
  }
}

static void expect_text(TlsSession *session, const char *expected) {
  char buffer[64];
  size_t count;
  assert_int_equal(tls_read(session, buffer, sizeof buffer, &count), TLS_DONE);
  assert_int_equal(count, strlen(expected));
  assert_memory_equal(buffer, expected, count);
}

static void expect_status(TlsSession *session, TlsStatus expected) {
  char buffer[64];
  size_t count;
  assert_int_equal(tls_read(session, buffer, sizeof buffer, &count), expected);
  assert_int_equal(count, 0);
}

/* --- two that agree --- */

static void text_goes_both_ways(size_t piece) {
  TlsContext *of_client = make_client((TlsOptions){0});
  TlsContext *of_server = make_server((TlsOptions){0}, "localhost");
  TlsSession *client = start(of_client, "localhost"), *server = start(of_server, NULL);
  assert_int_equal(tls_write(client, "early", 5), TLS_WANTS_INPUT);
  shake_hands(client, server, piece);
  assert_true(tls_is_established(client) && tls_is_established(server));
  assert_string_equal(tls_version(client), "TLSv1.3");
  assert_string_equal(tls_server_name(server), "localhost");
  assert_null(tls_protocol(client));
  assert_null(tls_verify_code(client));
  assert_int_equal(tls_write(client, "question", 8), TLS_DONE);
  carry(client, server, piece);
  expect_text(server, "question");
  expect_status(server, TLS_WANTS_INPUT);
  assert_int_equal(tls_write(server, "answer", 6), TLS_DONE);
  tls_end_output(server);
  carry(server, client, piece);
  expect_text(client, "answer");
  expect_status(client, TLS_ENDED);
  assert_int_equal(tls_write(client, "thanks", 6), TLS_DONE); /* half of it is open still */
  tls_end_output(client);
  carry(client, server, piece);
  expect_text(server, "thanks");
  expect_status(server, TLS_ENDED);
  tls_session_destroy(client);
  tls_session_destroy(server);
  tls_context_release(of_client);
  tls_context_release(of_server);
}

static void whole_pieces(void **state) {
  (void)state;
  text_goes_both_ways(SIZE_MAX);
}

static void single_bytes(void **state) {
  (void)state;
  text_goes_both_ways(1);
}

static void megabytes_arrive(void **state) {
  (void)state;
  TlsContext *of_client = make_client((TlsOptions){0});
  TlsContext *of_server = make_server((TlsOptions){0}, "localhost");
  TlsSession *client = start(of_client, "localhost"), *server = start(of_server, NULL);
  enum { SIZE = 3 << 20 };
  uint8_t *sent = malloc(SIZE), *got = malloc(SIZE);
  for (size_t i = 0; i < SIZE; i++) sent[i] = (uint8_t)(i * 7 + (i >> 9));
  shake_hands(client, server, SIZE_MAX);
  assert_int_equal(tls_write(client, sent, SIZE), TLS_DONE);
  char *bytes;
  size_t length, total = 0, count;
  assert_true(tls_take_output(client, &bytes, &length));
  assert_true(length > SIZE);
  for (size_t at = 0; at < length; at += 65536) {
    tls_feed(server, bytes + at, length - at < 65536 ? length - at : 65536);
    while (tls_read(server, got + total, SIZE - total, &count) == TLS_DONE) total += count;
    assert_true(tls_feed_end(server));
  }
  assert_int_equal(total, SIZE);
  assert_memory_equal(sent, got, SIZE);
  free(bytes);
  free(sent);
  free(got);
  tls_session_destroy(client);
  tls_session_destroy(server);
  tls_context_release(of_client);
  tls_context_release(of_server);
}

static void protocols_are_agreed_on(void **state) {
  (void)state;
  static const char *const both[] = {"h2", "http/1.1"}, *const old[] = {"http/1.1"},
                           *const other[] = {"spdy"};
  TlsContext *of_client = make_client((TlsOptions){.protocols = old, .protocol_count = 1});
  TlsContext *of_server =
      make_server((TlsOptions){.protocols = both, .protocol_count = 2}, "localhost");
  TlsSession *client = start(of_client, "localhost"), *server = start(of_server, NULL);
  shake_hands(client, server, SIZE_MAX);
  assert_string_equal(tls_protocol(client), "http/1.1");
  assert_string_equal(tls_protocol(server), "http/1.1");
  tls_session_destroy(client);
  tls_session_destroy(server);
  client = start(of_client, "localhost");
  server = start(of_server, NULL);
  assert_true(tls_set_protocols(vm, client, other, 1));
  shake_hands(client, server, SIZE_MAX);
  assert_string_equal(tls_error_code(server), "ERR_SSL_NO_APPLICATION_PROTOCOL");
  assert_string_equal(tls_error_code(client), "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL");
  tls_session_destroy(client);
  tls_session_destroy(server);
  tls_context_release(of_client);
  tls_context_release(of_server);
}

static void sessions_are_resumed(void **state) {
  (void)state;
  TlsContext *of_client = make_client((TlsOptions){0});
  TlsContext *of_server = make_server((TlsOptions){0}, "localhost");
  for (int i = 0; i < 3; i++) {
    TlsSession *client = start(of_client, "localhost"), *server = start(of_server, NULL);
    shake_hands(client, server, SIZE_MAX);
    assert_true(tls_is_established(client));
    expect_status(client, TLS_WANTS_INPUT); /* the ticket is read */
    assert_int_equal(tls_is_resumed(client), i > 0);
    assert_int_equal(tls_is_resumed(server), i > 0);
    tls_session_destroy(client);
    tls_session_destroy(server);
  }
  tls_context_release(of_client);
  tls_context_release(of_server);
}

static TlsContext *choose(void *data, const char *name) {
  return strcmp(name, "other.example") == 0 ? data : NULL;
}

static void servers_have_many_names(void **state) {
  (void)state;
  TlsContext *of_client = make_client((TlsOptions){0});
  TlsContext *other = make_server((TlsOptions){0}, "other");
  TlsContext *of_server =
      make_server((TlsOptions){.choose = choose, .choose_data = other}, "localhost");
  static const char *const hosts[] = {"other.example", "localhost", "a.test.localhost", "127.0.0.1",
                                      "::1"};
  for (size_t i = 0; i < LENGTH_OF(hosts); i++) {
    TlsSession *client = start(of_client, hosts[i]), *server = start(of_server, NULL);
    shake_hands(client, server, SIZE_MAX);
    assert_null(tls_error_message(client));
    assert_true(tls_is_established(client));
    tls_session_destroy(client);
    tls_session_destroy(server);
  }
  tls_context_release(of_client);
  tls_context_release(of_server);
  tls_context_release(other);
}

/* --- certificates --- */

static void expect_refused(TlsContext *of_client, const char *name, const char *host,
                           const char *code, const char *words) {
  TlsContext *of_server = make_server((TlsOptions){0}, name);
  TlsSession *client = start(of_client, host), *server = start(of_server, NULL);
  shake_hands(client, server, SIZE_MAX);
  assert_non_null(tls_error_code(client));
  assert_string_equal(tls_error_code(client), code);
  if (!strstr(tls_error_message(client), words))
    fail_msg("\"%s\" is not in \"%s\"", words, tls_error_message(client));
  assert_non_null(tls_error_code(server)); /* it is told by an alert */
  assert_int_equal(tls_handshake(client), TLS_FAILED);
  assert_int_equal(tls_write(client, "a", 1), TLS_FAILED);
  tls_session_destroy(client);
  tls_session_destroy(server);
  tls_context_release(of_server);
}

static void wrong_certificates_are_refused(void **state) {
  (void)state;
  TlsContext *client = make_client((TlsOptions){0});
  expect_refused(client, "self-signed", "localhost", "DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed");
  expect_refused(client, "expired", "localhost", "CERT_HAS_EXPIRED", "expired");
  expect_refused(client, "other", "localhost", "ERR_TLS_CERT_ALTNAME_INVALID",
                 "Host: localhost. is not in the cert's altnames: DNS:other.example");
  expect_refused(client, "localhost", "127.0.0.2", "ERR_TLS_CERT_ALTNAME_INVALID",
                 "IP Address:127.0.0.1");
  expect_refused(client, "localhost", "a.b.test.localhost", "ERR_TLS_CERT_ALTNAME_INVALID", "Host");
  tls_context_release(client);
  client = make_context((TlsOptions){0}, NULL, NULL, "self-signed.pem");
  expect_refused(client, "localhost", "localhost", "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
                 "unable to verify the first certificate");
  tls_context_release(client);
}

static void any_certificate_will_do(void **state) {
  (void)state;
  TlsContext *of_client = make_client((TlsOptions){.no_verify = true});
  TlsContext *of_server = make_server((TlsOptions){0}, "self-signed");
  TlsSession *client = start(of_client, "example.org"), *server = start(of_server, NULL);
  shake_hands(client, server, SIZE_MAX);
  assert_true(tls_is_established(client));
  assert_string_equal(tls_verify_code(client), "DEPTH_ZERO_SELF_SIGNED_CERT");
  MoteValue certificate, names;
  assert_true(tls_peer_certificate(vm, client, &certificate));
  assert_true(mote_get(vm, certificate, "subjectaltname", &names));
  assert_true(mote_string_is(vm, names, "DNS:localhost"));
  tls_session_destroy(client);
  tls_session_destroy(server);
  tls_context_release(of_client);
  tls_context_release(of_server);
}

static void clients_show_certificates(void **state) {
  (void)state;
  char *authority = read_pem("authority.pem");
  TlsOptions options = {.require_client = true, .authorities = {authority, strlen(authority)}};
  TlsContext *of_server = make_server(options, "localhost");
  TlsContext *anonymous = make_client((TlsOptions){0});
  TlsContext *known =
      make_context((TlsOptions){0}, "client.pem", "client-key.pem", "authority.pem");
  TlsSession *client = start(known, "localhost"), *server = start(of_server, NULL);
  shake_hands(client, server, SIZE_MAX);
  assert_true(tls_is_established(server));
  tls_session_destroy(client);
  tls_session_destroy(server);
  client = start(anonymous, "localhost");
  server = start(of_server, NULL);
  shake_hands(client, server, SIZE_MAX);
  assert_string_equal(tls_error_code(server), "ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE");
  expect_status(client, TLS_FAILED);
  tls_session_destroy(client);
  tls_session_destroy(server);
  tls_context_release(known);
  tls_context_release(anonymous);
  tls_context_release(of_server);
  free(authority);
}

static void expect_exception(const char *code) {
  MoteValue error = mote_take_exception(vm), value;
  assert_true(mote_get(vm, error, "code", &value));
  char *text;
  assert_true(mote_to_utf8(vm, value, &text, NULL));
  assert_string_equal(text, code);
  mote_free(text);
}

static void contexts_check_what_they_are_given(void **state) {
  (void)state;
  TlsOptions server = {.is_server = true};
  assert_null(make_context(server, "localhost-key.pem", "localhost-key.pem", NULL));
  expect_exception("ERR_OSSL_PEM_NO_START_LINE");
  assert_null(make_context(server, "localhost.pem", "other-key.pem", NULL));
  expect_exception("ERR_OSSL_X509_KEY_VALUES_MISMATCH");
  assert_null(make_context(server, "localhost.pem", "localhost-key-encrypted.pem", NULL));
  mote_take_exception(vm);
  server.passphrase = "secret";
  TlsContext *context = make_context(server, "localhost.pem", "localhost-key-encrypted.pem", NULL);
  assert_non_null(context);
  tls_context_release(context);
  server.passphrase = "wrong";
  assert_null(make_context(server, "localhost.pem", "localhost-key-encrypted.pem", NULL));
  mote_take_exception(vm);
}

/* --- what is cut short or is no TLS at all --- */

static void truncation_is_told(void **state) {
  (void)state;
  TlsContext *of_client = make_client((TlsOptions){0});
  TlsContext *of_server = make_server((TlsOptions){0}, "localhost");
  TlsSession *client = start(of_client, "localhost"), *server = start(of_server, NULL);
  shake_hands(client, server, SIZE_MAX);
  tls_write(server, "half", 4);
  carry(server, client, SIZE_MAX);
  tls_feed_eof(client);
  expect_text(client, "half");
  expect_status(client, TLS_FAILED);
  assert_string_equal(tls_error_code(client), "ERR_TLS_TRUNCATED");
  tls_session_destroy(client);
  tls_session_destroy(server);
  client = start(of_client, "localhost");
  tls_handshake(client);
  tls_feed_eof(client);
  assert_int_equal(tls_handshake(client), TLS_FAILED);
  assert_string_equal(tls_error_code(client), "ECONNRESET");
  tls_session_destroy(client);
  tls_context_release(of_client);
  tls_context_release(of_server);
}

static void other_protocols_are_refused(void **state) {
  (void)state;
  static const char request[] = "GET / HTTP/1.1\r\n\r\n", answer[] = "HTTP/1.1 400 Bad Request\r\n";
  TlsContext *of_client = make_client((TlsOptions){0});
  TlsContext *of_server = make_server((TlsOptions){0}, "localhost");
  TlsSession *client = start(of_client, "localhost"), *server = start(of_server, NULL);
  tls_handshake(client);
  tls_feed(client, answer, sizeof answer - 1);
  assert_int_equal(tls_handshake(client), TLS_FAILED);
  assert_true(tls_feed_end(client));
  assert_string_equal(tls_error_code(client), "ERR_SSL_WRONG_VERSION_NUMBER");
  tls_feed(server, request, sizeof request - 1);
  assert_int_equal(tls_handshake(server), TLS_FAILED);
  assert_true(tls_feed_end(server));
  assert_string_equal(tls_error_code(server), "ERR_SSL_HTTP_REQUEST");
  MoteValue error, message;
  assert_false(tls_throw(vm, server));
  error = mote_take_exception(vm);
  assert_true(mote_get(vm, error, "message", &message));
  assert_true(mote_string_is(vm, message, "error:0A00009C:SSL routines::http request"));
  tls_session_destroy(client);
  tls_session_destroy(server);
  tls_context_release(of_client);
  tls_context_release(of_server);
}

static void old_versions_are_refused(void **state) {
  (void)state;
  TlsContext *of_client = make_client((TlsOptions){.highest_version = 0x0303});
  TlsContext *of_server = make_server((TlsOptions){.lowest_version = 0x0304}, "localhost");
  TlsSession *client = start(of_client, "localhost"), *server = start(of_server, NULL);
  shake_hands(client, server, SIZE_MAX);
  assert_string_equal(tls_error_code(server), "ERR_SSL_UNSUPPORTED_PROTOCOL");
  assert_string_equal(tls_error_code(client), "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION");
  tls_session_destroy(client);
  tls_session_destroy(server);
  tls_context_release(of_client);
  tls_context_release(of_server);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whole_pieces),
      cmocka_unit_test(single_bytes),
      cmocka_unit_test(megabytes_arrive),
      cmocka_unit_test(protocols_are_agreed_on),
      cmocka_unit_test(sessions_are_resumed),
      cmocka_unit_test(servers_have_many_names),
      cmocka_unit_test(wrong_certificates_are_refused),
      cmocka_unit_test(any_certificate_will_do),
      cmocka_unit_test(clients_show_certificates),
      cmocka_unit_test(contexts_check_what_they_are_given),
      cmocka_unit_test(truncation_is_told),
      cmocka_unit_test(other_protocols_are_refused),
      cmocka_unit_test(old_versions_are_refused),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
