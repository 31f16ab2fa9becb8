// node: newer than its library
console.log(["one", null, "two", undefined, 3].values().join(), [].values().join() === ""); // expect: one,,two,,3 true
console.log(new Set("abc").values().join("").length, [1, 2].values().join(null), "ab"[Symbol.iterator]().map((c) => c + c).join(" + ")); // expect: 3 1null2 aa + bb
let closed = 0;
const endless = (value) => ({ __proto__: Iterator.prototype, next: () => ({ done: false, value }), return: () => (closed++, {}) });
const bad = { toString() { throw new EvalError(); } };
for (const [iterator, separator] of [[endless(bad)], [endless(1), bad], [endless("x".repeat(2 ** 24))]]) {
  try { iterator.join(separator); } catch (error) { console.log(error.name, closed); }
}
// expect: EvalError 1
// expect: EvalError 2
// expect: RangeError 3
try { Iterator.prototype.join.call("ab"); } catch (error) { console.log(error.name, Iterator.prototype.join.length); } // expect: TypeError 1
