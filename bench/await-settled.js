// SPDX-License-Identifier: MIT
// An await of a promise that is settled already.
async function loop(promise, count) {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += await promise;
  return sum;
}

async function main() {
  const count = 300000;
  const promise = Promise.resolve(1);
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    if ((await loop(promise, count)) !== count) throw new Error("wrong result");
    best = Math.min(best, performance.now() - start);
  }
  console.log("await-settled", (best * 1e6) / count, "ns");
}
main();
