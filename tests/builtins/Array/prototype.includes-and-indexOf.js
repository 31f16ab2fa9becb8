console.log([NaN].includes(NaN), [NaN].indexOf(NaN), [, 1].includes(undefined), [, 1].indexOf(undefined)); // expect: true -1 true -1
console.log([1, 2, 1].indexOf(1, 1), [1, 2, 1].lastIndexOf(1, -2), [1, 2].indexOf("1"), [-0].includes(0)); // expect: 2 0 -1 true
