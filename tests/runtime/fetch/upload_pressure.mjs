// A stream that is sent waits for a server that does not read, goes on when it reads, and is cancelled when it leaves.
import { listen } from "mote:net";
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const listener = listen({ port: 0, hostname: "127.0.0.1" });
const url = `http://127.0.0.1:${listener.address.port}/`;
let pulled = 0;
const cancelled = Promise.withResolvers();
const endless = () => new ReadableStream({ pull(controller) {
  pulled += 65536;
  controller.enqueue(new Uint8Array(65536));
}, cancel: cancelled.resolve });
const settled = async () => { // until nothing more is pulled
  for (let before = -1; before !== pulled; await wait(100)) before = pulled;
  return pulled;
};
const promise = fetch(url, { method: "POST", body: endless(), duplex: "half" }).catch((error) => error);
const socket = await listener.accept();
await socket.read();
const first = await settled();
console.log(first > 0, first < 32 << 20); // expect: true true
for (let read = 0; read < 16 << 20; ) read += (await socket.read()).length;
const second = await settled();
console.log(second > first, second - first < 48 << 20); // expect: true true
await socket.reset();
const error = await promise;
console.log(error.name, ["ECONNRESET", "EPIPE"].includes(error.cause.code)); // expect: TypeError true
const cause = await cancelled.promise;
console.log(cause === error); // expect: true

// nothing has come from this one when the server leaves
const silent = Promise.withResolvers();
const failed = fetch(url, { method: "POST", body: new ReadableStream({ pull: () => new Promise(() => {}), cancel: silent.resolve }), duplex: "half" }).catch((reason) => reason);
await (await listener.accept()).reset();
console.log((await failed) === (await silent.promise)); // expect: true

// an answer that does not wait for the body
const unwanted = Promise.withResolvers();
const answer = fetch(url, { method: "POST", body: new ReadableStream({ pull: () => new Promise(() => {}), cancel: unwanted.resolve }), duplex: "half" });
const early = await listener.accept();
await early.read();
await early.write("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
console.log(await (await answer).text()); // expect: big
await unwanted.promise;
await listener.close();
