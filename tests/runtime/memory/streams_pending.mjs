// Where memory runs out inside of streams somebody is told: nobody waits for ever.
// needs: speed
// timeout: 120
import { run } from "mote:process";

// The failures are spread over all of the program, and each point is tried for itself.
const STEP = 97, LAST = 16000;
const WAITED = 3, UNFINISHED = 13;
const env = (point) => ({ ...process.env, MOTE_DEBUG: `fail-alloc=${point}` });
const pending = [], codes = new Set();
async function attempts(first, ...options) {
  for (let point = first; point < LAST; point += 2 * STEP) {
    const { code } = await run(process.execPath, ["streams.mjs", ...options], { env: env(point) });
    codes.add(code);
    if (code === WAITED || code === UNFINISHED) pending.push(point);
  }
}
await Promise.all([attempts(1000), attempts(1000 + STEP, "deaf")]);
console.log(pending); // expect: []
console.log(codes.has(0), codes.has(1)); // expect: true true
