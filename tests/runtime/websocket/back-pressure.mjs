// A client that reads nothing: bufferedAmount says what waits; then the client goes, and the socket ends.
import { connect } from "mote:net";
import { serve, upgradeWebSocket } from "mote:http";

const opened = Promise.withResolvers();
const server = serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch(request) {
    const { socket, response } = upgradeWebSocket(request);
    socket.onopen = () => opened.resolve(socket);
    return response;
  },
});
const client = await connect({ hostname: "127.0.0.1", port: server.port });
const head = "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
await client.writable.getWriter().write(new TextEncoder().encode(head));
const socket = await opened.promise;
const closed = new Promise((resolve) => (socket.onclose = resolve));
console.log(socket.bufferedAmount); // expect: 0
const part = new Uint8Array(1_000_000);
for (let i = 0; i < 30; i++) socket.send(part);
console.log(socket.bufferedAmount); // expect: 30000000
await new Promise((resolve) => setTimeout(resolve, 100));
const waits = socket.bufferedAmount;
console.log(waits > 1_000_000 && waits < 30_000_000); // expect: true
const reader = client.readable.getReader();
for (let length = 0; length < 20_000_000; ) length += (await reader.read()).value.length;
await new Promise((resolve) => setTimeout(resolve, 20));
console.log(socket.bufferedAmount < waits, socket.readyState); // expect: true 1
client.close();
const { code, wasClean } = await closed;
console.log(code, wasClean); // expect: 1006 false
await server.stop();
