// node: newer than its language
class Given { constructor(o) { return o; } }
class Field extends Given { #x = 1; }
class Method extends Given { #m() {} }
class Pair extends Given { get #a() { return 7; } set #a(v) {} static read(o) { return o.#a; } }
for (const C of [Field, Method, Pair]) {
  try { new C(Object.freeze({})); } catch (error) { console.log(error.name, error.message); }
}
// expect: TypeError Cannot define private member #x on an object that is not extensible
// expect: TypeError Cannot define private member #m on an object that is not extensible
// expect: TypeError Cannot define private member #a on an object that is not extensible
const open = {};
new Pair(open);
console.log(Pair.read(Object.freeze(open))); // expect: 7
let asked = 0;
const proxy = new Proxy({}, { isExtensible: (target) => (asked++, Reflect.isExtensible(target)) });
new Field(proxy), new Pair(proxy);
console.log(asked, Pair.read(proxy)); // expect: 2 7
class Late { #y = Object.preventExtensions(this); #z = 2; }
try { new Late(); } catch (error) { console.log(error.message); } // expect: Cannot define private member #y on an object that is not extensible
