class A {
  #m() {}
  break() {
    this.#m = 1;
  }
}
try {
  new A().break();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
