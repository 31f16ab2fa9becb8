// A property site that has seen many shapes stays correct, whatever comes to it then.
function read(o) { return o.x; }
function call(o) { return o.m(); }
function write(o, v) { o.x = v; }
function strict(o, v) { "use strict"; o.x = v; }
class Base { m() { return "base"; } get y() { return 1; } }
class Derived extends Base { m() { return "derived"; } }
const shapes = Array.from({ length: 60 }, (_, i) => ({ ["p" + i]: i, x: i, m() { return i; } }));
let sum = 0;
for (let round = 0; round < 3; round++) {
  for (const o of shapes) {
    write(o, round);
    strict(o, read(o) + 1);
    sum += read(o) + call(o);
  }
}
console.log(sum); // expect: 5670
console.log(read([1]), read("s"), read({ get x() { return "got"; } }), read(Object.create({ x: "inherited" }))); // expect: undefined undefined got inherited
console.log(call(new Base()), call(new Derived()), call({ __proto__: new Derived() })); // expect: base derived derived
Base.prototype.m = () => "patched";
console.log(call(new Base())); // expect: patched
const frozen = Object.freeze({ x: "kept" });
write(frozen, 1);
console.log(frozen.x); // expect: kept
try { strict(frozen, 1); } catch (error) { console.log(error.message); } // expect: Cannot assign to read only property 'x' of object '#<Object>'
const fresh = {};
write(fresh, 7);
console.log(read(fresh), Object.keys(fresh).join()); // expect: 7 x
