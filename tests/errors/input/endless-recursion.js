let depth = 0;
function f() { depth++; return f() + f(); }
for (const g of [f, () => { class A { get x() { return this.x; } } new A().x; }, () => { const a = []; a[0] = a; return [a].flat(Infinity); },
  () => { const p = new Proxy({}, { get: (t, k, r) => r[k] }); p.x; }, () => { let s = { toString() { return "" + s; } }; "" + s; },
  () => JSON.stringify({ toJSON() { return JSON.stringify(this); } }), () => { const o = { [Symbol.iterator]: () => [...o] }; [...o]; }]) {
  try {
    g();
    console.log("returned");
  } catch (error) {
    if (!(error instanceof RangeError)) console.log(error.name);
  }
}
console.log(depth > 1000); // expect: true
