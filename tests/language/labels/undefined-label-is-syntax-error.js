try {
  new Function("while (1) break nowhere");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
