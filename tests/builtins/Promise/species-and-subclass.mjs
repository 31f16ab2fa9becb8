class Sub extends Promise {
  static get [Symbol.species]() {
    return Promise;
  }
}
const sub = new Sub((r) => r(1));
console.log(sub instanceof Sub, sub.then() instanceof Sub, await sub); // expect: true false 1
