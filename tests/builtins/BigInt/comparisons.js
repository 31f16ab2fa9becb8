console.log(1n == 1, 1n == "1", 1n == "x", 1n == true, 1n === 1, 0n == ""); // expect: true true false true false true
console.log(2n > 1, 1n < 1.5, 1n < NaN, 2n > "1", 1n < "x"); // expect: true true false true false
console.log(9007199254740993n > 9007199254740992, 9007199254740993n == 9007199254740992); // expect: true false
console.log(1n < Infinity, -1n > -Infinity, 10n ** 400n < Infinity); // expect: true true true
console.log([3n, 1, 2n, 0].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join()); // expect: 0,1,2,3
