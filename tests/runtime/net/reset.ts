// A reset is an error with a code, for who reads, writes, or waits for the end.
import { connect, listen } from "mote:net";

await using listener = listen({ port: 0, hostname: "127.0.0.1" });
const code = (promise: Promise<any>) => promise.then(() => "fulfilled", (error) => error.code ?? error.message);

const accepted = listener.accept();
const client = await connect({ hostname: "127.0.0.1", port: listener.address.port });
const server = await accepted;
const reading = code(client.read());
await server.reset();
console.log(await reading); // expect: ECONNRESET
console.log(await code(client.closed)); // expect: ECONNRESET
console.log(await code(client.write("a"))); // expect: ERR_SOCKET_CLOSED
console.log(await code(server.closed)); // expect: fulfilled

// abort() of the writable resets, too; the reason is its own
const accepted2 = listener.accept();
const client2 = await connect({ hostname: "127.0.0.1", port: listener.address.port });
const server2 = await accepted2;
const reader = server2.readable.getReader();
const pending = code(reader.read());
await client2.writable.abort(new Error("no more"));
console.log(await pending); // expect: ECONNRESET
console.log(await code(client2.closed)); // expect: no more

// writing to who has gone
const accepted3 = listener.accept();
const client3 = await connect({ hostname: "127.0.0.1", port: listener.address.port });
await (await accepted3).close();
let result = "fulfilled";
for (let i = 0; i < 50 && result === "fulfilled"; i++) {
  result = await code(client3.write(new Uint8Array(1000)));
  await new Promise((resolve) => setTimeout(resolve, 1));
}
console.log(["EPIPE", "ECONNRESET"].includes(result)); // expect: true
