// f.call(…) becomes the call of f: whatever f is, however call is reached.
"use strict";
function show(...rest) { return [this, ...rest]; }
console.log(show.call(), show.call(1), show.call(1, 2, 3), show.call(...[4, 5, 6]));
// expect: [ undefined ] [ 1 ] [ 1, 2, 3 ] [ 4, 5, 6 ]
const call = Function.prototype.call.bind(Function.prototype.call);
console.log(call(show, 1, 2), call(show), Function.prototype.call.call.call(show, 3, 4));
// expect: [ 1, 2 ] [ undefined ] [ 3, 4 ]
console.log(show.bind(1, 2).call(3, 4), Math.max.call(null, 1, 5), new Proxy(show, {}).call(6, 7));
// expect: [ 1, 2, 4 ] 5 [ 6, 7 ]
console.log([1, 2].map(Function.prototype.call, function () { return typeof this; }), Reflect.apply(show.call, show, [8, 9]));
// expect: [ 'number', 'number' ] [ 8, 9 ]
for (const f of [() => call(), () => call({}), () => Function.prototype.call.call(1), () => class {}.call(), () => new show.call()])
  try { f(); } catch (error) { console.log(error.name); }
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
async function later(x) { await null; return [this.y, x]; }
(async () => console.log(await later.call({ y: 1 }, 2), await call(later, { y: 3 }, 4)))();
function deep(n) { return n ? deep.call(this, n - 1) + 1 : 0; }
console.log(deep(3000));
// expect: 3000
// expect: [ 1, 2 ] [ 3, 4 ]
