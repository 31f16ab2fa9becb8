function* inner() {
  const got = yield "a";
  return "result " + got;
}
function* outer() {
  const result = yield* inner();
  yield result;
  yield* "bc";
}
const it = outer();
it.next();
console.log(it.next("x").value, it.next().value, it.next().value); // expect: result x b c
