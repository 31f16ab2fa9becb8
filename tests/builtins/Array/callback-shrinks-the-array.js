const a = [1, 2, 3, 4];
const seen = [];
a.forEach((x) => {
  seen.push(x);
  a.length = 2;
});
console.log(seen.join()); // expect: 1,2
const b = [1, 2, 3];
console.log(b.map(() => b.pop()).length, b.length); // expect: 3 1
