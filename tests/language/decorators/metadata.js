// All decorators of a class share an object, which inherits from the parent class's.
// node: Node has no decorators yet
const tag = (name) => (value, context) => { (context.metadata[context.name] ??= []).push(name); };
@tag("a")
class A {
  @tag("m1") @tag("m2") m() {}
}
class B extends A {
  @tag("n") n = 1;
}
class Plain {}
console.log(A[Symbol.metadata], JSON.stringify(B[Symbol.metadata]), B[Symbol.metadata].m);
console.log(Object.getPrototypeOf(B[Symbol.metadata]) === A[Symbol.metadata], Object.getPrototypeOf(A[Symbol.metadata]), Plain[Symbol.metadata]);
console.log(Symbol.metadata.toString(), Object.getOwnPropertyDescriptor(Symbol, "metadata").writable, Function.prototype[Symbol.metadata]);
// expect: [Object: null prototype] { m: [ 'm2', 'm1' ], A: [ 'a' ] } {"n":["n"]} [ 'm2', 'm1' ]
// expect: true null null
// expect: Symbol(Symbol.metadata) false null
