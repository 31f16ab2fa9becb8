// SPDX-License-Identifier: MIT
// The WebSockets of the tests' server: what stands in websockets/handlers of the checkout as Python programs. Frames are
// written here byte by byte, since tests want broken ones; extensions are never agreed on.
import { createHash } from "node:crypto";
import { bytesOf, ConnectionEnded, delay } from "./exchange.mjs";

const TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;
const utf8 = new TextEncoder();

export const isUpgrade = (exchange) => exchange.headers.get("upgrade")?.toLowerCase() === "websocket";

const acceptOf = (exchange) => createHash("sha1").update(`${exchange.headers.get("sec-websocket-key")}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");

class Connection {
  constructor(exchange) {
    this.exchange = exchange;
    this.input = exchange.input;
  }
  async send(data, kind = typeof data === "string" ? TEXT : BINARY) {
    const bytes = typeof data === "string" ? utf8.encode(data) : data, { length } = bytes;
    const head = length < 126 ? [length] : length < 65536 ? [126, length >> 8, length & 255] : [127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255];
    const frame = new Uint8Array(1 + head.length + length);
    frame.set([0x80 | kind, ...head]);
    frame.set(bytes, 1 + head.length);
    await this.exchange.write(frame);
  }
  async close(code, reason = "") {
    const body = code === undefined ? [] : [code >> 8, code & 255, ...utf8.encode(reason)];
    await this.send(new Uint8Array(body), CLOSE);
  }
  async #frame() {
    const [first, second] = await this.input.take(2);
    let length = second & 127;
    if (length === 126) length = (await this.input.take(2)).reduce((sum, byte) => sum * 256 + byte);
    else if (length === 127) length = (await this.input.take(8)).reduce((sum, byte) => sum * 256 + byte);
    const mask = second & 128 ? await this.input.take(4) : [0, 0, 0, 0];
    const body = await this.input.take(length);
    for (let i = 0; i < length; i++) body[i] ^= mask[i & 3];
    return { last: Boolean(first & 128), kind: first & 15, body };
  }
  /** A string or bytes; undefined: the other side closes, with this.code and this.reason. */
  async receive() {
    const pieces = [];
    let kind;
    for (;;) {
      const frame = await this.#frame();
      if (frame.kind === CLOSE) {
        if (frame.body.length >= 2) this.code = frame.body[0] * 256 + frame.body[1];
        this.reason = new TextDecoder().decode(frame.body.subarray(2));
        return undefined;
      }
      if (frame.kind === PING) await this.send(frame.body, PONG);
      if (frame.kind >= CLOSE) continue;
      kind ||= frame.kind;
      pieces.push(frame.body);
      if (!frame.last) continue;
      const whole = pieces.length === 1 ? pieces[0] : new Uint8Array(await new Blob(pieces).arrayBuffer());
      return kind === TEXT ? new TextDecoder().decode(whole) : whole;
    }
  }
}

// ---- handlers ------------------------------------------------------------------------

async function echo(socket) {
  for (let message; (message = await socket.receive()) !== undefined; ) {
    await socket.send(message);
    if (message === "Goodbye") return;
  }
}

async function receiveAll(socket) {
  for (let message; (message = await socket.receive()) !== undefined; ) if (message === "Goodbye") return;
}

async function echoRaw(socket) {
  for (let message; (message = await socket.receive()) !== undefined && message !== "exit"; ) await socket.exchange.write(bytesOf(message));
}

async function emptyMessage(socket) {
  await socket.send((await socket.receive()) === "" ? "pass" : "fail");
}

async function delayedClose(socket) {
  await socket.receive();
  await delay(1000);
}

async function remoteClose(socket) {
  const { exchange } = socket, code = exchange.parameter("code");
  if (exchange.parameter("abrupt") !== null) {
    await socket.send(utf8.encode("ping"), PING);
    return "abort";
  }
  await socket.close(code === null ? undefined : Number(code), exchange.parameter("reason", ""));
  await receiveAll(socket);
  return "closed";
}

async function receiveSlowly(socket) {
  await delay(2000);
  await receiveAll(socket);
}

async function countSlowly(socket) {
  for (;;) {
    await delay(100);
    const message = await socket.receive();
    if (message === undefined) return;
    await socket.send(`${message.length}`);
  }
}

async function sendMuch(socket) {
  await socket.send(new Uint8Array(0));
  const start = performance.now();
  for (let i = 0; i < 16; i++) await socket.send(new Uint8Array(1024 * 1024).fill(32));
  await socket.send(`${(performance.now() - start) / 1000}`);
}

async function abortOnClose(socket) {
  await socket.receive();
  return "abort";
}

const asked = (exchange) => exchange.headers.get("sec-websocket-protocol");

// A path: { protocol(exchange): what is agreed on; run(socket): up to the end; raw: the whole answer }.
const handlers = {
  __proto__: null,
  "/echo": { protocol: (exchange) => (asked(exchange)?.split(/, */).includes("echo") ? "echo" : null), run: echo },
  "/echo_exit": { run: receiveAll },
  "/echo_close_data": { run: receiveAll },
  "/echo_raw": { run: echoRaw },
  "/echo-query": { run: (socket) => socket.send(socket.exchange.target.replace(/^[^?]*\??/, "")) },
  "/echo-query_v13": { run: (socket) => socket.send(socket.exchange.target.split("?")[1] ?? "") },
  "/echo-cookie": { run: (socket) => socket.send(socket.exchange.headers.get("cookie") ?? "(none)") },
  "/empty-message": { run: emptyMessage },
  "/basic_auth": { run: () => {}, needs: `Basic ${btoa("foo:bar")}` },
  "/delayed-passive-close": { run: delayedClose },
  "/handshake_no_extensions": { run: () => {} },
  "/handshake_no_protocol": { run: () => {} },
  "/handshake_protocol": { protocol: () => "foobar", run: () => {} },
  "/handshake_sleep_2": { wait: 2000, run: () => {} },
  "/invalid": { raw: () => "FOO BAR BAZ\r\n\r\n" },
  "/origin": { run: (socket) => socket.send(socket.exchange.headers.get("origin") ?? "") },
  "/passive-close-abort": { run: abortOnClose },
  "/protocol": { protocol: asked, run: (socket) => socket.send(asked(socket.exchange) ?? "") },
  "/protocol_array": { protocol: (exchange) => asked(exchange)?.split(",")[0], run: (socket) => socket.send(asked(socket.exchange).split(",")[0]) },
  "/receive-backpressure": { run: receiveSlowly },
  "/receive-many-with-backpressure": { run: countSlowly },
  "/referrer": { run: (socket) => socket.send(socket.exchange.headers.get("referer") ?? "MISSING AS PER FETCH") },
  "/remote-close": { run: remoteClose },
  "/send-backpressure": { run: sendMuch },
  "/simple_handshake": { raw: (exchange) => `${headOf(exchange, acceptOf(exchange))}\x88\x06${String.fromCharCode(1001 >> 8, 1001 & 255)}PASS` },
  "/sleep_10_v13": { wait: 10000, run: echo },
  "/wrong_accept_key": { raw: (exchange) => headOf(exchange, "thisisawrongacceptkey") },
};

function headOf(exchange, accept, protocol) {
  const line = protocol ? `Sec-WebSocket-Protocol: ${protocol}\r\n` : "";
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${line}\r\n`;
}

async function closeInOrder(socket) {
  if (socket.reason !== undefined) return await socket.close(socket.code, socket.reason);
  await socket.close(1000);
  while ((await socket.receive()) !== undefined);
}

/** Answers a request for a WebSocket, and ends with it. */
export async function serveWebSocket(exchange) {
  const handler = handlers[exchange.url.pathname];
  exchange.closes = true;
  if (!handler) return await exchange.answer({ status: 404, statusText: "Not Found" });
  if (handler.needs && exchange.headers.get("authorization") !== handler.needs)
    return await exchange.answer({ status: 401, statusText: "Unauthorized", headers: [["WWW-Authenticate", 'Basic realm="camelot"']] });
  if (handler.wait) await delay(handler.wait);
  if (handler.raw) {
    await exchange.write(handler.raw(exchange));
    await delay(100);
    return;
  }
  const socket = new Connection(exchange);
  try {
    await exchange.write(headOf(exchange, acceptOf(exchange), handler.protocol?.(exchange)));
    const end = await handler.run(socket);
    if (end === "abort") await exchange.socket.reset();
    else if (end !== "closed") await closeInOrder(socket);
  } catch (error) {
    if (!(error instanceof ConnectionEnded)) throw error;
  }
}
