let ok = true;
const seen = new Set();
for (let i = 0; i < 1000; i++) {
  const r = Math.random();
  ok &&= r >= 0 && r < 1;
  seen.add(r);
}
console.log(ok, seen.size > 990); // expect: true true
