function f(a) {
  const b = 2;
  return eval("a + b");
}
console.log(f(1)); // expect: 3
