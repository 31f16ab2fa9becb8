// needs: speed
const kept = new Map();
for (let i = 0; i < 300000; i++) {
  const o = { i, list: [i, i + 0.5, "s" + i] };
  if (i % 1000 === 0) kept.set("k" + i, o);
}
let sum = 0;
for (const [key, o] of kept) sum += o.list[1] + (key === "k" + o.i) + (o.list[2] === "s" + o.i);
console.log(kept.size, sum); // expect: 300 44850750
