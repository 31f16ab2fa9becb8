// startTls() on a connection that has begun without it, as mail servers do.
import { connect, listen } from "mote:net";
import { readFileSync } from "node:fs";

const pem = (name: string) => readFileSync(`_support/${name}.pem`, "utf8");
const text = async (socket) => new TextDecoder().decode(await socket.read());
await using secure = listen({ port: 0, hostname: "127.0.0.1", tls: { cert: pem("localhost"), key: pem("localhost-key") } });
await using front = listen({ port: 0, hostname: "127.0.0.1" });
// what comes after the first line is handed on to the server with TLS
async function serve() {
  const client = await front.accept();
  console.log(await text(client)); // expect: STARTTLS
  const server = await connect({ hostname: "127.0.0.1", port: secure.address.port });
  await client.write("go ahead");
  await Promise.all([client.readable.pipeTo(server.writable), server.readable.pipeTo(client.writable)]).catch(() => {});
}
async function greet() {
  const socket = await secure.accept();
  await socket.write("hello, " + (await text(socket)));
  await socket.close();
}
const served = Promise.all([serve(), greet()]);
const plain = await connect({ hostname: "127.0.0.1", port: front.address.port });
await plain.write("STARTTLS");
console.log(await text(plain)); // expect: go ahead
const socket = await plain.startTls({ servername: "localhost", ca: pem("authority") });
await socket.write("client");
console.log(await text(socket)); // expect: hello, client
console.log(await socket.read()); // expect: null
await socket.close();
await served;
