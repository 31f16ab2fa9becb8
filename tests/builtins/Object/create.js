const o = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } });
console.log(o.inherited, o.own, Object.keys(o).join()); // expect: 1 2 own
console.log(Object.getPrototypeOf(Object.create(null))); // expect: null
try {
  Object.create(1);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
