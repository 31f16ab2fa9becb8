// A server that closes its idle connections soon: a GET that meets with one of them is sent again, by HTTP/2 as well.
// env: SSL_CERT_FILE=../tls/_support/authority.pem
// env: SSL_CERT_DIR=
import { readFileSync } from "node:fs";
import { serve } from "mote:http";

const pem = (name) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
const tls = { cert: pem("localhost"), key: pem("localhost-key") };
await using server = serve({ port: 0, hostname: "127.0.0.1", tls, keepAliveTimeout: 20, fetch: () => new Response("here") });
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function client() {
  for (let i = 0; i < 60; i++) {
    if ((await (await fetch(`https://localhost:${server.port}/`)).text()) !== "here") throw new Error("a wrong answer");
    await later(15 + (i % 20));
  }
}
await Promise.all([client(), client(), client()]);
console.log("all are there"); // expect: all are there
