function f(a, b, c = 1, d) {}
const g = (a, ...b) => {};
const o = { m() {}, get x() { return 1; }, ["k" + 1]: () => {} };
console.log(f.length, g.length, f.name, g.name, o.m.name, o.k1.name); // expect: 2 1 f g m k1
console.log((() => {}).name === "", new Function("a", "b", "").length); // expect: true 2
