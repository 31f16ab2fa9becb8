const map = new Map([[1, "a"], [2, "b"], [3, "c"]]);
const seen = [];
for (const [k] of map) {
  seen.push(k);
  if (seen.length === 1) map.delete(1), map.delete(2), map.set(4, "d"), map.set(1, "again");
}
console.log(seen.join()); // expect: 1,3,4,1
