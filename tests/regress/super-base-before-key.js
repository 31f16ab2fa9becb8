// node: V8 converts the key before it looks for the prototype
const first = { p: "first" }, second = { p: "second" };
const o = {
  __proto__: first,
  read() { return super[key]; },
  call() { return super[key]?.call; },
  write() { super[key] = "written"; },
  add() { return super[key] += "!"; },
  increment() { return super[key]++; },
};
let conversions = 0;
const key = { toString() { conversions++; Object.setPrototypeOf(o, second); return "p"; } };
function fresh() { conversions = 0; Object.setPrototypeOf(o, first); delete o.p; }
fresh(); console.log(o.read(), conversions); // expect: first 1
fresh(); console.log(o.call(), conversions); // expect: undefined 1
fresh(); o.write(); console.log(o.p, conversions); // expect: written 1
fresh(); console.log(o.add(), conversions); // expect: first! 1
fresh(); console.log(o.increment(), conversions); // expect: NaN 1
const orphan = {
  __proto__: null,
  read() { return super[key]; },
  write() { super[key] = 1; },
  add() { super[key] += 1; },
};
conversions = 0;
for (const name of ["read", "write", "add"]) {
  try { orphan[name](); } catch (error) { console.log(error.name, conversions); }
}
// expect: TypeError 0
// expect: TypeError 0
// expect: TypeError 0
