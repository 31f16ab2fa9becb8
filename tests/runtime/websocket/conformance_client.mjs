// The cases of Autobahn's suite against the class WebSocket: a server by hand sends them.
// needs: speed
import { listen } from "mote:net";
import { cases, wordOf } from "./_support/cases.mjs";
import { Reader, close, concat, encode, frame, upgradeAnswer } from "./_support/frames.mjs";

const listener = listen({ port: 0, hostname: "127.0.0.1" });

function echo() {
  const socket = new WebSocket(`ws://127.0.0.1:${listener.address.port}/`);
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => socket.send(data);
  return new Promise((resolve) => (socket.onclose = resolve));
}

async function run({ frames, expected, chop }) {
  const closed = echo();
  await using socket = await listener.accept();
  const reader = new Reader(socket), words = [];
  await socket.write(upgradeAnswer(await reader.head()));
  const closes = expected.at(-1)?.startsWith("close");
  if (!closes) frames = [...frames, close(1000)], expected = [...expected, "close:1000"];
  const bytes = concat(frames.map((each) => encode(each, false)));
  const sending = (async () => {
    for (let at = 0; at < bytes.length; at += chop ?? bytes.length) await socket.write(bytes.subarray(at, at + (chop ?? bytes.length)));
  })().catch(() => {});
  for (let each; words.length < expected.length && (each = await reader.next()); ) words.push(each.masked ? wordOf(each) : "not masked");
  await sending;
  await socket.close(); // a server closes first
  await closed;
  return words.join(" ") === expected.join(" ") ? undefined : `${words.join(" ").slice(0, 200)} instead of ${expected.join(" ").slice(0, 200)}`;
}

let passed = 0, count = 0;
for (const each of cases) {
  if (each.server) continue;
  count++;
  const problem = await run(each);
  if (problem) console.log(each.name, problem);
  else passed++;
}
console.log(passed === count, count > 300); // expect: true true

// A server must not mask, and may not send a message of more than 128 MiB.
for (const bytes of [encode(frame(1, "masked"), true), encode(frame(2, "x", { length: 2 ** 27 + 1 }), false)]) {
  const closed = echo();
  await using socket = await listener.accept();
  const reader = new Reader(socket);
  await socket.write(upgradeAnswer(await reader.head()));
  await socket.write(bytes);
  console.log(wordOf(await reader.next()));
  await socket.close();
  const { code, wasClean } = await closed;
  console.log(code, wasClean);
}
// expect: close:1002
// expect: 1006 false
// expect: close:1009
// expect: 1006 false
await listener.close();
