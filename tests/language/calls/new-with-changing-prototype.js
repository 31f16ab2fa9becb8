// The shape of a new `this` is remembered: a prototype that is replaced, another new.target and a
// prototype that is no object must all be seen at the next `new`.
function Point(x) {
  this.x = x;
}
const make = (x) => new Point(x);
for (let i = 0; i < 3; i++) make(i);
console.log(Object.getPrototypeOf(make(1)) === Point.prototype); // expect: true
const first = Point.prototype;
Point.prototype = { kind: "second" };
console.log(make(1).kind, make(2) instanceof Point); // expect: second true
Point.prototype = first;
console.log(make(1).kind, Object.getPrototypeOf(make(1)) === first); // expect: undefined true
Point.prototype = 5;
console.log(Object.getPrototypeOf(make(1)) === Object.prototype); // expect: true
Point.prototype = first;
class Other {}
const construct = (target) => Reflect.construct(Point, [1], target);
for (const target of [Point, Other, Point, Other])
  console.log(Object.getPrototypeOf(construct(target)) === target.prototype);
// expect: true
// expect: true
// expect: true
// expect: true
class Base {
  constructor() {
    this.a = 1;
  }
}
class A extends Base {}
class B extends Base {}
for (const C of [A, B, A, Base]) console.log(new C() instanceof C, new C().constructor.name);
// expect: true A
// expect: true B
// expect: true A
// expect: true Base
function* generator() {}
try {
  new generator();
} catch (e) {
  console.log(e.message); // expect: generator is not a constructor
}
const bound = Point.bind(null, 7);
console.log(new bound().x, new bound() instanceof Point); // expect: 7 true
