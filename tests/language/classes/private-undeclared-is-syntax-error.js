try {
  new Function("class A { m() { return this.#nope } }");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
