const base = {};
const make = (v) => {
  const o = Object.create(base);
  o.x = v;
  return o;
};
console.log(Object.hasOwn(make(1), "x"), Object.hasOwn(make(2), "x")); // expect: true true
Object.defineProperty(base, "x", { set(v) { this.caught = v; } });
console.log(make(3).caught); // expect: 3
