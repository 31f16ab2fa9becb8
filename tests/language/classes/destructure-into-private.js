class A {
  #x;
  set(values) {
    [this.#x] = values;
    ({ y: this.#x = this.#x } = values);
    return this.#x;
  }
}
console.log(new A().set([9])); // expect: 9
