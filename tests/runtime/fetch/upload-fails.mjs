// A body that cannot be read ends the request.
import { serve } from "mote:http";
const server = serve({ port: 0, fetch: async (request) => new Response(await request.text().catch(() => "cut")) });
const post = (body) => fetch(server.url, { method: "POST", duplex: "half", body }).then((r) => r.text()).then(console.log, ({ name, message, cause }) => console.log(name, message, cause.message));
await post(new ReadableStream({ pull(controller) { controller.error(new Error("boom")); } })); // expect: TypeError fetch failed boom
await post(new ReadableStream({ pull(controller) { controller.enqueue("text"); } })); // expect: TypeError fetch failed Received non-Uint8Array chunk
await post(new ReadableStream({ start(controller) { controller.enqueue(new Uint8Array([79, 75])); controller.close(); } })); // expect: OK
process.exit(0);
