// A reverse proxy: what it is asked, it asks another server, and passes on what that answers. Bodies are streams on
// both ways, so neither side gets ahead of the other, and a client that goes away ends the request behind it.
// `mote examples/proxy.ts 8000 http://localhost:3000` serves it; without arguments it stands before a server of its own.
import { serve } from "mote:http";

// Headers that are meant for one connection; RFC 9110, 7.6.1.
const hopByHop = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

function endToEnd(from: Headers, ...alsoWithout: string[]): Headers {
  const headers = new Headers(from);
  const named = from.get("connection")?.split(",").map((name) => name.trim()) ?? [];
  for (const name of [...hopByHop, ...named, ...alsoWithout]) if (name) headers.delete(name);
  return headers;
}

function forward(target: URL): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const headers = endToEnd(request.headers, "host");
    headers.set("x-forwarded-host", url.host);
    [url.protocol, url.hostname, url.port] = [target.protocol, target.hostname, target.port];
    try {
      const { method, body, signal } = request;
      const response = await fetch(url, { method, headers, body, signal, duplex: "half", redirect: "manual" });
      // fetch has undone gzip and the like: these two tell of what came over the wire.
      const decoded = response.headers.has("content-encoding") ? ["content-encoding", "content-length"] : [];
      return new Response(response.body, { status: response.status, headers: endToEnd(response.headers, ...decoded) });
    } catch (error) {
      return new Response(`no answer from behind: ${(error as Error).cause?.code ?? error}\n`, { status: 502 });
    }
  };
}

if (process.argv[3]) {
  const server = serve({ port: Number(process.argv[2]), fetch: forward(new URL(process.argv[3])) });
  console.log(server.url, "stands before", process.argv[3]);
} else {
  await demonstrate();
}

async function demonstrate() {
  let made = 0;
  const ended = Promise.withResolvers<void>();
  const endless = () =>
    new ReadableStream({
      pull(controller) {
        made++;
        controller.enqueue(new Uint8Array(65536));
      },
      cancel: () => ended.resolve(),
    });

  const upperCase = () =>
    new TransformStream<string, string>({ transform: (text, controller) => controller.enqueue(text.toUpperCase()) });
  const upstream = serve({
    port: 0,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      if (pathname === "/endless") return new Response(endless());
      if (pathname === "/moved") return new Response(null, { status: 302, headers: { location: "/there" } });
      const headers = { "x-upstream": "yes", "proxy-connection": "dropped" };
      const seen = ["x-note", "x-hop", "x-forwarded-host"].map((name) => request.headers.get(name));
      if (!request.body) return new Response([request.method, pathname + search, ...seen].join(" "), { headers });
      return new Response(request.body.pipeThrough(new TextDecoderStream()).pipeThrough(upperCase()).pipeThrough(new TextEncoderStream()), { status: 201 });
    },
  });
  const pass = forward(new URL(upstream.url));
  await using proxy = serve({ port: 0, fetch: pass });
  const ask = (path: string, init?: RequestInit & { duplex?: "half" }) => fetch(new URL(path, proxy.url), init);

  const hop = await pass(new Request("http://proxy.example/a%20b?c=d", { headers: { "x-note": "kept", "x-hop": "dropped", connection: "x-hop" } }));
  console.log(await hop.text()); // expect: GET /a%20b?c=d kept  proxy.example
  const plain = await ask("/");
  console.log(plain.status, plain.headers.get("x-upstream"), plain.headers.get("proxy-connection")); // expect: 200 yes null
  const head = await ask("/", { method: "HEAD" });
  console.log(head.status, await head.text().then((text) => text.length)); // expect: 200 0
  const moved = await ask("/moved", { redirect: "manual" });
  console.log(moved.status, moved.headers.get("location")); // expect: 302 /there

  const pieces = ReadableStream.from(["in ", "three ", "pieces"]).pipeThrough(new TextEncoderStream());
  const upload = await ask("/upload", { method: "POST", body: pieces, duplex: "half" });
  console.log(upload.status, await upload.text()); // expect: 201 IN THREE PIECES

  // A client that does not read: what is made for it waits. One that goes away: what is made for it ends.
  const client = new AbortController();
  const slow = await ask("/endless", { signal: client.signal });
  const { value } = await slow.body!.getReader().read();
  await new Promise((resolve) => setTimeout(resolve, 100));
  console.log(value!.length > 0, made < 1000 ? "and no more than fits into buffers" : `and ${made} pieces`); // expect: true and no more than fits into buffers
  client.abort();
  await ended.promise;
  console.log("the upstream has been told"); // expect: the upstream has been told

  await upstream.stop();
  const gone = await ask("/");
  console.log(gone.status, (await gone.text()).trim()); // expect: 502 no answer from behind: ECONNREFUSED
}
