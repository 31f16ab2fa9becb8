class Point { constructor() { this.x = 1; } }
class Empty {}
class Sub extends Point { #hidden = 1; get computed() { return 1; } static s = 1; }
console.log(new Point(), new Empty(), new Sub(), Point, Sub, class {});
console.log(Object.create(null), Object.assign(Object.create(null), { a: 1 }), Object.create(Point.prototype), Object.create({}));
console.log({ a: 1 }, new (class A { get [Symbol.toStringTag]() { return "B"; } })());
// expect: Point { x: 1 } Empty {} Sub { x: 1 } [class Point] [class Sub extends Point] { s: 1 } [class (anonymous)]
// expect: [Object: null prototype] {} [Object: null prototype] { a: 1 } Point {} {}
// expect: { a: 1 } A [B] {}
