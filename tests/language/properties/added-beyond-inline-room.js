// Properties that a constructor's helper adds get their room by and by; setters, read-only
// properties and prototypes that come later must still be seen.
function Thing() {
  this.initialize.apply(this, arguments);
}
Thing.prototype = {
  initialize(a, b, c) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = a + 0.5;
    this.e = [a];
  },
};
const things = [];
for (let i = 0; i < 50; i++) things.push(new Thing(i, i * 2, "c" + i));
let sum = 0;
for (const t of things) sum += t.a + t.b + t.d + t.e[0];
console.log(sum, Object.keys(things[49]).join()); // expect: 6150 a,b,c,d,e
function add(o, v) {
  o.p1 = v;
  o.p2 = v + 0.25;
  o.p3 = { v };
}
const plain = [];
for (let i = 0; i < 20; i++) {
  const o = JSON.parse("{}");
  add(o, i);
  plain.push(o);
}
console.log(plain[19].p1, plain[19].p2, plain[7].p3.v); // expect: 19 19.25 7
const log = [];
Object.defineProperty(Object.prototype, "p2", { set(v) { log.push(v); }, configurable: true });
const late = {};
add(late, 1);
console.log(log.join(), Object.keys(late).join()); // expect: 1.25 p1,p3
delete Object.prototype.p2;
const frozen = Object.preventExtensions({});
add(frozen, 1);
console.log(Object.keys(frozen).length); // expect: 0
const again = {};
add(again, 5);
console.log(JSON.stringify(again)); // expect: {"p1":5,"p2":5.25,"p3":{"v":5}}
// a writable property of the prototype is shadowed; one that becomes read-only is not
function Shadow(v) {
  this.v = v;
}
Shadow.prototype.v = 0;
const shadows = [new Shadow(1), new Shadow(2), new Shadow(3)];
console.log(shadows.map((s) => Object.hasOwn(s, "v") + " " + s.v).join()); // expect: true 1,true 2,true 3
Object.defineProperty(Shadow.prototype, "v", { writable: false });
console.log(Object.hasOwn(new Shadow(4), "v"), new Shadow(5).v); // expect: false 0
