const o = Object.setPrototypeOf({ a: 1 }, { b: 2 });
console.log(o.b, Object.getPrototypeOf(o).b); // expect: 2 2
const p = {};
try {
  Object.setPrototypeOf(Object.setPrototypeOf(p, o), null);
  Object.setPrototypeOf(o, p);
  Object.setPrototypeOf(p, o);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
