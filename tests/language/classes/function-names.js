class A {
  method() {}
  get value() {
    return 0;
  }
  static #hidden() {}
  static name2() {
    return A.#hidden.name;
  }
  [Symbol("sym")]() {}
  field = () => {};
}
console.log(A.prototype.method.name, A.name2()); // expect: method #hidden
console.log(Object.getOwnPropertyDescriptor(A.prototype, "value").get.name); // expect: get value
const [symbol] = Object.getOwnPropertySymbols(A.prototype);
console.log(A.prototype[symbol].name, new A().field.name); // expect: [sym] field
