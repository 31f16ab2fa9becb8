// Where memory stays exhausted for a while, programs end all the same: with success, or with an exception.
// needs: speed
// timeout: 120
import { run } from "mote:process";

const wrong = [], codes = new Set();
async function attempts(programs, count, first, step) {
  for (let point = first; point < 15000; point += step) {
    for (const program of programs) {
      const env = { ...process.env, MOTE_DEBUG: `fail-alloc=${point},fail-count=${count}` };
      const { code } = await run(process.execPath, [program], { env });
      codes.add(code);
      if (code !== 0 && code !== 1) wrong.push([program, point, count, code]);
    }
  }
}
await Promise.all([
  attempts(["streams.mjs", "websocket.mjs", "workers.mjs"], 3, 3000, 331),
  attempts(["serve-and-fetch.mjs"], 20, 3000, 71),
  attempts(["websocket.mjs"], 1, 5000, 47),
  attempts(["files-and-processes.mjs"], 1, 12000, 61),
]);
console.log(wrong); // expect: []
console.log(codes.has(0), codes.has(1)); // expect: true true
