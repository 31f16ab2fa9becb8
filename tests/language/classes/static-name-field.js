class A {
  static name = "own";
}
console.log(A.name); // expect: own
