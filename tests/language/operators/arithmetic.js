console.log(7 % 3, -7 % 3, 7 % -3, 5.5 % 2, 2 ** 10, (-2) ** 3, 2 ** -1); // expect: 1 -1 1 1.5 1024 -8 0.5
console.log(1 / 0, -1 / 0, 0 / 0, Object.is(-0, 0 * -1)); // expect: Infinity -Infinity NaN true
console.log(0.1 + 0.2, 1e21 + 1, 2 ** 53 + 1); // expect: 0.30000000000000004 1e+21 9007199254740992
