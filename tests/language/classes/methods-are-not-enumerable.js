class A {
  m() {}
  static s() {}
}
console.log(Object.keys(A.prototype).length, Object.keys(A).length); // expect: 0 0
const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(A.prototype, "m");
console.log(writable, enumerable, configurable); // expect: true false true
