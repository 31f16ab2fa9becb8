// Connections that one side leaves before the end: who sees what, and that nobody waits for ever.
import { listen } from "mote:net";
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const listener = listen({ port: 0, hostname: "127.0.0.1" });
const url = `http://127.0.0.1:${listener.address.port}/`;
async function accept() {
  const socket = await listener.accept();
  for (let head = ""; !head.includes("\r\n\r\n"); ) head += new TextDecoder().decode(await socket.read());
  return socket;
}
// Until the other side has gone; a reset is as good, since it may come where bytes were not read.
async function end(socket) {
  try {
    while (await socket.read());
    return "closed";
  } catch ({ code }) {
    return code === "ECONNRESET" ? "closed" : code;
  }
}
const name = (promise) => promise.then(() => "fulfilled", (error) => error.name);

// a server that trickles is given up
{
  const promise = name(fetch(url, { signal: AbortSignal.timeout(1000) }).then((response) => response.text()));
  const socket = await accept(), ended = end(socket);
  for (const char of "HTTP/1.1 200 OK\r\nX-Long: abcdefghijklmnopqrstuvwxyz") {
    await socket.write(char).catch(() => {});
    await wait(5);
  }
  console.log(await promise, await ended); // expect: TimeoutError closed
}
// and so is one that trickles its body
{
  const promise = name(fetch(url, { signal: AbortSignal.timeout(1000) }).then((response) => response.text()));
  const socket = await accept(), ended = end(socket);
  await socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
  for (let i = 0; i < 50; i++) {
    await socket.write("x").catch(() => {});
    await wait(3);
  }
  console.log(await promise, await ended); // expect: TimeoutError closed
}
// aborted before anything was sent: no connection is made
{
  console.log(await name(fetch(url, { signal: AbortSignal.abort() }))); // expect: AbortError
}
// while it connects: a port whose queue is never emptied
{
  const controller = new AbortController();
  const promise = name(fetch("http://192.0.2.1:9999/", { signal: controller.signal }));
  setTimeout(() => controller.abort(), 10);
  console.log(["AbortError", "TypeError"].includes(await promise)); // expect: true
}
// while the server thinks
{
  const controller = new AbortController();
  const promise = name(fetch(url, { signal: controller.signal }));
  const ended = end(await accept());
  controller.abort();
  console.log(await promise, await ended); // expect: AbortError closed
}
// while the body comes
{
  const controller = new AbortController();
  const promise = fetch(url, { signal: controller.signal });
  const socket = await accept(), ended = end(socket);
  await socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
  const text = name((await promise).text());
  controller.abort();
  console.log(await text, await ended); // expect: AbortError closed
}
// a body that is cancelled
{
  const promise = fetch(url);
  const socket = await accept(), ended = end(socket);
  await socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
  await (await promise).body.cancel();
  console.log(await ended); // expect: closed
}
// a server that has sent all of its answer ends its half, before it has read the request's body
{
  const body = new ReadableStream({ async pull(controller) { await wait(1); controller.enqueue(new Uint8Array(1000)); } });
  const promise = fetch(url, { method: "POST", body, duplex: "half" });
  const socket = await accept(), ended = end(socket);
  await socket.write("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
  const response = await promise;
  console.log(response.status, await response.text()); // expect: 413 big
  console.log(await ended); // expect: closed
}
// a half-closed server whose answer ends with the connection, while its input stays open
{
  const promise = fetch(url);
  const socket = await accept();
  const writer = socket.writable.getWriter();
  await writer.write("HTTP/1.1 200 OK\r\n\r\nto the end");
  await writer.close();
  console.log(await (await promise).text(), await end(socket)); // expect: to the end closed
}
// an idle connection that the server has closed is not used again
{
  for (let i = 0; i < 3; i++) {
    const promise = fetch(url).then((response) => response.text());
    const socket = await accept();
    await socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    console.log(await promise);
    await socket.close();
    await wait(5);
  }
}
// expect: hello
// expect: hello
// expect: hello
await listener.close();
