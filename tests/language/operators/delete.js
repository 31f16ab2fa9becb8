const o = { a: 1, get b() { return 1; } };
console.log(delete o.a, delete o.missing, "a" in o, delete o["b"]); // expect: true true false true
console.log(delete Object.freeze([1])[0]); // expect: false
try {
  (() => { "use strict"; delete Object.freeze({ x: 1 }).x; })();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
