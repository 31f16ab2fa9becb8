class A {
  static change() {
    A = 1;
  }
}
try {
  A.change();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
A = 2;
console.log(A); // expect: 2
