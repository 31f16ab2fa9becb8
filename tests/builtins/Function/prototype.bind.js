function f(a, b, c) {
  return [this.t, a, b, c].join();
}
const bound = f.bind({ t: "t" }, 1);
console.log(bound(2, 3), bound.name, bound.length); // expect: t,1,2,3 bound f 2
class Point { constructor(x, y) { this.sum = x + y; } }
console.log(new (Point.bind(null, 1))(2).sum, new (Point.bind())(1, 1) instanceof Point); // expect: 3 true
