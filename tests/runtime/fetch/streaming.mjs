// Bodies that come in pieces: as a stream, whole, cloned, with back-pressure, dropped midway.
import { serve } from "mote:http";
let sent = 0, cancelled = 0;
const server = serve({ port: 0, fetch(request) {
  let i = 0;
  if (request.url.endsWith("/endless"))
    return new Response(new ReadableStream({ pull(c) { sent += 65536; c.enqueue(new Uint8Array(65536)); }, cancel() { cancelled++; } }));
  return new Response(new ReadableStream({ async pull(c) {
    await new Promise((done) => setTimeout(done, 2));
    if (i === 4) c.close();
    else c.enqueue(new TextEncoder().encode(`part ${i++};`));
  } }));
} });
let text = "";
for await (const chunk of (await fetch(server.url)).body) text += new TextDecoder().decode(chunk);
console.log(text); // expect: part 0;part 1;part 2;part 3;
console.log(await (await fetch(server.url)).text()); // expect: part 0;part 1;part 2;part 3;
const response = await fetch(server.url), copy = response.clone();
const [first, second] = await Promise.all([copy.text(), response.text()]);
console.log(first === second); // expect: true
const reader = (await fetch(server.url + "endless")).body.getReader();
await reader.read();
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
let before;
do { before = sent; await wait(100); } while (sent !== before);
console.log(before > 65536, before < 64e6); // expect: true true
await reader.cancel();
while (cancelled < 1) await wait(5);
console.log("cancelled"); // expect: cancelled
await server.stop();
