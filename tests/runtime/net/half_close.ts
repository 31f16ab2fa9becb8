// One half may end long before the other.
import { connect, listen } from "mote:net";

await using listener = listen({ port: 0 });
async function serve() {
  const socket = await listener.accept();
  let text = "";
  for await (const chunk of socket.readable) text += new TextDecoder().decode(chunk);
  console.log("server read", text); // expect: server read question
  await new Promise((resolve) => setTimeout(resolve, 20));
  const writer = socket.writable.getWriter();
  await writer.write("late answer");
  await writer.close();
  await socket.closed;
  await new Promise((resolve) => setTimeout(resolve, 20));
  console.log("server closed");
}
const served = serve();
const socket = await connect({ hostname: "127.0.0.1", port: listener.address.port });
const writer = socket.writable.getWriter();
await writer.write(new TextEncoder().encode("question"));
await writer.close();
let text = "";
for await (const chunk of socket.readable) text += new TextDecoder().decode(chunk);
console.log("client read", text);
await Promise.all([served, socket.closed]);
// expect: client read late answer
// expect: server closed
