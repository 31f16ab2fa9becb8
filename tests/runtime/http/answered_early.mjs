// A body that is still arriving when the answer is complete comes whole for text() and the like, and fails for who reads
// it as a stream: it must not look whole.
import { serve } from "mote:http";
import { connect } from "mote:net";
import { DATA, END_STREAM, RawClient, frame, setting } from "./_support/raw_http2.ts";
const outcome = (promise) => promise.then((value) => `got ${value}`, (error) => `${error.name}: ${error.message}`);

async function readAll(body) {
  let all = "";
  for await (const chunk of body) all += new TextDecoder().decode(chunk);
  return all;
}
const ways = {
  text: (request) => request.text(),
  stream: (request) => readAll(request.body),
  clone: (request) => request.clone().text(),
  closed: (request) => request.body.getReader().closed,
};
let reading; // goes on after the answer
await using server = serve({
  port: 0, hostname: "127.0.0.1",
  async fetch(request) {
    const way = new URL(request.url).pathname.slice(1);
    if (!(way in ways)) return new Response("next");
    reading = outcome(ways[way](request));
    // By then what has come of the body was read.
    if (request.headers.has("wait")) await reading;
    else await new Promise((done) => setTimeout(done, 20));
    return new Response("early");
  },
});

async function until(socket, end) {
  let all = "";
  while (!all.endsWith(end)) all += new TextDecoder().decode(await socket.read());
}
async function post(way, header, ...parts) {
  const socket = await connect({ port: server.port, hostname: "127.0.0.1" });
  await socket.write(`POST /${way} HTTP/1.1\r\nHost: a\r\n${header}Content-Length: 8\r\n\r\n${parts[0]}`);
  if (header === "Wait: yes\r\n") await socket.write(parts[1]);
  await until(socket, "early");
  if (header === "") {
    await socket.write(`${parts[1]}GET / HTTP/1.1\r\nHost: a\r\n\r\n`); // the connection goes on
    await until(socket, "next");
  }
  await socket.close();
  console.log(way, await reading);
}
for (const way in ways) await post(way, "", "half", "more"); // a line each:
// expect: text got halfmore
// expect: stream TypeError: The request was answered before its body had come
// expect: clone TypeError: The request was answered before its body had come
// expect: closed TypeError: The request was answered before its body had come
await post("text", "Connection: close\r\n", "half"); // expect: text TypeError: The client has closed the connection
await post("stream", "Connection: close\r\n", "half"); // expect: stream TypeError: The request was answered before its body had come
await post("text", "Wait: yes\r\n", "half", "more"); // expect: text got halfmore
await post("stream", "Wait: yes\r\n", "half", "more"); // expect: stream got halfmore
await post("text", "Connection: close\r\n", "complete"); // expect: text got complete

// By HTTP/2: the windows are closed, so that the answer does not leave, and the client may go on with its body.
const INITIAL_WINDOW_SIZE = 4;
const client = await RawClient.open(server.port, setting(INITIAL_WINDOW_SIZE, 0));
const bytes = new TextEncoder();
let stream = -1;
async function postByHttp2(way, ...headers) {
  stream += 2;
  await client.request(stream, "POST", `/${way}`, headers, 0);
  await client.send(frame(DATA, 0, stream, bytes.encode("half")));
  const last = frame(DATA, END_STREAM, stream, bytes.encode("more"));
  if (headers.length) await client.send(last);
  await client.until(() => client.has(`HEADERS ${stream} 200`));
  if (!headers.length) await client.send(last);
  console.log(way, await reading);
}
for (const way in ways) await postByHttp2(way); // a line each:
// expect: text got halfmore
// expect: stream TypeError: The request was answered before its body had come
// expect: clone TypeError: The request was answered before its body had come
// expect: closed TypeError: The request was answered before its body had come
await postByHttp2("text", ["wait", "yes"]); // expect: text got halfmore
await postByHttp2("stream", ["wait", "yes"]); // expect: stream got halfmore
await client.close();
