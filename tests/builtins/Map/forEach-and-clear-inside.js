const map = new Map([[1, 1], [2, 2]]);
const seen = [];
map.forEach((v, k, m) => {
  seen.push(k);
  m.clear();
  if (seen.length < 3) m.set(k + 10, 0);
});
console.log(seen.join()); // expect: 1,11,21
