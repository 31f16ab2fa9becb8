const { length, [1]: second } = "héllo";
const [x, y] = "ab";
const { toFixed } = 5;
console.log(length, second, x, y, typeof toFixed); // expect: 5 é a b function
