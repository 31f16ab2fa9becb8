class Ids {
  static #last = 0;
  static #bump() {
    return ++Ids.#last;
  }
  static next() {
    return this.#bump();
  }
}
Ids.next();
console.log(Ids.next()); // expect: 2
