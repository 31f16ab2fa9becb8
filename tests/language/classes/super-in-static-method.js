class A {
  static who() {
    return "A" + this.tag;
  }
}
class B extends A {
  static tag = "b";
  static who() {
    return super.who();
  }
}
console.log(B.who()); // expect: Ab
