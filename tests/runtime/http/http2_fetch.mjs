// fetch against serve, by HTTP/2: the same handlers and objects as by HTTP/1.
// env: SSL_CERT_FILE=../tls/_support/authority.pem
// env: SSL_CERT_DIR=
// env: NODE_EXTRA_CA_CERTS=
import { readFileSync } from "node:fs";
import { serve, upgradeWebSocket } from "mote:http";
const pem = (name) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
const tls = { cert: pem("localhost"), key: pem("localhost-key") };
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const seen = new Set();
let running = 0, most = 0, cancelled = 0, aborted = 0;
const encoder = new TextEncoder();
const routes = {
  "/": (request) => new Response(`${request.method} ${request.url.replace(/\d+/, "N")}`),
  "/late": async () => {
    most = Math.max(most, ++running);
    await later(30);
    running--;
    return new Response("late");
  },
  "/echo": (request) => new Response(request.body),
  "/json": async (request) => Response.json({ got: await request.json() }, { status: 201, headers: { "x-own": "yes", connection: "close", "keep-alive": "x" } }),
  "/form": async (request) => new Response([...(await request.formData())].join()),
  "/cookies": (request) => new Response(request.headers.get("cookie"), { headers: [["set-cookie", "a=1"], ["set-cookie", "b=2"]] }),
  "/empty": () => new Response(null, { status: 204 }),
  "/blob": () => new Response(new Blob(["a blob"])),
  "/reject": async () => { throw new Error("rejected"); },
  "/lengths": () => new Response(new ReadableStream({ start(c) { c.enqueue(encoder.encode("12345")); c.close(); } }), { headers: { "content-length": "5" } }),
  "/short": () => new Response(new ReadableStream({ start(c) { c.enqueue(encoder.encode("123")); c.close(); } }), { headers: { "content-length": "5" } }),
  "/failing": () => new Response(new ReadableStream({ async pull(c) { c.enqueue(encoder.encode("some")); await later(20); throw new Error("the stream has failed"); } })),
  "/endless": () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(10000)), cancel: () => { cancelled++; } })),
  "/hang": (request) => new Promise((resolve) => request.signal.addEventListener("abort", () => { aborted++; resolve(new Response("")); })),
  "/upgrade": (request) => {
    try {
      return upgradeWebSocket(request).response;
    } catch ({ message }) {
      return new Response(message);
    }
  },
};
const server = serve({
  port: 0, hostname: "127.0.0.1", tls,
  fetch(request, info) {
    seen.add(info.remoteAddr.port);
    return routes[new URL(request.url).pathname](request);
  },
  error: (error) => new Response(error.message, { status: 500 }),
});
const at = (path) => `https://localhost:${server.port}${path}`;
const text = async (path, init) => (await fetch(at(path), init)).text();

console.log(await text("/")); // expect: GET https://localhost:N/
console.log(await text("/late"), seen.size); // expect: late 1
console.log((await Promise.all(Array.from({ length: 60 }, () => text("/late")))).every((each) => each === "late")); // expect: true
console.log(most > 20); // expect: true
const made = await fetch(at("/json"), { method: "POST", body: '{"a":[1,2]}' });
console.log(made.status, made.headers.get("x-own"), made.headers.has("connection"), made.headers.has("keep-alive"), await made.text()); // expect: 201 yes false false {"got":{"a":[1,2]}}
const form = new FormData();
form.append("name", "value");
console.log(await text("/form", { method: "POST", body: form })); // expect: name,value
const cookies = await fetch(at("/cookies"), { headers: { cookie: "x=1; y=2" } });
console.log(cookies.headers.getSetCookie(), await cookies.text()); // expect: [ 'a=1', 'b=2' ] x=1; y=2
console.log((await fetch(at("/empty"))).status, await text("/blob"), await text("/lengths")); // expect: 204 a blob 12345
console.log((await fetch(at("/blob"), { method: "HEAD" })).headers.get("content-length")); // expect: 6
const rejected = await fetch(at("/reject"));
console.log(rejected.status, await rejected.text()); // expect: 500 rejected
console.log(await text("/upgrade", { headers: { upgrade: "websocket" } })); // expect: The request is no WebSocket handshake: it is not HTTP/1.1

// A body both ways, larger than all windows; the sum tells that it is the same.
const sum = (bytes, before) => bytes.reduce((total, byte) => (total * 31 + byte) % 1000003, before);
const piece = Uint8Array.from({ length: 50000 }, (_, i) => i * 7);
let sent = 0, expected = 0, got = 0, length = 0;
const body = new ReadableStream({ pull(c) {
  if (sent++ === 40) return c.close();
  c.enqueue(piece.slice());
  expected = sum(piece, expected);
} });
for await (const chunk of (await fetch(at("/echo"), { method: "POST", body, duplex: "half" })).body) {
  got = sum(chunk, got);
  length += chunk.length;
}
console.log(length, got === expected); // expect: 2000000 true

// Failures are of one request alone.
const others = Promise.all(Array.from({ length: 5 }, () => text("/late")));
console.log(await text("/short").catch((error) => error.name)); // expect: TypeError
console.log(await text("/failing").catch((error) => error.name)); // expect: TypeError
console.log((await others).join()); // expect: late,late,late,late,late

// Who reads no further stops the stream; who goes, aborts.
const reader = (await fetch(at("/endless"))).body.getReader();
for (let read = 0; read < 300000; ) read += (await reader.read()).value.length;
await reader.cancel();
await text("/"); // libcurl tells of it with what it sends next
for (let i = 0; i < 200 && !cancelled; i++) await later(10);
console.log(cancelled); // expect: 1
const controller = new AbortController();
const hanging = fetch(at("/hang"), { signal: controller.signal }).catch((error) => error.name);
await later(100);
controller.abort();
console.log(await hanging); // expect: AbortError
await text("/");
for (let i = 0; i < 200 && !aborted; i++) await later(10);
console.log(aborted); // expect: 1

// What is in work is finished.
const last = text("/late");
await later(10);
const stopped = server.stop();
console.log(await last); // expect: late
await stopped;
console.log(await text("/").catch((error) => error.cause?.code)); // expect: ECONNREFUSED
// expect stderr: shorter than its Content-Length
// expect stderr: the stream has failed
