// Heads that others on the way may understand in another way are refused.
import { listen } from "mote:net";

const heads = ["Content-Length: 2\r\nContent-Length: 3", "Content-Length: 2, 3", "Content-Length: 2,", "Content-Length: 2\r\nContent-Length: 2", "Content-Length: 2, 2", "Name: a\0b"];
const listener = listen({ port: 0, hostname: "127.0.0.1" });
(async () => {
  for await (const socket of listener) {
    const path = new TextDecoder().decode(await socket.read()).split(" ")[1];
    await socket.write(`HTTP/1.1 200 OK\r\nConnection: close\r\n${heads[path.slice(1)]}\r\n\r\nok`);
    await socket.close();
  }
})();
for (const index of heads.keys()) {
  try {
    console.log(await (await fetch(`http://127.0.0.1:${listener.address.port}/${index}`)).text());
  } catch (error) {
    console.log(error.message, "-", error.cause.message);
  }
}
await listener.close();
// expect: fetch failed - There are different values of Content-Length
// expect: fetch failed - There are different values of Content-Length
// expect: fetch failed - There are different values of Content-Length
// expect: ok
// expect: ok
// expect: fetch failed - Nul byte in header
