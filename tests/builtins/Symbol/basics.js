const s = Symbol("d");
console.log(s.toString(), s.description, Symbol().description, typeof s, Symbol.for("x") === Symbol.for("x"), Symbol.keyFor(Symbol.for("x"))); // expect: Symbol(d) d undefined symbol true x
console.log(Object(s) == s, Object(s) === s, Symbol.iterator.toString(), s in { [s]: 1 }); // expect: true false Symbol(Symbol.iterator) true
try {
  new Symbol();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
