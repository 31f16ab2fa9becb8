try {
  new Function("a ?? b || c");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
console.log((null ?? 1) || 2); // expect: 1
