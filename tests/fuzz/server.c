/* SPDX-License-Identifier: MIT */
/* server.c: fuzzes what a client sends to a server of mote:http. The first byte chooses the protocol (HTTP/1, with
 * WebSockets; HTTP/2 by prior knowledge, as bytes or as frames that are built from the input), into what pieces the
 * rest is cut, and how the connection ends.
 *
 * The client is a Unix socket in the same thread: the loop turns between the pieces. */
#include "fuzz.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "runtime/http/connection.h"
#include "runtime/internal.h"

/* --- the server --- */

/* What is done with a request depends on the first letter of its path. */
static const char program[] =
    "const { serve, upgradeWebSocket } = require('mote:http');\n"
    "const answers = {\n"
    "  echo: (request) => new Response(request.body, { headers: request.headers }),\n"
    "  text: async (request) => new Response(await request.text()),\n"
    "  head: (request) => Response.json([request.method, request.url, ...request.headers]),\n"
    "  form: async (request) => Response.json([...(await request.formData()).keys()]),\n"
    "  big: () => new Response('x'.repeat(100_000)),\n"
    "  stream() {\n"
    "    const text = ReadableStream.from(['a', '', 'b'.repeat(9000)]);\n"
    "    return new Response(text.pipeThrough(new TextEncoderStream()));\n"
    "  },\n"
    "  oops: () => { throw new Error('thrown on purpose'); },\n"
    "  async read(request) {\n"
    "    const { value } = await request.clone().body.getReader().read();\n"
    "    return new Response(value);\n"
    "  },\n"
    "  websocket(request) {\n"
    "    const { socket, response } = upgradeWebSocket(request, { compression: true });\n"
    "    socket.onmessage = ({ data }) => data === 'end' ? socket.close() : socket.send(data);\n"
    "    return response;\n"
    "  },\n"
    "};\n"
    "const byLetter = new Map(Object.keys(answers).map((name) => [name[0], answers[name]]));\n"
    "globalThis.listen = (path) => void serve({\n"
    "  unix: path, maxConcurrentStreams: 5,\n"
    "  maxBodySize: 2000, maxHeaderSize: 1500, maxUrlLength: 300,\n"
    "  fetch(request) {\n"
    "    const answer = byLetter.get(new URL(request.url).pathname[1]);\n"
    "    return answer ? answer(request) : new Response('plain');\n"
    "  },\n"
    "  error: () => new Response('failed', { status: 500 }),\n"
    "});\n";

enum { INPUTS_OF_ONE_RUNTIME = 1000 };

static Runtime *rt;
static uint32_t inputs;
static struct sockaddr_un address = {.sun_family = AF_UNIX};

static void remove_socket(void) { unlink(address.sun_path); }

static void start_runtime(void) {
  rt = runtime_create(&(RuntimeOptions){.vm.memory_limit = FUZZ_MEMORY_LIMIT});
  if (!rt || !runtime_run_text(rt, program, sizeof program - 1, "[fuzz]", false))
    fuzz_fail("no runtime");
  inputs = 0;
  if (*address.sun_path) return;
  snprintf(address.sun_path, sizeof address.sun_path, "/tmp/mote-fuzz-%ld", (long)getpid());
  atexit(remove_socket);
}

/* The server; a new one where the input before has stopped it. */
static Server *running_server(void) {
  MoteValue path;
  if (rt && ++inputs == INPUTS_OF_ONE_RUNTIME) {
    runtime_destroy(rt);
    rt = NULL;
  }
  if (!rt) start_runtime();
  if (rt->http && rt->http->servers) return rt->http->servers;
  remove_socket();
  if (!mote_string(rt->vm, address.sun_path, MOTE_NUL_TERMINATED, &path) ||
      !mote_invoke(rt->vm, mote_global(rt->vm), "listen", &path, 1, NULL))
    fuzz_fail("no server: %s", mote_error_text(rt->vm, mote_take_exception(rt->vm)));
  return rt->http->servers;
}

static void turn(void) {
  uv_run(&rt->loop, UV_RUN_NOWAIT);
  if (rt->status != 0) fuzz_fail("an error that nobody catches");
}

/* --- the client --- */

typedef struct Client {
  int socket;
  bool is_http2;
  size_t received;
} Client;

/* What comes first from a server. */
static void check_beginning(const Client *client, const uint8_t *bytes, size_t length) {
  static const uint8_t status[] = "HTTP/1.1 ";
  if (client->is_http2 && length > 3 && bytes[3] != 4) fuzz_fail("no SETTINGS");
  if (!client->is_http2 && length >= 9 && memcmp(bytes, status, 9) != 0)
    fuzz_fail("no status line");
}

/* False: nothing will come any more. */
static bool receive(Client *client) {
  uint8_t bytes[16384];
  ssize_t count;
  while ((count = recv(client->socket, bytes, sizeof bytes, MSG_DONTWAIT)) > 0) {
    if (getenv("FUZZ_SHOW")) fwrite(bytes, 1, (size_t)count, stderr);
    if (!client->received) check_beginning(client, bytes, (size_t)count);
    client->received += (size_t)count;
  }
  return count != 0;
}

static void open_client(Client *client, const Server *server) {
  client->socket = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(client->socket, (struct sockaddr *)&address, sizeof address) != 0)
    fuzz_fail("no connection");
  while (!server->connections) turn();
}

/* turns: of the loop after each piece; with less than two, what comes next finds the server amid its work. */
static void send_in_pieces(Client *client, const Text *text, size_t piece, unsigned turns) {
  for (size_t at = 0; at < text->length; at += piece) {
    size_t left = text->length - at;
    if (send(client->socket, text->data + at, left < piece ? left : piece,
             MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
      return;
    for (unsigned i = 0; i < turns; i++) turn();
    receive(client);
  }
}

/* --- an input --- */

static const char preface[] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
static const char no_settings[9] = {0, 0, 0, 4};

/* Type, flags, stream and two bytes of length in front of each payload. */
static void build_frames(FuzzInput input, Text *out) {
  while (input.length) {
    char type = (char)fuzz_byte(&input), flags = (char)fuzz_byte(&input);
    char stream = (char)fuzz_byte(&input);
    size_t length = fuzz_uint16(&input);
    if (length > input.length) length = input.length;
    const char head[9] = {0, (char)(length >> 8), (char)length, type, flags, 0, 0, 0, stream};
    text_append(out, head, sizeof head);
    text_append(out, (const char *)input.bytes, length);
    input.bytes += length;
    input.length -= length;
  }
}

static void build(FuzzInput input, unsigned protocol, Text *out) {
  if (protocol >= 2) text_append(out, preface, sizeof preface - 1);
  if (protocol == 3) {
    text_append(out, no_settings, sizeof no_settings);
    build_frames(input, out);
  } else {
    text_append(out, (const char *)input.bytes, input.length);
  }
  if (!text_ok(out)) fuzz_fail("no memory");
}

typedef enum Ending { CLIENT_ENDS, CLIENT_GOES, SERVER_STOPS, SERVER_IS_STOPPED } Ending;

static void end(Client *client, Server *server, Ending ending) {
  if (ending >= SERVER_STOPS) server_stop(server, ending == SERVER_IS_STOPPED);
  if (ending != CLIENT_GOES) {
    shutdown(client->socket, SHUT_WR);
    return;
  }
  close(client->socket);
  client->socket = -1;
}

static bool is_over(Client *client) {
  const Server *server = rt->http->servers;
  if (client->socket >= 0) receive(client);
  return !server || (!server->connections && !server->is_stopping);
}

/* Nothing that a server does for a client that listens takes longer than a second. */
static void await_end(Client *client) {
  const struct timespec millisecond = {.tv_nsec = 1000000};
  for (int turns = 0; !is_over(client); turns++) {
    if (turns > 5000) fuzz_fail("the connection does not end");
    if (turns > 1000) nanosleep(&millisecond, NULL);
    turn();
  }
  turn();
}

FUZZ_SANITIZER_OPTIONS("0")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput input = {data, size};
  uint8_t choice = fuzz_byte(&input);
  unsigned protocol = choice & 3, piece = choice >> 4;
  Server *server = running_server();
  Client client = {.is_http2 = protocol >= 2};
  Text text = {0};
  build(input, protocol, &text);
  open_client(&client, server);
  send_in_pieces(&client, &text, piece ? piece * piece : text.length + 1, (piece + 2) % 3);
  end(&client, server, (Ending)(choice >> 2 & 3));
  await_end(&client);
  if (client.socket >= 0) close(client.socket);
  text_free(&text);
  return 0;
}
