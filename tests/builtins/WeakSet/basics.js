const o = {};
const weak = new WeakSet([o]);
console.log(weak.has(o), weak.delete(o), weak.has(o), weak.has(1)); // expect: true true false false
