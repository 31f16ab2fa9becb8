try {
  (0, eval)("class A { x = arguments }");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
