class A {
  constructor() {
    return { other: true };
  }
}
class B extends A {
  field = "on the returned object";
}
console.log(new B().other, new B().field); // expect: true on the returned object
