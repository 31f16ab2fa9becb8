// node: V8 makes it an indirect eval
var x = "global";
function f(...args) {
  let x = "local";
  return eval(...args);
}
console.log(f("x"), f("x", 1), f(...[], "x"), f()); // expect: local local local undefined
function declares(code) {
  eval(...[code], ...[]);
  return y;
}
console.log(declares("var y = 1")); // expect: 1
function other(eval) { return eval(..."ab", "c"); }
console.log(other((...args) => args.join())); // expect: a,b,c
