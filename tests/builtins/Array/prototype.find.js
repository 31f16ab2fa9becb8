const a = [5, 12, , 8];
console.log(a.find((x) => x > 6), a.findIndex((x) => x > 6), a.findLast((x) => x > 6), a.findLastIndex((x) => x === undefined)); // expect: 12 1 8 2
console.log(a.find(() => false), a.findIndex(() => false)); // expect: undefined -1
