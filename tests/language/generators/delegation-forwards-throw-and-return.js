function* inner() {
  try {
    yield 1;
  } catch (e) {
    yield "inner caught " + e;
  } finally {
    console.log("inner done");
  }
}
function* outer() {
  yield* inner();
}
const it = outer();
it.next();
console.log(it.throw("e").value); // expect: inner caught e
it.return(); // expect: inner done
