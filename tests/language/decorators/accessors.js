// An accessor's decorator gets both functions, and returns those to replace, and init for the initial value.
// node: Node has no decorators yet
const double = ({ get, set }, { name }) => ({
  get() { return 2 * get.call(this); },
  set(value) { console.log("set", name, value); set.call(this, value); },
  init(value) { return value + 1; },
});
class C {
  @double accessor x = 1;
  @double static accessor y = 10;
  @double accessor #z = 100;
  @double static accessor #w = 1000;
  @double @double accessor twice = 1;
  @(() => ({})) accessor plain = 5;
  test() { this.#z = 3; return [this.#z, C.#w]; }
}
const c = new C();
console.log(c.x, C.y, c.twice, c.plain, c.test());
c.x = 4;
c.twice = 2;
console.log(c.x, c.twice, Object.keys(c));
// expect: set #z 3
// expect: 4 22 12 5 [ 6, 2002 ]
// expect: set x 4
// expect: set twice 2
// expect: set twice 2
// expect: 8 8 []
