// SPDX-License-Identifier: MIT
// A call whose promise is looked at, and then awaited.
async function next(x) {
  return x + 1;
}

async function loop(count) {
  let x = 0;
  while (x < count) {
    const promise = next(x);
    x = await promise;
  }
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
  console.log("await-promise", (best * 1e6) / count, "ns");
}
main();
