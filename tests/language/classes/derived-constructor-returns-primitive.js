class A {}
class B extends A {
  constructor() {
    super();
    return 1;
  }
}
try {
  new B();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
