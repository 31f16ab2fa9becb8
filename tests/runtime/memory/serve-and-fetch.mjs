// A server and its clients, in one program: also run with failing allocations (tools/fail-allocations).
import { serve } from "mote:http";

const deadline = setTimeout(() => process.exit(3), 8000);
const server = serve({
  port: 0, hostname: "127.0.0.1",
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === "/echo") return new Response(request.body, { headers: { "x-length": request.headers.get("content-length") ?? "none" } });
    if (pathname === "/json") return Response.json(await request.json());
    if (pathname === "/form") return new Response([...(await request.formData()).keys()].join());
    if (pathname === "/moved") return Response.redirect(new URL("/echo", request.url), 307);
    if (pathname === "/throws") throw new Error("on purpose");
    return new Response("not found", { status: 404 });
  },
  onError: () => new Response("failed", { status: 500 }),
});

const at = (path) => new URL(path, server.url);
const post = (path, body) => fetch(at(path), { method: "POST", body, duplex: "half" });
const form = new FormData();
form.set("a", "1");
form.set("file", new File(["text"], "name.txt", { type: "text/plain" }));
const answers = await Promise.all([
  post("/echo", "hello").then((response) => response.text()),
  post("/json", '{"a":[1]}').then((response) => response.json()).then(JSON.stringify),
  post("/form", form).then((response) => response.text()),
  post("/moved", "again").then((response) => response.text()),
  post("/echo", new Blob(["x".repeat(100000)]).stream()).then((response) => response.arrayBuffer()).then((buffer) => buffer.byteLength),
  fetch(at("/nowhere")).then((response) => response.status),
  fetch(at("/echo"), { signal: AbortSignal.abort() }).catch((error) => error.name),
  fetch("http://127.0.0.1:1/").catch((error) => error.name),
]);
await server.stop();
clearTimeout(deadline);
console.log(answers.join(" ")); // expect: hello {"a":[1]} a,file again 100000 404 AbortError TypeError
