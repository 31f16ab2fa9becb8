// SPDX-License-Identifier: MIT
// measure(key, count, right, run, unit, scale): calls run(i) `count` times; prints what one call takes, in the best of
// some rounds. Each call must add `right` to the sum, on average; scale: units in a millisecond.
export function measure(key, count, right, run, unit = "ns", scale = 1e6) {
  let best = Infinity;
  for (let round = 0; round < 10; round++) {
    const started = performance.now();
    let sum = 0;
    for (let i = 0; i < count; i++) sum += run(i);
    best = Math.min(best, performance.now() - started);
    if (sum !== count * right) throw new Error("a wrong result");
  }
  console.log(`${key} ${((best / count) * scale).toFixed(1)} ${unit}`);
}
