// SPDX-License-Identifier: MIT
// One value of an async generator, taken by for await.
async function* numbers(count) {
  for (let i = 0; i < count; i++) yield i;
}

async function loop(count) {
  let sum = 0;
  for await (const number of numbers(count)) sum += number;
  return sum;
}

async function main() {
  const count = 100000;
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    if ((await loop(count)) !== (count * (count - 1)) / 2) throw new Error("wrong result");
    best = Math.min(best, performance.now() - start);
  }
  console.log("async-generator", (best * 1e6) / count, "ns");
}
main();
