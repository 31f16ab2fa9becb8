// SPDX-License-Identifier: MIT
// Sorting: numbers by a function, strings as they are, objects by a key, and what is sorted already.
const size = 100000;
let seed = 1;
const random = () => (seed = (seed * 16807) % 2147483647);
const numbers = Array.from({ length: size }, random);
const strings = numbers.map((n) => "key" + n);
const objects = strings.map((key, index) => ({ key, index }));
const ascending = numbers.slice().sort((a, b) => a - b);

let best = Infinity;
for (let round = 0; round < 5; round++) {
  const start = performance.now();
  const sorted = numbers.slice().sort((a, b) => a - b);
  const words = strings.slice().sort();
  const rows = objects.slice().sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const again = ascending.slice().sort((a, b) => a - b);
  const reversed = ascending.slice().sort((a, b) => b - a);
  best = Math.min(best, performance.now() - start);
  for (let i = 1; i < size; i++) {
    if (sorted[i - 1] > sorted[i] || words[i - 1] > words[i] || rows[i].key !== words[i]) throw new Error("not sorted");
  }
  if (again[0] !== sorted[0] || reversed[0] !== sorted[size - 1]) throw new Error("not sorted");
}
console.log("sort", best, "ms");
