function f(a = b, b) {}
try {
  f();
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
