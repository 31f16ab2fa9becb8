const iterable = {
  [Symbol.iterator]() {
    return {
      next: () => ({ value: 1, done: false }),
      return() {
        console.log("closed"); // expect: closed
        return {};
      },
    };
  },
};
const [a, b] = iterable;
console.log(a + b); // expect: 2
