// The other side speaks no TLS, says nothing, or ends midway.
import { connect, listen } from "mote:net";
import { readFileSync } from "node:fs";

const pem = (name: string) => readFileSync(`_support/${name}.pem`, "utf8");
const ca = pem("authority");
const code = (promise: Promise<any>) => promise.then(() => "fulfilled", (error) => error.code);

await using plain = listen({ port: 0, hostname: "127.0.0.1" });
async function answer(bytes: string | null) {
  const socket = await plain.accept();
  await socket.read();
  if (bytes) await socket.write(bytes);
  await socket.close();
}
answer("HTTP/1.1 400 Bad Request\r\n\r\n");
console.log(await code(connect({ hostname: "localhost", port: plain.address.port, tls: { ca } }))); // expect: ERR_SSL_WRONG_VERSION_NUMBER
answer(null);
console.log(await code(connect({ hostname: "localhost", port: plain.address.port, tls: { ca } }))); // expect: ECONNRESET

// a server leaves out what is no TLS, and clients that go, and goes on
await using secure = listen({ port: 0, hostname: "127.0.0.1", tls: { cert: pem("localhost"), key: pem("localhost-key") } });
const accepted = secure.accept();
const { port } = secure.address;
const wrong = await connect({ hostname: "127.0.0.1", port });
await wrong.write("GET / HTTP/1.1\r\n\r\n");
while (await wrong.read().catch(() => null));
await (await connect({ hostname: "127.0.0.1", port })).reset();
const client = await connect({ hostname: "localhost", port, tls: { ca } });
const server = await accepted;
console.log(server.tls.version); // expect: TLSv1.3

// without the notice that TLS ends with, what was read may not be all
const reading = code(client.read());
await server.reset();
console.log(["ECONNRESET", "ERR_TLS_TRUNCATED"].includes(await reading)); // expect: true

// aborted in the handshake
const controller = new AbortController();
const silent = plain.accept();
const waiting = connect({ hostname: "localhost", port: plain.address.port, tls: { ca }, signal: controller.signal });
await silent;
controller.abort(new Error("too slow"));
await waiting.catch((error) => console.log(error.message)); // expect: too slow
