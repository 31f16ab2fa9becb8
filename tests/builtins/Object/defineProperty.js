const o = {};
Object.defineProperty(o, "fixed", { value: 1 });
o.fixed = 2;
console.log(o.fixed, Object.keys(o).length); // expect: 1 0
try {
  Object.defineProperty(o, "fixed", { value: 3 });
} catch (error) {
  console.log(error.name, error.message); // expect: TypeError Cannot redefine property: fixed
}
