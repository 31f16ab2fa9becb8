// needs: speed
const map = new Map();
for (let i = 0; i < 20000; i++) map.set("k" + i, i).set(i, -i).set(i + 0.5, 1);
for (let i = 0; i < 20000; i += 2) map.delete("k" + i);
console.log(map.size, map.get("k19999"), map.get("k2"), map.get(777), map.get(7.5)); // expect: 50000 19999 undefined -777 1
