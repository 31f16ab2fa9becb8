// unref'd listeners and sockets keep nothing alive, whoever waits for them. (Others do: open_sockets_stay.ts.)
import { connect, listen, udp } from "mote:net";

const listener = listen({ port: 0, hostname: "127.0.0.1" }).unref();
const accepted = listener.accept();
const client = await connect({ hostname: "127.0.0.1", port: listener.address.port });
const server = (await accepted).unref();
client.unref();
client.read().then(() => console.log("never"));
udp().unref().receive().then(() => console.log("never"));
process.on("beforeExit", () => console.log("nothing left")); // expect: nothing left
process.on("exit", (code) => console.log("exit", code, server.tls)); // expect: exit 0 null
