// A comparison function that subtracts is not called for two numbers; for all else it is, and must be.
const subtract = (a, b) => a - b;
console.log([3, 1, 2.5, -0, 0, -1e21].sort(subtract).map((x) => (Object.is(x, -0) ? "-0" : x)).join()); // expect: -1e+21,-0,0,1,2.5,3
console.log([3, 1, 2].sort((a, b) => b - a).join(), [3, 1, 2].toSorted(function (a, b) { return a - b; }).join()); // expect: 3,2,1 1,2,3
console.log([2, NaN, 1].sort(subtract).join()); // expect: 2,NaN,1
console.log(["10", "9", 8, { valueOf: () => 7, toString: () => "seven" }].sort(subtract).join()); // expect: seven,8,9,10
const seen = [];
[{ valueOf() { seen.push("a"); return 2; } }, { valueOf() { seen.push("b"); return 1; } }].sort(subtract);
console.log(seen.sort().join()); // expect: a,b
try {
  [1n, 2].sort(subtract);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
console.log([3n, 1n, 2n].sort((a, b) => Number(a - b)).join()); // expect: 1,2,3
try {
  [3n, 1n].sort(subtract);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
console.log([1, 2, 3].sort((a, b) => a - a).join(), [1, 2, 3].sort((a) => a - 2).join(), [1, 2].sort((a, b, c) => b - c).join()); // expect: 1,2,3 1,2,3 1,2
const stable = Array.from({ length: 300 }, (_, i) => ({ key: i % 3, i }));
console.log(stable.sort((a, b) => a.key - b.key).every((x, i, all) => i === 0 || all[i - 1].key < x.key || all[i - 1].i < x.i)); // expect: true
console.log(["b", "ab", "a", "é", "日", "a\u0000", ""].sort().map(escape).join()); // expect: ,a,a%00,ab,b,%E9,%u65E5
