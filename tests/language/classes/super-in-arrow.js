class A {
  value() {
    return 1;
  }
}
class B extends A {
  constructor() {
    const init = () => super();
    init();
    this.get = () => super.value() + 1;
  }
}
console.log(new B().get()); // expect: 2
