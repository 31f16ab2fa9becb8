// The cases of Autobahn's suite against a server.
// needs: speed
import { serve, upgradeWebSocket } from "mote:http";
import { connect } from "mote:net";
import { MESSAGE_MAX, cases, wordOf } from "./_support/cases.mjs";
import { CLOSE, Reader, close, concat, encode, frame, upgradeRequest } from "./_support/frames.mjs";

const server = serve({
  port: 0, hostname: "127.0.0.1",
  fetch(request) {
    const { socket, response } = upgradeWebSocket(request, { maxMessageSize: MESSAGE_MAX });
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => socket.send(data);
    return response;
  },
});

async function send(socket, bytes, chop = bytes.length) {
  for (let at = 0; at < bytes.length; at += chop) await socket.write(bytes.subarray(at, at + chop));
}

// What the server answers, up to its close frame; then it must end the connection.
async function run({ frames, expected, chop }) {
  await using socket = await connect({ hostname: "127.0.0.1", port: server.port });
  const reader = new Reader(socket), words = [];
  await socket.write(upgradeRequest());
  await reader.head();
  const closes = expected.at(-1)?.startsWith("close");
  if (!closes) frames = [...frames, close(1000)], expected = [...expected, "close:1000"];
  const sending = send(socket, concat(frames.map((each) => encode(each, true))), chop).catch(() => {});
  for (let each; (each = await reader.next()); ) words.push(each.masked ? "masked" : wordOf(each));
  await sending;
  return words.join(" ") === expected.join(" ") ? undefined : `${words.join(" ").slice(0, 200)} instead of ${expected.join(" ").slice(0, 200)}`;
}

let passed = 0;
for (const each of cases) {
  const problem = await run(each);
  if (problem) console.log(each.name, problem);
  else passed++;
}
console.log(passed === cases.length, passed > 300); // expect: true true

// A frame without a mask, and masks of zeros.
{
  await using socket = await connect({ hostname: "127.0.0.1", port: server.port });
  const reader = new Reader(socket);
  await socket.write(upgradeRequest());
  await reader.head();
  await socket.write(Uint8Array.of(0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69));
  await socket.write(encode(frame(1, "no mask"), false));
  console.log(wordOf(await reader.next()), wordOf(await reader.next()), await reader.next()); // expect: t:hi close:1002 null
}
// A length that is not written in the shortest way, and one with the highest bit.
for (const head of [[0x81, 0xfe, 0, 5], [0x81, 0xff, 0, 0, 0, 0, 0, 0, 1, 0], [0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0]]) {
  await using socket = await connect({ hostname: "127.0.0.1", port: server.port });
  const reader = new Reader(socket);
  await socket.write(upgradeRequest());
  await reader.head();
  await socket.write(Uint8Array.from([...head, 1, 2, 3, 4]));
  const answer = await reader.next();
  console.log(answer.opcode === CLOSE, wordOf(answer)); // expect: true close:1002
} // expect: true close:1002
// expect: true close:1002
await server.stop();
