// The process ends with streams of HTTP/2 under way: waiting, sending, being sent to.
import { serve } from "mote:http";
import * as h2 from "./_support/raw_http2.ts";

const server = serve({ port: 0, hostname: "127.0.0.1", fetch(request) {
  if (request.url.endsWith("/endless")) return new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(1000)) }));
  if (request.url.endsWith("/text")) return request.text().then((text) => new Response(text));
  return new Promise(() => {});
} });
const client = await h2.RawClient.open(server.port, h2.setting(4, 100));
await client.request(1, "GET", "/");
await client.request(3, "GET", "/endless");
await client.request(5, "POST", "/text", [], 0);
await client.send(h2.frame(h2.DATA, 0, 5, new Uint8Array(10)), h2.frame(h2.HEADERS, 0, 7, h2.head("GET", "/").subarray(0, 4)));
await client.until(() => client.has("HEADERS 3 200"));
console.log("open"); // expect: open
process.exit();
