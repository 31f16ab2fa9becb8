class A {
  #x = null;
  run() {
    this.#x ??= 5;
    this.#x &&= this.#x + 1;
    return this.#x;
  }
}
console.log(new A().run()); // expect: 6
