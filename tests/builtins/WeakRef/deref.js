const o = { n: 1 };
const ref = new WeakRef(o);
console.log(ref.deref() === o); // expect: true
console.log(Object.prototype.toString.call(ref)); // expect: [object WeakRef]
for (const f of [() => new WeakRef(1), () => new WeakRef(Symbol.for("a")), () => WeakRef({})]) {
  try { f(); } catch (error) { console.log(error.message); }
}
// expect: WeakRef: invalid target
// expect: WeakRef: invalid target
// expect: Constructor WeakRef requires 'new'
