class A {
  constructor(...values) {
    this.values = values;
  }
}
class B extends A {}
console.log(new B(1, 2, 3).values.join("-")); // expect: 1-2-3
