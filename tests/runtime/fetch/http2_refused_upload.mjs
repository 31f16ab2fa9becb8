// By HTTP/2: an upload that is refused before it has come whole gets its answer, and the connection goes on.
// env: SSL_CERT_FILE=../tls/_support/authority.pem
// env: SSL_CERT_DIR=
// env: NODE_EXTRA_CA_CERTS=
import { readFileSync } from "node:fs";
import { serve } from "mote:http";
const pem = (name) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
const clients = new Set();
const server = serve({ port: 0, hostname: "127.0.0.1", maxBodySize: 1e6, tls: { cert: pem("localhost"), key: pem("localhost-key") }, async fetch(request, info) {
  clients.add(info?.remote?.port);
  const { pathname } = new URL(request.url);
  if (pathname === "/slow") await new Promise((done) => setTimeout(done, 30));
  if (pathname === "/read") await request.text();
  return new Response("x".repeat(pathname === "/large" ? 1e6 : 3), { status: pathname === "/see" ? 303 : 403 });
} });
const base = `https://localhost:${server.port}`;
const endless = () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10000)) });
for (const path of ["/small", "/slow", "/large", "/see", "/read"]) {
  const shown = async (body) => {
    const response = await fetch(base + path, { method: "POST", body, duplex: "half", redirect: "manual" });
    return `${response.status} ${(await response.text()).length}`;
  };
  console.log(path, await shown(new Uint8Array(path === "/read" ? 9e5 : 5e6)), path === "/read" || await shown(endless()));
}
// expect: /small 413 17 403 3
// expect: /slow 413 17 403 3
// expect: /large 413 17 403 1000000
// expect: /see 413 17 303 3
// expect: /read 403 3 true
await server.stop(true);
