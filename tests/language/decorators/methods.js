// Methods, getters and setters are replaced by what their decorators return.
// node: Node has no decorators yet
const wrap = (label) => (f, { kind }) => function (...values) {
  console.log(label, kind, values.join());
  return f.apply(this, values);
};
class C {
  value = 1;
  @wrap("a") @wrap("b") method(x) { return this.value + x; }
  @wrap("static") static method() { return this.name; }
  @wrap("get") get x() { return this.value; }
  @wrap("set") set x(value) { this.value = value; }
  @wrap("private") #method() { return "private " + this.value; }
  @wrap("static private") static #other() { return "static private"; }
  @wrap("private get") get #x() { return 7; }
  test() { return [this.#method(), C.#other(), this.#x]; }
}
const c = new C();
console.log(c.method(2), C.method());
c.x = 5;
console.log(c.x, c.test());
console.log(Object.getOwnPropertyDescriptor(C.prototype, "method").enumerable);
class Twice {
  @(() => () => "decorated") m() { return "first"; }
  m() { return "second"; }
}
console.log(new Twice().m());
// expect: a method 2
// expect: b method 2
// expect: static method
// expect: 3 C
// expect: set setter 5
// expect: get getter
// expect: private method
// expect: static private method
// expect: private get getter
// expect: 5 [ 'private 5', 'static private', 7 ]
// expect: false
// expect: second
