// A field's decorator returns a function that changes the initial value; the first decorator's comes first.
// node: Node has no decorators yet
const change = (label) => () => function (value) { return `${label}(${value}, ${typeof this})`; };
class C {
  @change("a") @change("b") x = "x";
  @change("empty") y;
  @change("hidden") #z = "z";
  @change("static") static s = "s";
  @change("static hidden") static #t = "t";
  @(() => {}) untouched = 1;
  @change("named") f = function () {};
  static show(c) { console.log(c.x, c.y, c.#z, C.s, C.#t, c.untouched, c.f.slice(0, 17)); }
}
C.show(new C());
// expect: b(a(x, object), object) empty(undefined, object) hidden(z, object) static(s, function) static hidden(t, function) 1 named(function ()
