// SPDX-License-Identifier: MIT
// An awaited call of an async function that does not suspend. Nothing else runs,
// so an engine may go straight on.
async function next(x) {
  return x + 1;
}

async function loop(count) {
  let x = 0;
  while (x < count) x = await next(x);
  return x;
}

async function main() {
  const count = 300000;
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    if ((await loop(count)) !== count) throw new Error("wrong result");
    best = Math.min(best, performance.now() - start);
  }
  console.log("await-call", (best * 1e6) / count, "ns");
}
main();
