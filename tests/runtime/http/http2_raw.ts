// Frames that no client would send, and what becomes of them: of the stream, the others, the connection.
// timeout: 300
import { serve } from "mote:http";
import * as h2 from "./_support/raw_http2.ts";
const { RawClient, frame, head, block, join } = h2;

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let handled = 0, aborted = 0;
const server = serve({
  port: 0, hostname: "127.0.0.1", maxHeaderSize: 4096, maxUrlLength: 1000, maxBodySize: 200_000, maxConcurrentStreams: 50,
  async fetch(request) {
    const path = new URL(request.url).pathname;
    handled++;
    if (path === "/echo") return new Response(request.body);
    if (path === "/text") return new Response(await request.text());
    if (path === "/length") return new Response(String((await request.bytes()).length));
    if (path === "/unread") return new Response("not read");
    if (path === "/headers") return Response.json([request.method, request.url, ...request.headers]);
    if (path === "/throw") throw new Error("thrown on purpose");
    if (path === "/big") return new Response("x".repeat(200_000));
    if (path === "/hang") await new Promise((resolve) => request.signal.addEventListener("abort", () => (aborted++, resolve(0))));
    if (path === "/late") await later(50);
    return new Response("ok");
  },
  error: (error) => new Response(error.message, { status: 500 }),
});
const { port } = server;
const open = (...settings: Uint8Array[]) => RawClient.open(port, ...settings);

// --- one request after another, and several at once ---
{
  const client = await open();
  await client.request(1, "GET", "/");
  console.log(await client.answer(1)); // expect: 200 ok
  await client.request(3, "GET", "/late");
  await client.request(5, "GET", "/");
  console.log(await client.answer(5), await client.answer(3)); // expect: 200 ok 200 ok
  const ends = client.events.filter((event) => event.endsWith("end"));
  console.log(ends.map((event) => event.split(" ")[1]).join()); // expect: 1,5,3
  console.log(client.has("SETTINGS"), client.has("SETTINGS ack")); // expect: true true
  await client.request(7, "HEAD", "/");
  console.log(await client.answer(7), client.bodies.has(7)); // expect: 200 false
  await client.request(9, "GET", "/throw");
  console.log(await client.answer(9)); // expect: 500 thrown on purpose
  await client.request(11, "GET", "/headers", [["cookie", "a=1"], ["x-one", "1"], ["cookie", "b=2"]]);
  console.log(await client.answer(11)); // expect: 200 ["GET","http://raw.test/headers",["cookie","a=1; b=2"],["host","raw.test"],["x-one","1"]]
  await client.close();
}

// --- the preface ---
{
  const client = await RawClient.openRaw(port);
  for (const byte of join(h2.preface, frame(h2.SETTINGS, 0, 0), frame(h2.HEADERS, 5, 1, head("GET", "/")))) await client.send(Uint8Array.of(byte));
  console.log("byte by byte:", await client.answer(1)); // expect: byte by byte: 200 ok
  await client.close();
  const bad = await RawClient.openRaw(port);
  await bad.send(new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n"), frame(h2.SETTINGS, 0, 0));
  console.log("bad preface:", await bad.end()); // expect: bad preface: closed PROTOCOL_ERROR
  const early = await RawClient.openRaw(port);
  await early.send(h2.preface, frame(h2.HEADERS, 5, 1, head("GET", "/")));
  console.log("no settings:", await early.end()); // expect: no settings: closed PROTOCOL_ERROR
}

// --- heads ---
async function withHead(name: string, fields: [string, string][]): Promise<void> {
  const client = await open();
  await client.send(frame(h2.HEADERS, 5, 1, block(fields)));
  const answer = await client.answer(1);
  await client.request(3, "GET", "/");
  console.log(`${name}: ${answer}, then ${await client.answer(3)}`);
  await client.close();
}
const get: [string, string][] = [[":method", "GET"], [":scheme", "http"], [":path", "/"], [":authority", "a"]];
await withHead("no path", get.filter(([name]) => name !== ":path")); // expect: no path: reset PROTOCOL_ERROR, then 200 ok
await withHead("no host", get.slice(0, 3)); // expect: no host: reset PROTOCOL_ERROR, then 200 ok
await withHead("twice", [...get, [":path", "/"]]); // expect: twice: reset PROTOCOL_ERROR, then 200 ok
await withHead("unknown pseudo", [...get, [":what", "x"]]); // expect: unknown pseudo: reset PROTOCOL_ERROR, then 200 ok
await withHead("pseudo behind", [...get.slice(0, 3), ["x", "y"], get[3]]); // expect: pseudo behind: reset PROTOCOL_ERROR, then 200 ok
await withHead("connection", [...get, ["connection", "close"]]); // expect: connection: reset PROTOCOL_ERROR, then 200 ok
await withHead("transfer-encoding", [...get, ["transfer-encoding", "chunked"]]); // expect: transfer-encoding: reset PROTOCOL_ERROR, then 200 ok
await withHead("te", [...get, ["te", "gzip"]]); // expect: te: reset PROTOCOL_ERROR, then 200 ok
await withHead("upper case", [...get, ["X-Upper", "1"]]); // expect: upper case: reset PROTOCOL_ERROR, then 200 ok
await withHead("line feed", [...get, ["x", "a\nb"]]); // expect: line feed: reset PROTOCOL_ERROR, then 200 ok
await withHead("relative path", [...get.slice(0, 2), [":path", "x"], get[3]]); // expect: relative path: reset PROTOCOL_ERROR, then 200 ok
await withHead("two hosts", [...get, ["host", "b"]]); // expect: two hosts: 400 Bad Request, then 200 ok
await withHead("the same host", [...get, ["host", "a"]]); // expect: the same host: 200 ok, then 200 ok
await withHead("a user", [...get.slice(0, 3), [":authority", "me@a"]]); // expect: a user: 400 Bad Request, then 200 ok
await withHead("CONNECT", [[":method", "CONNECT"], [":authority", "a:1"]]); // expect: CONNECT: 501 Not Implemented, then 200 ok
await withHead("unknown method", [[":method", "FROB"], ...get.slice(1)]); // expect: unknown method: 501 Not Implemented, then 200 ok
await withHead("long path", [...get.slice(0, 2), [":path", "/" + "x".repeat(1500)], get[3]]); // expect: long path: 414 URI Too Long, then 200 ok
await withHead("long head", [...get, ["x", "y".repeat(5000)]]); // expect: long head: 431 Request Header Fields Too Large, then 200 ok
await withHead("many fields", [...get, ...Array.from({ length: 300 }, (_, i): [string, string] => ["x" + i, "y"])]); // expect: many fields: 431 Request Header Fields Too Large, then 200 ok
{
  const client = await open();
  const fields = head("GET", "/headers", [["x-split", "yes"]]);
  await client.send(frame(h2.HEADERS, 1, 1, fields.subarray(0, 5)));
  await later(20);
  await client.send(frame(h2.CONTINUATION, 0, 1, fields.subarray(5, 6)), frame(h2.CONTINUATION, 4, 1, fields.subarray(6)));
  console.log((await client.answer(1)).includes("x-split")); // expect: true
  await client.close();
}

// --- bodies ---
{
  const client = await open();
  await client.request(1, "POST", "/text", [], 0);
  await client.send(frame(h2.DATA, 0, 1, new TextEncoder().encode("one,")));
  await later(10);
  await client.send(frame(h2.DATA, 1, 1, new TextEncoder().encode("two")));
  console.log(await client.answer(1)); // expect: 200 one,two
  await client.request(3, "POST", "/text", [["content-length", "5"]], 0);
  await client.send(frame(h2.DATA, 1, 3, new TextEncoder().encode("four")));
  console.log(await client.answer(3)); // expect: reset PROTOCOL_ERROR
  await client.request(5, "POST", "/text", [["content-length", "3"]], 0);
  await client.send(frame(h2.DATA, 1, 5, new TextEncoder().encode("four")));
  console.log(await client.answer(5)); // expect: reset PROTOCOL_ERROR
  await client.request(7, "POST", "/text", [["content-length", "300000"]], 0);
  console.log(await client.answer(7)); // expect: 413 Content Too Large
  await client.until(() => client.has("RST_STREAM 7 NO_ERROR"));
  console.log(client.has("RST_STREAM 7 NO_ERROR")); // expect: true
  await client.request(9, "POST", "/text", [], 0);
  await client.send(frame(h2.DATA, 1, 9, new TextEncoder().encode("still there")));
  console.log(await client.answer(9)); // expect: 200 still there
  await client.request(11, "POST", "/unread", [], 0);
  console.log(await client.answer(11)); // expect: 200 not read
  await client.until(() => client.has("RST_STREAM 11 NO_ERROR"));
  console.log(client.has("RST_STREAM 11 NO_ERROR")); // expect: true
  await client.request(13, "POST", "/text", [["expect", "100-continue"]], 0);
  await client.until(() => client.has("HEADERS 13 100"));
  await client.send(frame(h2.DATA, 0, 13, new TextEncoder().encode("with leave")), frame(h2.HEADERS, 5, 13, block([["x-trailer", "1"]])));
  console.log(client.has("HEADERS 13 100"), await client.answer(13)); // expect: true 200 with leave
  await client.close();
}
{
  const client = await open();
  await client.request(1, "POST", "/length", [], 0);
  const piece = new Uint8Array(16384);
  for (let i = 0; i < 13; i++) await client.send(frame(h2.DATA, 0, 1, piece));
  console.log("too long:", await client.answer(1)); // expect: too long: 413 Content Too Large
  await client.close();
}

// --- windows ---
{
  const client = await open(h2.setting(4, 10));
  await client.request(1, "GET", "/big");
  await client.request(3, "GET", "/");
  console.log(await client.answer(3)); // expect: 200 ok
  console.log(client.bodies.get(1).length); // expect: 10
  await client.send(frame(h2.WINDOW_UPDATE, 0, 1, h2.number32(1000)));
  await client.until(() => client.bodies.get(1).length > 10);
  console.log(client.bodies.get(1).length); // expect: 1010
  await client.send(frame(h2.WINDOW_UPDATE, 0, 1, h2.number32(1 << 20)), frame(h2.WINDOW_UPDATE, 0, 0, h2.number32(1 << 20)));
  console.log((await client.answer(1)).length); // expect: 200004
  await client.request(5, "GET", "/big");
  await client.until(() => client.has("HEADERS 5 200"));
  await client.send(frame(h2.WINDOW_UPDATE, 0, 5, h2.number32(0x7fffffff)), frame(h2.WINDOW_UPDATE, 0, 5, h2.number32(0x7fffffff)));
  console.log(await client.answer(5)); // expect: 200 reset FLOW_CONTROL_ERROR
  await client.request(7, "GET", "/");
  console.log(await client.answer(7)); // expect: 200 ok
  await client.send(frame(h2.WINDOW_UPDATE, 0, 0, h2.number32(0x7fffffff)));
  console.log(await client.end()); // expect: closed FLOW_CONTROL_ERROR
}
{
  const client = await open();
  await client.request(1, "POST", "/hang", [], 0);
  for (let i = 0; i < 10; i++) await client.send(frame(h2.DATA, 0, 1, new Uint8Array(16384)));
  console.log("more than the window:", await client.answer(1)); // expect: more than the window: reset FLOW_CONTROL_ERROR
  await client.close();
}

// --- frames that are wrong end the connection ---
async function withFrame(name: string, ...frames: Uint8Array[]): Promise<void> {
  const client = await open();
  await client.send(...frames);
  console.log(`${name}: ${await client.end()}`);
}
await withFrame("oversized", frame(h2.DATA, 0, 1, new Uint8Array(16385))); // expect: oversized: closed FRAME_SIZE_ERROR
await withFrame("data of no stream", frame(h2.DATA, 0, 1, new Uint8Array(1))); // expect: data of no stream: closed PROTOCOL_ERROR
await withFrame("data of stream 0", frame(h2.DATA, 0, 0, new Uint8Array(1))); // expect: data of stream 0: closed PROTOCOL_ERROR
await withFrame("even stream", frame(h2.HEADERS, 5, 2, head("GET", "/"))); // expect: even stream: closed PROTOCOL_ERROR
await withFrame("push", frame(h2.PUSH_PROMISE, 4, 1, join(h2.number32(2), head("GET", "/")))); // expect: push: closed PROTOCOL_ERROR
await withFrame("settings of a stream", frame(h2.SETTINGS, 0, 1)); // expect: settings of a stream: closed PROTOCOL_ERROR
await withFrame("settings' length", frame(h2.SETTINGS, 0, 0, new Uint8Array(5))); // expect: settings' length: closed FRAME_SIZE_ERROR
await withFrame("ping's length", frame(h2.PING, 0, 0, new Uint8Array(7))); // expect: ping's length: closed FRAME_SIZE_ERROR
await withFrame("a window of 0", frame(h2.WINDOW_UPDATE, 0, 0, h2.number32(0))); // expect: a window of 0: closed PROTOCOL_ERROR
await withFrame("bad HPACK", frame(h2.HEADERS, 5, 1, Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0x0f))); // expect: bad HPACK: closed COMPRESSION_ERROR
await withFrame("a head torn apart", frame(h2.HEADERS, 1, 1, head("GET", "/")), frame(h2.PING, 0, 0, new Uint8Array(8))); // expect: a head torn apart: closed PROTOCOL_ERROR
await withFrame("continuation of nothing", frame(h2.CONTINUATION, 4, 1, head("GET", "/"))); // expect: continuation of nothing: closed PROTOCOL_ERROR
await withFrame("padding", frame(h2.DATA, 8, 1, Uint8Array.of(9, 0))); // expect: padding: closed PROTOCOL_ERROR

// --- floods ---
const many = (count: number, one: (i: number) => Uint8Array) => join(...Array.from({ length: count }, (_, i) => one(i)));
{
  handled = 0;
  const hang = head("GET", "/hang");
  const pieces = Array.from({ length: 40 }, (_, i) => many(50, (n) => join(frame(h2.HEADERS, 5, 1 + 2 * (i * 50 + n), hang), frame(h2.RST_STREAM, 0, 1 + 2 * (i * 50 + n), h2.number32(8)))));
  const client = await open();
  for (const piece of pieces) if (!client.closed) await client.send(piece);
  console.log("rapid reset:", await client.end(), handled < 600); // expect: rapid reset: closed ENHANCE_YOUR_CALM true
}
await withFrame("pings", many(3000, () => frame(h2.PING, 0, 0, new Uint8Array(8)))); // expect: pings: closed ENHANCE_YOUR_CALM
await withFrame("settings", many(3000, () => frame(h2.SETTINGS, 0, 0))); // expect: settings: closed ENHANCE_YOUR_CALM
await withFrame("empty data", frame(h2.HEADERS, 4, 1, head("POST", "/hang")), many(3000, () => frame(h2.DATA, 0, 1))); // expect: empty data: closed ENHANCE_YOUR_CALM
await withFrame("continuations", frame(h2.HEADERS, 1, 1, head("GET", "/")), many(3000, () => frame(h2.CONTINUATION, 0, 1))); // expect: continuations: closed ENHANCE_YOUR_CALM
{
  // A field of 4000 bytes goes into the table, and is named a thousand times by a byte each.
  const large = join(Uint8Array.of(0x40, 1, 120), Uint8Array.of(127, 0xa1, 0x1e), new Uint8Array(4000).fill(121));
  await withFrame("header bomb", frame(h2.HEADERS, 5, 1, join(head("GET", "/"), large, new Uint8Array(1000).fill(0xbe)))); // expect: header bomb: closed ENHANCE_YOUR_CALM
}
{
  const client = await open();
  await client.send(many(60, (i) => frame(h2.HEADERS, 5, 1 + 2 * i, head("GET", "/hang"))));
  console.log("too many:", await client.answer(119)); // expect: too many: reset REFUSED_STREAM
  aborted = 0;
  await client.close();
  for (let i = 0; i < 200 && aborted < 50; i++) await later(10);
  console.log(aborted); // expect: 50
}

// --- one that goes ---
{
  aborted = 0;
  const client = await open();
  await client.request(1, "GET", "/hang");
  await client.request(3, "GET", "/late");
  await later(10);
  await client.send(frame(h2.RST_STREAM, 0, 1, h2.number32(8)));
  console.log(await client.answer(3), aborted); // expect: 200 ok 1
  await client.request(5, "GET", "/hang");
  await client.request(7, "GET", "/hang");
  await later(20);
  await client.close();
  for (let i = 0; i < 100 && aborted < 3; i++) await later(10);
  console.log(aborted); // expect: 3
}
await server.stop(true);
