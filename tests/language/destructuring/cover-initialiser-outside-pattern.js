try {
  new Function("({ a = 1 })");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
