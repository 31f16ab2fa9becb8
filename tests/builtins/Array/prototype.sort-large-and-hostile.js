const n = 5000;
const a = Array.from({ length: n }, (_, i) => (i * 7919) % n);
a.sort((x, y) => x - y);
console.log(a.every((x, i) => x === i)); // expect: true
console.log([5, 3, 1].sort(() => NaN).length); // expect: 3
try {
  [2, 1].sort("not a function");
} catch (error) {
  console.log(error.name); // expect: TypeError
}
