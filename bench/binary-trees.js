// SPDX-License-Identifier: MIT
// Binary trees of depth up to 16: allocation with a collector at work.
function make(depth) {
  return depth === 0 ? { left: null, right: null } : { left: make(depth - 1), right: make(depth - 1) };
}

function check(tree) {
  return tree.left === null ? 1 : 1 + check(tree.left) + check(tree.right);
}

function run(depth) {
  check(make(depth + 1));
  const longLived = make(depth);
  let nodes = 0;
  for (let d = 4; d <= depth; d += 4) {
    const count = 1 << (depth - d + 4);
    for (let i = 0; i < count; i++) nodes += check(make(d));
  }
  return nodes + check(longLived);
}

let best = Infinity;
for (let round = 0; round < 3; round++) {
  const start = performance.now();
  if (run(16) !== 8449775) throw new Error("wrong result");
  best = Math.min(best, performance.now() - start);
}
console.log("binary-trees", best, "ms");
