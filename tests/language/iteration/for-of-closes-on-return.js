function find(iterable) {
  for (const x of iterable) return x;
}
const it = {
  [Symbol.iterator]() { return this; },
  next: () => ({ value: "found", done: false }),
  return: () => (console.log("closed"), {}), // expect: closed
};
console.log(find(it)); // expect: found
