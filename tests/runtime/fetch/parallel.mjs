// 64 requests that are all in work at the same time.
import { serve } from "mote:http";
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
let inWork = 0, most = 0;
const server = serve({ port: 0, async fetch(request) {
  most = Math.max(most, ++inWork);
  const text = await request.text();
  while (most < 64) await wait(1);
  await wait(text.length % 7);
  inWork--;
  return new Response(text);
} });
const body = (i) => `${i}:` + "x".repeat(i * 997);
const texts = await Promise.all(Array.from({ length: 64 }, async (_, i) => (await fetch(server.url, { method: "POST", body: body(i) })).text()));
console.log(texts.every((text, i) => text === body(i))); // expect: true
console.log(most); // expect: 64
const failing = await Promise.allSettled(Array.from({ length: 64 }, (_, i) => fetch(server.url, { signal: i % 2 ? AbortSignal.abort() : undefined })));
console.log(failing.filter(({ status }) => status === "fulfilled").length); // expect: 32
await server.stop(true);
