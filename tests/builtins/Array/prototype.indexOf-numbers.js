// Numbers among many others, in every position of a block, as small integers and as doubles.
const list = Array.from({ length: 100 }, (_, i) => (i % 7 === 0 ? "s" + i : i % 5 === 0 ? i + 0.5 : i));
let wrong = 0;
for (let i = 0; i < list.length; i++) if (list.indexOf(list[i]) !== i || !list.includes(list[i])) wrong++;
console.log(wrong, list.indexOf(1000), list.indexOf(7), list.indexOf(-0), list.indexOf(2 ** 31), list.indexOf(3, 4)); // expect: 0 -1 -1 -1 -1 -1
const zeros = new Array(40).fill("x");
zeros[33] = -0;
zeros[35] = 2 ** 31;
zeros[36] = -(2 ** 30);
console.log(zeros.indexOf(0), zeros.indexOf(2147483648), zeros.indexOf(-1073741824), zeros.indexOf(NaN), zeros.indexOf(33)); // expect: 33 35 36 -1 -1
