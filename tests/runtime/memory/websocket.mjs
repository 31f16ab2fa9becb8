// WebSockets, server and client: also run with failing allocations (tools/fail-allocations).
import { serve, upgradeWebSocket } from "mote:http";

const deadline = setTimeout(() => process.exit(3), 8000);
const server = serve({
  port: 0, hostname: "127.0.0.1",
  fetch(request) {
    const { socket, response } = upgradeWebSocket(request, { protocol: "chat" });
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => socket.send(data);
    return response;
  },
});
const url = new URL("/", server.url);
url.protocol = "ws:";
const socket = new WebSocket(url, ["chat"]);
const next = (type) => new Promise((resolve, reject) => {
  socket.addEventListener(type, resolve, { once: true });
  if (type !== "close") socket.addEventListener("close", () => reject(new Error("closed")), { once: true });
});
await next("open");
socket.binaryType = "arraybuffer";
const received = [];
for (const data of ["text", "ü".repeat(40000), new Uint8Array(70000), new Blob(["blob"])]) {
  const message = next("message");
  socket.send(data);
  const { data: back } = await message;
  received.push(back.length ?? back.byteLength);
}
const closed = next("close");
socket.close(1000, "bye");
const { code, reason, wasClean } = await closed;
await server.stop();
clearTimeout(deadline);
console.log(...received, socket.protocol, code, reason, wasClean); // expect: 4 40000 70000 4 chat 1000 bye true
