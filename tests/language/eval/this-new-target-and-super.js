class A {
  v() {
    return "A";
  }
}
class B extends A {
  v() {
    return eval("super.v() + this.tag");
  }
  tag = eval("'!'");
}
console.log(new B().v()); // expect: A!
function F() {
  return eval("new.target === F");
}
console.log(new (function () { this.ok = eval("new.target !== undefined"); })().ok); // expect: true
