function f(a, a) {
  return a;
}
console.log(f(1, 2)); // expect: 2
try {
  new Function("'use strict'; function f(a, a) {}");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
