const iterable = {
  [Symbol.iterator]: () => ({
    next: () => ({ value: 1, done: false }),
    return() {
      console.log("closed"); // expect: closed
      return {};
    },
  }),
};
try {
  [null.x] = iterable;
} catch (error) {
  console.log(error.name); // expect: TypeError
}
