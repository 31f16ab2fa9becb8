let reads = 0;
const iterator = {
  n: 0,
  get next() {
    reads++;
    return () => ({ value: this.n++, done: this.n > 3 });
  },
  [Symbol.iterator]() { return this; },
};
console.log([...iterator].length, reads); // expect: 3 1
