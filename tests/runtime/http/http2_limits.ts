// Slow clients of HTTP/2, the end of a server, and programs that keep a request waiting.
// timeout: 60
// needs: speed
import { serve } from "mote:http";
import * as h2 from "./_support/raw_http2.ts";
const { RawClient, frame, head } = h2;

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const limits = { headersTimeout: 200, bodyTimeout: 200, keepAliveTimeout: 400, writeTimeout: 300 };
let cancelled = 0;
const start = (options = {}) => serve({
  port: 0, hostname: "127.0.0.1", ...limits, ...options,
  async fetch(request) {
    const path = new URL(request.url).pathname;
    if (path === "/text") return new Response(await request.text());
    if (path === "/big") return new Response("x".repeat(100_000));
    if (path === "/endless") return new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(1000)), cancel: () => { cancelled++; } }));
    if (path === "/forgotten") return new Promise(() => {});
    if (path === "/late") await later(600);
    return new Response("ok");
  },
});
const server = start();
const open = (...settings: Uint8Array[]) => RawClient.open(server.port, ...settings);

// Each of them alone; the others' requests go on.
async function noPreface() {
  const client = await RawClient.openRaw(server.port);
  await client.send(h2.preface);
  return client.end();
}
async function halfHead() {
  const client = await open();
  await client.request(1, "GET", "/late");
  await client.send(frame(h2.HEADERS, 1, 3, head("GET", "/")));
  return client.end();
}
async function idle() {
  const client = await open();
  await client.request(1, "GET", "/");
  return `${await client.answer(1)}, ${await client.end()}`;
}
async function slowBody() {
  const client = await open();
  await client.request(1, "POST", "/text", [], 0);
  await client.request(3, "GET", "/late");
  return `${await client.answer(1)}, ${await client.answer(3)}`;
}
async function closedWindow() {
  const client = await open(h2.setting(4, 0));
  await client.request(1, "GET", "/big");
  await client.request(3, "GET", "/endless");
  return `${await client.answer(1)}, ${await client.answer(3)}`;
}
async function slowWindow() {
  const client = await open(h2.setting(4, 0));
  await client.request(1, "GET", "/");
  await later(200);
  await client.send(frame(h2.WINDOW_UPDATE, 0, 1, h2.number32(1)));
  await later(200);
  await client.send(frame(h2.WINDOW_UPDATE, 0, 1, h2.number32(1)));
  return client.answer(1);
}
console.log(await Promise.all([noPreface(), halfHead(), idle(), slowBody(), closedWindow(), slowWindow()]));
// expect: [
// expect:   'closed NO_ERROR',
// expect:   'closed NO_ERROR',
// expect:   '200 ok, closed NO_ERROR',
// expect:   '408 Request Timeout, 200 ok',
// expect:   '200 reset CANCEL, 200 reset CANCEL',
// expect:   '200 ok'
// expect: ]
console.log(cancelled); // expect: 1

// The promise of an answer that nobody can fulfil any more.
{
  const client = await open();
  await client.request(1, "GET", "/forgotten");
  await later(50);
  for (let i = 0; i < 20 && !client.bodies.has(1); i++) {
    let garbage: object[] = [];
    for (let k = 0; k < 300_000; k++) garbage.push({ k });
    await later(50);
  }
  console.log(await client.answer(1)); // expect: 500 Internal Server Error
  await client.close();
}

// stop(): requests that are under way are answered, also those that were sent before the client knew.
{
  const client = await open();
  await client.request(1, "GET", "/late");
  await later(50);
  const stopped = server.stop();
  await client.until(() => client.has("GOAWAY 2147483647 NO_ERROR") && client.has("PING"));
  await client.request(3, "GET", "/late");
  await client.send(frame(h2.PING, h2.ACK, 0, new Uint8Array(8)));
  await client.until(() => client.has("GOAWAY 3 NO_ERROR"));
  await client.request(5, "GET", "/");
  console.log(await client.answer(1), await client.answer(3)); // expect: 200 ok 200 ok
  console.log(await client.end(), client.has("HEADERS 5 200")); // expect: closed NO_ERROR false
  await stopped;
}
{
  const other = start(), client = await RawClient.open(other.port), idle = await RawClient.open(other.port);
  await client.request(1, "GET", "/forgotten");
  await idle.request(1, "GET", "/");
  await idle.answer(1);
  const stopped = other.stop();
  console.log(await idle.end()); // expect: closed NO_ERROR
  await other.stop(true);
  await stopped;
  console.log(await client.answer(1)); // expect: closed NO_ERROR
}

// http2: false
{
  const other = start({ http2: false }), client = await RawClient.open(other.port);
  console.log(await client.end()); // expect: closed
  await other.stop(true);
}
try {
  serve({ port: 0, maxConcurrentStreams: -1, fetch: () => new Response("") });
} catch ({ message }) {
  console.log(message); // expect: The value of "maxConcurrentStreams" is out of range. It must be >= 0 && <= inf. Received -1
}
