for (const E of [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]) {
  const e = new E("x");
  console.log(e.name, e instanceof Error, Object.getPrototypeOf(E) === Error, E.length);
}
// expect: TypeError true true 1
// expect: RangeError true true 1
// expect: SyntaxError true true 1
// expect: ReferenceError true true 1
// expect: EvalError true true 1
// expect: URIError true true 1
