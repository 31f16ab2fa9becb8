// needs: speed
// timeout: 120
// node: an older Node lacks some of it
// Recursion without end, and through what: always a RangeError that can be caught.
const cases = {
  plain() { (function f() { f(); })(); },
  getter() { const o = { get x() { return this.x; } }; o.x; },
  setter() { const o = { set x(v) { this.x = v; } }; o.x = 1; },
  proxyGet() { const p = new Proxy({}, { get: (t, k, r) => r[k] }); p.x; },
  proxyHas() { const p = new Proxy({}, { has: (t, k) => k in p }); 'x' in p; },
  proxyProto() { const p = new Proxy({}, { getPrototypeOf() { return Object.getPrototypeOf(p); } }); Object.getPrototypeOf(p); },
  proxyChain() { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x; },
  proxyChainCall() { let p = function(){}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p(); },
  proxyChainNew() { let p = class{}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); new p(); },
  proxyChainKeys() { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); Object.keys(p); },
  proxyChainSet() { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x=1; },
  proxyProtoCycle2() { const t = {}; const p = new Proxy(t, {}); t.__proto__ = Object.create(p); p.nothing; },
  proxyForIn() { const t = {}; const p = new Proxy(t, {}); t.__proto__ = Object.create(p); for (const k in p); },
  proxyInstance() { const t = function(){}; const p = new Proxy(t, {}); t.__proto__ = Object.create(p); ({}) instanceof p; },
  toString() { let s = { toString() { return "" + s; } }; "" + s; },
  valueOf() { let s = { valueOf() { return +s; } }; +s; },
  toPrimitive() { let s = { [Symbol.toPrimitive]() { return `${s}`; } }; `${s}`; },
  jsonToJSON() { JSON.stringify({ toJSON() { return JSON.stringify(this); } }); },
  jsonNew() { JSON.stringify({ toJSON() { return { a: this }; } }); },
  jsonReplacer() { JSON.stringify({}, (k, v) => ({ v })); },
  jsonDeep() { let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; JSON.stringify(o); },
  jsonReviver() { JSON.parse('[1]', function r(k, v) { return JSON.parse('[1]', r); }); },
  sort() { const c = () => { [3, 2, 1].sort(c); return 0; }; [3, 2, 1].sort(c); },
  flat() { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; a.flat(Infinity); },
  flatSelf() { const a = []; a[0] = a; a.flat(Infinity); },
  joinDeep() { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; a.join(); },
  ctor() { class A { constructor() { new A(); } } new A(); },
  derived() { class B { constructor() { new A(); } } class A extends B { constructor() { super(); } } new A(); },
  field() { class A { x = new A(); } new A(); },
  staticBlock() { function f() { class A { static { f(); } } } f(); },
  generator() { function* g() { yield* g(); } [...g()]; },
  generatorDeep() { function* g(n) { if (n) yield* g(n - 1); yield n; } let s = 0; for (const x of g(1e5)) { s += x; if (s > 10) break; } },
  genNext() { function* g() { it2().next(); } const it2 = () => g(); it2().next(); },
  iteratorSpread() { const o = { [Symbol.iterator]: () => [...o] }; [...o]; },
  destructure() { const o = { get a() { const { a } = o; return a; } }; const { a } = o; },
  reflectHuge() { Reflect.construct(Array, { length: 2 ** 32 }); },
  applyLen() { Math.max.apply(null, { length: 2 ** 53 }); },
  evalRec() { (function f() { eval("f()"); })(); },
  replaceRec() { const f = () => "a".replace("a", f); f(); },
  replaceRe() { const f = () => "a".replace(/a/, f); f(); },
  regexpDeep() { new RegExp("(".repeat(1e5) + ")".repeat(1e5)); },
  taggedRec() { function f() { return f``; } f``; },
  symbolSpecies() { const a = []; a.constructor = { get [Symbol.species]() { return a.map(x => x); } }; a.map(x => x); },
  hasInstance() { const o = { get [Symbol.hasInstance]() { return 1 instanceof o; } }; 1 instanceof o; },
  arrayFrom() { const o = { length: 1, get 0() { return Array.from(o); } }; Array.from(o); },
  mapFn() { const f = () => [1].map(f); f(); },
  reduceFn() { const f = () => [1, 2].reduce(f); f(); },
  forEachSet() { const f = () => new Set([1]).forEach(f); f(); },
  mapForEach() { const f = () => new Map([[1, 1]]).forEach(f); f(); },
  typedSort() { const f = () => { new Uint8Array(3).sort(f); return 0; }; f(); },
  clone() { let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; structuredClone(o); },
  defineProp() { const p = new Proxy({}, { defineProperty(t, k, d) { return Reflect.defineProperty(p, k, d); } }); Object.defineProperty(p, 'a', { value: 1 }); },
  ownKeys() { const p = new Proxy({}, { ownKeys() { return Reflect.ownKeys(p); } }); Object.keys(p); },
  accessorStatic() { class A { static get x() { return A.x; } } A.x; },
  privateGet() { class A { get #x() { return this.#x; } y() { return this.#x; } } new A().y(); },
  superRec() { class B { m() { return this.m(); } } class A extends B { m() { return super.m(); } } new A().m(); },
  errToString() { const e = new Error('x'); Object.defineProperty(e, 'message', { get() { return String(e); } }); String(e); },
  setRec() { const s = { size: 1, has: () => new Set([1]).union(s), keys: () => { new Set([1]).union(s); } }; new Set([1]).union(s); },
  iterHelper() { let it = [1].values(); for (let i = 0; i < 1e5; i++) it = it.map(x => x); it.next(); },
  disposables() { const f = new Function("return function f(){ using x = { [Symbol.dispose]: f }; }")(); f(); },
};
for (const [name, run] of Object.entries(cases)) {
  try {
    run();
    console.log(name, "returned");
  } catch (error) {
    if (!(error instanceof RangeError) || error.message !== "Maximum call stack size exceeded") console.log(name, String(error));
  }
}
console.log(Object.keys(cases).length); // expect: 60
