class A {
  #x = 1;
  static read(other) {
    return other.#x;
  }
}
try {
  A.read({});
} catch (error) {
  console.log(error instanceof TypeError); // expect: true
}
