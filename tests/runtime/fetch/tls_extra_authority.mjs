// NODE_EXTRA_CA_CERTS adds to the authorities, and without it nobody trusts the tests' own.
// env: SSL_CERT_FILE=
// env: SSL_CERT_DIR=/nonexistent
// env: NODE_EXTRA_CA_CERTS=../tls/_support/authority.pem
import { readFileSync } from "node:fs";
import { serve } from "mote:http";
const pem = (name) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
const server = serve({ port: 0, hostname: "127.0.0.1", tls: { cert: pem("localhost"), key: pem("localhost-key") }, fetch: () => new Response("trusted") });
console.log(await (await fetch(`https://localhost:${server.port}/`)).text()); // expect: trusted
console.log(await (await fetch(`https://localhost:${server.port}/`)).text()); // expect: trusted
await server.stop(true);
