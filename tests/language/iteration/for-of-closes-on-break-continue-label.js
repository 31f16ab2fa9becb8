const make = (name) => ({
  [Symbol.iterator]: () => ({
    next: () => ({ value: 1, done: false }),
    return() {
      console.log("close", name);
      return {};
    },
  }),
});
outer: for (const a of make("outer")) {
  for (const b of make("inner")) {
    break outer;
  }
}
// expect: close inner
// expect: close outer
