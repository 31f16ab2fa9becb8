class P { constructor() { this.own = 1; } get inherited() { return 2; } }
const p = structuredClone(new P());
console.log(p instanceof P, p.own, p.inherited); // expect: false 1 undefined
console.log(structuredClone("s"), structuredClone(1n), structuredClone(null)); // expect: s 1n null
const s = structuredClone(new String("abc"));
console.log(typeof s, s.length, s instanceof String); // expect: object 3 true
console.log(structuredClone(Object.assign([1], { x: 2 })).x); // expect: 2
console.log(Object.keys(structuredClone({ get computed() { return 5; } }))); // expect: [ 'computed' ]
const e = structuredClone(new RangeError("wide", { cause: { why: 1 } }));
console.log(e instanceof RangeError, e.message, e.cause.why); // expect: true wide 1
class Custom extends Error { get name() { return "Custom"; } }
console.log(Object.getPrototypeOf(structuredClone(new Custom("m"))) === Error.prototype); // expect: true
