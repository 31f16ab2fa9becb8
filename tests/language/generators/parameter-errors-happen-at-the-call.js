function* g({ a }) {
  yield a;
}
try {
  g(null);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
