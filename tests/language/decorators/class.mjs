// A class's decorator may return another class, which the class's own name then means.
// node: Node has no decorators yet
const count = (Class) => class extends Class {
  static made = 0;
  constructor(...values) { super(...values); new.target.made++; }
};
@count
class C {
  static me = () => C;
  static self = this;
  static #hidden = 1;
  static hidden() { return C.#hidden; }
  own = C;
}
new C();
console.log(C.made, C.me() === C, C.self === C, new C().own === C, C.hidden(), C.made);
const nothing = () => {};
export default @nothing class {}
export @nothing class Exported {}
@nothing export class Before {}
console.log(Exported.name, Before.name, String(@nothing class { }));
// expect: 1 true true true 1 2
// expect: Exported Before @nothing class { }
