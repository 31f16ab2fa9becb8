class A {}
class B extends A {
  constructor() {
    this.x = 1;
    super();
  }
}
try {
  new B();
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
