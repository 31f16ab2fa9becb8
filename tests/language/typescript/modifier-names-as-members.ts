class A {
  declare = 1; abstract = 2; readonly = 3; public = 4; static = 5; get = 6; set = 7; async = 8; override = 9; accessor_ = 10;
  type() { return this.declare + this.readonly; }
  private() { return "private"; }
}
console.log(new A().type(), new A().private(), new A().override); // expect: 4 private 9
