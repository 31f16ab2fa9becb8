class Box {
  #inner = 1;
  get #value() {
    return this.#inner;
  }
  set #value(v) {
    this.#inner = v * 2;
  }
  twice() {
    this.#value = 21;
    return this.#value;
  }
}
console.log(new Box().twice()); // expect: 42
