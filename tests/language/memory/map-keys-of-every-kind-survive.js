const map = new Map();
const keys = [];
for (let i = 0; i < 2000; i++) {
  const key = [{ i }, "s" + i, i + 0.25, Symbol(i), i][i % 5];
  keys.push(key);
  map.set(key, { v: i });
}
console.log(keys.every((key, i) => map.get(key).v === i), map.size); // expect: true 2000
