const p = new Proxy({ a: 1 }, {
  get: (t, k, r) => (k in t ? Reflect.get(t, k, r) : "no " + String(k)),
  set(t, k, v) { t[k] = v * 2; return true; },
});
p.b = 5;
console.log(p.a, p.b, p.zzz); // expect: 1 10 no zzz
