// SPDX-License-Identifier: MIT
// Calls and small integers.
function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

let best = Infinity;
for (let round = 0; round < 5; round++) {
  const start = performance.now();
  const result = fib(32);
  best = Math.min(best, performance.now() - start);
  if (result !== 2178309) throw new Error("fib(32) is not " + result);
}
console.log("fib", best, "ms");
