class A {
  x = 1;
  constructor() {
    console.log(this.x); // expect: 1
  }
}
class B extends A {
  y = 2;
  constructor() {
    super();
    console.log(this.y); // expect: 2
  }
}
new B();
