// node: it does not ask the patched getter of %TypedArray%
// The builtin getters of @@species are not called where nobody can tell; others are.
class A extends Array {}
class B extends Uint8Array { static get [Symbol.species]() { return Uint16Array; } }
const name = (o) => o.constructor.name;
const both = () => [name(new A(1, 2).map((x) => x)), name(new Uint8Array(4).subarray(1)), name(new B(2).slice()),
  name(Promise.resolve(1).then()), name("a-b".split(/-/)), name(new ArrayBuffer(8).slice(1))].join();
console.log(both()); // expect: A,Uint8Array,Uint16Array,Promise,Array,ArrayBuffer
console.log(both() === both()); // expect: true
const typed = Object.getPrototypeOf(Uint8Array), original = Object.getOwnPropertyDescriptor(typed, Symbol.species);
let asked = 0;
Object.defineProperty(typed, Symbol.species, { get() { asked++; return this; }, configurable: true });
console.log(both(), asked); // expect: A,Uint8Array,Uint16Array,Promise,Array,ArrayBuffer 1
Object.defineProperty(typed, Symbol.species, original);
console.log(both(), asked); // expect: A,Uint8Array,Uint16Array,Promise,Array,ArrayBuffer 1
Object.defineProperty(Uint8Array, Symbol.species, { value: Int8Array, configurable: true });
console.log(name(new Uint8Array(4).subarray(1)), name(new Uint8Array(4).map((x) => x))); // expect: Int8Array Int8Array
delete Uint8Array[Symbol.species];
console.log(name(new Uint8Array(4).subarray(1))); // expect: Uint8Array
Object.defineProperty(Array, Symbol.species, { value: undefined, configurable: true });
console.log(name(new A(3).map((x) => x)), name([1].filter(() => true))); // expect: Array Array
const getters = [Array, Map, Set, Promise, RegExp, ArrayBuffer, SharedArrayBuffer, typed]
  .map((c) => Object.getOwnPropertyDescriptor(c, Symbol.species)?.get);
console.log(new Set(getters).size, getters[1].name, getters[1].call(7)); // expect: 8 get [Symbol.species] 7
