// SPDX-License-Identifier: MIT
// An awaited call with real suspension: two loops take turns, so the job queue
// is never empty and each await goes through it.
async function next(x) {
  return x + 1;
}

async function loop(count) {
  let x = 0;
  while (x < count) x = await next(x);
  return x;
}

async function main() {
  const count = 150000;
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    const other = loop(count);
    if ((await loop(count)) + (await other) !== 2 * count) throw new Error("wrong result");
    best = Math.min(best, performance.now() - start);
  }
  console.log("await-call-suspending", (best * 1e6) / (2 * count), "ns");
}
main();
