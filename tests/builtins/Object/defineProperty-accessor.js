const o = {};
Object.defineProperty(o, "x", { get: () => 5, configurable: true });
console.log(o.x); // expect: 5
Object.defineProperty(o, "x", { value: 6, writable: true });
o.x++;
console.log(o.x); // expect: 7
try {
  Object.defineProperty(o, "y", { get() {}, value: 1 });
} catch (error) {
  console.log(error.name); // expect: TypeError
}
