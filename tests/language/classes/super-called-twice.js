class A {}
class B extends A {
  constructor() {
    super();
    try {
      super();
    } catch (error) {
      console.log(error.name); // expect: ReferenceError
    }
  }
}
new B();
