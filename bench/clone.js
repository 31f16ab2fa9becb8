// SPDX-License-Identifier: MIT
// structuredClone of what messages are made of.
const small = { id: 1, name: "abc", tags: ["a", "b"], nested: { x: 1.5, y: null } };
const map = new Map(Array.from({ length: 1000 }, (_, i) => ["key" + i, { i }]));

// The best of some rounds; each run adds `right` to the sum.
function measure(key, count, right, run, unit, scale) {
  let best = Infinity;
  for (let round = 0; round < 10; round++) {
    const started = performance.now();
    let sum = 0;
    for (let i = 0; i < count; i++) sum += run();
    best = Math.min(best, performance.now() - started);
    if (sum !== count * right) throw new Error("a wrong result");
  }
  console.log(`${key} ${((best / count) * scale).toFixed(1)} ${unit}`);
}

measure("clone-small", 20000, 2, () => structuredClone(small).tags.length, "ns", 1e6);
measure("clone-map", 20, 1000, () => structuredClone(map).size, "us", 1e3);
