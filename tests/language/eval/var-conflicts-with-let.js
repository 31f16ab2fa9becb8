try {
  (function () {
    let x;
    {
      eval("var x");
    }
  })();
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
