// Redirects: methods, bodies and headers change as the Fetch Standard says.
import { serve } from "mote:http";
const other = serve({ port: 0, fetch: (request) => new Response(["authorization", "cookie", "x-kept"].map((name) => request.headers.get(name)).join()) });
const server = serve({ port: 0, async fetch(request) {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/end") return new Response([request.method, await request.text(), request.headers.get("content-type"), request.headers.get("authorization")].join());
  const headers = searchParams.has("to") ? { location: searchParams.get("to") } : {};
  return new Response("redirect", { status: Number(pathname.slice(1)), headers });
} });
const base = `http://127.0.0.1:${server.port}`;
async function go(path, init) {
  try {
    const response = await fetch(base + path, init);
    console.log(response.status, response.redirected, response.url.slice(response.url.lastIndexOf("/")), await response.text());
  } catch ({ name, message, cause }) {
    console.log(`${name}: ${message}: ${cause?.message}`);
  }
}
const post = { method: "POST", body: "hi", headers: { "content-type": "text/x", authorization: "secret" } };
await go("/302?to=/end#x"); // expect: 200 true /end GET,,,
for (const status of [301, 302, 303, 307, 308]) await go(`/${status}?to=end`, post);
// expect: 200 true /end GET,,,secret
// expect: 200 true /end GET,,,secret
// expect: 200 true /end GET,,,secret
// expect: 200 true /end POST,hi,text/x,secret
// expect: 200 true /end POST,hi,text/x,secret
await go("/301?to=end", { ...post, method: "PUT" }); // expect: 200 true /end PUT,hi,text/x,secret
await go("/303?to=end", { method: "HEAD" }); // expect: 200 true /end 
const stream = () => ({ method: "POST", duplex: "half", body: new ReadableStream({ start(c) { c.enqueue(new Uint8Array(3)); c.close(); } }) });
await go("/307?to=end", stream()); // expect: TypeError: fetch failed: the request's body is a stream, which cannot be sent again
await go("/303?to=end", stream()); // expect: 200 true /end GET,,,
await go(`/302?to=http://127.0.0.1:${other.port}/`, { headers: { authorization: "a", cookie: "b", "x-kept": "c" } }); // expect: 200 true / ,,c
await go("/302"); // expect: 302 false /302 redirect
await go("/302?to=http://["); // expect: TypeError: fetch failed: Invalid URL in the Location of a redirect
await go("/302?to=data:,x"); // expect: TypeError: fetch failed: URL scheme must be a HTTP(S) scheme
await go("/302?to=http://127.0.0.1:25/"); // expect: TypeError: fetch failed: bad port
await go(`/302?to=${encodeURIComponent("/302?to=")}`, { redirect: "manual" }); // expect: 302 false /302?to=%2F302%3Fto%3D redirect
await go("/302?to=end", { redirect: "error" }); // expect: TypeError: fetch failed: unexpected redirect
let hops = 0;
const loop = serve({ port: 0, fetch: () => { hops++; return new Response(null, { status: 302, headers: { location: "/" } }); } });
await fetch(loop.url).catch(({ cause }) => console.log(cause.message, hops)); // expect: redirect count exceeded 21
await Promise.all([server.stop(), other.stop(), loop.stop()]);
