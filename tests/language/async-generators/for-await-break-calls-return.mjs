const iterable = {
  [Symbol.asyncIterator]: () => ({
    n: 0,
    async next() {
      return { value: this.n++, done: false };
    },
    async return() {
      await null;
      console.log("returned"); // expect: returned
      return {};
    },
  }),
};
for await (const x of iterable) if (x === 2) break;
console.log("after"); // expect: after
