// Parsing, identifiers, reconnection, the end.
import { serve } from "mote:http";
const parts = ["\ufeff: comment\n\ndata: one\n\n", "id: 7\nevent: named\rda", "ta:two\r\ndata:  three\r", "\n\r\nretry: 10\n", "data\n\n", "event: lost\n\n", "id: \0\ndata: h\u00e9\n\ndata: never ended"];
const asked = [];
const server = serve({ port: 0, fetch(request) {
  const { pathname } = new URL(request.url);
  if (pathname === "/text") return new Response("data: x\n\n", { headers: { "content-type": "text/plain" } });
  if (pathname === "/gone") return new Response(null, { status: 204 });
  if (pathname === "/moved") return new Response(null, { status: 302, headers: { location: "/" } });
  asked.push(`${request.headers.get("accept")} ${request.headers.get("last-event-id")}`);
  let i = 0;
  const encoder = new TextEncoder();
  return new Response(new ReadableStream({ async pull(controller) {
    await new Promise((done) => setTimeout(done, 5));
    if (i === parts.length) controller.close();
    else controller.enqueue(encoder.encode(parts[i++]));
  } }), { headers: { "content-type": "text/event-stream; charset=utf-8" } });
} });
const show = (event) => console.log(event.type, JSON.stringify(event.data), event.lastEventId, event.origin === `http://127.0.0.1:${server.port}`);
const source = new EventSource(`http://127.0.0.1:${server.port}/moved`);
console.log(source.readyState, source.withCredentials, source.url.endsWith("/moved")); // expect: 0 false true
let errors = 0;
await new Promise((done) => {
  source.onopen = () => console.log("open", source.readyState);
  source.onmessage = show;
  source.addEventListener("named", show);
  source.onerror = () => {
    console.log("error", source.readyState);
    if (++errors === 2) source.close(), done();
  };
});
// expect: open 1
// expect: message "one"  true
// expect: named "two\n three" 7 true
// expect: message "" 7 true
// expect: message "hé" 7 true
// expect: error 0
// expect: open 1
// expect: message "one" 7 true
// expect: named "two\n three" 7 true
// expect: message "" 7 true
// expect: message "hé" 7 true
// expect: error 0
console.log(source.readyState, asked.join("; ")); // expect: 2 text/event-stream null; text/event-stream 7
for (const path of ["text", "gone"]) {
  const refused = new EventSource(`http://127.0.0.1:${server.port}/${path}`);
  await new Promise((done) => { refused.onerror = done; });
  console.log(path, refused.readyState);
}
// expect: text 2
// expect: gone 2
try { new EventSource("no url"); } catch ({ name }) { console.log(name); } // expect: SyntaxError
console.log(EventSource.CLOSED, Object.prototype.toString.call(source)); // expect: 2 [object EventSource]
await server.stop();
