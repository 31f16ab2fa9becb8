const weak = new WeakMap();
let key = {};
const first = key;
for (let i = 0; i < 1000; i++) {
  const next = { i };
  weak.set(key, next);
  key = next;
}
let at = first, steps = 0;
while ((at = weak.get(at))) steps++;
console.log(steps); // expect: 1000
