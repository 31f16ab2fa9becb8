// Bodies of requests: text, bytes, parameters, streams; methods and headers that the program gives.
import { serve } from "mote:http";
const server = serve({ port: 0, async fetch(request) {
  const { headers } = request, body = await request.text();
  return new Response([request.method, headers.get("content-type"), headers.get("content-length") ?? headers.get("transfer-encoding"), body.length, body.slice(0, 30)].join(" "));
} });
const url = `http://127.0.0.1:${server.port}/`;
const send = async (init) => console.log(await (await fetch(url, init)).text());
await send({ method: "POST", body: "hällo" }); // expect: POST text/plain;charset=UTF-8 6 5 hällo
await send({ method: "PUT", body: new Uint8Array([65, 66]) }); // expect: PUT  2 2 AB
await send({ method: "PATCH", body: "x", headers: { "content-type": "a/b", "content-length": "99" } }); // expect: PATCH a/b 1 1 x
await send({ method: "POST" }); // expect: POST  0 0 
await send({ method: "DELETE" }); // expect: DELETE   0 
await send({ method: "POST", body: new URLSearchParams("a=1&b=2") }); // expect: POST application/x-www-form-urlencoded;charset=UTF-8 7 7 a=1&b=2
await send({ method: "POST", body: "y".repeat(3_000_000) }); // expect: POST text/plain;charset=UTF-8 3000000 3000000 yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
let pulls = 0;
const stream = new ReadableStream({ async pull(controller) {
  await null;
  if (pulls++ === 100) controller.close();
  else controller.enqueue(new Uint8Array(50_000).fill(122));
} });
await send({ method: "POST", body: stream, duplex: "half" }); // expect: POST  chunked 5000000 zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz
const request = new Request(url, { method: "POST", body: "of a Request" });
await send(); // expect: GET   0 
console.log(await (await fetch(request)).text(), request.bodyUsed); // expect: POST text/plain;charset=UTF-8 12 12 of a Request true
console.log(await (await fetch(new Request(url), { method: "POST", body: "init wins" })).text()); // expect: POST text/plain;charset=UTF-8 9 9 init wins
await server.stop();
