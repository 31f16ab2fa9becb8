// Wrong arguments throw; a server that speaks no WebSocket is an error event, then a close event.
import { serve } from "mote:http";
const fails = (...args) => { try { new WebSocket(...args); console.log("made"); } catch (e) { console.log(e.name, e instanceof DOMException); } };
fails(); // expect: TypeError false
fails("no url"); // expect: SyntaxError true
fails("ftp://127.0.0.1/"); // expect: SyntaxError true
fails("ws://127.0.0.1/#fragment"); // expect: SyntaxError true
fails("ws://127.0.0.1/", "a b"); // expect: SyntaxError true
fails("ws://127.0.0.1/", ["a", "A"]); // expect: SyntaxError true
try { WebSocket("ws://127.0.0.1/"); } catch (e) { console.log(e.name); } // expect: TypeError
const server = serve({ port: 0, fetch: () => new Response("no", { status: 404 }) });
const url = `http://127.0.0.1:${server.port}/chat?x`;
const end = (socket) => new Promise((done) => {
  socket.onerror = (event) => console.log(event.type, event.message);
  socket.onclose = (event) => { console.log(event.type, event.code, event.wasClean, socket.readyState); done(); };
});
const socket = new WebSocket(url);
console.log(socket.url === url.replace("http", "ws"), socket.readyState, socket.protocol === "", socket.extensions === ""); // expect: true 0 true true
for (const arguments_ of [[1001], [1000, "x".repeat(124)], ["z"]])
  try { socket.close(...arguments_); } catch (e) { console.log(e.name); }
// expect: InvalidAccessError
// expect: SyntaxError
// expect: InvalidAccessError
try { socket.send("early"); } catch (e) { console.log(e.name); } // expect: InvalidStateError
socket.binaryType = "nonsense";
console.log(socket.binaryType); // expect: blob
await end(socket);
// expect: error The server has not answered with the status 101
// expect: close 1006 false 3
const closed = new WebSocket(url);
closed.close();
console.log(closed.readyState); // expect: 2
await end(closed);
// expect: error WebSocket is closed before the connection is established
// expect: close 1006 false 3
await server.stop();
const refused = new WebSocket(url);
refused.onerror = (event) => console.log(event.error.code);
await new Promise((done) => { refused.onclose = (event) => done(console.log(event.code, event.reason === "")); });
// expect: ECONNREFUSED
// expect: 1006 true
console.log(WebSocket.OPEN, refused.CLOSED, WebSocket.length, Object.keys(WebSocket.prototype).includes("onmessage")); // expect: 1 3 1 true

// Members want a WebSocket, whatever their arguments are.
const { prototype } = WebSocket;
for (const use of [() => prototype.close.call({}, 5), () => Object.getOwnPropertyDescriptor(prototype, "binaryType").set.call({}, "none")]) {
  try {
    use();
  } catch (error) {
    console.log(error.name); // expect: TypeError
    // expect: TypeError
  }
}
