// needs: memory-limit
// flags: --memory-limit 24
// timeout: 90
// node: it ends there
// Whatever fills the memory ends in a RangeError, after which the program goes on.
// What the test itself needs is there before: the error may be caught while the C stack still holds what filled the memory.
const { log } = console, { exit } = process;
const messages = ["Out of memory", "Array buffer allocation failed"];
const kinds = {
  strings() { let a = []; for (let i = 0; ; i++) a.push(("x" + i).repeat(50).toUpperCase()); },
  ropes() { let s = ""; for (;;) s += "abc" + s.length; },
  flat() { let s = "ab"; for (;;) { s += s; s.charCodeAt(1); } },
  slices() { const s = "abcdefghijklmnopqrstuvwxyz".repeat(10), a = []; for (let i = 0; ; i++) a.push(s.slice(i % 20, 100 + i % 100)); },
  symbols() { const a = []; for (;;) a.push(Symbol("x")); },
  symbolFor() { const a = []; for (let i = 0; ; i++) a.push(Symbol.for("x" + i)); },
  arrays() { const a = []; for (;;) a.push([1, 2, 3]); },
  bigArray() { const a = []; for (;;) a.push(0); },
  doubles() { const a = []; for (;;) a.push(0.5); },
  boxes() { const a = []; for (;;) a.push({ x: 0.5 }); },
  mixed() { const a = [{}]; for (;;) a.push(0.5); },
  fill() { new Array(1e8).fill(0); },
  fillObj() { new Array(1e8).fill({}); },
  sparse() { const a = []; for (let i = 0; ; i++) a[i * 1000] = i; },
  objects() { const a = []; for (;;) a.push({}); },
  dictionary() { const o = {}; for (let i = 0; ; i++) o["k" + i] = i; },
  shapes() { const a = []; for (let i = 0; ; i++) a.push({ ["k" + i]: 1 }); },
  maps() { const m = new Map; for (let i = 0; ; i++) m.set(i, {}); },
  sets() { const m = new Set; for (let i = 0; ; i++) m.add("k" + i); },
  weakmaps() { const m = new WeakMap, a = []; for (let i = 0; ; i++) { const k = {}; a.push(k); m.set(k, 1); } },
  manyMaps() { const a = []; for (;;) a.push(new Map([[1, 2]])); },
  weakrefs() { const a = []; for (;;) a.push(new WeakRef({})); },
  buffers() { const a = []; for (;;) a.push(new ArrayBuffer(100000)); },
  buffersBig() { const a = []; for (;;) a.push(new Uint8Array(1e7)); },
  smallBuffers() { const a = []; for (;;) a.push(new Uint8Array(8)); },
  resizable() { const b = new ArrayBuffer(0, { maxByteLength: 1e9 }); for (let i = 0; ; i += 1e5) b.resize(i); },
  closures() { const a = []; for (let i = 0; ; i++) a.push(() => i); },
  bound() { const a = []; for (let i = 0; ; i++) a.push(a.push.bind(a, i)); },
  promises() { const a = []; for (;;) a.push(new Promise(() => {})); },
  resolved() { const a = []; for (;;) a.push(Promise.resolve(a.length)); },
  thens() { const p = new Promise(() => {}); for (;;) p.then(() => {}); },
  generators() { const a = []; function* g() { yield 1; } for (;;) { const i = g(); i.next(); a.push(i); } },
  bigints() { let b = 3n; for (;;) b = b * b; },
  bigintList() { const a = []; for (let i = 1n; ; i++) a.push(i << 1000n); },
  regexps() { const a = []; for (let i = 0; ; i++) a.push(new RegExp("a" + i)); },
  regexpMatch() { const a = []; const s = "ab".repeat(1000); for (;;) a.push(s.match(/./g)); },
  regexpBacktrack() { /^(?:(a)|(b)|c)*$/.test("abc".repeat(2e7)); },
  errors() { const a = []; for (;;) a.push(new Error("x")); },
  proxies() { const a = []; for (;;) a.push(new Proxy({}, {})); },
  dates() { const a = []; for (;;) a.push(new Date(0)); },
  spread() { let a = [1]; for (;;) a = [...a, ...a]; },
  concat() { let a = [1]; for (;;) a = a.concat(a); },
  join() { const a = new Array(1000).fill("x".repeat(1e5)); a.join(); },
  split() { "a,".repeat(1e7).split(","); },
  jsonParse() { JSON.parse("[" + "1,".repeat(1e7) + "1]"); },
  clone() { let a = [1, 2, 3]; const all = []; for (;;) all.push(structuredClone(a)); },
  iter() { const a = []; for (;;) a.push([1].values().map(x => x)); },
  args() { const a = []; (function () { for (;;) a.push((function () { return arguments; })(1, 2, 3)); })(); },
  fromAsync() { Array.from({ length: 1e8 }, () => ({})); },
  sort() { const a = []; for (let i = 0; i < 3e5; i++) a.push({ i }); for (const all = [];;) all.push(a.toSorted((x, y) => x.i - y.i)); },
  stack() { const a = []; function f() { a.push(new Array(1000).fill(1)); f(); } f(); },
  groupBy() { Object.groupBy({ *[Symbol.iterator]() { for (let i = 0; ; i++) yield i; } }, i => i); },
  utf16() { const a = []; for (let i = 0; ; i++) a.push("\u4000".repeat(1000 + i % 10)); },
  norm() { const a = []; for (let i = 0; ; i++) a.push(encodeURIComponent("\u4000".repeat(1000))); },
  disposables() { const s = new DisposableStack; for (;;) s.defer(() => {}); },
  inspect() { const a = []; for (let i = 0; i < 1e5; i++) a.push("x".repeat(50)); const out = []; for (;;) out.push(String(a)); },
};
for (const [name, run] of Object.entries(kinds)) {
  try {
    run();
    log(name, "returned");
  } catch (error) {
    if (!(error instanceof RangeError) || !messages.includes(error.message)) log(name, String(error));
  }
}
log(Object.keys(kinds).length); // expect: 56
exit();
