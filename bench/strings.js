// SPDX-License-Identifier: MIT
// Text put together piece by piece, and taken apart and put together again.
const pieces = 200000;

function build() {
  let text = "";
  for (let i = 0; i < pieces; i++) text += `item ${i}, `;
  return text;
}

function best(work, expected) {
  let least = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    const result = work();
    const length = result.charCodeAt(result.length - 1) && result.length; // no rope is left
    least = Math.min(least, performance.now() - start);
    if (length !== expected) throw new Error(`${length} is not ${expected}`);
  }
  return least;
}

const text = build();
console.log("string-build", best(build, text.length), "ms");
console.log("split-join", best(() => text.split(", ").join("; "), text.length), "ms");
