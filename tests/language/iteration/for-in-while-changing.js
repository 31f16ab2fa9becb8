// Keys that go, come and change while for-in walks over an object, its prototypes, or an array.
const o = { a: 1, b: 2, c: 3 };
for (const key in o) {
  console.log(key);
  if (key === "a") delete o.b;
}
// expect: a
// expect: c
const added = { x: 1, y: 2 };
let count = 0;
for (const key in added) {
  added["new" + key] = 1;
  count++;
}
console.log(count); // expect: 2
const hidden = { p: 1, q: 2, r: 3 };
for (const key in hidden) {
  console.log(key);
  Object.defineProperty(hidden, "q", { enumerable: false });
}
// expect: p
// expect: r
function keys(object) {
  const out = [];
  for (const key in object) out.push(key);
  return out.join();
}
const parent = { up: 1, a: 2 };
const child = Object.create(parent, { a: { value: 1 }, own: { value: 1, enumerable: true } });
console.log(keys(child)); // expect: own,up
console.log(keys({}), keys({ one: 1 })); // expect:  one
Object.prototype.everywhere = 1;
console.log(keys({ one: 1 })); // expect: one,everywhere
delete Object.prototype.everywhere;
console.log(keys({ one: 1 })); // expect: one
Object.prototype[5] = 1;
console.log(keys({ one: 1 }), keys([7])); // expect: one,5 0,5
delete Object.prototype[5];
console.log(keys({ one: 1, 3: 1, [Symbol("s")]: 1 })); // expect: 3,one
const array = ["x", "y", "z"];
array.named = 1;
for (const key in array) {
  console.log(key);
  if (key === "0") array.length = 2;
}
// expect: 0
// expect: 1
// expect: named
console.log(keys("ab"), keys(5), keys(null), keys(function () {})); // expect: 0,1   
class A { m() {} static s = 1; }
console.log(keys(new A()), keys(A), keys(new Proxy({ t: 1 }, {}))); // expect:  s t
