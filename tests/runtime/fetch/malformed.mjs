// Answers that are no HTTP, or end too early: an error each time, with a code, and never a wait without end.
import { listen } from "mote:net";
const latin1 = (text) => Uint8Array.from(text, (char) => char.charCodeAt(0));
// A server that reads the request's head and sends these pieces; a number: milliseconds between them.
async function answer(pieces, client, end = (socket) => socket.close()) {
  await using listener = listen({ port: 0, hostname: "127.0.0.1" });
  const served = (async () => {
    const socket = await listener.accept();
    for (let head = ""; !head.includes("\r\n\r\n"); ) head += new TextDecoder().decode(await socket.read());
    for (const piece of pieces)
      if (typeof piece === "number") await new Promise((done) => setTimeout(done, piece));
      else await socket.write(typeof piece === "string" ? latin1(piece) : piece);
    await end(socket);
  })();
  try {
    await client(`http://127.0.0.1:${listener.address.port}/`);
  } catch ({ name, message, cause }) {
    console.log(`${name}: ${message} <- ${cause?.code}`);
  }
  await served.catch(() => {});
}
const text = async (url) => console.log(JSON.stringify(await (await fetch(url)).text()));
const status = async (url) => console.log((await fetch(url)).status);
const headers = "HTTP/1.1 200 OK\r\n";

// heads
await answer([], text); // expect: TypeError: fetch failed <- UND_ERR_SOCKET
await answer(["HTTP/1."], text); // expect: TypeError: fetch failed <- UND_ERR_SOCKET
await answer([headers + "Content-Le"], text); // expect: TypeError: fetch failed <- UND_ERR_SOCKET
await answer([headers + "Content-Length: 2\r\n"], text); // expect: TypeError: fetch failed <- UND_ERR_SOCKET
await answer(["nonsense\r\n\r\n"], text); // expect: TypeError: fetch failed <- HPE_INVALID_CONSTANT
await answer(["\0\0\0\0\r\n\r\n"], text); // expect: TypeError: fetch failed <- HPE_INVALID_CONSTANT
await answer(["HTTP/1.1 abc\r\n\r\n"], text); // expect: TypeError: fetch failed <- HPE_INVALID_CONSTANT
await answer(["HTTP/7.1 200 OK\r\n\r\n"], text); // expect: TypeError: fetch failed <- HPE_INVALID_CONSTANT
await answer([headers + "Content-Length: -5\r\n\r\n12345"], text); // expect: TypeError: fetch failed <- HPE_INVALID_CONSTANT
await answer([headers + "Content-Length: 2x\r\n\r\nok"], text); // expect: TypeError: fetch failed <- HPE_INVALID_CONTENT_LENGTH
await answer([headers + "Content-Length:\r\n\r\nok"], text); // expect: TypeError: fetch failed <- HPE_INVALID_CONSTANT
await answer([headers + "content-length: 2, 2,2\r\nContent-Length: 2\r\n\r\nok!"], text); // expect: "ok"
await answer([headers + "Content-Length: 2, 3\r\n\r\nok!"], text); // expect: TypeError: fetch failed <- HPE_UNEXPECTED_CONTENT_LENGTH
await answer([headers + "Content-Length: 2,\r\n\r\nok!"], text); // expect: TypeError: fetch failed <- HPE_INVALID_CONTENT_LENGTH
await answer([headers + "Content-Length: 02\r\nContent-Length: 2\r\n\r\nok"], text); // expect: TypeError: fetch failed <- HPE_UNEXPECTED_CONTENT_LENGTH
await answer([headers + "X: a\rY: b\r\nContent-Length: 0\r\n\r\n"], text); // expect: TypeError: fetch failed <- HPE_LF_EXPECTED
await answer([headers + "X:\r b\nContent-Length: 0\r\n\r\n"], text); // expect: TypeError: fetch failed <- HPE_LF_EXPECTED
await answer(["HTTP/1.1 200\rOK\r\nContent-Length: 0\r\n\r\n"], text); // expect: TypeError: fetch failed <- HPE_LF_EXPECTED
await answer([headers + "X: a\r\r\nContent-Length: 0\r\n\r\n"], text); // expect: TypeError: fetch failed <- HPE_LF_EXPECTED
await answer([headers + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!"], text); // expect: TypeError: fetch failed <- HPE_UNEXPECTED_CONTENT_LENGTH
await answer([headers + "Content-Length: 2 \r\nContent-Length: \t2\r\n\r\nok"], text); // expect: "ok"
await answer([headers + `X: ${"y".repeat(90_000)}\r\nContent-Length: 2\r\n\r\nab`], async (url) => console.log((await fetch(url)).headers.get("x").length)); // expect: 90000
await answer([headers, ...Array(40).fill(`X: ${"y".repeat(50_000)}\r\n`), "\r\n"], text); // expect: TypeError: fetch failed <- UND_ERR_HEADERS_OVERFLOW
await answer(["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX: early\r\n\r\n", 10, headers + "Content-Length: 2\r\nY: late\r\n\r\nok"], async (url) => {
  const response = await fetch(url);
  console.log(response.status, response.headers.get("x"), response.headers.get("y"), await response.text());
}); // expect: 200 null late ok
await answer([headers + "Content-Length: 0\r\nX: caf\xe9 \xff\r\n\r\n"], async (url) => console.log((await fetch(url)).headers.get("x"))); // expect: café ÿ
await answer(["HTTP/1.1 404 \xe9\r\nContent-Length: 0\r\n\r\n"], async (url) => console.log(JSON.stringify((await fetch(url)).statusText))); // expect: "é"
await answer(["HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"], async (url) => console.log(JSON.stringify((await fetch(url)).statusText))); // expect: ""
await answer(["HTTP/1.1 200 OK\nContent-Length: 2\n\nok"], text); // expect: "ok"
await answer(["HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"], status); // expect: 999
await answer(["HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nzzz"], status); // expect: 101

// bodies
await answer([headers + "Content-Length: 10\r\n\r\n12345"], text); // expect: TypeError: terminated <- UND_ERR_SOCKET
await answer([headers + "Content-Length: 3\r\n\r\n12345"], text); // expect: "123"
await answer([headers + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"], text); // expect: TypeError: terminated <- UND_ERR_SOCKET
await answer([headers + "Transfer-Encoding: chunked\r\n\r\n5\r\nab"], text); // expect: TypeError: terminated <- UND_ERR_SOCKET
await answer([headers + "Transfer-Encoding: chunked\r\n\r\nzz\r\nab"], text); // expect: TypeError: terminated <- HPE_INVALID_CHUNK_SIZE
await answer([headers + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdeX"], text); // expect: TypeError: terminated <- HPE_INVALID_CHUNK_SIZE
await answer([headers + "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nabcde\r\n0\r\nTrailer: x\r\n\r\n"], text); // expect: "abcde"
await answer([headers + "\r\nuntil the end"], text); // expect: "until the end"

// a connection that is reset, while the head and while the body comes
const seen = Promise.withResolvers();
await answer([headers + "Content-Length: 9\r\n\r\n123"], async (url) => {
  const response = await fetch(url);
  seen.resolve();
  console.log(await response.text());
}, async (socket) => { await seen.promise; await socket.reset(); }); // expect: TypeError: terminated <- ECONNRESET
await answer([headers], text, (socket) => socket.reset()); // expect: TypeError: fetch failed <- ECONNRESET
