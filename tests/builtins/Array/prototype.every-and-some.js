console.log([1, 2].every((x) => x > 0), [].every(() => false), [1, 2].some((x) => x > 1), [].some(() => true)); // expect: true true true false
let calls = 0;
[, 1].every(() => ++calls);
console.log(calls); // expect: 1
