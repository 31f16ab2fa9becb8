const iterable = {
  [Symbol.iterator]() {
    return {
      next: () => ({ done: true }),
      return() {
        console.log("must not be called");
        return {};
      },
    };
  },
};
const [a, ...rest] = iterable;
console.log(a, rest.length); // expect: undefined 0
