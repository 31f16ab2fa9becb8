function f() {
  "use strict";
  eval("var own = 1");
  return typeof own;
}
console.log(f(), eval("'use strict'; var v2 = 7; v2"), typeof v2); // expect: undefined 7 undefined
