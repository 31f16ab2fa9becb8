// An authority that nobody knows.
// env: SSL_CERT_FILE=../tls/_support/self-signed.pem
// env: SSL_CERT_DIR=
// env: NODE_EXTRA_CA_CERTS=
import { readFileSync } from "node:fs";
import { serve } from "mote:http";
const pem = (name) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
const server = serve({ port: 0, hostname: "127.0.0.1", tls: { cert: pem("localhost"), key: pem("localhost-key") }, fetch: () => new Response("trusted") });
await fetch(`https://localhost:${server.port}/`).catch(({ name, message, cause }) => console.log(name, message, cause.code));
await server.stop(true);
// expect: TypeError fetch failed UNABLE_TO_GET_ISSUER_CERT_LOCALLY
