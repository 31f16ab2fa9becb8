const symbol = Symbol();
const { a, ...rest } = { a: 1, b: 2, [symbol]: 3 };
console.log(Object.keys(rest).join(), rest[symbol]); // expect: b 3
