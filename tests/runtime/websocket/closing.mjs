// Ends of a server's socket: close codes both ways, violations, vanished clients, answers that never come, time limits.
import { connect } from "mote:net";
import { serve, upgradeWebSocket } from "mote:http";

let ended = Promise.withResolvers();
const kept = [];
const server = serve({
  port: 0,
  hostname: "127.0.0.1",
  async fetch(request) {
    const path = new URL(request.url).pathname;
    const { socket, response } = upgradeWebSocket(request, { maxMessageSize: 100, idleTimeout: path === "/idle" ? 30 : 0 });
    const heard = [];
    for (const type of ["open", "message", "error"]) socket.addEventListener(type, () => heard.push(type));
    socket.onclose = ({ code, reason, wasClean }) => ended.resolve(`${heard.join(" ")} ${code} ${JSON.stringify(reason)} ${wasClean}`);
    if (path === "/early") socket.close();
    if (path === "/server") socket.addEventListener("open", () => socket.close(4000, "bye"));
    if (path === "/other") return new Response("no");
    if (path === "/throws") throw new Error("thrown");
    if (path === "/never") await new Promise((resolve) => kept.push(resolve));
    if (path === "/swapped") return kept.pop() ?? (kept.push(response), new Response("kept"));
    return response;
  },
  error: (error) => new Response(error.message, { status: 500 }),
});
const report = async () => {
  console.log("server:", await ended.promise);
  ended = Promise.withResolvers();
};

// --- clients that are WebSockets ---
async function visit(path, then = () => {}) {
  const socket = new WebSocket(new URL(path, server.url));
  socket.onopen = () => then(socket);
  const { code, reason, wasClean } = await new Promise((resolve) => (socket.onclose = resolve));
  console.log("client:", code, JSON.stringify(reason), wasClean);
  await report();
}
await visit("/", (socket) => socket.close());
// expect: client: 1005 "" true
// expect: server: open 1005 "" true
await visit("/", (socket) => (socket.send("a"), socket.close(1000, "done")));
// expect: client: 1000 "done" true
// expect: server: open message 1000 "done" true
await visit("/server");
// expect: client: 4000 "bye" true
// expect: server: open 4000 "bye" true
await visit("/", (socket) => socket.send("x".repeat(101)));
// expect: client: 1009 "" true
// expect: server: open error 1006 "" false
for (const path of ["/early", "/other", "/throws"]) await visit(path);
// expect: client: 1006 "" false
// expect: server: error 1006 "" false
// expect: client: 1006 "" false
// expect: server: error 1006 "" false
// expect: client: 1006 "" false
// expect: server: error 1006 "" false
await visit("/swapped"); // its response is kept, and given to the next
// expect: client: 1006 "" false
// expect: server: error 1006 "" false
await visit("/swapped");
// expect: client: 1006 "" false
// expect: server: error 1006 "" false

// --- and others ---
const latin1 = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const handshake = (path) => `GET ${path} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
// Gives the bytes that came behind the head until the server closed.
async function raw(path, frames, { leave } = {}) {
  await using socket = await connect({ hostname: "127.0.0.1", port: server.port });
  await socket.writable.getWriter().write(latin1(handshake(path) + frames));
  if (leave) return void (await new Promise((resolve) => setTimeout(resolve, 20)));
  let text = "";
  for await (const chunk of socket.readable) text += String.fromCharCode(...chunk);
  console.log([...text.split("\r\n\r\n")[1]].map((character) => character.charCodeAt(0).toString(16)).join(" "));
}
await raw("/", "\x81\x01a"); // not masked
await report();
// expect: 88 2 3 ea
// expect: server: open error 1006 "" false
await raw("/", "\x81\x81\0\0\0\0\xff"); // no UTF-8
await report();
// expect: 88 2 3 ef
// expect: server: open error 1006 "" false
await raw("/", "\x88\x82\0\0\0\0\x03\xe8" + "\x81\x81\0\0\0\0a"); // nothing counts behind a close frame
await report();
// expect: 88 2 3 e8
// expect: server: open 1000 "" true
await raw("/", "", { leave: true });
await report();
// expect: server: open error 1006 "" false
await raw("/", "\x81\xfe\0\x40\0\0\0\0half", { leave: true });
await report();
// expect: server: open error 1006 "" false
await raw("/never", "", { leave: true });
await report();
// expect: server: error 1006 "" false
kept.pop()();
await raw("/idle", ""); // a ping, no answer: the end
await report();
// expect: 89 0
// expect: server: open error 1006 "" false
await server.stop();
console.log("stopped"); // expect: stopped
