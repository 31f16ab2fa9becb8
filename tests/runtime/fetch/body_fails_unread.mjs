// A body that fails while nobody reads it errors its stream at once.
import { listen } from "mote:net";

const listener = listen({ port: 0, hostname: "127.0.0.1" });
const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
(async () => {
  for await (const socket of listener) {
    await socket.read();
    await socket.write(head + "4\r\nbyte\r\n");
    await new Promise((done) => setTimeout(done, 100));
    if (listener.garbage) await socket.write("garbage").then(() => socket.close());
  }
})();
const address = `http://127.0.0.1:${listener.address.port}/`;

listener.garbage = true;
for (const first of [true, false]) {
  const reader = (await fetch(address)).body.getReader();
  // The chunk comes before the failure, and is lost with it where nobody has read it.
  if (first) console.log(new TextDecoder().decode((await reader.read()).value)); // expect: byte
  await reader.closed.catch((error) => console.log(error.name, error.message)); // expect: TypeError terminated
  await reader.read().catch((error) => console.log(error.message)); // expect: terminated
}
// expect: TypeError terminated
// expect: terminated

const late = await fetch(address);
await new Promise((done) => setTimeout(done, 300));
await late.body.getReader().closed.catch((error) => console.log(error.message)); // expect: terminated

listener.garbage = false;
const controller = new AbortController(), { body } = await fetch(address, { signal: controller.signal });
const reader = body.getReader();
controller.abort(new Error("enough"));
await reader.closed.catch((error) => console.log(error.message)); // expect: enough
await listener.close();
