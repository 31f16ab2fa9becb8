// SPDX-License-Identifier: MIT
// Three nested awaited calls.
async function inner(x) {
  return x + 1;
}

async function middle(x) {
  return await inner(x);
}

async function outer(x) {
  return await middle(x);
}

async function loop(count) {
  let x = 0;
  while (x < count) x = await outer(x);
  return x;
}

async function main() {
  const count = 150000;
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    if ((await loop(count)) !== count) throw new Error("wrong result");
    best = Math.min(best, performance.now() - start);
  }
  console.log("await-nested", (best * 1e6) / count, "ns");
}
main();
