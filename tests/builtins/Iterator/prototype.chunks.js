// node: newer than its library
const of = (...values) => values.values();
const show = (iterator) => console.log(JSON.stringify([...iterator]));
show(of(1, 2, 3, 4, 5).chunks(2)); // expect: [[1,2],[3,4],[5]]
show(of(1, 2, 3, 4).chunks(2)); // expect: [[1,2],[3,4]]
show(of(1.5, "a", {}).chunks(2 ** 32 - 1)); // expect: [[1.5,"a",{}]]
show(of().chunks(3)); // expect: []
show(of(1, 2, 3, 4).windows(2)); // expect: [[1,2],[2,3],[3,4]]
show(of(1, 2).windows(3)); // expect: []
show(of(1, 2).windows(3, "allow-partial")); // expect: [[1,2]]
show(of(1, 2, 3).windows(3, "allow-partial")); // expect: [[1,2,3]]
show(of().windows(3, "allow-partial")); // expect: []
// What is given belongs to whoever got it.
const windows = of(1, 2, 3).windows(2), first = windows.next().value;
first.length = 0;
show(windows); // expect: [[2,3]]
// The underlying iterator is closed, but not after its end, and not twice.
let closed = 0;
const underlying = (n) => ({ __proto__: Iterator.prototype, next: () => ({ done: !n--, value: n }), return: () => (closed++, {}) });
let chunks = underlying(3).chunks(2);
chunks.next();
chunks.return();
chunks.return();
console.log(closed); // expect: 1
chunks = underlying(3).chunks(2);
chunks.next();
chunks.next();
chunks.return();
console.log(closed, chunks.next().done); // expect: 1 true
for (const f of [(i) => i.chunks(0), (i) => i.chunks("1"), (i) => i.windows(1.5), (i) => i.windows(1, null)]) {
  try { f(underlying(1)); } catch (error) { console.log(error.name, error.message, closed); }
}
// expect: RangeError Invalid size: 0 2
// expect: TypeError "1" is not an integer 3
// expect: TypeError 1.5 is not an integer 4
// expect: TypeError Invalid argument: null 5
