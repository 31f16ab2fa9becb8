// An open socket that nobody reads keeps the process alive, until it is unref'd, closed, or the other side has ended.
import { connect, listen } from "mote:net";

const listener = listen({ port: 0, hostname: "127.0.0.1" });
const pair = async () => {
  const client = connect({ hostname: "127.0.0.1", port: listener.address.port });
  return [await listener.accept(), await client];
};
const [server, client] = await pair();
const [halfServer, halfClient] = await pair();
await listener.close();
halfServer.close();
console.log(await halfClient.read()); // expect: null
const steps = [() => client.unref(), () => client.ref(), () => server.close()];
const timer = setInterval(() => {
  const step = steps.shift();
  console.log("alive", steps.length);
  step();
  if (!steps.length) clearInterval(timer);
}, 10);
timer.unref(); // alive only because of the sockets
process.on("exit", (code) => console.log("exit", code, steps.length));
// expect: alive 2
// expect: alive 1
// expect: alive 0
// expect: exit 0 0
