"use strict";
const attempt = (f) => { try { f(); return "ok"; } catch (e) { return e.name; } };
const frozen = Object.freeze({ a: 1 });
const sealed = Object.seal({ a: 1 });
const closed = Object.preventExtensions({ a: 1 });
console.log(attempt(() => (frozen.a = 2)), attempt(() => delete frozen.a)); // expect: TypeError TypeError
console.log(attempt(() => (sealed.a = 2)), attempt(() => delete sealed.a)); // expect: ok TypeError
console.log(attempt(() => (closed.b = 2)), attempt(() => delete closed.a)); // expect: TypeError ok
console.log(Object.isFrozen(frozen), Object.isSealed(sealed), Object.isExtensible(closed), Object.isFrozen(1)); // expect: true true false true
