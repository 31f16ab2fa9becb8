// A server's answers, for all parties.
import { upgradeWebSocket } from "mote:http";
import { later } from "./party.mjs";

const encoder = new TextEncoder();
export const big = "0123456789abcdef".repeat(1 << 16); // 1 MiB
export const seen = { aborted: 0, cancelled: 0, ports: new Set(), closed: [] };

function events() {
  let count = 0;
  return new ReadableStream({
    async pull(controller) {
      await later(10);
      controller.enqueue(encoder.encode(`id: ${++count}\ndata: event ${count}\n\n`));
    },
    cancel: () => seen.cancelled++,
  });
}

const handlers = {
  "/": () => new Response("hello"),
  "/big": () => new Response(big),
  "/echo": (request) => new Response(request.body, { headers: { "content-type": request.headers.get("content-type") ?? "text/plain" } }),
  "/length": async (request) => new Response(`${(await request.bytes()).length}`),
  "/form": async (request) => {
    const form = await request.formData(), file = form.get("file");
    return new Response(`${form.get("name")} ${file.name} ${file.size}`);
  },
  "/range": (request) => {
    const [, first, last] = /bytes=(\d+)-(\d+)/.exec(request.headers.get("range"));
    return new Response(big.slice(+first, +last + 1), { status: 206, headers: { "content-range": `bytes ${first}-${last}/${big.length}` } });
  },
  "/gzip": () => new Response(new Blob([big]).stream().pipeThrough(new CompressionStream("gzip")), { headers: { "content-encoding": "gzip" } }),
  "/stream": () => new Response(ReadableStream.from((async function* () {
    for (const part of ["one ", "two ", "three"]) yield (await later(10), encoder.encode(part));
  })()), { headers: { "content-type": "text/plain" } }),
  "/headers": (request) => Response.json(Object.fromEntries(request.headers)),
  "/late": async () => (await later(200), new Response("late")),
  "/hang": (request) => new Promise((resolve) => request.signal.addEventListener("abort", () => (seen.aborted++, resolve(new Response("nobody"))))),
  "/events": () => new Response(events(), { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } }),
  "/moved": () => new Response(null, { status: 302, headers: { location: "/" } }),
  "/socket": (request) => {
    const { socket, response } = upgradeWebSocket(request, { protocol: ["echo"], compression: true });
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => socket.send(data);
    socket.onclose = ({ code, reason, wasClean }) => seen.closed.push(`${code} ${reason} ${wasClean}`);
    return response;
  },
};

export function respond(request, info) {
  seen.ports.add(info.remoteAddr.port);
  const handler = handlers[new URL(request.url).pathname];
  return handler ? handler(request) : new Response("not found", { status: 404 });
}
