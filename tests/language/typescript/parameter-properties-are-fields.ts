// As TypeScript does it since ES2022: fields before all others, which hide accessors of the base class.
class A {
  later = 1;
  constructor(public first: number, readonly second = this.later + 1) {}
}
console.log(new A(5)); // expect: A { first: 5, second: 2, later: 1 }
class Base {
  get x() { return "getter"; }
  set x(v) { console.log("setter"); }
}
class Derived extends Base {
  own = this.kept;
  constructor(public x: string, private kept?: number) { super(); }
}
console.log(new Derived("field").x, Object.keys(new Derived("", 1))); // expect: field [ 'x', 'kept', 'own' ]
console.log(new Derived("", 7).own); // expect: undefined
class Only extends Base { constructor(public x: string) { super(); } }
console.log(Object.keys(new Only("a"))); // expect: [ 'x' ]
