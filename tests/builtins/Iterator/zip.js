// node: newer than its library
const show = (iterator) => console.log(JSON.stringify([...iterator]));
show(Iterator.zip([[1, 2, 3], ["a", "b"]])); // expect: [[1,"a"],[2,"b"]]
show(Iterator.zip([[1, 2, 3], ["a"]], { mode: "longest" })); // expect: [[1,"a"],[2,null],[3,null]]
show(Iterator.zip([[1, 2], [3], []], { mode: "longest", padding: ["x", "y"] })); // expect: [[1,3,null],[2,"y",null]]
show(Iterator.zip([[1, 2], new Set([3, 4])], { mode: "strict" })); // expect: [[1,3],[2,4]]
show(Iterator.zip([])); // expect: []
show(Iterator.zipKeyed({ a: [1, 2], b: undefined, c: [3] }, { mode: "longest", padding: { c: 0 } })); // expect: [{"a":1,"c":3},{"a":2,"c":0}]
console.log(Object.getPrototypeOf(Iterator.zipKeyed({ a: [1] }).next().value)); // expect: null
const log = [];
const source = (name, n) => ({ __proto__: Iterator.prototype, next: () => ({ done: !n--, value: n }), return: () => (log.push(name), {}) });
for (const sources of [[source("a", 1), source("b", 2)], [source("c", 2), source("d", 1)]]) {
  try { Iterator.zip(sources, { mode: "strict" }).toArray(); } catch (error) { console.log(error.name, log.splice(0).join() || "-"); }
}
// expect: TypeError b
// expect: TypeError c
Iterator.zip([source("a", 1), source("b", 1), source("c", 1)]).return();
console.log(log.splice(0).join()); // expect: c,b,a
for (const f of [() => Iterator.zip(1), () => Iterator.zip([], 1), () => Iterator.zip([], { mode: "other" }), () => Iterator.zip([source("a", 1), "text"])]) {
  try { f(); } catch (error) { console.log(error.name, log.splice(0).join() || "-"); }
}
// expect: TypeError -
// expect: TypeError -
// expect: TypeError -
// expect: TypeError a
