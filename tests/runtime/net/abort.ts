// A signal aborts connecting, resets the socket later, and closes a listener.
import { connect, listen } from "mote:net";

const show = (promise: Promise<any>) => promise.then(() => console.log("fulfilled"), (error) => console.log(error.name, error.message));

await show(connect({ port: 1, signal: AbortSignal.abort() })); // expect: AbortError This operation was aborted
const waiting = new AbortController();
const never = listen({ port: 0, hostname: "127.0.0.1" });
const looking = connect({ hostname: "localhost", port: never.address.port, signal: waiting.signal });
waiting.abort(new Error("changed my mind"));
await show(looking); // expect: Error changed my mind
await never.close();

const controller = new AbortController();
const listener = listen({ port: 0, hostname: "127.0.0.1", signal: controller.signal });
const accepted = listener.accept();
const one = new AbortController();
const client = await connect({ hostname: "127.0.0.1", port: listener.address.port, signal: one.signal });
const server = await accepted;
one.abort(new Error("enough"));
await show(client.closed); // expect: Error enough
await server.read().catch((error) => console.log(error.code)); // expect: ECONNRESET
const last = listener.accept();
controller.abort();
console.log(await last); // expect: null
