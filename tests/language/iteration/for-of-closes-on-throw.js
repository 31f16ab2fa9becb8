const iterable = {
  [Symbol.iterator]: () => ({
    next: () => ({ value: 1, done: false }),
    return() {
      console.log("closed"); // expect: closed
      throw new Error("ignored");
    },
  }),
};
try {
  for (const x of iterable) throw new Error("kept");
} catch (error) {
  console.log(error.message); // expect: kept
}
