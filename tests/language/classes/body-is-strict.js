class A {
  m() {
    undeclared = 1;
  }
}
try {
  new A().m();
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
