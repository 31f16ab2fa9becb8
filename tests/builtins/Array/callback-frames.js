// needs: speed
// Callbacks whose frames nest, throw, generate and wait, and functions of other kinds as callbacks.
console.log([1, 2, 3].map((x) => [1, 2].map((y) => [x * y].find((z) => z > 0)).join("+")).join()); // expect: 1+2,2+4,3+6
console.log([1, 2, 3].reduce((sum, x, i, all) => sum + x * all.reduce((a, b) => a + b, 0), 0)); // expect: 36
console.log([1, 2].map(Math.sqrt.bind(null, 9)).join(), [1, 2].map(String).join(), ["a"].map(new Proxy((x) => x + x, {})).join()); // expect: 3,3 1,2 aa
try {
  [1].forEach(class {});
} catch (error) {
  console.log(error.name); // expect: TypeError
}
let depth = 0;
const deep = () => { depth++; [1].forEach(deep); };
try {
  deep();
} catch (error) {
  console.log(error.name, depth > 100); // expect: RangeError true
}
console.log([1, 2, 3].filter(function (x) { return x > this.least; }, { least: 1 }).join()); // expect: 2,3
console.log([1, 2].reduce(function () { "use strict"; return this; }), [1, 2].find(function () { "use strict"; return this === "t"; }, "t")); // expect: undefined 1
const caught = [3, 1, 2].map((x) => { try { return [x].some(() => { throw x; }); } catch (e) { return e; } });
console.log(caught.join()); // expect: 3,1,2
console.log([..."ab"].flatMap((c) => [...(function* () { yield c; yield* [c].map((d) => d + d); })()]).join()); // expect: a,aa,b,bb
new Map([[1, 2]]).forEach((v, k, m) => m.forEach((w) => console.log(k, v, w))); // expect: 1 2 2
new Set([5]).forEach(function (v) { console.log(v, this.t); }, { t: 1 }); // expect: 5 1
console.log(new Uint8Array([1, 2]).reduce((a, b) => a + b), new Uint8Array([1, 2]).reduce((a, b) => a + b, 5), new Uint8Array([4]).map(function (x) { return x * this.n; }, { n: 2 }).join()); // expect: 3 8 8
(async () => console.log((await Promise.all([1, 2].map(async (x) => { await null; return x; }))).join()))(); // expect: 1,2
