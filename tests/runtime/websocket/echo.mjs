// Text, binary and big messages go to a server and back; what it chose of sub-protocols; its socket's attributes.
import { serve, upgradeWebSocket } from "mote:http";

const closes = [];
const server = serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch(request) {
    const { socket, response } = upgradeWebSocket(request, { protocol: ["nothing", "second", "first"] });
    console.log(socket instanceof WebSocket, socket.readyState, response.status, response.headers.get("upgrade"));
    try { socket.send("early"); } catch (error) { console.log(error.name); }
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      console.log("open", socket.readyState, socket.url.replace(/\d+\/(?=chat)/, "PORT/"), socket.protocol);
      socket.send("hello");
    };
    socket.onmessage = ({ data, origin }) => {
      if (data === "who") socket.send(origin.slice(0, 5));
      else socket.send(data);
    };
    socket.onclose = ({ code, reason, wasClean }) => closes.push([code, reason, wasClean]);
    return response;
  },
});
// expect: true 0 101 websocket
// expect: InvalidStateError
// expect: open 1 ws://127.0.0.1:PORT/chat?a second
const socket = new WebSocket(`${server.url}chat?a`, ["first", "second"]);
socket.binaryType = "arraybuffer";
const waiting = [], came = [];
socket.onmessage = ({ data }) => (waiting.length ? waiting.shift()(data) : came.push(data));
const next = () => (came.length ? came.shift() : new Promise((resolve) => waiting.push(resolve)));
console.log(await next(), socket.protocol); // expect: hello second
socket.send("häh? \u{1f600}");
console.log(await next()); // expect: häh? 😀
socket.send("");
console.log((await next()) === ""); // expect: true
socket.send(new Uint8Array([1, 2, 255]));
console.log(new Uint8Array(await next()).join()); // expect: 1,2,255
socket.send(new Blob(["a", "b"]));
console.log(String.fromCharCode(...new Uint8Array(await next()))); // expect: ab
socket.send("who");
console.log(await next()); // expect: ws://
const big = "0123456789".repeat(900_000);
socket.send(big);
console.log(socket.bufferedAmount > 0, (await next()) === big, socket.bufferedAmount); // expect: true true 0
const bytes = new Uint8Array(5_000_000).map((_, i) => i * 7);
for (let i = 0; i < 3; i++) socket.send(bytes);
for (let i = 0; i < 3; i++) console.log(Buffer.from(await next()).equals(Buffer.from(bytes)));
// expect: true
// expect: true
// expect: true
for (let i = 0; i < 500; i++) socket.send(`${i}`);
let inOrder = true;
for (let i = 0; i < 500; i++) inOrder &&= (await next()) === `${i}`;
console.log(inOrder); // expect: true
const closed = new Promise((resolve) => (socket.onclose = resolve));
socket.close(3001, "enough");
const { code, reason, wasClean } = await closed;
console.log(code, reason, wasClean); // expect: 3001 enough true
await server.stop();
console.log(...closes); // expect: [ 3001, 'enough', true ]
