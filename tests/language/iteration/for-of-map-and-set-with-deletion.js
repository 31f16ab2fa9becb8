const set = new Set([1, 2, 3]);
const seen = [];
for (const x of set) {
  seen.push(x);
  set.delete(2);
  if (x === 1) set.add(4);
}
console.log(seen.join()); // expect: 1,3,4
