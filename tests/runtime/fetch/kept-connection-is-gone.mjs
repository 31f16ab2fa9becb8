// A request on a kept connection that the server resets just then is sent again on a new one, however often.
import { listen } from "mote:net";

const listener = listen({ port: 0, hostname: "127.0.0.1" });
let connections = 0;
async function answerOnce(socket) {
  connections++;
  await socket.read();
  await socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  await socket.read();
  await socket.reset();
}
(async () => {
  for await (const socket of listener) answerOnce(socket);
})();
const url = `http://127.0.0.1:${listener.address.port}/`;
let ok = 0;
for (let i = 0; i < 20; i++) {
  const response = await fetch(url, i % 2 ? { method: "POST", body: "again" } : {}).catch((error) => console.log(i, error.cause));
  if (response && (await response.text()) === "ok") ok++;
}
console.log(ok, connections); // expect: 20 20
process.exit();
