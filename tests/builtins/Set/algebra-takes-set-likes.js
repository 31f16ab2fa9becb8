const like = { size: 2, has: (x) => x > 1, keys: () => [2, 3][Symbol.iterator]() };
console.log([...new Set([1, 2]).intersection(like)].join()); // expect: 2
try {
  new Set().union([1]);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
