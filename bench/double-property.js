// SPDX-License-Identifier: MIT
// A property that holds a number with a fraction, updated in place.
function add(object, count) {
  for (let i = 0; i < count; i++) object.a += 0.5;
}

const count = 2000000;
const object = { a: 0.25 };
let best = Infinity;
for (let round = 0; round < 7; round++) {
  const start = performance.now();
  add(object, count);
  best = Math.min(best, performance.now() - start);
}
if (object.a !== 0.25 + 7 * 0.5 * count) throw new Error("wrong result");
console.log("double-property", (best * 1e6) / count, "ns");
