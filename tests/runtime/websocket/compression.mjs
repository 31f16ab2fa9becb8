// permessage-deflate (RFC 7692): its negotiation, messages both ways, and what is refused.
// needs: speed
import { serve, upgradeWebSocket } from "mote:http";
import { connect, listen } from "mote:net";
import { wordOf } from "./_support/cases.mjs";
import { Reader, bytesOf, concat, encode, frame, upgradeAnswer, upgradeRequest } from "./_support/frames.mjs";

const server = serve({
  port: 0, hostname: "127.0.0.1",
  fetch(request) {
    const { socket, response } = upgradeWebSocket(request, { compression: !request.url.endsWith("/plain"), maxMessageSize: 1 << 20 });
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => socket.send(data === "extensions" ? socket.extensions : data);
    return response;
  },
});

// --- the class WebSocket against it ---
async function talk(path, messages) {
  const socket = new WebSocket(server.url + path), got = [];
  socket.binaryType = "arraybuffer";
  const before = socket.extensions;
  socket.onopen = () => messages.forEach((each) => socket.send(each));
  socket.onmessage = ({ data }) => got.push(data) === messages.length && socket.close(1000);
  const { code } = await new Promise((resolve) => (socket.onclose = resolve));
  const same = got.every((data, i) => (typeof data === "string" ? data === messages[i] : `${new Uint8Array(data)}` === `${messages[i]}`));
  return `${before}[${socket.extensions}] ${code} ${same}`;
}
const random = (length) => Uint8Array.from({ length }, () => Math.random() * 256);
const sizes = [0, 1, 1023, 1024, 1025, 4096, 16384, 100_000, 1 << 20];
console.log(await talk("", sizes.map((size) => "ab c".repeat(size / 4 + 1).slice(0, size))));
// expect: [permessage-deflate; server_no_context_takeover; client_no_context_takeover] 1000 true
console.log(await talk("", sizes.slice(0, 8).map(random)));
// expect: [permessage-deflate; server_no_context_takeover; client_no_context_takeover] 1000 true
console.log(await talk("plain", ["a".repeat(5000)])); // expect: [] 1000 true

// --- a client by hand ---
async function open(offer) {
  const socket = await connect({ hostname: "127.0.0.1", port: server.port }), reader = new Reader(socket);
  await socket.write(upgradeRequest(offer === undefined ? "" : `Sec-WebSocket-Extensions: ${offer}\r\n`));
  const head = await reader.head();
  return { socket, reader, answer: /sec-websocket-extensions: (.*)\r/i.exec(head)?.[1]?.replace("permessage-deflate; server_no_context_takeover; client_no_context_takeover", "yes") };
}
for (const offer of [undefined, "permessage-deflate", "permessage-deflate; client_max_window_bits", "other, permessage-deflate;server_max_window_bits=10",
  'permessage-deflate; server_max_window_bits="12"; client_max_window_bits=9; client_no_context_takeover; server_no_context_takeover',
  "permessage-deflate; server_max_window_bits=8, permessage-deflate", "PERMESSAGE-DEFLATE",
  "permessage-deflate; server_max_window_bits=8", "permessage-deflate; server_max_window_bits", "permessage-deflate; server_max_window_bits=16",
  "permessage-deflate; server_max_window_bits=010", "permessage-deflate; client_max_window_bits=7", "permessage-deflate; unknown", "permessage-deflate; server_no_context_takeover=1",
  "permessage-deflate; client_no_context_takeover; client_no_context_takeover", "permessage-deflate; server_max_window_bits=\"10", "other", ",;=,", "permessage-deflate;"]) {
  const { socket, answer } = await open(offer);
  console.log(answer);
  await socket.reset();
}
// expect: undefined
// expect: yes
// expect: yes
// expect: yes; server_max_window_bits=10
// expect: yes; server_max_window_bits=12
// expect: yes
// expect: yes
// expect: undefined
// expect: undefined
// expect: undefined
// expect: undefined
// expect: undefined
// expect: undefined
// expect: undefined
// expect: undefined
// expect: undefined
// expect: undefined
// expect: undefined
// expect: undefined

const bytes = (hex) => bytesOf(hex.match(/../g).map((digits) => parseInt(digits, 16)));
const packed = async (data) => new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
const hello = "f248cdc9c90700", rsv = 4;
async function say(name, frames, offer = "permessage-deflate") {
  const { socket, reader } = await open(offer);
  await socket.write(concat(frames.map((each) => encode(each, true))));
  console.log(name, wordOf(await reader.next()));
  await socket.reset();
}
await say("in one frame", [frame(1, bytes(hello), { rsv })]); // expect: in one frame t:Hello
await say("in two", [frame(1, bytes("f248cd"), { rsv, fin: 0 }), frame(0, bytes("c9c90700"))]); // expect: in two t:Hello
await say("stored", [frame(1, bytes("000500faff48656c6c6f00"), { rsv })]); // expect: stored t:Hello
await say("the last block", [frame(1, bytes("f348cdc9c9070000"), { rsv })]); // expect: the last block t:Hello
await say("two blocks", [frame(1, bytes("f24805000000ffffcac9c90700"), { rsv })]); // expect: two blocks t:Hello
await say("empty", [frame(1, bytes("00"), { rsv })]); // expect: empty t:
await say("not compressed", [frame(1, "Hello")]); // expect: not compressed t:Hello
await say("of nothing", [frame(2, "", { rsv })]); // expect: of nothing b:
await say("a continuation", [frame(1, bytes("f248cd"), { rsv, fin: 0 }), frame(0, bytes("c9c90700"), { rsv })]); // expect: a continuation close:1002
await say("a ping", [frame(9, bytes(hello), { rsv })]); // expect: a ping close:1002
await say("another bit", [frame(1, bytes(hello), { rsv: 6 })]); // expect: another bit close:1002
await say("not agreed on", [frame(1, bytes(hello), { rsv })], "other"); // expect: not agreed on close:1002
await say("broken", [frame(1, bytes("ffffffff"), { rsv })]); // expect: broken close:1007
await say("no text", [frame(1, await packed(Uint8Array.of(0xc3, 0x28)), { rsv })]); // expect: no text close:1007
await say("no text, but bytes", [frame(2, await packed(Uint8Array.of(0xc3, 0x28)), { rsv })]); // expect: no text, but bytes b:c328
await say("as long as may be", [frame(2, await packed(new Uint8Array(1 << 20)), { rsv })].concat(frame(8, [3, 232]))); // expect: as long as may be odd frame 1 4 2
await say("a bomb", [frame(2, await packed(new Uint8Array(1 << 24)), { rsv })]); // expect: a bomb close:1009

// What it sends compressed does not refer to the message before.
{
  const { socket, reader } = await open("permessage-deflate; server_max_window_bits=9");
  for (let i = 0; i < 2; i++) {
    await socket.write(encode(frame(1, "0123456789".repeat(500)), true));
    const { rsv, data } = await reader.next();
    const text = await new Response(new Blob([data, bytes("0000ffff0300")]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text().catch((error) => error.message);
    console.log(rsv, data.length < 100, text.length); // expect: 4 true 5000
  } // expect: 4 true 5000
  await socket.reset();
}

// --- a server by hand ---
const listener = listen({ port: 0, hostname: "127.0.0.1" });
for (const answer of ["permessage-deflate; server_no_context_takeover", "permessage-deflate; server_no_context_takeover; server_max_window_bits=9",
  "permessage-deflate", "permessage-deflate; server_no_context_takeover; client_max_window_bits=10", "other", "permessage-deflate; server_no_context_takeover, other", ""]) {
  const client = new WebSocket(`ws://127.0.0.1:${listener.address.port}/`), socket = await listener.accept(), reader = new Reader(socket);
  const over = new Promise((resolve) => {
    client.onmessage = ({ data }) => (client.send(data.repeat(1000)), resolve(data));
    client.onerror = ({ message }) => resolve(message);
  });
  const head = await reader.head();
  await socket.write(upgradeAnswer(head, `Sec-WebSocket-Extensions: ${answer}\r\n`));
  await socket.write(encode(frame(1, answer ? bytes(hello) : "plain", { rsv: answer ? rsv : 0 }), false)).catch(() => {});
  console.log(await over, (await reader.next())?.rsv);
  await socket.reset();
}
// expect: Hello 4
// expect: Hello 4
// expect: The server has chosen an extension that was not offered undefined
// expect: The server has chosen an extension that was not offered undefined
// expect: The server has chosen an extension that was not offered undefined
// expect: The server has chosen an extension that was not offered undefined
// expect: plain 0
await listener.close();
try {
  await new Promise((resolve, reject) => {
    const wrong = serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => upgradeWebSocket(request, { compression: 1 }).response, error: (error) => (wrong.stop(), reject(error), new Response()) });
    new WebSocket(wrong.url);
  });
} catch (error) {
  console.log(error.message); // expect: The "compression" argument must be of type boolean. Received type number (1)
}
await server.stop(true);
