// node: Node says in other words why, and asks for the signal only where the stream has not ended
// A body that has come whole, but that nobody has read, is lost when the fetch's signal is aborted.
import { serve } from "mote:http";
const server = serve({ port: 0, fetch: (request) => new Response(request.url.endsWith("/empty") ? "" : request.url.endsWith("/large") ? "x".repeat(300000) : "a body") });
const base = `http://127.0.0.1:${server.port}`;
const shown = (promise) => promise.then((value) => console.log("got", value?.size ?? value?.byteLength ?? value), (error) => console.log(error?.name ?? error, error?.message ?? ""));
const arrived = () => new Promise((resolve) => setTimeout(resolve, 30));
async function ask(path = "") {
  const controller = new AbortController();
  const response = await fetch(base + path, { signal: controller.signal });
  await arrived();
  return { controller, response };
}

for (const method of ["arrayBuffer", "blob", "bytes", "formData", "json", "text"]) {
  const { controller, response } = await ask();
  controller.abort();
  await shown(response[method]());
}
// expect: AbortError This operation was aborted
// expect: AbortError This operation was aborted
// expect: AbortError This operation was aborted
// expect: AbortError This operation was aborted
// expect: AbortError This operation was aborted
// expect: AbortError This operation was aborted

{ // Twice; with a reason of one's own; before the next job.
  const { controller, response } = await ask(), log = [];
  controller.abort("mine");
  const first = response.text();
  await Promise.all([first.catch((reason) => log.push(reason)), Promise.resolve().then(() => log.push("next"))]);
  console.log(log.join()); // expect: mine,next
  await shown(response.text()); // expect: mine 
}
{ // What was read stays read; what is being read comes whole or fails.
  const { controller, response } = await ask();
  const text = response.text();
  controller.abort();
  await shown(text); // expect: got a body
  await shown(response.text()); // expect: TypeError Body is unusable: Body has already been read
}
{ // Clones, and the response that they were made of.
  const { controller, response } = await ask();
  const clone = response.clone();
  controller.abort();
  await shown(clone.text()); // expect: AbortError This operation was aborted
  await shown(response.text()); // expect: AbortError This operation was aborted
}
{ // A stream that was made before, and one that is made after.
  const { controller, response } = await ask();
  const other = response.clone(), reader = response.body.getReader();
  controller.abort();
  await shown(reader.read()); // expect: AbortError This operation was aborted
  await shown(reader.closed); // expect: AbortError This operation was aborted
  await shown(other.body.getReader().read()); // expect: AbortError This operation was aborted
}
{ // A stream that has been read, and one that was cancelled.
  const { controller, response } = await ask();
  const other = response.clone(), reader = response.body.getReader();
  console.log((await reader.read()).value.length); // expect: 6
  await other.body.cancel();
  controller.abort();
  await shown(reader.closed); // expect: got undefined
  await shown(other.body.getReader().closed); // expect: got undefined
}
{ // Larger than what comes at once.
  const { controller, response } = await ask("/large");
  controller.abort();
  await shown(response.text()); // expect: AbortError This operation was aborted
}
{ // A body of no bytes has been read, in a sense, but not one that nobody asked for.
  const { controller, response } = await ask("/empty");
  const stream = response.clone().body;
  controller.abort();
  await shown(stream.getReader().closed); // expect: got undefined
}
{ // A signal of another fetch.
  const { controller, response } = await ask();
  const { response: other } = await ask();
  controller.abort();
  await shown(other.text()); // expect: got a body
  await shown(response.text()); // expect: AbortError This operation was aborted
}
{ // Requests are not concerned.
  const request = new Request(base, { method: "POST", body: "own", signal: AbortSignal.abort() });
  await shown(request.text()); // expect: got own
}
{ // Many streams, followed by one signal and let go: nothing stays.
  const controller = new AbortController();
  for (let i = 0; i < 50; i++) (await fetch(base, { signal: controller.signal })).body;
  controller.abort();
}
await server.stop(true);
