const fs = [];
for (const x of [1, 2]) {
  let y = x * 10;
  fs.push(() => ++y + x);
}
console.log(fs[0](), fs[0](), fs[1]()); // expect: 12 13 23
