class A {
  set x(v) {
    this.stored = "A" + v;
  }
}
class B extends A {
  set x(v) {
    super.x = v + "!";
  }
}
const b = new B();
b.x = 1;
console.log(b.stored); // expect: A1!
