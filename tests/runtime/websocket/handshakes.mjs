// What is no handshake is a TypeError that says why, or 426; bytes that come with the head are the first frames.
import { connect } from "mote:net";
import { serve, upgradeWebSocket } from "mote:http";

const fails = (...given) => {
  try { upgradeWebSocket(...given); console.log("made"); } catch (error) { console.log(error.name, error.message); }
};
fails(); // expect: TypeError The "request" argument must be an instance of Request. Received undefined
fails(new Request("http://a/")); // expect: TypeError The request has been answered, or did not come from a client
const server = serve({
  port: 0,
  hostname: "127.0.0.1",
  async fetch(request) {
    if (request.url.endsWith("/options")) {
      fails(request, 1);
      fails(request, { protocol: 1 });
      fails(request, { maxMessageSize: "1" });
      fails(request, { idleTimeout: -1 });
    }
    const { socket, response } = upgradeWebSocket(request);
    socket.onmessage = ({ data }) => socket.send(`<${data}>`);
    let isOpen = false;
    socket.onopen = () => (isOpen = true);
    socket.onerror = ({ message }) => isOpen || console.log("error", message);
    if (request.url.endsWith("/twice")) fails(request);
    if (request.url.endsWith("/late")) await new Promise((resolve) => setTimeout(resolve, 20));
    response.headers.set("x-own", "1");
    return response;
  },
  error: (error) => new Response(error.message, { status: 400 }),
});

const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
const good = { Upgrade: "WebSocket", Connection: "keep-alive, Upgrade", "Sec-WebSocket-Version": "13" };
const head = (headers, first = "GET / HTTP/1.1", keyLine = key) => first + "\r\nHost: a\r\n" + keyLine +
  Object.entries({ ...good, ...headers }).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}\r\n`).join("") + "\r\n";
const masked = (text) => String.fromCharCode(0x81, 0x80 | text.length, 0, 0, 0, 0) + text;
const latin1 = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

// What has come when `enough` does, or the connection ends.
async function ask(bytes, enough = /^HTTP[^]*\r\n\r\n/) {
  await using socket = await connect({ hostname: "127.0.0.1", port: server.port });
  const writer = socket.writable.getWriter();
  await writer.write(latin1(bytes));
  let text = "";
  for await (const chunk of socket.readable) {
    text += String.fromCharCode(...chunk);
    if (enough.test(text)) break;
  }
  return text;
}
const refused = async (...headers) => console.log((await ask(head(...headers), /\r\n\r\n./)).match(/ (\d+) [^]*\r\n\r\n(.*)/).slice(1).join(" "));
await refused({}, "POST / HTTP/1.1"); // expect: 400 The request is no WebSocket handshake: its method is not GET
await refused({}, "GET / HTTP/1.0"); // expect: 400 The request is no WebSocket handshake: it is not HTTP/1.1
await refused({ Upgrade: "h2c" }); // expect: 400 The request is no WebSocket handshake: its header Upgrade does not say websocket
await refused({ Upgrade: null }); // expect: 400 The request is no WebSocket handshake: its header Upgrade does not say websocket
await refused({ Connection: "close" }); // expect: 400 The request is no WebSocket handshake: its header Connection does not say Upgrade
await refused({ "Content-Length": "2" }); // expect: 400 The request is no WebSocket handshake: it has a body
for (const value of ["", "Sec-WebSocket-Key: abc\r\n", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZR==\r\n", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=A\r\n"])
  await refused({}, undefined, value);
// expect: 400 The request is no WebSocket handshake: its header Sec-WebSocket-Key is not that of 16 bytes
// expect: 400 The request is no WebSocket handshake: its header Sec-WebSocket-Key is not that of 16 bytes
// expect: 400 The request is no WebSocket handshake: its header Sec-WebSocket-Key is not that of 16 bytes
// expect: 400 The request is no WebSocket handshake: its header Sec-WebSocket-Key is not that of 16 bytes
const version = await ask(head({ "Sec-WebSocket-Version": "8" }));
console.log(version.split("\r\n")[0], /sec-websocket-version: 13/.test(version), /sec-websocket-accept/.test(version));
// expect: error The request was not answered with the upgrade's response
// expect: HTTP/1.1 426 Upgrade Required true false

const answer = await ask(head({ Upgrade: "h2c, websocket" }));
console.log(answer.split("\r\n").filter((line) => !/^Date/.test(line)).sort().join("|"));
// expect: ||HTTP/1.1 101 Switching Protocols|connection: Upgrade|sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|upgrade: websocket|x-own: 1
await ask(head({}, "GET /twice HTTP/1.1")); // expect: TypeError The request is being upgraded already
await ask(head({}, "GET /options HTTP/1.1"));
// expect: TypeError The "options" argument must be an instance of Object. Received type number (1)
// expect: TypeError The "protocol" argument must be of type string. Received type number (1)
// expect: TypeError The "maxMessageSize" argument must be of type number. Received type string ('1')
// expect: RangeError The value of "idleTimeout" is out of range. It must be >= 0 && <= 4294967295. Received -1
for (const path of ["/", "/late"])
  console.log((await ask(head({}, `GET ${path} HTTP/1.1`) + masked("one") + masked("two"), /<two>$/)).endsWith("\x81\x05<one>\x81\x05<two>"));
// expect: true
// expect: true
// Two fragments with a ping between, one byte at a time.
const fragments = "\x01\x82\0\0\0\0ab" + "\x89\x81\0\0\0\0p" + "\x80\x81\0\0\0\0c";
console.log((await ask(head({}) + fragments, /<abc>$/)).endsWith("\r\n\r\n\x8a\x01p\x81\x05<abc>")); // expect: true
await server.stop(true);
