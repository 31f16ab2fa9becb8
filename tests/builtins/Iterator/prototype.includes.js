// node: newer than its library
console.log([1, NaN, 3].values().includes(NaN), [1, 0].values().includes(-0), [1].values().includes(2)); // expect: true true false
console.log([1, 2, 1].values().includes(1, 1), [1, 2].values().includes(1, 1), [1].values().includes(1, Infinity)); // expect: true false false
let closed = 0;
const ones = { __proto__: Iterator.prototype, next: () => ({ done: false, value: 1 }), return: () => (closed++, {}) };
console.log(ones.includes(1, 1000), closed); // expect: true 1
for (const skipped of [-1, "1", 0.5, 2 ** 53]) {
  try { ones.includes(1, skipped); } catch (error) { console.log(error.name, closed); }
}
// expect: RangeError 2
// expect: TypeError 3
// expect: TypeError 4
// expect: RangeError 5
