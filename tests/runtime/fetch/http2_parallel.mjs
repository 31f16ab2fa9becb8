// Answers that come at once by HTTP/2 are whole, and when all have come nothing keeps the process.
// env: SSL_CERT_FILE=../tls/_support/authority.pem
// env: SSL_CERT_DIR=
import { readFileSync } from "node:fs";
import { serve } from "mote:http";
import { run } from "mote:process";

const big = "0123456789abcdef".repeat(1 << 16) + "end of it";
async function client(port) {
  const at = `https://localhost:${port}/`;
  async function whole() {
    let length = 0;
    for await (const chunk of (await fetch(at)).body) length += chunk.length;
    return length === big.length;
  }
  async function part() {
    const reader = (await fetch(at)).body.getReader();
    await reader.read();
    await reader.cancel();
    return true;
  }
  for (let round = 0; round < 5; round++) console.log((await Promise.all([whole(), whole(), part(), whole()])).every(Boolean));
  setTimeout(() => console.log("kept"), 5000).unref();
}
if (process.argv[2]) {
  await client(process.argv[2]);
} else {
  const pem = (name) => readFileSync(`../tls/_support/${name}.pem`, "utf8");
  const tls = { cert: pem("localhost"), key: pem("localhost-key") };
  await using server = serve({ port: 0, hostname: "127.0.0.1", tls, fetch: () => new Response(big) });
  const child = await run(process.execPath, [import.meta.filename, String(server.port)]);
  console.log(new TextDecoder().decode(child.stdout).trim().split("\n").join()); // expect: true,true,true,true,true
}
