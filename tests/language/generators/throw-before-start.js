function* g() {
  yield 1;
}
const it = g();
try {
  it.throw(new Error("early"));
} catch (error) {
  console.log(error.message, it.next().done); // expect: early true
}
