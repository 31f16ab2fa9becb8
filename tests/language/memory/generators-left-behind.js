function* g(i) {
  const o = { i };
  yield o;
  yield o.i;
}
const kept = [];
for (let i = 0; i < 5000; i++) {
  const it = g(i);
  it.next();
  if (i % 50 === 0) kept.push(it);
}
console.log(kept.every((it, n) => it.next().value === n * 50), kept.length); // expect: true 100
