// A GET without anything else: what is sent, and what a Response shows.
import { serve } from "mote:http";
const server = serve({ port: 0, fetch(request) {
  const headers = Object.fromEntries(request.headers);
  return Response.json({ method: request.method, path: new URL(request.url).pathname, headers: [headers.accept, headers["accept-encoding"], headers["user-agent"]] },
    { status: 201, statusText: "Made", headers: [["set-cookie", "a=1"], ["set-cookie", "b=2"], ["x-a", "caf\xe9"]] });
} });
const url = `http://127.0.0.1:${server.port}/a/b?c#d`;
const response = await fetch(url);
console.log(response.status, response.statusText, response.ok, response.type, response.redirected); // expect: 201 Made true basic false
console.log(response.url === url.replace("#d", "")); // expect: true
console.log(response.headers.getSetCookie().join(), response.headers.get("x-a"), response.bodyUsed); // expect: a=1,b=2 café false
console.log(JSON.stringify(await response.json())); // expect: {"method":"GET","path":"/a/b","headers":["*/*","gzip, deflate, br, zstd","mote/0.1.0"]}
console.log(response.bodyUsed); // expect: true
try { response.headers.set("x", "y"); } catch (e) { console.log(e.name); } // expect: TypeError
const ranged = await fetch(url, { headers: { range: "bytes=0-9" } });
console.log((await ranged.json()).headers[1]); // expect: identity
const head = await fetch(url, { method: "HEAD" });
console.log(head.status, head.body); // expect: 201 null
await server.stop();
