var x = "outer";
function f(read = () => x) {
  var x = "inner";
  return read() + " " + x;
}
console.log(f()); // expect: outer inner
