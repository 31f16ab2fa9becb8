function* g() {
  try {
    yield 1;
  } catch (error) {
    yield "caught " + error;
  }
}
const it = g();
it.next();
console.log(it.throw("x").value, it.next().done); // expect: caught x true
