// A program that ends with sockets in every state leaves nothing behind.
import { serve, upgradeWebSocket } from "mote:http";

const server = serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch(request) {
    const { socket, response } = upgradeWebSocket(request);
    socket.onmessage = ({ data }) => socket.send(data);
    return request.url.endsWith("/never") ? new Promise(() => {}) : response;
  },
});
new WebSocket(new URL("/never", server.url));
const socket = new WebSocket(server.url);
socket.onopen = () => {
  for (let i = 0; i < 100; i++) socket.send(new Uint8Array(100_000));
};
socket.onmessage = () => {
  console.log("ends"); // expect: ends
  process.exit();
};
