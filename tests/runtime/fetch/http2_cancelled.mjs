// By HTTP/2, bodies that are cancelled while they wait leave nothing behind for others of their connection.
// env: SSL_CERT_FILE=../tls/_support/authority.pem
// env: SSL_CERT_DIR=
// env: NODE_EXTRA_CA_CERTS=
import { readFileSync } from "node:fs";
import { serve } from "mote:http";
const pem = (name) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
const length = 500_000, text = "x".repeat(length);
const server = serve({ port: 0, hostname: "127.0.0.1", tls: { cert: pem("localhost"), key: pem("localhost-key") }, fetch: () => new Response(text) });
const get = () => fetch(`https://localhost:${server.port}/`);
let right = 0;
await Promise.all([1, 2, 3].map(async (reads) => {
  for (let i = 0; i < 20; i++) {
    const reader = (await get()).body.getReader();
    for (let k = 0; k < reads; k++) await reader.read();
    await reader.cancel();
    if ((await (await get()).text()).length === length) right++;
  }
}));
console.log(right); // expect: 60
await server.stop(true);
