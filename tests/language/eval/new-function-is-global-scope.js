const secret = 1;
function f() {
  const hidden = 2;
  return new Function("return typeof hidden")();
}
console.log(f()); // expect: undefined
