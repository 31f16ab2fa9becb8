// SPDX-License-Identifier: MIT
// Properties read and written on a million objects, four of each a visit; the
// figure is for one read or write.
function visit(objects) {
  for (let i = 0; i < objects.length; i++) {
    const object = objects[i];
    object.b = object.a;
    object.d = object.c;
    object.a = object.d;
    object.c = object.b;
  }
}

const count = 1000000;
const objects = [];
for (let i = 0; i < count; i++) objects.push({ a: i & 1023, b: 0, c: 1, d: i & 7 });
let best = Infinity;
for (let round = 0; round < 8; round++) {
  const start = performance.now();
  visit(objects);
  best = Math.min(best, performance.now() - start);
}
if (objects[1025].a + objects[1025].c !== 2) throw new Error("wrong result");
console.log("property", (best * 1e6) / (8 * count), "ns");
