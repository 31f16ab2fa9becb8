// Signals: before, while the server thinks, while the body comes, while one's own body goes.
import { serve } from "mote:http";
const server = serve({ port: 0, fetch(request) {
  if (request.url.endsWith("/hang")) return new Promise(() => {});
  if (request.url.endsWith("/upload")) return request.text().then((text) => new Response(text), () => new Response());
  return new Response(new ReadableStream({ pull(controller) { controller.enqueue(new TextEncoder().encode("part")); return new Promise(() => {}); } }));
} });
const base = `http://127.0.0.1:${server.port}`;
const shown = (promise) => promise.then((value) => console.log("got", value), (error) => console.log(error.name, error.message));
await shown(fetch(base, { signal: AbortSignal.abort() })); // expect: AbortError This operation was aborted
await shown(fetch(base, { signal: AbortSignal.abort(new Error("mine")) })); // expect: Error mine
await shown(fetch(base + "/hang", { signal: AbortSignal.timeout(20) })); // expect: TimeoutError The operation was aborted due to timeout
await shown(fetch(base, { signal: AbortSignal.timeout(50) }).then((response) => response.text())); // expect: TimeoutError The operation was aborted due to timeout
{
  const controller = new AbortController();
  const response = await fetch(base, { signal: controller.signal });
  const reader = response.body.getReader();
  console.log((await reader.read()).value.length); // expect: 4
  setTimeout(() => controller.abort());
  await shown(reader.read()); // expect: AbortError This operation was aborted
}
{
  const controller = new AbortController();
  let reason;
  const body = new ReadableStream({ pull: () => new Promise(() => {}), cancel(why) { reason = why; } });
  setTimeout(() => controller.abort("enough"), 20);
  await fetch(base + "/upload", { method: "POST", duplex: "half", body, signal: controller.signal }).catch((why) => console.log(why, reason)); // expect: enough enough
}
{
  const response = await fetch(base);
  await response.body.cancel();
  console.log("cancelled", response.bodyUsed); // expect: cancelled true
}
{
  const controller = new AbortController();
  const promise = fetch(new Request(base + "/hang", { signal: controller.signal }));
  controller.abort(); // at once, before the loop has turned
  await shown(promise); // expect: AbortError This operation was aborted
}
await server.stop(true);
process.exit(0);
