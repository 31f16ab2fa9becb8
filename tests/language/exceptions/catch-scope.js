var e = "outer";
try {
  throw "inner";
} catch (e) {
  var e = "assigned to the parameter";
  console.log(e); // expect: assigned to the parameter
}
console.log(e); // expect: outer
