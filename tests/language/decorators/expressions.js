// A decorator is called on what it was taken from; its expression may await and yield, and see private names.
// node: Node has no decorators yet
const object = { name: "object", dec() { console.log(this.name); }, make() { return this.dec; }, nested: { name: "nested", dec() { console.log(this.name); } } };
function plain() { "use strict"; console.log(this); }
class C {
  static #hidden() { console.log("hidden", this === C); }
  @object.dec @object.nested.dec @plain @(object.dec) @object.make().bind({ name: "bound" }) m() {}
  static make() { return class { @C.#hidden m() {} }; }
}
C.make();
async function asynchronous() {
  class C { @(await Promise.resolve(plain)) [await "key"] = 1; }
  return new C();
}
function* generator() {
  return class { @(yield "decorator") [yield "key"]() {} };
}
const steps = generator();
console.log(steps.next().value, steps.next(plain).value, Object.getOwnPropertyNames(steps.next("m").value.prototype));
asynchronous().then(console.log);
// expect: bound
// expect: object
// expect: undefined
// expect: nested
// expect: object
// expect: hidden true
// expect: undefined
// expect: decorator key [ 'constructor', 'm' ]
// expect: undefined
// expect: C { key: 1 }
