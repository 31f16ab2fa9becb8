// A body whose end somebody waits for is kept, though nothing else refers to it; one that nobody wants is given up.
// needs: speed
import { listen } from "mote:net";

const listener = listen({ port: 0, hostname: "127.0.0.1" });
const address = `http://127.0.0.1:${listener.address.port}/`;
const collect = () => {
  for (let i = 0; i < 100; i++) new ArrayBuffer(1 << 20);
  for (let i = 0; i < 2000; i++) new Response("");
};
// The socket of a request whose answer has begun, and the answer's body.
async function begin() {
  const response = fetch(address), socket = await listener.accept();
  await socket.read();
  await socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome");
  return [socket, (await response).body];
}
const identity = () => new TransformStream();

const ways = {
  reader: (body) => body.getReader().closed,
  read: async (body) => {
    const reader = body.getReader();
    await reader.read();
    await reader.closed;
  },
  byob: (body) => body.getReader({ mode: "byob" }).closed,
  tee: (body) => body.tee()[1].getReader().closed,
};
async function failing(way) {
  const [socket, body] = await begin();
  setTimeout(() => {
    collect();
    socket.close();
  }, 30);
  await ways[way](body).catch((error) => console.log(way, error.message));
}
for (const way in ways) await failing(way);
// expect: reader terminated
// expect: read terminated
// expect: byob terminated
// expect: tee terminated

async function unwanted(use) {
  const [socket, body] = await begin();
  await use(body);
  return socket;
}
async function givenUp(socket) {
  const timer = setInterval(collect, 10);
  const ended = socket.read().then((bytes) => (bytes ? "more" : "given up"), () => "given up");
  console.log(await ended);
  clearInterval(timer);
}
await givenUp(await unwanted(() => {})); // expect: given up
await givenUp(await unwanted((body) => body.getReader().read())); // expect: given up
await givenUp(await unwanted((body) => void body.tee())); // expect: given up
await givenUp(await unwanted((body) => void body.pipeThrough(identity()))); // expect: given up
await listener.close();
