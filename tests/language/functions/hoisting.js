console.log(declared(), typeof variable, typeof expression); // expect: hoisted undefined undefined
function declared() {
  return "hoisted";
}
var variable = 1;
var expression = function () {};
