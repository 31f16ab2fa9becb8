// Where memory runs out inside of streams somebody is told: nobody waits for ever. This does not hold everywhere yet:
// of these hundred points one or two may leave a read of a pipe pending, which ones differs by compiler.
// needs: speed
// timeout: 120
import { run } from "mote:process";

// The failures are spread over all of the program, and each point is tried for itself.
const STEP = 97, LAST = 12000;
const env = (point) => ({ ...process.env, MOTE_DEBUG: `fail-alloc=${point}` });
const pending = [], codes = new Set();
async function attempts(first) {
  for (let point = first; point < LAST; point += 2 * STEP) {
    const { code } = await run(process.execPath, ["streams.mjs"], { env: env(point) });
    codes.add(code);
    if (code === 3) pending.push(point);
  }
}
await Promise.all([attempts(1000), attempts(1000 + STEP)]);
console.log(pending.length <= 2 ? "told" : pending); // expect: told
console.log(codes.has(1)); // expect: true
