// SPDX-License-Identifier: MIT
// Numbers of a million digits: their product, and its printing.
function digits(count, seed) {
  let text = "7";
  for (let x = seed; text.length < count;) {
    x = (x * 16807) % 2147483647;
    text += x;
  }
  return text.slice(0, count);
}

const a = BigInt(digits(1e6, 1));
const b = BigInt(digits(1e6, 2));
let product = Infinity;
let print = Infinity;
for (let round = 0; round < 3; round++) {
  let start = performance.now();
  const c = a * b;
  product = Math.min(product, performance.now() - start);
  start = performance.now();
  const text = c.toString();
  print = Math.min(print, performance.now() - start);
  if (text.length !== 2e6 && text.length !== 2e6 - 1) throw new Error(text.length + " digits");
  if (c % 1000003n !== ((a % 1000003n) * (b % 1000003n)) % 1000003n) throw new Error("not the product");
}
console.log("bigint-product", product, "ms");
console.log("bigint-print", print, "ms");
