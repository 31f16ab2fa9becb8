class Sub extends Array {
  static get [Symbol.species]() {
    return Array;
  }
}
const sub = new Sub(1, 2, 3);
console.log(sub.map((x) => x) instanceof Sub, sub instanceof Sub, sub.toSorted() instanceof Sub); // expect: false true false
