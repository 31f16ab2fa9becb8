/* SPDX-License-Identifier: MIT */
/* test_websocket.c: the WebSocket engine: two of them talk to each other, or to a peer whose bytes are written by
 * hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "runtime/http/websocket.h"

enum { MAXIMUM = 1000 };

/* What an end has been told, as text. */
typedef struct End {
  WebSocketEngine *engine;
  char log[4096];
} End;

static MoteVm *vm;
static End server, client;

static void note(End *end, const char *what, const void *bytes, size_t length) {
  size_t used = strlen(end->log);
  snprintf(end->log + used, sizeof end->log - used, "%s(%.*s)", what, (int)length,
           (const char *)bytes);
}

static void on_message(void *user, bool is_text, const uint8_t *bytes, size_t length) {
  note(user, is_text ? "text" : "binary", bytes, length);
}

static void on_close(void *user, uint16_t code, const char *reason, size_t length) {
  char what[16];
  snprintf(what, sizeof what, "close%u", code);
  note(user, what, reason, length);
}

static void on_pong(void *user, const uint8_t *bytes, size_t length) {
  note(user, "pong", bytes, length);
}

static const WebSocketEvents events = {on_message, on_close, on_pong};

static int set_up(void **state) {
  (void)state;
  vm = mote_vm_create(NULL);
  server = client = (End){0};
  server.engine = websocket_create(vm, true, MAXIMUM, &events, &server);
  client.engine = websocket_create(vm, false, MAXIMUM, &events, &client);
  return server.engine && client.engine ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  websocket_destroy(server.engine);
  websocket_destroy(client.engine);
  mote_vm_destroy(vm);
  return 0;
}

/* Gives whether it wants more. */
static bool feed(End *to, const void *bytes, size_t length) {
  size_t used;
  WebSocketStatus status;
  do {
    status = websocket_feed(to->engine, bytes, length, &used);
    bytes = (const char *)bytes + used;
    length -= used;
  } while (status == WEBSOCKET_MESSAGE);
  return status == WEBSOCKET_HUNGRY;
}

/* Moves what waits from one to the other, `step` bytes at a time. Gives whether the other wants more. */
static bool carry(End *from, End *to, size_t step) {
  size_t length;
  const uint8_t *bytes;
  bool wants = true;
  while ((bytes = websocket_output(from->engine, &length))) {
    if (length > step) length = step;
    wants = feed(to, bytes, length);
    websocket_sent(from->engine, length);
  }
  return wants;
}

#define FEED(to, literal) feed(to, literal, sizeof(literal) - 1)

/* The server's answer to something by hand begins with these bytes. */
static void assert_answer(End *end, const char *bytes, size_t count) {
  size_t length;
  const uint8_t *output = websocket_output(end->engine, &length);
  assert_non_null(output);
  assert_true(length >= count);
  assert_memory_equal(output, bytes, count);
}

static void messages_go_both_ways(void **state) {
  (void)state;
  assert_true(websocket_send(client.engine, true, "hello", 5));
  assert_true(websocket_send(client.engine, false, "", 0));
  assert_true(carry(&client, &server, SIZE_MAX));
  assert_string_equal(server.log, "text(hello)binary()");
  assert_true(websocket_send(server.engine, true, "world", 5));
  assert_true(carry(&server, &client, SIZE_MAX));
  assert_string_equal(client.log, "text(world)");
}

static void bytes_come_one_by_one(void **state) {
  (void)state;
  char text[300];
  memset(text, 'x', sizeof text);
  assert_true(websocket_send(client.engine, true, text, sizeof text));
  assert_true(websocket_ping(client.engine, "p", 1));
  assert_true(carry(&client, &server, 1));
  assert_int_equal(strlen(server.log), sizeof text + strlen("text()"));
  assert_true(carry(&server, &client, 1));
  assert_string_equal(client.log, "pong(p)");
}

static void a_client_masks(void **state) {
  (void)state;
  size_t length;
  assert_true(websocket_send(client.engine, true, "hello", 5));
  const uint8_t *bytes = websocket_output(client.engine, &length);
  assert_int_equal(length, 11);
  assert_int_equal(bytes[0], 0x81);
  assert_int_equal(bytes[1], 0x85);
  for (size_t i = 0; i < 5; i++) assert_int_equal(bytes[6 + i] ^ bytes[2 + i % 4], "hello"[i]);
}

static void fragments_make_a_message(void **state) {
  (void)state;
  assert_true(FEED(&client, "\x01\x03one"
                            "\x89\x00"
                            "\x80\x03two"));
  assert_string_equal(client.log, "text(onetwo)");
  assert_answer(&client, "\x8a\x80", 2);
}

static void closing_is_answered(void **state) {
  (void)state;
  assert_int_equal(websocket_close_code(client.engine), WEBSOCKET_ABNORMAL);
  assert_true(websocket_close(client.engine, 4001, "bye", 3));
  assert_false(websocket_send(client.engine, true, "late", 4));
  assert_false(carry(&client, &server, SIZE_MAX));
  assert_string_equal(server.log, "close4001(bye)");
  assert_true(websocket_close_received(server.engine));
  assert_false(carry(&server, &client, SIZE_MAX));
  assert_true(websocket_close_sent(server.engine));
  assert_int_equal(websocket_close_code(client.engine), 4001);
}

static void closing_without_a_code(void **state) {
  (void)state;
  assert_true(websocket_close(server.engine, WEBSOCKET_NO_CODE, NULL, 0));
  assert_false(carry(&server, &client, SIZE_MAX));
  assert_string_equal(client.log, "close1005()");
  assert_int_equal(websocket_close_code(client.engine), WEBSOCKET_NO_CODE);
}

#define VIOLATION(name, to, literal, answer)       \
  static void name(void **state) {                 \
    (void)state;                                   \
    assert_false(FEED(to, literal));               \
    assert_answer(to, answer, sizeof(answer) - 1); \
  }
VIOLATION(an_unmasked_frame_of_a_client, &server, "\x81\x05hello", "\x88\x02\x03\xea")
VIOLATION(a_masked_frame_of_a_server, &client, "\x81\x85\0\0\0\0hello", "\x88\x82")
VIOLATION(a_reserved_bit, &client, "\xc1\x05hello", "\x88\x82")
VIOLATION(a_reserved_opcode, &client, "\x83\x00", "\x88\x82")
VIOLATION(a_continuation_of_nothing, &client, "\x80\x05hello", "\x88\x82")
VIOLATION(a_message_within_a_message, &client, "\x01\x03one\x81\x03two", "\x88\x82")
VIOLATION(a_ping_in_parts, &client, "\x09\x00", "\x88\x82")
VIOLATION(a_long_ping, &client, "\x89\x7e\x00\x7e", "\x88\x82")
VIOLATION(a_close_frame_of_one_byte, &client, "\x88\x01\x03", "\x88\x82")
VIOLATION(a_code_that_must_not_be_sent, &client, "\x88\x02\x03\xed", "\x88\x82")

/* The code of the close frame that the server sends. */
static void assert_code(End *end, uint16_t code) {
  size_t length;
  const uint8_t *output = websocket_output(end->engine, &length);
  assert_non_null(output);
  assert_true(length >= 4);
  assert_int_equal(output[2] << 8 | output[3], code);
}

static void text_that_is_not_utf8(void **state) {
  (void)state;
  assert_false(FEED(&server, "\x81\x82\0\0\0\0\xc3\x28"));
  assert_code(&server, 1007);
}

static void a_message_that_is_too_long(void **state) {
  (void)state;
  assert_false(FEED(&server, "\x82\xfe\x03\xe9\0\0\0\0x"));
  assert_code(&server, 1009);
}

static void the_answer_to_a_key(void **state) {
  (void)state;
  char accept[29];
  assert_true(websocket_accept_key(vm, "dGhlIHNhbXBsZSBub25jZQ==", 24, accept));
  assert_string_equal(accept, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(messages_go_both_ways),
      TEST(bytes_come_one_by_one),
      TEST(a_client_masks),
      TEST(fragments_make_a_message),
      TEST(closing_is_answered),
      TEST(closing_without_a_code),
      TEST(an_unmasked_frame_of_a_client),
      TEST(a_masked_frame_of_a_server),
      TEST(a_reserved_bit),
      TEST(a_reserved_opcode),
      TEST(a_continuation_of_nothing),
      TEST(a_message_within_a_message),
      TEST(a_ping_in_parts),
      TEST(a_long_ping),
      TEST(a_close_frame_of_one_byte),
      TEST(a_code_that_must_not_be_sent),
      TEST(text_that_is_not_utf8),
      TEST(a_message_that_is_too_long),
      TEST(the_answer_to_a_key),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
