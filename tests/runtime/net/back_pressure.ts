// Who writes faster than the other side reads waits; what is read ahead is bounded.
import { connect, listen } from "mote:net";

await using listener = listen({ port: 0, hostname: "127.0.0.1" });
const accepted = listener.accept();
const client = await connect({ hostname: "127.0.0.1", port: listener.address.port });
const server = await accepted;
const piece = new Uint8Array(256 * 1024), pieces = 120; // more than the system holds
let written = 0;
async function write() {
  for (let i = 0; i < pieces; i++) {
    await client.write(piece);
    written++;
  }
  await client.close();
}
const writing = write();
await server.read();
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(written < pieces); // expect: true
let total = 0;
for (let bytes; (bytes = await server.read()); ) total += bytes.length;
await writing;
console.log(written, total > piece.length * (pieces - 1)); // expect: 120 true
