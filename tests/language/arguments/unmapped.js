function strict(a) {
  "use strict";
  a = 2;
  return arguments[0];
}
function simpleNot(a, b = 1) {
  a = 2;
  return arguments[0];
}
console.log(strict(1), simpleNot(1)); // expect: 1 1
try { (function () { "use strict"; arguments.callee; })(); } catch (e) { console.log(e.name); } // expect: TypeError
console.log((function named() { return arguments.callee.name; })()); // expect: named
