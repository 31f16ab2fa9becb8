try {
  new Function("class A { constructor() {} constructor() {} }");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
