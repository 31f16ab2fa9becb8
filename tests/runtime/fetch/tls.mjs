// https: trust, wrong certificates with Node's codes, big bodies both ways, connections used again.
// env: SSL_CERT_FILE=../tls/_support/authority.pem
// env: SSL_CERT_DIR=
// env: NODE_EXTRA_CA_CERTS=
import { readFileSync } from "node:fs";
import { serve } from "mote:http";
const pem = (name) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
const ports = new Set();
let requests = 0;
const start = (name) => serve({ port: 0, hostname: "127.0.0.1", tls: { cert: pem(name), key: pem(`${name}-key`) }, async fetch(request, info) {
  ports.add(info.remoteAddr.port);
  requests++;
  if (request.method === "POST") return new Response(request.body);
  return new Response(`${new URL(request.url).protocol} ${new URL(request.url).pathname}`);
} });
async function get(name, host = "localhost") {
  const server = start(name);
  try {
    console.log(await (await fetch(`https://${host}:${server.port}/`)).text());
  } catch ({ name: kind, message, cause }) {
    console.log(`${kind}: ${message} <- ${cause?.code}`);
  }
  await server.stop(true);
}
await get("localhost");
await get("localhost", "127.0.0.1");
await get("self-signed");
await get("expired");
await get("other");

ports.clear();
requests = 0;
const server = start("localhost"), base = `https://localhost:${server.port}`;
for (let i = 0; i < 10; i++) await (await fetch(`${base}/${i}`)).text();
console.log(requests, ports.size);
const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => fetch(`${base}/${i}`).then((response) => response.text())));
console.log(answers.every((text, i) => text === `https: /${i}`), ports.size <= 31);

const big = new Uint8Array(5_000_000).map((_, i) => i * 7 + (i >> 10));
const same = (bytes) => bytes.length === big.length && bytes.every((byte, i) => byte === big[i]);
console.log(same(await (await fetch(base, { method: "POST", body: big })).bytes()));
let at = 0;
const stream = new ReadableStream({ pull(controller) {
  controller.enqueue(big.slice(at, at + 33_333));
  if ((at += 33_333) >= big.length) controller.close();
} });
console.log(same(await (await fetch(base, { method: "POST", body: stream, duplex: "half" })).bytes()));
const dropped = await fetch(base, { method: "POST", body: big });
await dropped.body.cancel();
console.log((await (await fetch(base)).text()));

// http: to a port of https:, and the other way round
const code = (promise) => promise.then((response) => response.status, ({ cause }) => cause.code);
console.log(await code(fetch(`http://localhost:${server.port}/`)));
const plain = serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("plain") });
console.log(await code(fetch(`https://localhost:${plain.port}/`)));
await plain.stop(true);
await server.stop(true);
// expect: https: /
// expect: https: /
// expect: TypeError: fetch failed <- DEPTH_ZERO_SELF_SIGNED_CERT
// expect: TypeError: fetch failed <- CERT_HAS_EXPIRED
// expect: TypeError: fetch failed <- ERR_TLS_CERT_ALTNAME_INVALID
// expect: 10 1
// expect: true true
// expect: true
// expect: true
// expect: https: /
// expect: UND_ERR_SOCKET
// expect: ERR_SSL_CONNECT
