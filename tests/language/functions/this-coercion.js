function sloppy() {
  return typeof this;
}
function strict() {
  "use strict";
  return typeof this;
}
console.log(sloppy.call(1), strict.call(1)); // expect: object number
console.log(sloppy.call(undefined), strict.call(undefined)); // expect: object undefined
