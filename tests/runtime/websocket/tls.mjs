// Over TLS; a big message there and back; the server's stop.
// env: SSL_CERT_FILE=../tls/_support/authority.pem
import { readFileSync } from "node:fs";
import { serve, upgradeWebSocket } from "mote:http";

const pem = (name) => readFileSync(`${import.meta.dirname}/../tls/_support/${name}.pem`, "utf8");
const server = serve({
  port: 0,
  hostname: "127.0.0.1",
  tls: { cert: pem("localhost"), key: pem("localhost-key") },
  fetch(request) {
    const { socket, response } = upgradeWebSocket(request);
    socket.onmessage = ({ data }) => socket.send(data);
    socket.onopen = () => console.log(new URL(socket.url).protocol);
    return response;
  },
});
const socket = new WebSocket(`wss://localhost:${server.port}/`);
socket.onerror = (event) => console.log(event.message);
const text = "0123456789".repeat(300_000);
const closed = new Promise((resolve) => (socket.onclose = resolve));
socket.onopen = () => socket.send(text);
socket.onmessage = ({ data }) => {
  console.log(data === text);
  server.stop();
};
// expect: wss:
// expect: true
console.log((await closed).code); // expect: 1001
await server.closed;
