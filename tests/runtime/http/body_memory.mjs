// Memory of bodies is counted while something has it, and no longer: else the collector would wait ever longer.
// needs: speed
import { serve } from "mote:http";

const body = new Uint8Array(50_000), size = 50_000;
// Finalizers run when cells of the same size are made.
function collected() {
  for (let i = 0; i < 100; i++) new ArrayBuffer(1 << 20);
  for (let i = 0; i < 2000; i++) new Response("");
  return process.memoryUsage().external;
}
async function external(run) {
  const before = collected(), after = [];
  for (let i = 0; i < 1000; i++) {
    await run();
    if (i >= 700 && i % 100 === 0) after.push(collected());
  }
  const kept = Math.min(...after) - before;
  return kept < 400 * size ? "given back" : kept;
}
await using server = serve({
  port: 0, hostname: "127.0.0.1",
  async fetch(request) {
    const bytes = await request.bytes();
    return new Response(request.url.endsWith("/clone") ? new Response(bytes).clone().body : bytes);
  },
});
const post = (path) => async () => (await fetch(server.url + path, { method: "POST", body })).bytes();
console.log(await external(() => new Response(body))); // expect: given back
console.log(await external(() => new Response(body).bytes())); // expect: given back
console.log(await external(() => new Response(body).body.cancel())); // expect: given back
console.log(await external(() => new Response(body).clone())); // expect: given back
console.log(await external(post(""))); // expect: given back
console.log(await external(post("clone"))); // expect: given back
