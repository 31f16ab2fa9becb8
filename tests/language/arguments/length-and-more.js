// Where more is done with the arguments object than to read its length, it is there.
function written(a) {
  arguments.length = 7;
  return [arguments.length, a];
}
console.log(written(1));
// expect: [ 7, 1 ]
function counted() {
  const before = arguments.length++;
  return [before, arguments.length];
}
console.log(counted(1, 2));
// expect: [ 2, 3 ]
function pattern() {
  [arguments.length] = ["a pattern"];
  return arguments.length;
}
console.log(pattern());
// expect: a pattern
function head() {
  for (arguments.length of [8, 9]);
  return arguments.length;
}
console.log(head());
// expect: 9
function deleted() {
  return [delete arguments.length, arguments.length];
}
console.log(deleted(1));
// expect: [ true, undefined ]
function optional() {
  return [arguments?.length, arguments.length];
}
console.log(optional(1, 2));
// expect: [ 2, 2 ]
function evaluated(a) {
  eval("arguments.length = 'changed'; arguments[0] = 5");
  return [arguments.length, a];
}
console.log(evaluated(1));
// expect: [ 'changed', 5 ]
function fromArrow() {
  (() => { arguments.length = 4; })();
  return arguments.length;
}
console.log(fromArrow());
// expect: 4
function within() {
  with ({ arguments: { length: "of the object" } }) return arguments.length;
}
console.log(within());
// expect: of the object
function shadowedByParameter(arguments) { return arguments.length; }
console.log(shadowedByParameter("four"));
// expect: 4
function shadowedByVariable(a = arguments.length) {
  var arguments;
  return [a, arguments.length];
}
console.log(shadowedByVariable(undefined, 2));
// expect: [ 2, 2 ]
function assigned() {
  arguments = "text";
  return arguments.length;
}
console.log(assigned());
// expect: 4
console.log((function () { return [arguments.length, arguments[0], [...arguments].length]; })("x", "y"));
// expect: [ 2, 'x', 2 ]

// What is called with the object may change parameters, though it is called within `arguments`' own expression.
function change(list) {
  list[0] = "changed";
  return list;
}
console.log((function (a) { change(arguments).length; return a; })(1), (function (a) { change(arguments)[0]; return a; })(1));
// expect: changed changed
console.log((function (a) { (arguments?.[1])(); return a; })(1, function () { this[0] = "by a method"; }));
// expect: by a method
console.log((function (a) { arguments[1]``; return a; })(1, function () { this[0] = "by a tag"; }));
// expect: by a tag
