let rope = "";
for (let i = 0; i < 10000; i++) rope += i % 10;
console.log(rope.length, rope[9999], rope.slice(4990, 5010), rope.indexOf("90123456789", 9000)); // expect: 10000 9 01234567890123456789 9009
let left = "";
for (let i = 0; i < 1000; i++) left = "é" + left + "€";
console.log(left.length, left[999], left[1000], left === "é".repeat(1000) + "€".repeat(1000)); // expect: 2000 é € true
const part = rope.slice(10, 5000);
console.log({ [part.slice(0, 3)]: 1 }["012"]); // expect: 1
