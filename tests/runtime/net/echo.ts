// Both halves of a connection, by streams and without them.
import { connect, listen } from "mote:net";

const listener = listen({ port: 0, hostname: "127.0.0.1" });
const { address, family, port } = listener.address;
console.log(address, family, port > 0); // expect: 127.0.0.1 IPv4 true

async function echo(socket) {
  for (let bytes; (bytes = await socket.read()); ) await socket.write(bytes);
  await socket.close();
}
async function serve() {
  for await (const socket of listener) echo(socket);
  return "served";
}
const served = serve();

const decoder = new TextDecoder();
const socket = await connect({ port });
console.log(socket.remoteAddress.port === port, socket.localAddress.address, socket.tls); // expect: true 127.0.0.1 null
await socket.write("words");
console.log(decoder.decode(await socket.read())); // expect: words

const writer = socket.writable.getWriter();
const sent = new Uint8Array(1_000_000).map((_, i) => i * 31 + (i >> 8));
writer.write(sent);
const ended = writer.close();
const got = new Uint8Array(sent.length);
let length = 0;
for await (const chunk of socket.readable) {
  got.set(chunk, length);
  length += chunk.length;
}
await ended;
console.log(length, got.every((byte, i) => byte === sent[i])); // expect: 1000000 true
console.log(await socket.closed); // expect: undefined
await listener.close();
console.log(await served); // expect: served
console.log(await listener.accept()); // expect: null
