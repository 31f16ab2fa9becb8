// process.exit at any moment, with sockets that are read, written and connected to.
// expect exit: 3
import { connect, listen } from "mote:net";

const listener = listen({ port: 0, hostname: "127.0.0.1" });
const accepted = listener.accept();
const client = await connect({ hostname: "127.0.0.1", port: listener.address.port });
const server = await accepted;
listener.accept();
client.read();
server.write(new Uint8Array(20_000_000));
connect({ hostname: "localhost", port: listener.address.port });
setTimeout(() => process.exit(3), 20);
