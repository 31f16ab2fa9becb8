class Counter {
  #count = 0;
  increment() {
    this.#count++;
    this.#count += 10;
    return this.#count;
  }
}
const counter = new Counter();
console.log(counter.increment(), counter.increment()); // expect: 11 22
console.log(Object.keys(counter).length); // expect: 0
