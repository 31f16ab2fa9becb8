// The runtime ends while operations wait: nothing is left behind (which the runs under ASan would tell).
import { connect, listen, udp } from "mote:net";

const listener = listen({ port: 0, hostname: "127.0.0.1" }).unref();
const accepted = listener.accept();
const client = await connect({ hostname: "127.0.0.1", port: listener.address.port });
const server = await accepted;
async function wait(promise) {
  await promise;
}
wait(client.unref().read());
wait(server.unref().read());
wait(udp().unref().receive());
wait(listener.accept());
console.log("done"); // expect: done
