function f(a) {
  "use strict";
  arguments[0] = "changed";
  return a;
}
function g(a, b = 0) {
  arguments[0] = "changed";
  return a;
}
console.log(f("same"), g("same")); // expect: same same
