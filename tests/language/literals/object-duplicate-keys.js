const o = { a: 1, b: 2, a: 3, get b() { return 4; } };
console.log(JSON.stringify(o), Object.keys(o).join()); // expect: {"a":3,"b":4} a,b
try {
  new Function("({ __proto__: null, '__proto__': null })");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
