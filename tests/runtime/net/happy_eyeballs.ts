// A name with several addresses: those that refuse are passed over, and all errors are told at the end.
import { connect, listen, lookup } from "mote:net";

const listener = listen({ port: 0, hostname: "127.0.0.1" });
const { port } = listener.address;
const accepted = listener.accept();
const socket = await connect({ hostname: "localhost", port });
console.log(socket.remoteAddress.address); // expect: 127.0.0.1
await (await accepted).close();
await socket.close();
await listener.close();
try {
  await connect({ hostname: "localhost", port });
} catch (error) {
  console.log(error.code, error.errors === undefined || error.errors.length > 1); // expect: ECONNREFUSED true
}
const found = await lookup("localhost", { family: 4 });
console.log(found); // expect: [ { address: '127.0.0.1', family: 4 } ]
