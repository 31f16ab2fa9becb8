const sum = (...numbers) => numbers.reduce((a, b) => a + b, 0);
console.log(sum(1, ...[2, 3], ..."", ...new Set([4]), 5)); // expect: 15
